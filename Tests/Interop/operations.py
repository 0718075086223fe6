"""Operations on tensors as PyTorch has them, in Ganbook's layout: images [batch, height, width, channels]."""
import torch
from torch.nn import functional


def first(x):
    """Channels first."""
    return x.permute(0, 3, 1, 2)


def last(x):
    """Channels last."""
    return x.permute(0, 2, 3, 1)


def conv2d(x, filter, bias, **settings):
    return last(functional.conv2d(first(x), filter.permute(3, 2, 0, 1), bias, **settings))


def conv2d_transposed(x, filter, bias, outputPadding=0, **settings):
    # Ours: [height, width, outputs / groups, inputs]; PyTorch's: [inputs, outputs / groups, height, width].
    return last(functional.conv_transpose2d(first(x), filter.permute(3, 2, 0, 1), bias, output_padding=outputPadding, **settings))


def conv1d(x, filter, bias, **settings):
    return functional.conv1d(x.permute(0, 2, 1), filter.permute(2, 1, 0), bias, **settings).permute(0, 2, 1)


def elementwise(cases):
    n = cases.scale
    one_argument = {
        "exp": torch.exp, "tanh": torch.tanh, "sigmoid": torch.sigmoid, "softplus": functional.softplus, "logSigmoid": functional.logsigmoid,
        "relu": torch.relu, "leakyReLU": lambda x: functional.leaky_relu(x, 0.2), "elu": functional.elu, "gelu": functional.gelu,
        "abs": torch.abs, "square": torch.square, "sin": torch.sin, "cos": torch.cos, "clamp": lambda x: x.clamp(-1.05, 0.95)}
    for name, function in one_argument.items():
        cases.add(name, function, cases.apart(3, 2 * n))
    for name, function in {"log": torch.log, "sqrt": torch.sqrt, "pow": lambda x: x**1.7, "reciprocal": lambda x: 1 / x}.items():
        cases.add(name, function, cases.uniform(0.2, 3, 3, n + 1))
    two_arguments = {"add": torch.add, "subtract": torch.sub, "multiply": torch.mul, "divide": torch.div, "maximum": torch.maximum, "minimum": torch.minimum}
    for name, function in two_arguments.items():
        for left, right in [((2, n, 3), (2, n, 3)), ((2, 1, 3), (n, 1)), ((3,), (2, n, 3))]:
            cases.add(name, function, cases.normal(*left), cases.uniform(0.5, 2, *right))


def reductions(cases):
    shape = (2, cases.scale + 1, 3)
    functions = {
        "sum": lambda x, axes: x.sum(axes), "mean": lambda x, axes: x.mean(axes), "variance": lambda x, axes: x.var(axes, correction=0),
        "logSumExp": lambda x, axes: x.logsumexp(axes), "max": lambda x, axes: x.amax(axes), "min": lambda x, axes: x.amin(axes)}
    for name, function in functions.items():
        for axes in [[0], [1], [2], [0, 2]]:
            cases.add(name, lambda x: function(x, axes), cases.apart(*shape), settings={"axes": axes})
    for axis in range(3):
        cases.add("softmax", lambda x: x.softmax(axis), cases.normal(*shape), settings={"axis": axis})
        cases.add("logSoftmax", lambda x: x.log_softmax(axis), cases.normal(*shape), settings={"axis": axis})
        cases.add("cumulativeSum", lambda x: x.cumsum(axis), cases.normal(*shape), settings={"axis": axis})


def shapes(cases):
    n = cases.scale
    x = cases.normal(2, n, 3)
    cases.add("permuted", lambda x: x.permute(2, 0, 1) ** 2, x)
    cases.add("sliced", lambda x: x[:, 1:n] ** 2, x, settings={"from": 1, "to": n})
    cases.add("flipped", lambda x: x.flip(1) ** 2, x)
    cases.add("gathered", lambda x: x[:, [1, 0, 1]] ** 2, x, settings={"rows": [1, 0, 1]})
    cases.add("concatenate", lambda a, b: torch.cat([a, b], 1) ** 2, cases.normal(2, 2, 3), x)
    cases.add("stack", lambda a, b: torch.stack([a, b], 1) ** 2, cases.normal(2, 3), cases.normal(2, 3))
    cases.add("padded", lambda x: functional.pad(x, (1, 2, 0, 1)) ** 2, x)


def products(cases):
    n = cases.scale
    cases.add("matmul", torch.matmul, cases.normal(3, n), cases.normal(n, 4))
    cases.add("matmul", torch.matmul, cases.normal(2, 3, n), cases.normal(2, n, 2))
    cases.add("dense", lambda x, w, b: functional.leaky_relu(x @ w + b, 0.2), cases.normal(3, n), cases.normal(n, 4), cases.normal(4))
    cases.add("dense tanh", lambda x, w, b: torch.tanh(x @ w + b), cases.normal(3, n), cases.normal(n, 4), cases.normal(4))


def convolutions(cases):
    n = cases.scale
    variants = [
        (1, {}), (1, {"stride": 2, "padding": 1}), (1, {"padding": 2, "dilation": 2}), (2, {"stride": 2, "groups": 2}), (4, {"padding": 1, "groups": 4})]
    for groups, settings in variants:
        x, filter, bias = cases.normal(2, n + 1, n + 2, 4), cases.normal(3, 3, 4 // groups, 4), cases.normal(4)
        cases.add("conv2d", lambda x, f, b: conv2d(x, f, b, **settings), x, filter, bias, settings=settings)
    variants = [(1, {}), (1, {"stride": 2, "padding": 1, "outputPadding": 1}), (1, {"stride": 2, "dilation": 2}), (2, {"stride": 2, "padding": 1, "groups": 2})]
    for groups, settings in variants:
        x, filter, bias = cases.normal(2, n - 1, n - 2, 4), cases.normal(3, 3, 4 // groups, 4), cases.normal(4)
        cases.add("conv2dTransposed", lambda x, f, b: conv2d_transposed(x, f, b, **settings), x, filter, bias, settings=settings)
    for settings in [{}, {"stride": 2, "padding": 1}, {"padding": 2, "dilation": 2}]:
        x, filter, bias = cases.normal(2, n + 2, 3), cases.normal(3, 3, 2), cases.normal(2)
        cases.add("conv1d", lambda x, f, b: conv1d(x, f, b, **settings), x, filter, bias, settings=settings)


def images(cases):
    n = cases.scale
    x = cases.apart(2, n, n + 1, 3)
    for kernel, stride, padding in [(2, 2, 0), (3, 2, 1), (3, 1, 0)]:
        settings = {"kernel": kernel, "stride": stride, "padding": padding}
        cases.add("maxPool2d", lambda x: last(functional.max_pool2d(first(x), kernel, stride, padding)) ** 2, x, settings=settings)
        cases.add("averagePool2d", lambda x: last(functional.avg_pool2d(first(x), kernel, stride, padding)) ** 2, x, settings=settings)
    cases.add("upsampleNearest", lambda x: last(functional.interpolate(first(x), scale_factor=2)) ** 2, x)
    for height, width in [(2 * n, 2 * n + 2), (n - 1, n + 3)]:
        resized = lambda x: last(functional.interpolate(first(x), (height, width), mode="bilinear", align_corners=False)) ** 2
        cases.add("resizeBilinear", resized, x, settings={"height": height, "width": width})
    cases.add("paddedByReflection", lambda x: last(functional.pad(first(x), (2, 2, 2, 2), mode="reflect")) ** 2, x)
    # PyTorch has the channels slowest among those that are moved; the paper and Ganbook have them fastest.
    reordered = lambda x: x.unflatten(3, (4, 2)).transpose(3, 4).flatten(3)
    cases.add("pixelShuffle", lambda x: last(functional.pixel_shuffle(first(reordered(x)), 2)) ** 2, cases.normal(2, 2, 3, 8))


def add_all(cases):
    for make in [elementwise, reductions, shapes, products, convolutions, images]:
        make(cases)

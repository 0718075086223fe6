"""Layers and losses as PyTorch has them, in Ganbook's layout. A layer's parameters are inputs of its case, behind the data."""
import torch
from cases import short
from operations import first, last
from torch.nn import functional


def layers(cases):
    n = cases.scale
    norm_parameters = lambda c: (cases.normal(c), cases.normal(c))
    batch_norm = lambda x, gain, bias: last(functional.batch_norm(first(x), None, None, gain, bias, True))
    cases.add("BatchNorm", batch_norm, cases.normal(3, n, 2, 4), *norm_parameters(4))
    cases.add("BatchNorm", lambda x, g, b: functional.batch_norm(x, None, None, g, b, True), cases.normal(n + 2, 3), *norm_parameters(3))
    frozen = (cases.normal(4), cases.uniform(0.5, 2, 4))
    cases.add("BatchNorm in evaluation", lambda x, g, b, mean, variance: last(functional.batch_norm(first(x), mean.detach(), variance.detach(), g, b)),
              cases.normal(2, n, 2, 4), *norm_parameters(4), *frozen)
    cases.add("InstanceNorm", lambda x: last(functional.instance_norm(first(x))), cases.normal(2, n, 3, 4))
    cases.add("GroupNorm", lambda x, g, b: last(functional.group_norm(first(x), 2, g, b)), cases.normal(2, n, 2, 4), *norm_parameters(4))
    cases.add("LayerNorm", lambda x, g, b: functional.layer_norm(x, [4], g, b), cases.normal(n, 4), *norm_parameters(4))
    cases.add("Embedding", lambda w: functional.embedding(torch.tensor([2, 0, 2, 1]), w) ** 2, cases.normal(4, n), settings={"labels": [2, 0, 2, 1]})


def modulated(x, styles, filter, up=False):
    """StyleGAN2's convolution as its authors wrote it: filters of its own for each sample, in one convolution of as many groups."""
    batch, height, width, inputs = x.shape
    outputs = filter.shape[2 if up else 3]
    # [outputs, inputs, height, width] in both cases.
    weight = filter.permute(2, 3, 0, 1) if up else filter.permute(3, 2, 0, 1)
    weight = weight / (inputs * filter.shape[0] ** 2) ** 0.5 * styles[:, None, :, None, None]
    weight = weight / (weight.square().sum((2, 3, 4), keepdim=True) + 1e-8).sqrt()
    images = first(x).reshape(1, batch * inputs, height, width)
    if not up:
        y = functional.conv2d(images, weight.reshape(batch * outputs, inputs, 3, 3), padding=1, groups=batch)
        return last(y.reshape(batch, outputs, height, width))
    grouped = weight.transpose(1, 2).reshape(batch * inputs, outputs, 3, 3)
    y = functional.conv_transpose2d(images, grouped, stride=2, groups=batch).reshape(batch, outputs, 2 * height + 1, 2 * width + 1)
    return last(filtered(y, 4, padding=1))


def filtered(x, gain, **settings):
    taps = torch.tensor([1.0, 3.0, 3.0, 1.0]) / 8
    weight = (gain * taps[:, None] * taps).expand(x.shape[1], 1, 4, 4)
    return functional.conv2d(x, weight, groups=x.shape[1], **settings)


def style(cases):
    n = cases.scale
    cases.add("ModulatedConv2d", modulated, cases.normal(2, n, n, 2), cases.normal(2, 2), cases.normal(3, 3, 2, 3))
    cases.add("ModulatedConv2d upsampling", lambda x, s, f: modulated(x, s, f, up=True), cases.normal(2, n - 1, n - 1, 2), cases.normal(2, 2),
              cases.normal(3, 3, 3, 2))
    cases.add("downsampleFiltered", lambda x: last(filtered(first(x), 1, stride=2, padding=1)) ** 2, cases.normal(1, 2 * n, 2 * n, 2))
    cases.add("SpectralNorm", lambda x, w, u: x @ (w / (w @ functional.normalize(u.detach(), dim=0)).norm()), cases.normal(3, n), cases.normal(n, 2), cases.normal(2))


def losses(cases):
    n = cases.scale
    logits = lambda: short(cases.normal(n + 2, 1) * 3)
    cross_entropy = functional.binary_cross_entropy_with_logits
    zeros, ones = torch.zeros_like, torch.ones_like
    cases.add("minimaxDiscriminatorLoss", lambda r, f: cross_entropy(r, ones(r)) + cross_entropy(f, zeros(f)), logits(), logits())
    cases.add("minimaxGeneratorLoss", lambda f: -cross_entropy(f, zeros(f)), logits())
    cases.add("nonSaturatingGeneratorLoss", lambda f: cross_entropy(f, ones(f)), logits())
    cases.add("leastSquaresDiscriminatorLoss", lambda r, f: (functional.mse_loss(r, ones(r)) + functional.mse_loss(f, zeros(f))) / 2, logits(), logits())
    cases.add("leastSquaresGeneratorLoss", lambda f: functional.mse_loss(f, ones(f)) / 2, logits())
    cases.add("hingeDiscriminatorLoss", lambda r, f: torch.relu(1 - r).mean() + torch.relu(1 + f).mean(), logits(), logits())
    cases.add("hingeGeneratorLoss", lambda f: -f.mean(), logits())
    labels = [2, 0, 1, 2]
    cases.add("softmaxCrossEntropy", lambda x: functional.cross_entropy(x, torch.tensor(labels)), cases.normal(4, 3), settings={"labels": labels})
    cases.add("meanAbsoluteError", functional.l1_loss, cases.apart(2, n), short(cases.normal(2, n) + 5))
    cases.add("meanSquaredError", functional.mse_loss, cases.normal(2, n), cases.normal(2, n))


def critic(x, w1, b1, w2):
    return torch.tanh(x @ w1 + b1) @ w2


def slopes(x, *parameters):
    x = x if x.requires_grad else x.requires_grad_()
    return torch.autograd.grad(critic(x, *parameters).sum(), x, create_graph=True)[0]


def penalties(cases):
    """The gradient of a penalty by the critic's weights is a second order already, and its second order a third."""
    n = cases.scale
    inputs = (cases.normal(3, 2), cases.normal(2, n), cases.normal(n), cases.normal(n, 1))
    cases.add("gradientPenalty", lambda *i: 10 * (slopes(*i).norm(dim=1) - 1).square().mean(), *inputs)
    cases.add("r1Penalty", lambda *i: 5 * slopes(*i).square().sum(1).mean(), *inputs)


def add_all(cases):
    layers(cases)
    style(cases)
    losses(cases)
    penalties(cases)

"""The form of a case, and how PyTorch makes its numbers.

A case is a function of some inputs. Its file holds the inputs, random weights w, the value y, the gradients of sum(w y) by each input, and
the gradients by each input of the sum of those gradients' squares: the second order. Everything is in double precision.
"""
import json

import torch

torch.set_default_dtype(torch.float64)


class Cases:
    def __init__(self, seed, scale):
        self.generator = torch.Generator().manual_seed(seed)
        self.scale = scale
        self.all = []

    def normal(self, *shape):
        return short(torch.randn(shape, generator=self.generator))

    def uniform(self, low, high, *shape):
        return short(low + (high - low) * torch.rand(shape, generator=self.generator))

    def apart(self, *shape):
        """Numbers of which no two are close, and none is close to 0: kinks and ties are no place to compare derivatives."""
        count = torch.Size(shape).numel()
        order = torch.randperm(count, generator=self.generator).double() - count / 2 + 0.5
        return short(order * (4 / count)).reshape(shape)

    def add(self, name, function, *inputs, settings=None, second=True):
        """`function` takes the inputs in Ganbook's layout; `settings` are numbers that the other side needs to know."""
        leaves = [x.clone().requires_grad_() for x in inputs]
        output = function(*leaves)
        weights = self.normal(*output.shape)
        gradients = torch.autograd.grad((weights * output).sum(), leaves, create_graph=second, allow_unused=True)
        gradients = [torch.zeros_like(x) if g is None else g for g, x in zip(gradients, leaves)]
        case = {
            "name": name, "settings": settings or {}, "inputs": [packed(x) for x in inputs], "weights": packed(weights), "output": packed(output),
            "gradients": [packed(g) for g in gradients]}
        if second:
            case["second"] = [packed(g) for g in second_order(gradients, leaves)]
        self.all.append(case)

    def write(self, path):
        with open(path, "w") as file:
            json.dump({"cases": self.all}, file, separators=(",", ":"))
            file.write("\n")


def second_order(gradients, leaves):
    total = sum(g.square().sum() for g in gradients)
    if not total.requires_grad:
        return [torch.zeros_like(x) for x in leaves]
    result = torch.autograd.grad(total, leaves, allow_unused=True)
    return [torch.zeros_like(x) if g is None else g for g, x in zip(result, leaves)]


def short(tensor):
    """Inputs have few digits, so that what is written is exactly what was computed with."""
    return tensor.round(decimals=4)


def packed(tensor):
    # The sum: PyTorch has zeros without any storage.
    values = (tensor.detach() + torch.zeros(tensor.shape)).reshape(-1).tolist()
    return {"shape": list(tensor.shape), "values": [float(f"{value:.11g}") for value in values]}

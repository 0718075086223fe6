"""PyTorch's half of what the peers share.

Variants: `eager`, idiomatic modules, `backward()` and the fused Adam; and `compiled`, where the whole step is one function for
`torch.compile`: gradients by `torch.func.grad`, which also gives second orders, and Adam in the same graph. Each comes also as
`... channels last`, the layout that is often the faster one for convolutions.
"""
import math

import peer  # before torch: it chooses the processors
import torch
from torch import nn
from torch.func import functional_call
from torch.nn import functional

torch.set_num_threads(peer.options.threads)
torch.manual_seed(0)
IS_COMPILED = peer.options.variant.startswith("compiled")
LAYOUT = torch.channels_last if peer.options.variant.endswith("channels last") else torch.contiguous_format
start = peer.peak()
softplus, leaky_relu = functional.softplus, functional.leaky_relu

# Buffers and their new values, from the forward passes of a compiled step: a transformed function may not write to what it captures.
noted = []


class Player:
    """A network with its optimiser. `descend` takes one step down a loss of the network; other players in the loss are constants."""

    def __init__(self, module, rate=2e-4, betas=(0.5, 0.999), epsilon=1e-8):
        self.module = module.to(memory_format=LAYOUT)
        self.rate, self.betas, self.epsilon = rate, betas, epsilon
        if IS_COMPILED:
            module.requires_grad_(False)
            self.parameters = dict(module.named_parameters())
            self.first = {name: torch.zeros_like(p) for name, p in self.parameters.items()}
            self.second = {name: torch.zeros_like(p) for name, p in self.parameters.items()}
            self.steps = torch.zeros(())
        else:
            self.optimizer = torch.optim.Adam(module.parameters(), rate, betas, epsilon, fused=True)

    def __call__(self, *inputs):
        return self.module(*inputs)

    def descend(self, loss, constant=()):
        if IS_COMPILED:
            self._descend_functionally(loss)
            return
        for player in constant:
            player.module.requires_grad_(False)
        self.optimizer.zero_grad(set_to_none=True)
        loss(self.module).backward()
        self.optimizer.step()
        for player in constant:
            player.module.requires_grad_(True)

    def _descend_functionally(self, loss):
        buffers = []

        def value(parameters):
            noted.clear()
            result = loss(lambda *inputs: functional_call(self.module, parameters, inputs))
            buffers.extend(buffer for buffer, _ in noted)
            return result, [new for _, new in noted]

        gradients, new_values = torch.func.grad(value, has_aux=True)(self.parameters)
        for buffer, new in zip(buffers, new_values):
            buffer.copy_(new)
        noted.clear()
        self.steps.add_(1)
        rate, correction = self.rate / (1 - self.betas[0] ** self.steps), 1 / (1 - self.betas[1] ** self.steps)
        for name, gradient in gradients.items():
            first, second = self.first[name], self.second[name]
            first.lerp_(gradient, 1 - self.betas[0])
            second.mul_(self.betas[1]).addcmul_(gradient, gradient, value=1 - self.betas[1])
            self.parameters[name].sub_(rate * first / ((second * correction).sqrt() + self.epsilon))


def gradient(function, argument):
    """The gradient of a function that gives one number, to be differentiated again."""
    if IS_COMPILED:
        return torch.func.grad(function)(argument)
    argument = argument.detach().requires_grad_() if not argument.requires_grad else argument
    return torch.autograd.grad(function(argument), argument, create_graph=True)[0]


def gradient_and_scores(function, argument):
    """The gradient of the sum of a function's scores, to be differentiated again, and the scores."""
    def summed(x):
        scores = function(x)
        return scores.sum(), scores

    if IS_COMPILED:
        return torch.func.grad(summed, has_aux=True)(argument)
    argument = argument.detach().requires_grad_()
    total, scores = summed(argument)
    return torch.autograd.grad(total, argument, create_graph=True)[0], scores


def normals(*shape):
    noise = torch.randn(shape)
    return noise.to(memory_format=LAYOUT) if noise.dim() == 4 else noise


def ring(count):
    """Points of the ring of eight modes with radius 2 and deviation 0.1."""
    angle = torch.randint(0, 8, (count,)) * (2 * math.pi / 8)
    return 2 * torch.stack([angle.cos(), angle.sin()], 1) + 0.1 * torch.randn(count, 2)


def mlp(*widths):
    layers = []
    for inputs, outputs in zip(widths[:-1], widths[1:]):
        layers += [nn.Linear(inputs, outputs), nn.LeakyReLU(0.2)]
    return nn.Sequential(*layers[:-1])


class Shaped(nn.Module):
    """Rows as images of `channels`, `height` x `height`."""

    def __init__(self, channels, height):
        super().__init__()
        self.shape = (channels, height, height)

    def forward(self, x):
        return x.view(len(x), *self.shape).contiguous(memory_format=LAYOUT)


class NotingBatchNorm(nn.Module):
    """Batch normalisation that notes its running statistics instead of writing them."""

    def __init__(self, channels, momentum=0.1):
        super().__init__()
        self.weight, self.bias = nn.Parameter(torch.ones(channels)), nn.Parameter(torch.zeros(channels))
        self.register_buffer("mean", torch.zeros(channels))
        self.register_buffer("variance", torch.ones(channels))
        self.momentum = momentum

    def forward(self, x):
        with torch.no_grad():
            variance, mean = torch.var_mean(x, (0, 2, 3))
        noted.append((self.mean, self.mean.lerp(mean, self.momentum)))
        noted.append((self.variance, self.variance.lerp(variance, self.momentum)))
        return functional.batch_norm(x, None, None, self.weight, self.bias, True)


def batch_norm(channels):
    return NotingBatchNorm(channels) if IS_COMPILED else nn.BatchNorm2d(channels)


class NotingSpectralNorm(nn.Module):
    """A layer whose weight is divided by its largest singular value: one power iteration a pass, u noted instead of written."""

    def __init__(self, layer):
        super().__init__()
        self.layer = layer
        self.register_buffer("u", functional.normalize(torch.randn(layer.weight.shape[0]), dim=0))

    def forward(self, x):
        layer = self.layer
        matrix = layer.weight.flatten(1)
        fixed = matrix.detach()
        v = functional.normalize(fixed.T @ self.u, dim=0)
        u = functional.normalize(fixed @ v, dim=0)
        noted.append((self.u, u))
        weight = layer.weight / (u @ (matrix @ v))
        if isinstance(layer, nn.Linear):
            return functional.linear(x, weight, layer.bias)
        return functional.conv2d(x, weight, layer.bias, layer.stride, layer.padding)


def spectral(layer):
    return NotingSpectralNorm(layer) if IS_COMPILED else nn.utils.parametrizations.spectral_norm(layer)


def report(step):
    function = torch.compile(torch.no_grad()(step)) if IS_COMPILED else step

    def calls(count):
        for _ in range(count):
            function()

    peer.report("PyTorch", calls, start)

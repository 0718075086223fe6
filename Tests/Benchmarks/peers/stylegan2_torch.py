"""A training step of StyleGAN2 on images of 16x16, batch 32, 32 and 64 channels: mapping of four layers, modulated convolutions with
demodulation, skip generator, residual discriminator, R1 and path length in every step, equalised learning rates."""
import math

from torch_peer import IS_COMPILED, LAYOUT, Player, functional, gradient, gradient_and_scores, leaky_relu, nn, normals, noted, report, softplus, torch

BATCH, LATENT, R1_WEIGHT, PATH_WEIGHT, DECAY = 32, 64, 10, 2, 0.01
TAPS = torch.tensor([1.0, 3.0, 3.0, 1.0]) / 8


def taps(channels, gain):
    return (gain * TAPS[:, None] * TAPS[None, :]).expand(channels, 1, 4, 4)


def downsample(x):
    return functional.conv2d(x, taps(x.shape[1], 1), stride=2, padding=1, groups=x.shape[1])


def upsample(x):
    return functional.conv_transpose2d(x, taps(x.shape[1], 4), stride=2, padding=1, groups=x.shape[1])


class Dense(nn.Module):
    """Equalised: weights from N(0, 1 / multiplier²), scaled where they are used."""

    def __init__(self, inputs, outputs, gain=math.sqrt(2), multiplier=1.0, bias=0.0):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(outputs, inputs) / multiplier)
        self.bias = nn.Parameter(torch.full((outputs,), bias))
        self.scale, self.multiplier = gain * multiplier / math.sqrt(inputs), multiplier

    def forward(self, x):
        return functional.linear(x, self.weight * self.scale, self.bias * self.multiplier if self.multiplier != 1 else self.bias)


class Conv(nn.Module):
    def __init__(self, inputs, outputs, kernel, bias=True, gain=math.sqrt(2), stride=1):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(outputs, inputs, kernel, kernel))
        self.bias = nn.Parameter(torch.zeros(outputs)) if bias else None
        self.scale, self.stride = gain / math.sqrt(inputs * kernel * kernel), stride
        self.padding = kernel // 2 if stride == 1 else 0

    def forward(self, x):
        return functional.conv2d(x, self.weight * self.scale, self.bias, self.stride, self.padding)


class Modulated(nn.Module):
    """Activations are scaled instead of filters, which on a processor is faster than a group for each sample."""

    def __init__(self, inputs, outputs, kernel=3, up=False, demodulate=True):
        super().__init__()
        shape = (inputs, outputs) if up else (outputs, inputs)
        self.weight = nn.Parameter(torch.randn(*shape, kernel, kernel))
        self.style = Dense(LATENT, inputs, gain=1, bias=1.0)
        self.scale, self.padding, self.up, self.demodulate = 1 / math.sqrt(inputs * kernel * kernel), kernel // 2, up, demodulate

    def forward(self, x, w):
        style, weight = self.style(w), self.weight * self.scale
        x = x * style[:, :, None, None]
        if self.up:
            x = functional.conv_transpose2d(x, weight, stride=2)
            x = functional.conv2d(x, taps(x.shape[1], 4), padding=1, groups=x.shape[1])
        else:
            x = functional.conv2d(x, weight, padding=self.padding)
        if not self.demodulate:
            return x
        squares = weight.square().sum((2, 3))
        norms = style.square() @ (squares if self.up else squares.T)
        return x * torch.rsqrt(norms + 1e-8)[:, :, None, None]


class StyledLayer(nn.Module):
    def __init__(self, inputs, outputs, up=False):
        super().__init__()
        self.conv = Modulated(inputs, outputs, up=up)
        self.strength, self.bias = nn.Parameter(torch.zeros(1)), nn.Parameter(torch.zeros(outputs))

    def forward(self, x, w):
        x = self.conv(x, w)
        noise = torch.randn(len(x), 1, *x.shape[2:])
        return leaky_relu(x + noise * self.strength + self.bias[:, None, None], 0.2) * math.sqrt(2)


class Colours(nn.Module):
    def __init__(self, inputs):
        super().__init__()
        self.conv, self.bias = Modulated(inputs, 3, kernel=1, demodulate=False), nn.Parameter(torch.zeros(3))

    def forward(self, x, w):
        return self.conv(x, w) + self.bias[:, None, None]


class Generator(nn.Module):
    def __init__(self):
        super().__init__()
        self.mapping = nn.ModuleList([Dense(LATENT, LATENT, multiplier=0.01) for _ in range(4)])
        self.constant = nn.Parameter(torch.randn(1, 64, 4, 4))
        self.layers = nn.ModuleList([
            StyledLayer(64, 64), StyledLayer(64, 64, up=True), StyledLayer(64, 64), StyledLayer(64, 32, up=True), StyledLayer(32, 32)])
        self.colours = nn.ModuleList([Colours(64), Colours(64), Colours(32)])

    def map(self, z):
        w = z * torch.rsqrt(z.square().mean(1, keepdim=True) + 1e-8)
        for layer in self.mapping:
            w = leaky_relu(layer(w), 0.2)
        return w

    def synthesise(self, w):
        x = self.constant.expand(len(w), -1, -1, -1).contiguous(memory_format=LAYOUT)
        x = self.layers[0](x, w)
        image = self.colours[0](x, w)
        for index in (1, 2):
            x = self.layers[2 * index](self.layers[2 * index - 1](x, w), w)
            image = upsample(image) + self.colours[index](x, w)
        return image

    def forward(self, part, x):
        if part == "map":
            return self.map(x)
        return self.synthesise(x if part == "synthesise" else self.map(x))


class Block(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.conv1, self.conv2 = Conv(inputs, inputs, 3, gain=1), Conv(inputs, outputs, 3, gain=1, stride=2)
        self.skip = Conv(inputs, outputs, 1, bias=False, gain=1)

    def forward(self, x):
        y = leaky_relu(self.conv1(x), 0.2) * math.sqrt(2)
        blurred = functional.conv2d(y, taps(y.shape[1], 1), padding=2, groups=y.shape[1])
        return leaky_relu(self.conv2(blurred), 0.2) + self.skip(downsample(x)) * math.sqrt(0.5)


class Deviation(nn.Module):
    def forward(self, x):
        groups = x.contiguous().view(4, len(x) // 4, *x.shape[1:])
        deviation = ((groups - groups.mean(0)).square().mean(0) + 1e-8).sqrt().mean((1, 2, 3))
        return torch.cat([x, deviation.repeat(4)[:, None, None, None].expand(-1, 1, *x.shape[2:])], 1)


class Rectified(nn.Module):
    def __init__(self, layer):
        super().__init__()
        self.layer = layer

    def forward(self, x):
        return leaky_relu(self.layer(x), 0.2)


generator = Player(Generator(), rate=2e-3, betas=(0.0, 0.99))
discriminator = Player(nn.Sequential(
    Rectified(Conv(3, 32, 1)), Block(32, 64), Block(64, 64), Deviation(), Rectified(Conv(65, 64, 3)),
    nn.Flatten(), Rectified(Dense(4 * 4 * 64, 64)), Dense(64, 1, gain=1)), rate=2e-3, betas=(0.0, 0.99))
real = normals(BATCH, 3, 16, 16).tanh()
mean_length = torch.zeros(())


def real_loss(d):
    """The logits that R1 differentiates are those of the loss: one pass forward gives both."""
    slope, logits = gradient_and_scores(d, real)
    return softplus(-logits).mean() + slope.square().sum((1, 2, 3)).mean() * (R1_WEIGHT / 2)


def path_length(g, z):
    w = g("map", z)
    noise = normals(len(z), 3, 16, 16) / 16
    slope = gradient(lambda w: (g("synthesise", w) * noise).sum(), w)
    lengths = slope.square().sum(1).sqrt()
    centre = mean_length + DECAY * (lengths.detach().mean() - mean_length)
    if IS_COMPILED:
        noted.append((mean_length, centre))
    else:
        mean_length.copy_(centre)
    return (lengths - centre).square().mean() * PATH_WEIGHT


def step():
    with torch.no_grad():
        fake = generator("both", normals(BATCH, LATENT))
    discriminator.descend(lambda d: real_loss(d) + softplus(d(fake)).mean())
    z1, z2 = normals(BATCH, LATENT), normals(BATCH // 2, LATENT)
    generator.descend(lambda g: softplus(-discriminator(g("both", z1))).mean() + path_length(g, z2), constant=[discriminator])


report(step)

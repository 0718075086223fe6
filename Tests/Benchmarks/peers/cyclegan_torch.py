"""A training step of CycleGAN on images of 16x16, batch 16: two generators with two residual blocks, two discriminators, least squares,
cycle consistency with weight 10, instance norm. Edges are padded with zeros."""
from torch_peer import Player, nn, normals, report, torch

BATCH, C, CYCLE_WEIGHT = 16, 32, 10


class Residual(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Conv2d(channels, channels, 3, 1, 1, bias=False), nn.InstanceNorm2d(channels), nn.ReLU(),
            nn.Conv2d(channels, channels, 3, 1, 1, bias=False), nn.InstanceNorm2d(channels))

    def forward(self, x):
        return x + self.layers(x)


def translator():
    return nn.Sequential(
        nn.Conv2d(3, C, 3, 1, 1, bias=False), nn.InstanceNorm2d(C), nn.ReLU(),
        nn.Conv2d(C, 2 * C, 4, 2, 1, bias=False), nn.InstanceNorm2d(2 * C), nn.ReLU(),
        Residual(2 * C), Residual(2 * C),
        nn.ConvTranspose2d(2 * C, C, 4, 2, 1, bias=False), nn.InstanceNorm2d(C), nn.ReLU(),
        nn.Conv2d(C, 3, 3, 1, 1), nn.Tanh())


def critic():
    return nn.Sequential(
        nn.Conv2d(3, C, 4, 2, 1), nn.LeakyReLU(0.2),
        nn.Conv2d(C, 2 * C, 4, 2, 1, bias=False), nn.InstanceNorm2d(2 * C), nn.LeakyReLU(0.2),
        nn.Conv2d(2 * C, 1, 3, 1, 1))


class Pair(nn.Module):
    """Two networks of one player; the first input says which."""

    def __init__(self, make):
        super().__init__()
        self.a, self.b = make(), make()

    def forward(self, which, x):
        return (self.a if which == "a" else self.b)(x)


translators, critics = Player(Pair(translator)), Player(Pair(critic))
real_a, real_b = normals(BATCH, 3, 16, 16).tanh(), normals(BATCH, 3, 16, 16).tanh()


def critics_loss(d, fake_a, fake_b):
    pairs = [("a", real_a, fake_a), ("b", real_b, fake_b)]
    return sum(0.5 * ((d(name, real) - 1).square().mean() + d(name, fake).square().mean()) for name, real, fake in pairs)


def translators_loss(g):
    fake_b, fake_a = g("b", real_a), g("a", real_b)
    adversarial = 0.5 * (critics("a", fake_a) - 1).square().mean() + 0.5 * (critics("b", fake_b) - 1).square().mean()
    cycle = (g("a", fake_b) - real_a).abs().mean() + (g("b", fake_a) - real_b).abs().mean()
    return adversarial + CYCLE_WEIGHT * cycle


def step():
    with torch.no_grad():
        fake_b, fake_a = translators("b", real_a), translators("a", real_b)
    critics.descend(lambda d: critics_loss(d, fake_a, fake_b))
    translators.descend(translators_loss, constant=[critics])


report(step)

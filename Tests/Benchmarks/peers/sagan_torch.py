"""A training step of SAGAN on images of 16x16: spectral norm in both networks, attention at 8x8, hinge losses, batch 64."""
from torch_peer import Player, Shaped, batch_norm, functional, nn, normals, report, spectral, torch

BATCH, LATENT = 64, 128


class Attention(nn.Module):
    """As released: queries and keys of C/8 channels, values of C/2, keys and values pooled."""

    def __init__(self, channels):
        super().__init__()
        self.query, self.key = spectral(nn.Conv2d(channels, channels // 8, 1, bias=False)), spectral(nn.Conv2d(channels, channels // 8, 1, bias=False))
        self.value, self.output = spectral(nn.Conv2d(channels, channels // 2, 1, bias=False)), spectral(nn.Conv2d(channels // 2, channels, 1, bias=False))
        self.gain = nn.Parameter(torch.zeros(()))

    def forward(self, x):
        batch, _, height, width = x.shape
        query = self.query(x).flatten(2)
        key = functional.max_pool2d(self.key(x), 2).flatten(2)
        value = functional.max_pool2d(self.value(x), 2).flatten(2)
        weights = torch.bmm(query.transpose(1, 2), key).softmax(2)
        mixed = torch.bmm(value, weights.transpose(1, 2)).view(batch, -1, height, width)
        return x + self.gain * self.output(mixed)


def upsampled(inputs, outputs):
    return [nn.Upsample(scale_factor=2), spectral(nn.Conv2d(inputs, outputs, 3, 1, 1, bias=False)), batch_norm(outputs), nn.ReLU()]


generator = Player(nn.Sequential(
    spectral(nn.Linear(LATENT, 4 * 4 * 128)), Shaped(128, 4), batch_norm(128), nn.ReLU(),
    *upsampled(128, 64), Attention(64), *upsampled(64, 32), spectral(nn.Conv2d(32, 3, 3, 1, 1)), nn.Tanh()), rate=1e-4, betas=(0.0, 0.9))
discriminator = Player(nn.Sequential(
    spectral(nn.Conv2d(3, 64, 4, 2, 1)), nn.LeakyReLU(0.2), Attention(64),
    spectral(nn.Conv2d(64, 128, 4, 2, 1)), nn.LeakyReLU(0.2), nn.Flatten(), spectral(nn.Linear(4 * 4 * 128, 1))), rate=4e-4, betas=(0.0, 0.9))
real = normals(BATCH, 3, 16, 16).tanh()


def step():
    with torch.no_grad():
        fake = generator(normals(BATCH, LATENT))
    discriminator.descend(lambda d: (1 - d(real)).relu().mean() + (1 + d(fake)).relu().mean())
    latents = normals(BATCH, LATENT)
    generator.descend(lambda g: -discriminator(g(latents)).mean(), constant=[discriminator])


report(step)

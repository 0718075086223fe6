"""A training step of DCGAN on images of 28x28: c and 2c channels (`--channels`), batch 64."""
from torch_peer import Player, Shaped, batch_norm, nn, normals, peer, report, softplus, torch

BATCH, LATENT, C = 64, 64, peer.options.channels

generator = Player(nn.Sequential(
    nn.Linear(LATENT, 7 * 7 * 2 * C), Shaped(2 * C, 7), batch_norm(2 * C), nn.ReLU(),
    nn.ConvTranspose2d(2 * C, C, 4, 2, 1, bias=False), batch_norm(C), nn.ReLU(),
    nn.ConvTranspose2d(C, 1, 4, 2, 1), nn.Tanh()))
discriminator = Player(nn.Sequential(
    nn.Conv2d(1, C, 4, 2, 1), nn.LeakyReLU(0.2),
    nn.Conv2d(C, 2 * C, 4, 2, 1, bias=False), batch_norm(2 * C), nn.LeakyReLU(0.2),
    nn.Flatten(), nn.Linear(7 * 7 * 2 * C, 1)))
real = normals(BATCH, 1, 28, 28).tanh()


def step():
    with torch.no_grad():
        fake = generator(normals(BATCH, LATENT))
    discriminator.descend(lambda d: softplus(-d(real)).mean() + softplus(d(fake)).mean())
    latents = normals(BATCH, LATENT)
    generator.descend(lambda g: softplus(-discriminator(g(latents))).mean(), constant=[discriminator])


report(step)

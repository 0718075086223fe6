"""A training step of an MLP GAN on the ring of eight modes: both networks 2-128-128, batch 256."""
from torch_peer import Player, mlp, normals, report, ring, softplus, torch

BATCH = 256
generator, discriminator = Player(mlp(2, 128, 128, 2), rate=1e-3), Player(mlp(2, 128, 128, 1), rate=1e-3)


def step():
    real = ring(BATCH)
    with torch.no_grad():
        fake = generator(normals(BATCH, 2))
    discriminator.descend(lambda d: softplus(-d(real)).mean() + softplus(d(fake)).mean())
    latents = normals(BATCH, 2)
    generator.descend(lambda g: softplus(-discriminator(g(latents))).mean(), constant=[discriminator])


report(step)

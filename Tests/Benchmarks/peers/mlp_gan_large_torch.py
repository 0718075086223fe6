"""A training step of a wide MLP GAN: generator 64-512-512-64, discriminator 64-512-512-1, batch 512."""
from torch_peer import Player, mlp, normals, report, softplus, torch

BATCH = 512
generator, discriminator = Player(mlp(64, 512, 512, 64)), Player(mlp(64, 512, 512, 1))
real = normals(BATCH, 64)


def step():
    with torch.no_grad():
        fake = generator(normals(BATCH, 64))
    discriminator.descend(lambda d: softplus(-d(real)).mean() + softplus(d(fake)).mean())
    latents = normals(BATCH, 64)
    generator.descend(lambda g: softplus(-discriminator(g(latents))).mean(), constant=[discriminator])


report(step)

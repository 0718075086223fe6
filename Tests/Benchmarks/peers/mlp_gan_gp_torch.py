"""A training step of WGAN-GP on the ring of eight modes: both networks 2-128-128, batch 256, one critic step for each generator step."""
from torch_peer import Player, gradient, mlp, normals, report, ring, torch

BATCH, PENALTY_WEIGHT = 256, 0.1
generator, critic = Player(mlp(2, 128, 128, 2), rate=1e-4), Player(mlp(2, 128, 128, 1), rate=1e-4)


def step():
    real = ring(BATCH)
    with torch.no_grad():
        fake = generator(normals(BATCH, 2))
    interpolates = fake + torch.rand(BATCH, 1) * (real - fake)

    def critic_loss(critic):
        slope = gradient(lambda x: critic(x).sum(), interpolates)
        norm = (slope.square().sum(1) + 1e-12).sqrt()
        return critic(fake).mean() - critic(real).mean() + PENALTY_WEIGHT * (norm - 1).square().mean()

    critic.descend(critic_loss)
    latents = normals(BATCH, 2)
    generator.descend(lambda g: -critic(g(latents)).mean(), constant=[critic])


report(step)

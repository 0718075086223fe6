"""A training step of the MLP GAN 2-128-128, batch 256, in PyTorch, eager."""
import math
import time

import torch
from torch.nn.functional import softplus

BATCH, STEPS = 256, 300


def mlp(*widths):
    layers = []
    for inputs, outputs in zip(widths[:-1], widths[1:]):
        layers += [torch.nn.Linear(inputs, outputs), torch.nn.LeakyReLU(0.2)]
    return torch.nn.Sequential(*layers[:-1])


def main():
    torch.set_num_threads(2)
    torch.manual_seed(0)
    generator, discriminator = mlp(2, 128, 128, 2), mlp(2, 128, 128, 1)
    g_optimizer = torch.optim.Adam(generator.parameters(), 1e-3, (0.5, 0.999))
    d_optimizer = torch.optim.Adam(discriminator.parameters(), 1e-3, (0.5, 0.999))

    def step():
        angle = torch.randint(0, 8, (BATCH,)) * (2 * math.pi / 8)
        real = 2 * torch.stack([angle.cos(), angle.sin()], 1) + 0.1 * torch.randn(BATCH, 2)
        with torch.no_grad():
            fake = generator(torch.randn(BATCH, 2))
        d_loss = softplus(-discriminator(real)).mean() + softplus(discriminator(fake)).mean()
        d_optimizer.zero_grad()
        d_loss.backward()
        d_optimizer.step()
        discriminator.requires_grad_(False)
        g_loss = softplus(-discriminator(generator(torch.randn(BATCH, 2)))).mean()
        g_optimizer.zero_grad()
        g_loss.backward()
        g_optimizer.step()
        discriminator.requires_grad_(True)

    for _ in range(50):
        step()
    start = time.perf_counter()
    for _ in range(STEPS):
        step()
    print(f"PyTorch eager\t{(time.perf_counter() - start) / STEPS * 1e3}")


main()

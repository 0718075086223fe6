"""Prints the table of Tests/AdversarialTests/PyTorchTests.swift: values and gradients of losses and penalties by PyTorch in float64."""

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
REAL = torch.tensor([1.5, 0.25, -1.0])
FAKE = [-0.5, 2.0, -3.0]
ROWS = torch.tensor([[0.4, -1.0, 2.2], [0.1, 0.2, -0.3]])
LOGITS = [[1.0, -2.0, 0.5], [3.0, 0.0, 1.0]]
SAMPLES = torch.tensor([[1.0, 2.0], [0.3, -0.7], [-1.0, 0.5]])
PARAMETERS = [0.5, -0.3, 0.8, 1.1, 0.2, -0.9, 0.7, -1.2, 0.4]
bce = F.binary_cross_entropy_with_logits


def critic(x, p):
    return torch.tanh(x @ p[:6].reshape(2, 3)) @ p[6:].reshape(3, 1)


def slopes(x, p, head=lambda scores: scores):
    x = x.clone().requires_grad_()
    return torch.autograd.grad(head(critic(x, p)).sum(), x, create_graph=True)[0]


def unrolled(p):
    """Two steps of a discriminator on its parameters, and the generator's loss behind them; the fakes are the samples times p[0]."""
    fake, answer = SAMPLES * p[0], torch.tensor(PARAMETERS).requires_grad_()
    for _ in range(2):
        loss = F.softplus(-critic(SAMPLES, answer)).mean() + F.softplus(critic(fake, answer)).mean()
        answer = answer - 0.5 * torch.autograd.grad(loss, answer, create_graph=True)[0]
    return F.softplus(-critic(fake, answer)).mean()


CASES = {
    "minimax": (FAKE, lambda f: bce(REAL, torch.ones(3)) + bce(f, torch.zeros(3))),
    "label smoothing": (FAKE, lambda r: bce(r, torch.full((3,), 0.9)) + bce(REAL, torch.zeros(3))),
    "least squares": (FAKE, lambda f: 0.5 * F.mse_loss(REAL, torch.ones(3)) + 0.5 * F.mse_loss(f, -torch.ones(3))),
    "hinge": (FAKE, lambda f: F.relu(1 - REAL).mean() + F.relu(1 + f).mean()),
    "relativistic": (FAKE, lambda f: bce(REAL - f, torch.ones(3))),
    "relativistic average": (FAKE, lambda f: bce(REAL - f.mean(), torch.ones(3)) + bce(f - REAL.mean(), torch.zeros(3))),
    "feature matching": (LOGITS, lambda f: (ROWS.mean(0) - f.mean(0)).square().sum()),
    "domain classification": (LOGITS, lambda a: bce(a, torch.tensor([[1.0, 0, 1], [0, 0, 1]]), reduction="sum") / 2),
    "semi-supervised": (LOGITS, lambda l: F.cross_entropy(ROWS, torch.tensor([2, 0]))
                        + F.softplus(-torch.logsumexp(ROWS, 1)).mean() + F.softplus(torch.logsumexp(l, 1)).mean()),
    "Gaussian information": (LOGITS, lambda m: torch.distributions.Normal(m, 0.5).log_prob(ROWS).sum(1).mean() + 3 * torch.log(torch.tensor(2.0))),
    "gradient penalty": (PARAMETERS, lambda p: 10 * (slopes(SAMPLES, p).norm(dim=1) - 1).square().mean()),
    "one-sided gradient penalty": (PARAMETERS, lambda p: 10 * F.relu(slopes(SAMPLES, 2 * p).norm(dim=1) - 1).square().mean()),
    "R1": (PARAMETERS, lambda p: 5 * slopes(SAMPLES, p).square().sum(1).mean()),
    "orthogonal": (PARAMETERS, lambda p: ((p.reshape(3, 3).T @ p.reshape(3, 3)) * (1 - torch.eye(3))).square().sum()),
    "unrolled": (PARAMETERS, unrolled),
}

for name, (point, function) in CASES.items():
    x = torch.tensor(point).requires_grad_()
    value = function(x)
    gradient = torch.autograd.grad(value, x)[0]
    print(f'      "{name}": ({value.item()!r}, {gradient.flatten().tolist()}),')

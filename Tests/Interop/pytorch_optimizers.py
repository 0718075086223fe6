"""Prints the table of Tests/NetworksTests/Optimizers/PyTorchTests.swift: where PyTorch's optimisers end after five steps in float64."""

import torch

START = [1.5, -0.25]
GRADIENTS = [[4.0, -0.1], [-3.0, -0.2], [0.5, 0.0], [0.2, 1.0], [-0.1, -0.5]]
ADAM = dict(lr=0.1, betas=(0.5, 0.9), eps=1e-3)
CASES = {
    "SGD": lambda p: torch.optim.SGD(p, lr=0.1),
    "SGD, momentum": lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9),
    "SGD, Nesterov, L2": lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9, nesterov=True, weight_decay=0.2),
    "RMSprop": lambda p: torch.optim.RMSprop(p, lr=0.1),
    "RMSprop, centred, momentum, L2": lambda p: torch.optim.RMSprop(
        p, lr=0.1, alpha=0.9, eps=1e-2, momentum=0.8, centered=True, weight_decay=0.2),
    "Adam": lambda p: torch.optim.Adam(p, lr=0.1, betas=(0.5, 0.9)),
    "Adam, L2": lambda p: torch.optim.Adam(p, **ADAM, weight_decay=0.2),
    "Adam, AMSGrad": lambda p: torch.optim.Adam(p, **ADAM, amsgrad=True),
    "AdamW, AMSGrad": lambda p: torch.optim.AdamW(p, **ADAM, weight_decay=0.2, amsgrad=True),
}

for name, make in CASES.items():
    parameter = torch.tensor(START, dtype=torch.float64, requires_grad=True)
    optimizer = make([parameter])
    for gradient in GRADIENTS:
        parameter.grad = torch.tensor(gradient, dtype=torch.float64)
        optimizer.step()
    print(f'"{name}": {parameter.tolist()}')

"""Six steps of each optimiser along given gradients. A case's inputs are the parameter and the gradients, its output the parameter behind."""
import torch
from cases import packed


def add_all(cases):
    variants = {
        "SGD": [(torch.optim.SGD, {}, {}), (torch.optim.SGD, {"momentum": 0.9}, {"momentum": 0.9}),
                (torch.optim.SGD, {"momentum": 0.9, "nesterov": True}, {"momentum": 0.9, "nesterov": 1})],
        "RMSProp": [(torch.optim.RMSprop, {"alpha": 0.9}, {"smoothing": 0.9}), (torch.optim.RMSprop, {"momentum": 0.9}, {"momentum": 0.9}),
                    (torch.optim.RMSprop, {"centered": True}, {"centered": 1}),
                    (torch.optim.RMSprop, {"alpha": 0.8, "momentum": 0.5, "centered": True, "weight_decay": 0.1},
                     {"smoothing": 0.8, "momentum": 0.5, "centered": 1, "penalty": 0.1})],
        "Adam": [(torch.optim.Adam, {}, {}), (torch.optim.Adam, {"betas": (0.5, 0.9)}, {"beta1": 0.5, "beta2": 0.9}),
                 (torch.optim.Adam, {"amsgrad": True}, {"amsgrad": 1}), (torch.optim.AdamW, {"weight_decay": 0.1}, {"weightDecay": 0.1})],
    }
    for name, kinds in variants.items():
        for make, theirs, ours in kinds:
            start = cases.normal(5)
            gradients = [cases.normal(5) for _ in range(6)]
            parameter = torch.nn.Parameter(start.clone())
            optimizer = make([parameter], lr=0.05, **theirs)
            for gradient in gradients:
                parameter.grad = gradient.clone()
                optimizer.step()
            cases.all.append({
                "name": name, "settings": ours, "inputs": [packed(x) for x in [start, *gradients]], "weights": packed(torch.zeros(0)),
                "output": packed(parameter), "gradients": []})

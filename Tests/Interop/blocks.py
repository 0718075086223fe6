"""Layers of several parts, and path length regularisation, written in PyTorch by their formulas. Parameters are inputs behind the data."""
import torch
from cases import short
from operations import conv2d, first, last
from torch.nn import functional


def gru(x, input_weight, gate_weight, candidate_weight, bias):
    """The reset gate acts on the state in front of its product, as in the paper; torch.nn.GRU has it behind."""
    units = candidate_weight.shape[0]
    state, states = torch.zeros(x.shape[0], units), []
    for step in x.unbind(1):
        projected = step @ input_weight + bias
        reset, update = torch.sigmoid(projected[:, : 2 * units] + state @ gate_weight).chunk(2, 1)
        candidate = torch.tanh(projected[:, 2 * units :] + (reset * state) @ candidate_weight)
        state = update * state + (1 - update) * candidate
        states.append(state)
    return torch.stack(states, 1)


def attention(x, query, key, value, output, gain, pools):
    batch, height, width, _ = x.shape
    pooled = lambda y: last(functional.max_pool2d(first(y), 2)) if pools else y
    places = lambda y: y.reshape(batch, -1, y.shape[3])
    weights = functional.scaled_dot_product_attention(
        places(x @ query), places(pooled(x @ key)), places(pooled(x @ value)), scale=1.0)
    return x + gain * (weights @ output).reshape(batch, height, width, -1)


def deviation(x, size):
    """Karras et al. 2018: member g of group m is sample g * groups + m."""
    groups = x.reshape(size, -1, *x.shape[1:])
    means = ((groups.var(0, unbiased=False) + 1e-8).sqrt()).flatten(1).mean(1)
    return torch.cat([x, means.repeat(size)[:, None, None, None].expand(*x.shape[:3], 1)], 3)


def path_length(w, weight, more, noise, mean, decay=0.01):
    w = w if w.requires_grad else w.requires_grad_()
    images = torch.tanh(w @ weight) @ more
    lengths = torch.autograd.grad((images * noise).sum(), w, create_graph=True)[0].norm(dim=1)
    target = (mean + decay * (lengths.mean() - mean)).detach()
    return 2 * (lengths - target).square().mean()


def add_all(cases):
    n = cases.scale
    cases.add("GRU", gru, cases.normal(2, n, 2), cases.normal(2, 9), cases.normal(3, 6), cases.normal(3, 3), cases.normal(9))
    for pools in [0, 1]:
        cases.add(
            "SelfAttention", lambda x, q, k, v, o, g: attention(x, q, k, v, o, g, pools), cases.normal(2, 2, 4, 4), cases.normal(4, 1),
            cases.normal(4, 1), cases.normal(4, 2), cases.normal(2, 4), cases.normal(1), settings={"pools": pools})
    cases.add("MinibatchStandardDeviation", lambda x: deviation(x, 2), cases.normal(4, n, 2, 2))
    cases.add(
        "PathLengthRegularizer", lambda *inputs: path_length(*inputs, mean=0.7), cases.normal(3, 2), cases.normal(2, n), cases.normal(n, 4),
        short(cases.uniform(0.5, 1.5, 3, 4)), settings={"mean": 0.7})
    for padding in [0, 1]:
        cases.add(
            "upsampledConv2d",
            lambda x, f, b: conv2d(last(functional.interpolate(first(x), scale_factor=2, mode="nearest")), f, b, padding=padding),
            cases.normal(2, 2, n, 2), cases.normal(3, 3, 2, 2), cases.normal(2), settings={"padding": padding})

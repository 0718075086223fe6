"""Prints the numbers of Tests/AdversarialTests/Metrics/NumPyTests.swift: the metrics as NumPy and SciPy compute them from their definitions."""

import numpy as np
from scipy import linalg, stats

rows, columns = np.arange(60)[:, None], np.arange(5)[None, :]
x = np.sin(1.7 * rows + 2.3 * columns + rows * columns / 5)
y = 0.9 * np.cos(0.9 * rows[:40] - 1.1 * columns + rows[:40] * columns / 7) + 0.2


def distances(a, b):
    return np.sqrt(((a[:, None] - b[None]) ** 2).sum(-1))


def frechet(a, b):
    s, c = np.cov(a.T), np.cov(b.T)
    return ((a.mean(0) - b.mean(0)) ** 2).sum() + np.trace(s + c - 2 * linalg.sqrtm(s @ c).real)


def mmd(kernel, unbiased):
    def within(k):
        return (k.sum() - np.trace(k)) / (len(k) * (len(k) - 1)) if unbiased else k.mean()

    return within(kernel(x, x)) + within(kernel(y, y)) - 2 * kernel(x, y).mean()


def gaussian(a, b):
    return sum(np.exp(-distances(a, b) ** 2 / (2 * s * s)) for s in (0.5, 1.5)) / 2


def radii(a, k):
    return np.sort(distances(a, a), 1)[:, k][:, None]


pooled = np.concatenate([x, y])
within_balls = distances(x, y) <= radii(x, 5)
first, second = x[:40, 0], y[:, 0]
numbers = {
    "Fréchet distance": frechet(x, y),
    "kernel inception distance": mmd(lambda a, b: (a @ b.T / 5 + 1) ** 3, True),
    "MMD², unbiased": mmd(gaussian, True),
    "MMD², biased": mmd(gaussian, False),
    "median distance": np.median(distances(pooled, pooled)[np.triu_indices(100, 1)]),
    "precision": (distances(x, y) <= radii(x, 3)).any(0).mean(),
    "recall": (distances(y, x) <= radii(y, 3)).any(0).mean(),
    "density": within_balls.sum(0).mean() / 5,
    "coverage": within_balls.any(1).mean(),
    "energy distance": 2 * distances(x, y).mean() - distances(x, x).mean() - distances(y, y).mean(),
    "W1": stats.wasserstein_distance(x[:, 0], second),
    "AUROC": stats.mannwhitneyu(x[:, 0], second).statistic / (60 * 40),
    "Spearman": stats.spearmanr(first, second).statistic,
    "Pearson": stats.pearsonr(first, second).statistic,
    "largest variance": np.linalg.eigvalsh(np.cov(x.T))[-1],
    "t interval": stats.t.interval(0.95, 39, second.mean(), stats.sem(second))[1],
}
for name, number in numbers.items():
    print(f'"{name}": {float(number)},')

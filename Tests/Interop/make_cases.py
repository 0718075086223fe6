"""Makes the cases on which Ganbook must agree with PyTorch.

    python make_cases.py PATH [--seed N] [--scale N]

The committed cases are those of seed 1 and scale 3. `make interop` compares others, and larger ones, too.
"""
import argparse

import blocks
import layers
import operations
import optimizers
from cases import Cases

parser = argparse.ArgumentParser()
parser.add_argument("path")
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("--scale", type=int, default=3)
options = parser.parse_args()
cases = Cases(options.seed, options.scale)
for part in [operations, layers, optimizers, blocks]:
    part.add_all(cases)
cases.write(options.path)

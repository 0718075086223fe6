"""Files that Python's own `safetensors` writes for Ganbook, and reads from it.

    python safetensors_files.py write PATH [--seed N]
    python safetensors_files.py check WRITTEN_BY_PYTHON WRITTEN_BY_GANBOOK

Ganbook loads the first file into a model and saves that model as the second. `check` demands the same bits; numbers of sixteen bits have
become Floats, which hold them exactly.
"""
import argparse
import sys

import torch
from safetensors import safe_open
from safetensors.torch import save_file

EXTREMES = torch.tensor([0.0, -0.0, 1e-45, -1.17549435e-38, 3.4028235e38])


def write(path, seed):
    generator = torch.Generator().manual_seed(seed)
    normal = lambda *shape: torch.randn(shape, generator=generator)
    # The smallest and the largest halves, and one below the normal ones.
    halves = torch.tensor([2.0**-24, -(2.0**-14), 65504.0, 2.0**-15], dtype=torch.float16)
    tensors = {
        "float": normal(3, 4), "extremes": EXTREMES, "half": torch.cat([normal(4).half(), halves]), "brainFloat": normal(5).bfloat16(),
        "double": normal(2, 3).double() / 3, "scalar": normal(), "empty": torch.zeros(0, 3), "buffer": normal(4)}
    save_file(tensors, path, metadata={"text": 'line\n"quoted" \\ \u00fc \U0001f600', "seed": str(seed)})


def read(path):
    with safe_open(path, framework="pt") as file:
        return {name: file.get_tensor(name) for name in file.keys()}, file.metadata()


def check(theirs_path, ours_path):
    theirs, their_texts = read(theirs_path)
    ours, our_texts = read(ours_path)
    faults = []
    if set(ours) != set(theirs):
        faults.append(f"the tensors are {sorted(ours)} and not {sorted(theirs)}")
    if {key: our_texts.get(key) for key in their_texts} != their_texts:
        faults.append(f"the texts are {our_texts} and not {their_texts}")
    for name in set(ours) & set(theirs):
        expected = theirs[name].float() if theirs[name].dtype in (torch.float16, torch.bfloat16) else theirs[name]
        same_kind = ours[name].dtype == expected.dtype and ours[name].shape == expected.shape
        if not same_kind or ours[name].numpy().tobytes() != expected.numpy().tobytes():
            faults.append(f"{name}: {ours[name]} and not {expected}")
    return faults


parser = argparse.ArgumentParser()
parser.add_argument("action", choices=["write", "check"])
parser.add_argument("paths", nargs="+")
parser.add_argument("--seed", type=int, default=1)
options = parser.parse_args()
if options.action == "write":
    write(options.paths[0], options.seed)
else:
    faults = check(*options.paths)
    print("\n".join(faults) or "safetensors: Python reads from Ganbook what it wrote, bit by bit")
    sys.exit(1 if faults else 0)

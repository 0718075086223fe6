"""What every peer's script shares: its options, its processors, how it times, and what it prints.

Imported before any library, because a library counts the processors when it is loaded.

    python SCRIPT --variant NAME [--threads N] [--repetitions N] [--seconds S]

prints `name<TAB>milliseconds`, `name start<TAB>MB` (memory before the first step) and `name peak<TAB>MB`.
"""
import argparse
import os
import statistics
import time

parser = argparse.ArgumentParser()
parser.add_argument("--variant", required=True)
parser.add_argument("--threads", type=int, default=2)
parser.add_argument("--repetitions", type=int, default=5)
parser.add_argument("--seconds", type=float, default=0.5, help="how long one repetition takes, about")
parser.add_argument("--channels", type=int, default=32, help="base channels, of the steps that have them")
options = parser.parse_args()

# Every library gets the same processors and may use as many threads as there are of them.
os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: options.threads])
for name in ["OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"]:
    os.environ[name] = str(options.threads)
os.environ.pop("OPENBLAS_CORETYPE", None)


def peak():
    """The most memory that this process ever had, in MB. Unlike `ru_maxrss` it does not count the process that started it."""
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024


def milliseconds(calls):
    """The median time of one call. `calls(count)` makes so many and waits for the last."""
    calls(1)
    start, warm = time.perf_counter(), 0
    while warm == 0 or time.perf_counter() - start < options.seconds / 2:
        calls(1)
        warm += 1
    count = max(1, round(warm * options.seconds / (time.perf_counter() - start)))
    times = []
    for _ in range(options.repetitions):
        start = time.perf_counter()
        calls(count)
        times.append((time.perf_counter() - start) / count)
    return statistics.median(times) * 1e3


def report(library, calls, start, steps_in_a_call=1):
    """Times a step and prints time and memory; `start` is `peak()` before the networks were made."""
    name = f"{library} {options.variant}"
    taken = milliseconds(calls) / steps_in_a_call
    print(f"{name}\t{taken}")
    print(f"{name} start\t{start}")
    print(f"{name} peak\t{peak()}", flush=True)

"""How long a reader waits: from the start of the built program to its first prompt, from Return to a trivial cell's value, from
Return to the word that a cell was taken back, and from Return to the value of a cell that is done again, whose library is there: that is the
fork, the loading and the run. Also from TAB to what it inserts. Cells, undo and redo also with 500 MB of tensors alive.

    python notebook_latency.py PATH_OF_GANBOOK [ROUNDS]

Drives the program on a pseudo-terminal. Every cell differs from the others, so that each is compiled anew.
"""
import os
import pty
import select
import statistics
import sys
import tempfile
import time


class Session:
    """The notebook on a pseudo-terminal, with directories of its own."""

    def __init__(self, program, home):
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            environment = dict(os.environ, TERM="xterm", XDG_STATE_HOME=f"{home}/state", XDG_CACHE_HOME=f"{home}/cache")
            os.execve(program, [program, "open", "welcome"], environment)
        self.seen = b""

    def wait_for(self, text, seconds=20):
        """Reads until `text` has come; returns the time at which it was there."""
        deadline = time.perf_counter() + seconds
        while text not in self.seen:
            ready, _, _ = select.select([self.terminal], [], [], max(0, deadline - time.perf_counter()))
            if not ready:
                raise TimeoutError(f"{text!r} did not come; the last output was {self.seen[-300:]!r}")
            self.seen += os.read(self.terminal, 65536)
        now = time.perf_counter()
        self.seen = self.seen[self.seen.index(text) + len(text):]
        return now

    def type(self, text):
        os.write(self.terminal, text.encode())

    def end(self):
        self.type(":quit\r")
        os.waitpid(self.pid, 0)
        os.close(self.terminal)


def milliseconds(name, values):
    values = [value * 1e3 for value in values]
    print(f"{name}: median {statistics.median(values):.0f} ms, least {min(values):.0f}, greatest {max(values):.0f}, of {len(values)}")


def main():
    program = os.path.abspath(sys.argv[1])
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 50
    with tempfile.TemporaryDirectory() as home:
        prompts = []
        for _ in range(10):
            start = time.perf_counter()
            session = Session(program, home)
            prompts.append(session.wait_for(b"Return runs it") - start)
            session.wait_for(b"> ")
            session.end()
        milliseconds("first prompt", prompts)

        session = Session(program, home)
        session.wait_for(b"Return runs it")
        session.wait_for(b"> ")
        # The first two find the machine's file cache cold.
        cells, undos, redos = trivial_cells(session, rounds + 2, first=100_000)
        milliseconds("a trivial cell, Return to value", cells[2:])
        milliseconds("undo", undos[2:])
        milliseconds("redo, which forks and compiles nothing", redos[2:])

        # Names of the library and of a cell, a member, and a label. The first find the helper cold.
        session.type("let ring = Mixture.ring(modes: 8); ring.modes + 900_000\r")
        session.wait_for(b"900008")
        session.wait_for(b"> ")
        time.sleep(5)
        kinds = [("softpl", "us("), ("rin", "g"), ("ring.cov", "erage(of: "), ("Mixture.ring(modes: 3, rad", "ius: ")]
        for typed, rest in kinds:
            completion(session, typed, rest)
        milliseconds("completion, TAB to text", [completion(session, *kinds[index % len(kinds)]) for index in range(rounds)])

        # Five tensors of 25 million numbers, all of them written to.
        session.type("let big = (0..<5).map { Tensor(zeros: [25_000_000]) + Double($0) }; big.count + 700_000\r")
        session.wait_for(b"700005", seconds=120)
        session.wait_for(b"> ")
        cells, undos, redos = trivial_cells(session, rounds + 2, first=200_000)
        milliseconds("a trivial cell with 500 MB alive", cells[2:])
        milliseconds("undo with 500 MB alive", undos[2:])
        milliseconds("redo with 500 MB alive", redos[2:])
        session.end()


def completion(session, typed, rest):
    """Types, presses TAB, and returns the time until the rest has come; the line is cleared again."""
    session.type(typed)
    session.wait_for(typed.encode())
    time.sleep(0.05)
    start = time.perf_counter()
    session.type("\t")
    done = session.wait_for(rest.encode())
    session.type("\x15")
    time.sleep(0.05)
    while select.select([session.terminal], [], [], 0)[0]:
        os.read(session.terminal, 65536)
    session.seen = b""
    return done - start


def trivial_cells(session, rounds, first):
    """Runs cells that differ from each other, takes each back, does it again and takes it back; returns the times of the first three."""
    cells, undos, redos = [], [], []

    def command(name, answer):
        session.type(name)
        session.wait_for(name.encode())
        start = time.perf_counter()
        session.type("\r")
        taken = session.wait_for(answer) - start
        session.wait_for(b"> ")
        time.sleep(0.05)
        return taken

    for index in range(rounds):
        session.type(f"{index} + {first}")
        session.wait_for(str(first).encode())
        start = time.perf_counter()
        session.type("\r")
        cells.append(session.wait_for(str(index + first).encode()) - start)
        session.wait_for(b"> ")
        time.sleep(0.05)
        undos.append(command(":undo", b"Took back"))
        redos.append(command(":redo", str(index + first).encode()))
        command(":undo", b"Took back")
    return cells, undos, redos


main()

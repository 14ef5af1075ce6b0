"""Whether each fault is caught by the tests that should, two at a time."""

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory

from tests.mutants.fault import Fault
from tests.mutants.planting import Copy, Outcome, times_found


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one fault."""

    fault: Fault
    caught: bool
    said: str
    """The first test that failed, or what is wrong."""
    seconds: float = 0.0


class Bench:
    """Copies of a checkout in which tests are run beside each other."""

    def __init__(self, root: Path, folder: Path, copies: int) -> None:
        self.root = root
        self._free: SimpleQueue[Copy] = SimpleQueue()
        for number in range(copies):
            self._free.put(Copy(root, folder / f"copy-{number}"))
        self._pool = ThreadPoolExecutor(copies)

    @contextmanager
    def _copy(self) -> Iterator[Copy]:
        copy = self._free.get()
        try:
            yield copy
        finally:
            self._free.put(copy)

    def verdicts(self, faults: Sequence[Fault]) -> Iterator[Verdict]:
        """The verdict on each fault, in their order."""
        # Once for each set of tests: without a fault they must be green, or else they say nothing.
        sets = list(dict.fromkeys(fault.tests for fault in faults if times_found(self.root, fault) == 1))
        clean = dict(zip(sets, self._pool.map(self._clean, sets), strict=True))
        yield from self._pool.map(lambda fault: self._verdict(fault, clean.get(fault.tests, NOTHING)), faults)

    def _clean(self, tests: tuple[str, ...]) -> Outcome:
        with self._copy() as copy:
            return copy.run(tests)

    def _verdict(self, fault: Fault, clean: Outcome) -> Verdict:
        if (times := times_found(self.root, fault)) != 1:
            return Verdict(fault, False, f"CANNOT BE PLANTED: its text stands {times} times in the file")
        if clean.state != "green":
            return Verdict(fault, False, f"TESTS NOT GREEN WITHOUT IT: {clean.state} {clean.first}".rstrip())
        began = time.perf_counter()
        with self._copy() as copy, copy.planted(fault):
            found = copy.run(fault.tests)
        said = found.first if found.state == "red" else UNCAUGHT[found.state].format(found.first)
        return Verdict(fault, found.state == "red", said, time.perf_counter() - began)


NOTHING = Outcome("broken")
"""Of tests that were not run: none of their faults can be planted."""
UNCAUGHT = {
    "green": "NOT CAUGHT",
    "hangs": "NOT CAUGHT: the tests hang",
    "broken": "NOT CAUGHT: the tests do not run ({})",
}


def judge(root: Path, faults: Sequence[Fault], copies: int = 2) -> Iterator[Verdict]:
    """Plant each fault in a throw-away copy of the checkout; the verdicts, in their order."""
    with TemporaryDirectory(prefix="samenhang-mutants-") as folder:
        yield from Bench(root, Path(folder), copies).verdicts(faults)

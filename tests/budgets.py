"""How much processor each test takes: per part of the suite, the ten slowest, and none over its budget."""

import os
import time
from collections import Counter, defaultdict
from collections.abc import Generator

import pytest

from tests.selection import EVERYTHING

BUDGET = 5.0
"""Seconds of processor of one test on the machine that the goals were set on, in the short form; the mark `heavy` lifts
it."""
WORK = 400_000
"""Additions that take that machine `PACE` seconds of processor."""
PACE = 0.015
CROWD = 2.5
"""Processes for each processor: the tests, with their browser and database, come to two."""
SLOWEST = 10


def pace() -> float:
    """How many times as long as there this machine takes now for the same work; at least 1."""
    begun = time.thread_time()
    total = 0
    for number in range(WORK):
        total += number
    return max(1.0, (time.thread_time() - begun) / PACE)


def is_busy() -> bool:
    """Whether so much runs beside the tests that their processor time says little: others empty its caches."""
    return os.getloadavg()[0] > CROWD * (os.cpu_count() or 1)


def spent() -> float:
    """Seconds of processor of this process until now, with the processes that it waited for."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


class Part:
    """What one folder of tests took: seconds on the clock of all workers together, and seconds of their processor."""

    def __init__(self) -> None:
        self.tests, self.seconds, self.processor = 0, 0.0, 0.0


class Budgets:
    """Measures while the tests run; `parts` and `slowest` are known where the reports come together."""

    def __init__(self) -> None:
        self.begun = spent()
        self.parts: defaultdict[str, Part] = defaultdict(Part)
        self.taken: Counter[str] = Counter()

    def pytest_runtest_logstart(self) -> None:
        """Begin to measure."""
        self.begun = spent()

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Tell what a phase of a test took, and fail one that takes too much."""
        report = yield
        used, self.begun = spent() - self.begun, spent()
        # Each phase has the properties of those before it.
        item.user_properties[:] = [("processor", used)]
        report.user_properties = list(item.user_properties)
        too_much = call.when == "call" and report.passed and used > BUDGET
        counts = not (EVERYTHING or item.get_closest_marker("heavy") or is_busy())
        if too_much and counts and (faster := used / pace()) > BUDGET:
            report.outcome = "failed"
            report.longrepr = f"took {faster:.1f} s of processor, over {BUDGET:.0f}: make it less, or mark it heavy"
        return report

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Add what a phase took."""
        part = self.parts[report.nodeid.removeprefix("tests/").partition("/")[0]]
        used = dict(report.user_properties).get("processor", 0.0)
        part.tests += report.when == "call"
        part.seconds += report.duration
        part.processor += used
        if report.when == "call":
            self.taken[report.nodeid] = used

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Tell where the time went."""
        for name, part in sorted(self.parts.items(), key=lambda one: -one[1].seconds):
            took = f"{part.seconds:6.0f} s, {part.processor:6.0f} s of processor"
            terminalreporter.write_line(f"{name:<12} {part.tests:5} tests {took}")
        terminalreporter.write_line(f"the {SLOWEST} that took most processor:")
        for test, used in self.taken.most_common(SLOWEST):
            terminalreporter.write_line(f"{used:6.1f} s {test}")


def pytest_configure(config: pytest.Config) -> None:
    """Measure every run."""
    config.pluginmanager.register(Budgets(), "budgets")

"""A throw-away copy of the checkout, in which one fault at a time is planted and tests are run."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import cache_from_source
from pathlib import Path

from tests.mutants.fault import Fault

LEFT_BEHIND = (".git", ".venv", "instance", "dist", "node_modules", "__pycache__", ".*_cache", ".hypothesis")
PATIENCE = 900
"""Seconds that tests may take; a fault that makes them hang is not caught by anything."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What running tests came to."""

    state: str
    """`green`, `red`, `hangs`, or `broken` when the tests did not run at all."""
    first: str = ""
    """The first test that failed; what pytest said last when they did not run."""


def times_found(root: Path, fault: Fault) -> int:
    """How often the text of a fault stands in its file: a fault can be planted when that is once."""
    path = root / fault.file
    return path.read_text("utf-8").count(fault.old) if path.is_file() else 0


class Copy:
    """A copy of the files of a checkout in a folder."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(root, folder, ignore=shutil.ignore_patterns(*LEFT_BEHIND))

    @contextmanager
    def planted(self, fault: Fault) -> Iterator[None]:
        """Plant a fault for as long as this takes."""
        path = self.folder / fault.file
        whole = path.read_text("utf-8")
        if fault.new is None:
            path.unlink()
        else:
            path.write_text(whole.replace(fault.old, fault.new), "utf-8")
        self._forget(path)
        try:
            yield
        finally:
            path.write_text(whole, "utf-8")
            self._forget(path)

    def _forget(self, path: Path) -> None:
        # What was compiled counts as fresh when a file of the same size is written within the same second.
        Path(cache_from_source(path)).unlink(missing_ok=True)
        # Hypothesis would begin with the example that found the last fault.
        shutil.rmtree(self.folder / ".hypothesis", ignore_errors=True)

    def run(self, tests: tuple[str, ...]) -> Outcome:
        """Run tests until the first that fails, in the short form."""
        command = [sys.executable, "-m", "pytest", "-x", "-q", "--tb=no", "-rfE", *tests]
        running = subprocess.Popen(
            command,
            cwd=self.folder,
            env=self._environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        try:
            said, _ = running.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            # Not killed at once: it has a database server to stop.
            running.send_signal(signal.SIGINT)
            try:
                running.communicate(timeout=30)
            except subprocess.TimeoutExpired:
                running.kill()
                running.communicate()
            return Outcome("hangs")
        return outcome(running.returncode, said)

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("SAMENHANG_")}
        # The environment knows the checkout by its own path; programs that tests start must see the copy.
        return {**kept, "PYTHONPATH": str(self.folder)}


def outcome(code: int, said: str) -> Outcome:
    """What pytest came to, from how it ended and what it said."""
    if code == 0:
        return Outcome("green")
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    for line in lines:
        word, _, rest = line.partition(" ")
        # Without a name behind :: a file could not even be read: any fault of typing does that.
        if code == 1 and word in ("FAILED", "ERROR") and "::" in rest:
            return Outcome("red", rest.partition(" - ")[0])
    return Outcome("broken", lines[-1] if lines else f"pytest ended with {code}")

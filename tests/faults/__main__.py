"""kill -9 of the server while people save: nothing acknowledged is lost, and it is back within five seconds."""

import argparse
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from http.client import HTTPConnection
from pathlib import Path

from tests.benchmarks.product import make_respondents
from tests.benchmarks.wsgi import environment
from tests.faults.saving import ITEM, Saver
from tests.postgresql import free_port

SAVERS = 4
BETWEEN = 1.5
"""Seconds of saving before the next kill."""
BACK = 5.0
"""Seconds within which it must answer again."""


class Killed:
    """A server that is killed, with everything it started or only its workers, and comes back."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.process = self._started()

    def _started(self) -> subprocess.Popen[bytes]:
        command = [str(Path(sys.executable).with_name("samenhang")), "serve", "--bind", f"127.0.0.1:{self.port}"]
        # In a group of its own, so that all of it can be killed at once.
        return subprocess.Popen(command, env=environment(self.folder), start_new_session=True)

    def kill_all(self) -> None:
        """The machine stops: no process gets to finish anything."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process = self._started()

    def kill_workers(self) -> None:
        """Only those who were busy; the master starts others."""
        for child in Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text("ascii").split():
            if b"tasks" not in Path(f"/proc/{child}/cmdline").read_bytes():
                os.kill(int(child), signal.SIGKILL)

    def seconds_until_it_answers(self) -> float:
        """How long it is gone."""
        began = time.perf_counter()
        while time.perf_counter() - began < 60:
            try:
                connection = HTTPConnection("127.0.0.1", self.port, timeout=1)
                connection.request("GET", "/gezond")
                if connection.getresponse().status == 200:
                    break
            except OSError:
                time.sleep(0.02)
        return time.perf_counter() - began


def stored(folder: Path) -> dict[tuple[str, int], str]:
    """The text of every version in the database, by the assessment it belongs to."""
    with sqlite3.connect(folder / "product.db") as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        rows = database.execute(
            "SELECT assessment_id, version, reason FROM answer_version WHERE item = ? ORDER BY version", (ITEM,)
        )
        return {(assessment, version): reason for assessment, version, reason in rows}


def lost(savers: Sequence[Saver], folder: Path) -> list[str]:
    """What was acknowledged and is not there as it was."""
    kept = stored(folder)
    found = []
    for saver in savers:
        assessment = saver.path.split("/")[2].replace("-", "")
        for version, text in saver.acknowledged.items():
            if kept.get((assessment, version)) != text:
                found.append(f"{saver.path}: version {version}")
    return found


def survive(kills: int, folder: Path) -> tuple[int, list[float], list[str]]:
    """(acknowledged saves, seconds gone after each kill, everything that went wrong)."""
    respondents = make_respondents(folder, SAVERS)
    server = Killed(folder)
    server.seconds_until_it_answers()
    savers = [Saver(server.port, cookie, hub) for cookie, hub in respondents]
    gone = []
    for saver in savers:
        saver.start()
    for number in range(kills):
        time.sleep(BETWEEN)
        if number % 2:
            server.kill_workers()
        else:
            server.kill_all()
        gone.append(server.seconds_until_it_answers())
    time.sleep(BETWEEN)
    for saver in savers:
        saver.stopped.set()
    for saver in savers:
        saver.join(30)
    os.killpg(server.process.pid, signal.SIGKILL)
    problems = [problem for saver in savers for problem in saver.problems] + lost(savers, folder)
    return sum(len(saver.acknowledged) for saver in savers), gone, problems


def main() -> None:
    """Do it, say what was found, and fail when something was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=5)
    with tempfile.TemporaryDirectory() as folder:
        acknowledged, gone, problems = survive(parser.parse_args().kills, Path(folder))
    slow = [seconds for seconds in gone if seconds > BACK]
    sys.stdout.write(
        f"kill -9: {len(gone)} times, {acknowledged} saves acknowledged, {len(problems)} problems; "
        f"back after {max(gone):.1f} s at most\n"
    )
    for problem in problems:
        sys.stdout.write(f"  {problem}\n")
    sys.exit(1 if problems or slow or not acknowledged else 0)


if __name__ == "__main__":
    main()

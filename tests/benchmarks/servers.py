"""Servers for the benchmarks, both with the options with which the product is delivered."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from tests.benchmarks.wsgi import environment
from tests.patience import PATIENCE
from tests.postgresql import free_port

OPTIONS = ("--workers=2", "--threads=16", "--worker-class=gthread", "--log-level=warning", "--no-control-socket")


@dataclass(frozen=True)
class Running:
    """A server that answers."""

    port: int
    pid: int
    cold_start: float
    """Seconds from the start of the process to its first answer."""
    memory: float
    """MiB at that moment: some seconds later the workers load what makes a report."""


@contextmanager
def serving(name: str, folder: Path, first_page: str, url: str | None = None) -> Iterator[Running]:
    """Serve `product` (by the command that serves people) or `bare` (with the same options) from this folder.

    The product uses the database with this URL, or one in the folder.
    """
    port = free_port()
    programs = Path(sys.executable)
    product = [str(programs.with_name("samenhang")), "serve"]
    bare = [str(programs), "-m", "gunicorn", "tests.benchmarks.wsgi:bare()", *OPTIONS]
    command = [*(product if name == "product" else bare), "--bind", f"127.0.0.1:{port}"]
    began = time.perf_counter()
    process = subprocess.Popen(command, env=environment(folder, url))
    try:
        _wait_for(port, first_page)
        yield Running(port, process.pid, time.perf_counter() - began, memory(process.pid))
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


def _wait_for(port: int, page: str, patience: float = PATIENCE) -> None:
    end = time.perf_counter() + patience
    while time.perf_counter() < end:
        connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        try:
            connection.request("GET", page)
            connection.getresponse().read()
            return
        except OSError:
            time.sleep(0.02)
        finally:
            connection.close()
    raise TimeoutError(page)


def processes(pid: int) -> list[Path]:
    """A server and its workers, in /proc; the process that sends mails is none of them."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    workers = [Path(f"/proc/{child}") for child in children]
    return [Path(f"/proc/{pid}"), *(worker for worker in workers if b"tasks" not in (worker / "cmdline").read_bytes())]


def memory(pid: int) -> float:
    """MiB that a server holds, its workers included (proportional set size, so shared pages count once)."""
    rollups = [(process / "smaps_rollup").read_text(encoding="ascii") for process in processes(pid)]
    return sum(int(rollup.split("Pss:")[1].split()[0]) for rollup in rollups) / 1024


def processor_time(pid: int) -> float:
    """Seconds of processor that a server has used, its workers included."""
    ticks = 0
    for process in processes(pid):
        fields = (process / "stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")

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

from tests.benchmarks.wsgi import FOLDER
from tests.postgresql import free_port


@dataclass(frozen=True)
class Running:
    """A server that answers."""

    port: int
    pid: int
    cold_start: float
    """Seconds from the start of the process to its first answer."""


@contextmanager
def serving(name: str, folder: Path, first_page: str) -> Iterator[Running]:
    """Serve `product` or `bare` from this folder."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", f"tests.benchmarks.wsgi:{name}()", "--bind", f"127.0.0.1:{port}"]
    options = ["--workers=2", "--threads=16", "--worker-class=gthread", "--log-level=warning", "--no-control-socket"]
    began = time.perf_counter()
    process = subprocess.Popen([*command, *options], env={**os.environ, FOLDER: str(folder)})
    try:
        _wait_for(port, first_page)
        yield Running(port, process.pid, time.perf_counter() - began)
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait_for(port: int, page: str, patience: float = 30) -> None:
    end = time.perf_counter() + patience
    while time.perf_counter() < end:
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", page)
            connection.getresponse().read()
            return
        except OSError:
            time.sleep(0.02)
    raise TimeoutError(page)


def memory(pid: int) -> float:
    """MiB that a server's workers hold together (proportional set size, so shared pages count once)."""
    workers = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    rollups = [Path(f"/proc/{worker}/smaps_rollup").read_text(encoding="ascii") for worker in workers]
    return sum(int(rollup.split("Pss:")[1].split()[0]) for rollup in rollups) / 1024

"""Serving: pages come, tasks run beside it, and all of it stops when it is asked to."""

import os
import selectors
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from threading import Barrier

import pytest
from flask import Flask, Response
from gunicorn.workers.gthread import TConn
from jinja2 import FunctionLoader

from app.factory import build_app
from app.operation.serving import Server
from app.web.extensions import alembic
from app.web.templating import Templates
from config import Settings
from tests.patience import PATIENCE
from tests.postgresql import free_port

COMMAND = str(Path(sys.executable).with_name("samenhang"))


def environment(**settings: str) -> dict[str, str]:
    """The environment with these settings."""
    return {**os.environ, **{f"SAMENHANG_{name}": value for name, value in settings.items()}}


@contextmanager
def serving(settings: dict[str, str], *words: str) -> Iterator[subprocess.Popen[str]]:
    """A server that runs until the end of the block, and then stops without a word."""
    process = subprocess.Popen([COMMAND, *words], env=settings, stderr=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=PATIENCE)
    assert (process.returncode, errors) == (0, "")


def page(port: int, path: str) -> tuple[int, str]:
    """Status and text of what a server answers, as soon as it does."""
    end = time.monotonic() + PATIENCE
    while True:
        connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            return response.status, response.read().decode().strip()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
        finally:
            connection.close()


@pytest.mark.heavy
def test_it_serves_with_tasks_beside_it_and_all_of_it_stops(tmp_path: Path) -> None:
    port, database = free_port(), f"sqlite:///{tmp_path / 'served.db'}"
    base = f"http://127.0.0.1:{port}"
    settings = environment(
        SECRET_KEY="een geheim dat alleen in deze test bestaat", DATABASE_URL=database, BASE_URL=base
    )
    with build_app(Settings(database_url=database)).app_context():
        alembic.upgrade()
    with serving(settings, "serve", "--bind", f"127.0.0.1:{port}") as process:
        assert page(port, "/gezond") == (200, '{"status":"ok"}')
        assert page(port, "/voorbeeld/post")[0] == 404
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text("ascii").split()
        commands = [Path(f"/proc/{child}/cmdline").read_text("utf-8") for child in children]
        assert sorted("\0tasks\0" in command for command in commands) == [False, False, True]
        taken = subprocess.run([COMMAND, "serve", "--bind", f"127.0.0.1:{port}"], env=settings, capture_output=True)
        assert (taken.returncode, taken.stderr.decode().startswith(f"Op poort {port} draait al iets.")) == (2, True)
    assert not any(Path(f"/proc/{child}").exists() for child in children)


def test_a_request_on_a_connection_that_was_idle_too_long_is_answered() -> None:
    """Not reset: it came in since a busy worker last looked, or the worker was about to close the connection."""
    server = Server(Settings(), "127.0.0.1:0", 1)
    # What proxies keep open at most when nobody says otherwise.
    assert server.cfg.keepalive > 60
    worker = server.cfg.worker_class(1, os.getppid(), [], server, 30, server.cfg, server.cfg.logger_class(server.cfg))
    worker.tpool, worker.poller = worker.get_thread_pool(), selectors.DefaultSelector()
    worker.method_queue.init()
    worker.wsgi = Response("ja")
    ours, theirs = socket.socketpair()
    with closing(worker.tmp), closing(worker.method_queue), ours, theirs, worker.poller, worker.tpool:
        connection = TConn(server.cfg, theirs, ("127.0.0.1", 1), ("127.0.0.1", 2))
        connection.timeout = 0.0
        worker.keepalived_conns.append(connection)
        worker.poller.register(theirs, selectors.EVENT_READ, partial(worker.on_client_socket_readable, connection))
        ours.sendall(b"GET / HTTP/1.1\r\nHost: samenhang.example\r\n\r\n")
        worker.murder_keepalived()
        ours.settimeout(PATIENCE)
        assert ours.recv(100).startswith(b"HTTP/1.1 200 OK")


WARMING = """
import sys, time
from app.operation import serving
from app.documents.rendering import MAKERS
serving.WARM_UP = 0
before = [name for name in MAKERS if name in sys.modules]
serving.warm_up(None)
end = time.monotonic() + 600
while not all(name in sys.modules for name in MAKERS) and time.monotonic() < end:
    time.sleep(0.1)
print(before, [name for name in MAKERS if name not in sys.modules])
"""


@pytest.mark.heavy
def test_a_worker_loads_what_makes_a_report_before_anybody_asks() -> None:
    done = subprocess.run([sys.executable, "-c", WARMING], capture_output=True, text=True, check=True)
    assert (done.stdout.strip(), done.stderr) == ("[] []", "")


def test_many_who_come_in_after_a_start_have_a_template_translated_once() -> None:
    read, together = [], Barrier(8, timeout=PATIENCE)

    def source(name: str) -> str:
        read.append(name)
        # As long as a translation takes: the others ask meanwhile.
        time.sleep(0.1)
        return "{% extends 'base' %}" if name == "page" else "hier"

    templates = Templates(Flask("many"), loader=FunctionLoader(source))

    def ask(_: int) -> str:
        together.wait()
        return templates.get_template("page").render()

    with ThreadPoolExecutor(8) as people:
        assert {*people.map(ask, range(8))} == {"hier"}
    assert read == ["page", "base"]

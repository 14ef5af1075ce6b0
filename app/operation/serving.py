"""Serving people with gunicorn: enough connections for slow clients, and mails sent by a process beside it (D17)."""

import errno
import gc
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.workers.gthread import ThreadWorker

from app.documents.rendering import load_libraries
from app.factory import build_app
from config import Settings

PATIENCE = 20
"""Seconds that requests and mails under way get to finish when serving stops."""
WARM_UP = 3
"""Seconds after which a worker loads what makes a report: the first pages go before it, the first report after it."""
KEPT_OPEN = 75
"""Seconds that a connection without requests stays open: longer than proxies keep theirs (nginx 60), so that the side
that asks is the one that closes. Who closes the other way round can meet a request that is on its way."""


class PoliteWorker(ThreadWorker):
    """Answers what came in on a connection that is about to be closed; closing it unread would reset the connection."""

    def murder_keepalived(self, force: bool = False) -> None:
        """Close connections without requests. A busy worker last looked for requests a while ago."""
        if not force:
            self.wait_for_and_dispatch_events(0)
        super().murder_keepalived(force)


class Server(BaseApplication):
    """Gunicorn with this application; `hooks` are called by it at their moments."""

    def __init__(self, settings: Settings, bind: str, workers: int, **hooks: Callable[[Any], None]) -> None:
        self.settings, self.bind, self.workers, self.hooks = settings, bind, workers, hooks
        super().__init__()

    def load_config(self) -> None:
        """Threads keep slow clients from holding up the others."""
        options: dict[str, Any] = {
            "bind": self.bind,
            "workers": self.workers,
            "threads": self.settings.threads,
            "worker_class": f"{__name__}.{PoliteWorker.__name__}",
            "keepalive": KEPT_OPEN,
            "graceful_timeout": PATIENCE,
            "control_socket_disable": True,
            "loglevel": "warning",
            **self.hooks,
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Made in each worker: connections to a database must not be shared by processes."""
        app = build_app(self.settings)
        spare_what_is_loaded()
        # Whoever saves waits for the interpreter after every statement; with the usual 5 ms the turn to write was
        # held mostly by waiting.
        sys.setswitchinterval(0.0005)
        return app

    def run(self) -> None:
        """Start workers that share the memory of what is loaded by now, until stopped."""
        spare_what_is_loaded()
        super().run()


def warm_up(_: Any) -> None:
    """Load what makes a report, beside answering, so that whoever asks for the first one does not wait for it."""
    loading = threading.Timer(WARM_UP, load_libraries)
    loading.daemon = True
    loading.start()


def spare_what_is_loaded() -> None:
    """Leave all there is now out of the search for garbage: it stays, and looking took a third of a page's time."""
    gc.collect()
    gc.freeze()


def serve(settings: Settings, bind: str) -> None:
    """Serve until stopped, with a process that sends mails, draws files and tidies up."""
    with tasks_beside() as start:
        Server(settings, bind, settings.workers, when_ready=start, post_worker_init=warm_up).run()


@contextmanager
def tasks_beside(**settings: str) -> Iterator[Callable[[Any], None]]:
    """What starts the process of tasks, as the server does when it is ready, with these settings; it ends with it."""
    beside: list[subprocess.Popen[bytes]] = []
    env = os.environ | {f"SAMENHANG_{name.upper()}": value for name, value in settings.items()}

    def start(_: Any) -> None:
        command = [str(Path(sys.executable).with_name("samenhang")), "tasks", "--loop", "--beside", str(os.getpid())]
        beside.append(subprocess.Popen(command, env=env))  # noqa: S603 - our own command and settings, no user input

    try:
        yield start
    finally:
        for process in beside:
            process.terminate()
            process.wait(PATIENCE)


def serve_example(settings: Settings, bind: str, welcome: Callable[[], None]) -> None:
    """Serve the example on this machine only; its mails are read on a page and never sent."""

    def say_so(worker: Any) -> None:
        warm_up(worker)
        # Only here are pages really made; a worker that takes the place of another says nothing.
        if worker.age == 1:
            welcome()

    with tasks_beside(example="true", base_url=settings.base_url, database_url=settings.database_url) as start:
        Server(settings, bind, 1, when_ready=start, post_worker_init=say_so).run()


def is_taken(host: str, port: int) -> bool:
    """Whether something listens there already."""
    with socket.socket() as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((host, port))
        except OSError as error:
            return error.errno == errno.EADDRINUSE
    return False

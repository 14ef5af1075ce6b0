"""Serving people with gunicorn: enough connections for slow clients, and mails sent by a process beside it (D17)."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from app.factory import build_app
from config import Settings


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """Gunicorn with this application."""

    def __init__(self, settings: Settings, bind: str, workers: int, when_ready: Callable[[], None]) -> None:
        self.settings, self.bind, self.workers, self.when_ready = settings, bind, workers, when_ready
        super().__init__()

    def load_config(self) -> None:
        """Threads keep slow clients from holding up the others."""
        options: dict[str, Any] = {
            "bind": self.bind,
            "workers": self.workers,
            "threads": self.settings.threads,
            "worker_class": "gthread",
            "keepalive": 5,
            "graceful_timeout": 20,
            "control_socket_disable": True,
            "loglevel": "warning",
            "when_ready": lambda _: self.when_ready(),
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Made in each worker: connections to a database must not be shared by processes."""
        return build_app(self.settings)


def serve(settings: Settings, bind: str) -> None:
    """Serve until stopped, with a process that sends mails and tidies up."""
    helper: list[subprocess.Popen[bytes]] = []

    def when_ready() -> None:
        command = [str(Path(sys.executable).with_name("samenhang")), "tasks", "--loop"]
        helper.append(subprocess.Popen(command))  # noqa: S603 - our own command, no user input

    try:
        Server(settings, bind, settings.workers, when_ready).run()
    finally:
        for process in helper:
            process.terminate()


def serve_example(settings: Settings, bind: str, when_ready: Callable[[], None]) -> None:
    """Serve the example on this machine only; its mails are read on a page and never sent."""
    Server(settings, bind, 1, when_ready).run()

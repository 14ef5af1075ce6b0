"""Scripted respondents in a closed loop: no thinking, the next request as soon as the answer is complete."""

import socket
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlencode

from tests.patience import PATIENCE

FORM = "Content-Type: application/x-www-form-urlencoded\r\n"


class Browser:
    """One connection that stays open, and one cookie; on a bare socket, so that little of the machine goes to it."""

    def __init__(self, port: int, cookie: str = "") -> None:
        self.port, self.cookie, self.buffer = port, cookie, b""
        self.connect()

    def connect(self) -> None:
        """Come back after a while: servers close connections on which nothing happens."""
        self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def close(self) -> None:
        """Leave."""
        self.socket.close()

    def ask(self, method: str, path: str, data: dict[str, str] | None = None) -> tuple[int, bytes, str]:
        """Status, body and the address of a redirect."""
        body = urlencode(data).encode() if data else b""
        form = f"{FORM}Content-Length: {len(body)}\r\n" if data else ""
        lines = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nCookie: {self.cookie}\r\n{form}\r\n"
        self.socket.sendall(lines.encode() + body)
        status, headers = self._head()
        if changed := headers.get("set-cookie"):
            self.cookie = changed.split(";", 1)[0]
        return status, self._body(int(headers["content-length"])), headers.get("location", "")

    def _head(self) -> tuple[int, dict[str, str]]:
        while b"\r\n\r\n" not in self.buffer:
            self._receive()
        head, self.buffer = self.buffer.split(b"\r\n\r\n", 1)
        first, *rest = head.decode("latin-1").split("\r\n")
        pairs = (line.split(":", 1) for line in rest)
        return int(first.split(" ", 2)[1]), {name.lower(): value.strip() for name, value in pairs}

    def _body(self, length: int) -> bytes:
        while len(self.buffer) < length:
            self._receive()
        body, self.buffer = self.buffer[:length], self.buffer[length:]
        return body

    def _receive(self) -> None:
        received = self.socket.recv(262_144)
        if not received:
            raise ConnectionError("the server closed the connection")
        self.buffer += received

    def open(self, path: str) -> bytes:
        """A page that must be there."""
        status, body, _ = self.ask("GET", path)
        if status != 200:
            raise WrongAnswerError(f"GET {path}: {status}")
        return body

    def save(self, path: str, data: dict[str, str]) -> bytes:
        """Post a form, and open the page that follows."""
        status, _, location = self.ask("POST", path, data)
        if status != 303:
            raise WrongAnswerError(f"POST {path}: {status}")
        return self.open(location)


class WrongAnswerError(Exception):
    """The server did not do what the respondent came for."""


class Respondent(Protocol):
    """Somebody who opens pages; who answers too has a step `post`, that saves the page and has the next one."""

    browser: Browser

    def open(self) -> None:
        """Open the page where they are."""


@dataclass(frozen=True)
class Figures:
    """What one phase showed; times in milliseconds."""

    per_second: float
    p50: float
    p95: float
    longest: float
    errors: tuple[str, ...]


def measure(respondents: Sequence[Respondent], kind: str, seconds: float) -> Figures:
    """All respondents at once, each in a loop, for so many seconds; `kind` is the name of their step."""
    times: list[float] = []
    errors: list[str] = []
    start = threading.Barrier(len(respondents) + 1)
    end = [0.0]

    def run(step: Callable[[], None]) -> None:
        start.wait()
        while (began := time.perf_counter()) < end[0]:
            try:
                step()
                times.append(time.perf_counter() - began)
            except (WrongAnswerError, OSError) as error:
                errors.append(str(error))
                return

    for respondent in respondents:
        respondent.browser.connect()
    threads = [threading.Thread(target=run, args=(getattr(respondent, kind),)) for respondent in respondents]
    for thread in threads:
        thread.start()
    began = time.perf_counter()
    end[0] = began + seconds
    start.wait()
    for thread in threads:
        thread.join()
    return figures(times, time.perf_counter() - began, errors)


def figures(times: Sequence[float], wall: float, errors: Sequence[str] = ()) -> Figures:
    """Throughput and percentiles of these times in seconds."""
    ordered = sorted(times) or [0.0]

    def at(share: float) -> float:
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000

    return Figures(len(times) / wall, at(0.5), at(0.95), ordered[-1] * 1000, tuple(errors))

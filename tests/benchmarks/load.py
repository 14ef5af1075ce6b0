"""Scripted respondents in a closed loop: no thinking, the next request as soon as the answer is complete."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Protocol
from urllib.parse import urlencode

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Browser:
    """One connection that stays open, and one cookie."""

    def __init__(self, port: int, cookie: str = "") -> None:
        self.connection, self.cookie = HTTPConnection("127.0.0.1", port, timeout=60), cookie

    def ask(self, method: str, path: str, data: dict[str, str] | None = None) -> tuple[int, str, str]:
        """Status, body and the address of a redirect."""
        headers = {"Cookie": self.cookie, **(FORM if data else {})}
        self.connection.request(method, path, urlencode(data) if data else None, headers)
        response = self.connection.getresponse()
        body = response.read().decode()
        if changed := response.getheader("Set-Cookie"):
            self.cookie = changed.split(";", 1)[0]
        return response.status, body, response.getheader("Location") or ""

    def open(self, path: str) -> str:
        """A page that must be there."""
        status, body, _ = self.ask("GET", path)
        assert status == 200, (path, status)
        return body

    def save(self, path: str, data: dict[str, str]) -> str:
        """Post a form, and open the page that follows."""
        status, _, location = self.ask("POST", path, data)
        assert status == 303, (path, status)
        return self.open(location)


class Respondent(Protocol):
    """Somebody who opens and posts pages."""

    def open(self) -> None:
        """Open the page where they are."""

    def post(self) -> None:
        """Answer the whole page, save it and have the next one."""


@dataclass(frozen=True)
class Figures:
    """What one phase showed; times in milliseconds."""

    per_second: float
    p50: float
    p95: float
    longest: float
    errors: int


def measure(respondents: list[Respondent], kind: str, seconds: float) -> Figures:
    """All respondents at once, each in a loop, for so many seconds."""
    times: list[float] = []
    errors: list[Exception] = []
    start = threading.Barrier(len(respondents) + 1)
    end = [0.0]

    def run(step: Callable[[], None]) -> None:
        start.wait()
        while (began := time.perf_counter()) < end[0]:
            try:
                step()
                times.append(time.perf_counter() - began)
            except (AssertionError, OSError) as error:
                errors.append(error)

    steps = [respondent.open if kind == "open" else respondent.post for respondent in respondents]
    threads = [threading.Thread(target=run, args=(step,)) for step in steps]
    for thread in threads:
        thread.start()
    began = time.perf_counter()
    end[0] = began + seconds
    start.wait()
    for thread in threads:
        thread.join()
    return figures(times, time.perf_counter() - began, len(errors))


def figures(times: list[float], wall: float, errors: int) -> Figures:
    """Throughput and percentiles of these times in seconds."""
    ordered = sorted(times) or [0.0]

    def at(share: float) -> float:
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000

    return Figures(len(times) / wall, at(0.5), at(0.95), ordered[-1] * 1000, errors)

"""Somebody who saves one answer again and again, and remembers what the server has acknowledged."""

import re
import threading
import time

from tests.benchmarks.load import Browser

TOKEN = re.compile(rb'name="csrf_token" value="([^"]+)"')
SEEN = re.compile(rb'name="seen"[^>]*value="(\d+)"')
ITEM = "geld/A.BE"


class Saver(threading.Thread):
    """One respondent at one question; comes back by itself when the server does."""

    def __init__(self, port: int, cookie: str, hub: str) -> None:
        super().__init__(daemon=True)
        self.port, self.cookie, self.path = port, cookie, f"{hub}/vragen/{ITEM}"
        self.acknowledged: dict[int, str] = {}
        """The text of every version that was acknowledged."""
        self.problems: list[str] = []
        self.stopped = threading.Event()

    def run(self) -> None:
        """Save until stopped."""
        while not self.stopped.is_set():
            try:
                self._visit()
            except OSError:
                # The server is gone: what was under way was not acknowledged.
                time.sleep(0.02)

    def _visit(self) -> None:
        browser = Browser(self.port, self.cookie)
        page = browser.open(self.path)
        version, token = int(SEEN.findall(page)[0]), TOKEN.findall(page)[0].decode()
        self.cookie = browser.cookie
        if version < max(self.acknowledged, default=0):
            self.problems.append(f"{self.path}: version {max(self.acknowledged)} was acknowledged, {version} is there")
        while not self.stopped.is_set():
            version = self._save(browser, token, version)

    def _save(self, browser: Browser, token: str, seen: int) -> int:
        text = f"versie {seen + 1} van {self.name}, {time.time_ns()}"
        form = {"csrf_token": token, "value": str(seen % 5), "reason": text, "seen": str(seen)}
        status, _, _ = browser.ask("POST", self.path, form)
        self.cookie = browser.cookie
        if status != 303:
            self.problems.append(f"{self.path}: {status}")
            raise ConnectionError(status)
        self.acknowledged[seen + 1] = text
        return seen + 1

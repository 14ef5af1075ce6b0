"""One of many colleagues who answer at the same moment, on a connection of their own; remembers every receipt."""

import re
import threading
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from tests.benchmarks.load import Browser, WrongAnswerError
from tests.patience import PATIENCE

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
QUESTIONS = re.compile(r'<input type="hidden" name="([^"]+)-seen"')
PERSON = re.compile(r"Persoon (\d+) zegt")


@dataclass(frozen=True)
class Seat:
    """A colleague before the start: the number that stands in all their texts, and their questions by domain."""

    number: int
    person: uuid.UUID
    cookie: str
    hub: str
    parts: dict[str, tuple[str, ...]]


class Colleague(threading.Thread):
    """Somebody who answers all their questions some times over: some domains on one page, others one by one."""

    def __init__(self, port: int, seat: Seat, turns: int, start: threading.Barrier) -> None:
        super().__init__(daemon=True)
        self.port, self.seat, self.turns, self.start_together = port, seat, turns, start
        self.acknowledged: dict[tuple[str, int], str] = {}
        """The text of every version that was acknowledged, by item and version."""
        self.times: list[float] = []
        """Of every save, in seconds, until it was acknowledged."""
        self.problems: list[str] = []
        self.put_off = 0
        """How often a save had to wait so long for its turn that it was asked to try again."""

    def run(self) -> None:
        """Begin when everybody is there."""
        browser = Browser(self.port, self.seat.cookie)
        try:
            self._read(browser, self.seat.hub)
            self.start_together.wait()
            self._answer_everything(browser)
        except (WrongAnswerError, OSError, threading.BrokenBarrierError) as error:
            self.problems.append(f"person {self.seat.number}: {error!r}")
            self.start_together.abort()
        finally:
            browser.close()

    def _answer_everything(self, browser: Browser) -> None:
        for turn in range(self.turns):
            for place, domain in enumerate(self.seat.parts):
                # Each person begins with another way, and goes over it the other way in the next turn.
                whole = (self.seat.number + place + turn) % 2
                (self._answer_page if whole else self._answer_one_by_one)(browser, domain, turn)

    def _answer_page(self, browser: Browser, domain: str, turn: int) -> None:
        questions = self.seat.parts[domain]
        path = f"{self.seat.hub}/vragen/{domain}"
        page = self._read(browser, path)
        if (asked := tuple(QUESTIONS.findall(page))) != questions:
            self.problems.append(f"person {self.seat.number}: {path} asks {asked}")
        said = {question: self._text(f"{domain}/{question}", turn) for question in questions}
        form = dict(HIDDEN.findall(page))
        for place, question in enumerate(questions):
            form |= {f"{question}-value": self._value(place, turn), f"{question}-reason": said[question]}
        self._save(browser, path, form)
        for question in questions:
            self.acknowledged[f"{domain}/{question}", int(form[f"{question}-seen"]) + 1] = said[question]

    def _answer_one_by_one(self, browser: Browser, domain: str, turn: int) -> None:
        for place, question in enumerate(self.seat.parts[domain]):
            path, text = f"{self.seat.hub}/vragen/{domain}/{question}", self._text(f"{domain}/{question}", turn)
            form = dict(HIDDEN.findall(self._read(browser, path)))
            self._save(browser, path, {**form, "value": self._value(place, turn), "reason": text})
            self.acknowledged[f"{domain}/{question}", int(form["seen"]) + 1] = text

    def _text(self, item: str, turn: int) -> str:
        return f"Persoon {self.seat.number} zegt dit over {item}, keer {turn + 1}."

    def _value(self, place: int, turn: int) -> str:
        return str((self.seat.number + place + turn) % 5)

    def _read(self, browser: Browser, path: str) -> str:
        page = browser.open(path).decode()
        if others := set(PERSON.findall(page)) - {str(self.seat.number)}:
            self.problems.append(f"person {self.seat.number} reads on {path} what {others} said")
        return page

    def _save(self, browser: Browser, path: str, form: dict[str, str]) -> None:
        began = time.perf_counter()
        status, _, location = browser.ask("POST", path, form)
        while status == 503:
            self.put_off += 1
            status, _, location = browser.ask("POST", path, form)
        self.times.append(time.perf_counter() - began)
        if status != 303:
            raise WrongAnswerError(f"POST {path}: {status}")
        self._read(browser, location)


def answer_together(port: int, seats: Sequence[Seat], turns: int) -> list[Colleague]:
    """Everybody answers everything, beginning at the same moment."""
    start = threading.Barrier(len(seats), timeout=PATIENCE)
    colleagues = [Colleague(port, seat, turns, start) for seat in seats]
    for colleague in colleagues:
        colleague.start()
    for colleague in colleagues:
        colleague.join()
    return colleagues

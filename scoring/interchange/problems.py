"""What is wrong with an interchange file: every problem, each with its place."""

import json
import re
from collections.abc import Sequence

_PLAIN_KEY = re.compile(r"\w{1,40}", re.ASCII)
_SHOWN_CHARACTERS = 40


class InterchangeError(ValueError):
    """A file that is not valid; `problems` are Dutch sentences, each with its place before it."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


class Problems:
    """Collects problems, so that all of them are told at once."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def add(self, place: str, message: str) -> None:
        """Note one problem at a place; the place of the file as a whole is empty."""
        self.lines.append(f"{place}: {message}" if place else message)


def key_place(place: str, key: str) -> str:
    """The place of a key in the object at `place`."""
    if not _PLAIN_KEY.fullmatch(key):
        return f"{place}[{shown(key)}]"
    return f"{place}.{key}" if place else key


def shown(text: str) -> str:
    """A text from a file between quotes, short and on one line, whatever is in it."""
    short = text if len(text) <= _SHOWN_CHARACTERS else f"{text[:_SHOWN_CHARACTERS]}…"
    written = json.dumps(short, ensure_ascii=False)[1:-1].replace('\\"', '"')
    return f"‘{''.join(c if c.isprintable() else _escaped(c) for c in written)}’"


def _escaped(character: str) -> str:
    return f"\\u{ord(character):04x}"


def listed(words: Sequence[object]) -> str:
    """A choice of words as a sentence has them: `a, b of c`."""
    *most, last = map(str, words)
    return f"{', '.join(most)} of {last}" if most else last

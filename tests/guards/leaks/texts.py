"""Texts that can be recognised wherever they turn up, and for each whose it is and where it belongs."""

import re
from dataclasses import dataclass, field
from itertools import count

MARK = re.compile(r"kn\d{4}q", re.IGNORECASE)
"""What stands in every text: not hexadecimal, so that no id holds it, and short, so that no line breaks in it."""


@dataclass(frozen=True)
class Canary:
    """Where a text belongs."""

    kind: str
    place: str
    """The municipality: stad or dorp."""
    state: str = ""
    """The inventory: open, review, agreed or reopened; empty for what belongs to none."""
    owner: str = ""
    """Whose text it is, or about whom."""

    def __str__(self) -> str:
        return " ".join(word for word in (self.kind, "of", self.owner, self.place, self.state) if word)


@dataclass
class Texts:
    """All of them, by the mark that stands in them."""

    known: dict[str, Canary] = field(default_factory=dict)
    numbers: count = field(default_factory=count)

    def mark(self, kind: str, place: str, state: str = "", owner: str = "") -> str:
        """A new mark for this."""
        made = f"KN{next(self.numbers):04}Q"
        self.known[made] = Canary(kind, place, state, owner)
        return made

    def marks_in(self, text: str) -> set[str]:
        """The mark of every text of somebody in a longer text; links and names of files are in small letters."""
        return {mark.upper() for mark in MARK.findall(text) if mark.upper() in self.known}

    def found_in(self, text: str) -> set[Canary]:
        """Every text of somebody in a longer text."""
        return {self.known[mark] for mark in self.marks_in(text)}

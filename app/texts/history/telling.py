"""What the sentences of the history are made of: a row of the audit trail, names for ids, and what is told."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from app.texts.words import sentence_start

BY_ITSELF = "Samenhang"
"""Who did what the application did by itself."""


class Names(Protocol):
    """How ids are called; an id that is not known any more gets a general word, never an error."""

    def item(self, item: str) -> str:
        """A question with its domain: `‘Praat de wethouder erover?’ (Geldzaken)`."""

    def domain(self, domain: str) -> str:
        """The title of a domain, or of the general part."""

    def cell(self, cell: str) -> str:
        """The questions of a domain at a level (`geld:beleid`)."""

    def person(self, person: str) -> str:
        """Somebody, by the id of their participation or of themselves."""


@dataclass(frozen=True, slots=True)
class ToldFact:
    """Something that changed besides, in words; empty: nothing was there."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Told:
    """One change in words, without who did it: `veranderde het antwoord op` `‘...’ (Geldzaken)` ` van 2 naar 3.`"""

    did: str
    where: str = ""
    """The question that it is about, when a page can link to it."""
    then: str = ""
    facts: tuple[ToldFact, ...] = ()
    values: tuple[str, str] = ("", "")
    """The old and the new value that the sentence names, for who calculates on with it."""
    why: str = ""
    text: str = ""
    """What somebody wrote, as a whole."""

    def sentence(self, who: str) -> str:
        """The whole sentence, with who did it."""
        return f"{sentence_start(who)} {self.did}{' ' if self.where else ''}{self.where}{self.then}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the audit trail; old rows may hold anything, so nothing here fails on it."""

    action: str
    subject: str
    old: Any
    new: Any
    reason: str | None
    names: Names
    where: str = ""
    """The name of the municipality, of what happened outside the inventories."""

    @property
    def person(self) -> str:
        """The person that it was done to."""
        return self.names.person(self.subject)

    @property
    def why(self) -> str:
        """The reason that was given."""
        return self.reason or ""

    def new_of(self, key: str) -> Any:
        """One of the new values; None when there is none."""
        return self.new.get(key) if isinstance(self.new, dict) else None

    def old_of(self, key: str) -> Any:
        """One of the old values; None when there is none."""
        return self.old.get(key) if isinstance(self.old, dict) else None

    def fact(self, label: str, key: str, words: Callable[[Any], str] = str) -> tuple[ToldFact, ...]:
        """An old and a new value under this key, when they differ."""
        old, new = self.old_of(key), self.new_of(key)
        return (ToldFact(label, worded(old, words), worded(new, words)),) if old != new else ()


Telling = Callable[[Entry], Told]


def worded(value: Any, words: Callable[[Any], str] = str) -> str:
    """A value in words; nothing stays nothing."""
    return "" if value is None or value == "" else words(value)


def texts_of(values: Any) -> Sequence[str]:
    """The texts in a list, or none when it is no list."""
    return [value for value in values if isinstance(value, str)] if isinstance(values, list) else []


def plain(did: str) -> Telling:
    """A sentence that needs nothing from the row but its reason."""
    return lambda entry: Told(did, why=entry.why)


def about_person(did: str, then: str = "") -> Telling:
    """A sentence with the person that it was done to inside it."""
    return lambda entry: Told(f"{did} {entry.person}{then}", why=entry.why)

"""What an event is: a name, a kind, a sentence and fields, told from a row of the audit trail and names for ids."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, Protocol, TypeAlias

from app.texts.planning import hours
from app.texts.words import sentence_start
from app.web.formatting import long_date

BY_ITSELF = "Samenhang"
"""Who did what the application did by itself."""
PLACE = re.compile(r"\{([\w.]+)\}")
OPTIONAL = re.compile(r"(\[.*?\])")
QUESTION = "{item}"


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
    def item(self) -> str:
        """The question that it was done to."""
        return self.names.item(self.subject)

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


Words: TypeAlias = Callable[[Any, Names], str]
"""A value that is something, as people say it; a value that cannot be is said as it stands."""
Facts: TypeAlias = Callable[[Entry], Iterable[ToldFact]]


def as_it_is(value: Any, _: Names) -> str:
    """A text or a number."""
    return str(value)


def day(value: Any, _: Names) -> str:
    """`2026-11-24` as `24 november 2026`."""
    try:
        return long_date(date.fromisoformat(str(value)))
    except ValueError:
        return str(value)


def duration(value: Any, _: Names) -> str:
    """A number of minutes in hours: `1,5 uur`."""
    return hours(value) if isinstance(value, int) else str(value)


def domain(value: Any, names: Names) -> str:
    """A domain by its title."""
    return names.domain(str(value))


def one_of(words: Mapping[str, str]) -> Words:
    """An id by its word."""
    return lambda value, _: words.get(str(value), str(value))


def many(words: Words, between: str = "; ") -> Words:
    """Every text of a list."""
    return lambda values, names: between.join(words(value, names) for value in texts_of(values))


@dataclass(frozen=True, slots=True)
class ToldField:
    """A value under a key of a row, with what stands before it and how it is said; a fact where old and new differ."""

    key: str
    label: str
    words: Words = as_it_is
    only: Literal["", "old", "new", "changed"] = ""
    """What is told: one of both as it is or was, or a change if there is an old one; without it whatever differs."""

    def __call__(self, entry: Entry) -> Iterator[ToldFact]:
        """The fact, if it is one."""
        old, new = entry.old_of(self.key), entry.new_of(self.key)
        if self.only in ("old", "new"):
            old, new = None, (old or None) if self.only == "old" else (new or None)
        if old != new and (self.only != "changed" or old is not None):
            yield ToldFact(self.label, self.said(old, entry), self.said(new, entry))

    def said(self, value: Any, entry: Entry) -> str:
        """A value in words; nothing stays nothing."""
        return "" if value is None or value == "" else self.words(value, entry.names)


class Event:
    """Something that is written in the trail, declared once.

    A sentence has places: `{title}` is the new value, or else the old one, in the words of its field; `{old.title}` the
    old one; `{person}`, `{item}` and `{where}` are what it was done to. A part in square brackets is left out when a
    place in it is empty. A function gives such a sentence, never a text from the row.
    """

    def __init__(
        self,
        name: str,
        kind: str,
        sentence: str | Callable[[Entry], str],
        *facts: Facts,
        said: Sequence[ToldField] = (),
        values: str = "",
    ) -> None:
        """`said` are fields of which the sentence has the words, `values` is the key of what others calculate with."""
        self.name, self.kind, self.sentence, self.facts, self.values = name, kind, sentence, facts, values
        self.fields = {field.key: field for field in (*facts, *said) if isinstance(field, ToldField)}

    def told(self, entry: Entry) -> Told:
        """A row in words."""
        sentence = self.sentence if isinstance(self.sentence, str) else self.sentence(entry)
        did, item, then = sentence.partition(QUESTION)
        return Told(
            self._filled(did, entry).rstrip(),
            entry.item if item else "",
            self._filled(then, entry),
            tuple(fact for tell in self.facts for fact in tell(entry)),
            self._values(entry),
            entry.why,
        )

    def _values(self, entry: Entry) -> tuple[str, str]:
        if not self.values or entry.old_of(self.values) == entry.new_of(self.values):
            return "", ""
        return self._said(f"old.{self.values}", entry), self._said(self.values, entry)

    def _filled(self, sentence: str, entry: Entry) -> str:
        return "".join(self._part(part, entry) for part in OPTIONAL.split(sentence))

    def _part(self, part: str, entry: Entry) -> str:
        said = {name: self._said(name, entry) for name in PLACE.findall(part)}
        if part.startswith("["):
            part = part[1:-1] if all(said.values()) else ""
        return PLACE.sub(lambda found: said[found[1]], part)

    def _said(self, name: str, entry: Entry) -> str:
        if name in ("person", "where"):
            return str(getattr(entry, name))
        side, _, key = name.rpartition(".")
        field = self.fields.get(key) or ToldField(key, "")
        return (field.said(entry.new_of(key), entry) if not side else "") or field.said(entry.old_of(key), entry)

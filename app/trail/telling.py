"""What an event is: a name, a kind, a sentence and fields, told from a row of the audit trail and names for ids."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from app.texts.words import sentence_start
from app.trail.differences import Difference, difference
from app.trail.wording import Names, Words, as_it_is, said

BY_ITSELF = "Samenhang"
"""Who did what the application did by itself."""
PLACE = re.compile(r"\{([\w.]+)\}")
OPTIONAL = re.compile(r"(\[.*?\])")


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

    def added(self, why: str = "Waarom") -> list[tuple[str, str]]:
        """(what, text) of everything that was not there before, and after `why` the reason if no fact says it."""
        found = [(fact.label, fact.new) for fact in self.facts if not fact.old and fact.new]
        is_said = not self.why or self.why in {fact.new for fact in self.facts}
        return found if is_said else [*found, (why, self.why)]

    @property
    def changed(self) -> list[tuple[str, Difference]]:
        """(what, the old and the new text) of everything that was there before."""
        return [(fact.label, difference(fact.old, fact.new)) for fact in self.facts if fact.old]


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
        return self.names.person(self.subject.rpartition("/")[2])

    @property
    def domain(self) -> str:
        """The domain that it was done to, or that of the question."""
        return self.names.domain(self.subject.partition("/")[0])

    @property
    def item(self) -> str:
        """The question that it was done to, or that is one of the new values with its domain."""
        named = self.subject if "/" in self.subject else f"{self.new_of('domain')}/{self.new_of('question')}"
        return self.names.item(named)

    @property
    def why(self) -> str:
        """The reason that was given."""
        return self.reason or ""

    def new_of(self, key: str) -> Any:
        """One of the new values; what is no object has its one value under `value`. None when there is none."""
        return _value(self.new, key)

    def old_of(self, key: str) -> Any:
        """The same of the old values."""
        return _value(self.old, key)


def _value(values: Any, key: str) -> Any:
    return values.get(key) if isinstance(values, dict) else values if key == "value" else None


Facts: TypeAlias = Callable[[Entry], Iterable[ToldFact]]


def each(label: Words, words: Words) -> Facts:
    """A fact for each key of the new values, whatever keys there are."""

    def told(entry: Entry) -> Iterator[ToldFact]:
        for key, value in entry.new.items() if isinstance(entry.new, dict) else ():
            old, new = (said(one, words, entry.names) for one in (entry.old_of(key), value))
            yield ToldFact(label(key, entry.names), old, new)

    return told


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
        if old == new:
            return
        before, after = (said(value, self.words, entry.names) for value in (old, new))
        if before != after and (self.only != "changed" or before):
            yield ToldFact(self.label, before, after)


class Event:
    """Something that is written in the trail, declared once.

    A sentence has places: `{title}` is the new value, or the old one when nothing new was written down, in the words of
    its field; `{old.title}` is the old one. `{person}`, `{domain}`, `{item}` and `{where}` are what it was done to,
    unless a field has that name. A part in square brackets is left out when a place in it is empty. A function gives
    such a sentence, never a text from the row.
    """

    def __init__(
        self,
        name: str,
        sentence: str | Callable[[Entry], str],
        *facts: Facts,
        said: Sequence[ToldField] = (),
        values: str = "",
    ) -> None:
        """`said` are fields of which the sentence has the words, `values` is the key of what others calculate with."""
        self.name, self.sentence, self.facts, self.values = name, sentence, facts, values
        self.fields = {field.key: field for field in (*facts, *said) if isinstance(field, ToldField)}

    def told(self, entry: Entry) -> Told:
        """A row in words."""
        sentence = self.sentence if isinstance(self.sentence, str) else self.sentence(entry)
        did, mark, then = sentence.partition("{item}")
        facts = tuple(fact for tell in self.facts for fact in tell(entry))
        # A reason that is kept with the thing itself is one of the facts already.
        why = "" if any(fact.new == entry.why for fact in facts) else entry.why
        where, values = entry.item if mark else "", self._values(entry)
        return Told(self._filled(did, entry).rstrip(), where, self._filled(then, entry), facts, values, why)

    def _values(self, entry: Entry) -> tuple[str, str]:
        if not self.values or entry.old_of(self.values) == entry.new_of(self.values):
            return "", ""
        return self._said(f"old.{self.values}", entry), self._said(self.values, entry)

    def _filled(self, sentence: str, entry: Entry) -> str:
        if "{" not in sentence:
            return sentence
        return "".join(self._part(part, entry) for part in OPTIONAL.split(sentence))

    def _part(self, part: str, entry: Entry) -> str:
        words = {name: self._said(name, entry) for name in PLACE.findall(part)}
        if part.startswith("["):
            part = part[1:-1] if all(words.values()) else ""
        return PLACE.sub(lambda found: words[found[1]], part)

    def _said(self, name: str, entry: Entry) -> str:
        old, _, key = name.rpartition(".")
        if key in ("person", "domain", "where") and key not in self.fields:
            return str(getattr(entry, key))
        value = entry.old_of(key) if old or entry.new is None else entry.new_of(key)
        return said(value, self.fields[key].words if key in self.fields else as_it_is, entry.names)


class EventKind:
    """Events from which people choose together; `name` is how addresses call them."""

    def __init__(self, name: str, title: str, *events: Event) -> None:
        self.name, self.title, self.events = name, title, events


class Events:
    """The events of one history by kind; what nobody knows any more is of the kind `other`."""

    def __init__(self, *kinds: EventKind, other: str) -> None:
        self.kinds, self.other = {kind.name: kind.title for kind in kinds}, other
        self.of_kind = {kind.name: [event.name for event in kind.events] for kind in kinds if kind.events}
        self.all = {event.name: event for kind in kinds for event in kind.events}
        self._kinds = {name: kind for kind, names in self.of_kind.items() for name in names}

    def kind_of(self, action: str) -> str:
        return self._kinds.get(action, self.other)

    def told(self, entry: Entry) -> Told:
        """A row in words; what nobody knows any more is named, never shown: it may not be for here."""
        event = self.all.get(entry.action)
        return event.told(entry) if event else Told(f"deed iets dat hier geen zin heeft ({entry.action}).")

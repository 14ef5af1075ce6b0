"""How values that are written in the trail are said: one set of words for days, hours, questions, people and lists."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Protocol, TypeAlias

from app.texts.trajectories import hours
from app.texts.words import counted, listing
from app.web.formatting import long_date


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


Words: TypeAlias = Callable[[Any, Names], str]
"""A value that is something, as people say it; a value that cannot be is said as it stands."""


def said(value: Any, words: Words, names: Names) -> str:
    """A value in words; nothing stays nothing."""
    return "" if value is None or value == "" else words(value, names)


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


def item(value: Any, names: Names) -> str:
    """A question with its domain."""
    return names.item(str(value))


def person(value: Any, names: Names) -> str:
    return names.person(str(value))


def domain(value: Any, names: Names) -> str:
    return names.domain(str(value))


def one_of(words: Mapping[str, str]) -> Words:
    return lambda value, _: words.get(str(value), str(value))


def many(words: Words, between: str = "; ") -> Words:
    """Every text of a list."""
    return lambda values, names: between.join(words(value, names) for value in texts_of(values))


def listed(words: Words) -> Words:
    """Every text of a list, as inside a sentence: `Geldzaken, Wonen en Werk`."""
    return lambda values, names: listing([words(value, names) for value in texts_of(values)])


def how_many(one: str, many: str) -> Words:
    """How many there are in a list: `3 vragen`."""
    return lambda values, _: counted(len(values) if isinstance(values, list) else 0, one, many)


def texts_of(values: Any) -> Sequence[str]:
    """The texts in a list, or none when it is no list."""
    return [value for value in values if isinstance(value, str)] if isinstance(values, list) else []

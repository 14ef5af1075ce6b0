"""Reading people from pasted lines: from Excel, from an address list, or typed; all of them or every problem."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.addresses import parse_address
from app.participants.queries.pasted_lines import LEVELS, Found, found_in
from app.texts import pasting as texts

MOST = 100
"""How many people can be added at once."""
LENGTH = 80
"""Characters of a name and of a function."""
PARTICLES = frozenset({"de", "den", "der", "het", "in", "la", "op", "ten", "ter", "te", "van", "von"})
"""Parts of a name that have no capital after a first name."""
KNOWN = {
    "yourself": texts.YOURSELF,
    "coordinator": texts.COORDINATOR,
    "adviser": texts.ADVISER,
    "here": texts.ALREADY_HERE,
}
"""Why somebody cannot be added, by who has the address."""


@dataclass(frozen=True, slots=True)
class PastedPerson:
    """Somebody on a pasted line."""

    number: int
    name: str
    email: str
    function: str
    level: str | None
    """Only when the line says so."""
    name_guessed: bool
    """Whether there was no name, so that it was made from the address."""


class PastedPeopleError(Exception):
    """Lines that cannot be taken over; `problems` has every reason, each with its line."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


def parse_people(text: str, known: Mapping[str, str]) -> tuple[PastedPerson, ...]:
    """The people on the lines; `known` says of addresses why they cannot be added (a key of KNOWN).

    PastedPeopleError with every problem, or all people: nothing in between.
    """
    found = found_in(text)
    if not found:
        raise PastedPeopleError([texts.NO_LINES])
    if len(found) > MOST:
        raise PastedPeopleError([texts.too_many(len(found), MOST)])
    people = [_person(one) for one in found]
    twice = _repeated(people)
    problems = [
        texts.at_line(one.number, one.text, problem)
        for one, person, again in zip(found, people, twice, strict=True)
        for problem in (*_wrong(one), *_unwelcome(person, known), *again)
    ]
    if problems:
        raise PastedPeopleError(problems)
    return tuple(people)


def _person(found: Found) -> PastedPerson:
    """Somebody as they stand on the line; without an address when that is none."""
    email = _address(found.email) or ""
    name = found.name or name_from(email)
    return PastedPerson(found.number, name, email, found.function, _level(found.level), not found.name)


def _address(typed: str) -> str | None:
    try:
        return parse_address(typed)
    except ValueError:
        return None


def _level(typed: str) -> str | None:
    return LEVELS.get(typed.lower())


def _wrong(found: Found) -> Iterator[str]:
    """What is wrong with what stands on a line by itself."""
    if found.problem:
        yield found.problem
        return
    if _address(found.email) is None:
        yield texts.wrong_address(found.email)
    if found.level and _level(found.level) is None:
        yield texts.unknown_level(found.level)
    for what, value in (("naam", found.name), ("functie", found.function)):
        if len(value) > LENGTH:
            yield texts.too_long(what, LENGTH)


def _unwelcome(person: PastedPerson, known: Mapping[str, str]) -> Iterator[str]:
    if person.email in known:
        yield KNOWN[known[person.email]]


def _repeated(people: Sequence[PastedPerson]) -> list[list[str]]:
    """For everybody the problem that their address stands in the list before them, if it does."""
    first: dict[str, int] = {}
    problems: list[list[str]] = []
    for person in people:
        problems.append([texts.repeated(first[person.email])] if person.email in first else [])
        if person.email:
            first.setdefault(person.email, person.number)
    return problems


def name_from(email: str) -> str:
    """A name made from an address: jan.de-vries2@… is Jan de Vries; the person who adds somebody can correct it."""
    words = [word for word in re.split(r"[^\w]|[\d_]", email.partition("@")[0]) if word]
    return " ".join(map(_word, words)) or email[:LENGTH]


def _word(word: str) -> str:
    if word in PARTICLES:
        return word
    return f"{word.upper()}." if len(word) == 1 else word.capitalize()

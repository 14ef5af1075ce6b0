"""Reading people from pasted lines: from Excel, from an address list, or typed; all of them or none."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.doors.addresses import parse_address
from app.texts import pasting as texts

HEADS = {
    "naam": "name",
    "name": "name",
    "volledigenaam": "name",
    "weergavenaam": "name",
    "medewerker": "name",
    "voornaam": "first",
    "tussenvoegsel": "middle",
    "tussenvoegsels": "middle",
    "achternaam": "last",
    "email": "email",
    "emailadres": "email",
    "mail": "email",
    "mailadres": "email",
    "functie": "function",
    "functienaam": "function",
    "rol": "function",
    "niveau": "level",
}
"""What the heads of columns mean; capitals, spaces and hyphens do not count."""
NAME_AND_ADDRESS = re.compile(r"([^<>]*)<([^<>]*)>([^<>]*)")
LEVELS = {
    "bestuur": "bestuur",
    "bestuurlijk": "bestuur",
    "beleid": "beleid",
    "beleidsmatig": "beleid",
    "uitvoering": "uitvoering",
    "uitvoerend": "uitvoering",
}
"""How people write a level; such a word is taken for one wherever it stands."""
INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad]")
"""What comes along from web pages and mail, and nobody sees."""


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """What a line says about one person, or why it says nothing."""

    number: int
    text: str
    name: str = ""
    email: str = ""
    function: str = ""
    level: str = ""
    problem: str = ""


def found_in(text: str) -> list[FoundPerson]:
    """What stands on each line that is not empty; one line of addresses gives several people."""
    lines = [(number, line) for number, line in enumerate(INVISIBLE.sub("", text).split("\n"), 1) if line.strip()]
    heads = _heads(lines[0][1]) if lines else []
    if heads:
        mark = _mark(lines[0][1])
        return [_under_heads(number, line, heads, mark) for number, line in lines[1:] if line.strip("\t ;,")]
    return [_by_looks(number, entry) for number, line in lines for entry in _entries(line)]


def _heads(line: str) -> list[str]:
    """What each column is by the first line (empty for one that we do not know); nothing when that has no heads."""
    if "@" in line:
        return []
    names = [re.sub(r"[^a-z]", "", cell.lower()) for cell in _cells(line, _mark(line)) or ()]
    return [HEADS.get(name, "") for name in names] if set(names) & HEADS.keys() else []


def _mark(line: str) -> str:
    """What stands between the cells of a line: a comma may also be a part of a name."""
    outside = re.sub(r'"[^"]*"', "", line)
    return next((mark for mark in "\t;" if mark in outside), ",")


def _cells(line: str, mark: str) -> list[str] | None:
    """The cells of a line, each on one line of text; None when a quotation mark does not end."""
    try:
        rows = list(csv.reader([line], delimiter=mark, strict=True, skipinitialspace=True))
    except csv.Error:
        return None
    return [" ".join(cell.split()) for cell in rows[0]]


def _under_heads(number: int, line: str, heads: Sequence[str], mark: str) -> FoundPerson:
    cells = _cells(line, mark)
    if cells is None:
        return FoundPerson(number, line.strip(), problem=texts.BROKEN)
    values: dict[str, str] = {}
    for head, cell in zip(heads, cells, strict=False):
        values[head] = values.get(head) or cell
    # Without a head of its own, an address is known by its sign.
    address = values.get("email") if "email" in heads else next((cell for cell in cells if "@" in cell), "")
    if "@" in line and "@" not in (address or ""):
        # Added below a list in another way: the heads say nothing about this line.
        return _by_looks(number, line)
    name, email = _split_address(address or "")
    whole = " ".join(filter(None, (values.get(part) for part in ("first", "middle", "last"))))
    return _checked(
        FoundPerson(
            number,
            line.strip(),
            name=values.get("name") or whole or name,
            email=email,
            function=values.get("function", ""),
            level=values.get("level", ""),
        )
    )


def _entries(line: str) -> list[str]:
    """The people on one line: several when it is a list of addresses, as mail programs write it."""
    mark = ";" if ";" in line else r"(?<=>)\s*," if "<" in line else r"[,\s]+"
    parts = [part.strip() for part in re.split(mark, line) if part.strip()]
    return parts if "\t" not in line and all(part.count("@") == 1 for part in parts) else [line]


def _by_looks(number: int, entry: str) -> FoundPerson:
    """Somebody on a line without heads: the address is known by its sign, a level by its word; then name, function."""
    text = entry.strip()
    match = None if "\t" in text or ";" in text else NAME_AND_ADDRESS.fullmatch(text)
    if match and not match[1].rstrip().endswith(","):
        cells: list[str] | None = [f"{match[1]}<{match[2]}>", *(match[3].split(","))]
    else:
        cells = _cells(text, _mark(text))
    if cells is None:
        return FoundPerson(number, text, problem=texts.BROKEN)
    return _from_cells(number, text, [cell.strip() for cell in cells if cell.strip()])


def _from_cells(number: int, text: str, cells: Sequence[str]) -> FoundPerson:
    addresses = [cell for cell in cells if "@" in cell]
    levels = [cell for cell in cells if cell.lower() in LEVELS]
    rest = [cell for cell in cells if "@" not in cell and cell.lower() not in LEVELS]
    if len(addresses) > 1:
        return FoundPerson(number, text, problem=texts.TWO_ADDRESSES)
    name, email = _split_address(addresses[0] if addresses else "")
    names = iter([name, *rest] if name else rest)
    known = FoundPerson(number, text, next(names, ""), email, next(names, ""), *levels[:1])
    left = [*names, *levels[1:]]
    if not left:
        return _checked(known)
    # A third text can only be the level: the checks say that it is none.
    if len(left) == 1 and not levels:
        return _checked(FoundPerson(number, text, known.name, email, known.function, left[0]))
    return FoundPerson(number, text, problem=texts.TOO_MANY_CELLS)


def _checked(found: FoundPerson) -> FoundPerson:
    if found.problem or found.email:
        return found
    return FoundPerson(found.number, found.text, problem=texts.NO_ADDRESS)


def _split_address(cell: str) -> tuple[str, str]:
    """Name and address in `Jan Jansen <jan@…>`, `Jan Jansen jan@…` or a bare address."""
    match = NAME_AND_ADDRESS.fullmatch(cell)
    if match:
        return _name(match[1]), _bare(match[2])
    words = cell.split()
    address = next((word for word in words if "@" in word), cell)
    return _name(" ".join(_without(words, address))), _bare(address)


def _without(words: Sequence[str], one: str) -> Iterator[str]:
    return (word for word in words if word != one)


def _bare(address: str) -> str:
    return address.strip(" \t,;:.'\"()<>").removeprefix("mailto:")


def _name(text: str) -> str:
    """A name the way round in which people say it: mail programs write Jansen, Jan."""
    # What stands between brackets there is a team or a company.
    plain = re.sub(r"\([^()]*\)", "", text).strip("\"' ")
    last, comma, first = " ".join(plain.split()).partition(", ")
    return f"{first} {last}" if comma and "," not in first else last + comma + first


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


def _person(found: FoundPerson) -> PastedPerson:
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


def _wrong(found: FoundPerson) -> Iterator[str]:
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

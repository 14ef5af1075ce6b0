"""The cells in which questions are divided (a domain at a level, or the general part), and which fit whom."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import takewhile
from typing import TypeAlias

from app.models import Participation, ParticipationPart
from app.state.asked import Part
from questionnaires.model import GENERAL, Domain, Question

Cell: TypeAlias = tuple[str, str]
"""A domain and a level; the general part has the level ``."""
Cells: TypeAlias = Mapping[Cell, tuple[Question, ...]]


def cells_of(parts: Iterable[Part]) -> dict[Cell, tuple[Question, ...]]:
    """Every cell with its questions, in the order of the assessment."""
    cells: dict[Cell, tuple[Question, ...]] = {}
    for part in parts:
        for question in part.questions:
            cell = (part.domain, "" if part.domain == GENERAL else question.level or "")
            cells[cell] = (*cells.get(cell, ()), question)
    return cells


def own_cells(participation: Participation, cells: Cells) -> frozenset[Cell]:
    """The cells that somebody has; single questions that were given or taken not counted."""
    if participation.everything:
        return frozenset(cells)
    rows = {(row.domain, row.level) for row in whole_rows(participation)}
    return frozenset(cell for cell in cells if cell in rows or (cell[0], "") in rows)


def whole_rows(participation: Participation) -> list[ParticipationPart]:
    """The rows about whole cells."""
    return [row for row in participation.parts if not row.question]


def items_in(chosen: Collection[Cell], cells: Cells) -> frozenset[str]:
    """The ids of the answers in these cells."""
    return frozenset(f"{cell[0]}/{question.id}" for cell in chosen for question in cells[cell])


def values_of(chosen: Iterable[Cell]) -> list[str]:
    """How forms write cells: `geld:beleid`, `algemeen:`."""
    return sorted(f"{domain}:{level}" for domain, level in chosen)


def chosen_cells(values: Iterable[str], cells: Cells) -> frozenset[Cell]:
    """The cells that a form names, without those that do not exist here."""
    pairs = (value.partition(":") for value in values)
    return frozenset((domain, level) for domain, _, level in pairs if (domain, level) in cells)


def fingerprint(*values: object) -> str:
    """Something short that differs when any of the values differs, to see whether they changed in the meantime."""
    return hashlib.sha256(json.dumps(values, default=str).encode()).hexdigest()[:16]


STRONG = {
    "bestuur": (
        "wethouder",
        "burgemeester",
        "raadslid",
        "gemeentesecretaris",
        "griffier",
        "directeur",
        "directie",
        "bestuurder",
    ),
    "beleid": (
        "beleid",
        "adviseur",
        "projectleider",
        "programma",
        "strateeg",
        "strategisch",
        "regisseur",
        "kwartiermaker",
    ),
    "uitvoering": (
        "consulent",
        "klantmanager",
        "casemanager",
        "wijkteam",
        "balie",
        "docent",
        "leraar",
        "bibliothe",
        "hulpverlen",
        "werker",
        "begeleider",
        "coach",
        "verpleegkundige",
        "huismeester",
        "intake",
        "uitvoer",
    ),
}
"""What stands in words that name the level by themselves, the level that goes first at the top."""
WEAK = {
    "medewerker": "uitvoering",
    "teamleider": "uitvoering",
    "teammanager": "uitvoering",
    "manager": "beleid",
    "hoofd": "beleid",
    "coordinator": "beleid",
}
"""What stands in words that name it when nothing else does: a `medewerker beleid` works on policy."""
NOT_TELLING = frozenset(
    {"aanpak", "als", "begeleider", "consulent", "directi", "gemeent", "het", "leidinggevend", "maatschappelijk"}
    | {"medewerker", "ondersteuning", "sociaal", "social", "van", "werker", "wethouder"}
)
"""Words, as stems, that stand at many domains and in many functions."""
SHORTEST = 4
"""A stem of fewer letters must be the whole word; after a longer one the word may go on: schuld in schuldhulp."""
ALIKE = 8
"""From this many equal letters on, words have to do with each other: bibliotheek and bibliothecaris."""


def level_of(function: str) -> str | None:
    """The level where somebody with this function works, as the first word says that names one."""
    words = _words(function)
    # A `medewerker` is no `werker`.
    telling = [word.replace("medewerker", "") for word in words]
    strong = (level for word in telling for level, marks in STRONG.items() if any(mark in word for mark in marks))
    weak = (level for word in words for mark, level in WEAK.items() if mark in word)
    return next(strong, None) or next(weak, None)


def domains_of(function: str, domains: Sequence[Domain]) -> tuple[str, ...]:
    """The ids of the domains that the function names, in their order: for each word those that it fits best."""
    known = {domain.id: frozenset(_keywords(domain, domains)) for domain in domains}
    found: set[str] = set()
    for word in _words(function):
        fits = {id_: max((_fit(stem, word) for stem in stems), default=0) for id_, stems in known.items()}
        best = max(fits.values(), default=0)
        found |= {id_ for id_, letters in fits.items() if letters == best and best}
    return tuple(domain.id for domain in domains if domain.id in found)


def suggested_domains(function: str, level: str | None, domains: Sequence[Domain]) -> tuple[str, ...]:
    """The domains to begin with: those that the function names, else all for bestuur, else none: people choose."""
    named = domains_of(function, domains)
    if named or level != "bestuur":
        return named if level else ()
    return tuple(domain.id for domain in domains)


def suggested_parts(function: str, level: str | None, domains: Sequence[Domain]) -> tuple[tuple[str, str], ...]:
    """The parts to begin with, as (domain, level)."""
    return tuple((domain, level) for domain in suggested_domains(function, level, domains) if level)


def _keywords(domain: Domain, domains: Sequence[Domain]) -> Iterator[str]:
    """The stems by which a domain is known: of its name, and of who works in it."""
    # A domain of the municipality's own has nothing but its name.
    texts = [domain.title, domain.short]
    if not domain.own:
        texts += [domain.parameters.bestuurder, domain.parameters.uitvoerders]
    others = {_stem(word) for other in domains if other.id != domain.id for word in _words(other.short)}
    for word in _words(" ".join(texts)):
        stem = _stem(word)
        # "Digitale inclusie" is not what somebody for inclusion works on.
        if len(stem) > 2 and stem not in NOT_TELLING and stem not in others:
            yield stem


def _stem(word: str) -> str:
    stem = re.sub(r"(?:en|es|s|e)$", "", word)
    return stem if len(stem) >= SHORTEST else word


def _fit(stem: str, word: str) -> int:
    """How many letters of a word are the stem of a domain's; 0 when they have nothing to do with each other."""
    if _stem(word) in NOT_TELLING:
        return 0
    if word == stem or (len(stem) >= SHORTEST and word.startswith(stem)):
        return len(stem)
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(stem, word, strict=False)))
    return alike if alike >= ALIKE else 0


def _words(text: str) -> list[str]:
    """The words in small letters without accents."""
    plain = unicodedata.normalize("NFKD", text.lower())
    return re.findall(r"[a-z]+", "".join(letter for letter in plain if not unicodedata.combining(letter)))

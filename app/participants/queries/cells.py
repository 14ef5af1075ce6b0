"""The cells in which questions are divided: a domain at a level, and the general part as one; who has which."""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from typing import TypeAlias

from app.models import Participation, ParticipationPart
from app.parts import Part
from questionnaires.model import GENERAL, Question

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

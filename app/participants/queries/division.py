"""Who answers what: for each domain and level the people who have it, and the questions that nobody has."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.asked import questionnaire_of
from app.participants.queries.cells import Cell, cells_of
from app.participants.queries.team import Member, Team
from app.parts import Part
from app.texts import participants as texts


@dataclass(frozen=True, slots=True)
class CellRow:
    """One cell: a domain at a level, or the general part, and who answers it."""

    cell: Cell
    title: str
    """How the level is called."""
    members: tuple[Member, ...]
    """Who has at least one of its questions, of those who take part now."""
    joint: bool
    """Whether coordinator and adviser answer at least one of its questions."""
    total: int
    uncovered: int
    """How many of its questions nobody has."""

    @property
    def by(self) -> str:
        """Who answers it, in words; nothing when nobody does."""
        return texts.covered_by([member.name for member in self.members], self.joint)


@dataclass(frozen=True, slots=True)
class DomainRow:
    """One domain with its levels, or the general part with one cell."""

    part: Part
    cells: tuple[CellRow, ...]


def division_of(team: Team) -> tuple[DomainRow, ...]:
    """Who answers what, a row for each domain and one for the general part."""
    titles = {level.id: level.title for level in questionnaire_of(team.assessment).levels}
    cells = cells_of(team.parts)
    own = [(member, _items(member.questions)) for member in team.members]
    joint = _items(team.joint_questions)
    rows: dict[str, list[CellRow]] = {}
    for cell, questions in cells.items():
        items = frozenset(f"{cell[0]}/{question.id}" for question in questions)
        having = tuple(member for member, has in own if items & has)
        covered = joint.union(*(has for _, has in own))
        title = titles.get(cell[1], texts.WHOLE)
        row = CellRow(cell, title, having, bool(items & joint), len(items), len(items - covered))
        rows.setdefault(cell[0], []).append(row)
    return tuple(DomainRow(part, _in_order(rows[part.domain], list(titles))) for part in team.parts)


def uncovered_domains(rows: Sequence[DomainRow]) -> tuple[Part, ...]:
    """The domains with questions that nobody has."""
    return tuple(row.part for row in rows if any(cell.uncovered for cell in row.cells))


def _items(parts: Sequence[Part]) -> frozenset[str]:
    return frozenset(item for part in parts for item in part.items)


def _in_order(rows: list[CellRow], levels: list[str]) -> tuple[CellRow, ...]:
    return tuple(sorted(rows, key=lambda row: levels.index(row.cell[1]) if row.cell[1] else 0))

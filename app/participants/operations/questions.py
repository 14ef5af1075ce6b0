"""Giving somebody exactly these questions of one domain, in as few rows as can be."""

from collections.abc import Collection, Iterator

from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from app.models import Participation, ParticipationPart
from app.participants.operations.parts import write_cells
from app.participants.queries.cells import Cell, Cells, whole_rows

Key = tuple[str, str, bool]
"""A level, a question, and whether it is given away: what a row says within a domain."""


def write_questions(
    session: Session, participation: Participation, domain: str, wanted: Collection[str], cells: Cells
) -> None:
    """Let somebody answer exactly the questions with these ids about a domain; their other domains stay as they are.

    A cell of which somebody had the whole, and now has a part, stays theirs but for the questions given away: what
    is added to the questionnaire of that cell or given back is then theirs again.
    """
    if participation.everything:
        participation.everything = False
        write_cells(session, participation, cells)
        # A cell of which nothing is left is deleted below, and only what was stored can be.
        session.flush()
    had = {cell for cell in cells if cell in {(row.domain, row.level) for row in whole_rows(participation)}}
    if any(row.domain == domain and not row.level for row in whole_rows(participation)):
        had |= {cell for cell in cells if cell[0] == domain}
    keys = {key for cell in cells if cell[0] == domain for key in _keys(cell, cells, wanted, cell in had)}
    _write(session, participation, domain, keys)


def _keys(cell: Cell, cells: Cells, wanted: Collection[str], had: bool) -> Iterator[Key]:
    asked = [question.id for question in cells[cell]]
    given = [question for question in asked if question in wanted]
    if not given:
        return
    whole = len(given) == len(asked) or had
    if whole:
        yield (cell[1], "", False)
    rest = [question for question in asked if question not in given]
    yield from (("", question, whole) for question in (rest if whole else given))


def _write(session: Session, participation: Participation, domain: str, keys: Collection[Key]) -> None:
    there = {(row.level, row.question, row.given_away): row for row in participation.parts if row.domain == domain}
    for key, row in there.items():
        if key not in keys:
            session.delete(row)
    # A question that was given away can come back under the same key.
    session.flush()
    added = [
        ParticipationPart(
            participation_id=participation.id,
            municipality_id=participation.municipality_id,
            domain=domain,
            level=level,
            question=question,
            given_away=given_away,
        )
        for level, question, given_away in sorted(keys)
        if (level, question, given_away) not in there
    ]
    session.add_all(added)
    kept = [row for row in participation.parts if row.domain != domain]
    same = [row for key, row in there.items() if key in keys]
    set_committed_value(participation, "parts", [*kept, *same, *added])

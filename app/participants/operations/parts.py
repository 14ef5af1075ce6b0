"""Dividing the questions: who answers which cells, and the general part never left to nobody."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from app import audit
from app.models import Participation, ParticipationPart, User
from app.participants.queries.cells import Cell, cells_of, items_in, own_cells, values_of, whole_rows
from app.participants.queries.team import Team
from app.parts import questions_for
from questionnaires.model import GENERAL


def give_cells(
    session: Session,
    actor: User,
    team: Team,
    chosen: Mapping[Participation, Collection[Cell]],
    *,
    everything: bool = False,
    now: datetime,
) -> None:
    """Give people exactly these cells, or `everything`; single questions that they were given or gave away stay so.

    Answers are never touched: what somebody gave before stays, and counts. The general part goes back to the
    coordinator when nobody has it any more.
    """
    cells = cells_of(team.parts)
    old, new = {}, {}
    for participation, wanted in chosen.items():
        had = own_cells(participation, cells)
        if had == frozenset(wanted) and participation.everything == everything:
            continue
        old[str(participation.id)] = "everything" if participation.everything else values_of(had)
        new[str(participation.id)] = "everything" if everything else values_of(wanted)
        participation.everything = everything
        _forget_given_away(session, participation, items_in(had - frozenset(wanted), cells))
        write_cells(session, participation, () if everything else wanted)
    if new:
        audit.record(
            session, actor, "give_cells", team.assessment.id, assessment=team.assessment, old=old, new=new, now=now
        )
    keep_general(session, actor, team, now=now)


def _forget_given_away(session: Session, participation: Participation, lost: Collection[str]) -> None:
    """Who gets a cell back later, gets all of it: what was given away out of it is no longer so."""
    gone = [row for row in participation.parts if row.given_away and f"{row.domain}/{row.question}" in lost]
    for row in gone:
        session.delete(row)
    set_committed_value(participation, "parts", [row for row in participation.parts if row not in gone])


def keep_general(session: Session, actor: User, team: Team, *, now: datetime) -> None:
    """Give the general part back to the coordinator when somebody who had it does not any more, and nobody else does.

    To be called after every change to who takes part or what they answer.
    """
    present = [team.joint, *(member.participation for member in team.everybody)]
    answered = {
        question.id
        for participation in present
        if participation.ended_at is None
        for part in questions_for(participation, team.assessment)
        if part.domain == GENERAL
        for question in part.questions
    }
    if answered >= {question.id for question in team.part(GENERAL).questions}:
        return
    had = [(row.domain, row.level) for row in whole_rows(team.joint)]
    write_cells(session, team.joint, [*had, (GENERAL, "")])
    audit.record(session, actor, "keep_general", team.joint.id, assessment=team.assessment, now=now)


def write_cells(session: Session, participation: Participation, wanted: Collection[Cell]) -> None:
    """Let the rows of somebody say exactly these cells; rows about single questions stay as they are."""
    kept = {(row.domain, row.level): row for row in whole_rows(participation)}
    single = [row for row in participation.parts if row.question]
    for cell, row in kept.items():
        if cell not in wanted:
            session.delete(row)
    added = [_row(participation, cell) for cell in sorted(wanted) if cell not in kept]
    session.add_all(added)
    # Whoever reads on in this request must see it.
    now_whole = [row for cell, row in kept.items() if cell in wanted]
    set_committed_value(participation, "parts", [*now_whole, *added, *single])


def _row(participation: Participation, cell: Cell) -> ParticipationPart:
    domain, level = cell
    return ParticipationPart(
        participation_id=participation.id, municipality_id=participation.municipality_id, domain=domain, level=level
    )

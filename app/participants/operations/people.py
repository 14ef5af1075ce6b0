"""Who takes part: adding colleagues and correcting who they are, whether an address is known elsewhere or not."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from app import audit
from app.models import Assessment, Participation, User
from app.newcomers import Newcomer, sign_in_ids
from app.participants.operations.parts import write_cells
from app.participants.queries.cells import Cell, values_of
from app.participants.queries.team import Team
from app.situation import advisers_of


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody to add, with the cells to begin with."""

    name: str
    email: str
    function: str
    level: str | None
    cells: tuple[Cell, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Details:
    """Who somebody is, and what the coordinator says to them."""

    name: str
    function: str
    level: str | None
    personal_line: str


class AddressInUseError(Exception):
    """Somebody in this assessment has this address, or had it before they were withdrawn, or advises here."""


def add_people(
    session: Session, actor: User, team: Team, people: Sequence[NewPerson], *, now: datetime
) -> list[Participation]:
    """Add colleagues, all at once; nothing is mailed yet. Who was withdrawn before comes back with their own parts.

    The addresses must differ, and be of nobody who takes part now.
    """
    users = _users(session, people, now)
    withdrawn = {member.participation.user_id: member.participation for member in team.ended}
    added = []
    for person in people:
        before = withdrawn.get(users[person.email])
        participation = before or _participation(team.assessment, users[person.email], now)
        if before:
            _reopen(before)
        session.add(participation)
        participation.name, participation.function, participation.level = person.name, person.function, person.level
        added.append(participation)
    session.flush()
    for participation, person in zip(added, people, strict=True):
        if participation.user_id not in withdrawn or not participation.parts:
            write_cells(session, participation, person.cells)
    _record_added(session, actor, team.assessment, added, people, now)
    return added


def _participation(assessment: Assessment, user_id: uuid.UUID, now: datetime) -> Participation:
    return Participation(
        id=uuid.uuid4(),
        assessment_id=assessment.id,
        municipality_id=assessment.municipality_id,
        user_id=user_id,
        role="participant",
        state="invited",
        created_at=now,
        parts=[],
    )


def _reopen(participation: Participation) -> None:
    """Somebody who was withdrawn can be invited anew; the answers that they gave are there."""
    participation.ended_at = participation.invited_at = participation.reminded_at = None
    participation.thanked_at = participation.submitted_at = participation.link_hash = None
    if participation.state == "submitted":
        participation.state = "started"


def _record_added(
    session: Session,
    actor: User,
    assessment: Assessment,
    added: Sequence[Participation],
    people: Sequence[NewPerson],
    now: datetime,
) -> None:
    new = [
        {"participation": str(one.id), "function": person.function, "level": person.level}
        | {"parts": values_of(person.cells)}
        for one, person in zip(added, people, strict=True)
    ]
    audit.record(session, actor, "add_people", assessment.id, assessment=assessment, new=new, now=now)


def _users(session: Session, people: Sequence[NewPerson], now: datetime) -> dict[str, uuid.UUID]:
    """The ids by address of who can sign in with it."""
    return sign_in_ids(session, [Newcomer(one.email, one.name, one.function) for one in people], now=now)


def change_details(
    session: Session, actor: User, assessment: Assessment, participation: Participation, new: Details, *, now: datetime
) -> None:
    """Correct who somebody is here. What they are called elsewhere stays; the audit trail names no names."""
    names = ("name", "function", "level", "personal_line")
    changed = [name for name in names if (getattr(participation, name) or "") != (getattr(new, name) or "")]
    if not changed:
        return
    old = {"function": participation.function, "level": participation.level}
    for name in changed:
        setattr(participation, name, getattr(new, name))
    audit.record(
        session,
        actor,
        "change_participant",
        participation.id,
        assessment=assessment,
        old=old,
        new={"function": new.function, "level": new.level, "changed": changed},
        now=now,
    )


def correct_address(
    session: Session, actor: User, team: Team, participation: Participation, email: str, *, now: datetime
) -> None:
    """Give somebody who was not invited yet another address, not that of `actor` or an adviser. AddressInUseError.

    After the invitation an address stands for a person who may have answered: then it is a replacement.
    """
    person = NewPerson(participation.name or "", email, participation.function or "", participation.level)
    user_id = _users(session, [person], now)[email]
    taken = {
        actor.id,
        team.joint.user_id,
        *advisers_of(session, team.assessment),
        *(member.participation.user_id for member in team.everybody),
    }
    if user_id in taken:
        raise AddressInUseError
    participation.user_id = user_id
    audit.record(session, actor, "correct_address", participation.id, assessment=team.assessment, now=now)

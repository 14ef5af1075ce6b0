"""Who advises which municipality: assigning somebody, and handing over with a note; every role stays as history."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session, joinedload

from app.administration.people import add_role, refuse_other_side
from app.models import Membership, Municipality, Remark, User
from app.post.letters import Letter
from app.post.outbox import queue_letter
from app.texts.mails import account_changes as mails
from app.trail.events import record
from config import Settings


class SamePersonError(Exception):
    """Nobody takes over from themselves."""


class HandedOverError(Exception):
    """The role has ended already; `successor` is the name of who took it over, empty when nobody did.

    `as_asked`: that is exactly what was asked now, as by a second click.
    """

    def __init__(self, successor: str, *, as_asked: bool) -> None:
        super().__init__(successor)
        self.successor, self.as_asked = successor, as_asked


@dataclass(frozen=True, slots=True)
class HandOver:
    """From whom to whom a municipality goes; the person of the role is loaded."""

    role: Membership
    municipality: Municipality
    successor: User
    note: str


def assign_adviser(
    session: Session, actor: User, municipality: Municipality, user: User, settings: Settings, *, now: datetime
) -> Membership:
    """Make somebody an adviser of a municipality, and tell them.

    Raises HasRoleError, OtherSideError and EndedMunicipalityError.
    """
    role = add_role(session, actor, user.id, "adviser", municipality.id, now=now)
    page = _page(settings, municipality)
    _send(session, user, mails.assigned(user.name, municipality.name, page, settings.contact), now)
    return role


def hand_over(session: Session, actor: User, plan: HandOver, settings: Settings, *, now: datetime) -> int:
    """Let somebody take over from an adviser from now on: the number of open remarks that go along.

    Raises SamePersonError, OtherSideError, and HandedOverError when somebody else was first.
    """
    current = refuse_hand_over(session, plan)
    # Somebody who advised here too, does so from now on as who took over: the older role stays as it was.
    for role in current:
        if role.user_id in (plan.role.user_id, plan.successor.id):
            role.ended_at = now
    taken = Membership(
        id=uuid.uuid4(),
        user_id=plan.successor.id,
        municipality_id=plan.municipality.id,
        role="adviser",
        created_at=now,
        replaces_id=plan.role.id,
        handover_note=plan.note,
    )
    session.add(taken)
    session.flush()
    remarks = _pass_on_remarks(session, plan)
    _record(session, actor, plan, taken, remarks, now)
    _tell(session, actor, plan, settings, now)
    return remarks


def refuse_hand_over(session: Session, plan: HandOver) -> list[Membership]:
    """Whether a municipality can be handed over: who advises it now, held. Raises as `hand_over` does."""
    if plan.successor.id == plan.role.user_id:
        raise SamePersonError
    current = _held(session, plan)
    if plan.role.id not in {role.id for role in current}:
        raise _handed_over(session, plan)
    refuse_other_side(session, plan.successor.id, "adviser", plan.municipality.id)
    return current


def _held(session: Session, plan: HandOver) -> list[Membership]:
    """Who advises the municipality now, held: of two people who hand over at once, the second sees what the first did.

    The successor is held too, as `add_role` does, so that nobody gets the same role twice.
    """
    session.execute(select(User.id).where(User.id == plan.successor.id).with_for_update(key_share=True))
    query = (
        select(Membership)
        .where(Membership.municipality_id == plan.municipality.id, Membership.role == "adviser")
        .where(Membership.ended_at.is_(None))
        .options(joinedload(Membership.user, innerjoin=True))
        .order_by(Membership.id)
        .with_for_update(of=Membership)
        .execution_options(populate_existing=True)
    )
    return list(session.scalars(query))


def _handed_over(session: Session, plan: HandOver) -> HandedOverError:
    query = select(Membership).where(Membership.replaces_id == plan.role.id).options(joinedload(Membership.user))
    taken = session.scalars(query).first()
    if taken is None:
        return HandedOverError("", as_asked=False)
    as_asked = (taken.user_id, taken.handover_note) == (plan.successor.id, plan.note)
    return HandedOverError(taken.user.name, as_asked=as_asked)


def _pass_on_remarks(session: Session, plan: HandOver) -> int:
    waiting = update(Remark).where(
        Remark.municipality_id == plan.municipality.id,
        Remark.assigned_to == plan.role.user_id,
        Remark.resolved_at.is_(None),
    )
    result: Any = session.execute(waiting.values(assigned_to=plan.successor.id))
    return int(result.rowcount)


def _record(session: Session, actor: User, plan: HandOver, taken: Membership, remarks: int, now: datetime) -> None:
    """What the next one should know, stays with the role: it can hold names."""
    old = {"user": plan.role.user_id, "membership": plan.role.id}
    new = {"user": plan.successor.id, "membership": taken.id, "remarks": remarks}
    record(session, actor, "hand_over", taken, now=now, old=old, new=new)


def _tell(session: Session, actor: User, plan: HandOver, settings: Settings, now: datetime) -> None:
    old, new, where, contact = plan.role.user, plan.successor, plan.municipality, settings.contact
    said = (actor.name, plan.note, _page(settings, where), contact)
    _send(session, new, mails.taken_over(new.name, where.name, old.name, *said), now)
    _send(session, old, mails.handed_over(old.name, where.name, new.name, contact), now)


def _page(settings: Settings, municipality: Municipality) -> str:
    return f"{settings.base_url}/adviseur/{municipality.id}"


def _send(session: Session, to: User, letter: Letter, now: datetime) -> None:
    queue_letter(session, to.email, letter, "adviser", now=now)

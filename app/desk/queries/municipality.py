"""One municipality for its advisers: its rounds, who advises it now and before, whom to speak to, and contacts."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import abort
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.access import municipalities_of
from app.desk.queries.contacts import LastContact, last_contacts
from app.desk.queries.rounds import Round, advised_by, load_rounds
from app.formatting import HERE
from app.mergers import MergedRound, enlarged, merged_rounds
from app.models import Contact, Membership, Municipality, User


@dataclass(frozen=True, slots=True)
class Noted:
    """One contact, as advisers read it."""

    author: str
    day: date
    kind: str
    note: str


@dataclass(frozen=True, slots=True)
class Adviser:
    """Somebody who advises a municipality, or did."""

    name: str
    function: str
    since: date
    until: date | None
    took_over_from: str
    """The name of who did it before; empty when nothing was handed over."""
    handover_note: str


@dataclass(frozen=True, slots=True)
class Advised:
    """A municipality with all that its advisers know about it."""

    municipality: Municipality
    rounds: Sequence[Round]
    """The latest first."""
    contacts: Sequence[Noted]
    """The latest first."""
    last_contact: LastContact | None
    """As the list has it: of these, or later in the application."""
    advisers: Sequence[Adviser]
    """Who advises it now, and after them who did before, the latest first."""
    coordinators: Sequence[User]
    merged: Sequence[MergedRound]
    """What was agreed by municipalities that are part of it now."""


def municipality_of(user: User, municipality_id: uuid.UUID) -> Municipality:
    """A municipality that this person advises now: 403 for who advises none, 404 for any other municipality."""
    own = advised_by(user) or abort(403)
    found = [municipality for municipality in own if municipality.id == municipality_id]
    return found[0] if found else abort(404)


def load_advised(session: Session, user: User, municipality: Municipality, today: date) -> Advised:
    """All of it. It does not ask whether the person advises the municipality."""
    rounds = load_rounds(session, user, [municipality.id], today)[municipality.id]
    people = _memberships(session, municipality.id)
    names = {membership.id: membership.user.name for membership in people}
    advisers = [_adviser(membership, names) for membership in people if membership.role == "adviser"]
    current = [one for one in advisers if one.until is None]
    before = [one for one in reversed(advisers) if one.until is not None]
    coordinators = [one.user for one in people if one.role == "coordinator" and one.ended_at is None]
    last = last_contacts(session, [municipality.id]).get(municipality.id)
    notes = _contacts(session, municipality.id)
    merged = merged_rounds(session, enlarged(user, [municipality.id]), today, municipalities_of(user, "adviser"))
    return Advised(municipality, rounds, notes, last, [*current, *before], coordinators, merged)


def _memberships(session: Session, municipality_id: uuid.UUID) -> Sequence[Membership]:
    query = (
        select(Membership)
        .where(Membership.municipality_id == municipality_id, Membership.role.in_(("adviser", "coordinator")))
        .options(joinedload(Membership.user))
        .order_by(Membership.created_at, Membership.id)
    )
    return session.scalars(query).all()


def _adviser(membership: Membership, names: dict[uuid.UUID, str]) -> Adviser:
    before = names.get(membership.replaces_id, "") if membership.replaces_id else ""
    person, until = membership.user, membership.ended_at
    since = membership.created_at.astimezone(HERE).date()
    ended = until.astimezone(HERE).date() if until else None
    return Adviser(person.name, person.function, since, ended, before, membership.handover_note)


def _contacts(session: Session, municipality_id: uuid.UUID) -> Sequence[Noted]:
    query = (
        select(User.name, Contact.day, Contact.kind, Contact.note)
        .join(User, User.id == Contact.adviser_id)
        .where(Contact.municipality_id == municipality_id)
        .order_by(Contact.day.desc(), Contact.created_at.desc())
    )
    return [Noted(*row) for row in session.execute(query)]

"""What an adviser writes down about a municipality."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.audit import record
from app.models import Contact, Municipality, User

TWICE = timedelta(minutes=2)
"""Within this time the same note is the same click."""


@dataclass(frozen=True, slots=True)
class ContactNote:
    """When and how an adviser spoke to a municipality, and about what."""

    day: date
    kind: str
    note: str


def add_contact(
    session: Session, actor: User, municipality_id: uuid.UUID, noted: ContactNote, *, now: datetime
) -> Contact:
    """Keep a contact; the same again within two minutes is kept already."""
    # The municipality is held, so that two clicks at the same moment wait for each other, and nobody else for them.
    held = select(Municipality.id).where(Municipality.id == municipality_id).with_for_update(key_share=True)
    session.execute(held)
    same = session.scalars(_noted_just_now(actor, municipality_id, noted, now)).first()
    if same is not None:
        return same
    contact = Contact(
        id=uuid.uuid4(),
        municipality_id=municipality_id,
        adviser_id=actor.id,
        day=noted.day,
        kind=noted.kind,
        note=noted.note,
        created_at=now,
    )
    session.add(contact)
    session.flush()
    # What it was about stays between advisers.
    new = {"day": noted.day.isoformat(), "kind": noted.kind}
    record(session, actor, "add_contact", contact.id, now=now, municipality_id=municipality_id, new=new)
    return contact


def _noted_just_now(actor: User, municipality_id: uuid.UUID, noted: ContactNote, now: datetime) -> Select[Contact]:
    return select(Contact).where(
        Contact.municipality_id == municipality_id,
        Contact.adviser_id == actor.id,
        Contact.day == noted.day,
        Contact.kind == noted.kind,
        Contact.note == noted.note,
        Contact.created_at > now - TWICE,
    )

"""When an adviser last had contact with a municipality: what they wrote down, or what they said in the application."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session

from app.formatting import HERE
from app.models import AuditEntry, Contact, Membership

MEETINGS = ("start_meeting", "end_meeting")
DECISIONS = ("send_back", "approve", "withdraw_approval", "name_open_points", "reopen")
"""What the municipality gets a mail about, or must act on."""
SAID = ("add_remark", "answer_remark")
"""Contact when the municipality can read it; what advisers say among themselves is none."""


@dataclass(frozen=True, slots=True)
class LastContact:
    """When an adviser last had contact with a municipality."""

    day: date
    is_noted: bool
    """Whether somebody wrote it down; otherwise it is the last thing that an adviser said or decided here."""


def last_contacts(session: Session, municipality_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, LastContact]:
    """The last contact of each municipality that had any, with whichever adviser; two statements.

    Agreed scores, settled points and remarks that are done are work for the municipality, and no contact with it.
    """
    noted = select(Contact.municipality_id, func.max(Contact.day)).where(Contact.municipality_id.in_(municipality_ids))
    found = {
        where: LastContact(day, is_noted=True)
        for where, day in session.execute(noted.group_by(Contact.municipality_id))
    }
    for where, moment in session.execute(_said_by_advisers(municipality_ids)):
        day = moment.astimezone(HERE).date()
        if where not in found or found[where].day < day:
            found[where] = LastContact(day, is_noted=False)
    return found


def _said_by_advisers(municipality_ids: Collection[uuid.UUID]) -> Select[*tuple[Any, ...]]:
    """When somebody last said or decided something there, in the time that they were adviser there."""
    as_adviser = and_(
        Membership.user_id == AuditEntry.actor_id,
        Membership.municipality_id == AuditEntry.municipality_id,
        Membership.role == "adviser",
        Membership.created_at <= AuditEntry.at,
        or_(Membership.ended_at.is_(None), Membership.ended_at >= AuditEntry.at),
    )
    to_all = and_(AuditEntry.action.in_(SAID), AuditEntry.new["audience"].as_string() == "all")
    return (
        select(AuditEntry.municipality_id, func.max(AuditEntry.at))
        .join(Membership, as_adviser)
        .where(AuditEntry.municipality_id.in_(municipality_ids))
        .where(or_(AuditEntry.action.in_((*MEETINGS, *DECISIONS)), to_all))
        .group_by(AuditEntry.municipality_id)
    )

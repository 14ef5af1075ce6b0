"""The partners of a municipality: adding them, what is known of them, and on which actions they work."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session, selectinload

from app.audit import record
from app.models import ActionPartner, Partner, PartnerDomain, Trajectory, User
from app.trajectories.queries.partners import Offered

TWICE = timedelta(minutes=2)
"""Within this time the same partner of the same person is the same click."""


class StalePartnerError(Exception):
    """Somebody changed the partner after the page was made: nothing of this may be kept."""


@dataclass(frozen=True, slots=True)
class Details:
    """What is known of a partner."""

    organisation: str
    kind: str
    contact: str
    domains: frozenset[str]
    agreements: str

    def plain(self) -> dict[str, Any]:
        """For the audit trail."""
        return {
            "organisation": self.organisation,
            "kind": self.kind,
            "contact": self.contact,
            "domains": sorted(self.domains),
            "agreements": self.agreements,
        }


def details_of(partner: Partner) -> Details:
    """What is known of a partner now; its domains are loaded."""
    domains = frozenset(row.domain for row in partner.domains)
    return Details(partner.organisation, partner.kind, partner.contact, domains, partner.agreements)


def add_partner(session: Session, user: User, trajectory: Trajectory, new: Details, *, now: datetime) -> Partner:
    """Put an organisation on the list of the municipality; the same again within two minutes is there already.

    The caller holds the trajectory.
    """
    there = _added_just_now(session, user, trajectory, new, now)
    if there is not None:
        return there
    partner = Partner(
        id=uuid.uuid4(),
        municipality_id=trajectory.municipality_id,
        created_at=now,
        created_by=user.id,
        **_columns(new),
    )
    session.add(partner)
    session.flush()
    _write_domains(session, partner, new.domains)
    about = trajectory.assessment
    record(session, user, "add_partner", partner.id, now=now, assessment=about, new=new.plain())
    return partner


def change_partner(
    session: Session, user: User, trajectory: Trajectory, partner: Partner, new: Details, *, seen: int, now: datetime
) -> bool:
    """Change what is known of a partner, which the caller holds; False when it was just so already.

    Raises StalePartnerError.
    """
    old = details_of(partner)
    if old == new:
        return False
    if seen != partner.version:
        raise StalePartnerError
    for name, value in _columns(new).items():
        setattr(partner, name, value)
    partner.version += 1
    session.flush()
    if old.domains != new.domains:
        session.execute(delete(PartnerDomain).where(PartnerDomain.partner_id == partner.id))
        _write_domains(session, partner, new.domains)
    about = trajectory.assessment
    record(session, user, "change_partner", partner.id, now=now, assessment=about, old=old.plain(), new=new.plain())
    return True


def end_partner(session: Session, user: User, trajectory: Trajectory, partner: Partner, *, now: datetime) -> bool:
    """Stop working together; actions keep the partner. False when that had ended."""
    if partner.ended_at is not None:
        return False
    partner.ended_at = now
    partner.version += 1
    told = {"organisation": partner.organisation}
    record(session, user, "end_partner", partner.id, now=now, assessment=trajectory.assessment, new=told)
    return True


def reopen_partner(session: Session, user: User, trajectory: Trajectory, partner: Partner, *, now: datetime) -> bool:
    """Work together again; False when that had not ended."""
    if partner.ended_at is None:
        return False
    partner.ended_at = None
    partner.version += 1
    told = {"organisation": partner.organisation}
    record(session, user, "reopen_partner", partner.id, now=now, assessment=trajectory.assessment, new=told)
    return True


def link_partner(
    session: Session,
    user: User,
    trajectory: Trajectory,
    partner: Partner,
    offered: Offered,
    wanted: Collection[uuid.UUID],
    *,
    seen: str,
    now: datetime,
) -> bool:
    """Let a partner work on exactly these actions of the trajectory, of which the caller holds both; those of other
    trajectories stay. False when it was just so already. Raises StalePartnerError.
    """
    chosen = frozenset(wanted)
    if chosen == offered.linked:
        return False
    if seen != offered.mark:
        raise StalePartnerError
    _unlink(session, partner, offered.linked - chosen)
    _link(session, partner, chosen - offered.linked)
    titles = {action.id: action.title for action in offered.actions}
    old, new = (
        {"organisation": partner.organisation, "actions": sorted(titles[one] for one in some)}
        for some in (offered.linked, chosen)
    )
    about = trajectory.assessment
    record(session, user, "link_partner", partner.id, now=now, assessment=about, old=old, new=new)
    return True


def _unlink(session: Session, partner: Partner, action_ids: Collection[uuid.UUID]) -> None:
    theirs = ActionPartner.partner_id == partner.id
    session.execute(delete(ActionPartner).where(theirs, ActionPartner.action_id.in_(action_ids)))


def _link(session: Session, partner: Partner, action_ids: Collection[uuid.UUID]) -> None:
    where = {"partner_id": partner.id, "municipality_id": partner.municipality_id}
    if rows := [{"action_id": one, **where} for one in action_ids]:
        session.execute(insert(ActionPartner), rows)


def _added_just_now(
    session: Session, user: User, trajectory: Trajectory, new: Details, now: datetime
) -> Partner | None:
    query = select(Partner).filter_by(municipality_id=trajectory.municipality_id, created_by=user.id, **_columns(new))
    query = query.where(Partner.ended_at.is_(None), Partner.created_at > now - TWICE)
    found = session.scalars(query.options(selectinload(Partner.domains)))
    return next((one for one in found if details_of(one) == new), None)


def _columns(details: Details) -> dict[str, Any]:
    return {name: value for name, value in details.plain().items() if name != "domains"}


def _write_domains(session: Session, partner: Partner, domains: Collection[str]) -> None:
    where = {"partner_id": partner.id, "municipality_id": partner.municipality_id}
    if rows := [{"domain": one, **where} for one in sorted(domains)]:
        session.execute(insert(PartnerDomain), rows)

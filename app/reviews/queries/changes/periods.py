"""Each time that domains were sent back, with the versions that the audit trail noted at its beginning and its end."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Assessment, AuditEntry
from app.reviews.queries.changes.versions import Kind, Versions, read_versions


@dataclass(frozen=True, slots=True)
class Noted:
    """A row of the audit trail: a moment, and the versions at that moment."""

    at: datetime
    versions: Mapping[str, Versions]
    """By kind; a row from before a kind was noted lacks it."""


@dataclass(frozen=True, slots=True)
class Period:
    """From sending domains back until they were handed in again."""

    number: int
    """1 is the first."""
    domains: tuple[str, ...]
    """In the order of the assessment."""
    by: uuid.UUID | None
    reason: str
    start: Noted
    end: Noted | None = None
    """None while the answers can still change."""

    def versions(self, session: Session, kind: Kind, assessment: Assessment) -> tuple[Versions, Versions]:
        """The versions at the beginning, and at the end or now."""
        return self._at(session, kind, assessment, self.start), self._at(session, kind, assessment, self.end)

    def _at(self, session: Session, kind: Kind, assessment: Assessment, noted: Noted | None) -> Versions:
        if noted is None:
            return read_versions(session, kind, assessment, self.domains)
        if kind in noted.versions:
            return noted.versions[kind]
        return read_versions(session, kind, assessment, self.domains, noted.at)


def periods_of(session: Session, assessment: Assessment) -> list[Period]:
    """Every time that domains were sent back, oldest first."""
    query = (
        select(AuditEntry.at, AuditEntry.actor_id, AuditEntry.action, AuditEntry.new, AuditEntry.reason)
        .where(AuditEntry.assessment_id == assessment.id, AuditEntry.action.in_(("send_back", "resubmit")))
        .order_by(AuditEntry.at)
    )
    periods: list[Period] = []
    for at, actor, action, new, reason in session.execute(query):
        noted = Noted(at, _versions_in(new))
        if action == "send_back":
            periods.append(Period(len(periods) + 1, _domains_in(assessment, new), actor, reason or "", noted))
        else:
            # Handing in again closes everything that was sent back before.
            periods = [period if period.end else replace(period, end=noted) for period in periods]
    return periods


def _versions_in(new: Any) -> Mapping[str, Versions]:
    return {kind: new[kind] for kind in ("versions", "texts") if kind in (new or {})}


def _domains_in(assessment: Assessment, new: Any) -> tuple[str, ...]:
    named = (new or {}).get("domains", ())
    return tuple(row.domain for row in assessment.domains if row.domain in named)

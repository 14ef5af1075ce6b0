"""What changed in the answers since domains were sent back, from the versions that were noted then."""

import uuid
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.asked import questions_of
from app.models import Answer, Assessment, AuditEntry
from scoring.items import item_id

Versions = dict[str, dict[str, int]]
"""By participation, then by item: the version of an answer."""


def versions_now(session: Session, assessment: Assessment, domains: Collection[str]) -> Versions:
    """The versions of all answers about these domains; chance questions are no part of sending back."""
    found: Versions = {}
    asked = [item_id(domain, question.id) for domain in domains for question in questions_of(assessment, domain)]
    query = select(Answer.participation_id, Answer.item, Answer.version)
    for participation_id, item, version in session.execute(
        query.where(Answer.assessment_id == assessment.id, Answer.item.in_(asked))
    ):
        found.setdefault(str(participation_id), {})[item] = version
    return found


def changed_items(session: Session, assessment: Assessment) -> list[str]:
    """The items with another answer than when their domain was sent back, in order of their ids."""
    waiting = {row.domain: row.sent_back_at for row in assessment.domains if row.sent_back_at}
    before: dict[tuple[str, str], int] = {}
    for noted in _snapshots(session, assessment, min(waiting.values(), default=None)):
        for participation, versions in noted.items():
            before.update({(participation, item): version for item, version in versions.items()})
    now = versions_now(session, assessment, waiting.keys())
    changed = {
        item
        for participation, versions in now.items()
        for item, version in versions.items()
        if before.get((participation, item), 0) != version
    }
    return sorted(changed)


def _snapshots(session: Session, assessment: Assessment, since: Any) -> list[Mapping[str, Mapping[str, int]]]:
    query = (
        select(AuditEntry.new)
        .where(AuditEntry.assessment_id == assessment.id, AuditEntry.action == "send_back", AuditEntry.at >= since)
        .order_by(AuditEntry.at)
    )
    return [new["versions"] for new in session.scalars(query)] if since else []


def last_changes(session: Session, assessment_id: uuid.UUID) -> list[str]:
    """The items that had changed when domains were last handed in again."""
    query = (
        select(AuditEntry.new)
        .where(AuditEntry.assessment_id == assessment_id, AuditEntry.action == "resubmit")
        .order_by(AuditEntry.at.desc())
        .limit(1)
    )
    new = session.scalar(query)
    changed: list[str] = new["changed"] if new else []
    return changed

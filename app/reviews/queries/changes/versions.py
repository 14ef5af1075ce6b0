"""The versions of all answers and closing texts about some domains, now or at an earlier moment."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Literal, TypeAlias

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.asked import questions_of
from app.models import Answer, AnswerVersion, Assessment, ClosingText, ClosingTextVersion
from app.texts.closing import CLOSING
from scoring.items import item_id

Versions: TypeAlias = Mapping[str, Mapping[str, int]]
"""By participation, then by item: the version of an answer or a closing text."""
Kind: TypeAlias = Literal["versions", "texts"]
"""Of answers, or of closing texts; by these names they are noted in the audit trail."""

NEWEST: Mapping[Kind, type[Answer | ClosingText]] = {"versions": Answer, "texts": ClosingText}
EVERY: Mapping[Kind, type[AnswerVersion | ClosingTextVersion]] = {
    "versions": AnswerVersion,
    "texts": ClosingTextVersion,
}


def items_of(kind: Kind, assessment: Assessment, domains: Collection[str]) -> list[str]:
    """All items of these domains, in order; chance questions are no part of sending back."""
    if kind == "texts":
        return [item_id(domain, key) for domain in domains for key in CLOSING]
    return [item_id(domain, question.id) for domain in domains for question in questions_of(assessment, domain)]


def read_versions(
    session: Session, kind: Kind, assessment: Assessment, domains: Collection[str], at: datetime | None = None
) -> Versions:
    """The versions of all answers, or of all closing texts, about these domains: now, or as they were then."""
    table = NEWEST[kind] if at is None else EVERY[kind]
    query = (
        select(table.participation_id, table.item, func.max(table.version))
        .where(table.assessment_id == assessment.id, table.item.in_(items_of(kind, assessment, domains)))
        .group_by(table.participation_id, table.item)
    )
    found: dict[str, dict[str, int]] = {}
    for participation_id, item, version in session.execute(query if at is None else query.where(table.saved_at <= at)):
        found.setdefault(str(participation_id), {})[item] = version
    return found


def noted_now(session: Session, assessment: Assessment, domains: Collection[str]) -> dict[Kind, Versions]:
    """Both, as the audit trail notes them."""
    kinds: tuple[Kind, Kind] = ("versions", "texts")
    return {kind: read_versions(session, kind, assessment, domains) for kind in kinds}

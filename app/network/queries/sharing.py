"""What a municipality shares of an action of its own, and what it could share."""

import uuid
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import ImprovementAction, SharedPractice
from app.network.queries.practice_words import domain_titles, question_texts
from app.texts.trajectories import PARTNER_KINDS


def shared_of(session: Session, action_id: uuid.UUID) -> SharedPractice | None:
    """What is shared of this action now."""
    return session.scalars(
        select(SharedPractice).where(SharedPractice.action_id == action_id, SharedPractice.withdrawn_at.is_(None))
    ).one_or_none()


def stamp(practice: SharedPractice | None) -> str:
    """What tells one text that is shared from the next; empty when nothing is."""
    return f"{practice.id.hex}-{practice.version}" if practice else ""


def proposed(action: ImprovementAction) -> dict[str, Any]:
    """What the form begins with: what the action says, without names of a domain or organisations of their own."""
    domain = action.domain if action.domain in domain_titles() else ""
    question = (action.item or "").partition("/")[2]
    kinds = dict.fromkeys(PARTNER_KINDS[partner.kind] for partner in action.partners)
    return {
        "title": action.title,
        "domain": domain,
        "question": question if question in question_texts() else "",
        "text": action.text,
        "partners_text": ", ".join([*kinds, *([action.partners_text] if action.partners_text else [])]),
        "done_when": action.done_when,
        "effort": action.effort or "",
    }

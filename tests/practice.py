"""Rows of shared actions for the tests, and questions about them."""

import uuid
from typing import Any

from sqlalchemy.orm import Session

from app.models import ImprovementAction, Municipality, PracticeQuestion, SharedPractice, User
from app.web.clock import now

EXPERIENCE = "De wethouder noemt het nu zelf. Begin met cijfers uit de eigen gemeente."
TOLD = {
    "title": "Laat de wethouder een taalles bezoeken",
    "experience": EXPERIENCE,
    "text": "Een bezoek van een uur.",
    "partners_text": "taalaanbieder",
    "done_when": "De wethouder is geweest.",
    "effort": "small",
    "domain": "geld",
    "question": "A.BE",
    "shows_name": "no",
}
"""What somebody fills in to share an action."""


def make_practice(session: Session, action: ImprovementAction, user: User, **columns: Any) -> SharedPractice:
    """An action that is shared without the name of its municipality; committed."""
    values = {**TOLD, "partners": TOLD["partners_text"], "state": "done", "shows_name": False, **columns}
    del values["partners_text"]
    made = SharedPractice(
        id=uuid.uuid4(),
        action_id=action.id,
        questionnaire_id="iba",
        shared_by=user.id,
        **{"municipality_id": action.municipality_id, "shared_at": now(), **values},
    )
    session.add(made)
    session.commit()
    return made


def make_question(
    session: Session, practice: SharedPractice, asking: Municipality, user: User, **columns: Any
) -> PracticeQuestion:
    """A question of this municipality about a shared action, without an answer; committed."""
    made = PracticeQuestion(
        id=uuid.uuid4(),
        practice_id=practice.id,
        municipality_id=asking.id,
        asked_by=user.id,
        **{"asked_at": now(), "text": "Hoe kregen jullie de wethouder mee?", **columns},
    )
    session.add(made)
    session.commit()
    return made

"""What somebody is in one inventory: a function, never a name."""

import uuid
from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Participation, User
from app.reports.sentences.accountability import function as role_at_level
from app.texts.words import NO_FUNCTION, ROLES
from questionnaires.model import Questionnaire


def function_of(part: Participation, questionnaire: Questionnaire) -> str:
    """`medewerker schuldhulp, uitvoering`, or the role of who gave no function.

    Of a colleague it is what the coordinator wrote down for this inventory: what somebody is elsewhere is not told.
    """
    level = questionnaire.level(part.level).title if part.level else None
    function = part.function or (None if part.role == "participant" else part.user.function)
    if not function:
        return role_at_level(part.role, level) if part.role != "reader" else ROLES[part.role]
    return f"{function}, {level.lower()}" if level else function


def functions_of_users(session: Session, users: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    """The functions of these people, by their id."""
    found = session.execute(select(User.id, User.function).where(User.id.in_(users)))
    return {user_id: function or NO_FUNCTION for user_id, function in found}

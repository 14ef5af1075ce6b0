"""Saying whether one's name may stand beside one's answers."""

from datetime import datetime

from sqlalchemy.orm import Session

from app import audit
from app.models import Assessment, Participation, User


def show_name(
    session: Session, actor: User, assessment: Assessment, participation: Participation, shows: bool, *, now: datetime
) -> None:
    """Let coordinator and adviser see the name beside the answers, or no longer; twice is once."""
    if participation.shows_name == shows:
        return
    audit.record(
        session,
        actor,
        "show_name",
        participation.id,
        assessment=assessment,
        old=participation.shows_name,
        new=shows,
        now=now,
    )
    participation.shows_name = shows

"""What a round of the example has at hand while it is being played."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app.example.content import Note, Story
from app.formatting import HERE
from app.models import Assessment, User
from questionnaires.model import Questionnaire


@dataclass(frozen=True)
class Calendar:
    """The working days of a round, from the Monday of so many weeks ago."""

    monday: datetime

    @classmethod
    def from_weeks_ago(cls, now: datetime, weeks: int) -> "Calendar":
        """The calendar that begins in the week of `weeks` weeks before `now`."""
        here = now.astimezone(HERE).replace(hour=0, minute=0, second=0, microsecond=0)
        return cls(here - timedelta(days=here.weekday(), weeks=weeks))

    def at(self, workday: int, hour: int) -> datetime:
        """An hour of a working day; Monday is 0, Friday 4, the next Monday 5."""
        weeks, day = divmod(workday, 5)
        return (self.monday + timedelta(weeks=weeks, days=day)).replace(hour=hour)


@dataclass(frozen=True)
class Played:
    """A round while it is being played."""

    session: Session
    story: Story
    questionnaire: Questionnaire
    calendar: Calendar
    assessment: Assessment
    coordinator: User
    adviser: User
    people: Mapping[str, User]
    """Everybody, by address."""


def columns(note: Note) -> dict[str, str | None]:
    """What was said with an answer, by column."""
    return {
        "reason": note.reason,
        "evidence_kind": note.evidence,
        "evidence_note": note.note,
        "evidence_link": note.link,
        "confidence": note.confidence,
    }

"""What all mails to colleagues have in common: who sends them, where they lead, and how many may go in an hour."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.audit import record
from app.calendars import deadline_calendar
from app.letters import Letter
from app.limits import Limit, count_try
from app.mail import queue_letter
from app.models import Assessment, User
from app.participants.queries.team import Member
from app.texts.mails import Asked, Asker
from config import Settings

MAILS = Limit("colleague_mails", 200)
"""How many mails the coordinators of one municipality can send to colleagues in an hour."""


@dataclass(frozen=True, slots=True)
class Sender:
    """A coordinator who sends mails about one round; answers to the mails go to them."""

    session: Session
    coordinator: User
    assessment: Assessment
    settings: Settings
    now: datetime
    by_itself: bool = False
    """Whether the application does it, for the coordinator."""

    @property
    def asker(self) -> Asker:
        """Who asks, as the mails say it."""
        return Asker(self.coordinator.name, self.assessment.municipality.name)

    @property
    def page(self) -> str:
        """The address of the inventory."""
        return f"{self.settings.base_url}/inventarisaties/{self.assessment.id}"

    def calendar(self) -> str | None:
        """The last day as a calendar file; None without one."""
        round_, day = self.assessment, self.assessment.deadline
        if day is None:
            return None
        where = round_.municipality.name
        return deadline_calendar(round_.id, day, round_.deadline_changes, where, self.page, now=self.now)

    def send(self, kind: str, member: Member, letter: Letter, calendar: str | None = None) -> None:
        """Put one mail in the outbox."""
        queue_letter(
            self.session,
            member.email,
            letter,
            kind,
            now=self.now,
            participation_id=member.id,
            reply_to=self.coordinator.email,
            calendar=calendar,
        )

    def count(self, mails: int) -> None:
        """Count mails that are about to be sent. Raises TooManyTriesError; without a commit nothing was counted."""
        if mails:
            key, secret = str(self.assessment.municipality_id), self.settings.secret_key.get_secret_value()
            count_try(self.session, MAILS, key, secret, now=self.now, tries=mails)

    def record(self, action: str, subject: uuid.UUID, *, old: Any = None, new: Any = None) -> None:
        """Add a row to the audit trail, in the name of who did it."""
        actor = None if self.by_itself else self.coordinator
        record(self.session, actor, action, subject, assessment=self.assessment, now=self.now, old=old, new=new)


def ids(members: Sequence[Member]) -> list[str]:
    """The ids of participations, for the audit trail."""
    return [str(member.id) for member in members]


def asked_of(member: Member) -> Asked:
    """What a colleague is asked, as the mails say it."""
    parts = tuple((part.title, len(part.questions)) for part in member.questions)
    return Asked(member.name, parts, member.answered)

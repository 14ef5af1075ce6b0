"""Asking about an action that another municipality shared, and bringing the answer: both by way of an adviser."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit import record
from app.limits import Limit, count_try
from app.mail import queue_letter
from app.models import Municipality, PracticeQuestion, SharedPractice, User
from app.network.queries.questions import advisers_of, people_of
from app.texts import practice as texts
from app.texts.mails.practice import AskedAbout, answered, asked_by_own, asked_of_own
from config import Settings

QUESTIONS = Limit("practice_questions", 10)
"""How many questions one municipality can ask in an hour."""
TWICE = timedelta(minutes=10)
"""Within this time the same question is the same click."""


class StaleAnswerError(Exception):
    """Another adviser answered in the meantime."""


@dataclass(frozen=True, slots=True)
class Post:
    """Somebody who asks or answers, and what mails need."""

    session: Session
    user: User
    settings: Settings
    now: datetime

    def about(self, asked: PracticeQuestion, *, named: bool) -> AskedAbout:
        """What a mail tells of a question; with `named` which municipality shared the action."""
        practice = asked.practice
        return AskedAbout(
            asking=asked.municipality.name,
            title=practice.title if practice.withdrawn_at is None or named else texts.GONE_TITLE,
            sharing=practice.municipality.name if named else None,
            address=f"{self.settings.base_url}/netwerk/vragen/{asked.id}",
            contact=self.settings.contact,
        )


def ask_question(
    post: Post, practice: SharedPractice, municipality: Municipality, text: str
) -> tuple[PracticeQuestion, bool]:
    """Ask something about a shared action, which the caller holds, and tell the advisers; with whether it is new.

    Raises TooManyTriesError.
    """
    session = post.session
    there = _just_asked(post, practice, municipality, text)
    if there is not None:
        return there, False
    secret = post.settings.secret_key.get_secret_value()
    count_try(session, QUESTIONS, str(municipality.id), secret, now=post.now)
    made = PracticeQuestion(
        id=uuid.uuid4(),
        practice=practice,
        municipality=municipality,
        asked_by=post.user.id,
        asked_at=post.now,
        text=text,
    )
    session.add(made)
    session.flush()
    _tell_advisers(post, made)
    # The text stays with the question: this trail is read by administrators.
    record(session, post.user, "ask_about_practice", made.id, now=post.now, municipality_id=municipality.id)
    return made, True


def answer_question(post: Post, asked: PracticeQuestion, answer: str, *, seen: str) -> bool:
    """Give a question, which the caller holds, this answer, and tell who asked; False when it has it already.

    `seen` is the stamp of the answer on the page, empty when there was none. Raises StaleAnswerError.
    """
    if asked.answer == answer:
        return False
    if answer_stamp(asked) != seen:
        raise StaleAnswerError
    old = {"answer": asked.answer} if asked.answer else None
    asked.answer, asked.answered_at, asked.answered_by = answer, post.now, post.user.id
    post.session.flush()
    about = post.about(asked, named=asked.practice.shows_name and asked.practice.withdrawn_at is None)
    for user in _who_asked(post.session, asked):
        queue_letter(post.session, user.email, answered(about, user.name, answer), "practice_answer", now=post.now)
    place = asked.municipality_id
    record(post.session, post.user, "answer_about_practice", asked.id, now=post.now, municipality_id=place, old=old)
    return True


def answer_stamp(asked: PracticeQuestion) -> str:
    """What tells one answer from the next; empty without one."""
    return asked.answered_at.isoformat() if asked.answered_at else ""


def _just_asked(post: Post, practice: SharedPractice, municipality: Municipality, text: str) -> PracticeQuestion | None:
    recent = PracticeQuestion.asked_at > post.now - TWICE, PracticeQuestion.text == text
    same = PracticeQuestion.practice_id == practice.id, PracticeQuestion.municipality_id == municipality.id
    return post.session.scalars(select(PracticeQuestion).where(*same, *recent)).first()


def _tell_advisers(post: Post, asked: PracticeQuestion) -> None:
    """One mail to each: who advises both municipalities hears it as adviser of the one that shared."""
    practice = asked.practice
    found = advisers_of(post.session, [asked.municipality_id, practice.municipality_id])
    theirs = {user.id for user, place in found if place == practice.municipality_id}
    for user in {user.id: user for user, _ in found}.values():
        if user.id == post.user.id:
            continue
        if user.id in theirs:
            about = post.about(asked, named=True)
            letter = asked_of_own(about, user.name, asked.text, hidden=not practice.shows_name)
        else:
            about = post.about(asked, named=practice.shows_name)
            letter = asked_by_own(about, user.name, asked.text, other_adviser=bool(theirs))
        queue_letter(post.session, user.email, letter, "practice_question", now=post.now)


def _who_asked(session: Session, asked: PracticeQuestion) -> list[User]:
    """Who asked, as long as they coordinate there; else who does now."""
    coordinators = [user for user, _ in people_of(session, [asked.municipality_id], "coordinator")]
    return [user for user in coordinators if user.id == asked.asked_by] or coordinators

"""Plays a round of the example through the operations that people use: colleagues, answers and the review."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.assessments.closing import save_closing_texts
from app.assessments.handing_in import submit_answers
from app.assessments.visit import save_answers
from app.example.content import Colleague, ExampleNote, ExamplePart, ExampleScore, Story, questions_about
from app.models import Assessment, Participation, User
from app.participants.deadline import set_deadline
from app.participants.mails import Sender, invite_people
from app.participants.team import Member, NewPerson, add_people, team_of
from app.reviews.approval import approve
from app.reviews.items import save_chances, set_ambition
from app.reviews.remarks import add_remark
from app.reviews.scores import agree_score, take_over_answers
from app.reviews.transitions import agree
from app.saving.changing import load_actions
from app.saving.versioned import ANSWERS, Typed
from app.web.formatting import HERE
from config import Settings
from questionnaires.model import Questionnaire


@dataclass(frozen=True)
class WorkingDays:
    """The working days of a round, from the Monday of so many weeks ago."""

    monday: datetime

    @classmethod
    def from_weeks_ago(cls, now: datetime, weeks: int) -> "WorkingDays":
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
    calendar: WorkingDays
    assessment: Assessment
    coordinator: User
    adviser: User
    people: Mapping[str, User]
    """Everybody, by address."""


def columns(note: ExampleNote) -> dict[str, str | None]:
    """What was said with an answer, by column."""
    return {
        "reason": note.reason,
        "evidence_kind": note.evidence,
        "evidence_note": note.note,
        "evidence_link": note.link,
        "confidence": note.confidence,
    }


def say_what_changed(
    played: Played, participation: Participation, domain: str, part: ExamplePart, now: datetime
) -> None:
    """What is said where an answer is another one than in the earlier round."""
    notes = {f"{domain}/{question}": note for question, note in part.notes.items() if note.changed}
    if not notes:
        return
    actions = load_actions(played.session, played.assessment, domain)
    stored = ANSWERS.stored(played.session, participation.id, list(notes))
    typed = [Typed(item, _said(note, actions), stored[item].version) for item, note in notes.items()]
    save_answers(played.session, played.coordinator, participation, typed, stored, now=now)


def _said(note: ExampleNote, actions: Mapping[UUID, str]) -> dict[str, Any]:
    belongs = [id_ for id_, title in actions.items() if note.action and title.startswith(note.action)]
    if note.action and not belongs:
        raise LookupError(f"no action begins with {note.action}")
    action = belongs[0] if belongs else None
    return {"changed": note.changed, "changed_what": note.what, "changed_action_id": action}


INVITED = 11
"""The working day on which they are invited, counted from the start of the round."""


def play_colleagues(played: Played, settings: Settings) -> None:
    """Add everybody, set the last day, invite, and let them answer what they have answered by now."""
    story = played.story
    if not story.colleagues:
        return
    at = played.calendar.at
    added = [_new_person(colleague) for colleague in story.colleagues]
    team = team_of(played.assessment)
    for participation, colleague in zip(
        add_people(played.session, played.coordinator, team, added, now=at(INVITED, 9)), story.colleagues, strict=True
    ):
        participation.personal_line = colleague.line
    sender = Sender(played.session, played.coordinator, played.assessment, settings, at(INVITED, 10))
    # Else in the second week after this one: there is time left, whenever the example is made.
    set_deadline(sender, (), at(story.last_day or 5 * story.weeks_ago + 8, 12).date(), 3)
    played.session.flush()
    members = team_of(played.assessment).members
    invite_people(sender, members, story.invitation)
    by_address = {colleague.email: colleague for colleague in story.colleagues}
    for place, member in enumerate(members):
        _answer(played, member, by_address[member.email], at(INVITED + 1 + place % 2, 10 + place))


def _new_person(colleague: Colleague) -> NewPerson:
    cells = tuple((domain, level) for domain, levels in colleague.parts.items() for level in levels)
    return NewPerson(colleague.name, colleague.email, colleague.function, colleague.level, cells)


def _answer(played: Played, member: Member, colleague: Colleague, now: datetime) -> None:
    user, participation = member.participation.user, member.participation
    if colleague.answers:
        save_answers(played.session, user, participation, list(_typed(played, colleague)), now=now)
    if colleague.closing:
        texts = [Typed(item, {"text": text}, 0) for item, text in colleague.closing.items()]
        save_closing_texts(played.session, user, participation, texts, now=now)
    if colleague.done:
        submit_answers(played.session, user, participation, now=now)


def _typed(played: Played, colleague: Colleague) -> Iterator[Typed]:
    for domain in colleague.answers:
        for question, value in colleague.values(domain, played.questionnaire).items():
            item = f"{domain}/{question}"
            yield Typed(item, {"value": value, **columns(colleague.notes.get(item, ExampleNote()))}, 0)


SITTINGS = 2
"""The working days between the first remarks and the first sitting."""
PRESENT = "De coördinator, de adviseur en de collega’s die de vragen beantwoordden."
CLOSED = 23
"""The working day on which the adviser approves, counted from the start of the round."""


def review(played: Played, first_day: int) -> None:
    """The coordinator and the adviser discuss the answers in some sittings, from this working day of the round on."""
    at = played.calendar.at
    for minute, remark in enumerate(played.story.remarks):
        author = played.people[remark.author]
        moment = at(first_day, 11).replace(minute=minute)
        add_remark(played.session, author, played.assessment, remark.item, remark.text, remark.audience, now=moment)
    for place, (domain, part) in enumerate(played.story.parts.items()):
        _discuss(played, domain, part, at(first_day + SITTINGS + place // 3, 10 + place % 3))


def close(played: Played, settings: Settings) -> None:
    """The adviser approves, and the coordinator agrees."""
    at = played.calendar.at
    approve(played.session, played.adviser, played.assessment, now=at(CLOSED, 15))
    agree(played.session, played.coordinator, played.assessment, settings, now=at(CLOSED + 1, 11))


def _discuss(played: Played, domain: str, part: ExamplePart, now: datetime) -> None:
    if part.chances:
        _answer_chances(played, domain, part.chances.split(), now)
    if part.ambition:
        row = next(row for row in played.assessment.domains if row.domain == domain)
        set_ambition(played.session, played.coordinator, played.assessment, row, part.ambition, 0, now=now)
    for question, agreed in part.agreed.items():
        content = _content(agreed)
        agree_score(played.session, played.coordinator, played.assessment, f"{domain}/{question}", content, 0, now=now)
    if part.agreed_reason:
        items = [f"{domain}/{question.id}" for question in questions_about(domain, played.questionnaire)]
        take_over_answers(played.session, played.coordinator, played.assessment, items, part.agreed_reason, now=now)


def _answer_chances(played: Played, domain: str, values: list[str], now: datetime) -> None:
    questions = played.questionnaire.of_kind("opportunity")
    chances = [
        Typed(f"{domain}/{question.id}", {"value": value}, 0) for question, value in zip(questions, values, strict=True)
    ]
    save_chances(played.session, played.coordinator, played.assessment, chances, now=now)


def _content(agreed: ExampleScore) -> dict[str, str | None]:
    said = columns(agreed)
    del said["confidence"]
    return {**said, "value": str(agreed.value), "dissent": None, "present": PRESENT}

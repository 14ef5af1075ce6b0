"""Plays one round of the example through the operations that people use."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app.assessments.handing_in import submit_answers
from app.assessments.starting import StartingDomain, latest_agreed, start_assessment
from app.assessments.visit import save_answers
from app.doors.access import assessment_for, participation_of
from app.example.content import ExampleNote, ExamplePart, Story, questions_about
from app.example.plan import play_plan
from app.example.playing import Played, WorkingDays, close, columns, play_colleagues, review, say_what_changed
from app.models import Municipality, Participation, User
from app.participants.starting_review import start_review
from app.saving.versioned import Typed
from config import Settings
from questionnaires.model import Questionnaire


def make_round(
    session: Session,
    story: Story,
    questionnaire: Questionnaire,
    municipality: Municipality,
    people: Mapping[str, User],
    settings: Settings,
    now: datetime,
) -> None:
    """Start the round, answer it, and (when it is finished) discuss it, approve and agree it."""
    calendar = WorkingDays.from_weeks_ago(now, story.weeks_ago)
    coordinator, adviser = (_with_role(people, municipality, role) for role in ("coordinator", "adviser"))
    started = calendar.at(0, 10)
    assessment_id = start_assessment(
        session,
        coordinator,
        municipality,
        questionnaire,
        [StartingDomain(domain, part.title) for domain, part in story.domains.items()],
        title=f"{story.title} {started.year}",
        earlier=latest_agreed(municipality) if story.evaluation else None,
        now=started,
    )
    session.flush()
    assessment = assessment_for(coordinator, assessment_id, "update")
    played = Played(session, story, questionnaire, calendar, assessment, coordinator, adviser, people)
    participation = _answer(played)
    play_colleagues(played, settings)
    if story.stage != "open":
        _discuss(played, participation)
    if story.stage == "agreed":
        close(played, settings)
    if story.plan:
        play_plan(played, story.plan, settings, now)


def _discuss(played: Played, participation: Participation) -> None:
    begins = (played.story.last_day or 11) + 1
    session, by, at = played.session, played.coordinator, played.calendar.at
    submit_answers(session, by, participation, now=at(begins, 9))
    start_review(session, by, played.assessment, now=at(begins, 10))
    review(played, begins + 1)


def _with_role(people: Mapping[str, User], municipality: Municipality, role: str) -> User:
    return next(
        person
        for person in people.values()
        if any(held.role == role and held.municipality_id == municipality.id for held in person.memberships)
    )


def _answer(played: Played) -> Participation:
    participation = participation_of(played.coordinator, played.assessment)
    if participation is None:
        raise LookupError("who starts a round takes part in it")
    for workday, (domain, part) in enumerate(played.story.parts.items(), 1):
        moment = played.calendar.at(workday, 14)
        typed = _typed(domain, part, played.questionnaire)
        save_answers(played.session, played.coordinator, participation, typed, now=moment)
        say_what_changed(played, participation, domain, part, moment + timedelta(minutes=20))
    return participation


def _typed(domain: str, part: ExamplePart, questionnaire: Questionnaire) -> list[Typed]:
    values = part.values(questions_about(domain, questionnaire))
    return [
        Typed(f"{domain}/{question}", {"value": value, **columns(part.notes.get(question, ExampleNote()))}, 0)
        for question, value in values.items()
    ]

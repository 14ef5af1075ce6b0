"""Plays a round of the example, and its ten months, through the operations that people use."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from pydantic import Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.assessments.closing import save_closing_texts
from app.assessments.handing_in import submit_answers
from app.assessments.starting import StartingDomain, latest_agreed, start_assessment
from app.assessments.visit import save_answers
from app.doors.access import action_for, assessment_for, participation_of, trajectory_for
from app.example.content import (
    FOLDER,
    Colleague,
    Content,
    ExampleNote,
    ExamplePart,
    ExampleScore,
    Story,
    questions_about,
)
from app.models import Assessment, ImprovementAction, Municipality, Participation, Partner, Trajectory, User
from app.participants.deadline import set_deadline
from app.participants.mails import Sender, invite_people
from app.participants.starting_review import start_review
from app.participants.team import Member, NewPerson, add_people, team_of
from app.plan.actions import change_action, content_of, decline_item
from app.plan.appointments import APPOINTMENTS
from app.plan.entrance import load_agreed
from app.plan.hours import HOURS
from app.plan.ideas import FIND_OUT
from app.plan.owners import OwnerRequest, ask_owner
from app.plan.partners import add_partner
from app.plan.priorities import ChoiceDecision, save_choice
from app.plan.progress import ProgressReport, add_note, set_state
from app.plan.proposals import load_proposals, take_ideas
from app.plan.ranking import Priorities
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


CHOSEN_ON, WRITTEN_ON = 28, 30
"""The working days of the choice and of the plan."""


class Act(Content):
    """An action of the bank, and how it goes."""

    domain: str
    bank: str
    ends: int
    owner: str
    hours: int | None = None
    email: str | None = None
    states: dict[str, int] = Field(default_factory=dict)
    note: str | None = None
    partner: str | None = None


class Organisation(Content):
    organisation: str
    kind: str
    contact: str
    domains: tuple[str, ...]
    agreements: str


class Hours(Content):
    """Time that was spent."""

    step: str
    workday: int
    minutes: int
    who: str
    note: str


class ExampleMeeting(Content):
    step: str
    kind: str
    title: str
    workday: int
    at: str
    minutes: int
    place: str
    note: str = ""


class ExampleMonths(Content):
    """What happened after a round was agreed."""

    decided_by: str
    note: str
    domains: dict[str, str]
    ambassadors: dict[str, str] = Field(default_factory=dict)
    actions: tuple[Act, ...]
    no_action: dict[str, str] = Field(default_factory=dict)
    partners: tuple[Organisation, ...]
    hours: tuple[Hours, ...]
    appointments: tuple[ExampleMeeting, ...]


def play_plan(played: Played, plan: str, settings: Settings, now: datetime) -> None:
    """Choose domains and carry out the plan; the round was agreed."""
    path = FOLDER / f"{plan}.toml"
    story = ExampleMonths.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    trajectory = _choose(played, story)
    partners = _find_partners(played, story, trajectory)
    _act(played, story, trajectory, partners, settings, now)
    for item, reason in story.no_action.items():
        moment = played.calendar.at(WRITTEN_ON, 14)
        decline_item(played.session, played.coordinator, trajectory, item, reason, seen="", now=moment)
    _spend(played, story, trajectory)


def _choose(played: Played, story: ExampleMonths) -> Trajectory:
    assessment = assessment_for(played.coordinator, played.assessment.id, "update")
    agreed = load_agreed(played.session, assessment)
    if agreed is None:
        raise LookupError("domains are chosen out of a report")
    chosen = tuple(story.domains.items()), tuple(story.ambassadors.items())
    save_choice(
        played.session,
        played.coordinator,
        assessment,
        Priorities(agreed),
        ChoiceDecision(*chosen, story.decided_by, story.note),
        0,
        now=played.calendar.at(CHOSEN_ON, 16),
    )
    made = played.session.scalars(select(Trajectory.id).where(Trajectory.assessment_id == assessment.id)).one()
    return trajectory_for(played.coordinator, made, "update")


def _find_partners(played: Played, story: ExampleMonths, trajectory: Trajectory) -> Mapping[str, Partner]:
    moment = played.calendar.at(WRITTEN_ON, 9)
    found = {}
    for one in story.partners:
        details = {**one.model_dump(), "domains": sorted(one.domains)}
        found[one.organisation] = add_partner(played.session, played.coordinator, trajectory, details, now=moment)
    return found


def _act(
    played: Played,
    story: ExampleMonths,
    trajectory: Trajectory,
    partners: Mapping[str, Partner],
    settings: Settings,
    now: datetime,
) -> None:
    moment = played.calendar.at(WRITTEN_ON, 10)
    proposals = load_proposals(played.session, trajectory)
    for one in story.actions:
        wanted = (one.domain, None if one.bank == FIND_OUT else one.bank)
        idea = next(idea for idea in proposals.ideas.values() if (idea.domain, idea.bank_id) == wanted)
        take_ideas(played.session, played.coordinator, proposals, [idea], moment.date(), now=moment)
        action = _newest(played, trajectory)
        _agree_on(played, action, one, partners, now)
        _go_on(played, action, one, settings)


def _newest(played: Played, trajectory: Trajectory) -> ImprovementAction:
    query = select(ImprovementAction.id).where(ImprovementAction.trajectory_id == trajectory.id)
    newest = played.session.scalars(query.order_by(ImprovementAction.position.desc()).limit(1)).one()
    return action_for(played.coordinator, newest, "update")


def _agree_on(
    played: Played, action: ImprovementAction, one: Act, partners: Mapping[str, Partner], now: datetime
) -> None:
    """Who does it, until when, and with whom."""
    begins = played.calendar.at(WRITTEN_ON + 1, 11)
    content = replace(
        content_of(action),
        owner=one.owner,
        hours=one.hours,
        starts_on=begins.date(),
        ends_on=(now.astimezone(HERE) + timedelta(weeks=one.ends)).date(),
        partners=(partners[one.partner],) if one.partner else (),
    )
    change_action(
        played.session, played.coordinator, action, content, value=action.value, seen=action.version, now=begins
    )


def _go_on(played: Played, action: ImprovementAction, one: Act, settings: Settings) -> None:
    session, at = played.session, played.calendar.at
    moment = at(WRITTEN_ON + 1, 12)
    for state, workday in one.states.items():
        moment = at(workday, 13)
        report = ProgressReport(state, done_on=moment.date() if state == "done" else None)
        set_state(session, played.coordinator, action, report, seen=action.version, now=moment)
    if one.email:
        ask_owner(OwnerRequest(session, played.coordinator, action, settings, moment), one.email, "", seen="")
    if one.note:
        add_note(session, played.coordinator, action, one.note, now=moment + timedelta(days=2))


def _spend(played: Played, story: ExampleMonths, trajectory: Trajectory) -> None:
    session, by, at = played.session, played.coordinator, played.calendar.at
    for one in story.hours:
        moment = at(one.workday, 17)
        spent = {**one.model_dump(exclude={"workday"}), "day": moment.date()}
        HOURS.add(session, by, trajectory, spent, now=max(moment, at(CHOSEN_ON, 17)))
    for meeting in story.appointments:
        when = {"day": at(meeting.workday, 9).date(), "at": time.fromisoformat(meeting.at)}
        plans = {**meeting.model_dump(exclude={"workday"}), **when}
        APPOINTMENTS.add(session, by, trajectory, plans, now=at(WRITTEN_ON, 15))


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
    participation = _answer_parts(played)
    play_colleagues(played, settings)
    if story.stage != "open":
        begins = (story.last_day or 11) + 1
        submit_answers(session, coordinator, participation, now=calendar.at(begins, 9))
        start_review(session, coordinator, assessment, now=calendar.at(begins, 10))
        review(played, begins + 1)
    if story.stage == "agreed":
        close(played, settings)
    if story.plan:
        play_plan(played, story.plan, settings, now)


def _with_role(people: Mapping[str, User], municipality: Municipality, role: str) -> User:
    return next(
        person
        for person in people.values()
        if any(held.role == role and held.municipality_id == municipality.id for held in person.memberships)
    )


def _answer_parts(played: Played) -> Participation:
    participation = participation_of(played.coordinator, played.assessment)
    if participation is None:
        raise LookupError("who starts a round takes part in it")
    for workday, (domain, part) in enumerate(played.story.parts.items(), 1):
        moment = played.calendar.at(workday, 14)
        values = part.values(questions_about(domain, played.questionnaire)).items()
        notes = {question: columns(part.notes.get(question, ExampleNote())) for question, _ in values}
        typed = [Typed(f"{domain}/{question}", {"value": value, **notes[question]}, 0) for question, value in values]
        save_answers(played.session, played.coordinator, participation, typed, now=moment)
        say_what_changed(played, participation, domain, part, moment + timedelta(minutes=20))
    return participation

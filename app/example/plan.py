"""Plays the ten months of an agreed round of the example, through the operations that people use."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta

from pydantic import Field
from sqlalchemy import select

from app.doors.access import action_for, assessment_for, trajectory_for
from app.example.content import FOLDER, Content
from app.example.playing import Played
from app.models import ImprovementAction, Partner, Trajectory
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
from app.web.formatting import HERE
from config import Settings

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
    """A partner."""

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
    """An appointment."""

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

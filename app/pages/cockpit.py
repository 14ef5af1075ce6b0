"""The cockpit of a coordinator: where their round stands, whose turn it is, and what holds it up."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask import url_for
from sqlalchemy.orm import Session

from app.assessments.work import PartProgress, Progress, progress_of
from app.models import Assessment, User
from app.participants.mails import to_invite, to_remind
from app.participants.overview import Overview, load_overview, reminded_next
from app.participants.team import Team, team_of
from app.state.lifecycle import State
from app.state.months import Stand
from app.state.next import Next, PersonStep, RoundFacts, Task, Who, next_in_round
from app.state.steps import LENGTHS, MONTHS, StepState, late_by, state_of
from app.texts import participants
from app.texts import start as texts
from app.texts import trajectories as planning
from app.texts.words import listing
from app.trail.events import RecentChange, load_recent
from app.web.clock import now
from app.web.formatting import day_in_year

MOST_NAMED = 3
"""Of so many colleagues it says how far they are."""


@dataclass(frozen=True, slots=True)
class HoldUp:
    """Something that a round waits for, with the button that solves it."""

    title: str
    about: str
    label: str
    address: str


@dataclass(frozen=True, slots=True)
class BarStep:
    """One of the five steps in the bar of ten months, which are as long as the leaflet says."""

    title: str
    state: str
    """done, now or next."""
    when: str
    left: int
    width: int
    """In hundredths of the bar."""
    past: int
    """How much of it is over by the planned days."""


@dataclass(frozen=True, slots=True)
class Cockpit:
    """One round as who coordinates it sees it first."""

    assessment: Assessment
    step: PersonStep
    next: Next
    stand: Stand | None
    today: date
    has_adviser: bool
    page: Overview | None = None
    """The team; None once the round was agreed."""
    recent: Sequence[RecentChange] = ()

    @property
    def title(self) -> str:
        current = self.stand.current if self.stand else None
        return texts.where_it_is(self.assessment.state, self.assessment.deadline, self.today, current)

    @property
    def turn(self) -> str:
        return planning.who(self.next.who, self.step.is_theirs or self.next.who is Who.COORDINATOR)

    @property
    def team(self) -> Team:
        if self.page is None:
            raise ValueError("an agreed round is about its plan")
        return self.page.team

    @property
    def progress(self) -> Progress:
        return progress_of(self.team.joint_questions, self.team.answered.get(self.team.joint.id, frozenset()))

    @property
    def goes_on(self) -> PartProgress | None:
        """The first domain with an open question, while the coordinator answers."""
        return self.progress.next if self.step.name == "answer" else None

    @property
    def last_day(self) -> tuple[str, str] | None:
        """The last day on which colleagues can answer, and which day of the week that is and how long it takes."""
        day = self.assessment.deadline
        return (day_in_year(day), texts.weekday_and_left(day, self.today)) if day else None

    @property
    def done(self) -> tuple[int, int]:
        members = self.team.members
        return sum(member.state == "submitted" for member in members), len(members)

    @property
    def bar(self) -> list[BarStep]:
        """The ten months; nothing before they were started."""
        return list(_bar(self.stand)) if self.stand else []

    @property
    def hold_ups(self) -> list[HoldUp]:
        """What holds the answers up, in the order in which it is solved."""
        return list(_hold_ups(self.page)) if self.page and self.page.team.open else []


def load_cockpit(
    session: Session,
    user: User,
    assessment: Assessment,
    step: PersonStep,
    facts: RoundFacts,
    stand: Stand | None,
    today: date,
) -> Cockpit:
    """A round that this person coordinates; of one that was agreed the ten months say what is next."""
    if assessment.state == State.AGREED:
        found = stand.next if stand else Next(Task.CHOOSE, Who.COORDINATOR)
        return Cockpit(assessment, step, found, stand, today, facts.has_adviser)
    page = load_overview(session, user, team_of(assessment))
    found = next_in_round(with_people(facts, page.team), today)
    recent = load_recent(session, [assessment.municipality_id], now=now())
    return Cockpit(assessment, step, found, stand, today, facts.has_adviser, page, recent)


def with_people(facts: RoundFacts, team: Team) -> RoundFacts:
    """The facts of a round, with those about who takes part."""
    invited = [member for member in team.members if member.invited_at]
    done = [member for member in invited if member.state == "submitted"]
    handed_in = [*(one.submitted_at for one in done), team.joint.submitted_at]
    return replace(
        facts,
        invited=len(invited),
        done=len(done),
        first_invited_at=min((one.invited_at for one in invited if one.invited_at), default=None),
        last_submitted_at=max((moment for moment in handed_in if moment), default=None),
        joint_is_busy=team.joint.state != "submitted" and bool(team.joint_questions),
    )


def _bar(stand: Stand) -> Iterator[BarStep]:
    left = 0
    for step, months in LENGTHS.items():
        dates, width = stand.dates[step], months * 100 // MONTHS
        state = "done" if dates.ended else "now" if step == stand.current else "next"
        days = (dates.planned.end - dates.planned.start).days + 1
        over = min(max((stand.today - dates.planned.start).days, 0), days)
        late = late_by(dates, stand.today) if state_of(dates, stand.today) is StepState.LATE else 0
        when = texts.step_when(state, dates.planned.start, dates.planned.end, late)
        past = width if state == "done" else width * over // days if state == "now" else 0
        yield BarStep(texts.SHORT_STEPS[step], state, when, left, width, past)
        left += width


def _hold_ups(page: Overview) -> Iterator[HoldUp]:
    yield from _what_went_wrong(page)
    yield from _who_is_waited_for(page)
    empty = [row.part.short for row in page.division if not page.answered(row.part)]
    if page.people and 0 < len(empty) < len(page.division):
        address = _at(page, "overview", _anchor="verdeling")
        yield HoldUp(texts.without_answer(len(empty)), f"{listing(empty)}.", participants.DIVIDE, address)


def _what_went_wrong(page: Overview) -> Iterator[HoldUp]:
    failed = [line for line in page.people if line.mail and line.mail.state == "failed"]
    if failed:
        address = _at(page, "post_replace", participation_id=failed[0].id, zelfde=1)
        names = f"{listing([line.name for line in failed])}."
        yield HoldUp(texts.mails_failed(len(failed)), names, texts.OTHER_ADDRESS, address)
    if page.proposals:
        address = _at(page, "decide", proposal_id=page.proposals[0].id)
        yield HoldUp(participants.proposals(len(page.proposals)), texts.DECIDING, texts.DECIDE, address)
    if page.step.endpoint in ("participants.person", "participants.divide"):
        address = _at(page, page.step.endpoint.split(".")[1], **dict(page.step.values))
        yield HoldUp(page.step.text, "", page.step.label, address)


def _who_is_waited_for(page: Overview) -> Iterator[HoldUp]:
    team = page.team
    names = participants.first_names([member.name for member in team.members])
    waiting, busy, due = to_invite(team.members), to_remind(team.members), reminded_next(team)
    if waiting:
        about = texts.without_mail([names[one.name] for one in waiting])
        yield HoldUp(texts.know_nothing(len(waiting)), about, participants.invite(len(waiting)), _at(page, "invite"))
    if busy and team.deadline_passed:
        about = texts.shut_out([names[one.name] for one in busy])
        yield HoldUp(texts.TOO_LATE, about, participants.MOVE_DEADLINE, _at(page, "post_set_deadline"))
    elif due:
        about = " ".join(texts.how_far(names[one.name], one.answered, one.total) for one in due[:MOST_NAMED])
        yield HoldUp(texts.not_done(len(due)), about, participants.remind(len(due)), _at(page, "remind"))
    if busy and team.assessment.deadline is None:
        address = _at(page, "post_set_deadline")
        yield HoldUp(texts.NO_LAST_DAY, texts.WHY_LAST_DAY, participants.SET_DEADLINE, address)


def _at(page: Overview, endpoint: str, **values: Any) -> str:
    return url_for(f"participants.{endpoint}", assessment_id=page.team.assessment.id, **values)

"""The team of a round: who has what and how far they are, which cells have nobody, and what to do next."""

import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy.orm import Session

from app.doors.access import assessment_for, require_role, roles_in
from app.models import Proposal, User
from app.participants.adding import PeopleForm, level_title
from app.participants.again import count_missing
from app.participants.deadline import reminder_due
from app.participants.dividing import DomainRow, division_of, uncovered_domains
from app.participants.mails import to_invite, to_remind, to_thank
from app.participants.proposals import waiting_proposals
from app.participants.team import PARTICIPANTS, Member, Team, blueprint, cells_of, mail_states, team_of
from app.post.outbox import MailState
from app.state.asked import Part, questionnaire_of
from app.state.lifecycle import State
from app.texts import again
from app.texts import participants as texts
from app.texts.participants import Standing
from app.web.clock import today
from app.web.extensions import db
from app.web.formatting import HERE
from questionnaires.model import GENERAL

SOON = 3
"""From this many days before the last day on, a reminder is the next step."""
MANY = 6
"""With more colleagues than this they can be filtered."""
FILTERS: Mapping[str, tuple[str, ...]] = {
    "bezig": ("invited", "started"),
    "geen-mail": ("not_invited",),
    "klaar": ("submitted",),
}
"""Which states each choice of colleagues shows, by how it stands in the address."""
FIRST = ("failed", "late", "invited", "started", "not_invited", "submitted")
"""Who comes first in the list: where somebody has to do something."""


@dataclass(frozen=True, slots=True)
class NextStep:
    text: str
    label: str = ""
    """Of the button; nothing when there is only to wait."""
    endpoint: str = ""
    values: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class RosterLine:
    """One colleague in the list, or what is answered together."""

    id: uuid.UUID
    name: str
    about: str
    what: str
    """The domains and levels that they were given, in words."""
    total: int
    standing: Standing
    mail: MailState | None = None
    """What became of the newest mail, when it did not arrive."""

    @property
    def kind(self) -> str:
        """By what the line comes first or later."""
        return self.mail.state if self.mail else self.standing.state


@dataclass(frozen=True, slots=True)
class Overview:
    team: Team
    division: tuple[DomainRow, ...]
    proposals: tuple[Proposal, ...]
    step: NextStep
    buttons: tuple[NextStep, ...]
    """What can be done now, what is next first."""
    people: tuple[RosterLine, ...]
    """Who takes part, those first with whom something has to be done."""
    joint: RosterLine
    ended: tuple[RosterLine, ...]
    counts: Mapping[str, int]
    """How many answers each item has: of everybody, those who do not take part any more included."""
    missing: int
    """How many colleagues of the earlier round are not here yet."""

    @property
    def without_colleague(self) -> tuple[int, int]:
        """How many cells were given to no colleague, and how many there are."""
        cells = [cell for row in self.division for cell in row.cells]
        return sum(not cell.members for cell in cells), len(cells)

    @property
    def is_covered(self) -> bool:
        """Whether somebody has each question: a colleague, or coordinator and adviser together."""
        return not uncovered_domains(self.division)

    @property
    def choices(self) -> list[tuple[str, int]]:
        """(choice, how many colleagues it shows), of those that show anybody; none for a few colleagues."""
        if len(self.people) <= MANY:
            return []
        found = [(one, sum(line.standing.state in states for line in self.people)) for one, states in FILTERS.items()]
        return [(one, number) for one, number in found if number]

    def shown(self, choice: str) -> list[RosterLine]:
        """The colleagues of this choice; all of them for another one."""
        states = FILTERS.get(choice)
        return [line for line in self.people if not states or line.standing.state in states]

    def answered(self, part: Part) -> int:
        return sum(item in self.counts for item in part.items)


def load_overview(session: Session, user: User, team: Team) -> Overview:
    division = division_of(team)
    proposals = waiting_proposals(session, team.assessment)
    mails = mail_states(session, [member.id for member in team.members if member.invited_at])
    missing = count_missing(session, user, team)
    asking = NextStep(again.missing(missing), again.ASK, "participants.add_again")
    step = asking if missing and not team.members else next_step(team, division)
    people = sorted(
        (_line(team, one, mails.get(one.id)) for one in team.members), key=lambda one: FIRST.index(one.kind)
    )
    ended = tuple(_line(team, one) for one in team.ended)
    counts = Counter(item for items in team.answered.values() for item in items)
    buttons = _buttons(team, step)
    return Overview(team, division, proposals, step, buttons, tuple(people), _joint(team), ended, counts, missing)


def _line(team: Team, member: Member, mail: MailState | None = None) -> RosterLine:
    moment: datetime | None = {
        "not_invited": member.participation.created_at,
        "submitted": member.submitted_at,
        "ended": member.participation.ended_at,
    }.get(member.state, member.invited_at)
    standing = Standing(member.state, member.answered, member.total, moment, member.reminded_at)
    about = member.function or (level_title(team.assessment, member.level) or "").lower()
    troubled = mail if mail and mail.state in ("late", "failed") else None
    return RosterLine(member.id, member.name, about, _given(team, member.questions), member.total, standing, troubled)


def _joint(team: Team) -> RosterLine:
    parts, answered = team.joint_questions, team.joint_answered
    total = sum(len(part.questions) for part in parts)
    state = "submitted" if team.joint.state == "submitted" else "started" if answered else "invited"
    standing = Standing(state, answered, total, team.joint.submitted_at)
    return RosterLine(team.joint.id, texts.JOINT, texts.AT_ONE_SCREEN, _given(team, parts), total, standing)


def _given(team: Team, parts: Sequence[Part]) -> str:
    """What somebody was given: the domains that have the same levels together."""
    if sum(len(part.questions) for part in parts) == sum(len(part.questions) for part in team.parts):
        return texts.EVERYTHING
    titles = {level: title.lower() for level, title in team.levels.items()}
    by_levels: dict[tuple[str, ...], list[str]] = {}
    for part in parts:
        has = {level for _, level in cells_of([part])}
        levels = () if part.domain == GENERAL else tuple(title for level, title in titles.items() if level in has)
        by_levels.setdefault(levels, []).append(part.short)
    return texts.given(list(by_levels.items()))


def next_step(team: Team, division: Sequence[DomainRow]) -> NextStep:
    if team.assessment.state == State.AGREED:
        return NextStep(texts.AGREED, texts.TO_REPORT, "reports.report_page")
    if not team.open:
        return NextStep(texts.CLOSED, texts.TO_REVIEW, "reviews.overview")
    if not team.members:
        return NextStep(texts.NOBODY_YET)
    idle = [member for member in team.members if not member.total]
    if idle:
        about, person = texts.without_questions([one.name for one in idle]), (("participation_id", idle[0].id),)
        return NextStep(about, texts.DIVIDE, "participants.person", person)
    missing = uncovered_domains(division)
    if missing:
        about, domain = texts.nobody_answers([part.short for part in missing]), (("domain", missing[0].domain),)
        return NextStep(about, texts.DIVIDE, "participants.divide", domain)
    waiting = to_invite(team.members)
    if waiting:
        return NextStep(texts.READY_TO_INVITE, texts.invite(len(waiting)), "participants.invite")
    return _while_answering(team)


def _while_answering(team: Team) -> NextStep:
    busy = [member for member in team.members if member.state != "submitted"]
    if not busy:
        return NextStep(texts.ALL_DONE, texts.START_REVIEW, "participants.post_start_review")
    if team.deadline_passed:
        return NextStep(texts.too_late(len(busy)), texts.MOVE_DEADLINE, "participants.post_set_deadline")
    last_day, due = team.assessment.deadline, reminded_next(team)
    if last_day is None:
        return NextStep(texts.NO_DEADLINE, texts.SET_DEADLINE, "participants.post_set_deadline")
    if (last_day - today()).days <= SOON and due:
        return NextStep("", texts.remind(len(due)), "participants.remind")
    return NextStep(texts.NOTHING_TO_DO)


def reminded_next(team: Team) -> list[Member]:
    """Who can be reminded now: not after the last day, and nobody twice on a day."""
    if not team.open or team.deadline_passed:
        return []
    return [one for one in to_remind(team.members) if one.reminded_at is None or _day(one.reminded_at) < today()]


def _day(moment: datetime) -> Any:
    return moment.astimezone(HERE).date()


def _buttons(team: Team, step: NextStep) -> tuple[NextStep, ...]:
    """What is next, and the mails that somebody would get."""
    invited, reminded = len(to_invite(team.members)) if team.open else 0, len(reminded_next(team))
    mails = [
        NextStep("", texts.remind(reminded), "participants.remind") if reminded else None,
        NextStep("", texts.invite(invited), "participants.invite") if invited else None,
    ]
    first = [step] if step.label else []
    return (*first, *(one for one in mails if one and one.endpoint != step.endpoint))


def automatic_reminder(team: Team) -> str:
    """When those who are not done are reminded without anybody doing something; nothing when that is over or off."""
    last_day, days = team.assessment.deadline, team.assessment.reminder_days
    if not team.open or last_day is None or days is None or team.assessment.reminded_for == last_day:
        return ""
    day = _day(reminder_due(last_day, days))
    return texts.goes_by_itself(day) if day >= today() else ""


@blueprint.get(PARTICIPANTS)
def overview(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Who takes part, what nobody was given, and what to do next; an adviser reads numbers only, and no names."""
    assessment = assessment_for(current_user, assessment_id)
    require_role(current_user, assessment, "coordinator", "adviser")
    team = team_of(assessment)
    page = load_overview(db.session, current_user, team)
    asked = next((row.part for row in page.division if row.part.domain == request.args.get("domein")), None)

    def address(step: NextStep) -> str:
        return url_for(step.endpoint, assessment_id=assessment_id, **dict(step.values))

    return render_template(
        "participants/overview.html",
        team=team,
        page=page,
        form=PeopleForm(),
        address=address,
        coordinates="coordinator" in roles_in(current_user, assessment.municipality_id),
        choice=request.args.get("toon", ""),
        asked=asked,
        levels=[*questionnaire_of(assessment).levels, None],
        title=texts.team_line(len(team.members), len(page.shown("klaar")), assessment.deadline, today(), team.open),
        missing=again.missing(page.missing) if page.missing else "",
        deadline=texts.deadline(assessment.deadline, today()),
        by_itself=automatic_reminder(team),
        to_thank=to_thank(team.members),
        first_names=texts.first_names([member.name for member in team.members]),
        ask_again=again.ASK,
        texts=texts,
    )


@blueprint.get(f"{PARTICIPANTS}/dekking")
def coverage(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Where the coverage was, before it stood with the team."""
    require_role(current_user, assessment_for(current_user, assessment_id), "coordinator", "adviser")
    return redirect(url_for("participants.overview", assessment_id=assessment_id, _anchor="verdeling"))

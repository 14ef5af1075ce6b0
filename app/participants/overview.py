"""Who takes part, at a glance: what to do next, and who waits for what."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Assessment, Proposal, User
from app.participants.adding import level_title
from app.participants.again import count_missing
from app.participants.dividing import DomainRow, division_of, uncovered_domains
from app.participants.mails import to_remind, to_thank
from app.participants.team import PARTICIPANTS, Member, Team, blueprint, load_team, mail_states
from app.post.outbox import MailState
from app.state.lifecycle import State
from app.texts import again
from app.texts import participants as texts
from app.texts.again import ASK, missing
from app.web.clock import today
from app.web.extensions import db
from app.web.formatting import HERE

SOON = 3
"""From this many days before the last day on, a reminder is the next step."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """What to do next, and where."""

    text: str
    label: str = ""
    """Of the button; nothing when there is only to wait."""
    endpoint: str = ""
    values: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything on the page."""

    team: Team
    division: tuple[DomainRow, ...]
    proposals: tuple[Proposal, ...]
    step: NextStep
    mails: dict[uuid.UUID, MailState]
    """What became of the newest mail to each of who was invited."""
    missing: int
    """How many colleagues of the earlier round are not here yet."""

    @property
    def mailings(self) -> list[tuple[str, str]]:
        """(label, address) of the mails that somebody can get now; after the last day nobody can be reminded."""
        team = self.team
        offered = (
            (texts.INVITE, "participants.invite", team.open and any(member.total for member in team.members)),
            (texts.REMIND, "participants.remind", team.open and not team.deadline_passed and to_remind(team)),
            (texts.THANK, "participants.thank", to_thank(team)),
        )
        id_ = team.assessment.id
        return [(label, url_for(endpoint, assessment_id=id_)) for label, endpoint, somebody in offered if somebody]


def load_overview(session: Session, user: User, team: Team) -> Overview:
    """Everything on the page of a team."""
    division = division_of(team)
    proposals = waiting_proposals(session, team.assessment)
    mails = mail_states(session, [member.id for member in team.members if member.invited_at])
    missing = count_missing(session, user, team)
    asking = NextStep(again.missing(missing), again.ASK, "participants.add_again")
    step = asking if missing and not team.members else next_step(team, division)
    return Overview(team, division, proposals, step, mails, missing)


def waiting_proposals(session: Session, assessment: Assessment) -> tuple[Proposal, ...]:
    """What colleagues proposed, and the coordinator did not decide about yet, oldest first."""
    waiting = select(Proposal).where(Proposal.assessment_id == assessment.id, Proposal.decided_at.is_(None))
    return tuple(session.scalars(waiting.order_by(Proposal.created_at)))


def next_step(team: Team, division: Sequence[DomainRow]) -> NextStep:
    """The one thing to do now."""
    if team.assessment.state == State.AGREED:
        return NextStep(texts.AGREED, texts.TO_REPORT, "reports.report_page")
    if not team.open:
        return NextStep(texts.CLOSED, texts.TO_REVIEW, "reviews.overview")
    if not team.members:
        return NextStep(texts.NOBODY_YET, texts.ADD, "participants.add_people")
    return _before_inviting(team, division) or _after_inviting(team)


def _before_inviting(team: Team, division: Sequence[DomainRow]) -> NextStep | None:
    """What must be done before everybody can begin."""
    idle = [member for member in team.members if not member.total]
    if idle:
        person = (("participation_id", idle[0].id),)
        return NextStep(
            texts.without_questions([one.name for one in idle]), texts.DIVIDE, "participants.person", person
        )
    missing = uncovered_domains(division)
    if missing:
        domain = (("domain", missing[0].domain),)
        return NextStep(
            texts.nobody_answers([part.short for part in missing]), texts.DIVIDE, "participants.divide", domain
        )
    waiting = sum(member.state == "not_invited" for member in team.members)
    if waiting:
        return NextStep(texts.READY_TO_INVITE, texts.send_invitations(waiting), "participants.invite")
    return None


def _after_inviting(team: Team) -> NextStep:
    """What to do while people answer."""
    busy = [member for member in team.members if member.state != "submitted"]
    if not busy:
        return NextStep(texts.ALL_DONE, texts.START_REVIEW, "assessments.hub")
    if team.deadline_passed:
        return NextStep(texts.too_late(len(busy)), texts.MOVE_DEADLINE, "participants.post_set_deadline")
    last_day = team.assessment.deadline
    if last_day is None:
        return NextStep(texts.NO_DEADLINE, texts.SET_DEADLINE, "participants.post_set_deadline")
    done = len(team.members) - len(busy)
    if (last_day - today()).days <= SOON and any(_may_be_reminded(member) for member in to_remind(team)):
        return NextStep(texts.waiting_for(done, len(team.members)), texts.REMIND, "participants.remind")
    return NextStep(texts.waiting_for(done, len(team.members)) + texts.NOTHING_TO_DO)


def _may_be_reminded(member: Member) -> bool:
    """Whether a reminder makes sense: not again on the same day."""
    return member.reminded_at is None or member.reminded_at.astimezone(HERE).date() < today()


@blueprint.get(PARTICIPANTS)
def overview(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Who takes part, how far they are, what nobody answers, and what to do next."""
    team = load_team(current_user, assessment_id)
    page = load_overview(db.session, current_user, team)
    step = page.step
    return render_template(
        "participants/overview.html",
        team=team,
        page=page,
        step_url=url_for(step.endpoint, assessment_id=assessment_id, **dict(step.values)) if step.endpoint else "",
        missing=missing(page.missing) if page.missing else "",
        deadline=texts.deadline(team.assessment.deadline, today()),
        level_title=level_title,
        ask_again=ASK,
        texts=texts,
    )

"""Proposing a colleague who knows better."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import select
from sqlalchemy.orm import Session
from wtforms import Field
from wtforms.validators import ValidationError

from app.doors.access import Lock, assessment_for, participation_of, roles_for
from app.doors.addresses import LENGTH
from app.models import Assessment, Participation, Proposal, User
from app.participants.adding import NAME
from app.participants.team import blueprint
from app.post.outbox import queue_letter
from app.saving.typed import typed_texts
from app.state.asked import Part, questions_for
from app.state.lifecycle import AssessmentAction, Refusal, Situation, State, refusal
from app.state.situation import coordinators_of
from app.texts.lifecycle import REFUSALS
from app.texts.mails import proposal as proposal_letter
from app.texts.participants import NAME_MISSING, SAME_PERSON, TOO_MANY, proposed
from app.trail.events import record
from app.web.clock import now, today
from app.web.extensions import db
from app.web.forms import BaseForm, address, clean, one_line, required, text_field
from config import Settings


@dataclass(frozen=True, slots=True)
class Proposer:
    """A colleague at one of their questions, or at all their questions about a domain (`question` empty)."""

    assessment: Assessment
    participation: Participation
    roles: frozenset[str]
    part: Part
    question: str

    @property
    def about(self) -> str:
        """What it is about, in words."""
        return self.part.named(self.question)

    @property
    def name(self) -> str:
        """Who proposes it, as the coordinator calls them."""
        return self.participation.name or self.participation.user.name

    @property
    def refusal(self) -> Refusal | None:
        """Why nothing can be proposed now: questions are divided while people answer, so not after a sending back."""
        deadline = self.assessment.deadline
        passed = deadline is not None and deadline < today()
        return refusal(
            AssessmentAction.ANSWER, Situation(State(self.assessment.state), self.roles, deadline_passed=passed)
        )


def load_proposer(
    user: User, assessment_id: uuid.UUID, domain: str, question: str, lock: Lock | None = None
) -> Proposer:
    """Who proposes: 403 for who does not answer as a colleague, 404 for a question that is not theirs."""
    assessment = assessment_for(user, assessment_id, lock)
    participation = participation_of(user, assessment)
    if participation is None or participation.role != "participant" or participation.invited_at is None:
        abort(403)
    own = [part for part in questions_for(participation, assessment) if part.domain == domain]
    if not own or (question and question not in [asked.id for asked in own[0].questions]):
        abort(404)
    return Proposer(assessment, participation, roles_for(user, assessment, participation), own[0], question)


def has_proposed(session: Session, participation: Participation) -> bool:
    """Whether somebody proposed anything here: that is theirs, and never goes over to another address."""
    made = select(Proposal.id).where(Proposal.participation_id == participation.id)
    return session.scalars(made.limit(1)).first() is not None


def waiting_proposals(session: Session, participation: Participation) -> Sequence[Proposal]:
    """The proposals of a participation that the coordinator has not decided yet."""
    query = select(Proposal).where(Proposal.participation_id == participation.id, Proposal.decision.is_(None))
    return session.scalars(query.order_by(Proposal.created_at)).all()


MOST = 20
"""How many proposals of one person can wait: each is a mail to the coordinators."""


class TooManyProposalsError(Exception):
    """So many proposals of this person wait already that another one helps nobody."""


@dataclass(frozen=True, slots=True)
class ProposedColleague:
    """Who knows better, and why."""

    name: str
    email: str
    reason: str


def propose_colleague(
    session: Session,
    actor: User,
    proposer: Proposer,
    colleague: ProposedColleague,
    settings: Settings,
    *,
    now: datetime,
) -> None:
    """Note a proposal and tell the coordinators; the same one that still waits is not made twice.

    Raises TooManyProposalsError.
    """
    waiting = waiting_proposals(session, proposer.participation)
    if _is_among(waiting, proposer, colleague):
        return
    if len(waiting) >= MOST:
        raise TooManyProposalsError
    made = _proposal(proposer, colleague, now)
    session.add(made)
    about = {"domain": made.domain, "question": made.question}
    record(session, actor, "propose_colleague", made, now=now, new=about)
    _tell_coordinators(session, actor, proposer, made, settings, now)


def _is_among(waiting: Sequence[Proposal], proposer: Proposer, colleague: ProposedColleague) -> bool:
    wanted = (proposer.part.domain, proposer.question, colleague.name.casefold(), colleague.email)
    return wanted in [(one.domain, one.question, one.name.casefold(), one.email) for one in waiting]


def _proposal(proposer: Proposer, colleague: ProposedColleague, now: datetime) -> Proposal:
    return Proposal(
        id=uuid.uuid4(),
        assessment_id=proposer.assessment.id,
        municipality_id=proposer.assessment.municipality_id,
        participation_id=proposer.participation.id,
        domain=proposer.part.domain,
        question=proposer.question,
        name=colleague.name,
        email=colleague.email,
        reason=colleague.reason,
        created_at=now,
    )


def _tell_coordinators(
    session: Session, actor: User, proposer: Proposer, made: Proposal, settings: Settings, now: datetime
) -> None:
    page = f"{settings.base_url}/inventarisaties/{made.assessment_id}/deelnemers/voorstellen/{made.id}"
    for person in coordinators_of(session, proposer.assessment):
        letter = proposal_letter(
            person.name, proposer.name, made.name, proposer.about, made.reason, page, settings.contact
        )
        queue_letter(session, person.email, letter, "proposal", now=now, reply_to=actor.email)


REASON = 1000
"""Characters of the reason."""


class ProposeForm(BaseForm):
    """Who it is, how the coordinator reaches them, and why."""

    own_address: str

    name = text_field("Naam van je collega", NAME, required(NAME_MISSING), one_line)
    email = text_field("E-mailadres van je collega", LENGTH)
    reason = text_field("Waarom weet je collega dit beter?", REASON, area=True)

    def validate_email(self, field: Field) -> None:
        """An address that can be used, of somebody else; none at all is fine."""
        if not field.data:
            return
        clean(self, field)
        address(self, field)
        if field.data == self.own_address:
            raise ValidationError(SAME_PERSON)


@blueprint.route("/inventarisaties/<uuid:assessment_id>/vragen/<domain>/collega", methods=["GET", "POST"])
def propose(assessment_id: uuid.UUID, domain: str) -> ResponseReturnValue:
    """Say who knows a question better, or (without `vraag`) all own questions about the domain."""
    lock: Lock | None = "update" if request.method == "POST" else None
    proposer = load_proposer(current_user, assessment_id, domain, request.args.get("vraag", ""), lock)
    if proposer.refusal:
        return _refused(proposer, REFUSALS[proposer.refusal])
    form = ProposeForm(request.form if request.method == "POST" else None)
    form.own_address = current_user.email
    if request.method == "POST" and form.validate():
        return _save(proposer, form)
    page = render_template("participants/propose.html", form=form, proposer=proposer, back=_back(proposer))
    return page, 422 if form.errors else 200


def _save(proposer: Proposer, form: ProposeForm) -> ResponseReturnValue:
    colleague = ProposedColleague(form.name.data, form.email.data or "", form.reason.data or "")
    settings = current_app.config["SETTINGS"]
    try:
        propose_colleague(db.session, current_user, proposer, colleague, settings, now=now())
    except TooManyProposalsError:
        return _refused(proposer, TOO_MANY)
    flash(proposed(colleague.name, whole=not proposer.question), "success")
    db.session.commit()
    return redirect(_back(proposer), 303)


def _back(proposer: Proposer) -> str:
    """Where people came from: the question, or the overview."""
    id_, domain = proposer.assessment.id, proposer.part.domain
    if proposer.question:
        return url_for("assessments.answer_question", assessment_id=id_, domain=domain, question_id=proposer.question)
    return url_for("assessments.hub", assessment_id=id_)


def _refused(proposer: Proposer, why: str) -> ResponseReturnValue:
    back = ("Naar het overzicht", url_for("assessments.hub", assessment_id=proposer.assessment.id))
    return render_template("errors/409.html", explanation=why, back=back, typed=typed_texts()), 409

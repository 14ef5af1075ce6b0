"""A colleague who knows better: proposing them, and deciding whether they answer, instead of who proposed or beside."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import select
from sqlalchemy.orm import Session
from wtforms import BooleanField, Field
from wtforms.validators import StopValidation, ValidationError

from app.doors.access import assessment_for, participation_of, roles_for
from app.doors.addresses import LENGTH, parse_address
from app.doors.limits import TooManyTriesError
from app.models import Assessment, Participation, Proposal, User
from app.participants.adding import NAME, known_addresses
from app.participants.inviting import LINE
from app.participants.leaving import new_member, with_member
from app.participants.mails import Sender, invite_people, reminder_letter, sender_of, too_many
from app.participants.team import (
    DECIDED,
    PARTICIPANTS,
    REMINDER,
    Member,
    NewPerson,
    Team,
    add_people,
    blueprint,
    cells_of,
    keep_general,
    load_team,
    require_open,
    write_questions,
)
from app.post.outbox import queue_letter
from app.saving.typed import refuse
from app.state.asked import Part, name_of, questions_for
from app.state.lifecycle import AssessmentAction, Refusal, Situation, State, refusal
from app.state.situation import coordinators_of
from app.texts import participants as texts
from app.texts.accounts import WRONG_ADDRESS
from app.texts.lifecycle import REFUSALS
from app.texts.mails.colleagues import proposal as proposal_letter
from app.texts.mails.colleagues import proposal_decided
from app.trail.events import record
from app.web.clock import now, today
from app.web.extensions import db, settings
from app.web.forms import BaseForm, ChoiceField, address, clean, one_line, required, text_field
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
        return self.part.named(self.question)

    @property
    def name(self) -> str:
        """Who proposes it, as the coordinator calls them."""
        return name_of(self.participation)

    @property
    def way_back(self) -> tuple[str, str]:
        return "Naar het overzicht", url_for("assessments.hub", assessment_id=self.assessment.id)

    @property
    def refusal(self) -> Refusal | None:
        """Why nothing can be proposed now: questions are divided while people answer, so not after a sending back."""
        deadline = self.assessment.deadline
        passed = deadline is not None and deadline < today()
        return refusal(
            AssessmentAction.ANSWER, Situation(State(self.assessment.state), self.roles, deadline_passed=passed)
        )


def load_proposer(user: User, assessment_id: uuid.UUID, domain: str, question: str) -> Proposer:
    """Who proposes: 403 for who does not answer as a colleague, 404 for a question that is not theirs."""
    assessment = assessment_for(user, assessment_id, "update" if request.method == "POST" else None)
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


def waiting_proposals(session: Session, assessment: Assessment) -> tuple[Proposal, ...]:
    """What colleagues proposed, and the coordinator did not decide about yet, oldest first."""
    waiting = select(Proposal).where(Proposal.assessment_id == assessment.id, Proposal.decided_at.is_(None))
    return tuple(session.scalars(waiting.order_by(Proposal.created_at)))


MOST = 20
"""How many proposals of one person can wait: each is a mail to the coordinators."""


class TooManyProposalsError(Exception):
    """So many proposals of this person wait already that another one helps nobody."""


@dataclass(frozen=True, slots=True)
class ProposedColleague:
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
    waits = Proposal.participation_id == proposer.participation.id, Proposal.decision.is_(None)
    waiting = session.scalars(select(Proposal).where(*waits)).all()
    same = (proposer.part.domain, proposer.question, colleague.name.casefold(), colleague.email)
    if same in [(one.domain, one.question, one.name.casefold(), one.email) for one in waiting]:
        return
    if len(waiting) >= MOST:
        raise TooManyProposalsError
    made = Proposal(
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
    session.add(made)
    about = {"domain": made.domain, "question": made.question}
    record(session, actor, "propose_colleague", made, now=now, new=about)
    _tell_coordinators(session, actor, proposer, made, settings, now)


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

    name = text_field("Naam van je collega", NAME, required(texts.NAME_MISSING), one_line)
    email = text_field("E-mailadres van je collega", LENGTH)
    reason = text_field("Waarom weet je collega dit beter?", REASON, area=True)

    def validate_email(self, field: Field) -> None:
        """An address that can be used, of somebody else; none at all is fine."""
        if not field.data:
            return
        clean(self, field)
        address(self, field)
        if field.data == self.own_address:
            raise ValidationError(texts.SAME_PERSON)


@blueprint.route("/inventarisaties/<uuid:assessment_id>/vragen/<domain>/collega", methods=["GET", "POST"])
def propose(assessment_id: uuid.UUID, domain: str) -> ResponseReturnValue:
    """Say who knows a question better, or (without `vraag`) all own questions about the domain."""
    proposer = load_proposer(current_user, assessment_id, domain, request.args.get("vraag", ""))
    if proposer.refusal:
        refuse(REFUSALS[proposer.refusal], proposer.way_back)
    form = ProposeForm(request.form if request.method == "POST" else None)
    form.own_address = current_user.email
    if request.method == "POST" and form.validate():
        return _save_proposal(proposer, form)
    page = render_template("participants/propose.html", form=form, proposer=proposer, back=_back(proposer))
    return page, 422 if form.errors else 200


def _save_proposal(proposer: Proposer, form: ProposeForm) -> ResponseReturnValue:
    colleague = ProposedColleague(form.name.data, form.email.data or "", form.reason.data or "")
    try:
        propose_colleague(db.session, current_user, proposer, colleague, settings(), now=now())
    except TooManyProposalsError:
        refuse(texts.TOO_MANY, proposer.way_back)
    flash(texts.proposed(colleague.name, whole=not proposer.question), "success")
    db.session.commit()
    return redirect(_back(proposer), 303)


def _back(proposer: Proposer) -> str:
    """Where people came from: the question, or the overview."""
    id_, domain = proposer.assessment.id, proposer.part.domain
    if proposer.question:
        return url_for("assessments.answer_question", assessment_id=id_, domain=domain, question_id=proposer.question)
    return url_for("assessments.hub", assessment_id=id_)


@dataclass(frozen=True, slots=True)
class Decision:
    """What the coordinator decides, what they say about it, and who the colleague is (not when declined)."""

    choice: str
    """instead of who proposed it, beside them, or declined."""
    answer: str
    name: str = ""
    email: str = ""
    tell: bool = False
    """Whether the colleague is invited, or told of the new questions, at once."""


class DecidedBeforeError(Exception):
    """Somebody decided about this proposal already."""


def decide_proposal(sender: Sender, team: Team, proposal: Proposal, decision: Decision) -> None:
    """Decide, let the colleague answer when that is the decision, and tell who proposed it.

    Raises DecidedBeforeError and TooManyTriesError.
    """
    if proposal.decision is not None:
        raise DecidedBeforeError
    proposer = team.member(proposal.participation_id)
    sender.count(2 if decision.tell else 1)
    proposal.decision, proposal.answer = decision.choice, decision.answer
    proposal.decided_at, proposal.decided_by = sender.now, sender.coordinator.id
    if decision.choice != "declined":
        # Who proposed it hears who it really is.
        proposal.name, proposal.email = decision.name, decision.email
        _divide(sender, team, proposal, proposer, decision)
    sender.record("decide_proposal", proposal, new=decision.choice)
    if proposer.invited_at and not proposer.ended:
        about = team.part(proposal.domain).named(proposal.question)
        letter = proposal_decided(
            sender.asker, proposer.name, proposal.name, about, decision.choice, decision.answer, sender.page
        )
        sender.send(DECIDED, proposer, letter)


def _divide(sender: Sender, team: Team, proposal: Proposal, proposer: Member, decision: Decision) -> None:
    # One question, or all that the proposer has of the domain now.
    passed = {proposal.question} if proposal.question else _questions(proposer, proposal.domain)
    colleague = _colleague(sender, team, proposer, decision)
    colleague, gained = _give(sender, team, colleague, proposal.domain, passed)
    if decision.choice == "instead":
        _take_away(sender, team, proposer, proposal.domain, passed)
    keep_general(sender.session, sender.coordinator, with_member(team, colleague), now=sender.now)
    if decision.tell and not colleague.invited_at:
        invite_people(sender, [colleague], sender.assessment.invitation_line, counted=True)
    elif decision.tell and gained:
        colleague.participation.reminded_at = sender.now
        sender.send(REMINDER, colleague, reminder_letter(sender, colleague, ""), sender.calendar())


def _questions(member: Member, domain: str) -> set[str]:
    return {question.id for part in member.questions if part.domain == domain for question in part.questions}


def _colleague(sender: Sender, team: Team, proposer: Member, decision: Decision) -> Member:
    """Who takes part with this address, or somebody new at the level of who proposed them."""
    found = [member for member in team.members if member.email == decision.email]
    if found:
        return found[0]
    person = NewPerson(decision.name, decision.email, "", proposer.level)
    (added,) = add_people(sender.session, sender.coordinator, team, [person], now=sender.now)
    return new_member(sender, added)


def _give(sender: Sender, team: Team, colleague: Member, domain: str, passed: set[str]) -> tuple[Member, bool]:
    """The colleague with the questions, and whether any of them is new to them."""
    had = _questions(colleague, domain)
    if passed <= had:
        return colleague, False
    participation = colleague.participation
    write_questions(sender.session, participation, domain, had | passed, cells_of(team.parts))
    if participation.state == "submitted":
        # There is something to answer again.
        participation.state, participation.submitted_at = "started", None
    return Member(participation, questions_for(participation, team.assessment), colleague.answered), True


def _take_away(sender: Sender, team: Team, proposer: Member, domain: str, passed: set[str]) -> None:
    """What the proposer has answered already stays with them, and counts."""
    answered = {item.split("/")[1] for item in team.answered.get(proposer.id, ()) if item.startswith(f"{domain}/")}
    had = _questions(proposer, domain)
    left = had - (passed - answered)
    if left != had:
        write_questions(sender.session, proposer.participation, domain, left, cells_of(team.parts))


class DecideForm(BaseForm):
    """What is decided; `refused` (address: why) and `may_tell` are set when it is made."""

    refused: Mapping[str, str]
    may_tell: bool

    decision = ChoiceField("Wat beslis je?", list(texts.DECISIONS.items()), message=texts.DECISION_MISSING)
    name = text_field("Naam van de collega", NAME, one_line)
    email = text_field("E-mailadres van de collega", LENGTH, clean)
    tell = BooleanField("Nodig de collega meteen uit")
    answer = text_field("Wat wil je erover zeggen?", LINE, area=True)

    @property
    def _needs_colleague(self) -> bool:
        return self.decision.data in ("instead", "beside")

    def validate_decision(self, field: Field) -> None:
        if not field.data:
            raise ValidationError(texts.DECISION_MISSING)

    def validate_name(self, field: Field) -> None:
        if self._needs_colleague and not field.data:
            raise ValidationError(texts.NO_NAME)

    def validate_email(self, field: Field) -> None:
        """Who answers, has an address, and it is not that of who asks or proposes."""
        if not self._needs_colleague:
            return
        if not field.data:
            raise StopValidation(texts.NO_EMAIL)
        try:
            field.data = parse_address(field.data)
        except ValueError:
            raise StopValidation(WRONG_ADDRESS) from None
        if field.data in self.refused:
            raise ValidationError(self.refused[field.data])

    def validate_tell(self, field: Field) -> None:
        if self._needs_colleague and field.data and not self.may_tell:
            raise ValidationError(texts.NO_DAY_TO_COME)

    @property
    def decided(self) -> Decision:
        """The decision, once the form is valid."""
        name, email = (self.name.data, self.email.data) if self._needs_colleague else ("", "")
        tell = self._needs_colleague and bool(self.tell.data)
        return Decision(self.decision.data or "declined", self.answer.data or "", name, email, tell)


@blueprint.route(f"{PARTICIPANTS}/voorstellen/<uuid:proposal_id>", methods=["GET", "POST"])
def decide(assessment_id: uuid.UUID, proposal_id: uuid.UUID) -> ResponseReturnValue:
    """Show what somebody proposes, and decide it once."""
    posted = request.method == "POST"
    team = load_team(assessment_id)
    wanted = select(Proposal).where(Proposal.id == proposal_id, Proposal.assessment_id == team.assessment.id)
    proposal = db.session.scalars(wanted).one_or_none() or abort(404)
    require_open(team)
    form = _deciding_form(team, proposal)
    if not posted:
        return _deciding_page(team, proposal, form), 200
    if proposal.decision is None and not form.validate():
        return _deciding_page(team, proposal, form), 422
    try:
        decide_proposal(sender_of(team), team, proposal, form.decided)
    except DecidedBeforeError:
        refuse(texts.DECIDED_BEFORE, team.way_back)
    except TooManyTriesError as error:
        return _deciding_page(team, proposal, too_many(form, error)), 429
    flash(texts.decided(form.decided.choice, proposal.name), "success")
    db.session.commit()
    return redirect(url_for("participants.overview", assessment_id=assessment_id), 303)


def _deciding_form(team: Team, proposal: Proposal) -> DecideForm:
    may_tell = team.day_to_come is not None
    first = {"name": proposal.name, "email": proposal.email, "tell": may_tell}
    form = DecideForm(request.form if request.method == "POST" else None, data=first)
    # Who takes part already may answer this too; only these cannot.
    known = known_addresses(team, current_user).items()
    form.refused = {email: texts.REFUSED[why] for email, why in known if why != "here"}
    form.refused[team.member(proposal.participation_id).email] = texts.PROPOSED_THEMSELVES
    form.may_tell = may_tell
    return form


def _deciding_page(team: Team, proposal: Proposal, form: DecideForm) -> str:
    proposer, part = team.member(proposal.participation_id), team.part(proposal.domain)
    shown = {"team": team, "proposal": proposal, "form": form, "proposer": proposer, "part": part}
    return render_template("participants/decide.html", decisions=texts.DECISIONS, **shown)

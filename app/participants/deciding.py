"""Deciding whether a colleague who knows better answers a question, instead of who proposed it or beside them."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from flask import abort, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import select
from wtforms import BooleanField, Field
from wtforms.validators import StopValidation, ValidationError

from app.doors.addresses import LENGTH, parse_address
from app.doors.limits import TooManyTriesError
from app.models import Proposal
from app.participants.adding import NAME, REFUSED, known_addresses
from app.participants.cells import cells_of
from app.participants.leaving import new_member, with_member
from app.participants.mails import Sender, invite_people, reminder_letter
from app.participants.posting import LINE, sender_of, too_many
from app.participants.team import (
    DECIDED,
    PARTICIPANTS,
    REMINDER,
    Member,
    NewPerson,
    Team,
    add_people,
    blueprint,
    keep_general,
    load_team,
    require_open,
    write_questions,
)
from app.saving.typed import typed_texts
from app.state.asked import questions_for
from app.texts import colleagues as texts
from app.texts import participants
from app.texts.accounts import WRONG_ADDRESS
from app.texts.colleagues import DECIDED_BEFORE, DECISIONS, PROPOSED_THEMSELVES, decided
from app.texts.mails import proposal_decided
from app.web.extensions import db
from app.web.forms import BaseForm, ChoiceField, clean, one_line, text_field


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
        _answer(sender, team, proposal, proposer)


def _divide(sender: Sender, team: Team, proposal: Proposal, proposer: Member, decision: Decision) -> None:
    passed = _passed(proposal, proposer)
    colleague = _colleague(sender, team, proposer, decision)
    colleague, gained = _give(sender, team, colleague, proposal.domain, passed)
    if decision.choice == "instead":
        _take_away(sender, team, proposer, proposal.domain, passed)
    keep_general(sender.session, sender.coordinator, with_member(team, colleague), now=sender.now)
    if decision.tell:
        _tell(sender, colleague, gained)


def _passed(proposal: Proposal, proposer: Member) -> set[str]:
    """The questions that it is about: one, or all that the proposer has of the domain now."""
    return {proposal.question} if proposal.question else _questions(proposer, proposal.domain)


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


def _tell(sender: Sender, colleague: Member, gained: bool) -> None:
    if not colleague.invited_at:
        invite_people(sender, [colleague], sender.assessment.invitation_line, counted=True)
    elif gained:
        colleague.participation.reminded_at = sender.now
        sender.send(REMINDER, colleague, reminder_letter(sender, colleague, ""), sender.calendar())


def _answer(sender: Sender, team: Team, proposal: Proposal, proposer: Member) -> None:
    about = team.part(proposal.domain).named(proposal.question)
    letter = proposal_decided(
        sender.asker, proposer.name, proposal.name, about, proposal.decision or "", proposal.answer, sender.page
    )
    sender.send(DECIDED, proposer, letter)


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
        """One must be chosen."""
        if not field.data:
            raise ValidationError(texts.DECISION_MISSING)

    def validate_name(self, field: Field) -> None:
        """Who answers, has a name."""
        if self._needs_colleague and not field.data:
            raise ValidationError(participants.NO_NAME)

    def validate_email(self, field: Field) -> None:
        """Who answers, has an address, and it is not that of who asks or proposes."""
        if not self._needs_colleague:
            return
        if not field.data:
            raise StopValidation(participants.NO_EMAIL)
        try:
            field.data = parse_address(field.data)
        except ValueError:
            raise StopValidation(WRONG_ADDRESS) from None
        if field.data in self.refused:
            raise ValidationError(self.refused[field.data])

    def validate_tell(self, field: Field) -> None:
        """An invitation says until when one can answer."""
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
    team = load_team(current_user, assessment_id, "update" if posted else None)
    proposal = _load(team, proposal_id)
    require_open(team)
    form = _form(team, proposal)
    if not posted:
        return _page(team, proposal, form), 200
    if proposal.decision is None and not form.validate():
        return _page(team, proposal, form), 422
    try:
        decide_proposal(sender_of(team), team, proposal, form.decided)
    except DecidedBeforeError:
        _refuse(team)
    except TooManyTriesError as error:
        return _page(team, proposal, too_many(form, error)), 429
    flash(decided(form.decided.choice, proposal.name), "success")
    db.session.commit()
    return redirect(url_for("participants.overview", assessment_id=assessment_id), 303)


def _load(team: Team, proposal_id: uuid.UUID) -> Proposal:
    wanted = select(Proposal).where(Proposal.id == proposal_id, Proposal.assessment_id == team.assessment.id)
    return db.session.scalars(wanted).one_or_none() or abort(404)


def _form(team: Team, proposal: Proposal) -> DecideForm:
    may_tell = team.assessment.deadline is not None and not team.deadline_passed
    first = {"name": proposal.name, "email": proposal.email, "tell": may_tell}
    form = DecideForm(request.form if request.method == "POST" else None, data=first)
    # Who takes part already may answer this too; only these cannot.
    known = known_addresses(team, current_user).items()
    form.refused = {email: REFUSED[why] for email, why in known if why != "here"}
    form.refused[team.member(proposal.participation_id).email] = PROPOSED_THEMSELVES
    form.may_tell = may_tell
    return form


def _page(team: Team, proposal: Proposal, form: DecideForm) -> str:
    proposer, part = team.member(proposal.participation_id), team.part(proposal.domain)
    shown = {"team": team, "proposal": proposal, "form": form, "proposer": proposer, "part": part}
    return render_template("participants/decide.html", decisions=DECISIONS, **shown)


def _refuse(team: Team) -> None:
    """Stop with the page that says that this was decided before."""
    back = ("Naar de collega’s", url_for("participants.overview", assessment_id=team.assessment.id))
    page = render_template("errors/409.html", explanation=DECIDED_BEFORE, back=back, typed=typed_texts())
    abort(make_response(page, 409))

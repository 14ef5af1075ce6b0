"""Deciding whether a colleague who knows better answers a question, instead of who proposed it or beside them."""

from dataclasses import dataclass

from app.models import Proposal
from app.participants.operations.inviting import invite_people
from app.participants.operations.leaving import new_member, with_member
from app.participants.operations.parts import keep_general
from app.participants.operations.people import NewPerson, add_people
from app.participants.operations.questions import write_questions
from app.participants.operations.reminding import reminder_letter
from app.participants.operations.sending import Sender
from app.participants.queries.cells import cells_of
from app.participants.queries.mails import DECIDED, REMINDER
from app.participants.queries.team import Member, Team
from app.parts import questions_for
from app.texts.mails import proposal_decided


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
    sender.record("decide_proposal", proposal.id, new=decision.choice)
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

"""States of an assessment and what may be done in each: a pure table, the same for every caller."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Where an assessment is."""

    OPEN = "open"
    IN_REVIEW = "in_review"
    AGREED = "agreed"


class AssessmentAction(StrEnum):
    """What people can do to an assessment."""

    ANSWER = "answer"
    START_REVIEW = "start_review"
    SEND_BACK = "send_back"
    RESUBMIT = "resubmit"
    AGREE_SCORE = "agree_score"
    NAME_OPEN_POINTS = "name_open_points"
    FINISH_OPEN_POINTS = "finish_open_points"
    APPROVE = "approve"
    WITHDRAW_APPROVAL = "withdraw_approval"
    AGREE = "agree"
    REOPEN = "reopen"


class Refusal(StrEnum):
    """Why something cannot be done now; `app.texts` has the sentence for each."""

    WRONG_ROLE = "wrong_role"
    OWN_WORK = "own_work"
    OWN_APPROVAL = "own_approval"
    STILL_OPEN = "still_open"
    IN_REVIEW = "in_review"
    ALREADY_AGREED = "already_agreed"
    NOT_AGREED = "not_agreed"
    NOT_SENT_BACK = "not_sent_back"
    NOTHING_SENT_BACK = "nothing_sent_back"
    DOMAINS_SENT_BACK = "domains_sent_back"
    NOTHING_OPEN = "nothing_open"
    APPROVED = "approved"
    NOT_APPROVED = "not_approved"
    APPROVAL_MISSING = "approval_missing"
    DEADLINE_PASSED = "deadline_passed"


OWN = frozenset({Refusal.OWN_WORK, Refusal.OWN_APPROVAL})
"""Because nobody checks their own work (D23)."""


@dataclass(frozen=True, slots=True)
class Situation:
    """All that decides whether an action is allowed."""

    state: State
    roles: frozenset[str]
    approved: bool = False
    has_adviser: bool = True
    sent_back: frozenset[str] = frozenset()
    """The ids of the domains that were sent back and not handed in again."""
    deadline_passed: bool = False
    """Whether the last day on which colleagues can answer is over."""
    open_points: bool = False
    """Whether the adviser said what is still open, and nobody answered that yet."""
    approved_self: bool = False
    """Whether the approval is of this person, who was the adviser then."""

    @property
    def answers_are_shown(self) -> bool:
        """Whether answers of others are read: from the review on; while the round is open everybody answers blind."""
        return self.state is not State.OPEN


WHO: dict[AssessmentAction, frozenset[str]] = {
    AssessmentAction.ANSWER: frozenset({"coordinator", "participant"}),
    AssessmentAction.START_REVIEW: frozenset({"coordinator"}),
    AssessmentAction.SEND_BACK: frozenset({"adviser", "coordinator"}),
    AssessmentAction.RESUBMIT: frozenset({"coordinator"}),
    AssessmentAction.AGREE_SCORE: frozenset({"adviser", "coordinator"}),
    AssessmentAction.NAME_OPEN_POINTS: frozenset({"adviser"}),
    AssessmentAction.FINISH_OPEN_POINTS: frozenset({"coordinator"}),
    AssessmentAction.APPROVE: frozenset({"adviser"}),
    AssessmentAction.WITHDRAW_APPROVAL: frozenset({"adviser"}),
    AssessmentAction.AGREE: frozenset({"coordinator"}),
    AssessmentAction.REOPEN: frozenset({"adviser", "coordinator"}),
}

CHECKS = frozenset({AssessmentAction.NAME_OPEN_POINTS, AssessmentAction.APPROVE, AssessmentAction.WITHDRAW_APPROVAL})
"""What an adviser does to the work of others (D23): not who leads or answers as a colleague, whatever else they are."""
SIGNS = CHECKS | {AssessmentAction.AGREE}
"""For which it matters who else has a part in it."""

AFTER: dict[AssessmentAction, State] = {
    AssessmentAction.START_REVIEW: State.IN_REVIEW,
    AssessmentAction.AGREE: State.AGREED,
    AssessmentAction.REOPEN: State.IN_REVIEW,
}
"""The state after an action; the others leave the state as it is."""


def refusal(action: AssessmentAction, situation: Situation, domain: str | None = None) -> Refusal | None:
    """Why the action is not allowed now, or None when it is; `domain` matters for answering only."""
    if not situation.roles & WHO[action]:
        return Refusal.WRONG_ROLE
    if action in CHECKS and situation.roles & WHO[AssessmentAction.ANSWER]:
        return Refusal.OWN_WORK
    if action is AssessmentAction.ANSWER:
        return _refused_answer(situation, domain)
    if action is AssessmentAction.START_REVIEW:
        return _unless_open(situation)
    if action is AssessmentAction.REOPEN:
        return None if situation.state is State.AGREED else Refusal.NOT_AGREED
    return _unless_in_review(situation) or _refused_in_review(action, situation)


def _refused_answer(situation: Situation, domain: str | None) -> Refusal | None:
    if situation.state is State.AGREED:
        return Refusal.ALREADY_AGREED
    if situation.state is State.IN_REVIEW and domain not in situation.sent_back:
        return Refusal.NOT_SENT_BACK if situation.sent_back else Refusal.IN_REVIEW
    # The deadline is the coordinator's own: it closes the answers of colleagues, and only while the round is open.
    if situation.state is State.OPEN and situation.deadline_passed and "coordinator" not in situation.roles:
        return Refusal.DEADLINE_PASSED
    return None


def _unless_open(situation: Situation) -> Refusal | None:
    if situation.state is State.OPEN:
        return None
    return Refusal.IN_REVIEW if situation.state is State.IN_REVIEW else Refusal.ALREADY_AGREED


def _unless_in_review(situation: Situation) -> Refusal | None:
    if situation.state is State.IN_REVIEW:
        return None
    return Refusal.STILL_OPEN if situation.state is State.OPEN else Refusal.ALREADY_AGREED


def _refused_in_review(action: AssessmentAction, situation: Situation) -> Refusal | None:
    waiting = Refusal.DOMAINS_SENT_BACK if situation.sent_back else None
    already = Refusal.APPROVED if situation.approved else None
    missing = Refusal.APPROVAL_MISSING if situation.has_adviser and not situation.approved else None
    own = Refusal.OWN_APPROVAL if situation.approved_self else None
    nothing = None if situation.open_points else Refusal.NOTHING_OPEN
    table: dict[AssessmentAction, Refusal | None] = {
        AssessmentAction.SEND_BACK: None,
        AssessmentAction.RESUBMIT: None if situation.sent_back else Refusal.NOTHING_SENT_BACK,
        AssessmentAction.AGREE_SCORE: already,
        AssessmentAction.NAME_OPEN_POINTS: already,
        AssessmentAction.FINISH_OPEN_POINTS: waiting or already or nothing,
        AssessmentAction.APPROVE: waiting or already,
        AssessmentAction.WITHDRAW_APPROVAL: None if situation.approved else Refusal.NOT_APPROVED,
        AssessmentAction.AGREE: waiting or missing or own,
    }
    return table[action]

"""Every state x action x role against the table of the product, written out by hand."""

from dataclasses import replace
from itertools import product

import pytest

from app.state.lifecycle import AFTER, WHO, AssessmentAction, Refusal, Situation, State, refusal
from app.texts.lifecycle import REFUSALS

ROLES = ("coordinator", "participant", "adviser", "reader", "administrator")

ALLOWED: dict[AssessmentAction, tuple[set[str], set[State]]] = {
    AssessmentAction.ANSWER: ({"coordinator", "participant"}, {State.OPEN}),
    AssessmentAction.START_REVIEW: ({"coordinator"}, {State.OPEN}),
    AssessmentAction.SEND_BACK: ({"adviser", "coordinator"}, {State.IN_REVIEW}),
    AssessmentAction.RESUBMIT: ({"coordinator"}, set()),
    AssessmentAction.AGREE_SCORE: ({"adviser", "coordinator"}, {State.IN_REVIEW}),
    AssessmentAction.NAME_OPEN_POINTS: ({"adviser"}, {State.IN_REVIEW}),
    AssessmentAction.APPROVE: ({"adviser"}, {State.IN_REVIEW}),
    AssessmentAction.WITHDRAW_APPROVAL: ({"adviser"}, set()),
    AssessmentAction.FINISH_OPEN_POINTS: ({"coordinator"}, set()),
    AssessmentAction.AGREE: ({"coordinator"}, set()),
    AssessmentAction.REOPEN: ({"adviser", "coordinator"}, {State.AGREED}),
}
"""Who may do what in which state, when nothing was approved or sent back and there is an adviser."""


def situation(state: State, *roles: str, approved: bool = False, adviser: bool = True, sent: str = "") -> Situation:
    """A situation in short."""
    return Situation(state, frozenset(roles), approved, adviser, frozenset(sent.split()))


OWN_WORK, OWN_APPROVAL = Refusal.OWN_WORK, Refusal.OWN_APPROVAL
NAMED = Situation(State.IN_REVIEW, frozenset({"coordinator"}), open_points=True)


@pytest.mark.parametrize(("state", "action", "role"), list(product(State, AssessmentAction, ROLES)))
def test_who_can_do_what_when(state: State, action: AssessmentAction, role: str) -> None:
    roles, states = ALLOWED[action]
    found = refusal(action, situation(state, role), "geld")
    assert (found is None) == (role in roles and state in states)
    assert (found is Refusal.WRONG_ROLE) == (role not in roles)
    assert found is None or REFUSALS[found]


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("roles", [{"participant"}, {"coordinator"}, {"coordinator", "participant"}])
def test_the_deadline_closes_the_answers_of_colleagues_while_a_round_is_open(state: State, roles: set[str]) -> None:
    late = Situation(state, frozenset(roles), sent_back=frozenset({"geld"}), deadline_passed=True)
    closed = state is State.OPEN and "coordinator" not in roles
    found = refusal(AssessmentAction.ANSWER, late, "geld")
    assert (found is Refusal.DEADLINE_PASSED) == closed
    assert (found is None) == (not closed and state is not State.AGREED)


@pytest.mark.parametrize(
    ("action", "where", "expected"),
    [
        (AssessmentAction.ANSWER, situation(State.IN_REVIEW, "participant", sent="geld"), None),
        (AssessmentAction.ANSWER, situation(State.IN_REVIEW, "participant", sent="wonen"), Refusal.NOT_SENT_BACK),
        (AssessmentAction.ANSWER, situation(State.IN_REVIEW, "participant"), Refusal.IN_REVIEW),
        (AssessmentAction.ANSWER, situation(State.AGREED, "participant", sent="geld"), Refusal.ALREADY_AGREED),
        (AssessmentAction.START_REVIEW, situation(State.IN_REVIEW, "coordinator"), Refusal.IN_REVIEW),
        (AssessmentAction.START_REVIEW, situation(State.AGREED, "coordinator"), Refusal.ALREADY_AGREED),
        (AssessmentAction.FINISH_OPEN_POINTS, NAMED, None),
        (AssessmentAction.FINISH_OPEN_POINTS, replace(NAMED, sent_back=frozenset({"geld"})), Refusal.DOMAINS_SENT_BACK),
        (AssessmentAction.FINISH_OPEN_POINTS, replace(NAMED, approved=True), Refusal.APPROVED),
        (AssessmentAction.FINISH_OPEN_POINTS, situation(State.IN_REVIEW, "coordinator"), Refusal.NOTHING_OPEN),
        (AssessmentAction.SEND_BACK, situation(State.IN_REVIEW, "adviser", approved=True), None),
        (AssessmentAction.SEND_BACK, situation(State.OPEN, "adviser"), Refusal.STILL_OPEN),
        (AssessmentAction.RESUBMIT, situation(State.IN_REVIEW, "coordinator", sent="geld"), None),
        (AssessmentAction.RESUBMIT, situation(State.IN_REVIEW, "coordinator"), Refusal.NOTHING_SENT_BACK),
        (AssessmentAction.AGREE_SCORE, situation(State.IN_REVIEW, "adviser", approved=True), Refusal.APPROVED),
        (AssessmentAction.APPROVE, situation(State.IN_REVIEW, "adviser", sent="geld"), Refusal.DOMAINS_SENT_BACK),
        (AssessmentAction.APPROVE, situation(State.IN_REVIEW, "adviser", approved=True), Refusal.APPROVED),
        (AssessmentAction.WITHDRAW_APPROVAL, situation(State.IN_REVIEW, "adviser", approved=True), None),
        (AssessmentAction.WITHDRAW_APPROVAL, situation(State.IN_REVIEW, "adviser"), Refusal.NOT_APPROVED),
        (AssessmentAction.AGREE, situation(State.IN_REVIEW, "coordinator", approved=True), None),
        (AssessmentAction.AGREE, situation(State.IN_REVIEW, "coordinator"), Refusal.APPROVAL_MISSING),
        (AssessmentAction.AGREE, situation(State.IN_REVIEW, "coordinator", adviser=False), None),
        (
            AssessmentAction.AGREE,
            situation(State.IN_REVIEW, "coordinator", adviser=False, sent="geld"),
            Refusal.DOMAINS_SENT_BACK,
        ),
        (
            AssessmentAction.AGREE,
            replace(situation(State.IN_REVIEW, "coordinator", approved=True), approved_self=True),
            OWN_APPROVAL,
        ),
        (AssessmentAction.APPROVE, situation(State.IN_REVIEW, "adviser", "coordinator"), OWN_WORK),
        (AssessmentAction.APPROVE, situation(State.IN_REVIEW, "adviser", "participant"), OWN_WORK),
        (
            AssessmentAction.WITHDRAW_APPROVAL,
            situation(State.IN_REVIEW, "adviser", "coordinator", approved=True),
            OWN_WORK,
        ),
        (AssessmentAction.NAME_OPEN_POINTS, situation(State.IN_REVIEW, "adviser", "participant"), OWN_WORK),
        (AssessmentAction.SEND_BACK, situation(State.IN_REVIEW, "adviser", "coordinator"), None),
        (AssessmentAction.REOPEN, situation(State.IN_REVIEW, "coordinator"), Refusal.NOT_AGREED),
    ],
)
def test_what_else_decides(action: AssessmentAction, where: Situation, expected: Refusal | None) -> None:
    assert refusal(action, where, "geld") is expected


def test_every_refusal_has_a_sentence_and_every_action_somebody() -> None:
    assert set(REFUSALS) == set(Refusal)
    assert set(WHO) == set(AssessmentAction)
    assert all(who <= set(ROLES) for who in WHO.values())


def test_where_actions_lead() -> None:
    assert AFTER == {
        AssessmentAction.START_REVIEW: State.IN_REVIEW,
        AssessmentAction.AGREE: State.AGREED,
        AssessmentAction.REOPEN: State.IN_REVIEW,
    }


@pytest.mark.parametrize(("state", "shown"), [(State.OPEN, False), (State.IN_REVIEW, True), (State.AGREED, True)])
def test_answers_of_others_are_read_from_the_review_on(state, shown):
    for roles in ({"coordinator"}, {"adviser"}, {"coordinator", "adviser"}, {"participant"}):
        assert Situation(state, frozenset(roles)).answers_are_shown is shown

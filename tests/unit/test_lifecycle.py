"""Every state x action x role against the table of the product, written out by hand."""

from dataclasses import replace
from itertools import product

import pytest

from app.state.lifecycle import AFTER, WHO, Action, Refusal, Situation, State, refusal
from app.texts.lifecycle import REFUSALS

ROLES = ("coordinator", "participant", "adviser", "reader", "administrator")

ALLOWED: dict[Action, tuple[set[str], set[State]]] = {
    Action.ANSWER: ({"coordinator", "participant"}, {State.OPEN}),
    Action.START_REVIEW: ({"coordinator"}, {State.OPEN}),
    Action.SEND_BACK: ({"adviser", "coordinator"}, {State.IN_REVIEW}),
    Action.RESUBMIT: ({"coordinator"}, set()),
    Action.AGREE_SCORE: ({"adviser", "coordinator"}, {State.IN_REVIEW}),
    Action.NAME_OPEN_POINTS: ({"adviser"}, {State.IN_REVIEW}),
    Action.APPROVE: ({"adviser"}, {State.IN_REVIEW}),
    Action.WITHDRAW_APPROVAL: ({"adviser"}, set()),
    Action.FINISH_OPEN_POINTS: ({"coordinator"}, set()),
    Action.AGREE: ({"coordinator"}, set()),
    Action.REOPEN: ({"adviser", "coordinator"}, {State.AGREED}),
}
"""Who may do what in which state, when nothing was approved or sent back and there is an adviser."""


def situation(state: State, *roles: str, approved: bool = False, adviser: bool = True, sent: str = "") -> Situation:
    """A situation in short."""
    return Situation(state, frozenset(roles), approved, adviser, frozenset(sent.split()))


OWN_WORK, OWN_APPROVAL = Refusal.OWN_WORK, Refusal.OWN_APPROVAL
NAMED = Situation(State.IN_REVIEW, frozenset({"coordinator"}), open_points=True)


@pytest.mark.parametrize(("state", "action", "role"), list(product(State, Action, ROLES)))
def test_who_can_do_what_when(state: State, action: Action, role: str) -> None:
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
    found = refusal(Action.ANSWER, late, "geld")
    assert (found is Refusal.DEADLINE_PASSED) == closed
    assert (found is None) == (not closed and state is not State.AGREED)


@pytest.mark.parametrize(
    ("action", "where", "expected"),
    [
        (Action.ANSWER, situation(State.IN_REVIEW, "participant", sent="geld"), None),
        (Action.ANSWER, situation(State.IN_REVIEW, "participant", sent="wonen"), Refusal.NOT_SENT_BACK),
        (Action.ANSWER, situation(State.IN_REVIEW, "participant"), Refusal.IN_REVIEW),
        (Action.ANSWER, situation(State.AGREED, "participant", sent="geld"), Refusal.ALREADY_AGREED),
        (Action.START_REVIEW, situation(State.IN_REVIEW, "coordinator"), Refusal.IN_REVIEW),
        (Action.START_REVIEW, situation(State.AGREED, "coordinator"), Refusal.ALREADY_AGREED),
        (Action.FINISH_OPEN_POINTS, NAMED, None),
        (Action.FINISH_OPEN_POINTS, replace(NAMED, sent_back=frozenset({"geld"})), Refusal.DOMAINS_SENT_BACK),
        (Action.FINISH_OPEN_POINTS, replace(NAMED, approved=True), Refusal.APPROVED),
        (Action.FINISH_OPEN_POINTS, situation(State.IN_REVIEW, "coordinator"), Refusal.NOTHING_OPEN),
        (Action.SEND_BACK, situation(State.IN_REVIEW, "adviser", approved=True), None),
        (Action.SEND_BACK, situation(State.OPEN, "adviser"), Refusal.STILL_OPEN),
        (Action.RESUBMIT, situation(State.IN_REVIEW, "coordinator", sent="geld"), None),
        (Action.RESUBMIT, situation(State.IN_REVIEW, "coordinator"), Refusal.NOTHING_SENT_BACK),
        (Action.AGREE_SCORE, situation(State.IN_REVIEW, "adviser", approved=True), Refusal.APPROVED),
        (Action.APPROVE, situation(State.IN_REVIEW, "adviser", sent="geld"), Refusal.DOMAINS_SENT_BACK),
        (Action.APPROVE, situation(State.IN_REVIEW, "adviser", approved=True), Refusal.APPROVED),
        (Action.WITHDRAW_APPROVAL, situation(State.IN_REVIEW, "adviser", approved=True), None),
        (Action.WITHDRAW_APPROVAL, situation(State.IN_REVIEW, "adviser"), Refusal.NOT_APPROVED),
        (Action.AGREE, situation(State.IN_REVIEW, "coordinator", approved=True), None),
        (Action.AGREE, situation(State.IN_REVIEW, "coordinator"), Refusal.APPROVAL_MISSING),
        (Action.AGREE, situation(State.IN_REVIEW, "coordinator", adviser=False), None),
        (
            Action.AGREE,
            situation(State.IN_REVIEW, "coordinator", adviser=False, sent="geld"),
            Refusal.DOMAINS_SENT_BACK,
        ),
        (
            Action.AGREE,
            replace(situation(State.IN_REVIEW, "coordinator", approved=True), approved_self=True),
            OWN_APPROVAL,
        ),
        (Action.APPROVE, situation(State.IN_REVIEW, "adviser", "coordinator"), OWN_WORK),
        (Action.APPROVE, situation(State.IN_REVIEW, "adviser", "participant"), OWN_WORK),
        (Action.WITHDRAW_APPROVAL, situation(State.IN_REVIEW, "adviser", "coordinator", approved=True), OWN_WORK),
        (Action.NAME_OPEN_POINTS, situation(State.IN_REVIEW, "adviser", "participant"), OWN_WORK),
        (Action.SEND_BACK, situation(State.IN_REVIEW, "adviser", "coordinator"), None),
        (Action.REOPEN, situation(State.IN_REVIEW, "coordinator"), Refusal.NOT_AGREED),
    ],
)
def test_what_else_decides(action: Action, where: Situation, expected: Refusal | None) -> None:
    assert refusal(action, where, "geld") is expected


def test_every_refusal_has_a_sentence_and_every_action_somebody() -> None:
    assert set(REFUSALS) == set(Refusal)
    assert set(WHO) == set(Action)
    assert all(who <= set(ROLES) for who in WHO.values())


def test_where_actions_lead() -> None:
    assert AFTER == {
        Action.START_REVIEW: State.IN_REVIEW,
        Action.AGREE: State.AGREED,
        Action.REOPEN: State.IN_REVIEW,
    }


@pytest.mark.parametrize(("state", "shown"), [(State.OPEN, False), (State.IN_REVIEW, True), (State.AGREED, True)])
def test_answers_of_others_are_read_from_the_review_on(state, shown):
    for roles in ({"coordinator"}, {"adviser"}, {"coordinator", "adviser"}, {"participant"}):
        assert Situation(state, frozenset(roles)).answers_are_shown is shown

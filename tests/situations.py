"""How an inventory can stand, and every way to do something to it."""

import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from app.state.lifecycle import AssessmentAction, Situation, State

SENT_BACK = frozenset({"geld"})
OPEN, IN_REVIEW, AGREED = State.OPEN, State.IN_REVIEW, State.AGREED
ANSWERS = 3
"""How many there are at first."""
NAMED = datetime(2026, 3, 4, 12, tzinfo=UTC)
"""When the adviser said what is open."""


@dataclass(frozen=True)
class Case:
    """How an inventory stands when somebody tries something."""

    state: State
    approved: bool = False
    sent_back: frozenset[str] = frozenset()
    late: bool = False
    adviser: bool = True
    reports: int = 0
    """How many reports were frozen before."""
    open_points: bool = False
    """Whether the adviser said what is still open, and nobody answered that yet."""

    def __str__(self) -> str:
        facts = {
            "approved": self.approved,
            "sent back": self.sent_back,
            "last day over": self.late,
            "without adviser": not self.adviser,
            "reported before": self.reports,
            "open points": self.open_points,
        }
        return ", ".join([self.state.value, *(fact for fact, holds in facts.items() if holds)])

    def situation(self, *roles: str) -> Situation:
        """The same as the lifecycle takes it."""
        facts = (self.approved, self.adviser, self.sent_back, self.late, self.open_points and not self.sent_back)
        return Situation(self.state, frozenset(roles), *facts)


def can_be(case: Case) -> bool:
    """Whether an inventory can come to stand like this."""
    if case.state is OPEN:
        return not (case.approved or case.sent_back or case.reports or case.open_points)
    if case.state is AGREED:
        return bool(case.reports) and not (case.sent_back or case.open_points)
    # Sending back ends the approval, and nothing is approved as long as something is sent back.
    # Approving ends what is open.
    return not (case.approved and (case.sent_back or case.open_points))


FACTS = (State, (False, True), (frozenset[str](), SENT_BACK), (False, True), (True, False), (0, 1), (False, True))
CASES = [case for case in itertools.starmap(Case, itertools.product(*FACTS)) if can_be(case)]


@dataclass(frozen=True)
class Door:
    """One way to do something, and what is true after it was allowed."""

    action: AssessmentAction
    path: str
    form: Mapping[str, str]
    after: Callable[[Any], bool]
    domain: str = "geld"


DOORS = {
    "answer": Door(
        AssessmentAction.ANSWER,
        "vragen/geld/A.BE",
        {"value": "3", "seen": "1"},
        lambda kept: kept.answers == ANSWERS + 1,
    ),
    "answer elsewhere": Door(
        AssessmentAction.ANSWER,
        "vragen/inclusie/A.BE",
        {"value": "3", "seen": "0"},
        lambda kept: kept.answers == ANSWERS + 1,
        "inclusie",
    ),
    "start review": Door(
        AssessmentAction.START_REVIEW, "bespreking-starten", {"choice": "start"}, lambda kept: kept.state == "in_review"
    ),
    "send back": Door(
        AssessmentAction.SEND_BACK,
        "terugsturen",
        {"domains": "inclusie", "reason": "Kijk nog eens."},
        lambda kept: "inclusie" in kept.sent_back and not kept.approved,
    ),
    "resubmit": Door(AssessmentAction.RESUBMIT, "opnieuw-inleveren", {}, lambda kept: not kept.sent_back),
    "agree score": Door(
        AssessmentAction.AGREE_SCORE,
        "bespreken/geld/A.BE",
        {"value": "2", "reason": "Besproken.", "seen": "0"},
        lambda kept: kept.scores == 1,
    ),
    "answer about a chance": Door(
        AssessmentAction.AGREE_SCORE,
        "bespreken/geld/kansen",
        {"K1-value": "2", "K1-seen": "0", "ambition": "none", "ambition_seen": "0"},
        lambda kept: kept.answers == ANSWERS + 1,
    ),
    "say what is open": Door(
        AssessmentAction.NAME_OPEN_POINTS,
        "nog-open",
        {"text": "Wie doet dit?"},
        lambda kept: kept.open_points == "Wie doet dit?",
    ),
    "do what is open": Door(
        AssessmentAction.FINISH_OPEN_POINTS,
        "nog-open/gedaan",
        {"seen": NAMED.isoformat()},
        lambda kept: kept.finished == 1,
    ),
    "approve": Door(AssessmentAction.APPROVE, "akkoord", {}, lambda kept: kept.approved),
    "withdraw": Door(AssessmentAction.WITHDRAW_APPROVAL, "akkoord", {"withdraw": "1"}, lambda kept: not kept.approved),
    "agree": Door(AssessmentAction.AGREE, "vaststellen", {}, lambda kept: kept.state == "agreed"),
    "reopen": Door(
        AssessmentAction.REOPEN,
        "heropenen",
        {"reason": "Er is een fout gevonden."},
        lambda kept: kept.state == "in_review" and not kept.approved,
    ),
}

"""Every action in every situation by everybody, with real requests: what happens is what the lifecycle says."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.clock import now, today
from app.lifecycle import WHO, Action, Situation, State, refusal
from app.models import (
    AgreedScoreVersion,
    AnswerVersion,
    Assessment,
    AssessmentDomain,
    Membership,
    Participation,
    Report,
)
from tests.factories import People, make_answers, make_assessment, make_participation
from tests.pages import Client

SENT_BACK = frozenset({"geld"})
OPEN, IN_REVIEW, AGREED = State.OPEN, State.IN_REVIEW, State.AGREED


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

    def situation(self, *roles: str) -> Situation:
        """The same as the lifecycle takes it."""
        return Situation(self.state, frozenset(roles), self.approved, self.adviser, self.sent_back, self.late)


CASES = {
    "open": Case(OPEN),
    "open, last day over": Case(OPEN, late=True),
    "in review": Case(IN_REVIEW),
    "sent back": Case(IN_REVIEW, sent_back=SENT_BACK),
    "approved": Case(IN_REVIEW, approved=True),
    "without adviser": Case(IN_REVIEW, adviser=False),
    "agreed": Case(AGREED, approved=True, reports=1),
    "opened again": Case(IN_REVIEW, reports=1),
    "opened again and approved": Case(IN_REVIEW, approved=True, reports=1),
}
FORMS: dict[Action, tuple[str, dict[str, str]]] = {
    Action.ANSWER: ("vragen/geld/A.BE", {"value": "3", "seen": "1"}),
    Action.START_REVIEW: ("bespreking-starten", {}),
    Action.SEND_BACK: ("terugsturen", {"domains": "inclusie", "reason": "Kijk nog eens."}),
    Action.RESUBMIT: ("opnieuw-inleveren", {}),
    Action.AGREE_SCORE: ("bespreken/geld/A.BE", {"value": "2", "reason": "Besproken.", "seen": "0"}),
    Action.NAME_OPEN_POINTS: ("nog-open", {"text": "Vraag nog na wie dit doet."}),
    Action.APPROVE: ("akkoord", {}),
    Action.WITHDRAW_APPROVAL: ("akkoord", {"withdraw": "1"}),
    Action.AGREE: ("vaststellen", {}),
    Action.REOPEN: ("heropenen", {"reason": "Er is een fout gevonden."}),
}
AFTER: dict[Action, Callable[[Any], bool]] = {
    Action.ANSWER: lambda kept: kept.answers == 4,
    Action.START_REVIEW: lambda kept: kept.state == "in_review",
    Action.SEND_BACK: lambda kept: "inclusie" in kept.sent_back and not kept.approved,
    Action.RESUBMIT: lambda kept: not kept.sent_back,
    Action.AGREE_SCORE: lambda kept: kept.scores == 1,
    Action.NAME_OPEN_POINTS: lambda kept: kept.open_points == "Vraag nog na wie dit doet.",
    Action.APPROVE: lambda kept: kept.approved,
    Action.WITHDRAW_APPROVAL: lambda kept: not kept.approved,
    Action.AGREE: lambda kept: kept.state == "agreed",
    Action.REOPEN: lambda kept: kept.state == "in_review" and not kept.approved,
}
"""What is true after an action that was allowed."""
DONE_ALREADY = {
    (Action.START_REVIEW, "coordinator"): lambda case: case.state is IN_REVIEW and not case.reports,
    (Action.APPROVE, "adviser"): lambda case: case.state is IN_REVIEW and case.approved,
    (Action.WITHDRAW_APPROVAL, "adviser"): lambda case: case.state is IN_REVIEW and not case.approved,
    (Action.AGREE, "coordinator"): lambda case: case.state is AGREED,
}
"""Where a second click is no mistake: nothing changes, and whoever clicked goes on."""
ROLES = ("coordinator", "adviser", "participant", "reader", "administrator", "other")


@dataclass(frozen=True)
class Kept:
    """What the database says about the inventory."""

    state: str
    approved: bool
    sent_back: frozenset[str]
    answers: int
    scores: int
    open_points: str | None
    reports: int


def kept(session: Session, assessment_id: UUID) -> Kept:
    """Read it anew."""
    session.rollback()
    row = session.get_one(Assessment, assessment_id, populate_existing=True)
    here = AssessmentDomain.assessment_id == assessment_id, AssessmentDomain.sent_back_at.is_not(None)
    counts = [
        session.scalar(select(func.count()).select_from(table).where(table.assessment_id == assessment_id)) or 0
        for table in (AnswerVersion, AgreedScoreVersion, Report)
    ]
    found = Kept(
        row.state,
        row.approved_at is not None,
        frozenset(session.scalars(select(AssessmentDomain.domain).where(*here))),
        counts[0],
        counts[1],
        row.open_points,
        counts[2],
    )
    session.commit()
    return found


def make_case(session: Session, people: People, case: Case) -> UUID:
    """An inventory that stands like this; whoever takes part has answered one question."""
    made = make_assessment(session, people, state=case.state.value)
    joint = session.scalars(select(Participation).where(Participation.assessment_id == made.id)).one()
    colleague = make_participation(session, made, people.participant, everything=True)
    make_answers(session, joint, {"geld/A.BE": 1})
    make_answers(session, colleague, {"geld/A.BE": 1})
    # A third answer, by nobody who tries anything.
    make_answers(session, joint, {"geld/A.BL": 1})
    if case.reports:
        # Drawing a real one takes a second, and what stands in it does not matter here.
        frozen = {"agreed_at": now(), "agreed_by": people.coordinator.id, "rules": 1, "interchange": "{}"}
        session.add(Report(assessment_id=made.id, municipality_id=made.municipality_id, number=1, **frozen))
        change(session, made, agreed_at=now())
    approval = {"approved_at": now(), "approved_by": people.adviser.id} if case.approved else {"approved_at": None}
    change(session, made, state=case.state.value, deadline=today() - timedelta(days=2 if case.late else -2), **approval)
    if case.sent_back:
        back = {"sent_back_at": now(), "sent_back_reason": "Kijk nog eens."}
        where = AssessmentDomain.assessment_id == made.id, AssessmentDomain.domain.in_(case.sent_back)
        session.execute(update(AssessmentDomain).where(*where).values(back))
    if not case.adviser:
        session.execute(update(Membership).where(Membership.role == "adviser").values(ended_at=now()))
    session.commit()
    return made.id


def change(session: Session, made: Assessment, **columns: object) -> None:
    """Give the inventory these values."""
    session.execute(update(Assessment).where(Assessment.id == made.id).values(columns))
    session.commit()


def roles_of(role: str, case: Case) -> tuple[str, ...]:
    """What the lifecycle knows of this person."""
    return () if role in ("reader", "administrator", "other") or (role == "adviser" and not case.adviser) else (role,)


def expected_status(action: Action, role: str, case: Case) -> set[int]:
    """What the lifecycle says, as the answer to a request."""
    roles = roles_of(role, case)
    if not set(roles) & WHO[action]:
        return {403, 404}
    if refusal(action, case.situation(*roles), "geld") is None or done_already(action, role, case):
        return {303}
    return {409}


def done_already(action: Action, role: str, case: Case) -> bool:
    """Whether this is a second click."""
    check = DONE_ALREADY.get((action, role))
    return check is not None and check(case)


@pytest.mark.parametrize("name", CASES)
def test_every_action_by_everybody(
    session: Session, people: People, client_as: Callable[..., Client], name: str
) -> None:
    case = CASES[name]
    wrong: dict[tuple[str, str], object] = {}
    for role in ROLES:
        client = client_as(getattr(people, role))
        for action, (path, form) in FORMS.items():
            made = make_case(session, people, case)
            before = kept(session, made)
            answer = client.ask(
                f"/inventarisaties/{made}/{path}", method="POST", data={"csrf_token": client.token, **form}
            )
            after = kept(session, made)
            if problem := verdict(action, role, case, answer.status_code, before, after):
                wrong[action.value, role] = problem
    assert wrong == {}


def verdict(action: Action, role: str, case: Case, status: int, before: Kept, after: Kept) -> object:
    """What is wrong with what happened; None when nothing is."""
    if status not in expected_status(action, role, case):
        return status
    allowed = status == 303 and not done_already(action, role, case)
    if not allowed:
        return None if before == after else (before, after)
    return None if AFTER[action](after) else after


def test_the_table_has_every_action() -> None:
    assert set(FORMS) == set(AFTER) == set(Action)


def test_each_case_says_something_else() -> None:
    def verdicts(case: Case) -> Mapping[tuple[Action, str], object]:
        return {(action, role): expected_status(action, role, case) == {303} for action in Action for role in ROLES}

    tables = [tuple(verdicts(case).values()) for case in CASES.values()]
    assert len(set(tables)) >= len(CASES) - 3

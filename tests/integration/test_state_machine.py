"""Every action in every situation by everybody, with real requests: what happens is what the lifecycle says."""

import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.models import (
    AgreedScoreVersion,
    AnswerVersion,
    Assessment,
    AssessmentDomain,
    AuditEntry,
    Membership,
    Participation,
    Report,
)
from app.state.lifecycle import OWN, WHO, AssessmentAction, Refusal, refusal
from app.web.clock import now, today
from tests.factories import People, make_answers, make_assessment, make_participation
from tests.pages import Client
from tests.selection import one_of
from tests.situations import AGREED, CASES, DOORS, IN_REVIEW, NAMED, Case, Door

DONE_ALREADY: Mapping[tuple[AssessmentAction, str], Callable[[Case], bool]] = {
    (AssessmentAction.START_REVIEW, "coordinator"): lambda case: case.state is IN_REVIEW and not case.reports,
    (AssessmentAction.APPROVE, "adviser"): lambda case: case.state is IN_REVIEW and case.approved,
    (AssessmentAction.WITHDRAW_APPROVAL, "adviser"): lambda case: case.state is IN_REVIEW and not case.approved,
    (AssessmentAction.AGREE, "coordinator"): lambda case: case.state is AGREED,
}
"""Where a second click is no mistake: nothing changes, and whoever clicked goes on."""
OUTSIDERS = ("reader", "administrator", "other")
"""Who can do nothing to an inventory, however it stands."""
ROLES = ("coordinator", "adviser", "participant", *OUTSIDERS)


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
    finished: int
    """How often somebody said that what was open is done."""


def kept(session: Session, assessment_id: UUID) -> Kept:
    """Read it anew."""
    session.rollback()
    row = session.get_one(Assessment, assessment_id, populate_existing=True)
    here = AssessmentDomain.assessment_id == assessment_id, AssessmentDomain.sent_back_at.is_not(None)
    counts = [
        session.scalar(select(func.count()).select_from(table).where(table.assessment_id == assessment_id)) or 0
        for table in (AnswerVersion, AgreedScoreVersion, Report)
    ]
    finished = select(func.count()).select_from(AuditEntry).where(AuditEntry.action == "finish_open_points")
    found = Kept(
        row.state,
        row.approved_at is not None,
        frozenset(session.scalars(select(AssessmentDomain.domain).where(*here))),
        counts[0],
        counts[1],
        row.open_points,
        counts[2],
        session.scalar(finished) or 0,
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
    if case.open_points:
        change(session, made, open_points="De cijfers.", open_points_at=NAMED, open_points_by=people.adviser.id)
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
    return () if role in OUTSIDERS or (role == "adviser" and not case.adviser) else (role,)


def expected_status(door: Door, role: str, case: Case) -> set[int]:
    """What the lifecycle says, as the answer to a request."""
    roles = roles_of(role, case)
    if not set(roles) & WHO[door.action]:
        return {403, 404}
    if refusal(door.action, case.situation(*roles), door.domain) is None or done_already(door, role, case):
        return {303}
    return {409}


def done_already(door: Door, role: str, case: Case) -> bool:
    """Whether this is a second click."""
    check = DONE_ALREADY.get((door.action, role))
    return check is not None and bool(roles_of(role, case)) and check(case)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_every_action_by_everybody(
    session: Session, people: People, client_as: Callable[..., Client], case: Case
) -> None:
    wrong: dict[tuple[str, str], object] = {}
    before: Kept | None = None
    for role in ROLES:
        client = client_as(getattr(people, role))
        for name, door in tried(case, role):
            if before is None:
                # What was refused changed nothing: the next one tries the same inventory.
                made = make_case(session, people, case)
                before = kept(session, made)
            path = f"/inventarisaties/{made}/{door.path}"
            form = {"csrf_token": client.token, **door.form, **client.shown(path)}
            answer = client.ask(path, method="POST", data=form)
            after = kept(session, made)
            if problem := verdict(door, role, case, answer.status_code, before, after):
                wrong[name, role] = problem
            before = before if before == after else None
    assert wrong == {}


def tried(case: Case, role: str) -> list[tuple[str, Door]]:
    """What somebody tries: everything, but what is not theirs to do in the short form once in each state."""
    cases = [str(one) for one in CASES if one.state is case.state]
    return [
        (name, door)
        for name, door in DOORS.items()
        if role in WHO[door.action] or str(case) in one_of(cases, f"{role} {name}")
    ]


def verdict(door: Door, role: str, case: Case, status: int, before: Kept, after: Kept) -> object:
    """What is wrong with what happened; None when nothing is."""
    if status not in expected_status(door, role, case):
        return status
    allowed = status == 303 and not done_already(door, role, case)
    if not allowed:
        return None if before == after else (before, after)
    return None if door.after(after) else after


def test_there_is_a_door_for_every_action() -> None:
    assert {door.action for door in DOORS.values()} == set(AssessmentAction)


def test_every_reason_to_refuse_comes_up() -> None:
    found = {
        refusal(door.action, case.situation(*roles_of(role, case)), door.domain)
        for door, role, case in itertools.product(DOORS.values(), ROLES, CASES)
    }
    # Here nobody is on both sides: tests/integration/test_security_both_sides.py is about who is.
    assert found == {None, *Refusal} - OWN
    assert len(CASES) == len(set(map(str, CASES))) == 52

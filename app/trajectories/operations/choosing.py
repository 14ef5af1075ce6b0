"""Choosing the domains to begin with, beside what the tool proposed."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy.orm import Session

from app.audit import record
from app.models import Assessment, ChosenDomain, PriorityChoice, User
from app.models.trajectories import AMBASSADOR, CHOSEN
from app.trajectories.operations.starting import start_trajectory
from app.trajectories.queries.choices import newest_choice
from app.trajectories.queries.priorities import Priorities
from app.versions import StaleSaveError

Reasons: TypeAlias = tuple[tuple[str, str], ...]
"""(domain, what was written with it)."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What people decided; the order of the domains is theirs."""

    chosen: Reasons
    """The domains to begin with, and why."""
    ambassadors: Reasons
    """The domains to be asked as ambassador, and what is asked."""
    decided_by: str
    note: str


def save_choice(
    session: Session,
    user: User,
    assessment: Assessment,
    priorities: Priorities,
    decision: Decision,
    seen: int,
    *,
    now: datetime,
) -> tuple[PriorityChoice, bool]:
    """The choice, and whether it is a new one: what is there already is not added again.

    `seen` is the number of the choice that people saw (0: none). The first choice starts the ten months. The caller
    holds the inventory for a change. Raises StaleSaveError when somebody saved another choice meanwhile.
    """
    newest = newest_choice(session, assessment.id)
    report = priorities.agreed.report.number
    if newest and newest.report_number == report and decision == decision_of(newest):
        return newest, False
    if seen != (newest.number if newest else 0):
        raise StaleSaveError([str(assessment.id)])
    made = _add_choice(session, user, assessment, priorities, decision, seen + 1, now)
    old = _told(decision_of(newest)) if newest else None
    new = {**_told(decision), "number": made.number, "report": made.report_number}
    record(session, user, "choose_domains", made.id, now=now, assessment=assessment, old=old, new=new)
    start_trajectory(session, user, assessment, now=now)
    return made, True


def decision_of(choice: PriorityChoice) -> Decision:
    """What was decided with a choice, as it was typed; its domains are loaded."""
    chosen, ambassadors = (
        tuple((row.domain, row.reason) for row in choice.domains if row.kind == kind) for kind in (CHOSEN, AMBASSADOR)
    )
    return Decision(chosen, ambassadors, choice.decided_by, choice.note)


def _add_choice(
    session: Session,
    user: User,
    assessment: Assessment,
    priorities: Priorities,
    decision: Decision,
    number: int,
    now: datetime,
) -> PriorityChoice:
    made = PriorityChoice(
        id=uuid.uuid4(),
        assessment_id=assessment.id,
        municipality_id=assessment.municipality_id,
        number=number,
        report_number=priorities.agreed.report.number,
        rules=priorities.agreed.result.rules,
        proposal=priorities.kept_proposal,
        decided_by=decision.decided_by,
        note=decision.note,
        chosen_at=now,
        chosen_by=user.id,
    )
    session.add(made)
    session.flush()
    _add_domains(session, made, decision)
    return made


def _add_domains(session: Session, made: PriorityChoice, decision: Decision) -> None:
    kinds = ((CHOSEN, decision.chosen), (AMBASSADOR, decision.ambassadors))
    rows = [(kind, *row) for kind, reasons in kinds for row in reasons]
    keys = {"choice_id": made.id, "municipality_id": made.municipality_id}
    session.add_all(
        ChosenDomain(domain=domain, kind=kind, position=position, reason=reason, **keys)
        for position, (kind, domain, reason) in enumerate(rows)
    )
    session.flush()


def _told(decision: Decision) -> dict[str, Any]:
    """A decision for the history: lists, because a mapping may lose its order."""
    return {
        "domains": [domain for domain, _ in decision.chosen],
        "reasons": [reason for _, reason in decision.chosen],
        "ambassadors": [domain for domain, _ in decision.ambassadors],
        "asked": [asked for _, asked in decision.ambassadors],
        "decided_by": decision.decided_by,
        "note": decision.note,
    }

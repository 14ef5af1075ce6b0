"""Rows of the ten months for the tests: a trajectory with its steps, choices, actions and partners."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.models import (
    Appointment,
    Assessment,
    ChosenDomain,
    HourEntry,
    ImprovementAction,
    Partner,
    PartnerDomain,
    PriorityChoice,
    Report,
    Trajectory,
    User,
)
from app.plan.trajectory import start_trajectory
from app.reports.stored import build_assessment, load_rows
from app.web.clock import now, today
from scoring.engine import RULES
from scoring.interchange import build_interchange, render_json


def make_trajectory(session: Session, assessment: Assessment, user: User, started_on: date | None = None) -> Trajectory:
    """The ten months of an inventory, as somebody starts them; committed."""
    made = start_trajectory(session, user, assessment, started_on, now=now())
    session.commit()
    return made


def make_choice(session: Session, assessment: Assessment, user: User, domains: Sequence[str], number: int = 1) -> Any:
    """A choice of these domains."""
    where = {"municipality_id": assessment.municipality_id}
    values = {"report_number": 1, "rules": 1, "proposal": [], "decided_by": "het college", "note": ""}
    made = PriorityChoice(
        id=uuid.uuid4(),
        assessment_id=assessment.id,
        number=number,
        chosen_at=now(),
        chosen_by=user.id,
        **where,
        **values,
    )
    session.add(made)
    session.flush()
    for position, domain in enumerate(domains):
        reason = {"kind": "chosen", "reason": f"Daarom {domain}."}
        session.add(ChosenDomain(choice_id=made.id, domain=domain, position=position, **where, **reason))
    session.commit()
    return made


def make_action(session: Session, trajectory: Trajectory, user: User, **columns: Any) -> ImprovementAction:
    """An action about money matters; committed."""
    made = ImprovementAction(
        id=uuid.uuid4(),
        trajectory_id=trajectory.id,
        municipality_id=trajectory.municipality_id,
        created_at=now(),
        created_by=user.id,
        **{
            "domain": "geld",
            "item": "geld/A.BE",
            "bank_id": "ACT01",
            "title": "Vertel het bestuur waarom dit nodig is",
            "text": "Zet lokale cijfers op 1 A4.",
            "owner": "beleidsmedewerker schulden",
            "partners_text": "taalambassadeur",
            "done_when": "De wethouder noemt het.",
            "effort": "small",
            "value": 1,
            "expected": 2,
            "position": 1,
            **columns,
        },
    )
    session.add(made)
    session.commit()
    return made


def make_partner(session: Session, trajectory: Trajectory, user: User, **columns: Any) -> Partner:
    """A partner that contributes to money matters; committed."""
    domains = columns.pop("domains", ("geld",))
    where = {"municipality_id": trajectory.municipality_id}
    values = {"organisation": "Bibliotheek Voorbeeldstad", "kind": "library", "contact": "teamleider educatie"}
    made = Partner(
        id=uuid.uuid4(),
        created_at=now(),
        created_by=user.id,
        **where,
        **{**values, "agreements": "Elke maand een spreekuur.", **columns},
    )
    session.add(made)
    session.flush()
    session.add_all(PartnerDomain(partner_id=made.id, domain=domain, **where) for domain in domains)
    session.commit()
    return made


def make_hours(session: Session, trajectory: Trajectory, user: User, **columns: Any) -> HourEntry:
    """Time spent on the first step; committed."""
    keys = {"trajectory_id": trajectory.id, "municipality_id": trajectory.municipality_id, "created_by": user.id}
    values = {"step": "inventory", "day": today(), "minutes": 90, "who": "coördinator", "note": "Bijeenkomst"}
    made = HourEntry(id=uuid.uuid4(), created_at=now(), **keys, **{**values, **columns})
    session.add(made)
    session.commit()
    return made


def make_appointment(session: Session, trajectory: Trajectory, user: User, **columns: Any) -> Appointment:
    """A meeting today; committed."""
    keys = {"trajectory_id": trajectory.id, "municipality_id": trajectory.municipality_id, "created_by": user.id}
    values = {"step": "inventory", "kind": "meeting", "title": "Startoverleg", "day": today(), "place": "", "note": ""}
    made = Appointment(id=uuid.uuid4(), created_at=now(), **keys, **{**values, **columns})
    session.add(made)
    session.commit()
    return made


def make_report(session: Session, assessment: Assessment, user: User, number: int = 1) -> Report:
    """What stands in an inventory now, frozen as a report without its files; committed."""
    loaded = selectinload(Assessment.domains), joinedload(Assessment.municipality)
    query = select(Assessment).where(Assessment.id == assessment.id).options(*loaded)
    whole = session.scalars(query.execution_options(populate_existing=True)).one()
    frozen = render_json(build_interchange(build_assessment(whole, load_rows(session, whole)))).decode()
    keys = {"assessment_id": assessment.id, "municipality_id": assessment.municipality_id}
    made = Report(**keys, number=number, interchange=frozen, rules=RULES, agreed_at=now(), agreed_by=user.id)
    session.add(made)
    session.commit()
    return made

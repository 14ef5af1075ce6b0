"""Rows for the tests: the six people, and assessments in any state."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session, make_transient_to_detached

from app.models import AldermanFilling, Assessment, AssessmentDomain, Membership, Municipality, Participation, User
from app.saving.versioned import AGREED_SCORES, ANSWERS, AnswerSaid, ScoreSaid
from app.web.clock import now
from questionnaires.catalogue import current


@dataclass
class People:
    """The same six people in every test."""

    municipality: Municipality
    """Voorbeeldstad, GM9901."""
    elsewhere: Municipality
    """Voorbeelddorp, GM9902."""
    coordinator: User
    participant: User
    reader: User
    adviser: User
    administrator: User
    other: User
    """The coordinator of Voorbeelddorp."""


def make_municipality(session: Session, code: str, name: str) -> Municipality:
    """A municipality."""
    municipality = Municipality(**_municipality(code, name))
    session.add(municipality)
    session.flush()
    return municipality


def _municipality(code: str, name: str) -> dict[str, Any]:
    return {"id": uuid.uuid4(), "code": code, "name": name, "created_at": now()}


def make_user(session: Session, email: str, name: str, role: str = "", where: Municipality | None = None) -> User:
    """A person, with one role when it is named."""
    user = User(**_user(email, name))
    session.add(user)
    session.flush()
    if role:
        session.add(Membership(**_membership(user.id, role, where.id if where else None)))
    session.flush()
    return user


def _user(email: str, name: str) -> dict[str, Any]:
    return {"id": uuid.uuid4(), "email": email, "name": name, "function": f"functie van {name}", "created_at": now()}


def _membership(user_id: uuid.UUID, role: str, place: uuid.UUID | None) -> dict[str, Any]:
    return {"user_id": user_id, "municipality_id": place, "role": role, "created_at": now()}


def make_people(session: Session) -> People:
    """The six people, committed; a statement for each table, because almost every test begins with them.

    They have the same ids each time: what was kept of another test is about the same people.
    """
    places = [_municipality("GM9901", "Voorbeeldstad"), _municipality("GM9902", "Voorbeelddorp")]
    users = [
        _user("coordinator@voorbeeldstad.example", "Cora Dinator"),
        _user("invuller@voorbeeldstad.example", "Ivo Vuller"),
        _user("lezer@voorbeeldstad.example", "Lea Zer"),
        _user("adviseur@stichting.example", "Ad Viseur"),
        _user("beheerder@stichting.example", "Bea Heer"),
        _user("coordinator@voorbeelddorp.example", "Otto Ander"),
    ]
    for row in (*places, *users):
        row["id"] = uuid.uuid5(uuid.NAMESPACE_DNS, row["name"])
    coordinator, _, reader, adviser, administrator, other = (row["id"] for row in users)
    roles = [
        _membership(coordinator, "coordinator", places[0]["id"]),
        _membership(reader, "reader", places[0]["id"]),
        _membership(adviser, "adviser", places[0]["id"]),
        _membership(administrator, "administrator", None),
        _membership(other, "coordinator", places[1]["id"]),
    ]
    for table, rows in ((Municipality, places), (User, users), (Membership, roles)):
        session.execute(insert(table.__table__), rows)
    session.commit()
    rows = [*(Municipality(**row) for row in places), *(User(**row) for row in users)]
    for row in rows:
        # As after any commit: what it holds is read when somebody asks for it.
        make_transient_to_detached(row)
        session.add(row)
    return People(*rows)


def make_assessment(
    session: Session,
    people: People,
    domains: Sequence[str] = ("geld", "inclusie"),
    state: str = "open",
    titles: Mapping[str, str] | None = None,
    **columns: Any,
) -> Assessment:
    """An assessment of Voorbeeldstad in which the coordinator answers everything; committed."""
    where = people.municipality.id
    assessment = Assessment(
        id=uuid.uuid4(),
        municipality_id=where,
        questionnaire_id="iba",
        created_by=people.coordinator.id,
        state=state,
        **{
            "round": "baseline",
            "title": "Eerste meting 2026",
            "questionnaire_version": current("iba").version,
            "created_at": now(),
            **columns,
        },
    )
    session.add(assessment)
    session.flush()
    for position, domain in enumerate(domains):
        title = (titles or {}).get(domain)
        row = AssessmentDomain(
            assessment_id=assessment.id, domain=domain, municipality_id=where, position=position, title=title
        )
        session.add(row)
    make_participation(session, assessment, people.coordinator, "coordinator", everything=True)
    session.commit()
    return assessment


def make_participation(
    session: Session, assessment: Assessment, user: User, role: str = "participant", **columns: Any
) -> Participation:
    """Somebody's part in an assessment."""
    part = Participation(
        id=uuid.uuid4(),
        assessment_id=assessment.id,
        municipality_id=assessment.municipality_id,
        user_id=user.id,
        role=role,
        created_at=now(),
        **{"level": "beleid", "state": "started", "invited_at": now(), **columns},
    )
    session.add(part)
    session.flush()
    return part


def make_answers(
    session: Session,
    part: Participation,
    values: Mapping[str, Any],
    seen: int = 0,
    *,
    saved_at: datetime | None = None,
    saved_by: uuid.UUID | None = None,
    **columns: Any,
) -> None:
    """First versions of answers, by item, or the next after what was `seen`; committed.

    A text instead of a number for unknown and not_applicable.
    """
    said = {item: AnswerSaid(str(value), **columns) for item, value in values.items()}
    actor = session.get_one(User, saved_by or part.user_id)
    ANSWERS.write(session, actor, part, said, dict.fromkeys(values, seen), now=saved_at or now())
    session.commit()


def make_agreed(
    session: Session, assessment: Assessment, user: User, values: Mapping[str, Any], seen: int = 0, **columns: Any
) -> None:
    """First versions of agreed scores, by item, or the next after what was `seen`; committed."""
    columns = {"reason": "Zo hebben we het besproken.", **columns}
    said = {item: ScoreSaid(str(value), **columns) for item, value in values.items()}
    AGREED_SCORES.write(session, user, assessment, said, dict.fromkeys(values, seen), now=now())
    session.commit()


def make_filling(session: Session, assessment: Assessment, user: User, **columns: Any) -> None:
    """What a coordinator filled in on the page for the alderman; committed."""
    where = {"assessment_id": assessment.id, "municipality_id": assessment.municipality_id}
    said = {"number": 12500, "source": "Eigen telling", "year": 2025, **columns}
    session.add(AldermanFilling(**where, **said, version=1, saved_by=user.id, saved_at=now()))
    session.commit()

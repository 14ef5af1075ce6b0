"""Municipalities that take part in the network, with agreed rounds and made up scores."""

import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import distinct, func, insert, select, update
from sqlalchemy.orm import Session

from app.models import Assessment, AssessmentDomain, Municipality, NetworkConsent, Report, User
from app.network.counting import count_tonight
from app.network.entrance import core_with, give_consent, keep_scores
from app.network.lanes import ComparableCore, lane
from app.web.clock import now
from questionnaires.catalogue import current

SIZES = ("0-20", "20-50", "50-100", "100+")
PROVINCES = ("Groningen", "Gelderland", "Utrecht", "Limburg")
DOMAINS = ("geld", "inclusie")


def make_place(session: Session, number: int) -> Municipality:
    """One of many municipalities."""
    place = _place(number)
    session.add(place)
    session.flush()
    return place


def _place(number: int) -> Municipality:
    return Municipality(
        id=uuid.uuid4(),
        code=f"GM{8000 + number}",
        name=f"Gemeente {number}",
        size_class=SIZES[number // 3 % 4],
        region=PROVINCES[number // 5 % 4],
        created_at=now(),
    )


def values_of(domains: Iterable[str], random: Random, middle: float) -> dict[str, int]:
    """An agreed value for every question of these domains, around a middle (0 to 4)."""
    asked = [question.id for question in current("iba").of_kind("domain")]
    drawn = {f"{domain}/{one}": round(random.gauss(middle, 0.9)) for domain in domains for one in asked}
    return {item: min(4, max(0, value)) for item, value in drawn.items()}


def interchange(place: Municipality, values: Mapping[str, int], domains: Sequence[str], version: int) -> str:
    """The document of a round in which these values were agreed."""
    return json.dumps(
        {
            "format": "samenhang-assessment",
            "format_version": 1,
            "questionnaire": {"id": "iba", "version": version},
            "municipality": {"code": place.code, "name": place.name},
            "round": "baseline",
            "domains": list(domains),
            "participants": [],
            "answers": [],
            "agreed": [{"item": item, "value": value, "reason": "Afgesproken."} for item, value in values.items()],
            "ambitions": {},
        }
    )


def make_round(
    session: Session,
    place: Municipality,
    user: User,
    values: Mapping[str, int],
    domains: Sequence[str] = DOMAINS,
    at: datetime | None = None,
    version: int | None = None,
) -> Assessment:
    """A round of a municipality that was agreed with these values; of the newest version, or of another one."""
    made = _round(place, user, at or now() - timedelta(days=3))
    made.questionnaire_version = version or made.questionnaire_version
    session.add(made)
    session.flush()
    session.execute(insert(AssessmentDomain), _domains(made, domains))
    add_report(session, made, place, user, values, domains)
    return made


def _round(place: Municipality, user: User, at: datetime) -> Assessment:
    return Assessment(
        id=uuid.uuid4(),
        municipality_id=place.id,
        questionnaire_id="iba",
        questionnaire_version=current("iba").version,
        round="baseline",
        title="Eerste meting 2026",
        state="agreed",
        created_at=at,
        created_by=user.id,
        agreed_at=at,
    )


def _domains(made: Assessment, domains: Sequence[str]) -> list[dict[str, Any]]:
    keys = {"assessment_id": made.id, "municipality_id": made.municipality_id}
    return [{**keys, "domain": domain, "position": position} for position, domain in enumerate(domains)]


def add_report(
    session: Session,
    made: Assessment,
    place: Municipality,
    user: User,
    values: Mapping[str, int],
    domains: Sequence[str] = DOMAINS,
    number: int = 1,
) -> None:
    """The next version of the report of a round."""
    session.add(_report(made, place, user, values, domains, number))
    session.flush()


def _report(
    made: Assessment, place: Municipality, user: User, values: Mapping[str, int], domains: Sequence[str], number: int
) -> Report:
    document = interchange(place, values, domains, made.questionnaire_version)
    agreed: dict[str, Any] = {"rules": 1, "agreed_at": made.agreed_at, "agreed_by": user.id}
    keys = {"assessment_id": made.id, "municipality_id": made.municipality_id}
    return Report(id=uuid.uuid4(), number=number, interchange=document, **keys, **agreed)


def join(session: Session, user: User, rounds: Iterable[Assessment], days_ago: int = 2) -> list[NetworkConsent]:
    """Take part with these rounds, some days ago."""
    return [give_consent(session, user, one, now=now() - timedelta(days=days_ago)) for one in rounds]


def make_network(
    session: Session,
    user: User,
    count: int,
    domains: Sequence[str] = DOMAINS,
    first: int = 0,
    middle: float = 2.0,
) -> list[Assessment]:
    """So many municipalities that take part; committed, and not counted yet.

    They are many: what the pages write for each of them is written for all of them together.
    """
    random = Random(first + 1)
    places = [_place(number) for number in range(first, first + count)]
    drawn = [values_of(domains, random, middle + random.uniform(-1, 1)) for _ in places]
    rounds = [_round(place, user, now() - timedelta(days=3)) for place in places]
    reports = [
        _report(made, place, user, values, domains, 1)
        for made, place, values in zip(rounds, places, drawn, strict=True)
    ]
    core = core_with(session, current("iba").version)
    known = session.scalar(select(func.count(distinct(NetworkConsent.municipality_id)))) or 0
    consents = [_consent(made, user, lane(number), core) for number, made in enumerate(rounds, known + 1)]
    for rows in (places, rounds, reports, consents):
        session.add_all(rows)
        session.flush()
    session.execute(insert(AssessmentDomain), [row for made in rounds for row in _domains(made, domains)])
    keep_scores(session, zip(consents, reports, strict=True), core)
    session.commit()
    return rounds


def _consent(made: Assessment, user: User, lane: str, core: ComparableCore) -> NetworkConsent:
    at = now() - timedelta(days=2)
    keys = {"assessment_id": made.id, "municipality_id": made.municipality_id}
    by = {"given_at": at, "given_by": user.id, "scored_at": at}
    return NetworkConsent(id=uuid.uuid4(), lane=lane, report_number=1, core=core.name, **keys, **by)


def night(session: Session, days: int = 0) -> bool:
    """What the task does in the coming night, or so many days later; committed."""
    done = count_tonight(session, now=now() + timedelta(days=days))
    session.commit()
    return done


def agree_again(session: Session, made: Assessment, at: datetime) -> None:
    """Say when a round was agreed last."""
    session.execute(update(Assessment).where(Assessment.id == made.id).values(agreed_at=at))

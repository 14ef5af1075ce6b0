"""Second rounds for the tests: an agreed baseline on version 1, and an evaluation of it on the newest version."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.comparisons.material import DRAWN_BY
from app.models import Assessment, AssessmentDomain, DueFile, Participation, Report
from app.reports.stored import build_assessment, load_rows
from app.reviews.approval import approve
from app.reviews.transitions import agree
from app.web.clock import now
from app.web.publication import draw_due_files
from questionnaires.catalogue import current, questionnaire
from scoring import assessment as plain
from scoring.engine import RULES
from scoring.interchange import build_interchange, render_json
from tests.factories import People, make_agreed, make_answers, make_assessment

DOMAINS = ("geld", "inclusie")


def assessment_data(session: Session, assessment: Assessment) -> plain.Assessment:
    """What is stored of an assessment as scoring takes it; its municipality and domains are loaded."""
    return build_assessment(assessment, load_rows(session, assessment))


def make_values(version: int, value: int = 1, domains: tuple[str, ...] = DOMAINS) -> dict[str, int]:
    """The same answer to every question of the profile and every general question of a version, by item."""
    asked = questionnaire("iba", version)
    items = [f"{domain}/{one.id}" for domain in domains for one in asked.of_kind("domain")]
    return dict.fromkeys([*items, *(f"algemeen/{one.id}" for one in asked.of_kind("general"))], value)


def make_baseline(
    session: Session, people: People, values: Mapping[str, Any] | None = None, version: int = 1, **columns: Any
) -> Assessment:
    """A first round in which everything was answered with 1 (or with `values`) and agreed; frozen."""
    assessment = make_assessment(session, people, DOMAINS, "in_review", questionnaire_version=version, **columns)
    said = {**make_values(version), **(values or {})}
    make_answers(session, joint_of(session, assessment), said, reason="Zo was het toen.")
    make_agreed(
        session, assessment, people.coordinator, {item: value for item, value in said.items() if value != "unknown"}
    )
    return close_round(session, people, assessment)


def make_agreed_long_ago(session: Session, people: People, *, answered: bool = True) -> Assessment:
    """A first round on version 1 that was agreed, with its answers frozen but without any file; quick to make."""
    at = {"agreed_at": now(), "questionnaire_version": 1, "title": "Nulmeting"}
    assessment = make_assessment(session, people, DOMAINS, "agreed", **at)
    if answered:
        make_answers(session, joint_of(session, assessment), make_values(1))
        make_agreed(session, assessment, people.coordinator, make_values(1))
    frozen = render_json(build_interchange(assessment_data(session, whole_round(session, assessment))))
    where = {"assessment_id": assessment.id, "municipality_id": assessment.municipality_id, "number": 1}
    by = {"agreed_at": now(), "agreed_by": people.coordinator.id, "rules": RULES}
    session.add(Report(**where, **by, interchange=frozen.decode()))
    session.commit()
    return assessment


def make_evaluation(
    session: Session, people: People, earlier: Assessment, state: str = "open", **columns: Any
) -> Assessment:
    """A second round of it on the newest version, in which nothing was answered yet."""
    kept = {"round": "evaluation", "earlier_id": earlier.id, "title": "Vervolgmeting 2027"}
    version = current("iba").version
    return make_assessment(session, people, DOMAINS, state, questionnaire_version=version, **{**kept, **columns})


def make_agreed_evaluation(
    session: Session, people: People, earlier: Assessment, values: Mapping[str, Any] | None = None, **said: Any
) -> Assessment:
    """A second round in which everything was answered with 2 (or with `values`) and agreed; frozen."""
    assessment = make_evaluation(session, people, earlier, "in_review")
    given = {**make_values(current("iba").version, 2), **(values or {})}
    make_answers(session, joint_of(session, assessment), given)
    scored = {item: value for item, value in given.items() if value != "unknown"}
    make_agreed(session, assessment, people.coordinator, scored, **said)
    return close_round(session, people, assessment)


def joint_of(session: Session, assessment: Assessment) -> Participation:
    """The part of the coordinator."""
    query = select(Participation).where(Participation.assessment_id == assessment.id)
    return session.scalars(query.where(Participation.role == "coordinator")).one()


def close_round(session: Session, people: People, assessment: Assessment) -> Assessment:
    """Approve and agree a round in review, as people do; committed."""
    whole = whole_round(session, assessment)
    approve(session, people.adviser, whole, now=now())
    agree(session, people.coordinator, whole, now=now())
    session.commit()
    return whole_round(session, assessment)


def draw_files(session: Session) -> None:
    """Draw the files of all that was agreed, as the task does; committed."""
    moment = now()
    while session.scalar(select(func.count()).where(DueFile.next_attempt_at <= moment)):
        draw_due_files(session, DRAWN_BY, now=moment)
    session.commit()


def whole_round(session: Session, assessment: Assessment) -> Assessment:
    """A round as loading gives it: with its municipality and domains."""
    query = select(Assessment).where(Assessment.id == assessment.id).execution_options(populate_existing=True)
    domains = selectinload(Assessment.domains)
    return session.scalars(query.options(joinedload(Assessment.municipality), domains)).one()


def look_back_at(session: Session, assessment: Assessment, *domains: str) -> None:
    """Ask at the end of a round which answer people would now give for then, about these domains; committed."""
    for row in session.scalars(select(AssessmentDomain).where(AssessmentDomain.assessment_id == assessment.id)):
        row.looks_back = row.domain in domains
    session.commit()

"""The rounds of municipalities: those that somebody sees, and the one that an evaluation is held against."""

from dataclasses import dataclass

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import contains_eager

from app.access import municipalities_of, roles_in, visible_assessments
from app.assessments.forms.starting import ChosenDomain
from app.extensions import db
from app.models import Assessment, AssessmentDomain, Municipality, Participation, User
from app.texts.assessments import NEXT_STEP


def coordinated_by(user: User) -> list[Municipality]:
    """The municipalities in which this person is coordinator now, by name."""
    ids = municipalities_of(user, "coordinator")
    found = {m.municipality.id: m.municipality for m in user.memberships if m.municipality and m.municipality.id in ids}
    return sorted(found.values(), key=lambda municipality: municipality.name)


def latest_agreed(municipality: Municipality) -> Assessment | None:
    """The round that was agreed last, if any: an evaluation is held against it."""
    return db.session.scalars(
        select(Assessment)
        .where(Assessment.municipality_id == municipality.id, Assessment.state == "agreed")
        .order_by(Assessment.agreed_at.desc())
        .limit(1)
    ).first()


def domains_of_round(assessment: Assessment) -> list[ChosenDomain]:
    """The domains of a round with the names they had there, in order."""
    rows = db.session.scalars(
        select(AssessmentDomain)
        .where(AssessmentDomain.assessment_id == assessment.id)
        .order_by(AssessmentDomain.position)
    )
    return [ChosenDomain(row.domain, row.title) for row in rows]


@dataclass(frozen=True, slots=True)
class Listed:
    """One assessment in the list, with what can be done next."""

    assessment: Assessment
    next_step: str


def listed_assessments(user: User) -> list[Listed]:
    """Every assessment that somebody may see, by municipality, the newest first."""
    mine = and_(Participation.user_id == user.id, Participation.ended_at.is_(None))
    joint = and_(Participation.role == "coordinator", Participation.ended_at.is_(None))
    query = (
        visible_assessments(user)
        .join(Assessment.municipality)
        .outerjoin(Participation, and_(Participation.assessment_id == Assessment.id, or_(mine, joint)))
        .options(contains_eager(Assessment.municipality), contains_eager(Assessment.participations))
        .order_by(Municipality.name, Assessment.created_at.desc())
    )
    return [Listed(found, NEXT_STEP[_next_step(user, found)]) for found in db.session.scalars(query).unique()]


def _next_step(user: User, assessment: Assessment) -> str:
    roles = roles_in(user, assessment.municipality_id)
    own = [part for part in assessment.participations if part.user_id == user.id]
    if "coordinator" in roles:
        own = own or assessment.participations
    if assessment.state != "open":
        waits = assessment.state == "in_review" and not roles & {"coordinator", "adviser"}
        return "wait_review" if waits else assessment.state
    if not own:
        return "wait"
    if own[0].state != "submitted":
        return "answer"
    return "start_review" if "coordinator" in roles else "submitted"

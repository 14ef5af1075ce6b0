"""The rounds of municipalities that somebody sees, and for which municipalities they can start another one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import contains_eager, selectinload

from app.doors.access import municipalities_of, roles_in, visible_assessments
from app.models import Assessment, Municipality, Participation, User
from app.state.parts import questions_for
from app.state.rounds import has_ended, load_places
from app.state.situation import colleague_step
from app.texts.assessments import NEXT_STEP
from app.web.extensions import db


def coordinated_by(user: User) -> list[Municipality]:
    """The municipalities in which this person is coordinator now, by name."""
    ids = municipalities_of(user, "coordinator")
    found = {m.municipality.id: m.municipality for m in user.memberships if m.municipality and m.municipality.id in ids}
    return sorted(found.values(), key=lambda municipality: municipality.name)


def startable_by(user: User, today: date) -> list[Municipality]:
    """Those of them for which a round can be started: not those that became part of another one."""
    return [municipality for municipality in coordinated_by(user) if not has_ended(municipality, today)]


def latest_agreed(municipality: Municipality) -> Assessment | None:
    """The round that was agreed last, if any."""
    return db.session.scalars(
        select(Assessment)
        .where(Assessment.municipality_id == municipality.id, Assessment.state == "agreed")
        .order_by(Assessment.agreed_at.desc())
        .limit(1)
    ).first()


@dataclass(frozen=True, slots=True)
class ListedAssessment:
    """One assessment in the list, with what can be done next."""

    assessment: Assessment
    step: str
    label: str
    """Which round it is."""

    @property
    def next_step(self) -> str:
        """What can be done next, in words."""
        return NEXT_STEP[self.step]

    @property
    def is_for_reading(self) -> bool:
        """Whether there is a report to read here and nothing else."""
        return self.step == "read"


def listed_assessments(user: User, today: date) -> list[ListedAssessment]:
    """Every assessment that somebody may see, by municipality, the newest first."""
    mine = and_(Participation.user_id == user.id, Participation.invited_at.is_not(None))
    taking_part = and_(
        Participation.assessment_id == Assessment.id,
        or_(mine, Participation.role == "coordinator"),
        Participation.ended_at.is_(None),
    )
    query = (
        visible_assessments(user)
        .join(Assessment.municipality)
        .outerjoin(Participation, taking_part)
        .options(contains_eager(Assessment.municipality), selectinload(Assessment.domains))
        .options(contains_eager(Assessment.participations).selectinload(Participation.parts))
        .order_by(Municipality.name, Assessment.created_at.desc())
    )
    seen = db.session.scalars(query).unique().all()
    places = load_places(db.session, seen)
    return [ListedAssessment(one, _next_step(user, one, today), places[one.id].label) for one in seen]


def _next_step(user: User, assessment: Assessment, today: date) -> str:
    roles = roles_in(user, assessment.municipality_id)
    own = [part for part in assessment.participations if part.user_id == user.id]
    if "coordinator" in roles:
        return _step_of_coordinator(assessment, own or assessment.participations)
    taking_part = [part for part in own if part.role == "participant"]
    if "adviser" in roles and not (taking_part and assessment.state == "open"):
        return "wait" if assessment.state == "open" else assessment.state
    if not taking_part or (roles and assessment.state == "agreed"):
        return "read"
    return colleague_step(assessment, taking_part[0], today)


def _step_of_coordinator(assessment: Assessment, own: Sequence[Participation]) -> str:
    if assessment.state != "open":
        return assessment.state
    done = own and (own[0].state == "submitted" or not questions_for(own[0], assessment))
    return "start_review" if done else "answer"

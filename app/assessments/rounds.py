"""The rounds of municipalities that somebody sees, and for which municipalities they can start another one."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.doors.access import LEADERS, municipalities_of, roles_in
from app.models import Assessment, Municipality, User
from app.state.next import own_part, rounds_of, step_of
from app.state.rounds import has_ended, load_places
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
    query = rounds_of(user).order_by(Municipality.name, Assessment.created_at.desc())
    seen = db.session.scalars(query).unique().all()
    places = load_places(db.session, seen)
    return [ListedAssessment(one, _next_step(user, one, today), places[one.id].label) for one in seen]


def _next_step(user: User, assessment: Assessment, today: date) -> str:
    roles, own = roles_in(user, assessment.municipality_id), own_part(user, assessment)
    if roles & set(LEADERS) and assessment.state != "open":
        # Whose turn it is in a review, this list does not say.
        return assessment.state
    # An adviser who takes part answers first.
    step = step_of(roles - {"adviser"} if own else roles, own, assessment, today)
    return step.name if step else assessment.state

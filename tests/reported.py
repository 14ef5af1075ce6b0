"""A frozen report as far as the ten months look at it, for tests."""

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.models import Assessment, Report
from app.web.clock import now


def make_report(session: Session, assessment: Assessment) -> None:
    """That something was agreed: the inventory and a first version of its report; committed."""
    shared = {"assessment_id": assessment.id, "municipality_id": assessment.municipality_id}
    by = {"agreed_at": now(), "agreed_by": assessment.created_by}
    session.add(Report(**shared, **by, number=1, rules=1, interchange="{}"))
    session.execute(update(Assessment).where(Assessment.id == assessment.id).values(state="agreed", agreed_at=now()))
    session.commit()

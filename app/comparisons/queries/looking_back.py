"""What people said, at the end of a later round, that they would now answer for then."""

import uuid

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from app.comparisons.document.material import Back
from app.models import AssessmentDomain, BackAnswer


def load_back(session: Session, assessment_id: uuid.UUID) -> tuple[Back, ...]:
    """One for each person and question, about the domains that were chosen for it; without who said it.

    What was taken back is left out, and what was said about a domain that is no longer chosen.
    """
    prefix = AssessmentDomain.domain + "/"
    chosen = and_(
        AssessmentDomain.assessment_id == BackAnswer.assessment_id,
        AssessmentDomain.looks_back,
        func.substr(BackAnswer.item, 1, func.length(prefix)) == prefix,
    )
    query = select(BackAnswer.item, BackAnswer.value).join(AssessmentDomain, chosen)
    said = query.where(BackAnswer.assessment_id == assessment_id, BackAnswer.value != "")
    # In this order nobody can see whose is whose.
    rows = session.execute(said.order_by(BackAnswer.item, BackAnswer.value))
    return tuple(Back(row.item, "unknown" if row.value == "unknown" else int(row.value)) for row in rows)

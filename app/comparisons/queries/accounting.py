"""The two rounds of an accounting: of a frozen comparison those that it was made of."""

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.asked import questionnaire_of
from app.comparisons.document.accounting import Sides
from app.models import Assessment, Report
from app.reports.queries import Rows, build_assessment
from app.reports.queries.explained import frozen_data
from questionnaires.catalogue import questionnaire


def load_sides(
    session: Session, assessment: Assessment, report: Report | None, earlier_id: uuid.UUID, number: int
) -> Sides:
    """The earlier round as it was in this version of its report, and the later one; without a report as it is now."""
    query = select(Report).where(Report.assessment_id == earlier_id, Report.number == number)
    before = frozen_data(session.scalars(query).one())
    # Of the later round only what it asks about is needed: its answers decide nothing here.
    after = frozen_data(report) if report else build_assessment(assessment, Rows((), (), ()))
    asked_then = questionnaire(before.questionnaire_id, before.version)
    return Sides(before, after, asked_then, questionnaire_of(assessment))

"""Freezing a round: its report, and of an evaluation what differs from the round that it is held against."""

import uuid
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.comparisons import contents as evaluation
from app.comparisons.contents import ComparisonContents, make_comparison
from app.comparisons.material import LaterVersion, load_material
from app.comparisons.rounds import load_chain
from app.models import Assessment, Report, User
from app.reports import contents as report
from app.reports.context import report_contents
from app.texts.checking import COMPARISON
from app.web.formatting import HERE
from app.web.publication import Draft, Draw, freeze, last_number

DRAWN_BY: Mapping[str, Draw] = {**dict.fromkeys(report.FORMS_OF, report.draw_form), COMPARISON: evaluation.draw_form}
"""What draws the files of a round, by their kind."""


def freeze_round(session: Session, assessment: Assessment, actor: User, *, now: datetime) -> Report:
    """Keep the next version of the report of a round, and the comparison with it; their files are due."""
    if assessment.earlier_id:
        # It may be agreed anew at this moment, and report and comparison are held against one version of it.
        session.execute(select(Assessment.id).where(Assessment.id == assessment.earlier_id).with_for_update(read=True))
    report_id, number, day = uuid.uuid4(), last_number(session, assessment.id) + 1, now.astimezone(HERE).date()
    whole = report_contents(session, assessment, version=number, date=day, report_id=report_id)
    compared = _comparison(session, assessment, LaterVersion(number, day, agreed_on=day, document_id=str(report_id)))
    draft = Draft(report_id, now, number, (whole, compared) if compared else (whole,))
    return freeze(session, assessment, actor, draft)


def _comparison(session: Session, assessment: Assessment, version: LaterVersion) -> ComparisonContents | None:
    if assessment.earlier_id is None:
        return None
    chain = load_chain(session, assessment)
    return make_comparison(load_material(session, chain, chain.earlier, version)) if chain.earlier else None

"""Freezing a round: its report, and of an evaluation what differs from the round that it is held against."""

import uuid
from datetime import datetime

from sqlalchemy.orm import Session

from app.comparisons.contents import ComparisonContents, make_comparison
from app.comparisons.material import LaterVersion, load_material
from app.comparisons.rounds import load_chain
from app.models import Assessment, Report, User
from app.reports.context import report_contents
from app.web.formatting import HERE
from app.web.publication import Draft, Drawn, freeze, last_number


def draft_round(session: Session, assessment: Assessment, report_id: uuid.UUID, *, now: datetime) -> Draft:
    """The next version of the report of a round, and the comparison with it, from the database."""
    number, day = last_number(session, assessment.id) + 1, now.astimezone(HERE).date()
    report = report_contents(session, assessment, version=number, date=day, report_id=report_id)
    comparison = _comparison(session, assessment, LaterVersion(number, day, agreed_on=day, document_id=str(report_id)))
    return Draft(report_id, now, number, (report, comparison) if comparison else (report,))


def _comparison(session: Session, assessment: Assessment, version: LaterVersion) -> ComparisonContents | None:
    if assessment.earlier_id is None:
        return None
    chain = load_chain(session, assessment)
    return make_comparison(load_material(session, chain, chain.earlier, version)) if chain.earlier else None


def freeze_round(
    session: Session, assessment: Assessment, actor: User, *, now: datetime, drawn: Drawn | None = None
) -> Report:
    """Keep the next version of the report of a round, and the comparison with it.

    DraftChangedError when what was `drawn` before is not the same any more: also of the earlier round, which may have
    been agreed anew.
    """
    report_id, at = (drawn.draft.report_id, drawn.draft.at) if drawn else (uuid.uuid4(), now)
    return freeze(session, assessment, actor, draft_round(session, assessment, report_id, now=at), drawn)

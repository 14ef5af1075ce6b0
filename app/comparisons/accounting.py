"""The accounting of two rounds: what became of every question of then, one by one."""

import uuid

from flask import render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.comparisons.document.accountability import Sides, account_for
from app.comparisons.entrance import PLACE, WantedComparison, addresses, blueprint, wanted_comparison
from app.comparisons.rounds import frozen_comparison
from app.comparisons.sentences.accountability import MEANINGS, TOTAL_CELL
from app.models import Assessment, Report
from app.reports.context import frozen_data
from app.reports.sentences import comparison as sentences
from app.reports.stored import Rows, build_assessment
from app.state.asked import questionnaire_of
from app.texts import comparisons as texts
from app.texts import words
from app.web.extensions import db
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


@blueprint.get(f"{PLACE}/verantwoording")
def accounting(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Every question of then in its own words, its class and why; and the new questions."""
    wanted = wanted_comparison(assessment_id)
    number = report_used(wanted)
    sides = load_sides(db.session, wanted.assessment, wanted.report, wanted.earlier.id, number)
    return render_template(
        "comparisons/accounting.html",
        wanted=wanted,
        sides=sides,
        accounting=account_for(sides),
        number=number,
        sentences=sentences,
        meanings=MEANINGS,
        total_meaning=TOTAL_CELL,
        texts=texts,
        words=words,
        address_of=addresses(wanted),
    )


def report_used(wanted: WantedComparison) -> int:
    """The version of the earlier report that this is about: what a frozen comparison was made of, or the newest."""
    frozen = frozen_comparison(db.session, wanted.report) if wanted.report and wanted.is_usual else None
    return frozen.before.report_number if frozen else wanted.earlier.agreed.number

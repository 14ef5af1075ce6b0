"""Then and now as a web page and as files, and the accounting: what became of every question of then."""

import uuid
from typing import Literal

from flask import render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.comparisons.contents import ComparisonForm, render_form
from app.comparisons.document.accountability import Sides, account_for
from app.comparisons.document.report import ComparisonReport, page_blocks
from app.comparisons.entrance import (
    PLACE,
    WantedComparison,
    blueprint,
    contents_of,
    frozen_comparison,
    wanted_comparison,
)
from app.comparisons.sentences.accountability import MEANINGS, TOTAL_CELL
from app.models import Assessment, Report
from app.reports.context import frozen_data
from app.reports.page import Tools
from app.reports.sentences import comparison as sentences
from app.reports.stored import Rows, build_assessment
from app.state.asked import questionnaire_of
from app.texts import comparisons as texts
from app.texts import words
from app.texts.checking import COMPARISON
from app.web.drawing import drawn_file
from app.web.extensions import db
from app.web.publication import PublishedFile, publish, send
from questionnaires.catalogue import questionnaire

NO_TOOLS = Tools("", {}, {})
"""Its pictures draw themselves; how scores come about is told beside the report of each round."""


@blueprint.get(PLACE)
def comparison_page(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """The evaluation report: as it was frozen, or as it would be now."""
    wanted = wanted_comparison(assessment_id)
    report = frozen_comparison(wanted) or contents_of(wanted).report
    return render_template(
        "comparisons/comparison.html",
        wanted=wanted,
        report=report,
        address_of=wanted.address,
        tools=NO_TOOLS,
        files=files_of(wanted),
        chapters=[(section.title, f"#{section.id}") for section in report.sections[1:]],
        page_blocks=page_blocks,
        newer=newer_report(wanted, report),
        may_reopen=wanted.is_staff and wanted.is_newest,
        texts=texts,
    )


def newer_report(wanted: WantedComparison, report: ComparisonReport) -> int | None:
    """The number of the newest version of the earlier report, when that came after the one used here."""
    newest = wanted.earlier.agreed.number
    return newest if newest > report.before.report_number else None


def files_of(wanted: WantedComparison) -> list[PublishedFile]:
    """The files, each with its code when it was frozen."""
    codes = wanted.codes()
    return [
        PublishedFile(form, wanted.address(f"comparisons.comparison_{ending}"), codes.get((COMPARISON, ending)))
        for ending, form in texts.FILES.items()
    ]


def comparison_file(assessment_id: uuid.UUID, form: ComparisonForm | Literal["json"]) -> ResponseReturnValue:
    """The frozen bytes, or what is made now."""
    wanted = wanted_comparison(assessment_id)
    return send(wanted.frozen(COMPARISON, form) or _rendered(wanted, form), wanted.file_name, form)


publish(blueprint, PLACE, "comparison", texts.FILES, comparison_file)


def _rendered(wanted: WantedComparison, form: ComparisonForm | Literal["json"]) -> bytes:
    contents = contents_of(wanted)
    if form == "json":
        return contents.interchange
    return drawn_file(lambda: render_form(contents, form))


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
        address_of=wanted.address,
    )


def report_used(wanted: WantedComparison) -> int:
    """The version of the earlier report that this is about: what a frozen comparison was made of, or the newest."""
    frozen = frozen_comparison(wanted)
    return frozen.before.report_number if frozen else wanted.earlier.agreed.number

"""Then and now as a web page and as files, and the accounting: what became of every question of then."""

import io
import uuid
from dataclasses import dataclass
from typing import Literal

from flask import render_template, send_file
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.comparisons.contents import FORMS, ComparisonForm, render_form
from app.comparisons.document.accountability import Sides, account_for
from app.comparisons.document.report import ComparisonReport, page_blocks
from app.comparisons.entrance import (
    PLACE,
    WantedComparison,
    address_of,
    addresses,
    blueprint,
    contents_of,
    report_of,
    wanted_comparison,
)
from app.comparisons.rounds import frozen_comparison
from app.comparisons.sentences.accountability import MEANINGS, TOTAL_CELL
from app.documents.model import ANSWERS
from app.models import Assessment, Report
from app.reports.context import frozen_data
from app.reports.page import Tools
from app.reports.sentences import comparison as sentences
from app.reports.stored import Rows, build_assessment
from app.state.asked import questionnaire_of
from app.texts import comparisons as texts
from app.texts import words
from app.texts.checking import COMPARISON
from app.texts.comparisons import FILES
from app.texts.reports import Form
from app.web.drawing import drawn_file
from app.web.extensions import db
from app.web.publication import frozen_hashes, frozen_rendering
from questionnaires.catalogue import questionnaire

NO_TOOLS = Tools("", {}, {})
"""Its pictures draw themselves; how scores come about is told beside the report of each round."""


@dataclass(frozen=True, slots=True)
class ComparisonFile:
    """One file of the comparison: its form, where it is, and the code by which it can be checked."""

    form: Form
    url: str
    code: str | None
    """None: nothing is kept of it."""


@blueprint.get(PLACE)
def comparison_page(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """The evaluation report: as it was frozen, or as it would be now."""
    wanted = wanted_comparison(assessment_id)
    report = report_of(wanted)
    return render_template(
        "comparisons/comparison.html",
        wanted=wanted,
        report=report,
        address_of=addresses(wanted),
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


def files_of(wanted: WantedComparison) -> list[ComparisonFile]:
    """The files, each with its code when it was frozen."""
    is_frozen = wanted.report is not None and wanted.is_usual
    codes = frozen_hashes(db.session, wanted.report) if wanted.report and is_frozen else {}
    places = (*FORMS, ANSWERS)
    return [
        ComparisonFile(
            texts.FILES[form], address_of(wanted, f"comparisons.comparison_{form}"), codes.get((COMPARISON, form))
        )
        for form in places
    ]


@blueprint.get(f"{PLACE}.pdf")
def comparison_pdf(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """To read and to keep."""
    return _file(assessment_id, "pdf")


@blueprint.get(f"{PLACE}.docx")
def comparison_docx(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """To take over in a text of one's own."""
    return _file(assessment_id, "docx")


@blueprint.get(f"{PLACE}.xlsx")
def comparison_xlsx(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """To calculate with."""
    return _file(assessment_id, "xlsx")


@blueprint.get(f"{PLACE}.json")
def comparison_json(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """The comparison document, as `samenhang compare` makes it of the answers of both rounds."""
    return _file(assessment_id, "json")


def _file(assessment_id: uuid.UUID, form: ComparisonForm | Literal["json"]) -> ResponseReturnValue:
    wanted = wanted_comparison(assessment_id)
    name = f"{wanted.file_name}.{form}"
    content = _frozen(wanted, form) or _rendered(wanted, form)
    return send_file(io.BytesIO(content), FILES[form].media, as_attachment=form != "pdf", download_name=name)


def _frozen(wanted: WantedComparison, form: str) -> bytes | None:
    if wanted.report is None or not wanted.is_usual:
        return None
    return frozen_rendering(db.session, wanted.report, COMPARISON, form)


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
        address_of=addresses(wanted),
    )


def report_used(wanted: WantedComparison) -> int:
    """The version of the earlier report that this is about: what a frozen comparison was made of, or the newest."""
    frozen = frozen_comparison(db.session, wanted.report) if wanted.report and wanted.is_usual else None
    return frozen.before.report_number if frozen else wanted.earlier.agreed.number

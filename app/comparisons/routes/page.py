"""HTTP of then and now as a web page: the whole evaluation report, its files, and other rounds to compare with."""

import uuid
from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue

from app.comparisons.contents import FORMS
from app.comparisons.document.report import ComparisonReport
from app.comparisons.folding import page_blocks
from app.comparisons.queries.frozen import ANSWERS, COMPARISON
from app.comparisons.routes.entrance import (
    PLACE,
    Wanted,
    address_of,
    addresses,
    blueprint,
    report_of,
    wanted_comparison,
)
from app.extensions import db
from app.reports.queries import frozen_hashes
from app.reports.routes.page import Tools
from app.texts import comparisons as texts
from app.texts.reports import Form

NO_TOOLS = Tools("", {}, {})
"""Its pictures draw themselves; how scores come about is told beside the report of each round."""


@dataclass(frozen=True, slots=True)
class File:
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


def newer_report(wanted: Wanted, report: ComparisonReport) -> int | None:
    """The number of the newest version of the earlier report, when that came after the one used here."""
    newest = wanted.earlier.agreed.number
    return newest if newest > report.before.report_number else None


def files_of(wanted: Wanted) -> list[File]:
    """The files, each with its code when it was frozen."""
    is_frozen = wanted.report is not None and wanted.is_usual
    codes = frozen_hashes(db.session, wanted.report) if wanted.report and is_frozen else {}
    places = (*FORMS, ANSWERS)
    return [
        File(texts.FILES[form], address_of(wanted, f"comparisons.comparison_{form}"), codes.get((COMPARISON, form)))
        for form in places
    ]

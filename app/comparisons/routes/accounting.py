"""HTTP of the accounting: what became of every question of then."""

import uuid

from flask import render_template
from flask.typing import ResponseReturnValue

from app.comparisons.document.accounting import account_for
from app.comparisons.queries.accounting import load_sides
from app.comparisons.queries.frozen import frozen_comparison
from app.comparisons.routes.entrance import PLACE, Wanted, addresses, blueprint, wanted_comparison
from app.comparisons.sentences.accountability import MEANINGS, TOTAL_CELL
from app.extensions import db
from app.reports.sentences import comparison as sentences
from app.texts import comparisons as texts
from app.texts import words


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


def report_used(wanted: Wanted) -> int:
    """The version of the earlier report that this is about: what a frozen comparison was made of, or the newest."""
    frozen = frozen_comparison(db.session, wanted.report) if wanted.report and wanted.is_usual else None
    return frozen.before.report_number if frozen else wanted.earlier.agreed.number

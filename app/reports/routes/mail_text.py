"""HTTP of the short text about a report, to paste in a mail."""

import uuid

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.reports.mail_text import mail_text
from app.reports.routes.entrance import REPORT, WORDS, address, blueprint, document_of, send, wanted_report


@blueprint.get(f"{REPORT}/tekst")
def text_page(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """The text, ready to be copied, and what it is for."""
    wanted = wanted_report(assessment_id)
    document = document_of(wanted)
    edition = WORDS[wanted.kind] if "soort" in request.args else None
    return render_template(
        "reports/text.html",
        wanted=wanted,
        document=document,
        text=mail_text(document),
        pdf=address(wanted, "reports.report_pdf", soort=edition),
        download=address(wanted, "reports.report_text"),
        back=address(wanted, "reports.report_page", soort=edition),
    )


@blueprint.get(f"{REPORT}.txt")
def report_text(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """The same text as a file."""
    wanted = wanted_report(assessment_id)
    return send(wanted, mail_text(document_of(wanted)).encode(), "text/plain", "txt")

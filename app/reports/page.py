"""The report as a web page, complete by itself, and the short text to paste in a mail."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from flask import render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.documents.charts.svg import render_dot_plot, render_picture
from app.documents.model import Block, Figure, Heading, Moves, Section, Trend
from app.reports.contents import FORMS_OF
from app.reports.entrance import REPORT, WORDS, WantedReport, address, blueprint, document_of, send, wanted_report
from app.reports.frozen import ALL, ANSWERS, frozen_hashes
from app.reports.mail_text import mail_text
from app.state.asked import domains_of
from app.texts.reports import EDITIONS, FORMS, Form
from app.web.extensions import db


@dataclass(frozen=True, slots=True)
class Tools:
    """What draws the pictures of a page, and knows where its numbers are explained."""

    chances: str
    """The address of the chance plot: matplotlib's SVG carries styles, which the page itself may not hold."""
    explained: Mapping[str, str]
    """Where the scores are explained, by the anchor of a heading or the id of a section."""
    domains: Mapping[str, str]
    """The same by the name of a domain, as it stands in tables."""

    @staticmethod
    def dots(figure: Figure, prefix: str) -> Markup:
        """A dot plot to stand in the page."""
        return _inline(render_dot_plot(figure, prefix))


@blueprint.app_template_global("drawn")
def drawn(picture: Moves | Trend, prefix: str) -> Markup:
    """Then and now, or a trend, to stand in any page with blocks."""
    return _inline(render_picture(picture, prefix))


def _inline(svg: str) -> Markup:
    return Markup(svg)  # noqa: S704 - app.documents.charts.svg escapes every text and attribute in it


def parts(section: Section) -> list[tuple[Heading | None, list[Block]]]:
    """The blocks of a section, each heading of the third level beginning a part; the first may have none.

    The annex has hundreds of answers: on the page a part of it is opened when somebody wants to read it.
    """
    found: list[tuple[Heading | None, list[Block]]] = [(None, [])]
    for block in section.blocks:
        if isinstance(block, Heading) and block.level == 3:
            found.append((block, []))
        else:
            found[-1][1].append(block)
    return found


@blueprint.get("/inventarisaties/<uuid:assessment_id>/rapport")
def report_page(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """One edition of the report: frozen, or as it would be now."""
    # Who only reads is an alderman or a manager: the rest is one click further.
    wanted = wanted_report(assessment_id, for_readers="wethouder")
    document = document_of(wanted)
    edition = document.edition(wanted.kind)
    address_of = partial(address, wanted)
    return render_template(
        "reports/report.html",
        wanted=wanted,
        document=document,
        edition=edition,
        word=WORDS[wanted.kind],
        editions={word: title for word, title in EDITIONS.items() if wanted.is_staff or word != "adviseur"},
        address_of=address_of,
        tools=tools(wanted),
        files=files_of(wanted),
        chapters=[(section.title, f"#{section.id}") for section in edition.sections],
        parts=parts,
    )


@dataclass(frozen=True, slots=True)
class ReportFile:
    """One file of the report: its form, where it is, and the code by which it can be checked."""

    form: Form
    url: str
    code: str | None
    """None: of a preview nothing is kept."""


def files_of(wanted: WantedReport) -> list[ReportFile]:
    """The files of this edition and, for who leads the conversation, the answers beside it.

    A version that was frozen before a form existed does not have it.
    """
    places: list[tuple[str, str]] = [(wanted.kind, form) for form in FORMS_OF[wanted.kind]]
    places += [(ALL, ANSWERS)] if wanted.is_staff else []
    codes = frozen_hashes(db.session, wanted.report) if wanted.report else {}
    found = []
    for kind, form in places:
        code = codes.get((kind, form))
        if code or wanted.report is None or form == ANSWERS:
            edition = None if kind == ALL else WORDS[wanted.kind]
            found.append(ReportFile(FORMS[form], address(wanted, f"reports.report_{form}", soort=edition), code))
    return found


SECTIONS = {
    "kort": "breedte",
    "beeld": "",
    "algemeen": "onderwerp-1",
    "verschillen": "",
    "onbekend": "",
    "kansen": "volgorde",
    "volgorde": "volgorde",
    "stand": "breedte",
    "sterk": "",
    "zwak": "",
    "voorstel": "volgorde",
    "bewijs": "",
    "veranderd": "",
    "vergelijkbaar": "",
    "verdeling": "",
}
"""The sections with numbers, and where on the page about the whole municipality those begin to be explained."""


def tools(wanted: WantedReport) -> Tools:
    """What the page of this edition needs besides its document."""
    to = partial(address, wanted, soort=WORDS[wanted.kind])
    found = {
        section: to("reports.explain_municipality", _anchor=anchor or None) for section, anchor in SECTIONS.items()
    }
    names = {}
    for domain in domains_of(wanted.assessment):
        names[domain.short] = place = to("reports.explain_domain", domain=domain.id)
        found |= {f"domein-{domain.id}": place, f"antwoorden-{domain.id}": place}
    found["antwoorden-algemeen"] = to("reports.explain_municipality", _anchor="onderwerp-1")
    return Tools(to("reports.chances_picture"), found, names)


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

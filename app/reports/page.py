"""The report that somebody asked for: its page and its files, the text for a mail, and how its numbers came about."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any

from flask import abort, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from markupsafe import Markup

from app.documents.charts.plots import slope
from app.documents.charts.svg import render_mark, render_picture
from app.documents.model import (
    ALL,
    ANNEX,
    ANSWERS,
    SLIDES,
    Block,
    Edition,
    EditionKind,
    Figure,
    Heading,
    Move,
    Moves,
    ReportDocument,
    Section,
    Trend,
)
from app.documents.rendering import render_docx, render_pdf
from app.doors.access import LEADERS, readable_assessment
from app.models import Assessment
from app.reports import explained as of_domain
from app.reports.alderman import NOTHING_FILLED, Filling, alderman_page, mail_text, with_page
from app.reports.blueprint import REPORT, blueprint
from app.reports.contents import FORMS_OF, Contents, Form, draw_form, render_form, render_slides
from app.reports.context import frozen_case, preview_case, report_contents
from app.reports.explained import Case, Explained
from app.reports.filling import filled_in
from app.reports.stored import load_rows, others_answered, outgoing_data
from app.reports.story import story
from app.state.asked import domains_of, is_answered_again, questionnaire_of
from app.texts import reports as texts
from app.texts.explanations import words_of
from app.texts.reports import ANSWERED_AGAIN, EDITIONS, FORMS, KINDS, PRESENTATION, TOO_EARLY, as_it_was
from app.web.clock import today
from app.web.extensions import db
from app.web.publication import (
    NOTHING_KEPT,
    PublishedFile,
    WantedVersion,
    asked_version,
    drawn_file,
    frozen_document,
    publish,
    send,
)
from questionnaires.model import Questionnaire
from scoring.engine import RULES
from scoring.interchange import build_interchange, render_json

WORDS = {kind: word for word, kind in KINDS.items()}
AS_AGREED = "vastgesteld"
"""In the address of a file: without what was filled in later."""


@dataclass(frozen=True)
class WantedReport(WantedVersion):
    """Which version of a report somebody asked for, and for which kind of reader."""

    kind: EditionKind

    @property
    def file_name(self) -> str:
        """The name of a file with this report, without its ending."""
        return self.named("rapport", WORDS[self.kind])

    @cached_property
    def filled(self) -> Filling:
        """What was filled in on the alderman's page; nothing on other editions, and on versions that count no more."""
        return filled_in(db.session, self.assessment.id) if self._may_be_filled else NOTHING_FILLED

    @property
    def fills_in(self) -> bool:
        """Whether this person may fill in what this page leaves open."""
        return self._may_be_filled and "coordinator" in self.roles

    @property
    def _may_be_filled(self) -> bool:
        newest = self.report is None or self.report is self.reports[0]
        return self.kind == "alderman" and newest


def wanted_report(assessment_id: uuid.UUID, for_readers: str = "beleid") -> WantedReport:
    """The report that the address names; 404 for one that is not there, 403 for who may not see it.

    Coordinator and adviser see everything, a reader only what was agreed, and nobody else anything. Who is of the
    municipality that it became part of is a reader here: the adviser's edition stays with who had it. Where the
    address names no edition it is the whole report, but `for_readers` for who only reads.
    """
    assessment, roles = readable_assessment(current_user, assessment_id)
    edition = request.args.get("soort", "beleid" if roles & set(LEADERS) else for_readers)
    kind = KINDS.get(edition) or abort(404)
    if kind == "adviser" and not roles & set(LEADERS):
        abort(403)
    wanted = WantedReport(assessment, roles, *asked_version(assessment, roles), kind)
    if wanted.report is None:
        _refuse_too_early(assessment)
    return wanted


def _refuse_too_early(assessment: Assessment) -> None:
    # While colleagues can still answer, or answer again, their answers stay theirs.
    again = is_answered_again(assessment)
    if assessment.state != "open" and not again:
        return
    if others_answered(db.session, assessment, current_user):
        back = ("Naar de inventarisatie", url_for("assessments.hub", assessment_id=assessment.id))
        why = ANSWERED_AGAIN if again else TOO_EARLY
        abort(make_response(render_template("errors/409.html", explanation=why, back=back), 409))


def document_of(wanted: WantedReport) -> ReportDocument:
    """The frozen document, or the preview made now."""
    if wanted.report is not None:
        return frozen_document(db.session, wanted.report) or abort(404)
    return preview(wanted).document


def preview(wanted: WantedReport) -> Contents:
    """What the next version would be made of now."""
    version = wanted.reports[0].number + 1 if wanted.reports else 1
    return report_contents(db.session, wanted.assessment, version=version, date=today())


@dataclass(frozen=True, slots=True)
class Tools:
    """What draws the pictures of a page, and knows where its numbers are explained."""

    explained: Mapping[str, str]
    """Where the scores are explained, by the anchor of a heading or the id of a section."""
    domains: Mapping[str, str]
    """The same by the name of a domain, as it stands in tables."""

    @staticmethod
    def dots(figure: Figure, prefix: str) -> Markup:
        """A dot plot to stand in the page."""
        return _inline(render_picture(figure, prefix))


@blueprint.app_template_global("drawn")
def drawn(picture: Moves | Trend, prefix: str) -> Markup:
    """Then and now, or a trend, to stand in any page with blocks."""
    return _inline(render_picture(picture, prefix))


@blueprint.app_template_global("sloped")
def sloped(move: Move) -> Markup:
    """One move as an arrow, to stand beside its words."""
    return _inline(render_mark(slope(move)))


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


@blueprint.get(REPORT)
def report_page(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """One edition of the report: frozen, or as it would be now."""
    # Who only reads is an alderman or a manager: the rest is one click further.
    wanted = wanted_report(assessment_id, for_readers="wethouder")
    document, asked = document_of(wanted), questionnaire_of(wanted.assessment)
    editions = {word: title for word, title in EDITIONS.items() if wanted.is_staff or word != "adviseur"}
    annex = wanted.address("reports.annex_page", soort=WORDS[wanted.kind])
    return render_template(
        "reports/report.html",
        wanted=wanted,
        document=document,
        word=WORDS[wanted.kind],
        editions=editions,
        addresses={word: wanted.address("reports.report_page", soort=word) for word in editions},
        address_of=wanted.address,
        tools=tools(wanted),
        files=files_of(wanted),
        **shown(document, wanted.kind, asked, annex, wanted.filled),
    )


def shown(
    document: ReportDocument,
    kind: EditionKind,
    questionnaire: Questionnaire,
    annex: str,
    filled: Filling = NOTHING_FILLED,
) -> dict[str, Any]:
    """What the page of an edition is drawn from: a story, the page of the alderman, or for the adviser its sections."""
    edition = document.edition(kind)
    if kind == "alderman":
        return {"edition": edition, "sheet": alderman_page(document, questionnaire, filled), "story": None}
    if kind == "full":
        told = story(edition, questionnaire)
        return {"edition": edition, "sheet": None, "story": told, "annex": annex, "parts": parts}
    sections = [section for section in edition.sections if not section.annex]
    links = [(f"#{section.id}", section.title) for section in sections]
    if any(section.annex for section in edition.sections):
        links.append((annex, "Bijlage: alle antwoorden"))
    adviser = {"sections": sections, "section_links": links, "parts": parts}
    return {"edition": edition, "sheet": None, "story": None, **adviser}


@blueprint.get(f"{REPORT}/bijlage")
def annex_page(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """All answers behind an edition; 404 for one without, as the alderman's page."""
    wanted = wanted_report(assessment_id)
    document = document_of(wanted)
    back = wanted.address("reports.report_page", soort=WORDS[wanted.kind])
    return render_template(
        "reports/annex.html",
        document=document,
        example=False,
        back=back,
        tools=tools(wanted),
        **annexed(document.edition(wanted.kind)),
    )


def annexed(edition: Edition) -> dict[str, Any]:
    """What the page with all answers is drawn from."""
    annexes = [section for section in edition.sections if section.annex] or abort(404)
    return {"edition": edition, "annexes": annexes, "parts": parts}


def files_of(wanted: WantedReport) -> list[PublishedFile]:
    """The files of this edition and, for who leads the conversation, the answers beside it.

    A version that was frozen before a form existed does not have it.
    """
    kept, to = wanted.kept(), partial(wanted.address, soort=WORDS[wanted.kind])
    found = [
        PublishedFile(FORMS[form], to(f"reports.report_{form}"), kept.get((wanted.kind, form), NOTHING_KEPT))
        for form in FORMS_OF[wanted.kind]
        if wanted.report is None or (wanted.kind, form) in kept
    ]
    if wanted.kind == "full":
        found.append(
            PublishedFile(texts.ANNEX, to("reports.annex_pdf"), kept.get((ANNEX, "pdf"), NOTHING_KEPT)),
        )
    if wanted.kind != "adviser":
        # Drawn when somebody asks for it, of a version from before there was one.
        found += [
            PublishedFile(form, to(f"reports.slides_{ending}"), kept.get((SLIDES, ending), NOTHING_KEPT))
            for ending, form in PRESENTATION.items()
        ]
    if wanted.filled != NOTHING_FILLED:
        # What was filled in is in no frozen file: its bytes have no code.
        as_agreed = [replace(each, form=as_it_was(each.form), url=f"{each.url}&{AS_AGREED}=ja") for each in found]
        now = [replace(each, kept=NOTHING_KEPT) for each in found]
        found = [*now, *as_agreed] if wanted.report else now
    answers = PublishedFile(
        FORMS[ANSWERS], wanted.address("reports.report_json"), kept.get((ALL, ANSWERS), NOTHING_KEPT)
    )
    return [*found, answers] if wanted.is_staff else found


def report_file(assessment_id: uuid.UUID, form: Form) -> ResponseReturnValue:
    """The frozen bytes, or the preview rendered now; 404 for a form that this edition or this version does not have."""
    wanted = wanted_report(assessment_id)
    if form not in FORMS_OF[wanted.kind]:
        abort(404)
    filled = NOTHING_FILLED if AS_AGREED in request.args else wanted.filled
    if filled != NOTHING_FILLED:
        content = _filled_file(wanted, form, filled)
    elif wanted.report is None:
        contents = preview(wanted)
        content = drawn_file(lambda: render_form(contents, wanted.kind, form))
    else:
        content = wanted.file(wanted.kind, form, draw_form) or abort(404)
    return send(content, wanted.file_name, form)


def _filled_file(wanted: WantedReport, form: Form, filled: Filling) -> bytes:
    """The alderman's page with what was filled in, drawn of what was agreed."""
    document = with_page(document_of(wanted), questionnaire_of(wanted.assessment), filled)
    render = render_pdf if form == "pdf" else render_docx
    kept_as = (wanted.report.id, form, filled) if wanted.report else None
    return drawn_file(lambda: render(document, "alderman"), kept_as=kept_as)


publish(blueprint, REPORT, "report", FORMS_OF["full"], report_file)


def slides_file(assessment_id: uuid.UUID, form: Form) -> ResponseReturnValue:
    """The presentation, for who may read the alderman's page: every version has it, as it is made of its document."""
    wanted = wanted_report(assessment_id)
    filled = NOTHING_FILLED if AS_AGREED in request.args else wanted.filled
    content = wanted.file(SLIDES, form, draw_form) if filled == NOTHING_FILLED else None
    if content is None:
        document = document_of(wanted)
        kept_as = (wanted.report.id, SLIDES, form, filled) if wanted.report else None
        content = drawn_file(lambda: render_slides(document, form, filled), kept_as=kept_as)
    return send(content, wanted.named("presentatie"), form)


publish(blueprint, f"{REPORT}/presentatie", "slides", FORMS_OF[SLIDES], slides_file)


def annex_file(assessment_id: uuid.UUID, form: Form) -> ResponseReturnValue:
    """All answers behind the whole report, for who may read it: every version has it, as it is made of its document."""
    wanted = wanted_report(assessment_id)
    content = wanted.file(ANNEX, form, draw_form)
    if content is None:
        document = document_of(wanted)
        kept_as = (wanted.report.id, ANNEX, form) if wanted.report else None
        content = drawn_file(lambda: render_pdf(document, ANNEX), kept_as=kept_as)
    return send(content, wanted.named("bijlage"), form)


publish(blueprint, f"{REPORT}/bijlage", "annex", FORMS_OF[ANNEX], annex_file)


@blueprint.get(f"{REPORT}.json")
def report_json(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """The answers and agreed scores; they are single answers, so not for readers."""
    wanted = wanted_report(assessment_id)
    if not wanted.is_staff:
        abort(403)
    if wanted.report is None:
        rows = load_rows(db.session, wanted.assessment)
        content = render_json(build_interchange(outgoing_data(wanted.assessment, rows)))
    else:
        content = wanted.report.interchange.encode()
    return send(content, wanted.file_name, "json")


SECTIONS = {
    "kort": "breedte",
    "beeld": "",
    "algemeen": "onderwerp-1",
    "verschillen": "",
    "onbekend": "",
    "kansen": "volgorde",
    "volgorde": "volgorde",
    "stand": "breedte",
    "voorstel": "volgorde",
    "bewijs": "",
    "veranderd": "",
    "vergelijkbaar": "",
    "verspreid": "",
}
"""The sections with numbers, and where on the page about the whole municipality those begin to be explained."""


def tools(wanted: WantedReport) -> Tools:
    """What the page of this edition needs besides its document."""
    to = partial(wanted.address, soort=WORDS[wanted.kind])
    found = {
        section: to("reports.explain_municipality", _anchor=anchor or None) for section, anchor in SECTIONS.items()
    }
    names = {}
    for domain in domains_of(wanted.assessment):
        names[domain.short] = place = to("reports.explain_domain", domain=domain.id)
        found |= {f"domein-{domain.id}": place, f"antwoorden-{domain.id}": place}
    found["antwoorden-algemeen"] = to("reports.explain_municipality", _anchor="onderwerp-1")
    return Tools(found, names)


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
        text=mail_text(document, questionnaire_of(wanted.assessment)),
        pdf=wanted.address("reports.report_pdf", soort=edition),
        download=wanted.address("reports.report_text"),
        back=wanted.address("reports.report_page", soort=edition),
    )


@blueprint.get(f"{REPORT}.txt")
def report_text(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """The same text as a file."""
    wanted = wanted_report(assessment_id)
    text = mail_text(document_of(wanted), questionnaire_of(wanted.assessment))
    return send(text.encode(), wanted.file_name, "txt")


EXPLANATION = f"{REPORT}/uitleg"


@blueprint.get(EXPLANATION)
def explain_municipality(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """The numbers of the municipality as a whole, the order of the domains, and the way to each domain."""
    wanted = wanted_report(assessment_id)
    case = case_of(wanted)
    return explanation_page(wanted, case, of_domain.explain_municipality(case), None)


@blueprint.get(f"{EXPLANATION}/<domain>")
def explain_domain(assessment_id: uuid.UUID, domain: str) -> ResponseReturnValue:
    """Every score of one domain; 404 for one that is not in this report."""
    wanted = wanted_report(assessment_id)
    case = case_of(wanted)
    if domain not in case.data.domains:
        abort(404)
    return explanation_page(wanted, case, of_domain.explain_domain(case, domain), domain)


def case_of(wanted: WantedReport) -> Case:
    """What is explained: the frozen answers, or those of now for a preview. Readers see no single answers."""
    if wanted.report is None:
        return preview_case(db.session, wanted.assessment, load_rows(db.session, wanted.assessment))
    case = frozen_case(db.session, wanted.assessment, wanted.report, single_answers=wanted.is_staff)
    return case if wanted.is_own else case.from_outside()


def explanation_page(
    wanted: WantedReport, case: Case, explanations: tuple[Explained, ...], domain: str | None
) -> ResponseReturnValue:
    """The page of the whole (no domain) or of one domain."""
    to = partial(wanted.address, soort=WORDS[wanted.kind])
    return render_template(
        "reports/explanation.html",
        wanted=wanted,
        explained=explanations,
        rules=words_of(tuple(rule for each in explanations for rule in each.rules)),
        place=case.domains[domain].title if domain else case.data.municipality_name,
        domain=domain,
        others=[(each.title, to("reports.explain_domain", domain=each.id)) for each in case.domains.values()],
        whole=to("reports.explain_municipality"),
        back=to("reports.report_page"),
        other_rules=wanted.report is not None and wanted.report.rules != RULES,
    )

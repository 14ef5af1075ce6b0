"""Puts the three editions of a report together, each with its cover."""

from collections.abc import Callable

from app.documents.model import EDITION_KINDS, Edition, EditionKind, FactRow, KeyFacts, ReportDocument, Section
from app.reports.alderman import with_page
from app.reports.document import accountability
from app.reports.document.accountability import accountability_section, agreed_text, identity_facts
from app.reports.document.adviser import adviser_lead, adviser_sections
from app.reports.document.alderman import alderman_sections
from app.reports.document.chances import actions_section, chances_section
from app.reports.document.comparison import comparison_sections
from app.reports.document.differences import differences_section, unknowns_section
from app.reports.document.domains import annex_section, domains_section, general_section
from app.reports.document.material import Material, ReportContext
from app.reports.document.overview import overview_section, summary_section
from app.texts.words import ROUNDS
from app.web.formatting import long_date
from questionnaires.model import Questionnaire
from scoring.assessment import Assessment
from scoring.result import Result

FULL_LEAD = "Hoe integraal is de aanpak van basisvaardigheden? Per domein, met ideeën voor acties."


def report_title(round_name: str) -> str:
    """The title of a report that was given none."""
    return f"{ROUNDS[round_name]} basisvaardigheden"


def running_header(municipality: str, title: str, version: int, preliminary: bool) -> str:
    """What stands above every page."""
    state = ", voorlopig" if preliminary else ""
    return f"{municipality} – {title}, versie {version}{state}"


FULL: tuple[Callable[[Material], Section], ...] = (
    summary_section,
    overview_section,
    domains_section,
    general_section,
    differences_section,
    unknowns_section,
    chances_section,
    actions_section,
    accountability_section,
    annex_section,
)

AFTER_OVERVIEW = FULL.index(overview_section) + 1
"""Where the comparison with an earlier round goes."""


def build_document(
    questionnaire: Questionnaire, assessment: Assessment, result: Result, context: ReportContext
) -> ReportDocument:
    """The report of an assessment: every edition, with every sentence and number that any rendering shows."""
    material = Material(questionnaire, assessment, result, context)
    title = context.title or report_title(assessment.round)
    document = ReportDocument(
        id=context.document_id,
        title=title,
        municipality=assessment.municipality_name,
        date=long_date(context.date) if context.date else None,
        day=context.date.isoformat() if context.date else None,
        version=context.version,
        preliminary=context.preliminary,
        questionnaire=accountability.instrument(questionnaire.title, questionnaire.version),
        rules=result.rules,
        running_header=running_header(assessment.municipality_name, title, context.version, context.preliminary),
        editions=tuple(_edition(material, kind, title) for kind in EDITION_KINDS),
    )
    return with_page(document, questionnaire)


def _edition(material: Material, kind: EditionKind, title: str) -> Edition:
    context = material.context
    notices = (
        *((accountability.PRELIMINARY,) if context.preliminary else ()),
        *((accountability.WITHOUT_ADVISER,) if context.without_adviser else ()),
    )
    return Edition(
        kind=kind,
        title=title,
        subtitle=material.assessment.municipality_name,
        lead=_lead(material, kind),
        notices=notices,
        facts=_cover(material, kind),
        sections=_sections(material, kind),
    )


def _lead(material: Material, kind: EditionKind) -> str:
    if kind == "adviser":
        return adviser_lead(material)
    return FULL_LEAD if kind == "full" else ""


def _sections(material: Material, kind: EditionKind) -> tuple[Section, ...]:
    if kind == "alderman":
        return (*alderman_sections(material), *comparison_sections(material, short=True))
    if kind == "adviser":
        return (*adviser_sections(material), *comparison_sections(material))
    before, after = FULL[:AFTER_OVERVIEW], FULL[AFTER_OVERVIEW:]
    return (
        *(section(material) for section in before),
        *comparison_sections(material, pictures=True),
        *(section(material) for section in after),
    )


def _cover(material: Material, kind: EditionKind) -> KeyFacts:
    context = material.context
    found = {
        "Datum": long_date(context.date) if context.date else None,
        "Versie": str(context.version),
        "Vastgesteld": None if kind == "alderman" else agreed_text(material),
        "Vragenlijst": accountability.instrument(material.questionnaire.title, material.questionnaire.version),
        "Herkomst": accountability.PROVENANCE,
    }
    facts = [FactRow(label=label, text=text) for label, text in found.items() if text]
    # The full edition says this where it accounts for itself.
    return KeyFacts(facts=(*facts, *(identity_facts(context) if kind != "full" else ())))

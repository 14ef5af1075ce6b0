"""Section 9: how the report came about, and what its numbers are worth."""

from collections import Counter
from collections.abc import Iterator, Mapping

from app.documents.model import BulletList, FactRow, KeyFacts, Paragraph, Section
from app.reports.document.material import Material, ReportContext
from app.reports.sentences import accountability as texts
from app.reports.sentences import summary
from app.texts.words import ROUNDS
from app.web.formatting import long_date


def accountability_section(material: Material) -> Section:
    """How it was filled in, by whom, with which questionnaire and rules, and the limits of it."""
    blocks = (
        KeyFacts(facts=tuple(_facts(material))),
        Paragraph(text=texts.OWN_JUDGEMENT),
        BulletList(items=(texts.HOW_COUNTED, texts.NO_INTERVAL, texts.CONVENTIONS, texts.CHANCE_BORDERS)),
        Paragraph(text=material.questionnaire.provenance),
    )
    return Section(id="verantwoording", title="Verantwoording", blocks=blocks)


def _facts(material: Material) -> list[FactRow]:
    context, assessment = material.context, material.assessment
    found = {
        "Gemeente": f"{assessment.municipality_name} ({assessment.municipality_code})",
        "Soort": ROUNDS[assessment.round],
        "Domeinen": summary.domains_chosen([domain.name for domain in material.domains]),
        "Hoe ingevuld": texts.WAYS[context.way] if context.way else None,
        "Wanneer": context.filled_in,
        "Door wie": texts.people(people(material)),
        "Vragen bekend": _coverage(material),
        "Scores": texts.agreed_scores(*_agreed(material)),
        "Vastgesteld": agreed_text(material),
        "Datum": long_date(context.date) if context.date else None,
        "Vragenlijst": texts.instrument(material.questionnaire.title, material.questionnaire.version),
        "Rekenregels": texts.rules(material.result.rules),
        "Herkomst": texts.PROVENANCE,
    }
    facts = [FactRow(label=label, text=text) for label, text in found.items() if text]
    return [*facts, *identity_facts(context)]


CHECK = "Controle"


def identity_facts(context: ReportContext) -> Iterator[FactRow]:
    """Which report this is, and where to check that a file is that report."""
    if context.document_id:
        yield FactRow(label="Kenmerk", text=context.document_id)
    if context.check_page:
        yield FactRow(label=CHECK, text=texts.check(context.check_page), href=context.check_page)


def people(material: Material) -> Mapping[str, int]:
    """How many people per function: given, or counted from the participants."""
    if material.context.people:
        return material.context.people
    return Counter(material.role_of(person.id) for person in material.assessment.participants)


def agreed_text(material: Material) -> str:
    """Who agreed the report, or that it is preliminary."""
    if material.context.preliminary:
        return texts.agreed_by(())
    agreed = texts.agreed_by(material.context.agreed_by)
    return f"{agreed} {texts.WITHOUT_ADVISER}" if material.context.without_adviser else agreed


def _coverage(material: Material) -> str:
    found = [score for domain in material.domains for score in domain.result.dimensions.values()]
    return summary.known(sum(score.scored for score in found), sum(score.applicable for score in found))


def _agreed(material: Material) -> tuple[int, int]:
    """The chance questions do not count: nobody agrees a score for those."""
    items = [item for _, item in material.everything() if item.question.kind != "opportunity"]
    scored = [item.score for item in items if item.score.state == "scored"]
    return sum(score.agreed for score in scored), len(scored)

"""Assessments and documents for the tests of the report."""

import datetime
from collections.abc import Sequence
from typing import Any

from app.documents.model import (
    Edition,
    EvidenceTable,
    FactRow,
    Figure,
    HeatTable,
    KeyFacts,
    Moves,
    ReportDocument,
    Table,
    Tallies,
    Trend,
    Voices,
)
from app.reports.document.building import build_document
from app.reports.document.material import ReportContext
from scoring.assessment import AgreedScore, Answer, Assessment, Evidence, Participant
from scoring.engine import score
from tests.unit.scoring.samples import OPPORTUNITY, PROFILE, QUESTIONNAIRE, worked_example

ALL_DOMAINS = tuple(domain.id for domain in QUESTIONNAIRE.domains)
HOSTILE = "<b>vet</b> & [[x]] {naam} 😀😀 שלום \x07 “aan\u00adhaling” " + "onafgebroken" * 12
LONG = "Een lange toelichting met veel woorden. " * 125
"""5,000 characters."""


def make_document(assessment: Assessment | None = None, **context: Any) -> ReportDocument:
    """The report of an assessment; of the worked example when none is given."""
    about = assessment or worked_example()
    context.setdefault("date", datetime.date(2026, 11, 24))
    return build_document(QUESTIONNAIRE, about, score(QUESTIONNAIRE, about), ReportContext(**context))


def make_round(
    domains: Sequence[str] = ("geld",), people: int = 1, value: Any = 2, reason: str | None = None, **fields: Any
) -> Assessment:
    """A round in which everybody gives the same answer everywhere, with the same reason and evidence."""
    persons = tuple(Participant(f"p{n}", "participant", ("beleid", "uitvoering")[n % 2]) for n in range(people))
    evidence = Evidence("document", reason, "https://voorbeeld.example/plan?a=1&b=(2)") if reason else None
    answers = tuple(
        Answer(person.id, f"{domain}/{question}", value, reason, evidence, "sure")
        for person in persons
        for domain in domains
        for question in (*PROFILE, *OPPORTUNITY)
    )
    known = {"questionnaire_id": "iba", "version": 1, "municipality_code": "GM9901"}
    known |= {"municipality_name": "Voorbeeldstad", "round": "baseline"}
    return Assessment(**known | {"domains": tuple(domains), "participants": persons, "answers": answers} | fields)


def agreed_everywhere(domains: Sequence[str], value: Any, reason: str) -> tuple[AgreedScore, ...]:
    """The same agreed score for every profile item."""
    return tuple(AgreedScore(f"{domain}/{question}", value, reason) for domain in domains for question in PROFILE)


def texts_of(edition: Edition) -> list[str]:
    """Every text that an edition shows, in order."""
    found = [edition.subtitle, edition.title, edition.lead, *edition.notices, *_facts(edition.facts.facts)]
    for section in edition.sections:
        found.append(section.title)
        for block in section.blocks:
            found += _texts(block)
    return found


def _facts(facts: Sequence[FactRow]) -> list[str]:
    return [text for fact in facts for text in (fact.label, fact.text)]


def _texts(block: Any) -> list[str]:
    match block:
        case KeyFacts():
            return _facts(block.facts)
        case Table():
            rows = [cell.text for row in block.rows for cell in row]
            return [block.caption, *(column.title for column in block.columns), *rows]
        case HeatTable():
            cells = [
                text for row in block.rows for cell in row.cells for text in (cell.text, cell.word, cell.note or "")
            ]
            return [block.caption, *(row.title for row in block.rows), *cells]
        case Figure() | Moves() | Trend():
            return [block.message, *_texts(block.table)]
        case Tallies():
            return [text for each in block.tallies for text in (each.number, each.label, each.note)]
        case Voices():
            said = [text for voice in block.voices for text in (voice.label, voice.text)]
            return [block.title, block.about, *([block.question] if block.question else []), *said]
        case EvidenceTable():
            cells = [text for row in block.rows for cell in row.cells for text in (cell.text, cell.word)]
            return [block.caption, block.corner, *block.columns, *(row.title for row in block.rows), *cells]
    return list(block.items) if block.type == "list" else [block.text]


def blocks_of(edition: Edition, kind: type[Any]) -> list[Any]:
    """All blocks of one type."""
    return [block for section in edition.sections for block in section.blocks if isinstance(block, kind)]


def section_of(document: ReportDocument, section_id: str, kind: Any = "full") -> str:
    """All texts of one section."""
    edition = document.edition(kind)
    (section,) = [section for section in edition.sections if section.id == section_id]
    return "\n".join(text for block in section.blocks for text in _texts(block))

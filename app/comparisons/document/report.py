"""The evaluation report as data, made once from the material."""

from typing import Annotated, Literal

from pydantic import Field, JsonValue

from app.comparisons.document.accountability import accountability_section
from app.comparisons.document.actions import actions_section, onward_section
from app.comparisons.document.domains import domains_section
from app.comparisons.document.excluded import excluded_section
from app.comparisons.document.ground import ComparisonMaterial, Ground, Round
from app.comparisons.document.looking_back import looking_back_sections
from app.comparisons.document.summary import summary_section
from app.comparisons.document.time import time_sections
from app.comparisons.sentences import cover
from app.documents.model import RENDERER, Booklet, FactRow, KeyFacts, Section
from app.web.formatting import long_date
from questionnaires.model import Frozen
from scoring.interchange import build_comparison_document


class ComparedRound(Frozen):
    """Which round stands on one side, and on which version of its report it rests."""

    id: str
    title: str
    number: Annotated[int, Field(ge=1)]
    report_number: Annotated[int, Field(ge=0)]
    version: Annotated[int, Field(ge=1)]
    """Of the questionnaire."""
    agreed_on: str | None = None
    """As 2026-11-24; None: a preview."""


class ComparisonReport(Frozen):
    """Everything that any rendering shows. Made once; frozen with the report of the later round."""

    format: Literal["samenhang-comparison"] = "samenhang-comparison"
    format_version: Literal[1] = 1
    renderer: Annotated[int, Field(ge=1)] = RENDERER
    id: str | None = None
    """The id of the report of the later round."""
    language: Literal["nl"] = "nl"
    municipality: str
    title: str
    lead: str
    date: str | None = None
    """The date that is printed, in words."""
    day: str | None = None
    """The same date as 2026-11-24."""
    preliminary: bool = False
    before: ComparedRound
    after: ComparedRound
    notices: tuple[str, ...] = ()
    """What must be known before reading."""
    facts: KeyFacts
    """What stands on the cover."""
    sections: tuple[Section, ...]
    comparison: dict[str, JsonValue]
    """The comparison document, as `samenhang compare` writes it."""

    @property
    def booklet(self) -> Booklet:
        """What the renderers of files draw."""
        return Booklet(
            name=f"{self.title} – {self.municipality}",
            author=self.municipality,
            day=self.day,
            running_header=cover.running_header(self.municipality, self.preliminary),
            title=self.title,
            subtitle=self.municipality,
            lead=self.lead,
            notices=self.notices,
            facts=self.facts,
            sections=self.sections,
            new_pages=("domeinen",),
        )


def build_comparison_report(material: ComparisonMaterial) -> ComparisonReport:
    """The report of two rounds: the same material always gives the same report."""
    return ComparisonReport(
        id=material.document_id,
        municipality=material.after.data.municipality_name,
        title=cover.TITLE,
        lead=cover.LEAD,
        date=long_date(material.day) if material.day else None,
        day=material.day.isoformat() if material.day else None,
        preliminary=material.preliminary,
        before=_round(material.before),
        after=_round(material.after),
        notices=notices_of(material),
        facts=_cover(material),
        sections=_sections(material),
        comparison=build_comparison_document(material.comparison),
    )


def _round(one: Round) -> ComparedRound:
    return ComparedRound(
        id=one.id,
        title=one.title,
        number=one.number,
        report_number=one.report_number,
        version=one.questionnaire.version,
        agreed_on=one.agreed_on.isoformat() if one.agreed_on else None,
    )


def notices_of(material: ComparisonMaterial) -> tuple[str, ...]:
    """What must be known before reading."""
    return (
        *((cover.PRELIMINARY,) if material.preliminary else ()),
        *((cover.reopened(material.before.title, material.before.report_number),) if material.reopened else ()),
        *((cover.said_since(material.said_since, material.before.title),) if material.said_since else ()),
    )


def _cover(material: ComparisonMaterial) -> KeyFacts:
    found = {
        cover.THEN: _in_short(material.before),
        cover.NOW: _in_short(material.after),
        "Datum": long_date(material.day) if material.day else None,
    }
    return KeyFacts(facts=tuple(FactRow(label=label, text=text) for label, text in found.items() if text))


def _in_short(one: Round) -> str:
    return cover.round_in_short(one.title, one.number, one.agreed_on)


def _sections(material: ComparisonMaterial) -> tuple[Section, ...]:
    ground = Ground(material)
    return (
        summary_section(ground),
        domains_section(ground),
        excluded_section(ground),
        actions_section(ground),
        *looking_back_sections(material),
        *time_sections(ground),
        onward_section(ground),
        accountability_section(ground),
    )


def parse_report(data: bytes) -> ComparisonReport:
    """The report that was kept as JSON. Raises pydantic's ValidationError for anything else."""
    return ComparisonReport.model_validate_json(data)

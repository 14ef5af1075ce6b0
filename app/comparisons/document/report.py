"""The evaluation report and every form of it: from plain data, without a database."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal, TypeAlias, get_args

from pydantic import Field, JsonValue

from app.comparisons.document.accountability import accountability_section
from app.comparisons.document.actions import actions_section, onward_section
from app.comparisons.document.course import course_of, headline
from app.comparisons.document.domains import domains_section, excluded_section
from app.comparisons.document.ground import NOW, THEN, TITLE, ComparisonMaterial, Ground, Round
from app.comparisons.document.looking_back import looking_back_sections
from app.comparisons.document.sheets import build_comparison_sheets
from app.comparisons.document.summary import summary_section
from app.comparisons.document.time import time_sections
from app.documents.model import ANSWERS, DOCUMENT, RENDERER, Booklet, DueForm, KeptForm, KeyFacts, Section, fact_rows
from app.documents.model import render_json as render_document
from app.documents.rendering import render_booklet_docx, render_booklet_pdf, render_xlsx
from app.documents.sheets import DataSheets, parse_sheets, render_sheets
from app.texts.reports import COMPARISON
from app.web.formatting import long_date
from questionnaires.model import Frozen
from scoring.interchange import build_comparison_document, render_json


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
            running_header=f"{self.municipality} – {TITLE}{', voorlopig' if self.preliminary else ''}",
            title=self.title,
            subtitle=self.municipality,
            lead=self.lead,
            notices=self.notices,
            facts=self.facts,
            sections=self.sections,
        )


def build_comparison_report(material: ComparisonMaterial) -> ComparisonReport:
    """The report of two rounds: the same material always gives the same report."""
    return ComparisonReport(
        id=material.document_id,
        municipality=material.after.data.municipality_name,
        title=TITLE,
        lead=f"{_outcome(Ground(material))}.",
        date=long_date(material.day) if material.day else None,
        day=material.day.isoformat() if material.day else None,
        preliminary=material.preliminary,
        before=_compared_round(material.before),
        after=_compared_round(material.after),
        notices=material.notices,
        facts=_cover(material),
        sections=_sections(material),
        comparison=build_comparison_document(material.comparison),
    )


def _outcome(ground: Ground) -> str:
    changes = ((each.name, each.found.dimensions.values() if each.found else ()) for each in ground.domains)
    return headline([(name, course_of(found)) for name, found in changes])


def _compared_round(one: Round) -> ComparedRound:
    return ComparedRound(
        id=one.id,
        title=one.title,
        number=one.number,
        report_number=one.report_number,
        version=one.questionnaire.version,
        agreed_on=one.agreed_on.isoformat() if one.agreed_on else None,
    )


def _cover(material: ComparisonMaterial) -> KeyFacts:
    found = {
        THEN: material.before.in_short,
        NOW: material.after.in_short,
        "Datum": long_date(material.day) if material.day else None,
    }
    return KeyFacts(facts=fact_rows(found))


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


ComparisonForm: TypeAlias = Literal["pdf", "docx", "xlsx"]
FORMS: tuple[ComparisonForm, ...] = get_args(ComparisonForm)


@dataclass(frozen=True, slots=True)
class ComparisonContents:
    """All that the forms of one comparison are made of; the same material gives the same contents."""

    material: ComparisonMaterial
    report: ComparisonReport

    @property
    def sheets(self) -> DataSheets:
        return build_comparison_sheets(self.material)

    @property
    def interchange(self) -> bytes:
        """The comparison document, as `samenhang compare` makes it of the answers of both rounds."""
        return render_json(build_comparison_document(self.material.comparison))

    def forms(self) -> Iterator[KeptForm]:
        """What is kept of it when the later round is agreed: all that needs no drawing."""
        yield COMPARISON, DOCUMENT, render_document(self.report)
        yield COMPARISON, ANSWERS, self.interchange

    def files(self) -> Iterator[DueForm]:
        """What is drawn afterwards."""
        yield from (DueForm(COMPARISON, form) for form in FORMS if form != "xlsx")
        yield DueForm(COMPARISON, "xlsx", render_sheets(self.sheets))


def make_comparison(material: ComparisonMaterial) -> ComparisonContents:
    """What the comparison of two rounds is made of."""
    return ComparisonContents(material, build_comparison_report(material))


def draw_form(document: bytes, sheets: str | None, _: str, form: str) -> bytes:
    """A file from what was frozen: as `render_form` makes it of the same contents."""
    if sheets is not None:
        return render_xlsx(parse_sheets(sheets))
    return (render_booklet_pdf if form == "pdf" else render_booklet_docx)(parse_report(document).booklet)


def render_form(contents: ComparisonContents, form: ComparisonForm) -> bytes:
    """The comparison as one of its files: the same contents always give the same bytes."""
    if form == "xlsx":
        return render_xlsx(contents.sheets)
    booklet = contents.report.booklet
    return render_booklet_pdf(booklet) if form == "pdf" else render_booklet_docx(booklet)

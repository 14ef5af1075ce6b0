"""The evaluation report and every form of it: from plain data, without a database."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from app.comparisons.document.ground import ComparisonMaterial
from app.comparisons.document.report import ComparisonReport, build_comparison_report, parse_report
from app.comparisons.sheets import build_comparison_sheets
from app.documents.model import ANSWERS, DOCUMENT, DueForm, KeptForm
from app.documents.model import render_json as render_document
from app.documents.rendering import render_booklet_docx, render_booklet_pdf, render_xlsx
from app.documents.sheets import DataSheets, parse_sheets, render_sheets
from app.texts.checking import COMPARISON
from scoring.interchange import build_comparison_document, render_json

ComparisonForm: TypeAlias = Literal["pdf", "docx", "xlsx"]
FORMS: tuple[ComparisonForm, ...] = get_args(ComparisonForm)


@dataclass(frozen=True, slots=True)
class ComparisonContents:
    """All that the forms of one comparison are made of; the same material gives the same contents."""

    material: ComparisonMaterial
    report: ComparisonReport

    @property
    def sheets(self) -> DataSheets:
        """Its tables."""
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

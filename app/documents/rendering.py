"""The ways in to PDF, Word and Excel: their libraries are loaded when the first is made, or before."""

from importlib import import_module
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from app.documents.deck import Deck
    from app.documents.model import Booklet, EditionKind, ReportDocument
    from app.documents.printed import PrintedReport
    from app.documents.sheets import DataSheets


def render_pdf(document: "ReportDocument", kind: Literal["alderman", "adviser", "annex"]) -> bytes:
    """An edition as an accessible PDF (PDF/UA-1 and PDF/A-2a), or the annex; always the same bytes."""
    if kind == "annex":
        from app.documents.pdf.editions import draw_annex

        return draw_annex(document)
    if kind == "adviser":
        from app.documents.pdf.editions import render_adviser

        return render_adviser(document)
    from app.documents.pdf.booklet import render_alderman

    return render_alderman(document)


def render_printed(report: "PrintedReport") -> bytes:
    """The full edition as it is printed, in the same way; the same report always gives the same bytes."""
    from app.documents.pdf.printed import draw_printed

    return draw_printed(report)


def render_booklet_pdf(booklet: "Booklet") -> bytes:
    """Anything else as an accessible PDF, in the same way."""
    from app.documents.pdf.booklet import draw_booklet
    from app.documents.pdf.styles import Styles

    return draw_booklet(booklet, Styles(), booklet.model_dump_json().encode())[0]


def render_docx(document: "ReportDocument", kind: "EditionKind") -> bytes:
    """One edition of its own blocks as a Word document; the same document always gives the same bytes."""
    from app.documents.docx.booklet import render_edition

    return render_edition(document, kind)


def render_booklet_docx(booklet: "Booklet", *, contents: bool = False) -> bytes:
    """Anything else as a Word document, in the same way; with a table of contents when that is asked."""
    from app.documents.docx.booklet import draw_booklet
    from app.documents.docx.package import REPORT

    return draw_booklet(booklet, REPORT, contents=contents)


def render_deck(deck: "Deck", form: str) -> bytes:
    """A presentation as accessible PDF, or as PowerPoint; the same deck always gives the same bytes."""
    if form == "pdf":
        from app.documents.pdf.slides import draw_deck

        return draw_deck(deck)
    from app.documents.pptx import render_pptx

    return render_pptx(deck)


def render_xlsx(workbook: "DataSheets") -> bytes:
    """The sheets as an Excel workbook without formulas; the same sheets always give the same bytes."""
    from app.documents.workbook import render_workbook

    return render_workbook(workbook)


MAKERS = (
    "app.documents.pdf.booklet",
    "app.documents.pdf.slides",
    "app.documents.pdf.editions",
    "app.documents.pdf.printed",
    "app.documents.docx.booklet",
    "app.documents.workbook",
)


def load_libraries() -> None:
    """Load the modules that draw, with matplotlib, ReportLab and the rest: a second or two of processor."""
    for name in MAKERS:
        import_module(name)

"""The adviser's edition as a PDF: on the first page the conclusion and the agenda, then what those rest on."""

from collections.abc import Iterator

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, Spacer

from app.documents.charts import ACCENT
from app.documents.model import Edition, ReportDocument, Tallies, render_json
from app.documents.pdf import scale
from app.documents.pdf.blocks import PdfBlocks
from app.documents.pdf.flowables import HeadingText, TaggedTable, Text
from app.documents.pdf.sheets import PrintedFile, draw_sheets
from app.documents.pdf.styles import TextStyle
from app.documents.tagging import Node

FOOTER = "Niet delen: hier staan antwoorden en redenen met de functie van wie ze gaf."
WHOSE = "Voor de adviseur"
_RIGHT = TextStyle(size=8, leading=10.5, color=scale.NOTE.color, after=0, right=True)


def render_adviser(document: ReportDocument) -> bytes:
    """The edition, also of a document that was frozen before it had an agenda."""
    edition = document.edition("adviser")
    file = PrintedFile(
        name=f"{WHOSE}: {edition.title} – {document.municipality}",
        author=document.municipality,
        day=document.day,
        header=f"{document.running_header} – {WHOSE.lower()}",
        footer=FOOTER,
        identity=b"adviser" + render_json(document),
    )
    return draw_sheets(file, lambda root: _story(document, edition, root))[0]


def _story(document: ReportDocument, edition: Edition, root: Node) -> Iterator[Flowable]:
    blocks = PdfBlocks(scale.BLOCKS, scale.TEXT_WIDTH)
    yield band(document, WHOSE, root)
    yield HeadingText(edition.lead, scale.CONCLUSION, root.add("H1"), outline=None)
    yield Spacer(1, 2 * scale.UNIT)
    for notice in edition.notices:
        yield Text(notice, scale.BLOCKS.warning, root.add("P"))
    for section in edition.sections:
        above = tuple(block for block in section.blocks if isinstance(block, Tallies))
        # The numbers stand right below the conclusion, above the heading of what they lead to.
        for block in above:
            yield from blocks.block(block, root)
        below = tuple(block for block in section.blocks if block not in above)
        yield from blocks.section(section.model_copy(update={"blocks": below}), root)
    yield Spacer(1, 4 * scale.UNIT)
    yield from blocks.facts(edition.facts, root)


def band(document: ReportDocument, what: str, root: Node) -> TaggedTable:
    """The municipality, what of its report this is and which report, above a line."""
    state = "voorlopig" if document.preliminary else f"versie {document.version}"
    said = " · ".join(part for part in (what, document.title, document.date, state) if part)
    name = Text(document.municipality, scale.SMALL_BOLD, root.add("P"))
    which = Text(said, _RIGHT, root.add("P"))
    style = [
        *((f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("LEFT", "RIGHT", "TOP")),
        ("FONT", (0, 0), (-1, -1), scale.SMALL.font),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
        ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
        ("LINEBELOW", (0, 0), (-1, -1), 1.5, HexColor(ACCENT)),
    ]
    widths = [scale.TEXT_WIDTH * 0.4, scale.TEXT_WIDTH * 0.6]
    return TaggedTable([[name, which]], colWidths=widths, hAlign="LEFT", style=style)

"""All answers behind a report as a PDF of its own: a domain below a domain, from the document as it was frozen."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportlab.platypus import Flowable, Spacer

from app.documents.model import Block, Heading, ReportDocument, Section, render_json
from app.documents.pdf import scale
from app.documents.pdf.adviser import band
from app.documents.pdf.blocks import PdfBlocks
from app.documents.pdf.flowables import HeadingText, Text
from app.documents.pdf.sheets import PrintedFile, draw_sheets
from app.documents.tagging import Node
from app.texts.drawn import ANNEX


def draw_annex(document: ReportDocument) -> bytes:
    """The annex of the whole report. Every document has one."""
    file = PrintedFile(
        name=f"{ANNEX}: {document.title} – {document.municipality}",
        author=document.municipality,
        day=document.day,
        header=f"{document.running_header} – {ANNEX.lower()}",
        footer=ANNEX,
        identity=b"annex" + render_json(document),
    )
    return draw_sheets(file, lambda root: _story(document, root))[0]


def _story(document: ReportDocument, root: Node) -> Iterator[Flowable]:
    edition = document.edition("full")
    # Of hundreds of questions each has a line of its own, no larger than the text below it.
    blocks = PdfBlocks(replace(scale.BLOCKS, heading3=scale.BLOCKS.heading4), scale.TEXT_WIDTH)
    yield band(document, ANNEX, root)
    annex = next(section for section in edition.sections if section.annex)
    yield HeadingText(annex.title, scale.CONCLUSION, root.add("H1"), outline=None)
    yield Spacer(1, 3 * scale.UNIT)
    for notice in edition.notices:
        yield Text(notice, scale.BLOCKS.warning, root.add("P"))
    lead, parts = _parts(annex.blocks)
    for block in lead:
        yield from blocks.block(block, root)
    for part in parts:
        yield from blocks.section(part, root)


def _parts(found: Sequence[Block]) -> tuple[list[Block], list[Section]]:
    """What comes before the first domain, and the domains with their questions as headings right below them."""
    lead: list[Block] = []
    parts: list[tuple[Heading, list[Block]]] = []
    for block in found:
        if isinstance(block, Heading) and block.level == 3:
            parts.append((block, []))
        elif parts:
            below = block.model_copy(update={"level": 3}) if isinstance(block, Heading) else block
            parts[-1][1].append(below)
        else:
            lead.append(block)
    return lead, [Section(id=head.anchor or "", title=head.text, blocks=tuple(below)) for head, below in parts]

"""A presentation as PowerPoint: titles that are titles, tables and shapes that can be changed, each with its text."""

import io
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from app.documents.charts import ACCENT, GREY, Box, Label, Line, Shape
from app.documents.deck import (
    BLANK,
    EDGE,
    HEIGHT,
    PADDING,
    WIDTH,
    Deck,
    DeckCell,
    DeckPicture,
    DeckRow,
    DeckTable,
    Part,
    Slide,
    TextBox,
    Words,
)
from app.documents.files import canonical_zip
from app.documents.pdf.slides import FOOTER, FOOTER_SIZE, TOP_BAR, fitting_line
from app.documents.sheets import writable

AUTHOR = "Samenhang"
FONT = "Arial"
"""On every machine, or one of the same width, and narrower than the font with which the deck is measured."""
_ONLY_A_TITLE = 5
"""The layout of the library with a title and nothing else."""
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""A table without colours of its own."""
_LONGEST_PROPERTY = 255
_THIN = 0.75
"""Of the lines of tables, in points."""
_DECORATIVE = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


def render_pptx(deck: Deck) -> bytes:
    """The file; the same deck always gives the same bytes."""
    file = _empty_file()
    layout = file.slide_layouts[_ONLY_A_TITLE]
    for number, each in enumerate(deck.slides, start=1):
        _add_slide(file.slides.add_slide(layout), each, deck.footer, f"{number} van {len(deck.slides)}")
    _set_properties(file, deck)
    buffer = io.BytesIO()
    file.save(buffer)
    return canonical_zip(buffer.getvalue())


def _empty_file() -> Any:
    """The template of the library as wide as our slides."""
    file = Presentation()
    wider = Pt(WIDTH) / file.slide_width
    file.slide_width, file.slide_height = Pt(WIDTH), Pt(HEIGHT)
    for page in (file.slide_master, *file.slide_layouts):
        for shape in page.placeholders:
            shape.left, shape.width = round(shape.left * wider), round(shape.width * wider)
    return file


def _set_properties(file: Any, deck: Deck) -> None:
    """What the file says about itself; without a date it carries none, and never the one of today."""
    properties = file.core_properties
    properties._element.clear()
    properties.title = writable(deck.name)[:_LONGEST_PROPERTY]
    properties.subject = writable(deck.author)[:_LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = AUTHOR
    properties.language = "nl-NL"
    properties.revision = 1
    if deck.day:
        properties.created = properties.modified = datetime.fromisoformat(deck.day)


def _add_slide(page: Any, slide: Slide, footer: str, number: str) -> None:
    bar = page.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, Pt(WIDTH), Pt(TOP_BAR))
    _fill(bar, ACCENT)
    _only_decoration(bar)
    for shape in slide.decoration:
        _only_decoration(_add_shape(page.shapes, shape, 0, 0))
    title = page.shapes.title
    if slide.above:
        _add_box(page, slide.above)
    _place(title, slide.title)
    _write(title.text_frame, slide.title.words)
    title.text_frame.vertical_anchor = MSO_ANCHOR.TOP
    # What is read first stands first.
    page.shapes._spTree.append(title._element)
    for part in slide.parts:
        _add_part(page, part)
    room = WIDTH - 2 * EDGE
    top = HEIGHT - FOOTER - FOOTER_SIZE
    for text, x, width, align in (
        (fitting_line(footer, room - 90, FOOTER_SIZE), EDGE, room - 90, PP_ALIGN.LEFT),
        (number, EDGE + room - 90, 90.0, PP_ALIGN.RIGHT),
    ):
        words = Words(text, (FOOTER_SIZE, 15), color=GREY)
        box = _add_box(page, TextBox(x, top, width, 15, (words,)))
        box.text_frame.paragraphs[0].alignment = align


def _add_part(page: Any, part: Part) -> None:
    match part:
        case TextBox():
            _add_box(page, part)
        case DeckTable():
            _add_table(page, part)
        case DeckPicture():
            group = page.shapes.add_group_shape()
            for shape in part.drawing.shapes:
                _add_shape(group.shapes, shape, part.x, part.y)
            _describe(group, part.alt)


def _place(shape: Any, box: TextBox) -> None:
    shape.left, shape.top, shape.width, shape.height = (Pt(each) for each in (box.x, box.y, box.width, box.height))


def _add_box(page: Any, box: TextBox) -> Any:
    shape = page.shapes.add_textbox(Pt(box.x), Pt(box.y), Pt(box.width), Pt(box.height))
    _write(shape.text_frame, box.words)
    return shape


def _write(frame: Any, words: Iterable[Words]) -> None:
    """The paragraphs in a frame without margins, each line as high as on our own page."""
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for place, each in enumerate(words):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        _write_paragraph(paragraph, each)


def _write_paragraph(paragraph: Any, words: Words) -> None:
    paragraph.line_spacing, paragraph.space_before = Pt(words.size[1]), Pt(words.before)
    paragraph.alignment = PP_ALIGN.CENTER if words.middle else PP_ALIGN.LEFT
    for text, bold in ((f"{words.lead} " if words.lead else "", True), (words.text, words.bold)):
        if not text:
            continue
        run = paragraph.add_run()
        # A line end within a run would be a character that PowerPoint shows as a box.
        run.text = " ".join(writable(text).split("\n"))
        font = run.font
        font.name, font.size, font.bold, font.language_id = FONT, Pt(words.size[0]), bold, MSO_LANGUAGE_ID.DUTCH
        font.color.rgb = _rgb(words.color)


def _rgb(color: str) -> RGBColor:
    return RGBColor(*bytes.fromhex(color.removeprefix("#")))


def _fill(shape: Any, color: str) -> None:
    shape.fill.solid()
    shape.fill.fore_color.rgb = _rgb(color)
    shape.line.fill.background()
    shape.shadow.inherit = False


def _add_shape(shapes: Any, shape: Shape, x: float, y: float) -> Any:
    match shape:
        case Box():
            places = (Pt(each) for each in (x + shape.x, y + shape.y, shape.width, shape.height))
            added = shapes.add_shape(MSO_SHAPE.RECTANGLE, *places)
            _fill(added, shape.fill)
        case Line():
            ends = (Pt(each) for each in (x + shape.x1, y + shape.y1, x + shape.x2, y + shape.y2))
            added = shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *ends)
            added.line.color.rgb, added.line.width = _rgb(shape.color), Pt(shape.width)
            if shape.dashed:
                added.line._get_or_add_ln().append(parse_xml(f'<a:prstDash {nsdecls("a")} val="sysDash"/>'))
        case Label():
            size = round(shape.size)
            words = Words(shape.text, (size, size + 4), shape.bold, shape.color)
            added = shapes.add_textbox(Pt(x + shape.x), Pt(y + shape.y - size), Pt(_LABEL), Pt(size + 4))
            _write(added.text_frame, (words,))
        case _:
            raise TypeError(shape)
    return added


_LABEL = 600.0
"""Room for a label, which has no width of its own."""


def _describe(shape: Any, text: str) -> None:
    shape._element.xpath(".//p:cNvPr")[0].set("descr", writable(text))


def _only_decoration(shape: Any) -> None:
    """PowerPoint's own sign that there is nothing here to read."""
    known = shape._element.xpath("./*/p:cNvPr")[0]
    known.append(parse_xml(_DECORATIVE))


def _add_table(page: Any, table: DeckTable) -> None:
    height = sum(row.height for row in table.rows)
    frame = page.shapes.add_table(
        len(table.rows), len(table.widths), Pt(table.x), Pt(table.y), Pt(sum(table.widths)), Pt(height)
    )
    _describe(frame, table.says)
    made = frame.table
    made._tbl.tblPr.find(qn("a:tableStyleId")).text = _NO_STYLE
    made.first_row, made.first_col, made.horz_banding = bool(table.heads), True, False
    # The gaps between cells belong to the columns here: PowerPoint has none.
    for column, width in enumerate(table.widths):
        made.columns[column].width = Pt(width + (table.gap if column < len(table.widths) - 1 else 0))
    for number, row in enumerate(table.rows):
        made.rows[number].height = Pt(row.height + table.gap)
        column = 0
        for cell in row.cells:
            place = made.cell(number, column)
            if cell.across > 1:
                place.merge(made.cell(number, column + cell.across - 1))
            _fill_cell(place, cell, row)
            column += cell.across


def _fill_cell(place: Any, cell: DeckCell, row: DeckRow) -> None:
    words = (Words(BLANK, (13, 18), color=GREY),) if cell.blank else cell.words
    _write_cell(place, words)
    place.margin_left = place.margin_right = Pt(max((each.padding for each in words), default=PADDING))
    place.margin_top, place.margin_bottom = Pt(0 if row.middle else cell.high), 0
    place.vertical_anchor = MSO_ANCHOR.MIDDLE if row.middle else MSO_ANCHOR.TOP
    if cell.fill:
        place.fill.solid()
        place.fill.fore_color.rgb = _rgb(cell.fill)
    else:
        place.fill.background()
    properties = place._tc.get_or_add_tcPr()
    edges = dict.fromkeys(("lnL", "lnR", "lnT", "lnB"), cell.edge) if cell.edge else {"lnB": row.line}
    for at, (name, color) in enumerate(edges.items()):
        if color:
            properties.insert(at, _edge(name, color))


def _write_cell(place: Any, words: Iterable[Words]) -> None:
    frame = place.text_frame
    for number, each in enumerate(words):
        _write_paragraph(frame.paragraphs[0] if number == 0 else frame.add_paragraph(), each)


def _edge(name: str, color: str) -> Any:
    return parse_xml(
        f'<a:{name} {nsdecls("a")} w="{int(Pt(_THIN))}"><a:solidFill><a:srgbClr val="{color[1:].upper()}"/>'
        f"</a:solidFill></a:{name}>"
    )

"""The Word document: every text is in it as it was typed, in order, and built so that everybody can read it."""

import io
import itertools
import re

import pytest
from docx.oxml.ns import qn
from PIL import Image

from app.documents.charts import EMPTY, ON_STEPS, STEPS
from app.documents.model import (
    EDITION_KINDS,
    Booklet,
    BulletList,
    Cell,
    Choice,
    Column,
    FactRow,
    Figure,
    Heading,
    HeatTable,
    KeyFacts,
    PaperQuestion,
    Paragraph,
    Section,
    Space,
    Table,
)
from app.documents.rendering import render_booklet_docx
from tests.unit.reports.drawn import DOCUMENTS, WORKED, booklet_in_word, docx_of
from tests.unit.reports.examples import LONG, blocks_of
from tests.unit.reports.word import (
    TWIP,
    body_of,
    cleaned,
    entries_of,
    expected_texts,
    opened,
    style_of,
    text_of,
    texts_in,
)


def booklet(*blocks, facts=(), **fields):
    known = {"name": "Naam", "author": "Iemand", "running_header": "Kop", "title": "Titel", "subtitle": "Boven"}
    known |= {"lead": "Waarover", "facts": KeyFacts(facts=tuple(facts))}
    return Booklet(**known | {"sections": (Section(id="deel", title="Deel", blocks=blocks),)} | fields)


def attributes(element, name, attribute="val"):
    return [each.get(qn(f"w:{attribute}")) for each in element.iter(qn(f"w:{name}"))]


@pytest.mark.parametrize("kind", EDITION_KINDS)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_text_is_in_it_as_typed_and_in_order(name, kind):
    data = docx_of(name, kind)
    assert texts_in(data) == expected_texts(booklet_in_word(name, kind), contents=kind != "alderman")


@pytest.mark.parametrize("kind", ["full", "adviser"])
@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_contents_are_filled_in_and_lead_to_every_part(name, kind):
    body = body_of(docx_of(name, kind))
    paragraphs = [(each, style_of(each)) for each in body.iter(qn("w:p"))]
    entries = [(each, style) for each, style in paragraphs if style in ("TOC1", "TOC2")]
    found = [(style, text_of(each)) for each, style in entries]
    assert found == [(style, cleaned(text)) for style, text in entries_of(booklet_in_word(name, kind))]
    marks = {each.get(qn("w:name")): each.getparent() for each in body.iter(qn("w:bookmarkStart"))}
    places = [marks[anchor] for each, _ in entries for anchor in attributes(each, "hyperlink", "anchor")]
    leads = [(style_of(each), text_of(each)) for each in places]
    assert leads == [(style.replace("TOC", "Heading"), text) for style, text in found]
    # So that they stay the same when somebody has Word make them again; what comes first stands above them.
    levels = ("Heading1", "Heading2")[: 2 if kind == "full" else 1]
    headings = [(style, text_of(each)) for each, style in paragraphs if style in levels]
    assert leads == headings[1:]
    assert attributes(body, "fldChar", "fldCharType") == ["begin", "separate", "end"]
    assert opened(docx_of(name)).styles["toc 1"].paragraph_format.space_before


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_report_begins_with_its_conclusion_and_map_and_nothing_in_it_is_empty(name):
    body = body_of(docx_of(name))
    # No part begins on a page of its own, which would leave half of the one before it empty.
    assert list(body.iter(qn("w:pageBreakBefore"))) == []
    styles = [style_of(each) if each.tag == qn("w:p") else "table" for each in body[:-1]]
    assert [style for style in styles if style != "Warning"][:4] == ["Subtitle", "Title", "Heading1", "ListNumber"]
    assert styles.index("table") < styles.index("TOCHeading")
    assert all(section.blocks for section in booklet_in_word(name).sections)


@pytest.mark.parametrize("kind", EDITION_KINDS)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_headings_never_skip_a_level(name, kind):
    styles = [style_of(each) for each in body_of(docx_of(name, kind)).iter(qn("w:p"))]
    levels = [int(style[-1]) for style in styles if style.startswith("Heading")]
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in itertools.pairwise(levels))
    assert styles.count("Title") == 1


def test_a_heading_without_one_above_it_moves_up():
    data = render_booklet_docx(booklet(Heading(level=4, text="Vier"), Heading(level=3, text="Drie")))
    styles = {text_of(each): style_of(each) for each in body_of(data).iter(qn("w:p"))}
    assert (styles["Deel"], styles["Vier"], styles["Drie"]) == ("Heading1", "Heading2", "Heading2")


def test_texts_have_the_styles_that_word_knows():
    found = {paragraph.text: paragraph.style.name for paragraph in opened(docx_of("worked")).paragraphs}
    assert found["Bibliotheek is op orde. Bij Wonen is nog het minst geregeld."] == "Title"
    assert found["Voorbeeldstad · Eerste meting basisvaardigheden · 24 november 2026 · versie 1"] == "Subtitle"
    assert found["In 3 zinnen"] == "Heading 1"
    assert found["Hoe hoger, hoe meer er is geregeld"] == "Caption"
    assert {"Heading 2", "Heading 3", "List Bullet", "List Number"} <= set(found.values())


def test_tables_repeat_their_header_and_mark_their_first_column():
    for table in body_of(docx_of("worked", "adviser")).iter(qn("w:tbl")):
        rows = table.findall(qn("w:tr"))
        assert [bool(list(row.iter(qn("w:tblHeader")))) for row in rows] == [True] + [False] * (len(rows) - 1)
        assert all(list(row.iter(qn("w:cantSplit"))) for row in rows)
        (look,) = table.iter(qn("w:tblLook"))
        assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == ("1", "1")
        assert {len(row.findall(qn("w:tc"))) for row in rows} == {len(attributes(table, "gridCol", "w"))}


def test_tables_are_no_wider_than_the_text():
    for name in ("worked", "large", "hostile"):
        for kind in ("full", "adviser"):
            document = opened(docx_of(name, kind))
            section = document.sections[0]
            room = (section.page_width - section.left_margin - section.right_margin) / TWIP
            for table in document.element.body.iter(qn("w:tbl")):
                widths = [int(width) for width in attributes(table, "gridCol", "w")]
                assert sum(widths) <= room + len(widths)
                assert min(widths) >= 20 * 20


def test_short_texts_in_a_table_stay_on_one_line():
    table = Table(
        caption="Tabel",
        columns=(Column(title="Vraag"), Column(title="Beeld")),
        rows=((Cell(text=LONG[:300]), Cell(text="12 antwoorden")),),
    )
    widths = [int(width) for width in attributes(body_of(render_booklet_docx(booklet(table))), "gridCol", "w")]
    assert widths[1] > 60 * 20
    assert widths[0] > 3 * widths[1]


def test_a_number_and_the_text_after_it_do_not_touch():
    columns = (Column(title="Wie"), Column(title="Aantal", align="number"), Column(title="Beeld"), Column(title="Nog"))
    table = Table(
        caption="Tabel", columns=columns, rows=((Cell(text="a"), Cell(text="1"), Cell(text=""), Cell(text="")),)
    )
    rows = body_of(render_booklet_docx(booklet(table))).iter(qn("w:tr"))
    for row in rows:
        assert [bool(list(each.iter(qn("w:tcMar")))) for each in row.findall(qn("w:tc"))] == [False, False, True, False]


def test_only_a_row_that_takes_much_of_a_page_may_be_split():
    rows = ((Cell(text="Kort"), Cell(text=LONG)), (Cell(text="Kort"), Cell(text="Kort")))
    table = Table(caption="Tabel", columns=(Column(title="Een"), Column(title="Twee")), rows=rows)
    found = list(body_of(render_booklet_docx(booklet(table))).iter(qn("w:tr")))
    assert [bool(list(row.iter(qn("w:cantSplit")))) for row in found] == [True, False, True]


def test_the_heat_table_has_number_and_word_in_shades_that_differ_in_grey():
    (heat,) = blocks_of(booklet_in_word("worked"), HeatTable)
    (table,) = [each for each in body_of(docx_of("worked")).iter(qn("w:tbl")) if list(each.iter(qn("w:vMerge")))]
    rows = table.findall(qn("w:tr"))
    assert [bool(list(row.iter(qn("w:tblHeader")))) for row in rows[:3]] == [True, True, False]
    assert attributes(rows[0], "gridSpan") == ["3", "3", "3"]
    for row, shown in zip(heat.rows, rows[2:], strict=True):
        for cell, found in zip(row.cells, shown.findall(qn("w:tc"))[1:], strict=True):
            fill = EMPTY if cell.step is None else STEPS[cell.step]
            assert attributes(found, "shd", "fill") == [fill[1:].upper()]
            assert set(attributes(found, "color")) == {ON_STEPS[cell.step or 0][1:].upper()}
            assert [text_of(each) for each in found.iter(qn("w:p"))][:2] == [cell.text, cell.word]


def test_every_picture_has_an_alt_text_and_a_table():
    figures = blocks_of(booklet_in_word("worked"), Figure)
    body = body_of(docx_of("worked"))
    pictures = list(body.iter(qn("wp:docPr")))
    assert [each.get("descr") for each in pictures] == [figure.alt for figure in figures]
    assert len({each.get("id") for each in pictures}) == len(figures) > 3
    captions = [text_of(each) for each in body.iter(qn("w:p")) if style_of(each) == "Caption"]
    assert {figure.table.caption for figure in figures} <= set(captions)


def test_what_leads_to_a_picture_stays_on_its_page():
    figure = blocks_of(WORKED.edition("full"), Figure)[0]
    paragraphs = list(body_of(render_booklet_docx(booklet(Paragraph(text="Zo staat het."), figure))).iter(qn("w:p")))
    start = [style_of(each) for each in paragraphs].index("Heading1")
    assert [style_of(each) for each in paragraphs[start : start + 4]] == ["Heading1", "Normal", "FigureText", "Figure"]
    assert [bool(attributes(each, "keepNext")) for each in paragraphs[start : start + 2]] == [False, True]
    styles = opened(docx_of("worked")).styles
    assert styles["Heading 1"].paragraph_format.keep_with_next
    assert styles["Figuurtekst"].paragraph_format.keep_with_next


@pytest.mark.parametrize(("n", "kept"), [(1, [False]), (3, [True, True, False]), (7, [False] * 7)])
def test_few_facts_stay_on_one_page(n, kept):
    data = render_booklet_docx(booklet(KeyFacts(facts=tuple(FactRow(label="Nu", text=f"Feit {i}") for i in range(n)))))
    facts = [each for each in body_of(data).iter(qn("w:p")) if style_of(each) == "Fact"]
    assert [bool(attributes(each, "keepNext")) for each in facts] == kept


def test_pictures_are_sharp_and_say_nothing_of_when_they_were_made():
    document = opened(docx_of("worked"))
    parts = [part for part in document.part.package.iter_parts() if part.partname.endswith(".png")]
    assert len(parts) == len(blocks_of(booklet_in_word("worked"), Figure))
    for part in parts:
        with Image.open(io.BytesIO(part.blob)) as picture:
            assert picture.width > 1300
            assert len(picture.convert("RGB").getcolors(1 << 20)) > 20
            assert not set(picture.info) - {"dpi"}


def test_every_numbered_list_starts_again_at_1():
    ordered = [BulletList(items=("Een", "Twee"), ordered=True), BulletList(items=("Drie",), ordered=True)]
    document = opened(render_booklet_docx(booklet(*ordered)))
    numbers = [attributes(each, "numId") for each in document.element.body.iter(qn("w:p"))]
    found = [number for each in numbers for number in each]
    assert len(set(found)) == len(ordered)
    assert [found.count(number) for number in dict.fromkeys(found)] == [len(block.items) for block in ordered]
    for number in set(found):
        (entry,) = document.part.numbering_part.element.xpath(f"./w:num[@w:numId='{number}']")
        assert attributes(entry, "startOverride") == ["1"]


def test_right_to_left_names_are_marked_and_stay_whole():
    data = render_booklet_docx(booklet(Heading(level=3, text="Naam שלום עולם, einde")))
    marked = [
        run.find(qn("w:t")).text
        for run in body_of(data).iter(qn("w:r"))
        if run.find(f"{qn('w:rPr')}/{qn('w:rtl')}") is not None
    ]
    assert marked == ["שלום עולם"]
    assert "Naam שלום עולם, einde" in texts_in(data)


def test_ends_of_lines_tabs_and_spaces_stay():
    text = " Een\r\nregel  en\tnog een \rlaatste "
    data = render_booklet_docx(booklet(facts=[FactRow(label="Wat", text=text)]))
    assert "Wat\t Een\nregel  en\tnog een \nlaatste " in texts_in(data)


def test_what_no_xml_can_hold_is_replaced():
    data = render_booklet_docx(booklet(Heading(level=3, text="a\x00b\x0bc\ud800d\uffffe")))
    assert "a\ufffdb\ufffdc\ufffdd\ufffde" in texts_in(data)


def test_a_word_that_is_too_long_has_its_fact_below_it():
    data = render_booklet_docx(booklet(facts=[FactRow(label="Een heel erg lang woord vooraf", text="Dan dit")]))
    assert "Een heel erg lang woord vooraf\nDan dit" in texts_in(data)


def test_a_question_on_paper_has_squares_and_lines_and_stays_together():
    question = PaperQuestion(
        text="Hoe gaat het?",
        about="Bestuur",
        help="Denk na.",
        choices=(Choice(text="Goed"), Choice(text="Anders:", open=True)),
        spaces=(Space(label="Waarom?", lines=2),),
        closing="Hoe zeker?",
        closing_choices=("zeker", "niet zeker"),
    )
    paragraphs = list(body_of(render_booklet_docx(booklet(question))).iter(qn("w:p")))[4:]
    assert [re.sub(r"\s+", " ", text_of(each)) for each in paragraphs] == [
        *("Hoe gaat het?", "Bestuur", "Denk na.", "☐ Goed", "☐ Anders: ", "Waarom?", " ", " "),
        "Hoe zeker? ☐ zeker ☐ niet zeker",
    ]
    assert [bool(attributes(each, "keepNext")) for each in paragraphs] == [True] * 8 + [False]

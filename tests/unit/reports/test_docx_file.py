"""The file of a Word document: always the same bytes, only what is ours in it, and nothing that could do something."""

import datetime
import hashlib
import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import time_machine
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from app.documents.docx.booklet import ONE_PAGE_SCALES, fits_on_one_page
from app.documents.docx.package import ONE_PAGE
from app.documents.model import EDITION_KINDS, Booklet, FactRow, KeyFacts, Section, booklet_of, render_json
from app.documents.rendering import render_booklet_docx
from app.reports.contents import draw_docx
from tests.unit.reports.drawn import WORKED, docx_of
from tests.unit.reports.examples import HOSTILE, make_document, make_round
from tests.unit.reports.generated import longest_document
from tests.unit.reports.word import TWIP, body_of, opened, style_of, text_of, texts_in

ROOT = Path(__file__).parents[3]
CONTENTS = r'TOC \o "1-2" \n \h \z \u'
FIELDS = '{ PAGE } { INCLUDETEXT "c:\\\\x" } <w:instrText>DATE</w:instrText> =SUM(A1) {=1+1} https://kwaad.example'
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore numPr pBdr shd tabs suppressAutoHyphens spacing ind jc "
    "outlineLvl",
    "rPr": "rStyle rFonts b bCs color sz szCs u rtl lang",
    "tblPr": "tblStyle tblW tblInd tblBorders tblLayout tblCellMar tblLook tblCaption",
    "tcPr": "tcW gridSpan vMerge tcBorders shd tcMar vAlign",
    "style": "name basedOn next uiPriority semiHidden qFormat pPr rPr tblPr tblStylePr",
    "lvl": "start numFmt pStyle lvlText lvlJc pPr",
    "settings": "zoom defaultTabStop autoHyphenation consecutiveHyphenLimit characterSpacingControl compat "
    "themeFontLang decimalSymbol listSeparator",
}
"""The order in which the schema of Word wants the elements that we use; Word may refuse a file with another one."""


def parts_of(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def trees_of(data):
    return [parse_xml(part) for name, part in parts_of(data).items() if name.startswith("word/") and name[-3:] == "xml"]


def with_facts(*facts):
    """A small document with these facts."""
    return Booklet(
        name="Naam", author="Iemand", running_header="Kop", title="Titel", subtitle="Boven", lead="Waarover",
        facts=KeyFacts(facts=facts), sections=(Section(id="geld", title="Geldzaken", blocks=()),),
    )  # fmt: skip


@pytest.mark.parametrize("kind", EDITION_KINDS)
def test_the_same_document_gives_the_same_bytes_on_another_day(kind):
    one = docx_of("worked", kind)
    with time_machine.travel(datetime.datetime(2041, 2, 3, tzinfo=datetime.UTC)):
        assert draw_docx(WORKED, kind) == one


@pytest.mark.parametrize("seed", ["7", pytest.param("1234", marks=pytest.mark.long)])
def test_the_same_document_gives_the_same_bytes_in_another_process(tmp_path, seed):
    source = tmp_path / "document.json"
    source.write_bytes(render_json(WORKED))
    program = (
        "import sys, hashlib, pathlib\n"
        "from app.documents.model import parse_document\n"
        "from app.reports.contents import draw_docx\n"
        "document = parse_document(pathlib.Path(sys.argv[1]).read_bytes())\n"
        "print(hashlib.sha256(draw_docx(document, 'full')).hexdigest())\n"
    )
    environment = {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo", "HOME": str(tmp_path)}
    command = [sys.executable, "-c", program, str(source)]
    run = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    assert run.stdout.strip() == hashlib.sha256(docx_of("worked")).hexdigest()


def test_it_says_what_it_is_and_when():
    properties = opened(docx_of("worked")).core_properties
    assert properties.title == "Eerste meting basisvaardigheden – Voorbeeldstad"
    assert properties.subject == "Voorbeeldstad · Eerste meting basisvaardigheden · 24 november 2026 · versie 1"
    assert (properties.author, properties.last_modified_by) == ("Samenhang", "Samenhang")
    assert properties.language == "nl-NL"
    assert properties.created == properties.modified == datetime.datetime(2026, 11, 24, tzinfo=datetime.UTC)


def test_without_a_date_it_carries_none():
    core = parts_of(docx_of("nothing known"))["docProps/core.xml"]
    assert b"<dc:title>" in core
    assert b"created" not in core
    assert b"modified>" not in core


def test_nothing_of_the_template_is_left():
    parts = parts_of(docx_of("worked"))
    pictures = {name for name in parts if re.fullmatch(r"word/media/image\d+\.png", name)}
    assert set(parts) - pictures == {
        *("[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/_rels/document.xml.rels"),
        *("word/document.xml", "word/fontTable.xml", "word/footer1.xml", "word/footer2.xml", "word/header1.xml"),
        *("word/header2.xml", "word/numbering.xml", "word/settings.xml", "word/styles.xml"),
    }
    for name in parts.keys() - pictures:
        assert not re.search(rb"python-docx|Macintosh|Cambria|2013-|en-US|Light Shading", parts[name]), name


@pytest.mark.parametrize("kind", EDITION_KINDS)
def test_every_style_and_list_that_is_used_exists(kind):
    data = docx_of("worked", kind)
    document = opened(data)
    known = {each.get(qn("w:styleId")) for each in document.styles.element}
    lists = {each.get(qn("w:numId")) for each in document.part.numbering_part.element.iter(qn("w:num"))}
    used = {"w:pStyle": known, "w:rStyle": known, "w:tblStyle": known, "w:basedOn": known, "w:next": known}
    for name, allowed in (used | {"w:numId": lists}).items():
        for tree in trees_of(data):
            assert {each.get(qn("w:val")) for each in tree.iter(qn(name))} <= allowed


@pytest.mark.parametrize("name", ["worked", "hostile"])
@pytest.mark.parametrize("kind", EDITION_KINDS)
def test_elements_stand_in_the_order_of_the_schema(name, kind):
    for tree in trees_of(docx_of(name, kind)):
        for parent, order in ORDER.items():
            for element in tree.iter(qn(f"w:{parent}")):
                names = [child.tag.rpartition("}")[2] for child in element]
                places = [order.split().index(name) for name in names if name != "style" or parent != "style"]
                assert places == sorted(places), (parent, names)


def test_the_language_of_every_text_is_dutch():
    styles = opened(docx_of("worked")).styles.element
    assert [each.get(qn("w:val")) for each in styles.iter(qn("w:lang"))] == ["nl-NL"]


def test_what_people_type_never_becomes_a_field_or_a_link():
    document = make_document(make_round(reason=FIELDS, municipality_name=FIELDS, renamed={"geld": FIELDS[:60]}))
    for kind in EDITION_KINDS:
        data = draw_docx(document, kind)
        parts = parts_of(data)
        body = parse_xml(parts["word/document.xml"])
        for name in ("fldSimple", "object", "altChunk", "sdt", "control"):
            assert not list(body.iter(qn(f"w:{name}"))), name
        # The alderman's page has no table of contents, that of the adviser names the parts alone.
        fields = {"full": [CONTENTS], "adviser": [CONTENTS.replace("1-2", "1-1")]}.get(kind, [])
        assert [each.text for each in body.iter(qn("w:instrText"))] == fields
        assert len(list(body.iter(qn("w:fldChar")))) == 3 * len(fields)
        external = re.findall(rb'Target="([^"]*)" TargetMode="External"', parts["word/_rels/document.xml.rels"])
        assert set(external) <= {b"https://voorbeeld.example/plan?a=1&amp;b=(2)"}
        assert any("INCLUDETEXT" in text for text in texts_in(data))


def test_only_the_contents_and_the_number_of_the_page_are_fields():
    for tree in trees_of(docx_of("hostile")):
        codes = [each.text.strip() for each in tree.iter(qn("w:instrText"))]
        fields = {"ftr": ["PAGE", "NUMPAGES"], "document": [CONTENTS]}
        assert codes == fields.get(tree.tag.rpartition("}")[2], [])


def test_only_addresses_on_the_web_and_places_in_here_become_links():
    facts = (
        FactRow(label="Web", text="Het plan", href='https://voorbeeld.example/a b?x=[1]&y="%zz%20#een#twee'),
        FactRow(label="Kwaad", text="Klik", href="javascript:alert(1)"),
        FactRow(label="Schijf", text="Open", href="file:///etc/passwd"),
        FactRow(label="Hier", text="Geldzaken", href="#geld"),
    )
    data = render_booklet_docx(with_facts(*facts))
    web, here = body_of(data).iter(qn("w:hyperlink"))
    address = opened(data).part.rels[web.get(qn("r:id"))].target_ref
    assert address == "https://voorbeeld.example/a%20b?x=%5B1%5D&y=%22%25zz%20#een%23twee"
    (mark,) = body_of(data).iter(qn("w:bookmarkStart"))
    assert here.get(qn("w:anchor")) == mark.get(qn("w:name"))
    assert text_of(mark.getparent()) == "Geldzaken"
    assert {"Kwaad\tKlik", "Schijf\tOpen"} <= set(texts_in(data))


def test_pages_are_a4_with_a_running_header_and_page_numbers():
    section = opened(docx_of("worked")).sections[0]
    assert (round(section.page_width / TWIP), round(section.page_height / TWIP)) == (11906, 16838)
    assert [each.text for each in section.header.paragraphs] == [
        "Voorbeeldstad – Eerste meting basisvaardigheden, versie 1"
    ]
    assert [each.text for each in section.first_page_header.paragraphs] == [""]
    for footer in (section.footer, section.first_page_footer):
        assert [each.text for each in footer.paragraphs] == ["Samenhang\tBladzijde 1 van 1"]
    hostile = opened(docx_of("hostile")).sections[0].header.paragraphs[0].text
    assert len(hostile) < 120 < len(HOSTILE)


def test_the_page_of_the_alderman_gets_smaller_letters_when_it_is_full():
    sizes = {}
    for name in ("nothing known", "worked", "large"):
        styles = opened(docx_of(name, "alderman")).styles
        sizes[name] = styles["Normal"].font.size.pt
    assert sizes["nothing known"] == 9.5 > sizes["worked"] >= sizes["large"] >= 7
    assert opened(docx_of("worked")).styles["Normal"].font.size.pt == 10


def test_tables_are_followed_by_a_paragraph_with_air():
    body = body_of(docx_of("worked"))
    for table in body.iter(qn("w:tbl")):
        after = table.getnext()
        assert after.tag == qn("w:p")
        assert style_of(after).startswith("Heading") or list(after.iter(qn("w:spacing")))


def test_the_text_stands_in_order_before_what_the_page_is_like():
    facts = [FactRow(label=f"{n}", text=f"tekst {n}") for n in range(500)]
    data = render_booklet_docx(with_facts(*facts))
    assert body_of(data)[-1].tag == qn("w:sectPr")
    assert [text for text in texts_in(data) if "tekst" in text] == [f"{fact.label}\t{fact.text}" for fact in facts]


def test_the_page_of_the_alderman_fits_on_one_page_with_the_longest_names_too():
    booklet = booklet_of(longest_document(), "alderman")
    assert fits_on_one_page(booklet, ONE_PAGE._replace(factor=ONE_PAGE_SCALES[-1]))
    assert not fits_on_one_page(booklet, ONE_PAGE)

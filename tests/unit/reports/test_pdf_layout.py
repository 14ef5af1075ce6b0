"""How the PDF looks: what belongs together stays together, and nothing is squeezed or cut."""

import re
from collections.abc import Sequence
from dataclasses import replace
from random import Random

import pytest
from reportlab.platypus import KeepTogether

from app.documents.model import ANNEX, BulletList, Cell, Column, Heading, HeatTable, Table
from app.documents.pdf.booklet import TEXT_WIDTH, header_lines
from app.documents.pdf.fonts import register_fonts
from app.documents.pdf.styles import Styles
from app.documents.pdf.tables import table_flowables
from app.documents.tagging import Node
from app.reports.contents import draw_pdf
from app.reports.document.adviser import MOST_CASES
from tests.unit.reports.drawn import DOCUMENTS, OWN, opened, pages_of, pdf_of, squeezed
from tests.unit.reports.examples import ALL_DOMAINS, agreed_everywhere, blocks_of, make_document, make_round

register_fonts()
LONG_NAME = "Laagdrempeligeontmoetingsvoorzieningenbeleidsuitvoeringsprogramma in de regio XL"
ORDER = ("Domein", "Plaats", "Kans", "Woord", "Opbrengst", "Haalbaarheid", "Ambitie", "Hoe zeker")


def lines_of(data: bytes) -> list[str]:
    return [line.strip() for each in opened(data).pages for line in each.extract_text().split("\n")]


def drawn_table(titles: Sequence[str], rows: Sequence[Sequence[str]]):
    """The flowable of a table; cells of digits only stand in columns of numbers."""
    numbers = [all(row[i].replace(",", "").isdigit() for row in rows) for i in range(len(titles))]
    columns = [
        Column(title=title, align="number" if right else "text") for title, right in zip(titles, numbers, strict=True)
    ]
    table = Table(
        caption="Tabel", columns=tuple(columns), rows=tuple(tuple(Cell(text=text) for text in row) for row in rows)
    )
    drawn = table_flowables(table, Styles(), Node("Document"), TEXT_WIDTH)[-1]
    return drawn._content[-1] if isinstance(drawn, KeepTogether) else drawn


def test_short_answers_in_a_table_do_not_break():
    lines = [line.strip() for text in pages_of("worked", "adviser") for line in text.split("\n")]
    assert {"Nu kansrijk", "1 tot 2", "31 tot 64"} <= {*lines}


@pytest.mark.parametrize("name", ["Wonen", LONG_NAME])
def test_columns_are_as_wide_as_the_page_at_most_and_short_texts_fit(name):
    rows = [(name, "10 (gelijk)", "41,1", "Later", "40,0", "38,1", "75", "niet zeker (plaats 10 tot 11)")] * 12
    table = drawn_table(ORDER, rows)
    assert sum(table._colWidths) <= TEXT_WIDTH + 0.01
    table.wrap(TEXT_WIDTH, 700)
    assert {len(text._lines) for row in table._cellvalues[1:] for text in row[1]} == {1}


def test_the_last_row_of_a_table_never_stands_alone():
    table = drawn_table(("Vraag", "Antwoord"), [("Vraag", "Ja")] * 12)
    _, height = table.wrap(TEXT_WIDTH, 700)
    row = table._rowHeights[-1]
    assert [len(part._cellvalues) for part in table.split(TEXT_WIDTH, height - row / 2)] == [11, 3]
    assert [len(part._cellvalues) for part in table.split(TEXT_WIDTH, height - 2.5 * row)] == [10, 4]
    two = drawn_table(("Vraag", "Antwoord"), [("Vraag", "Ja")] * 2)
    _, height = two.wrap(TEXT_WIDTH, 700)
    assert two.split(TEXT_WIDTH, height - row / 2) == []


def test_a_row_of_over_a_page_goes_on_below_the_rows_before_it():
    rows = [("Vraag", "Ja"), ("Vraag", "Nee"), ("Vraag", "Een lange reden met veel woorden. " * 200), ("Vraag", "Ja")]
    table = drawn_table(("Vraag", "Antwoord"), rows)
    table.wrap(TEXT_WIDTH, 700)
    first, second = table.split(TEXT_WIDTH, 700)
    assert (first._nrows, second._nrows) == (4, 3)
    assert 690 < sum(first._rowHeights) <= 700
    # Where nothing of it fits, it begins on the next page.
    table = drawn_table(("Vraag", "Antwoord"), rows)
    table.wrap(TEXT_WIDTH, 700)
    before = sum(table._rowHeights[:3])
    assert [part._nrows for part in table.split(TEXT_WIDTH, before + 50)] == [3, 3]


def headings_of(document, kind):
    edition = document.edition(kind)
    blocks = [block for section in edition.sections for block in section.blocks]
    return {section.title for section in edition.sections} | {
        block.text for block in blocks if isinstance(block, Heading)
    }


def bookmarks(outline):
    """The titles of all bookmarks."""
    return [
        title for entry in outline for title in (bookmarks(entry) if isinstance(entry, list) else [entry["/Title"]])
    ]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        *((name, kind) for name in ("worked", "nothing known") for kind in ("full", "adviser")),
        ("large", "full"),
        pytest.param("large", "adviser", marks=pytest.mark.long),
    ],
)
def test_no_page_ends_with_a_heading(name, kind):
    document = DOCUMENTS[name]
    drawn = bookmarks(opened(pdf_of(name)).outline) if kind == "full" else headings_of(document, kind)
    headings = tuple(squeezed(text) for text in drawn)
    lists = blocks_of(document.edition(kind), BulletList)
    items = tuple(squeezed(item) for block in lists for item in block.items)
    for number, text in enumerate(pages_of(name, kind), start=1):
        body = squeezed(re.sub(r"Samenhang\s+(bladzijde )?\d+ van \d+", "", text))
        # A question that is a heading elsewhere may end an item of a list.
        assert body.endswith(items) or not body.endswith(headings), number


RENAMED = {domain: f"{domain} is een naam van tachtig tekens{' en meer' * 9}"[:80] for domain in ALL_DOMAINS}
LONG_NAMES = make_document(
    make_round(
        (*ALL_DOMAINS, *OWN),
        people=3,
        own_domains=OWN,
        renamed=RENAMED,
        municipality_name="Gemeente " + "W" * 71,
    ),
    title="Nulmeting van de integrale aanpak basisvaardigheden in alle domeinen van deze gemeente",
)


@pytest.mark.parametrize(("name", "place"), [("large", 0), ("long names", 1)])
def test_the_whole_map_is_on_the_first_page_or_where_names_are_very_long_on_the_next(name, place):
    document = {"long names": LONG_NAMES, **DOCUMENTS}[name]
    data = pdf_of(name) if name in DOCUMENTS else draw_pdf(document, "full")
    found = squeezed(opened(data).pages[place].extract_text())
    (heat,) = blocks_of(document.edition("full"), HeatTable)
    assert [row.title for row in heat.rows if squeezed(row.title) not in found] == []


def test_a_long_running_header_has_two_lines():
    text = LONG_NAMES.running_header.replace("W" * 71, "aan het water, de bossen en de hei")
    assert len(header_lines(text)) == 2
    assert " ".join(header_lines(text)) == text
    assert len(header_lines(LONG_NAMES.running_header + "W" * 300)) == 2
    assert header_lines("Kort") == ["Kort"]


def test_the_functions_of_people_stand_on_one_line():
    apart = make_round(people=3, reason="Zo is het.")
    answers = [replace(each, value=0 if each.participant == "p0" else 4) for each in apart.answers]
    lines = lines_of(draw_pdf(make_document(replace(apart, answers=tuple(answers))), "adviser"))
    assert len([line for line in lines if "collega bij uitvoering: Zo is het." in line]) >= MOST_CASES


def test_an_item_of_the_annex_stays_on_one_page():
    document = make_document(make_round(ALL_DOMAINS[:4], reason="Het staat in het plan van vorig jaar."))
    for each in opened(draw_pdf(document, ANNEX)).pages:
        lines = [line.strip() for line in each.extract_text().split("\n")]
        assert not lines[1].startswith(("1 stap verder", "Basis", "Reden", "Bewijs", "Link"))


@pytest.mark.parametrize("seed", [*(pytest.param(seed, marks=pytest.mark.long) for seed in (0, 1, 2)), 3])
def test_the_report_of_eight_domains_is_ten_to_twelve_pages_whatever_was_answered(seed):
    random = Random(seed)
    made = make_round(ALL_DOMAINS[seed : seed + 8], people=random.choice((1, 3, 6, 10)))
    values = (0, 1, 1, 2, 2, 3, 4, "unknown")
    answers = tuple(replace(each, value=random.choice(values)) for each in made.answers)
    scores = agreed_everywhere(made.domains, 2, "Samen besproken.")
    agreed = tuple(replace(each, value=random.randrange(5)) for each in scores if random.random() < seed / 3)
    document = make_document(
        replace(made, answers=answers, agreed=agreed),
        way="mixed",
        filled_in="maart en april 2026",
        agreed_by=("de coördinator", "de adviseur van de Stichting"),
        document_id="3f0c1a52-7c1e-4f0e-9b8a-0d6a5b1c2d3e",
        check_page="https://samenhang.example/rapporten/controle",
    )
    assert 10 <= len(opened(draw_pdf(document, "full")).pages) <= 12

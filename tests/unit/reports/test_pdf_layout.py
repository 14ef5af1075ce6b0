"""How the PDF looks: what belongs together stays together, and nothing is squeezed or cut."""

from collections.abc import Sequence

import pytest
from reportlab.platypus import KeepTogether

from app.reports.document import Cell, Column, Table
from app.reports.pdf.fonts import register_fonts
from app.reports.pdf.page import TEXT_WIDTH
from app.reports.pdf.rendering import render_pdf
from app.reports.pdf.styles import Styles
from app.reports.pdf.tables import table_flowables
from app.reports.tagging.structure import Node
from tests.unit.reports.examples import make_document
from tests.unit.reports.test_pdf import opened

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
    lines = lines_of(render_pdf(make_document(), "adviser"))
    assert len([line for line in lines if line.endswith("1 antwoord")]) > 60


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
    assert [len(part._cellvalues) for part in table.split(TEXT_WIDTH, height - 3 * row)] == [10, 4]
    two = drawn_table(("Vraag", "Antwoord"), [("Vraag", "Ja")] * 2)
    _, height = two.wrap(TEXT_WIDTH, 700)
    assert two.split(TEXT_WIDTH, height - row / 2) == []

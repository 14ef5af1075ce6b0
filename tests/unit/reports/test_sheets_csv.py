"""The CSV file: as Dutch spreadsheets read it, and without anything that they take for a formula."""

import pytest

from app.documents.files import looks_like_formula
from app.reports.sheets import render_csv
from scoring.assessment import AgreedScore
from tests.unit.reports.examples import make_round
from tests.unit.reports.tables import PAYLOADS, csv_rows, make_sheets


def test_it_is_the_sheet_of_questions():
    sheet = make_sheets().sheet("Vragen")
    head, *rows = csv_rows(render_csv(make_sheets()))
    assert head == [column.title for column in sheet.columns]
    assert len(rows) == len(sheet.rows) == 5 * 18 + 12
    kinds = [column.kind for column in sheet.columns]
    for row, exact in zip(rows, sheet.rows, strict=True):
        for text, cell, kind in zip(row, exact, kinds, strict=True):
            if cell is None:
                assert text == ""
            elif kind in ("whole", "decimal"):
                assert float(text.replace(",", ".")) == cell
                assert "." not in text
            else:
                assert text == cell


def test_it_is_written_as_dutch_spreadsheets_read_it():
    data = render_csv(make_sheets())
    assert data.startswith(b"\xef\xbb\xbfDomein;Dimensie;Niveau;")
    lines = data.decode("utf-8-sig").split("\r\n")
    assert lines[1].startswith("Geldzaken;Betrokkenheid;Bestuur;Aandacht;")
    assert ";50,0;2,0;nee;" in lines[1]
    assert lines[-1] == ""


@pytest.mark.parametrize("text", PAYLOADS)
def test_a_text_that_looks_like_a_formula_gets_a_mark(text):
    agreed = (AgreedScore("geld/A.BE", 2, text),)
    sheets = make_sheets(make_round(people=2, agreed=agreed))
    head, first, *_ = csv_rows(render_csv(sheets))
    kept = text.replace("\r", "\n")
    assert first[head.index("Reden")] == (f"'{kept}" if looks_like_formula(kept) else kept)
    assert not any(looks_like_formula(cell) for row in csv_rows(render_csv(sheets)) for cell in row)


def test_a_mark_stands_before_all_that_a_spreadsheet_runs():
    assert all(
        looks_like_formula(start)
        for start in ("=1+1", "+1", "-1", "@x", "\tx", "\rx", " =1", "\u00a0=1", "＝1", "\ufeff=1", "\u200b =1")
    )
    assert not any(looks_like_formula(text) for text in ("", "1 - 1", "|x", "'=1", "Zo is het."))


def test_the_same_sheets_give_the_same_bytes():
    assert render_csv(make_sheets()) == render_csv(make_sheets())

"""The Excel file as it is written: no formula from any text, a table on each sheet, and the same bytes for ever."""

import hashlib
import io
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents.files import canonical_zip, looks_like_formula
from app.documents.rendering import render_xlsx
from app.documents.sheets import LONGEST, WORKBOOK_KINDS
from scoring.assessment import AgreedScore
from tests.selection import examples
from tests.unit.reports.examples import ALL_DOMAINS, HOSTILE, make_round
from tests.unit.reports.tables import PAYLOADS, everything, make_sheets, opened, parts, records

ROOT = Path(__file__).parents[3]
PROGRAM = """
import hashlib
from app.documents.rendering import render_xlsx
from tests.unit.reports.tables import make_sheets
print(hashlib.sha256(render_xlsx(make_sheets(kind="adviser"))).hexdigest())
"""


def said_by_one(text):
    """A round in which the only participant gives this reason everywhere."""
    return make_sheets(make_round(reason=text), "adviser", title=text)


def decoded(value):
    """A text as Excel shows it."""
    return value.replace("_x005F_", "_") if isinstance(value, str) else value


@pytest.mark.parametrize("kind", WORKBOOK_KINDS)
@pytest.mark.parametrize("people", [1, 3])
def test_every_cell_is_in_the_file_as_what_it_is(kind, people):
    sheets = make_sheets(make_round(ALL_DOMAINS[:2], people, reason=HOSTILE), kind)
    book = opened(render_xlsx(sheets))
    assert book.sheetnames == [sheet.name for sheet in sheets.sheets]
    for sheet in sheets.sheets:
        head, *rows = [[decoded(cell.value) for cell in row] for row in book[sheet.name].iter_rows()]
        assert head == [column.title for column in sheet.columns]
        assert [tuple(row) for row in rows] == list(sheet.rows)
        assert all(len(row) == len(sheet.columns) for row in sheet.rows)


def test_no_text_becomes_anything_else():
    """Each text is the reason of one answer: cells are written in one way, whatever sheet they are on."""
    made = make_round(ALL_DOMAINS[:2], reason="x")
    texts = [PAYLOADS[number % len(PAYLOADS)] for number, _ in enumerate(made.answers)]
    assert set(texts) == set(PAYLOADS)
    answers = tuple(replace(each, reason=text) for each, text in zip(made.answers, texts, strict=True))
    sheets = make_sheets(replace(made, answers=answers), "adviser", title=PAYLOADS[7])
    data = render_xlsx(sheets)
    book = opened(data)
    assert not any("<f>" in xml or "<f " in xml or "hyperlink" in xml for xml in parts(data).values())
    for page in book:
        for row in page.iter_rows():
            for cell in row:
                assert cell.data_type == ("s" if isinstance(cell.value, str) else "n")
                if isinstance(cell.value, str) and looks_like_formula(cell.value):
                    assert cell.quotePrefix
    wanted = [text.replace("\r", "\n") for text in texts]
    assert [decoded(row["Reden"]) for row in records(sheets, "Antwoorden")] == wanted
    assert [decoded(cell.value) for cell in book["Antwoorden"]["I"][1:]] == wanted


@settings(max_examples=examples(25))
@given(st.text(st.characters(codec=None), min_size=1, max_size=40).filter(str.strip))
def test_any_text_makes_a_workbook_that_opens(text):
    book = opened(render_xlsx(said_by_one(text)))
    assert all(cell.data_type in ("s", "n") for page in book for row in page.iter_rows() for cell in row)
    assert isinstance(book["Antwoorden"]["H2"].value, str)


def test_what_looks_like_a_character_to_excel_stays_what_was_written():
    xml = parts(render_xlsx(said_by_one("Zie _x0041_ hier")))
    assert any("Zie _x005F_x0041_ hier" in each for each in xml.values())


@pytest.mark.parametrize("character", ["é", "😀"])
def test_a_text_that_is_too_long_is_cut_and_the_first_sheet_says_so(character):
    agreed = (AgreedScore("geld/A.BE", 2, character * 40_000),)
    sheets = make_sheets(make_round(people=2, agreed=agreed))
    reason = records(sheets, "Vragen")[0]["Reden"]
    assert reason.startswith(character) and reason.endswith("Deze tekst is afgekapt: hij is te lang voor een cel.")
    assert LONGEST - 1 <= len(reason.encode("utf-16-le")) // 2 <= LONGEST
    assert "Op het blad Vragen is 1 tekst te lang voor een cel" in everything(sheets)
    assert opened(render_xlsx(sheets))["Vragen"]["V2"].value == reason
    fits = replace(agreed[0], reason="é" * LONGEST)
    assert "afgekapt" not in everything(make_sheets(make_round(people=2, agreed=(fits,)))).lower()


def test_each_sheet_is_a_table_with_a_first_row_that_stays():
    sheets = make_sheets(make_round(value="unknown"))
    for page in opened(render_xlsx(sheets)):
        (table,) = page.tables.values()
        columns = sheets.sheet(page.title).columns
        assert (page.freeze_panes, page.print_title_rows) == ("A2", "$1:$1")
        assert table.column_names == [column.title for column in columns]
        assert table.autoFilter.ref == table.ref
        assert int(table.ref.rpartition(":")[2].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) >= 2
        assert all(cell.alignment.wrap_text and cell.font.b for cell in page[1])
        assert page.column_dimensions["A"].width >= 14


def test_numbers_look_as_in_the_report():
    page = opened(render_xlsx(make_sheets()))["Domeinen"]
    total = page["B2"]
    assert (total.value, total.number_format) == (47.2222, "0.0")
    assert (page["G2"].value, page["G2"].number_format) == (13, "0")


def test_it_says_what_it_is_and_when():
    properties = opened(render_xlsx(make_sheets(document_id="R-1"))).properties
    assert (properties.title, properties.language, properties.identifier) == (
        *("Eerste meting basisvaardigheden – Voorbeeldstad", "nl-NL", "R-1"),
    )
    assert {properties.created.isoformat(), properties.modified.isoformat()} == {"2026-11-24T00:00:00"}
    assert properties.creator == "Samenhang"


@pytest.mark.parametrize("date", [None, "given"])
def test_there_is_no_clock_in_it(date, time_machine):
    sheets = make_sheets() if date else make_sheets(date=None)
    time_machine.move_to("2026-03-01")
    first = render_xlsx(sheets)
    time_machine.move_to("2031-07-09 12:00")
    assert render_xlsx(sheets) == first == canonical_zip(first)
    assert {entry.date_time[:3] for entry in zipfile.ZipFile(io.BytesIO(first)).infolist()} == {(1980, 1, 1)}


def test_the_same_sheets_give_the_same_bytes_in_another_process(tmp_path):
    environment = {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "HOME": str(tmp_path)}
    run = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True, env=environment)
    assert run.stdout.strip() == hashlib.sha256(render_xlsx(make_sheets(kind="adviser"))).hexdigest()

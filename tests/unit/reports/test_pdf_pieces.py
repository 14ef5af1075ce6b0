"""What a printed report is laid out with: each piece keeps the norms, and the contents know their pages."""

import page
from reportlab.platypus import PageBreak

from app.documents.charts.strips import axis, chance_strip, plain_strip, score_strip, steps
from app.documents.model import HeatCell, HeatGroup
from app.documents.pdf import pieces, styles
from app.documents.pdf.editions import PrintedFile, draw_sheets
from app.documents.pdf.flowables import Text
from tests.golden.reading_order import reading_order
from tests.unit.reports.drawn import opened

FILE = PrintedFile("Rapport", "Voorbeeldstad", "2026-11-24", "Voorbeeldstad – versie 1", "Samenhang", b"1")
GROUPS = tuple(HeatGroup(title=title, columns=("Bestuur", "Beleid")) for title in ("Betrokkenheid", "Middelen"))
UNKNOWN = HeatCell(text="?", word="te weinig")
CELLS = tuple(HeatCell(text=str(25 * step), word="", step=step, value=25 * step, note="1 van 2") for step in range(4))


def sheets(root):
    yield pieces.heading("Digitaal loopt voor", styles.CONCLUSION, root, 1)
    columns = [[Text("Een conclusie.", styles.TEXT, root.add("P"))] for _ in range(3)]
    yield pieces.side_by_side(columns, pieces.equal_columns(3, 20), 20, look="rule")
    yield pieces.score_map(
        GROUPS, [("Digitaal", CELLS[3], CELLS), ("Wonen", UNKNOWN, (UNKNOWN,) * 4)], root, "De kaart"
    )
    yield pieces.scale_row([("Nog niet", "0 tot 12"), ("Los", "13 tot 37")], root)
    yield pieces.key_row([(score_strip(40, 16, [(0, 20.0)]), "betrokkenheid"), (None, "de as begint bij 30")], root)
    contents = root.add("TOC")
    yield pieces.ContentsEntry("Per domein", "domains", contents)
    yield pieces.ContentsEntry(
        "Digitaal, met een lange naam die over meer dan 1 regel loopt " * 3, "d", contents, sub=True
    )
    yield PageBreak()
    yield PageBreak()
    yield pieces.heading("Per domein", styles.SECTION, root, 2, key="domains")
    yield pieces.heading("Digitaal", styles.BLOCK, root, 3, key="d")
    table = pieces.PrintedTable(root, "Scores naast elkaar", [80, 220, 100])
    table.head("Domein", pieces.written(axis(220, [(0, "0"), (100, "100")])), "Totaal")
    strips = (
        score_strip(220, 26, [(0, 50.0), (1, 50.0), (2, 51.0)], total=50.0, span=(40.0, 60.0)),
        chance_strip(220, 24, 80.0, (70.0, 90.0), (45, 65), 30),
        plain_strip(220, 16, None),
    )
    for strip in strips:
        table.row([("Digitaal", styles.CELL_BOLD)], [pieces.figure(strip, "Digitaal: 50")], [("50", styles.CELL)])
    table.row([("Wonen", styles.CELL_BOLD)], [("te weinig", styles.CELL), ("bekend", styles.NOTE)], spans=(1, 2))
    yield table.flowable()
    facts = [
        ([("Nu: Los", styles.CELL_BOLD), pieces.decoration(steps(2, 5, further=True))], [("Soms.", styles.CELL)]),
    ]
    yield from pieces.described(facts, root, (80, 200))


def test_every_piece_keeps_the_norms():
    data, pages = draw_sheets(FILE, sheets)
    assert pages == 3
    for profile in ("ua1", "2a"):
        report = page.validate_pdf_bytes(data, profile=profile)
        assert [(failure.rule_id, failure.message) for failure in report.failures] == []
    assert draw_sheets(FILE, sheets)[0] == data


def test_contents_lead_to_the_page_of_their_heading():
    reader = opened(draw_sheets(FILE, sheets)[0])
    assert "Per domein 3" in " ".join(reader.pages[0].extract_text().split())
    titles = {
        entry["/Title"]: reader.get_destination_page_number(entry) for entry in reader.outline if "/Title" in entry
    }
    assert titles == {"Per domein": 2}
    assert len(reader.pages[0]["/Annots"]) == 2


def test_what_has_no_caption_on_the_page_has_its_name_in_the_structure():
    lines = reading_order(draw_sheets(FILE, sheets)[0]).splitlines()
    assert "  Table [De kaart]" in lines
    # The sign at a cell is heard as well.
    assert [line.split()[1:] for line in lines if line.strip().startswith("TD 25")] == [["25*"]]
    assert next(line for line in lines if "Digitaal: 50" in line).strip() == "Figure [Digitaal: 50]"

"""The evaluation report as a workbook: every number as a number, every answer of then once, and no formulas."""

from collections import Counter
from dataclasses import replace

import pytest

from app.comparisons.document import ground
from app.comparisons.document.ground import DoneAction, What
from app.comparisons.document.report import make_comparison, render_form
from app.reports.document.comparison import CLASSES
from app.texts.words import sentence_start
from tests.selection import examples
from tests.unit.comparisons.materials import golden, random_material, three_rounds, worked_material
from tests.unit.reports.tables import PAYLOADS, opened, parts, records

NAMES = ("Uitleg", "Toen en nu", "Geen verandering", "Niet vergelijkbaar", "Acties", "Alle antwoorden", "Rondes")


def sheets_of(material):
    return make_comparison(material).sheets


def test_it_has_these_sheets_and_explains_each_column():
    sheets = sheets_of(worked_material())
    assert tuple(sheet.name for sheet in sheets.sheets) == NAMES
    assert tuple(opened(render_form(make_comparison(worked_material()), "xlsx")).sheetnames) == NAMES
    explained = {(row["Waarover"], row["Naam"]) for row in records(sheets, "Uitleg")}
    for sheet in sheets.sheets[1:]:
        assert {(f"Blad {sheet.name}", column.title) for column in sheet.columns} <= explained
        assert all(column.explanation for column in sheet.columns)


@pytest.mark.parametrize("seed", range(examples(20)))
def test_then_and_now_are_those_of_the_comparison(seed):
    material = random_material(seed)
    sheets = sheets_of(material)
    found = iter(records(sheets, "Toen en nu"))
    for domain in material.comparison.domains.values():
        changes = domain.dimensions.values() if domain else [None]
        for change in changes:
            row = next(found)
            if change is None or change.change is None:
                assert (row["Toen"], row["Nu"], row["Verschil"]) == (None, None, None)
            else:
                known = (change.before, change.after, change.change)
                for title, value in zip(("Toen", "Nu", "Verschil"), known, strict=True):
                    assert abs(row[title] - float(value)) < 0.00021
            assert row["Vragen vergeleken"] == (change.core if change else 0)
    assert next(found, None) is None
    moved = sum(
        len(getattr(domain, name))
        for domain in material.comparison.domains.values()
        if domain
        for name in ("now_known", "now_unknown", "task_changed", "seen_differently", "unsaid")
    )
    assert len(records(sheets, "Geen verandering")) == moved


@pytest.mark.parametrize("material", [*map(random_material, range(examples(20))), worked_material()])
def test_every_answer_of_then_is_in_one_class_and_they_add_up(material):
    rows = records(sheets_of(material), "Alle antwoorden")
    accounting = material.comparison.accounting
    counts = Counter(row["Wat er gebeurde"] for row in rows)
    assert counts == {sentence_start(CLASSES[name]): n for name, n in accounting.items() if name in CLASSES and n}
    codes = [row["Code"] for row in rows]
    before = material.before.data
    assert len(codes) == len(set(codes)) == accounting["total"]
    assert set(codes) == {each.item for each in (*before.answers, *before.agreed)}


def test_each_action_is_there_once_with_its_owner_and_what_was_expected():
    rows = records(sheets_of(worked_material()), "Acties")
    assert sorted(row["Actie"] for row in rows) == sorted(action.title for action in worked_material().actions)
    (cafe,) = [row for row in rows if row["Code"] == "geld/A.BE"]
    assert (cafe["Wie"], cafe["Gedaan"], cafe["Verwacht"]) == ("teamleider schuldhulp", "Ja, op 24 november 2026", 75)
    assert (cafe["Toen"], cafe["Nu"], cafe["De vraag bewoog"]) == (50, 100, "omhoog")
    (folder,) = [row for row in rows if row["Actie"] == "Een folder"]
    assert (folder["Vraag"], folder["Toen"], folder["Code"]) == (None, None, None)


def test_the_rounds_are_there_with_where_the_questionnaire_changed():
    rows = records(sheets_of(three_rounds(golden("iba-1.worked-example"))), "Rondes")
    geld = [
        (row["Ronde"], row["Vragenlijst"], row["Andere vragenlijst"]) for row in rows if row["Domein"] == "Geldzaken"
    ]
    assert geld == [(1, 1, "nee"), (2, 2, "ja"), (3, 2, "nee")]
    assert {row["Woord"] for row in rows if row["Domein"] == "Gezondheid"} == {"nog te weinig bekend"}


def test_what_must_be_known_stands_on_the_first_sheet():
    rows = records(sheets_of(replace(worked_material(), preliminary=True, reopened=True, said_since="Later")), "Uitleg")
    first, second, third = [row["Uitleg"] for row in rows if row["Naam"] == "Let op"]
    assert first == ground.PRELIMINARY
    assert "is heropend" in second
    assert third == ground.said_since("Later", "Nulmeting")


def test_nothing_becomes_a_formula():
    acts = tuple(DoneAction(text, "geld", None, text, "done", None) for text in PAYLOADS)
    whats = {"geld/A.BE": tuple(What(text) for text in PAYLOADS)}
    data = render_form(make_comparison(replace(worked_material(), actions=acts, whats=whats)), "xlsx")
    for sheet in opened(data):
        for row in sheet.iter_rows():
            assert [cell.value for cell in row if cell.data_type not in ("s", "n")] == []
    assert not any("<f>" in text or "<f " in text for text in parts(data).values())

"""Puts the sheets of the evaluation report together, with the sheet that explains them first."""

from collections.abc import Iterator, Sequence

from app.comparisons.document.accountability import facts_of
from app.comparisons.document.ground import Ground
from app.comparisons.document.material import ComparisonMaterial
from app.comparisons.document.report import notices_of
from app.comparisons.sentences import accountability, cover
from app.comparisons.sentences import sheets as texts
from app.comparisons.sheets.moved import excluded_sheet, moved_sheet, uncounted_sheet
from app.comparisons.sheets.rows import actions_sheet, answers_sheet, rounds_sheet
from app.reports.sentences import sheets as words
from app.reports.sheets.cells import is_cut, writable
from app.reports.sheets.fields import Field, make_sheet
from app.reports.sheets.model import DataSheets, Sheet

BUILDERS = (moved_sheet, uncounted_sheet, excluded_sheet, actions_sheet, answers_sheet, rounds_sheet)


def build_comparison_sheets(material: ComparisonMaterial) -> DataSheets:
    """All sheets of two rounds."""
    ground = Ground(material)
    sheets = tuple(build(ground) for build in BUILDERS)
    return DataSheets(
        kind="full",
        title=writable(words.title(cover.TITLE, material.after.data.municipality_name)),
        day=material.day,
        document_id=material.document_id,
        sheets=(_guide(ground, sheets), *sheets),
    )


def _guide(ground: Ground, sheets: Sequence[Sheet]) -> Sheet:
    rows = (*_facts(ground), *_reading(sheets), *_columns(sheets))
    fields: tuple[Field[tuple[str, str, str]], ...] = (
        Field("Waarover", "", lambda row: row[0]),
        Field("Naam", "", lambda row: row[1]),
        Field("Uitleg", "", lambda row: row[2], "page"),
    )
    return make_sheet(texts.GUIDE, "", fields, rows)


def _facts(ground: Ground) -> Iterator[tuple[str, str, str]]:
    material = ground.material
    yield from ((texts.THIS, texts.NOTICE, notice) for notice in notices_of(material))
    yield from ((texts.THIS, fact.label, fact.text) for fact in facts_of(ground))


def _reading(sheets: Sequence[Sheet]) -> Iterator[tuple[str, str, str]]:
    yield from ((texts.READING, name, text) for name, text in texts.READING_TEXTS.items())
    yield from ((texts.READING, texts.HOW, text) for text in accountability.HOW)
    counts = {sheet.name: sum(is_cut(cell) for row in sheet.rows for cell in row) for sheet in sheets}
    if cut := [name for name, count in counts.items() if count]:
        yield texts.READING, words.CUT_TITLE, words.cut_texts(sum(counts.values()), cut)


def _columns(sheets: Sequence[Sheet]) -> Iterator[tuple[str, str, str]]:
    for sheet in sheets:
        name = words.on_sheet(sheet.name)
        yield name, texts.WHOLE, words.about_sheet(sheet.about, len(sheet.rows))
        yield from ((name, column.title, column.explanation) for column in sheet.columns)

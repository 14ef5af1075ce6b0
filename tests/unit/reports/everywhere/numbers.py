"""The numbers of a report as somebody reads them, from each form; and what they must be, from scoring alone."""

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any, TypeAlias

import docx
import lxml.html
import openpyxl
from docx.oxml.ns import qn

from app.reports.document import domains, overview
from app.reports.written import ORDER
from scoring.result import DomainResult, Result
from tests.unit.reports.everywhere.reading import squeezed
from tests.unit.reports.word import style_of, text_of
from tests.unit.scoring.samples import QUESTIONNAIRE

Tables: TypeAlias = Mapping[str, list[list[str]]]
"""By caption the rows below the heads; every text without its spaces."""
Numbers: TypeAlias = dict[tuple[str, ...], tuple[str, ...]]
"""By what they are about, as they are shown."""
NONE = "–"
DIMENSIONS = {dimension.id: squeezed(dimension.title) for dimension in QUESTIONNAIRE.dimensions}
LEVELS = {level.id: squeezed(level.title) for level in QUESTIONNAIRE.levels}


# What they must be


def shown(value: Any, decimals: int = 1) -> str:
    """Rounded once from the exact value, halves away from zero."""
    if value is None:
        return NONE
    times = 10**decimals
    whole = int(abs(Fraction(value)) * times + Fraction(1, 2))
    text = f"{whole // times}" + (f",{whole % times:0{decimals}}" if decimals else "")
    return f"-{text}" if value < 0 and whole else text


def expected(result: Result, names: Mapping[str, str]) -> Numbers:
    """Every score, bandwidth, coverage and chance; `names` are those of the domains in sentences."""
    found: Numbers = {}
    for domain_id, domain in result.domains.items():
        found |= dict(_of_domain(squeezed(names[domain_id]), domain))
    for rank in result.ranking:
        domain = result.domains[rank.domain]
        chance = domain.opportunity
        assert chance is not None
        parts = (chance.score, chance.return_, chance.feasibility)
        key = ("chance", squeezed(names[rank.domain]))
        found[key] = (str(rank.rank), *map(shown, parts), str(domain.ambition))
    for group, score in result.general_groups.items():
        found["group", squeezed(group)] = (shown(score),)
    return found


def _of_domain(name: str, domain: DomainResult) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    parts = domain.dimensions.values()
    sums = [
        sum(getattr(each, count) for each in parts) for count in ("scored", "applicable", "unknown_answers", "answers")
    ]
    total = domain.total
    yield ("total", name), (shown(total.score), _band(total.low, total.high), *_counts(*sums))
    for dimension, each in domain.dimensions.items():
        counts = _counts(each.scored, each.applicable, each.unknown_answers, each.answers)
        yield ("dimension", name, DIMENSIONS[dimension]), (shown(each.score), _band(each.low, each.high), *counts)
    for (dimension, level), score in domain.known.cells.items():
        yield ("cell", name, DIMENSIONS[dimension], LEVELS[level]), (shown(score),)


def _band(low: Any, high: Any) -> str:
    if low is None or high is None:
        return NONE
    return "allesbekend" if low == high else f"{_text(low)}tot{_text(high)}"


def _text(value: Any) -> str:
    return value if isinstance(value, str) else shown(value)


def _counts(scored: int, applicable: int, unknown: int, answers: int) -> tuple[str, str]:
    known = f"{scored}van{applicable}" if applicable else "geenvragen"
    return known, f"{unknown}van{answers}" if answers else NONE


# What stands in tables, of a page or of Word


def rounded(result: Result, names: Mapping[str, str]) -> Numbers:
    """Every score and chance as the page of a report has them: whole, and no chance where the ambition was reached."""
    found: Numbers = {}
    for domain_id, domain in result.domains.items():
        name = squeezed(names[domain_id])
        found["total", name] = (_whole(domain.total.score),)
        for dimension, each in domain.dimensions.items():
            found["dimension", name, DIMENSIONS[dimension]] = (_whole(each.score),)
        for (dimension, level), score in domain.known.cells.items():
            found["cell", name, DIMENSIONS[dimension], LEVELS[level]] = (_whole(score),)
    for rank in result.ranking:
        chance = result.domains[rank.domain].opportunity
        assert chance is not None
        if chance.word != "Behouden":
            found["chance", squeezed(names[rank.domain])] = (_whole(chance.score),)
    for group, score in result.general_groups.items():
        found["group", squeezed(group)] = (_whole(score),)
    return found


def _whole(value: Any) -> str:
    return "" if value is None else shown(value, 0)


def on_page(data: bytes) -> Numbers:
    """The same as somebody reads it on the page: in the map, in what opens, and in the rows with dots."""
    found = _in_map_and_profiles(tables_of_page(data))
    page = lxml.html.fromstring(data)
    for section, kind, where in (("kansen", "chance", _CHANCE), ("algemeen", "group", r"(\d*),?")):
        for row in page.xpath(f"//section[@aria-labelledby='{section}']//ul[@class='tracks']/li"):
            name, *said = (squeezed(each.text_content()) for each in row.xpath("./p | ./div"))
            shown_there = re.search(where, "".join(said))
            if shown_there:
                found[kind, name] = (shown_there.group(1),)
    return found


def in_word(data: bytes) -> Numbers:
    """The same as somebody reads it in Word; without the general topics when none of them has a score."""
    tables = tables_of_word(data)
    found = _in_map_and_profiles(tables)
    for name, said, _ in tables.get(squeezed(ORDER), ()):
        if chance := re.search(_CHANCE, said):
            found["chance", name] = (chance.group(1),)
    for group, score, *_ in tables.get(squeezed(domains.GROUPS_CAPTION), ()):
        found["group", group] = (score,)
    return found


_CHANCE = r"kans(\d+)van100"


def _in_map_and_profiles(tables: Tables) -> Numbers:
    found: Numbers = {}
    for name, *cells in tables["Hoehoger,hoemeererisgeregeld"]:
        total, *scores = (re.match(r"\d*", cell).group() for cell in cells)
        found["total", name] = (total,)
        places = [(dimension, level) for dimension in DIMENSIONS.values() for level in LEVELS.values()]
        found |= {("cell", name, *place): (score,) for place, score in zip(places, scores, strict=True)}
        *dimensions, last = tables[squeezed(overview.profile_caption(name))]
        found |= {("dimension", name, dimension): (score,) for dimension, score, *_ in dimensions}
        assert last[1] == total
    return found


def tables_of_page(data: bytes) -> Tables:
    """The tables of a web page."""
    return _by_caption(
        (
            table.find("caption").text_content(),
            [[cell.text_content() for cell in row.iterfind("*")] for row in table.iterfind("tbody/tr")],
        )
        for table in lxml.html.fromstring(data).iter("table")
    )


def tables_of_word(data: bytes) -> Tables:
    """The tables of a Word document."""
    return _by_caption(_in_word(docx.Document(io.BytesIO(data)).element.body))


def _in_word(body: Any) -> Iterator[tuple[str, list[list[str]]]]:
    caption = ""
    for element in body:
        if element.tag == qn("w:p") and style_of(element) == "Caption":
            caption = text_of(element)
        elif element.tag == qn("w:tbl"):
            rows = [row for row in element.findall(qn("w:tr")) if not list(row.iter(qn("w:tblHeader")))]
            yield (
                caption,
                [["".join(map(text_of, cell.iter(qn("w:p")))) for cell in row.findall(qn("w:tc"))] for row in rows],
            )


def _by_caption(found: Iterable[tuple[str, Sequence[Sequence[str]]]]) -> Tables:
    tables: dict[str, list[list[str]]] = {}
    for caption, rows in found:
        squeezed_rows = [[squeezed(cell) for cell in row] for row in rows]
        # The totals stand in the summary too; the same name is the same table.
        assert tables.setdefault(squeezed(caption), squeezed_rows) == squeezed_rows
    return tables


# What stands in Excel, as a spreadsheet shows it


def sheets_of(data: bytes) -> dict[str, list[dict[str, str]]]:
    """The rows of every sheet by the titles of their columns, with numbers as they are shown."""
    found = {}
    for sheet in openpyxl.load_workbook(io.BytesIO(data), read_only=True):
        heads, *rows = [list(row) for row in sheet.iter_rows()]
        titles = [head.value for head in heads]
        found[sheet.title] = [{title: _in_cell(cell) for title, cell in zip(titles, row, strict=False)} for row in rows]
    return found


def _in_cell(cell: Any) -> str:
    value = cell.value
    if isinstance(value, str):
        return squeezed(value)
    if value is None:
        return NONE
    decimals = {"0": 0, "0.0": 1, "0.00": 2}[cell.number_format]
    digits = Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return str(digits).replace(".", ",")


def in_sheets(sheets: Mapping[str, list[dict[str, str]]]) -> Numbers:
    """The same numbers from a workbook."""
    found: Numbers = {}
    for row in sheets["Domeinen"]:
        found["total", row["Domein"]] = (row["Totaal"], *_spread(row))
    for row in sheets["Dimensies"]:
        found["dimension", row["Domein"], row["Dimensie"]] = (row["Score"], *_spread(row))
    for row in sheets["Vakken"]:
        found["cell", row["Domein"], row["Dimensie"], row["Niveau"]] = (row["Score"],)
    for row in sheets["Kansen"]:
        if row["Plaats"] != NONE:
            numbers = ("Plaats", "Kans", "Opbrengst", "Haalbaarheid", "Ambitie")
            found["chance", row["Domein"]] = tuple(row[number] for number in numbers)
    for row in sheets["Algemeen"]:
        found["group", row["Onderwerp"]] = (row["Score"],)
    return found


def _spread(row: Mapping[str, str]) -> tuple[str, str, str]:
    low, high = row["Laagst mogelijk"], row["Hoogst mogelijk"]
    counts = (int(row[name]) for name in ("Vragen bekend", "Vragen die tellen", "Weet ik niet", "Antwoorden"))
    return (NONE if NONE in (low, high) else _band(low, high), *_counts(*counts))

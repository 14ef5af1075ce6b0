"""Reading a list of municipalities as Statistics Netherlands (CBS) publishes it, or as it is pasted from Excel."""

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from app.door import is_clean, normalised
from app.places import province, size_class
from app.texts.administration import (
    NO_CODE_COLUMN,
    NO_ROWS,
    UNREADABLE,
    bad_code,
    bad_name,
    bad_province,
    bad_size,
    bad_width,
    broken_line,
    missing_columns,
    too_many_columns,
    too_many_lines,
    twice,
)

CODE_COLUMNS = ("gemeentecodegm", "gmcode", "statcode", "gemeentecode", "code")
"""How the column with the code is called, best first; numbers and underscores are left out of the names."""
NAME_COLUMNS = ("gemeentenaam", "gmnaam", "statnaam", "gemeente", "naam")
SIZE_COLUMNS = ("inwoners", "inwonertal", "aantalinwoners", "bevolking", "grootteklasse")
PROVINCE_COLUMNS = ("provincienaam", "pvnaam", "provincie")
"""These two may be absent: they are for comparing with municipalities of the same kind."""
CODE = re.compile(r"(?:GM)?([0-9]{1,4})", re.IGNORECASE)
NAME_LENGTH = 80
MOST_LINES, MOST_COLUMNS = 10_000, 200
"""All codes that there can be, and more than any list tells of one municipality."""


class MunicipalityFileError(Exception):
    """A list that cannot be taken over; `problems` has every reason, each with its line."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Line:
    """One municipality in a list."""

    number: int
    code: str
    name: str
    size_class: str = ""
    """Empty where the list does not say."""
    province: str = ""


def decoded(data: bytes) -> str:
    """The text of a file in UTF-8, with or without byte order mark, UTF-16 or Windows-1252. MunicipalityFileError."""
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise MunicipalityFileError([UNREADABLE])


def parse_code(text: str) -> str | None:
    """The code as it is kept (GM0363) from 363, 0363 or GM0363; None when it is none."""
    match = CODE.fullmatch(text.strip())
    return f"GM{int(match[1]):04d}" if match and int(match[1]) else None


def parse_municipalities(text: str) -> tuple[Line, ...]:
    """The municipalities in a list. MunicipalityFileError with every problem, or all lines: nothing in between."""
    if not is_clean(text):
        raise MunicipalityFileError([UNREADABLE])
    rows, problems = _rows(normalised(text).lstrip("\ufeff"))
    rows = [(number, cells) for number, cells in rows if any(cells)]
    if not rows:
        raise MunicipalityFileError(problems or [NO_ROWS])
    where = _columns(rows[0][1])
    if not isinstance(where, _Columns):
        raise MunicipalityFileError([where, *problems])
    found = [_line(number, cells, where) for number, cells in rows[where.header :]]
    lines = [line for line in found if isinstance(line, Line)]
    problems += [problem for line in found if not isinstance(line, Line) for problem in line]
    problems += _repeated(lines)
    if problems or not lines:
        raise MunicipalityFileError(problems or [NO_ROWS])
    return tuple(lines)


def _rows(text: str) -> tuple[list[tuple[int, list[str]]], list[str]]:
    """Line number and cells of every line; what is broken, or too much, stops the reading there."""
    reader = csv.reader(io.StringIO(text), delimiter=_delimiter(text), strict=True)
    rows: list[tuple[int, list[str]]] = []
    try:
        for cells in reader:
            if len(rows) == MOST_LINES:
                return [], [too_many_lines(MOST_LINES)]
            if len(cells) > MOST_COLUMNS:
                return [], [too_many_columns(reader.line_num, MOST_COLUMNS)]
            rows.append((reader.line_num, [cell.strip() for cell in cells]))
    except csv.Error:
        return rows, [broken_line(reader.line_num)]
    return rows, []


def _delimiter(text: str) -> str:
    """What stands between the cells of the first line; a comma may also be a part of a name."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    outside = re.sub(r'"[^"]*"', "", first)
    return next((mark for mark in ";\t" if mark in outside), ",")


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where everything stands, how many columns there are, and how many lines of heads (0 or 1)."""

    code: int
    name: int
    width: int
    header: int
    size: int | None = None
    province: int | None = None


def _columns(cells: Sequence[str]) -> "_Columns | str":
    """Where the columns are, or what is wrong with the heads."""
    if parse_code(cells[0]):
        return _Columns(0, 1, len(cells), 0)
    names = [re.sub(r"[^a-z]", "", cell.lower()) for cell in cells]
    code, name = _first_of(CODE_COLUMNS, names), _first_of(NAME_COLUMNS, names)
    if code is None and name is None:
        return NO_CODE_COLUMN
    if code is None or name is None:
        return missing_columns(code is None)
    size, province_ = _first_of(SIZE_COLUMNS, names), _first_of(PROVINCE_COLUMNS, names)
    return _Columns(code, name, len(cells), 1, size, province_)


def _first_of(wanted: Sequence[str], names: Sequence[str]) -> int | None:
    return next((names.index(name) for name in wanted if name in names), None)


def _line(number: int, cells: Sequence[str], where: _Columns) -> "Line | list[str]":
    if len(cells) != where.width:
        return [bad_width(number, len(cells), where.width)]
    typed, name = (cells[at] if at < len(cells) else "" for at in (where.code, where.name))
    code = parse_code(typed)
    problems = [] if code else [bad_code(number, typed)]
    if not name or len(name) > NAME_LENGTH or "\n" in name:
        problems.append(bad_name(number, name, NAME_LENGTH))
    size, problem = _optional(cells, where.size, size_class, bad_size, number)
    problems += problem
    lies_in, problem = _optional(cells, where.province, province, bad_province, number)
    problems += problem
    return problems if problems or code is None else Line(number, code, name, size, lies_in)


def _optional(
    cells: Sequence[str],
    at: int | None,
    parse: Callable[[str], str | None],
    tell: Callable[[int, str], str],
    number: int,
) -> tuple[str, list[str]]:
    """What stands in a column that may be absent or empty, and what is wrong with it."""
    typed = "" if at is None else cells[at]
    found = parse(typed) if typed else ""
    return found or "", [] if found is not None else [tell(number, typed)]


def _repeated(lines: Sequence[Line]) -> Iterator[str]:
    first: dict[str, int] = {}
    for line in lines:
        if line.code in first:
            yield twice(line.number, line.code, first[line.code])
        first.setdefault(line.code, line.number)

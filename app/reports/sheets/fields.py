"""A sheet is written as its columns: each with its title, its explanation, and what stands in it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeAlias, TypeVar

from app.formatting import Number
from app.reports.sheets.cells import fitting, number_cell, yes_no
from app.reports.sheets.model import Cell, Column, Kind, Sheet

Subject = TypeVar("Subject")
DecimalKind: TypeAlias = Literal["decimal", "share"]
SHOWN: Mapping[DecimalKind, int] = {"decimal": 1, "share": 2}
"""How many decimals of a number the report shows."""


@dataclass(frozen=True, slots=True)
class Field(Generic[Subject]):
    """A column, and what stands in it for each subject of the sheet."""

    title: str
    explanation: str
    value: Callable[[Subject], Cell]
    kind: Kind = "text"


def decimal(
    title: str, explanation: str, value: Callable[[Subject], Number | None], kind: DecimalKind = "decimal"
) -> Field[Subject]:
    """A column of numbers with at most 4 decimals, shown as in the report."""
    return Field(title, explanation, lambda subject: number_cell(value(subject), SHOWN[kind]), kind)


def whole(title: str, explanation: str, value: Callable[[Subject], int | None]) -> Field[Subject]:
    """A column of whole numbers."""
    return Field(title, explanation, value, "whole")


def either(title: str, explanation: str, value: Callable[[Subject], bool | None]) -> Field[Subject]:
    """A column of `ja` and `nee`; empty where neither holds."""

    def said(subject: Subject) -> Cell:
        holds = value(subject)
        return None if holds is None else yes_no(holds)

    return Field(title, explanation, said, "short")


def make_sheet(name: str, about: str, fields: Sequence[Field[Subject]], subjects: Iterable[Subject]) -> Sheet:
    """The sheet with a row for each subject."""
    return Sheet(
        name=name,
        about=about,
        columns=tuple(Column(field.title, field.explanation, field.kind) for field in fields),
        rows=tuple(tuple(fitting(field.value(subject)) for field in fields) for subject in subjects),
    )

"""Then and now of one domain, as a picture with its table."""

from collections.abc import Mapping, Sequence
from typing import Literal

from app.formatting import exact_number, number, signed_number
from app.reports.document.model import Cell, Column, Move, Moves, Table
from app.reports.sentences import comparison as texts
from scoring.comparison import DimensionChange
from scoring.result import Score

NOTHING = Cell(text="–")
_COLUMNS = (
    Column(title="Dimensie"),
    Column(title="Toen", align="number"),
    Column(title="Nu", align="number"),
    Column(title="Verschil", align="number"),
    Column(title="Wat het betekent"),
)


def build_moves(
    domain: str, changes: Mapping[str, DimensionChange], titles: Mapping[str, str], words: Sequence[str]
) -> Moves:
    """Every dimension of a domain; what cannot be compared says so. `titles` are those of the dimensions."""
    named = [(titles[name], change) for name, change in changes.items()]
    table = Table(
        caption=texts.moves_caption(domain),
        columns=_COLUMNS,
        rows=tuple((Cell(text=title), *change_cells(change)) for title, change in named),
    )
    return Moves(
        message=texts.dimensions_moved(named),
        alt=texts.moves_alt(domain, named),
        words=tuple(words),
        rows=tuple(_move(title, change) for title, change in named),
        table=table,
    )


def change_cells(change: DimensionChange) -> tuple[Cell, ...]:
    """Then, now, the difference and what it means."""
    difference = (
        NOTHING if change.change is None else Cell(text=signed_number(change.change), value=exact_number(change.change))
    )
    return (_score(change.before), _score(change.after), difference, Cell(text=texts.meaning(change)))


def _score(score: Score) -> Cell:
    return NOTHING if score is None else Cell(text=number(score), value=exact_number(score))


def _move(title: str, change: DimensionChange) -> Move:
    before, after = _score(change.before), _score(change.after)
    return Move(
        label=title,
        word=texts.moved(change),
        note=texts.note(change),
        way=_way(change),
        visible=change.kind == "visible",
        before=before.value,
        after=after.value,
        before_text=before.text,
        after_text=after.text,
    )


def _way(change: DimensionChange) -> Literal["up", "down", "same"] | None:
    if change.change is None:
        return None
    if change.kind == "same":
        return "same"
    return "up" if change.change > 0 else "down"

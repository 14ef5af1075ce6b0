"""What was written down about municipalities that become part of another one."""

from datetime import date
from typing import Any

from app.formatting import long_date
from app.texts.history.telling import Entry, Fact, Telling, Told


def _day(text: Any) -> str:
    try:
        return long_date(date.fromisoformat(str(text)))
    except ValueError:
        return ""


def _facts(entry: Entry) -> tuple[Fact, ...]:
    began = entry.fact("De code van de andere gemeente geldt vanaf", "valid_from", _day)
    return (*entry.fact("Gaat op in", "into"), *entry.fact("Vanaf", "from", _day), *began)


def _merged(entry: Entry) -> Told:
    name, into, day = entry.where or "een gemeente", entry.new_of("into"), _day(entry.new_of("from"))
    did = "veranderde" if entry.old_of("into") else "legde vast"
    return Told(f"{did} dat {name} per {day} opgaat in {into}.", facts=_facts(entry))


def _undone(entry: Entry) -> Told:
    name, into = entry.where or "een gemeente", entry.old_of("into")
    return Told(f"maakte ongedaan dat {name} opgaat in {into}.", facts=_facts(entry))


MERGERS: dict[str, Telling] = {"merge_municipality": _merged, "undo_merger": _undone}
"""By the name of the action."""

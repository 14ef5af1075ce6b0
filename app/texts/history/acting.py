"""What the history tells of improvement actions."""

from datetime import date
from typing import Any

from app.formatting import long_date
from app.texts.actions import LABELS
from app.texts.counting import listing
from app.texts.history.progress import PROGRESS, action_titled
from app.texts.history.telling import Entry, Fact, Telling, Told, texts_of, worded
from app.texts.trajectories import EFFORTS


def _added(entry: Entry) -> Told:
    facts = tuple(fact for name in ("domain", "item", "owner", "ends_on", "source") for fact in _fact(entry, name))
    return Told(f"zette {action_titled(entry)} in het plan.", facts=facts)


def _changed(entry: Entry) -> Told:
    facts = tuple(fact for name in LABELS if _has(entry.old, name) for fact in _fact(entry, name))
    return Told(f"veranderde {action_titled(entry)}.", facts=facts)


def _has(values: Any, name: str) -> bool:
    return isinstance(values, dict) and name in values


def _fact(entry: Entry, name: str) -> tuple[Fact, ...]:
    """What changed in one field of an action."""
    label = {**LABELS, "source": "Komt van"}[name]
    return entry.fact(label.rstrip("?"), name, lambda value: _words(entry, name, value))


def _words(entry: Entry, name: str, value: Any) -> str:
    if name == "partners":
        return listing(texts_of(value))
    if name in ("starts_on", "ends_on"):
        return _day(value)
    named = {"domain": entry.names.domain, "item": entry.names.item}
    if name in named:
        return named[name](str(value))
    return EFFORTS.get(str(value), str(value)) if name == "effort" else str(value)


def _day(value: Any) -> str:
    try:
        return long_date(date.fromisoformat(str(value)))
    except ValueError:
        return str(value)


def _declined(entry: Entry) -> Told:
    was = worded(entry.old_of("reason"))
    facts = (Fact("Reden van eerst", "", was),) if was else ()
    return Told("besloot dat er geen actie komt bij", entry.names.item(entry.subject), ".", facts, why=entry.why)


def _undeclined(entry: Entry) -> Told:
    was = worded(entry.old_of("reason"))
    facts = (Fact("De reden was", "", was),) if was else ()
    return Told("haalde ‘geen actie’ weg bij", entry.names.item(entry.subject), ".", facts)


ACTING: dict[str, Telling] = {
    "add_action": _added,
    "change_action": _changed,
    "decline_item": _declined,
    "undecline_item": _undeclined,
    **PROGRESS,
}
"""By the name of the action."""

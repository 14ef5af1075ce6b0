"""What the history tells of how an action goes: its state, notes about it, and its place on the list."""

from datetime import date

from app.formatting import long_date
from app.texts.history.telling import Entry, Fact, Telling, Told, worded
from app.texts.trajectories import STATES


def action_titled(entry: Entry) -> str:
    """`de actie ‘Maak een plan’`; an old row may have no title."""
    title = entry.new_of("title")
    return f"de actie ‘{title}’" if isinstance(title, str) and title else "een actie"


def _state(value: object) -> str:
    return STATES.get(value, value) if isinstance(value, str) else ""


def _day(value: object) -> str:
    try:
        return long_date(date.fromisoformat(str(value)))
    except ValueError:
        return ""


def _set_state(entry: Entry) -> Told:
    old, new = _state(entry.old_of("state")), _state(entry.new_of("state"))
    done = entry.fact("Klaar op", "done_on", _day)
    why = entry.fact("Waarom gestopt", "stop_reason")
    if old == new:
        return Told(f"veranderde wat er bij ‘{new}’ staat van {action_titled(entry)}.", facts=(*done, *why))
    since = f" van ‘{old}’" if old else ""
    return Told(f"zette {action_titled(entry)}{since} op ‘{new}’.", facts=(*done, *why), values=(old, new))


def _noted(entry: Entry) -> Told:
    return Told(f"schreef een notitie bij {action_titled(entry)}.")


def _moved(entry: Entry) -> Told:
    places = worded(entry.old_of("position")), worded(entry.new_of("position"))
    facts = (Fact("Plaats", *places),) if all(places) else ()
    return Told(f"gaf {action_titled(entry)} een andere plaats in de lijst.", facts=facts)


PROGRESS: dict[str, Telling] = {
    "set_action_state": _set_state,
    "add_action_note": _noted,
    "move_action": _moved,
}
"""By the name of the action."""

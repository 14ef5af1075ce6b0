"""What the history tells of the ten months: steps, hours, appointments and calendars."""

from datetime import date
from typing import Any

from app.formatting import long_date
from app.texts.history.reminders import REMINDERS
from app.texts.history.telling import Entry, Fact, Telling, Told, plain, worded
from app.texts.planning import hours
from app.texts.trajectories import APPOINTMENT_KINDS, STEPS

DAYS = {
    "planned_start": "gepland vanaf",
    "planned_end": "gepland tot en met",
    "started_on": "echt begonnen",
    "ended_on": "klaar",
}


def _day(value: Any) -> str:
    try:
        return long_date(date.fromisoformat(str(value)))
    except ValueError:
        return str(value)


def _hours(value: Any) -> str:
    return hours(value) if isinstance(value, int) else str(value)


def _step(value: Any) -> str:
    return STEPS.get(str(value), str(value))


def _kind(value: Any) -> str:
    return APPOINTMENT_KINDS.get(str(value), str(value))


def _of(values: Any, name: str) -> Any:
    return values.get(name) if isinstance(values, dict) else None


def _days_changed(entry: Entry) -> Told:
    facts = []
    for step, title in STEPS.items():
        old, new = entry.old_of(step), entry.new_of(step)
        for name, label in DAYS.items():
            if (before := _of(old, name)) != (after := _of(new, name)):
                facts.append(Fact(f"{title}, {label}", worded(before, _day), worded(after, _day)))
    return Told("veranderde de dagen van de stappen.", facts=tuple(facts))


def _spent(value: Any) -> str:
    """A line with hours, inside a sentence."""
    spent, step = _of(value, "minutes"), _of(value, "step")
    return f"{worded(spent, _hours) or 'uren'} voor ‘{worded(step, _step) or 'een stap'}’"


def _line(entry: Entry) -> tuple[Fact, ...]:
    facts = (
        *entry.fact("Stap", "step", _step),
        *entry.fact("Dag", "day", _day),
        *entry.fact("Uren", "minutes", _hours),
        *entry.fact("Wie", "who"),
    )
    changed = entry.new_of("note_changed") is True
    return (*facts, Fact("Waaraan", "", "aangepast")) if changed else facts


def _hours_added(entry: Entry) -> Told:
    facts = (*entry.fact("Dag", "day", _day), *entry.fact("Wie", "who"))
    return Told(f"zette er {_spent(entry.new)} bij.", facts=facts)


def _hours_changed(entry: Entry) -> Told:
    return Told("veranderde een regel met uren.", facts=_line(entry))


def _hours_removed(entry: Entry) -> Told:
    facts = (*entry.fact("Dag", "day", _day), *entry.fact("Wie", "who"))
    return Told(f"haalde {_spent(entry.old)} weg.", facts=facts)


def _target(entry: Entry) -> Told:
    old, new = worded(entry.old_of("hours")), worded(entry.new_of("hours"))
    return Told(f"zette het aantal uren van het traject van {old} op {new}.", values=(old, new))


def _about(values: Any) -> str:
    return f"‘{worded(_of(values, 'title')) or 'zonder naam'}’"


def _appointment(entry: Entry) -> tuple[Fact, ...]:
    return (
        *entry.fact("Waarover", "title"),
        *entry.fact("Soort", "kind", _kind),
        *entry.fact("Stap", "step", _step),
        *entry.fact("Dag", "day", _day),
        *entry.fact("Tijd", "at"),
        *entry.fact("Minuten", "minutes"),
        *entry.fact("Plaats", "place"),
        *entry.fact("Notitie", "note"),
    )


def _appointment_added(entry: Entry) -> Told:
    facts = (*entry.fact("Dag", "day", _day), *entry.fact("Tijd", "at"), *entry.fact("Plaats", "place"))
    return Told(f"maakte de afspraak {_about(entry.new)}.", facts=facts)


def _appointment_changed(entry: Entry) -> Told:
    return Told(f"veranderde de afspraak {_about(entry.old)}.", facts=_appointment(entry))


def _appointment_cancelled(entry: Entry) -> Told:
    return Told(f"zegde de afspraak {_about(entry.old)} af.", facts=entry.fact("Dag", "day", _day))


PLANNING: dict[str, Telling] = {
    "start_trajectory": plain("startte het traject van tien maanden."),
    "change_days": _days_changed,
    "add_hours": _hours_added,
    "change_hours": _hours_changed,
    "remove_hours": _hours_removed,
    "change_target": _target,
    "add_appointment": _appointment_added,
    "change_appointment": _appointment_changed,
    "cancel_appointment": _appointment_cancelled,
    "close_trajectory": plain("sloot het traject af."),
    "reopen_trajectory": plain("opende het traject weer."),
    **REMINDERS,
}
"""By the name of the action."""

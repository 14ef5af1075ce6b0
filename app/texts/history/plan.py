"""What the history tells of a plan: choices, actions, owners, partners, steps, hours, appointments and reminders."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from app.texts.actions import LABELS
from app.texts.history.telling import Entry, Telling, Told, ToldFact, plain, texts_of, worded
from app.texts.planning import hours
from app.texts.reminders import name_of
from app.texts.trajectories import APPOINTMENT_KINDS, EFFORTS, PARTNER_KINDS, STATES, STEPS
from app.texts.words import listing
from app.web.formatting import long_date

KINDS = ("step", "action", "appointment")


def _reminded(entry: Entry) -> Told:
    told = entry.new if isinstance(entry.new, list) else []
    names = [_name(one) for one in told if isinstance(one, dict)]
    about = (ToldFact("Waaraan", "", "\n".join(names)),) if names else ()
    return Told(f"herinnerde {entry.person} aan dagen op de planning.", facts=about)


def _name(told: dict[str, object]) -> str:
    kind, title = str(told.get("kind")), str(told.get("title"))
    return name_of(kind, title) if kind in KINDS else title


REMINDERS: dict[str, Telling] = {
    "remind_of_days": _reminded,
    "make_feed": plain("maakte een eigen adres om de dagen van het traject in een agenda te zetten."),
    "revoke_feed": plain("trok het eigen adres voor een agenda in."),
}
"""By the name of the action."""


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
                facts.append(ToldFact(f"{title}, {label}", worded(before, _day), worded(after, _day)))
    return Told("veranderde de dagen van de stappen.", facts=tuple(facts))


def _spent(value: Any) -> str:
    """A line with hours, inside a sentence."""
    spent, step = _of(value, "minutes"), _of(value, "step")
    return f"{worded(spent, _hours) or 'uren'} voor ‘{worded(step, _step) or 'een stap'}’"


def _line(entry: Entry) -> tuple[ToldFact, ...]:
    facts = (
        *entry.fact("Stap", "step", _step),
        *entry.fact("Dag", "day", _day),
        *entry.fact("Uren", "minutes", _hours),
        *entry.fact("Wie", "who"),
    )
    changed = entry.new_of("note_changed") is True
    return (*facts, ToldFact("Waaraan", "", "aangepast")) if changed else facts


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


def _appointment(entry: Entry) -> tuple[ToldFact, ...]:
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


def _chosen(entry: Entry) -> Told:
    domains, asked = texts_of(entry.new_of("domains")), texts_of(entry.new_of("ambassadors"))
    first = f"koos de domeinen om mee te beginnen: {_titles(entry, domains)}."
    also = f" Gevraagd als ambassadeur: {_titles(entry, asked)}." if asked else ""
    facts = (*_reasons(entry, "domains", "reasons"), *_reasons(entry, "ambassadors", "asked"), *_version(entry))
    facts = (*facts, *entry.fact("Besloten door", "decided_by"), *entry.fact("Opmerking", "note"))
    return Told(f"{first}{also}", facts=facts, why=entry.why)


def _titles(entry: Entry, domains: Sequence[str]) -> str:
    return listing([entry.names.domain(domain) for domain in domains]) or "geen"


def _reasons(entry: Entry, domains: str, reasons: str) -> tuple[ToldFact, ...]:
    """Why each domain, as far as that is another text than before."""
    old, new = _texts(entry.old, domains, reasons), _texts(entry.new, domains, reasons)
    return tuple(
        ToldFact(f"Uitleg bij {entry.names.domain(domain)}", old.get(domain, ""), text)
        for domain, text in new.items()
        if text != old.get(domain, "")
    )


def _texts(values: object, domains: str, reasons: str) -> dict[str, str]:
    if not isinstance(values, dict):
        return {}
    return dict(zip(texts_of(values.get(domains)), texts_of(values.get(reasons)), strict=False))


def _version(entry: Entry) -> tuple[ToldFact, ...]:
    report = entry.new_of("report")
    return (ToldFact("Bij versie van het rapport", "", str(report)),) if report else ()


CHOICES: dict[str, Telling] = {"choose_domains": _chosen}
"""By the name of the action."""


def action_titled(entry: Entry) -> str:
    """`de actie ‘Maak een plan’`; an old row may have no title."""
    title = entry.new_of("title")
    return f"de actie ‘{title}’" if isinstance(title, str) and title else "een actie"


def _state(value: object) -> str:
    return STATES.get(value, value) if isinstance(value, str) else ""


def _progress_day(value: object) -> str:
    try:
        return long_date(date.fromisoformat(str(value)))
    except ValueError:
        return ""


def _set_state(entry: Entry) -> Told:
    old, new = _state(entry.old_of("state")), _state(entry.new_of("state"))
    done = entry.fact("Klaar op", "done_on", _progress_day)
    why = entry.fact("Waarom gestopt", "stop_reason")
    if old == new:
        return Told(f"veranderde wat er bij ‘{new}’ staat van {action_titled(entry)}.", facts=(*done, *why))
    since = f" van ‘{old}’" if old else ""
    return Told(f"zette {action_titled(entry)}{since} op ‘{new}’.", facts=(*done, *why), values=(old, new))


def _noted(entry: Entry) -> Told:
    return Told(f"schreef een notitie bij {action_titled(entry)}.")


def _moved(entry: Entry) -> Told:
    places = worded(entry.old_of("position")), worded(entry.new_of("position"))
    facts = (ToldFact("Plaats", *places),) if all(places) else ()
    return Told(f"gaf {action_titled(entry)} een andere plaats in de lijst.", facts=facts)


PROGRESS: dict[str, Telling] = {
    "set_action_state": _set_state,
    "add_action_note": _noted,
    "move_action": _moved,
}
"""By the name of the action."""


def _added(entry: Entry) -> Told:
    facts = tuple(fact for name in ("domain", "item", "owner", "ends_on", "source") for fact in _fact(entry, name))
    return Told(f"zette {action_titled(entry)} in het plan.", facts=facts)


def _changed(entry: Entry) -> Told:
    facts = tuple(fact for name in LABELS if _has(entry.old, name) for fact in _fact(entry, name))
    return Told(f"veranderde {action_titled(entry)}.", facts=facts)


def _has(values: Any, name: str) -> bool:
    return isinstance(values, dict) and name in values


def _fact(entry: Entry, name: str) -> tuple[ToldFact, ...]:
    """What changed in one field of an action."""
    label = {**LABELS, "source": "Komt van"}[name]
    return entry.fact(label.rstrip("?"), name, lambda value: _words(entry, name, value))


def _words(entry: Entry, name: str, value: Any) -> str:
    if name == "partners":
        return listing(texts_of(value))
    if name in ("starts_on", "ends_on"):
        return _action_day(value)
    named = {"domain": entry.names.domain, "item": entry.names.item}
    if name in named:
        return named[name](str(value))
    return EFFORTS.get(str(value), str(value)) if name == "effort" else str(value)


def _action_day(value: Any) -> str:
    try:
        return long_date(date.fromisoformat(str(value)))
    except ValueError:
        return str(value)


def _declined(entry: Entry) -> Told:
    was = worded(entry.old_of("reason"))
    facts = (ToldFact("Reden van eerst", "", was),) if was else ()
    return Told("besloot dat er geen actie komt bij", entry.names.item(entry.subject), ".", facts, why=entry.why)


def _undeclined(entry: Entry) -> Told:
    was = worded(entry.old_of("reason"))
    facts = (ToldFact("De reden was", "", was),) if was else ()
    return Told("haalde ‘geen actie’ weg bij", entry.names.item(entry.subject), ".", facts)


ACTING: dict[str, Telling] = {
    "add_action": _added,
    "change_action": _changed,
    "decline_item": _declined,
    "undecline_item": _undeclined,
    **PROGRESS,
}
"""By the name of the action."""


def _asked(did: str) -> Telling:
    """A sentence about an action and who does it, by function: `vroeg wie de actie ‘...’ doet ...`."""

    def tell(entry: Entry) -> Told:
        function = entry.new_of("owner")
        facts = (ToldFact("Eigenaar", "", function),) if isinstance(function, str) and function else ()
        return Told(did.format(action_titled(entry)), facts=facts)

    return tell


def _day_of_owner(value: object) -> str:
    try:
        return long_date(date.fromisoformat(str(value)))
    except ValueError:
        return ""


def _end(entry: Entry) -> Told:
    old, new = worded(entry.old_of("ends_on"), _day_of_owner), worded(entry.new_of("ends_on"), _day_of_owner)
    did = f"zette de einddatum van {action_titled(entry)} op {new}." if new else ""
    facts = (ToldFact("Einddatum", old, new),)
    return Told(did or f"haalde de einddatum van {action_titled(entry)} weg.", facts=facts, values=(old, new))


def _partner(entry: Entry) -> str:
    for name in (entry.new_of("organisation"), entry.old_of("organisation")):
        if isinstance(name, str) and name:
            return f"‘{name}’"
    return "een partner"


def _about_owner(did: str) -> Telling:
    """A sentence about a partner."""
    return lambda entry: Told(did.format(_partner(entry)), why=entry.why)


def _domains(entry: Entry, value: object) -> str:
    return "; ".join(entry.names.domain(domain) for domain in texts_of(value))


def _partner_kind(value: object) -> str:
    return PARTNER_KINDS.get(value, "") if isinstance(value, str) else ""


def _details(entry: Entry) -> tuple[ToldFact, ...]:
    return (
        *entry.fact("Organisatie", "organisation"),
        *entry.fact("Soort", "kind", _partner_kind),
        *entry.fact("Contact", "contact"),
        *entry.fact("Domeinen", "domains", lambda value: _domains(entry, value)),
        *entry.fact("Afspraken", "agreements"),
    )


def _owner_added(entry: Entry) -> Told:
    return Told(f"voegde de partner {_partner(entry)} toe.", facts=_details(entry))


def _owner_changed(entry: Entry) -> Told:
    return Told(f"veranderde wat er staat over de partner {_partner(entry)}.", facts=_details(entry))


def _linked(entry: Entry) -> Told:
    old, new = ("; ".join(texts_of(values)) for values in (entry.old_of("actions"), entry.new_of("actions")))
    return Told(
        f"veranderde bij welke acties de partner {_partner(entry)} hoort.", facts=(ToldFact("Acties", old, new),)
    )


OWNERS: dict[str, Telling] = {
    "ask_owner": _asked("vroeg per mail aan de eigenaar om {} bij te werken."),
    "ask_owner_again": _asked("stuurde de eigenaar opnieuw de mail over {}."),
    "ask_other_owner": _asked("vroeg per mail aan iemand anders om {} bij te werken."),
    "take_owner_away": _asked("zorgde dat de eigenaar {} niet meer kan bijwerken."),
    "set_action_end": _end,
    "add_partner": _owner_added,
    "change_partner": _owner_changed,
    "end_partner": _about_owner("stopte de samenwerking met de partner {}."),
    "reopen_partner": _about_owner("begon de samenwerking met de partner {} weer."),
    "link_partner": _linked,
}
"""By the name of the action."""

"""What the history tells of a plan: choices, actions, owners, partners, steps, hours, appointments and reminders."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from app.texts.actions import LABELS
from app.texts.reminders import name_of
from app.texts.trajectories import APPOINTMENT_KINDS, EFFORTS, PARTNER_KINDS, STATES, STEPS
from app.texts.words import listing
from app.trail.telling import (
    Entry,
    Event,
    Telling,
    Told,
    ToldFact,
    ToldField,
    as_it_is,
    day,
    domain,
    duration,
    many,
    one_of,
    plain,
    texts_of,
    worded,
)
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


STEP, DAY = ToldField("step", "Stap", one_of(STEPS)), ToldField("day", "Dag", day)
MINUTES, WHO = ToldField("minutes", "Uren", duration), ToldField("who", "Wie")

HOURS = (
    Event("add_hours", "traject", "zette er {minutes} voor ‘{step}’ bij.", DAY, WHO, said=(MINUTES, STEP)),
    Event(
        "change_hours",
        "traject",
        "veranderde een regel met uren.",
        *(STEP, DAY, MINUTES, WHO),
        ToldField("note_changed", "Waaraan", one_of({"True": "aangepast"}), only="new"),
    ),
    Event("remove_hours", "traject", "haalde {minutes} voor ‘{step}’ weg.", DAY, WHO, said=(MINUTES, STEP)),
    Event(
        "change_target",
        "traject",
        "zette het aantal uren van het traject van {old.hours} op {hours}.",
        values="hours",
    ),
)

AT, PLACE = ToldField("at", "Tijd"), ToldField("place", "Plaats")
APPOINTMENTS = (
    Event("add_appointment", "traject", "maakte de afspraak ‘{title}’.", DAY, AT, PLACE),
    Event(
        "change_appointment",
        "traject",
        "veranderde de afspraak ‘{old.title}’.",
        ToldField("title", "Waarover"),
        ToldField("kind", "Soort", one_of(APPOINTMENT_KINDS)),
        *(STEP, DAY, AT),
        ToldField("minutes", "Minuten"),
        PLACE,
        ToldField("note", "Notitie"),
    ),
    Event("cancel_appointment", "traject", "zegde de afspraak ‘{title}’ af.", DAY),
)

PARTNER = (
    ToldField("organisation", "Organisatie"),
    ToldField("kind", "Soort", one_of(PARTNER_KINDS)),
    ToldField("contact", "Contact"),
    ToldField("domains", "Domeinen", many(domain)),
    ToldField("agreements", "Afspraken"),
)
PARTNERS = (
    Event("add_partner", "traject", "voegde de partner ‘{organisation}’ toe.", *PARTNER),
    Event("change_partner", "traject", "veranderde wat er staat over de partner ‘{organisation}’.", *PARTNER),
    Event("end_partner", "traject", "stopte de samenwerking met de partner ‘{organisation}’."),
    Event("reopen_partner", "traject", "begon de samenwerking met de partner ‘{organisation}’ weer."),
    Event(
        "link_partner",
        "traject",
        "veranderde bij welke acties de partner ‘{organisation}’ hoort.",
        ToldField("actions", "Acties", many(as_it_is)),
    ),
)

PLANNING: dict[str, Telling] = {
    "start_trajectory": plain("startte het traject van tien maanden."),
    "change_days": _days_changed,
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


OWNERS: dict[str, Telling] = {
    "ask_owner": _asked("vroeg per mail aan de eigenaar om {} bij te werken."),
    "ask_owner_again": _asked("stuurde de eigenaar opnieuw de mail over {}."),
    "ask_other_owner": _asked("vroeg per mail aan iemand anders om {} bij te werken."),
    "take_owner_away": _asked("zorgde dat de eigenaar {} niet meer kan bijwerken."),
    "set_action_end": _end,
}
"""By the name of the action."""

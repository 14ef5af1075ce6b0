"""What the history tells of the owners of actions, and of partners."""

from datetime import date

from app.formatting import long_date
from app.texts.history.progress import action_titled
from app.texts.history.telling import Entry, Fact, Telling, Told, texts_of, worded
from app.texts.trajectories import PARTNER_KINDS


def _asked(did: str) -> Telling:
    """A sentence about an action and who does it, by function: `vroeg wie de actie ‘...’ doet ...`."""

    def tell(entry: Entry) -> Told:
        function = entry.new_of("owner")
        facts = (Fact("Eigenaar", "", function),) if isinstance(function, str) and function else ()
        return Told(did.format(action_titled(entry)), facts=facts)

    return tell


def _day(value: object) -> str:
    try:
        return long_date(date.fromisoformat(str(value)))
    except ValueError:
        return ""


def _end(entry: Entry) -> Told:
    old, new = worded(entry.old_of("ends_on"), _day), worded(entry.new_of("ends_on"), _day)
    did = f"zette de einddatum van {action_titled(entry)} op {new}." if new else ""
    facts = (Fact("Einddatum", old, new),)
    return Told(did or f"haalde de einddatum van {action_titled(entry)} weg.", facts=facts, values=(old, new))


def _partner(entry: Entry) -> str:
    for name in (entry.new_of("organisation"), entry.old_of("organisation")):
        if isinstance(name, str) and name:
            return f"‘{name}’"
    return "een partner"


def _about(did: str) -> Telling:
    """A sentence about a partner."""
    return lambda entry: Told(did.format(_partner(entry)), why=entry.why)


def _domains(entry: Entry, value: object) -> str:
    return "; ".join(entry.names.domain(domain) for domain in texts_of(value))


def _kind(value: object) -> str:
    return PARTNER_KINDS.get(value, "") if isinstance(value, str) else ""


def _details(entry: Entry) -> tuple[Fact, ...]:
    return (
        *entry.fact("Organisatie", "organisation"),
        *entry.fact("Soort", "kind", _kind),
        *entry.fact("Contact", "contact"),
        *entry.fact("Domeinen", "domains", lambda value: _domains(entry, value)),
        *entry.fact("Afspraken", "agreements"),
    )


def _added(entry: Entry) -> Told:
    return Told(f"voegde de partner {_partner(entry)} toe.", facts=_details(entry))


def _changed(entry: Entry) -> Told:
    return Told(f"veranderde wat er staat over de partner {_partner(entry)}.", facts=_details(entry))


def _linked(entry: Entry) -> Told:
    old, new = ("; ".join(texts_of(values)) for values in (entry.old_of("actions"), entry.new_of("actions")))
    return Told(f"veranderde bij welke acties de partner {_partner(entry)} hoort.", facts=(Fact("Acties", old, new),))


OWNERS: dict[str, Telling] = {
    "ask_owner": _asked("vroeg per mail aan de eigenaar om {} bij te werken."),
    "ask_owner_again": _asked("stuurde de eigenaar opnieuw de mail over {}."),
    "ask_other_owner": _asked("vroeg per mail aan iemand anders om {} bij te werken."),
    "take_owner_away": _asked("zorgde dat de eigenaar {} niet meer kan bijwerken."),
    "set_action_end": _end,
    "add_partner": _added,
    "change_partner": _changed,
    "end_partner": _about("stopte de samenwerking met de partner {}."),
    "reopen_partner": _about("begon de samenwerking met de partner {} weer."),
    "link_partner": _linked,
}
"""By the name of the action."""

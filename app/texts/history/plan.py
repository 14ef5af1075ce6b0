"""What the history tells of a plan: choices, actions, owners, partners, steps, hours, appointments and reminders."""

from collections.abc import Callable, Iterator
from typing import Any

from app.texts.actions import LABELS
from app.texts.mails.plan import name_of
from app.texts.network import LABELS as PRACTICE_LABELS
from app.texts.network import NAME_HIDDEN, NAME_SHOWN, OWN_DOMAIN
from app.texts.network import STATES as PRACTICE_STATES
from app.texts.trajectories import APPOINTMENT_KINDS, EFFORTS, PARTNER_KINDS, STATES, STEPS
from app.trail import wording
from app.trail.telling import Entry, Event, Facts, ToldFact, ToldField

DAYS = {
    "planned_start": "gepland vanaf",
    "planned_end": "gepland tot en met",
    "started_on": "werkelijk begonnen",
    "ended_on": "klaar",
}


def _days(entry: Entry) -> Iterator[ToldFact]:
    for step, title in STEPS.items():
        sides = [values if isinstance(values, dict) else {} for values in (entry.old_of(step), entry.new_of(step))]
        for name, label in DAYS.items():
            old, new = (wording.said(side.get(name), wording.day, entry.names) for side in sides)
            if old != new:
                yield ToldFact(f"{title}, {label}", old, new)


def _reminded(values: Any, _: wording.Names) -> str:
    return "\n".join(_due(one) for one in values if isinstance(one, dict)) if isinstance(values, list) else ""


def _due(told: dict[str, Any]) -> str:
    kind, title = str(told.get("kind")), str(told.get("title"))
    return name_of(kind, title) if kind in ("step", "action", "appointment") else title


PLANNING = (
    Event("start_trajectory", "startte het traject van tien maanden."),
    Event("change_days", "veranderde de dagen van de stappen.", _days),
    Event("close_trajectory", "sloot het traject af."),
    Event("reopen_trajectory", "opende het traject weer."),
    Event(
        "remind_of_days",
        "herinnerde {person} aan dagen op de planning.",
        ToldField("value", "Waaraan", _reminded, "new"),
    ),
    Event("make_feed", "maakte een eigen adres om de dagen van het traject in een agenda te zetten."),
    Event("revoke_feed", "trok het eigen adres voor een agenda in."),
)

STEP, DAY = ToldField("step", "Stap", wording.one_of(STEPS)), ToldField("day", "Dag", wording.day)
MINUTES, WHO = ToldField("minutes", "Uren", wording.duration), ToldField("who", "Wie")
HOURS = (
    Event("add_hours", "zette er {minutes} voor ‘{step}’ bij.", DAY, WHO, said=(MINUTES, STEP)),
    Event(
        "change_hours",
        "veranderde een regel met uren.",
        *(STEP, DAY, MINUTES, WHO),
        ToldField("note_changed", "Waaraan", wording.one_of({"True": "aangepast"}), "new"),
    ),
    Event("remove_hours", "haalde {minutes} voor ‘{step}’ weg.", DAY, WHO, said=(MINUTES, STEP)),
    Event("change_target", "zette het aantal uren van het traject van {old.hours} op {hours}.", values="hours"),
)

AT, PLACE = ToldField("at", "Tijd"), ToldField("place", "Plaats")
APPOINTMENTS = (
    Event("add_appointment", "maakte de afspraak ‘{title}’.", DAY, AT, PLACE),
    Event(
        "change_appointment",
        "veranderde de afspraak ‘{old.title}’.",
        ToldField("title", "Waarover"),
        ToldField("kind", "Soort", wording.one_of(APPOINTMENT_KINDS)),
        *(STEP, DAY, AT),
        ToldField("minutes", "Minuten"),
        PLACE,
        ToldField("note", "Notitie"),
    ),
    Event("cancel_appointment", "zegde de afspraak ‘{title}’ af.", DAY),
)

PARTNER = (
    ToldField("organisation", "Organisatie"),
    ToldField("kind", "Soort", wording.one_of(PARTNER_KINDS)),
    ToldField("contact", "Contact"),
    ToldField("domains", "Domeinen", wording.many(wording.domain)),
    ToldField("agreements", "Afspraken"),
)
PARTNERS = (
    Event("add_partner", "voegde de partner ‘{organisation}’ toe.", *PARTNER),
    Event("change_partner", "veranderde wat er staat over de partner ‘{organisation}’.", *PARTNER),
    Event("end_partner", "stopte de samenwerking met de partner ‘{organisation}’."),
    Event("reopen_partner", "begon de samenwerking met de partner ‘{organisation}’ weer."),
    Event(
        "link_partner",
        "veranderde bij welke acties de partner ‘{organisation}’ hoort.",
        ToldField("actions", "Acties", wording.many(wording.as_it_is)),
    ),
)

EXPERIENCE = ToldField("experience", PRACTICE_LABELS["experience"])
SHOWS_NAME = ToldField(
    "shows_name", PRACTICE_LABELS["shows_name"], wording.one_of({"True": NAME_SHOWN, "False": NAME_HIDDEN})
)


def _practice_domain(entry: Entry) -> Iterator[ToldFact]:
    """By how this inventory calls it; without one it is a domain of the municipality itself."""
    for fact in ToldField("domain", PRACTICE_LABELS["domain"], wording.domain)(entry):
        yield ToldFact(fact.label, fact.old or OWN_DOMAIN, fact.new or OWN_DOMAIN)


PRACTICE = (
    Event("share_practice", "deelde de actie ‘{title}’ met andere gemeenten.", EXPERIENCE, SHOWS_NAME),
    Event(
        "change_practice",
        "veranderde wat de gemeente deelt over de actie ‘{title}’.",
        *(ToldField(name, PRACTICE_LABELS[name]) for name in ("title", "text", "partners", "done_when")),
        ToldField("effort", PRACTICE_LABELS["effort"], wording.one_of(EFFORTS)),
        EXPERIENCE,
        SHOWS_NAME,
        ToldField("state", PRACTICE_LABELS["state"], wording.one_of(PRACTICE_STATES)),
        _practice_domain,
        ToldField("question", PRACTICE_LABELS["question"]),
    ),
    Event("withdraw_practice", "deelt de actie ‘{title}’ niet meer met andere gemeenten."),
    Event("hide_practice", "verborg de gedeelde actie ‘{title}’ voor andere gemeenten."),
    Event("show_practice_again", "liet andere gemeenten de gedeelde actie ‘{title}’ weer lezen."),
)


def _reasons(domains: str, reasons: str) -> Facts:
    """Why each domain, as far as that is another text than before."""

    def facts(entry: Entry) -> Iterator[ToldFact]:
        old, new = (
            dict(zip(wording.texts_of(side(domains)), wording.texts_of(side(reasons)), strict=False))
            for side in (entry.old_of, entry.new_of)
        )
        for one, text in new.items():
            if text != old.get(one, ""):
                yield ToldFact(f"Uitleg bij {entry.names.domain(one)}", old.get(one, ""), text)

    return facts


CHOSEN = (
    Event(
        "choose_domains",
        "koos de domeinen om mee te beginnen: {domains}.[ Gevraagd als ambassadeur: {ambassadors}.]",
        _reasons("domains", "reasons"),
        _reasons("ambassadors", "asked"),
        ToldField("report", "Bij versie van het rapport", only="new"),
        ToldField("decided_by", "Besloten door"),
        ToldField("note", "Opmerking"),
        said=(
            ToldField(
                "domains", "Domeinen", lambda value, names: wording.listed(wording.domain)(value, names) or "geen"
            ),
            ToldField("ambassadors", "Ambassadeurs", wording.listed(wording.domain)),
        ),
    ),
)


def _state_set(entry: Entry) -> str:
    if entry.old_of("state") == entry.new_of("state"):
        return "veranderde wat er bij ‘{state}’ staat van de actie ‘{title}’."
    return "zette de actie ‘{title}’[ van ‘{old.state}’] op ‘{state}’."


def _end_set(entry: Entry) -> str:
    if entry.new_of("ends_on"):
        return "zette de einddatum van de actie ‘{title}’ op {ends_on}."
    return "haalde de einddatum van de actie ‘{title}’ weg."


WORDS: dict[str, Callable[[Any, wording.Names], str]] = {
    "domain": wording.domain,
    "item": wording.item,
    "starts_on": wording.day,
    "ends_on": wording.day,
    "partners": wording.listed(wording.as_it_is),
    "effort": wording.one_of(EFFORTS),
}
FIELDS = {name: ToldField(name, label.rstrip("?"), WORDS.get(name, wording.as_it_is)) for name, label in LABELS.items()}
# Every change names its action, and only a change of the title has the old one.
TITLE, OWNER = ToldField("title", LABELS["title"], only="changed"), ToldField("owner", "Eigenaar", only="new")
ACTIONS = (
    Event(
        "add_action",
        "zette de actie ‘{title}’ in het plan.",
        *(FIELDS[name] for name in ("domain", "item", "owner", "ends_on")),
        ToldField("source", "Komt van"),
    ),
    Event("change_action", "veranderde de actie ‘{title}’.", *({**FIELDS, "title": TITLE}).values()),
    Event(
        "set_action_state",
        _state_set,
        ToldField("done_on", "Klaar op", wording.day),
        ToldField("stop_reason", "Waarom gestopt"),
        said=(ToldField("state", "Stand", wording.one_of(STATES)),),
        values="state",
    ),
    Event("add_action_note", "schreef een notitie bij de actie ‘{title}’."),
    Event("move_action", "gaf de actie ‘{title}’ een andere plaats in de lijst.", ToldField("position", "Plaats")),
    Event(
        "decline_item", "besloot dat er geen actie komt bij {item}.", ToldField("reason", "Reden van eerst", only="old")
    ),
    Event("undecline_item", "haalde ‘geen actie’ weg bij {item}.", ToldField("reason", "De reden was", only="old")),
    Event("ask_owner", "vroeg per mail aan de eigenaar om de actie ‘{title}’ bij te werken.", OWNER),
    Event("ask_owner_again", "stuurde de eigenaar opnieuw de mail over de actie ‘{title}’.", OWNER),
    Event("ask_other_owner", "vroeg per mail aan iemand anders om de actie ‘{title}’ bij te werken.", OWNER),
    Event("take_owner_away", "zorgde dat de eigenaar de actie ‘{title}’ niet meer kan bijwerken.", OWNER),
    Event("set_action_end", _end_set, ToldField("ends_on", "Einddatum", wording.day), values="ends_on"),
)

NETWORK = (
    Event(
        "join_network",
        "gaf toestemming om met deze ronde mee te doen met het netwerk.",
        ToldField("report", "Versie van het rapport", only="new"),
    ),
    Event(
        "leave_network",
        "trok de toestemming voor het netwerk in.",
        ToldField("report", "Versie van het rapport", only="old"),
    ),
)

"""What happened outside the inventories: municipalities, mergers, people, roles, the network and shared actions."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from app.texts.network import LABELS, NAME_HIDDEN, NAME_SHOWN, OWN_DOMAIN, STATES
from app.texts.personal import RECEIPT
from app.texts.trajectories import EFFORTS
from app.texts.words import ROLES, counted, listing
from app.trail.telling import (
    Entry,
    Event,
    Telling,
    Told,
    ToldFact,
    ToldField,
    about_person,
    domain,
    one_of,
    plain,
    texts_of,
)
from app.web.formatting import long_date


def _day(text: Any) -> str:
    try:
        return long_date(date.fromisoformat(str(text)))
    except ValueError:
        return ""


def _facts(entry: Entry) -> tuple[ToldFact, ...]:
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


GONE = "iemand die hier niet meer bekend is"
DETAILS = {"name": "de naam", "email": "het e-mailadres", "function": "de functie"}
CHANGES = {"email": "een ander e-mailadres", "second_step": "het weghalen van de tweede stap"}
BY = {"own": "via de e-mail aan deze persoon", "other": "via de e-mail aan iemand anders of het nieuwe adres"}
PROVIDER = {
    "name": "Naam",
    "kind": "Soort",
    "issuer": "Adres van de organisatie",
    "tenant": "Tenant",
    "client_id": "Client-id",
}

TIDIED = {
    "codes": "Codes om in te loggen",
    "sign_ins": "Sessies",
    "changes": "Wijzigingen van accounts",
    "mails": "E-mails",
    "held_forms": "Teksten van wie was uitgelogd",
    "reminders": "Herinneringen",
    "days": "Mails van de dag",
    "proposals": "Adressen van voorgestelde collega’s",
    "feeds": "Adressen van agenda’s",
}


def _role(values: Any) -> str:
    return ROLES.get(str(values or ""), str(values or "een rol"))


def _somewhere(entry: Entry) -> str:
    return f" in {entry.where}" if entry.where else ""


def _role_added(entry: Entry) -> Told:
    person = entry.names.person(str(entry.new_of("user")))
    return Told(f"gaf {person} de rol {_role(entry.new_of('role'))}{_somewhere(entry)}.", why=entry.why)


def _role_ended(entry: Entry) -> Told:
    person = entry.names.person(str(entry.old_of("user")))
    return Told(f"beëindigde de rol {_role(entry.old_of('role'))}{_somewhere(entry)} van {person}.", why=entry.why)


def _municipality_added(entry: Entry) -> Told:
    name, code = entry.new_of("name"), entry.new_of("code")
    return Told(f"voegde de gemeente {name or entry.where} toe{f' ({code})' if code else ''}.")


def _imported(entry: Entry) -> Told:
    old: Mapping[str, Any] = entry.old if isinstance(entry.old, dict) else {}
    new: Mapping[str, Any] = entry.new if isinstance(entry.new, dict) else {}
    facts = tuple(ToldFact(code, str(old.get(code) or ""), str(name)) for code, name in new.items())
    came = counted(len(facts), "gemeente kwam erbij of kreeg", "gemeenten kwamen erbij of kregen")
    return Told(f"las een lijst in: {came} een andere naam.", facts=facts)


def _placed(entry: Entry) -> Told:
    old: Mapping[str, Any] = entry.old if isinstance(entry.old, dict) else {}
    new: Mapping[str, Any] = entry.new if isinstance(entry.new, dict) else {}
    facts = tuple(ToldFact(code, _place(old.get(code)), _place(value)) for code, value in new.items())
    return Told("veranderde de grootte of de provincie van gemeenten.", facts=facts)


def _place(value: Any) -> str:
    return ", ".join(str(part) for part in value.values() if part) if isinstance(value, dict) else ""


def _person_changed(entry: Entry) -> Told:
    changed = [DETAILS[name] for name in texts_of(entry.new_of("changed")) if name in DETAILS]
    facts = entry.fact("Functie", "function")
    return Told(f"veranderde {listing(changed) or 'de gegevens'} van {entry.person}.", facts=facts)


def _provider(did: str) -> Telling:
    def tell(entry: Entry) -> Told:
        facts = tuple(fact for name, label in PROVIDER.items() for fact in entry.fact(label, name))
        if entry.new_of("secret_changed"):
            facts += (ToldFact("Geheim van de organisatie", "", "Vervangen"),)
        name = entry.new_of("name") or entry.person
        return Told(f"{did} {name}.", facts=facts)

    return tell


def _handed_over(entry: Entry) -> Told:
    old, new = (entry.names.person(str(user)) for user in (entry.old_of("user"), entry.new_of("user")))
    remarks = entry.new_of("remarks")
    facts = (ToldFact("Open opmerkingen die meegingen", "", str(remarks)),) if remarks else ()
    return Told(f"droeg het adviseren{_somewhere(entry)} over van {old} aan {new}.", facts=facts)


def _change(did: str, then: str = "") -> Telling:
    """A sentence about a change to an account that waits, or waited."""

    def tell(entry: Entry) -> Told:
        kind = str(entry.new_of("what"))
        what = f"de rol {_role(entry.new_of('role'))}{_somewhere(entry)}" if kind == "role" else CHANGES.get(kind, kind)
        by = BY.get(str(entry.new_of("by")), "")
        return Told(f"{did} {what} voor {entry.person}{then}{f', {by}' if by else ''}.")

    return tell


# What was said to a municipality is for its advisers alone; what two asked and answered is for those two.
CONTACTS = (Event("add_contact", "rollen", "noteerde een contact[ met {where}]."),)
ASKING = (
    Event("ask_about_practice", "vragen", "stelde een vraag over een gedeelde actie[ voor {where}]."),
    Event("answer_about_practice", "vragen", "gaf antwoord op een vraag over een gedeelde actie[ voor {where}]."),
)

ROLES_AND_PEOPLE: dict[str, Telling] = {
    "add_person": about_person("voegde", " toe."),
    "change_person": _person_changed,
    "add_role": _role_added,
    "end_role": _role_ended,
    "ask_change": _change("vroeg aan:"),
    "confirm_change": _change("kreeg een bevestiging van"),
    "stop_change": _change("stopte", " omdat iemand dat vroeg"),
    "withdraw_change": _change("trok in:"),
    "lapse_change": _change("liet vervallen:"),
    "hand_over": _handed_over,
    **{event.name: event.told for event in CONTACTS},
}
MUNICIPALITIES: dict[str, Telling] = {
    "add_municipality": _municipality_added,
    "import_municipalities": _imported,
    "place_municipalities": _placed,
    **MERGERS,
}
PROVIDERS: dict[str, Telling] = {
    "add_provider": _provider("voegde een organisatie met werkaccounts toe:"),
    "change_provider": _provider("veranderde de organisatie met werkaccounts"),
    "end_provider": about_person("sloot de werkaccounts van", " af."),
}
SIGNING_IN: dict[str, Telling] = {
    "link_work_account": plain("koppelde een werkaccount aan het eigen account."),
    "unlink_work_account": plain("haalde een werkaccount los van het eigen account."),
    "set_up_second_step": plain("stelde een tweede stap in bij het inloggen."),
    "renew_second_step": plain("stelde een nieuwe tweede stap in bij het inloggen."),
    "remove_second_step": plain("haalde de eigen tweede stap bij het inloggen weg."),
    "reset_second_step": about_person("haalde de tweede stap bij het inloggen weg van", "."),
    "new_recovery_codes": plain("maakte nieuwe herstelcodes."),
    "use_recovery_code": plain("gebruikte een herstelcode om in te loggen."),
    "sign_out_everywhere": plain("logde overal uit."),
}


def _counts(entry: Entry, labels: Mapping[str, str]) -> tuple[ToldFact, ...]:
    new = entry.new if isinstance(entry.new, dict) else {}
    return tuple(ToldFact(label, "", str(new[name])) for name, label in labels.items() if new.get(name))


def _tidied(entry: Entry) -> Told:
    return Told("ruimde op wat lang genoeg was bewaard.", facts=_counts(entry, TIDIED))


def _removed(entry: Entry) -> Told:
    return Told(f"verwijderde iemand, die nu {entry.person} heet.", facts=_counts(entry, RECEIPT))


PRIVACY: dict[str, Telling] = {
    "remove_ended": _tidied,
    "ask_removal": plain("vroeg om verwijderd te worden."),
    "take_back_removal": plain("trok het verzoek in om verwijderd te worden."),
    "remove_person": _removed,
    "read_own_data": about_person("bekeek de gegevens van", "."),
    "mail_own_data": about_person("stuurde een e-mail over de eigen gegevens aan", "."),
}

OUTSIDE_KINDS = {
    "rollen": "Mensen en rollen",
    "gemeenten": "Gemeenten",
    "werkaccounts": "Organisaties met werkaccounts",
    "inloggen": "Inloggen",
    "vragen": "Vragen aan andere gemeenten",
    "privacy": "Persoonsgegevens",
    "anders": "Anders",
}
"""By how addresses name them."""
OUTSIDE_BY_KIND: Mapping[str, Mapping[str, Telling]] = {
    "rollen": ROLES_AND_PEOPLE,
    "gemeenten": MUNICIPALITIES,
    "werkaccounts": PROVIDERS,
    "inloggen": SIGNING_IN,
    "vragen": {event.name: event.told for event in ASKING},
    "privacy": PRIVACY,
    "anders": {},
}
OUTSIDE_OTHER = "anders"
"""Where an action belongs that nobody knows any more."""
_TELLING = {action: telling for actions in OUTSIDE_BY_KIND.values() for action, telling in actions.items()}
_KINDS = {action: kind for kind, actions in OUTSIDE_BY_KIND.items() for action in actions}


def outside_kind_of(action: str) -> str:
    """The kind of an action."""
    return _KINDS.get(action, OUTSIDE_OTHER)


def outside_told(entry: Entry) -> Told:
    """A row of the audit trail in words; what nobody knows any more is named, never shown: it may not be for here."""
    telling = _TELLING.get(entry.action)
    return telling(entry) if telling else Told(f"deed iets dat hier geen zin heeft ({entry.action}).")


def _report(entry: Entry, values: str) -> tuple[ToldFact, ...]:
    number = entry.new_of("report") if values == "new" else entry.old_of("report")
    return (ToldFact("Versie van het rapport", "", str(number)),) if number else ()


def _joined(entry: Entry) -> Told:
    return Told("gaf toestemming om met deze ronde mee te doen met het netwerk.", facts=_report(entry, "new"))


def _left(entry: Entry) -> Told:
    return Told("trok de toestemming voor het netwerk in.", facts=_report(entry, "old"))


NETWORK: dict[str, Telling] = {"join_network": _joined, "leave_network": _left}
"""By the name of the action."""


EXPERIENCE = ToldField("experience", LABELS["experience"])
SHOWS_NAME = ToldField("shows_name", LABELS["shows_name"], one_of({"True": NAME_SHOWN, "False": NAME_HIDDEN}))


def _domain_changed(entry: Entry) -> Iterator[ToldFact]:
    """By how this inventory calls it; without one it is a domain of the municipality itself."""
    for fact in ToldField("domain", LABELS["domain"], domain)(entry):
        yield ToldFact(fact.label, fact.old or OWN_DOMAIN, fact.new or OWN_DOMAIN)


PRACTICE = (
    Event("share_practice", "traject", "deelde de actie ‘{title}’ met andere gemeenten.", EXPERIENCE, SHOWS_NAME),
    Event(
        "change_practice",
        "traject",
        "veranderde wat de gemeente deelt over de actie ‘{title}’.",
        *(ToldField(name, LABELS[name]) for name in ("title", "text", "partners", "done_when")),
        ToldField("effort", LABELS["effort"], one_of(EFFORTS)),
        EXPERIENCE,
        SHOWS_NAME,
        ToldField("state", LABELS["state"], one_of(STATES)),
        _domain_changed,
        ToldField("question", LABELS["question"]),
    ),
    Event("withdraw_practice", "traject", "deelt de actie ‘{title}’ niet meer met andere gemeenten."),
)

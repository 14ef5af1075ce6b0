"""What happened outside the inventories: municipalities, mergers, people, roles, signing in and personal data."""

from collections.abc import Callable
from typing import Any

from app.texts.history.people import CHANGED
from app.texts.personal import RECEIPT
from app.texts.words import ROLES, counted
from app.trail import wording
from app.trail.telling import Entry, Event, ToldField, each

GONE = "iemand die hier niet meer bekend is"
CHANGES = {"email": "een ander e-mailadres", "second_step": "het weghalen van de tweede stap"}
BY = {"own": "via de e-mail aan deze persoon", "other": "via de e-mail aan iemand anders of het nieuwe adres"}
USER, ROLE = ToldField("user", "Wie", wording.person), ToldField("role", "Rol", wording.one_of(ROLES))
CHANGE = (ROLE, ToldField("what", "Wat", wording.one_of(CHANGES)), ToldField("by", "Hoe", wording.one_of(BY)))


def _change(did: str, then: str = "") -> Callable[[Entry], str]:
    """A sentence about a change to an account that waits, or waited."""

    def sentence(entry: Entry) -> str:
        what = "de rol {role}[ in {where}]" if entry.new_of("what") == "role" else "{what}"
        return f"{did} {what} voor {{person}}{then}[, {{by}}]."

    return sentence


# What was said to a municipality is for its advisers alone.
ROLES_AND_PEOPLE = (
    Event("add_person", "voegde {person} toe."),
    Event("change_person", "veranderde {changed} van {person}.", ToldField("function", "Functie"), said=(CHANGED,)),
    Event("add_role", "gaf {user} de rol {role}[ in {where}].", said=(USER, ROLE)),
    Event("end_role", "beëindigde de rol {role}[ in {where}] van {user}.", said=(USER, ROLE)),
    Event("ask_change", _change("vroeg aan:"), said=CHANGE),
    Event("confirm_change", _change("kreeg een bevestiging van"), said=CHANGE),
    Event("stop_change", _change("stopte", " omdat iemand dat vroeg"), said=CHANGE),
    Event("withdraw_change", _change("trok in:"), said=CHANGE),
    Event("lapse_change", _change("liet vervallen:"), said=CHANGE),
    Event(
        "hand_over",
        "droeg het adviseren[ in {where}] over van {old.user} aan {user}.",
        ToldField("remarks", "Open opmerkingen die meegingen", only="new"),
        said=(USER,),
    ),
    Event("add_contact", "noteerde een contact[ met {where}]."),
)


def _imported(entry: Entry) -> str:
    codes = len(entry.new) if isinstance(entry.new, dict) else 0
    came = counted(codes, "gemeente kwam erbij of kreeg", "gemeenten kwamen erbij of kregen")
    return f"las een lijst in: {came} een andere naam."


def _merged(entry: Entry) -> str:
    did = "veranderde" if entry.old_of("into") else "legde vast"
    return f"{did} dat {{where}} per {{from}} opgaat in {{into}}."


def _place(value: Any, _: wording.Names) -> str:
    return ", ".join(str(part) for part in value.values() if part) if isinstance(value, dict) else ""


MERGER = (
    ToldField("into", "Gaat op in"),
    ToldField("from", "Vanaf", wording.day),
    ToldField("valid_from", "De code van de andere gemeente geldt vanaf", wording.day),
)
MUNICIPALITIES = (
    Event("add_municipality", "voegde de gemeente {name} toe[ ({code})]."),
    Event("import_municipalities", _imported, each(wording.as_it_is, wording.as_it_is)),
    Event(
        "place_municipalities", "veranderde de grootte of de provincie van gemeenten.", each(wording.as_it_is, _place)
    ),
    Event("merge_municipality", _merged, *MERGER),
    Event("undo_merger", "maakte ongedaan dat {where} opgaat in {into}.", *MERGER),
)

PROVIDER = (
    ToldField("name", "Naam"),
    ToldField("kind", "Soort"),
    ToldField("issuer", "Adres van de organisatie"),
    ToldField("tenant", "Tenant"),
    ToldField("client_id", "Client-id"),
    ToldField("secret_changed", "Geheim van de organisatie", wording.one_of({"True": "Vervangen"}), "new"),
)
PROVIDERS = (
    Event("add_provider", "voegde een organisatie met werkaccounts toe: {name}.", *PROVIDER),
    Event("change_provider", "veranderde de organisatie met werkaccounts {name}.", *PROVIDER),
    Event("end_provider", "sloot de werkaccounts van {person} af."),
)

SIGNING_IN = (
    Event("link_work_account", "koppelde een werkaccount aan het eigen account."),
    Event("unlink_work_account", "haalde een werkaccount los van het eigen account."),
    Event("set_up_second_step", "stelde een tweede stap in bij het inloggen."),
    Event("renew_second_step", "stelde een nieuwe tweede stap in bij het inloggen."),
    Event("remove_second_step", "haalde de eigen tweede stap bij het inloggen weg."),
    Event("reset_second_step", "haalde de tweede stap bij het inloggen weg van {person}."),
    Event("new_recovery_codes", "maakte nieuwe herstelcodes."),
    Event("use_recovery_code", "gebruikte een herstelcode om in te loggen."),
    Event("sign_out_everywhere", "logde overal uit."),
)

# What was asked and answered is for both municipalities alone.
ASKING = (
    Event("ask_about_practice", "stelde een vraag over een gedeelde actie[ voor {where}]."),
    Event("answer_about_practice", "gaf antwoord op een vraag over een gedeelde actie[ voor {where}]."),
)

TIDIED = {
    "codes": "Codes om in te loggen",
    "sign_ins": "Sessies",
    "changes": "Wijzigingen van accounts",
    "mails": "E-mails",
    "held_forms": "Teksten van wie was uitgelogd",
    "drafts": "Teksten die niet zijn opgeslagen",
    "review_drafts": "Teksten uit de bespreking die niet zijn opgeslagen",
    "reminders": "Herinneringen",
    "days": "Mails van de dag",
    "proposals": "Adressen van voorgestelde collega’s",
    "feeds": "Adressen van agenda’s",
}
PRIVACY = (
    Event(
        "remove_ended",
        "ruimde op wat lang genoeg was bewaard.",
        *(ToldField(name, label, only="new") for name, label in TIDIED.items()),
    ),
    Event("ask_removal", "vroeg om verwijderd te worden."),
    Event("take_back_removal", "trok het verzoek in om verwijderd te worden."),
    Event(
        "remove_person",
        "verwijderde iemand, die nu {person} heet.",
        *(ToldField(name, label, only="new") for name, label in RECEIPT.items()),
    ),
    Event("read_own_data", "bekeek de gegevens van {person}."),
    Event("mail_own_data", "stuurde een e-mail over de eigen gegevens aan {person}."),
)

"""What happened to who takes part, and outside the inventories: municipalities, people, roles, signing in, data."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from app.texts.personal import RECEIPT
from app.texts.words import ROLES, counted
from app.trail import wording
from app.trail.telling import Entry, Event, ToldFact, ToldField, each

DECISIONS = {
    "instead": "de collega antwoordt in plaats van wie het voorstelde",
    "beside": "de collega antwoordt ook, naast wie het voorstelde",
    "declined": "de collega wordt niet gevraagd",
}
DETAILS = {
    "name": "de naam",
    "email": "het e-mailadres",
    "function": "de functie",
    "level": "het niveau",
    "personal_line": "de persoonlijke regel",
}
CHANGED = ToldField("changed", "Veranderd", wording.listed(wording.one_of(DETAILS)))


def _cells(cells: Any, names: wording.Names) -> str:
    if cells == "everything":
        return "alle vragen"
    return "; ".join(names.cell(cell) for cell in wording.texts_of(cells))


def _people(values: Any, names: wording.Names) -> str:
    """One by function, more by number."""
    people = [names.person(one) for one in wording.texts_of(values)]
    return people[0] if len(people) == 1 else counted(len(people), "collega", "collega’s")


def _everybody(entry: Entry) -> Iterator[ToldFact]:
    if len(wording.texts_of(entry.new)) > 1:
        yield ToldFact("Wie", "", wording.many(wording.person)(entry.new, entry.names))


def _rows(values: Any) -> list[dict[str, Any]]:
    return [row for row in values if isinstance(row, dict)] if isinstance(values, list) else []


def _colleagues(values: Any, _: wording.Names) -> str:
    rows = _rows(values)
    if len(rows) == 1:
        function = _function(rows[0])
        return f"een collega toe: {function}" if function else "een collega toe"
    return f"{counted(len(rows), 'collega', 'collega’s')} toe"


def _function(row: dict[str, Any]) -> str:
    return ", ".join(filter(None, (str(row.get("function") or ""), str(row.get("level") or ""))))


def _parts(entry: Entry) -> Iterator[ToldFact]:
    rows = _rows(entry.new)
    for row in rows:
        cells = _cells(row.get("parts"), entry.names)
        if cells or len(rows) > 1:
            yield ToldFact(_function(row) or "Een collega" if len(rows) > 1 else "Vragen", "", cells)


def _deadline(entry: Entry) -> str:
    if entry.old_of("deadline") == entry.new_of("deadline") or not entry.new_of("deadline"):
        return "veranderde wanneer collega’s vanzelf een herinnering krijgen."
    return "zette de laatste dag om te antwoorden op {deadline}."


def _proposed(entry: Entry) -> str:
    if not entry.new_of("domain"):
        return "stelde voor dat een collega de vragen over een deel van de vragen beantwoordt."
    if entry.new_of("question"):
        return "stelde voor dat een collega antwoordt op {item}."
    return "stelde voor dat een collega de vragen over {domain} beantwoordt."


def _name_shown(entry: Entry) -> str:
    if entry.new is False:
        return "wil de eigen naam niet meer bij de antwoorden in de bespreking."
    return "vindt het goed dat de eigen naam bij de antwoorden staat in de bespreking."


def _given_away(entry: Entry) -> Iterator[ToldFact]:
    domains = Counter(one.partition("/")[0] for one in wording.texts_of(entry.new))
    lines = [f"{entry.names.domain(one)}: {counted(n, 'vraag', 'vragen')}" for one, n in domains.items()]
    if lines:
        yield ToldFact("Niet meer bij ‘Samen invullen’", "", "; ".join(lines))


WHOM = (ToldField("value", "Wie", _people),)
PEOPLE = (
    Event("add_people", "voegde {value}.", _parts, said=(ToldField("value", "Wie", _colleagues),)),
    Event(
        "change_participant",
        "veranderde {changed} van {person}.",
        ToldField("function", "Functie"),
        ToldField("level", "Niveau"),
        said=(CHANGED,),
    ),
    Event("correct_address", "verbeterde het e-mailadres van {person}."),
    Event("give_cells", "veranderde wie welke vragen beantwoordt.", each(wording.person, _cells)),
    Event("keep_general", "gaf de algemene vragen terug aan de coördinator, omdat niemand anders ze nog had."),
    Event("invite_people", "nodigde {value} uit.", _everybody, said=WHOM),
    Event("invite_again", "stuurde de uitnodiging opnieuw aan {person}."),
    Event("remind_people", "stuurde een herinnering aan {value}.", _everybody, said=WHOM),
    Event("thank_people", "bedankte {value}.", _everybody, said=WHOM),
    Event("withdraw_person", "trok de deelname in van {person}."),
    Event(
        "replace_person",
        "liet de vragen van {person} overnemen door {value}.",
        said=(ToldField("value", "Wie", wording.person),),
    ),
    Event(
        "set_deadline",
        _deadline,
        ToldField("deadline", "Laatste dag", wording.day),
        ToldField("reminder_days", "Herinnering vanzelf, dagen vooraf"),
    ),
    Event("propose_colleague", _proposed, said=(ToldField("domain", "Domein", wording.domain),)),
    Event(
        "decide_proposal",
        "besloot over een voorstel: {value}.",
        said=(ToldField("value", "Besluit", wording.one_of(DECISIONS)),),
    ),
    Event("submit_answers", "leverde de antwoorden in."),
    Event("show_name", _name_shown),
    Event(
        "give_questions_again",
        "gaf collega’s dezelfde losse vragen als in de vorige ronde.",
        each(wording.person, wording.many(wording.item, "\n")),
    ),
    Event(
        "give_away_again",
        "liet de vragen bij collega’s die zij in de vorige ronde ook alleen beantwoordden.",
        _given_away,
    ),
)


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

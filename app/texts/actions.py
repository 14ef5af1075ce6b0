"""What people read about actions: the bank and the form, what is missing, who owns one, the board, and how one goes."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from app.texts.trajectories import STATES, UNFINISHED
from app.texts.words import counted, listing
from app.web.formatting import day_in_year, long_date, long_moment


class HasMissing(Protocol):
    """An action, as far as something can be missing in it."""

    owner: str
    ends_on: date | None
    done_when: str


LABELS = {
    "title": "Titel",
    "domain": "Domein",
    "owner": "Wie doet het?",
    "text": "Wat houdt de actie in?",
    "starts_on": "Begint op",
    "ends_on": "Einddatum",
    "done_when": "Wanneer is het klaar?",
    "partners": "Partners uit je lijst",
    "partners_text": "Met wie nog meer?",
    "effort": "Hoeveel moeite kost het?",
    "hours": "Hoeveel uur kost het ongeveer?",
    "item": "Vraag",
    "expected": "Verwacht antwoord",
}
"""The fields of an action, in the order of the form."""
FACTS = {"done_when": "Klaar als"}


def facts(action: object) -> dict[str, str]:
    """What was agreed and is shown as it was typed, by label: on pages of the action and in the plan."""
    return {label: getattr(action, name) for name, label in FACTS.items()}


TITLE_MISSING = "Vul in wat je gaat doen."
DOMAIN_MISSING = "Kies een domein."
DOMAIN_UNKNOWN = "Dit domein hoort niet bij deze inventarisatie. Kies een ander domein."
OWNER_MISSING = "Vul in wie het doet: een functie, geen naam."
ITEM_ELSEWHERE = "Die vraag hoort bij een ander domein. Kies een vraag van het domein dat je koos, of geen vraag."
EFFORT_UNKNOWN = "Kies een van deze antwoorden."
EXPECTED_UNKNOWN = "Kies een antwoord van 0 tot en met 4, of ‘Nog niet bekend’."
PARTNER_UNKNOWN = "Een partner die je koos, staat niet meer in de lijst. Kijk opnieuw welke partners meedoen."
DAY_UNREADABLE = "Dit is geen datum. Vul een dag, maand en jaar in. Bijvoorbeeld: 4-12-2026"
DAY_FAR = "Deze datum is te ver weg. Kijk nog eens naar het jaar."
ENDS_BEFORE = "De dag waarop het klaar is, ligt voor het begin. Kies een latere dag."
END_NEEDED = "Deze actie is gepland. Vul in wanneer het klaar is."
HOURS_UNREADABLE = "Vul een heel aantal uren in, van 0 tot en met 999."

NO_QUESTION = "Geen vraag"
NOT_KNOWN = "Nog niet bekend"
NOW = "nu"
NOTHING = "niet ingevuld"

NOTHING_WEAK = (
    "Bij geen enkele vraag is een score afgesproken die nog omhoog kan. Weet je zelf wat er beter kan? "
    "Schrijf dan zelf een actie op."
)
REASON_MISSING = "Vul in waarom hier geen actie komt. Dan weet iedereen het later nog."
NOTHING_TICKED = "Vink eerst een of meer acties aan."
PROPOSALS_CHANGED = (
    "Een deel van wat je koos, staat niet meer bij de voorstellen. Er is intussen iets veranderd. "
    "Er is nog niets overgenomen. Kijk hieronder wat er nu staat, en kies opnieuw."
)
NO_PROPOSALS = (
    "Er zijn nu geen voorstellen voor acties. Er is nog niets vastgesteld, of er zijn nog geen domeinen gekozen."
)
UNDECLINED = "‘Geen actie’ is weggehaald. Je kunt hier weer een actie kiezen."
DECLINED = "Opgeslagen: hier komt voorlopig geen actie. De reden staat erbij."
DECLINED_MEANWHILE = "Iemand anders schreef hier intussen een andere reden op."
ACTION_MEANWHILE = (
    "Bij deze vraag staat al een actie in het plan. Daarom is ‘geen actie’ niet opgeslagen. "
    "Wil je die actie toch niet doen? Stop dan de actie zelf."
)
ADDED = "De actie staat in het plan."
CHANGED = "De actie is veranderd."
UNCHANGED = "Er is niets veranderd."

WHO_FINDS_OUT = "coördinator"
MOST_OF_QUESTION = 100


def declined(reason: str) -> str:
    return f"Bij deze vraag staat nu ‘geen actie’: {reason} Haal dat eerst weg op de pagina met voorstellen."


def find_out_label(who: str) -> str:
    """What can be done about a question that nobody could answer."""
    return f"Zoek dit uit bij {who}"


def find_out_title(question: str) -> str:
    """The title of that action: the question, without the examples behind it, and not longer than fits."""
    asked = question.partition("?")[0] + "?" if "?" in question else question
    if len(asked) > MOST_OF_QUESTION:
        asked = asked[:MOST_OF_QUESTION].rsplit(" ", 1)[0] + " …"
    return f"Zoek uit: {asked}"


def find_out_text(who: str, question: str) -> str:
    return f"{find_out_label(who)}. De vraag is: ‘{question}’"


EFFORT_FILTERS = {"": "Alle", "small": "Klein", "medium": "Gemiddeld", "large": "Groot"}
FIND_OUT_FIRST = "Eerst uitzoeken"
FIND_OUT_DONE = "Het antwoord op de vraag is bekend, met een toelichting."


def taken(new: Sequence[str], known: Sequence[str], refused: Sequence[str], total: int) -> str:
    """What became of the actions that somebody took from the bank; `total` is how many the plan has now."""
    sentences = []
    if new:
        sentences.append(f"{_in_the_plan(new)} nu in het plan. Het plan heeft {counted(total, 'actie', 'acties')}.")
    if known:
        again = "is" if len(known) == 1 else "zijn"
        sentences.append(f"{_in_the_plan(known)} al in het plan, en {again} er niet nog een keer bij gezet.")
    if refused:
        where = "die vraag" if len(refused) == 1 else "die vragen"
        sentences.append(f"Niet overgenomen: {_quoted(refused)}. Bij {where} staat nu ‘geen actie’.")
    return " ".join(sentences)


def _in_the_plan(titles: Sequence[str]) -> str:
    if len(titles) == 1:
        return f"De actie ‘{titles[0]}’ staat"
    return f"{counted(len(titles), 'actie', 'acties')} staan"


def _quoted(titles: Sequence[str]) -> str:
    return listing([f"‘{title}’" for title in titles])


def still_missing(action: HasMissing) -> str:
    """What a good action needs besides what was filled in; empty when nothing is missing."""
    needed = {
        "wie het doet": action.owner,
        "een einddatum": action.ends_on,
        "waaraan je ziet dat het klaar is": action.done_when,
    }
    missing = [word for word, there in needed.items() if not there]
    return f"Voor een goede actie ontbreekt nog: {listing(missing)}." if missing else ""


def more(count: int, about: str) -> str:
    """The title of the proposals that are folded away."""
    return f"Nog {counted(count, 'voorstel', 'voorstellen')}: {about}"


def decided(in_plan: int, declined: int) -> str:
    """What a domain has already: actions in the plan, and questions about which nothing is done."""
    parts = [f"{in_plan} al in het plan"] if in_plan else []
    if declined:
        parts.append(f"{declined} keer geen actie")
    return ", ".join(parts)


def not_agreed(count: int) -> str:
    answered = counted(count, "vraag", "vragen")
    return (
        f"Bij {answered} zijn wel antwoorden, maar is nog geen score afgesproken. Daarvoor staan hier geen voorstellen."
    )


NAMELESS = "Eigenaar van een actie"
"""How somebody is called of whom nothing but an address is known."""
LINK_HERE = "(hier staat de link)"
"""In a look at the mail: the real link is for who gets it."""
NO_ADDRESS = "Vul het e-mailadres in van wie de actie doet. Bijvoorbeeld: naam@gemeente.nl"
TAKEN_AWAY = "Weggehaald. De link in de mail werkt niet meer, en diegene ziet de actie niet meer."
NOBODY_TO_TAKE_AWAY = "Er was al niemand meer die deze actie per mail bijwerkt. Er is niets veranderd."
CHANGED_MEANWHILE = "Iemand anders veranderde intussen wie de actie bijwerkt. We hebben niets verstuurd."
THANKS = "Opgeslagen. Dank je wel. Wie het plan bijhoudt, ziet wat je hebt veranderd."

OWNER_STATE_MISSING = "Kies hoe het met de actie staat."
STOP_REASON = "Schrijf op waarom de actie stopt. Dan weet iedereen waarom."
END_UNREADABLE = "Dit is geen datum. Schrijf de dag zo: 4-12-2026"
END_MISSING = "Vul een einddatum in. Een actie die gepland is, heeft een einddatum."
OWNER_NOT_NAMED = (
    "Deze actie kan nog niet op ‘Gepland’. Eerst moet in het plan staan wie haar doet. "
    "Vraag dat aan wie je de mail stuurde."
)
END_FAR = "Deze dag is te ver weg. Kies een dag binnen 5 jaar."
CLOSED_FOR_OWNER = (
    "Dit traject is afgesloten. Je kunt de actie lezen, maar niet meer bijwerken. "
    "Moet er toch iets anders in? Vraag het aan wie je de mail stuurde."
)
OTHERS = "Iemand die het plan bijhoudt"
"""Who wrote a note, as the owner of the action reads it: names and functions are not theirs to know."""


def asked(address: str) -> str:
    return f"We sturen de mail naar {address}."


def asked_just_now(address: str, moment: datetime) -> str:
    return (
        f"{address} heeft de mail al gekregen op {long_moment(moment)}. "
        "Je kunt de mail hoogstens 1 keer per uur sturen. We hebben nu niets verstuurd."
    )


def too_many(most: int, minutes: int) -> str:
    """That a municipality has sent as many mails to owners as can be in an hour."""
    wait = counted(minutes, "minuut", "minuten")
    return (
        f"Je gemeente kan {most} van deze mails per uur versturen. Dat aantal is bereikt. Er is nu niets verstuurd. "
        f"Probeer het over {wait} opnieuw."
    )


def end_before_start(start: date) -> str:
    return f"De einddatum ligt voor het begin van de actie ({long_date(start)}). Kies een dag daarna."


def until(state: str, day: date | None, today: date) -> str:
    """The line below an action in a list: until when it runs, and whether that is over."""
    if day is None:
        return "Geen einddatum"
    if state not in UNFINISHED:
        return f"Einddatum: {long_date(day)}"
    return f"De einddatum is voorbij: {long_date(day)}" if day < today else f"Tot en met {long_date(day)}"


def state_line(state: str, ends_on: date | None, reason: str | None) -> tuple[str, ...]:
    """State, end and reason in words, as lines."""
    end = f"Einddatum: {long_date(ends_on)}" if ends_on else "Geen einddatum"
    return (STATES[state], end, *([f"Waarom gestopt: {reason}"] if reason else []))


VIEWS = {"bord": "Bord", "lijst": "Lijst"}
"""By how they stand in an address."""
STATE_NAMES = {title.lower(): state for state, title in STATES.items()}
"""The states by how they stand in an address: `gepland`."""
LATE, SOON, NOBODY = "te-laat", "deze-maand", "-"
"""Filters that are no state and no owner: what is late, what ends this month, and what nobody does yet."""
WHEN = {LATE: "Te laat", SOON: "Deze maand"}
BOARD_ORDER = "Volgorde van het bord"
ALL, ALWAYS = "Alle", "Alles"
BADGES = {"proposed": "neutral", "planned": "active", "running": "active", "done": "done", "stopped": "neutral"}
COLUMNS = {
    "plaats": "Actie",
    "domein": "Domein",
    "wie": "Wie",
    "einde": "Einddatum",
    "moeite": "Moeite",
    "staat": "Stand",
}
"""Of the list, by how addresses name what it is sorted by."""
ONWARD = {"proposed": "planned", "planned": "running", "running": "done"}
BACK = {"planned": "proposed", "running": "planned", "done": "running", "stopped": "proposed"}
"""One state on, and one back."""
EFFORTS = {"small": "Klein", "medium": "Gemiddeld", "large": "Groot"}
NOTHING_TITLE = "Nog geen acties"
NO_ACTIONS_YET = (
    "Kies acties uit de voorstellen bij jullie domeinen, of schrijf zelf een actie op. Daarna staan ze hier."
)
NOT_FOUND_TITLE = "Niets gevonden"
NOT_FOUND = "Er is geen actie die hierbij past. Kies minder, of toon alles."
NOBODY_YET = "Nog niemand"
NO_END = "Nog geen einddatum"
FIND_OUT = "Uitzoeken"
ITEM_UNKNOWN = "Nog niet bekend"
FROM_BANK = "Uit de actiebank van Samenhang"
OWN_ACTION = "Zelf bedacht"
SAVED = "Het is opgeslagen."
MOVED = "De actie staat nu op een andere plaats."

STATE_MISSING = "Kies hoe het nu met de actie gaat."
ONLY_DONE = "Een dag past alleen bij ‘Klaar’. Kies dat, of maak dit veld leeg."
ONLY_STOPPED = "Een reden past alleen bij ‘Gestopt’. Kies dat, of maak dit veld leeg."
STOPPED_WHY = "Schrijf op waarom de actie is gestopt. Eén zin is genoeg."
NEEDED = {"owner": "wie het doet", "ends_on": "wanneer het klaar moet zijn"}
DONE_ON_UNREADABLE = "Dit is geen datum. Schrijf bijvoorbeeld: 4-12-2026."
DAY_TO_COME = "Deze dag moet nog komen. Vul vandaag in, of een dag die al voorbij is."
DAY_LONG_AGO = "Deze dag is meer dan tien jaar geleden. Kijk of het jaar klopt."
NO_NOTES = "Er zijn nog geen notities. Schrijf op hoe het gaat, dan kan iedereen die meewerkt het lezen."
CLOSED_NOTE = "Dit traject is afgesloten. De actie kan nu niet veranderen."


def counts(total: int, late: int) -> str:
    """`5 acties, 1 te laat`."""
    return f"{counted(total, 'actie', 'acties')}{f', {late} te laat' if late else ''}"


def find_out(question: str) -> str:
    """The short title of an action that finds out an answer: `Zoek uit: Tijd en kennis – beleid`."""
    return f"Zoek uit: {question}"


def without_domain(title: str, domain: str) -> str:
    """The title of an action from the bank where its domain stands beside it."""
    return title.replace(f" van het domein {domain}", "")


def overdue(day: date) -> str:
    return f"had klaar moeten zijn op {day_in_year(day)}."


def more_late(count: int) -> str:
    return f"Nog {counted(count, 'actie', 'acties')} te laat: bekijk ze allemaal"


def shown(found: int, total: int, late: int) -> str:
    """How many of all are shown, and how many of those are late."""
    return counts(total, late) if found == total else f"{found} van de {counts(total, late)}"


def ends(day: date | None, today: date, *, is_late: bool) -> str:
    """`3 dagen te laat`, when it is late and else nothing."""
    return f"{counted((today - day).days, 'dag', 'dagen')} te laat" if day and is_late else ""


def now_on(title: str, state: str) -> str:
    return f"‘{title}’ staat nu op ‘{STATES[state]}’."


def stale(state: str, done_on: date | None) -> str:
    """What somebody else made of it meanwhile."""
    day = f", klaar op {long_date(done_on)}" if done_on else ""
    return f"De actie staat nu op ‘{STATES[state]}’{day}."


def missing(names: Sequence[str]) -> str:
    return f"Vul eerst in {listing([NEEDED[name] for name in names])}. Dan kun je de actie plannen."

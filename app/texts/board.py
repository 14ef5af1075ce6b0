"""What the board, the list and the page of an action say."""

from collections.abc import Sequence
from datetime import date

from app.texts.trajectories import STATES
from app.texts.words import counted, listing
from app.web.formatting import day_in_year, long_date

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
NOTHING = "Kies acties uit de voorstellen bij jullie domeinen, of schrijf zelf een actie op. Daarna staan ze hier."
NOT_FOUND_TITLE = "Niets gevonden"
NOT_FOUND = "Er is geen actie die hierbij past. Kies minder, of toon alles."
NOBODY_YET = "Nog niemand"
NO_END = "Nog geen einddatum"
FIND_OUT = "Uitzoeken"
ITEM_UNKNOWN = "Nog niet bekend"
FROM_BANK = "Uit de actiebank van Samenhang"
OWN_ACTION = "Zelf bedacht"
UNCHANGED = "Er is niets veranderd."
SAVED = "Het is opgeslagen."
MOVED = "De actie staat nu op een andere plaats."

STATE_MISSING = "Kies hoe het nu met de actie gaat."
ONLY_DONE = "Een dag past alleen bij ‘Klaar’. Kies dat, of maak dit veld leeg."
ONLY_STOPPED = "Een reden past alleen bij ‘Gestopt’. Kies dat, of maak dit veld leeg."
REASON_MISSING = "Schrijf op waarom de actie is gestopt. Eén zin is genoeg."
NEEDED = {"owner": "wie het doet", "ends_on": "wanneer het klaar moet zijn"}
DAY_UNREADABLE = "Dit is geen datum. Schrijf bijvoorbeeld: 4-12-2026."
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

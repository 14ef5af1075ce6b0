"""What advisers read about their municipalities, and administrators about advisers."""

from datetime import date

from app.texts.words import counted, part_of
from app.web.formatting import day_in_year, long_date

STATES = {"geen": "Nog niet begonnen", "invullen": "Invullen", "bespreken": "Bespreken", "vastgesteld": "Vastgesteld"}
"""How far a round is, by how it stands in an address, in the order of the job."""
HOW_FAR = {"": "Alles", **STATES}
BADGES = {"geen": "neutral", "invullen": "neutral", "bespreken": "active", "vastgesteld": "done"}
GROUPS = {"mij": "Wacht op jou", "gemeente": "Wacht op de gemeente", "niemand": "Niemand hoeft nu iets te doen"}
"""For whom a round waits, by how it stands in an address, in the order of the list."""
WAITS = {
    "": "Alles",
    "mij": GROUPS["mij"],
    "gemeente": GROUPS["gemeente"],
    "laat": "Te laat",
    "stil": "4 weken geen contact",
}
COLUMNS = {
    "gemeente": "Gemeente",
    "stand": "Hoe ver",
    "wacht": "Aan zet",
    "sinds": "Sinds",
    "contact": "Laatste contact",
}
SORTS = {
    "wacht": "Langst wachtend eerst",
    "gemeente": "Gemeente",
    "stand": "Hoe ver het is",
    "sinds": "Sinds wanneer",
    "dag": "Laatste dag",
    "contact": "Langst geen contact",
    "opmerkingen": "Opmerkingen voor jou",
}
WHO = {
    "adviser": "Jou",
    "coordinator": "De coördinator",
    "colleagues": "De collega’s",
    "municipality": "De gemeente",
    "nobody": "Niemand",
}
NO_ROUND = "nog geen inventarisatie"
BEGIN, ANSWERING, DISCUSSING, REPORT, READY = "Begin", "Invullen", "Bespreken", "Rapport", "Klaar"
"""How far it is, in a word; in the ten months it is the step."""
STEPS = {
    "begin": "Coördinator kan beginnen",
    "answer": "Coördinator beantwoordt vragen",
    "start_review": "Coördinator kan de bespreking starten",
    "review": "Bespreek en geef akkoord",
    "answer_again": "Teruggestuurde antwoorden nakijken",
    "open_points": "Coördinator doet open punten",
    "agree": "Coördinator kan vaststellen",
    "choose": "Domeinen kiezen om mee te beginnen",
    "act": "Eerste acties afspreken",
    "plan": "Voorstellen afspreken",
    "partners": "Partners zoeken bij de acties",
    "evaluate": "Vervolgmeting starten",
    "carry_out": "Acties uitvoeren",
    "evaluating": "Vervolgmeting afmaken",
    "close": "Traject afsluiten",
    "close_merged": "Traject afsluiten",
    "nothing": "Rapport is vastgesteld",
}
CLOSED = "Traject is afgesloten"
OTHER_ADVISER = "of een andere adviseur"
LAST_DAY = "laatste dag om te antwoorden"
KINDS = {
    "phone": "Telefoon",
    "mail": "E-mail",
    "visit": "Bezoek",
    "online": "Online gesprek",
    "other": "Anders",
}
"""How an adviser spoke to a municipality."""

DAY_MISSING = "Vul in op welke dag het contact was."
DAY_UNREADABLE = "Vul een dag in zoals 4-12-2026: dag, maand en jaar."
DAY_TO_COME = "Deze dag moet nog komen. Vul vandaag in, of een dag die al voorbij is."
DAY_LONG_AGO = "Deze dag is meer dan tien jaar geleden. Kijk of het jaar klopt."
KIND_MISSING = "Kies hoe het contact ging."
NOTE_MISSING = "Schrijf op waar het contact over ging. Een paar woorden is genoeg."
NOTED = "Het contact is opgeslagen. Alle adviseurs van deze gemeente kunnen het lezen."
NO_CONTACT = "nog niet"


def who(name: str, advisers: int) -> str:
    """For whom a round waits; with more advisers it need not be this one."""
    return "Jou of een andere adviseur" if name == "adviser" and advisers > 1 else WHO[name]


def waits_for(name: str, advisers: int, since: date | None) -> str:
    """For whom a round waits, and since when, as a sentence."""
    if name == "nobody":
        return f"Klaar{f' sinds {long_date(since)}' if since else ''}."
    someone = who(name, advisers)
    return f"Wacht op {someone[0].lower()}{someone[1:]}{f', sinds {long_date(since)}' if since else ''}."


def remarks(count: int) -> str:
    return f"{counted(count, 'opmerking', 'opmerkingen')} voor jou"


def answer_remarks(count: int) -> str:
    return f"Beantwoord {counted(count, 'opmerking', 'opmerkingen')}"


def step(name: str, done: int, invited: int) -> str:
    """What is waited for; `done` of the `invited` colleagues handed in."""
    if name not in ("colleagues", "too_late"):
        return STEPS[name]
    if invited == 1:
        return "De collega is nog niet klaar"
    return f"{part_of(done, invited).capitalize()} collega’s {'is' if done < 2 else 'zijn'} klaar"


def past_day(day: date) -> str:
    return f"laatste dag was {day_in_year(day)}"


def late_actions(count: int) -> str:
    return f"{counted(count, 'actie', 'acties')} te laat"


def step_late(step: str, days: int) -> str:
    return f"{step} is {counted(days, 'dag', 'dagen')} over de laatste dag"


def how_long(day: date, today: date) -> str:
    """How long ago a day is: vandaag, gisteren, 12 dagen, 8 weken."""
    days = (today - day).days
    if days < 2:
        return ("vandaag", "gisteren")[max(days, 0)]
    return f"{days} dagen" if days < 60 else f"{days // 7} weken"


def days_ago(day: date, today: date) -> str:
    """The same inside a sentence: 12 dagen geleden."""
    return f"{how_long(day, today)} geleden" if (today - day).days > 1 else how_long(day, today)


def last_heard(day: date, today: date) -> str:
    return f"Laatste contact in Samenhang: {long_date(day)} ({days_ago(day, today)})."


def days_left(day: date, today: date) -> str:
    """How long it is until the last day."""
    left = (day - today).days
    if left < 0:
        return "voorbij"
    return ("vandaag", "morgen")[left] if left < 2 else f"nog {left} dagen"


def summary(mine: int, places: int) -> str:
    """What the list amounts to, as its heading."""
    if places == 1:
        return "Je gemeente wacht op jou" if mine else "Je gemeente wacht nu niet op jou"
    if not mine:
        return f"Geen van je {places} gemeenten wacht op jou"
    return f"{mine} van je {places} gemeenten {'wacht' if mine == 1 else 'wachten'} op jou"


def shown(count: int, total: int) -> str:
    return f"{count} van {total} regels" if count < total else counted(count, "regel", "regels")

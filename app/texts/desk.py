"""What advisers read about their municipalities, and administrators about advisers."""

from datetime import date

from app.texts.words import counted, part_of
from app.web.formatting import long_date

STATES = {"geen": "Nog niet begonnen", "invullen": "Invullen", "bespreken": "Bespreken", "vastgesteld": "Vastgesteld"}
"""How far a round is, by how it stands in an address, in the order of the job."""
BADGES = {"geen": "neutral", "invullen": "neutral", "bespreken": "active", "vastgesteld": "done"}
WAITS = {"mij": "Op jou", "gemeente": "Op de gemeente", "niemand": "Op niemand"}
COLUMNS = {
    "gemeente": "Gemeente",
    "stand": "Inventarisatie",
    "wacht": "Wacht op",
    "sinds": "Sinds",
    "dag": "Laatste dag",
    "contact": "Laatste contact",
    "opmerkingen": "Opmerkingen",
}
SORTS = {
    "wacht": "Op wie het wacht",
    "gemeente": "Gemeente",
    "stand": "Hoe ver het is",
    "sinds": "Wat het langst wacht",
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
STEPS = {
    "begin": "Er is nog geen inventarisatie. De coördinator kan beginnen.",
    "answer": "De coördinator beantwoordt vragen.",
    "too_late": "De laatste dag is voorbij. De coördinator kan die verzetten, of de bespreking starten.",
    "start_review": "Alle antwoorden zijn ingeleverd. De coördinator kan de bespreking starten.",
    "review": "Bespreek de antwoorden en geef akkoord.",
    "answer_again": "Er zijn domeinen teruggestuurd. De gemeente kijkt de antwoorden na.",
    "open_points": "Je schreef op wat er nog open is. De coördinator is aan zet.",
    "agree": "Er is akkoord. De coördinator kan vaststellen.",
    "nothing": "Het rapport is vastgesteld.",
}
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
NO_CONTACT = "Nog geen contact"


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
    """How many open remarks were given to this adviser."""
    return f"{counted(count, 'opmerking', 'opmerkingen')} voor jou."


def step(name: str, done: int, invited: int) -> str:
    """What is waited for; `done` of the `invited` colleagues handed in."""
    if name == "colleagues" and invited == 1:
        return "De collega is nog niet klaar."
    if name == "colleagues":
        return f"{part_of(done, invited).capitalize()} collega’s {'is' if done < 2 else 'zijn'} klaar."
    handed_in = (
        f" {counted(invited - done, 'collega is', 'collega’s zijn')} nog niet klaar." if name == "too_late" else ""
    )
    return STEPS[name] + handed_in


def days_ago(day: date, today: date) -> str:
    """How long ago a day is: vandaag, gisteren, 12 dagen, 8 weken."""
    days = (today - day).days
    if days < 2:
        return ("vandaag", "gisteren")[max(days, 0)]
    return f"{days} dagen geleden" if days < 60 else f"{days // 7} weken geleden"


def last_heard(day: date, today: date) -> str:
    """When an adviser last said or decided something in the application."""
    return f"Laatste contact in Samenhang: {long_date(day)} ({days_ago(day, today)})."


def days_left(day: date, today: date) -> str:
    """How long it is until the last day."""
    left = (day - today).days
    if left < 0:
        return "voorbij"
    return ("vandaag", "morgen")[left] if left < 2 else f"nog {left} dagen"


def summary(mine: int, places: int) -> str:
    """What the list amounts to."""
    where = f"Je adviseert {counted(places, 'gemeente', 'gemeenten')}."
    if not mine:
        return f"{where} Er wacht nu niets op jou."
    return f"{where} {'Er wacht 1 inventarisatie' if mine == 1 else f'Er wachten {mine} inventarisaties'} op jou."


def shown(count: int, total: int) -> str:
    """How many lines of the list are shown."""
    return f"{count} van {total} regels" if count < total else counted(count, "regel", "regels")

"""What the application says about the owner of an action: asking them by mail, and what they tell."""

from datetime import date, datetime

from app.texts.trajectories import STATES
from app.texts.words import counted
from app.web.formatting import long_date, long_moment

NAMELESS = "Eigenaar van een actie"
"""How somebody is called of whom nothing but an address is known."""
LINK_HERE = "(hier staat de link)"
"""In a look at the mail: the real link is for who gets it."""
NO_ADDRESS = "Vul het e-mailadres in van wie de actie doet. Bijvoorbeeld: naam@gemeente.nl"
TAKEN_AWAY = "Weggehaald. De link in de mail werkt niet meer, en diegene ziet de actie niet meer."
NOBODY_TO_TAKE_AWAY = "Er was al niemand meer die deze actie per mail bijwerkt. Er is niets veranderd."
CHANGED_MEANWHILE = "Iemand anders veranderde intussen wie de actie bijwerkt. We hebben niets verstuurd."
NOT_CHANGED = "Er is niets veranderd."
SAVED = "Opgeslagen. Dank je wel. Wie het plan bijhoudt, ziet wat je hebt veranderd."

STATE_MISSING = "Kies hoe het met de actie staat."
STOP_REASON = "Schrijf op waarom de actie stopt. Dan weet iedereen waarom."
END_UNREADABLE = "Dit is geen datum. Schrijf de dag zo: 4-12-2026"
END_MISSING = "Vul een einddatum in. Een actie die gepland is, heeft een einddatum."
OWNER_MISSING = (
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
    """That the mail goes out."""
    return f"We sturen de mail naar {address}."


def asked_just_now(address: str, moment: datetime) -> str:
    """Why the mail does not go out again."""
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
    """Why an action cannot end on this day."""
    return f"De einddatum ligt voor het begin van de actie ({long_date(start)}). Kies een dag daarna."


def until(state: str, day: date | None, today: date) -> str:
    """The line below an action in a list: until when it runs, and whether that is over."""
    if day is None:
        return "Geen einddatum"
    if state in ("done", "stopped"):
        return f"Einddatum: {long_date(day)}"
    return f"De einddatum is voorbij: {long_date(day)}" if day < today else f"Tot en met {long_date(day)}"


def state_line(state: str, ends_on: date | None, reason: str | None) -> tuple[str, ...]:
    """State, end and reason in words, as lines."""
    end = f"Einddatum: {long_date(ends_on)}" if ends_on else "Geen einddatum"
    return (STATES[state], end, *([f"Waarom gestopt: {reason}"] if reason else []))

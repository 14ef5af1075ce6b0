"""What is said about days in a trajectory: in the mail of a day, in calendars, and on the page of a calendar."""

from datetime import date, time

from app.post.letters import one_line
from app.texts.trajectories import STEPS
from app.web.formatting import day_and_date

FEED_MADE = "Je adres is klaar. Zet het in je agenda."
FEED_RENEWED = "Je hebt een nieuw adres. Het oude werkt niet meer."
FEED_REVOKED = "Je adres is ingetrokken. Je agenda haalt niets meer op."
CALENDAR = "Samenhang"


def name_of(kind: str, title: str) -> str:
    """What has a day: `Stap ‘Prioriteren’`, `Actie ‘Vertel het de wethouder’`."""
    words = {"step": "Stap", "action": "Actie", "appointment": "Afspraak"}
    return f"{words[kind]} ‘{one_line(STEPS.get(title, title) if kind == 'step' else title)}’"


def told_when(kind: str, moment: str, due: date, at: time | None, days: int) -> str:
    """When it is, as a sentence; `days` is how many days from now."""
    far = "morgen" if days == 1 else f"over {days} dagen"
    if kind == "appointment":
        return f"Dat is {'vandaag' if moment == 'day' else f'{far}, op {day_and_date(due)}'}{clock(at)}."
    sentences = {
        "overdue": f"De laatste dag was {day_and_date(due)}.",
        "day": "Vandaag is de laatste dag.",
        "week": f"De laatste dag is {far}: {day_and_date(due)}.",
    }
    return sentences[moment]


def clock(at: time | None) -> str:
    """` om 9.05 uur`, or nothing when the time is not known."""
    return "" if at is None else f" om {at.hour}.{at.minute:02d} uur"


def summary(kind: str, title: str, municipality: str) -> str:
    """How it is called in a calendar."""
    last = "" if kind == "appointment" else "Laatste dag: "
    words = name_of(kind, title) if kind != "appointment" else one_line(title)
    return f"{last}{words[:1].lower() + words[1:] if last else words} ({one_line(municipality)})"


def calendar_name(municipality: str) -> str:
    """How the calendar itself is called."""
    return f"{CALENDAR}: {one_line(municipality)}"


def calendar_description(address: str) -> str:
    """What an entry in a calendar says besides."""
    return f"Bekijk het in Samenhang: {address}"


SUMMARY = "Laatste dag: vragen over basisvaardigheden"


def description(municipality: str, address: str) -> str:
    """What the entry says besides."""
    return f"De gemeente {municipality} vraagt je om vragen te beantwoorden. Dat kan vandaag nog: {address}"

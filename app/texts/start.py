"""What waits for somebody on the start page, and what a coordinator reads about a round and what holds it up."""

from collections.abc import Sequence
from datetime import date

from app.texts.participants import days_left
from app.texts.trajectories import STEPS as MONTHS_STEPS
from app.texts.trajectories import state_line
from app.texts.words import counted, listing
from app.web.formatting import day_and_date, day_in_year, month_name

STEPS: dict[str, tuple[str, str]] = {
    "answer": ("Beantwoord de vragen", "Je kunt op elk moment stoppen. We slaan elk antwoord op."),
    "answer_again": (
        "Kijk je antwoorden nog eens na",
        "Een domein van jou is teruggestuurd. Lever daarna opnieuw in.",
    ),
    "handed_in_again": (
        "Bekijk je antwoorden",
        "Je hebt opnieuw ingeleverd. Je kunt ze nog veranderen tot de coördinator alles inlevert.",
    ),
    "submitted": (
        "Bekijk je antwoorden",
        "Ze zijn ingeleverd. Je kunt ze nog veranderen tot de bespreking begint.",
    ),
    "closed": ("Bekijk je antwoorden", "Je kunt ze lezen, maar niet meer veranderen."),
    "done": ("Bekijk je antwoorden", "Deze inventarisatie is vastgesteld."),
    "start_review": (
        "Start de bespreking",
        "Je antwoorden zijn ingeleverd. Is iedereen klaar? Dan kan de bespreking beginnen.",
    ),
    "resubmit": ("Pas de teruggestuurde domeinen aan", "Lever ze daarna opnieuw in."),
    "review": (
        "Bespreek de antwoorden met de adviseur",
        "Spreek per vraag een score af. Daarna geeft de adviseur akkoord.",
    ),
    "open_points": (
        "Kijk wat er nog open is",
        "De adviseur schreef op wat er nog nodig is voor het akkoord.",
    ),
    "review_alone": ("Bespreek de antwoorden", "Spreek per vraag een score af. Daarna kun je vaststellen."),
    "agree": ("Stel de inventarisatie vast", "De adviseur heeft akkoord gegeven."),
    "approve": ("Bespreek de antwoorden en geef akkoord", "De coördinator wacht op jou."),
    "wait_answers": ("Bekijk hoe ver de gemeente is", "Er worden nog vragen beantwoord. Je hoeft nu niets te doen."),
    "wait_resubmit": ("Bekijk de bespreking", "Er zijn domeinen teruggestuurd. De coördinator is aan zet."),
    "wait_agree": ("Bekijk de bespreking", "Je gaf akkoord. De coördinator kan nu vaststellen."),
    "wait_open_points": (
        "Bekijk de bespreking",
        "Je schreef op wat er nog open is. De coördinator is aan zet.",
    ),
    "wait_approval": (
        "Bekijk de bespreking",
        "Wat nog open was, is gedaan. De adviseur kijkt ernaar en is aan zet.",
    ),
    "wait_review": (
        "Bekijk de inventarisatie",
        "De antwoorden worden besproken. Je hoeft nu niets te doen.",
    ),
    "choose": (
        "Kies de domeinen waarmee je begint",
        "Het rapport is vastgesteld. Kies hoogstens drie domeinen en zeg waarom.",
    ),
    "read": ("Lees het rapport", "Het rapport is vastgesteld."),
}

OTHER_ADDRESS = "Geef een ander adres op"
DECIDING = "Een collega denkt dat iemand anders het beter weet."
DECIDE = "Beslis"
TOO_LATE = "De laatste dag is voorbij"
NO_LAST_DAY = "Er is nog geen laatste dag"
SHORT_STEPS = {
    "inventory": "Inventariseren",
    "priorities": "Prioriteren",
    "actions": "Acties",
    "partners": "Uitvoeren",
    "evaluation": "Evalueren",
}
"""The five steps of the ten months, where there is little room."""
WHY_LAST_DAY = "Met een laatste dag weten je collega’s waar ze aan toe zijn."


def where_it_is(state: str, last_day: date | None, today: date, step: str | None) -> str:
    """Where a round is, as the heading; `step` is that of the ten months, once it was agreed."""
    if state == "open":
        return f"Jullie vullen in, {days_left(last_day, today)}" if last_day else "Jullie vullen in"
    if state == "in_review":
        return "Jullie bespreken de antwoorden"
    return f"Jullie zijn bij: {MONTHS_STEPS[step]}" if step else "Het rapport is vastgesteld"


def weekday_and_left(day: date, today: date) -> str:
    """Which day of the week it is, and how long that takes: `donderdag, nog 9 dagen`."""
    return f"{day_and_date(day).split()[0]}, {days_left(day, today)}"


def step_when(state: str, start: date, end: date, late: int) -> str:
    """When a step of the ten months is (done, now or next); `late`: how many days over its last one."""
    if state == "done":
        return "klaar"
    if state == "now":
        return state_line("late", late) or f"nu, tot en met {day_in_year(end)}"
    first, last = month_name(start), month_name(end)
    return first if first == last else f"{first} tot en met {last}"


def mails_failed(count: int) -> str:
    return f"{counted(count, 'mail is', 'mails zijn')} niet aangekomen"


def know_nothing(count: int) -> str:
    return f"{counted(count, 'collega weet', 'collega’s weten')} nog van niets"


def without_mail(names: Sequence[str]) -> str:
    stand, got = ("staat", "kreeg") if len(names) == 1 else ("staan", "kregen")
    return f"{listing(names)} {stand} op de lijst, maar {got} nog geen mail."


def shut_out(names: Sequence[str]) -> str:
    return f"{listing(names)} {'was' if len(names) == 1 else 'waren'} nog niet klaar."


def not_done(count: int) -> str:
    return f"{counted(count, 'collega is', 'collega’s zijn')} nog niet klaar"


def how_far(name: str, answered: int, total: int) -> str:
    return f"{name} deed {answered} van {total} vragen." if answered else f"{name} begon nog niet."


def without_answer(count: int) -> str:
    return f"{counted(count, 'domein heeft', 'domeinen hebben')} nog geen antwoord"

"""The sentences of the ten months on one page, for adviser and alderman."""

import datetime
from collections.abc import Mapping, Sequence

from app.texts.plan import period
from app.texts.words import counted, listing
from app.web.formatting import long_date

TITLE = "Overzicht van het traject"
LEAD = "Voor adviseur en wethouder: waar het traject staat, wat er loopt en wat we vragen."

STAND = "Waar we staan"
DOMAINS = "Waarmee we beginnen"
ACTIONS = "De acties"
NEXT = "Wat er nu komt"
ASKED = "Wat we van de wethouder vragen"

STEPS_CAPTION = "De 5 stappen in 10 maanden"
STEP_COLUMNS = ("Stap", "Gepland", "Stand")
ACTIONS_CAPTION = "Het eerst aan de beurt"
ACTION_COLUMNS = ("Actie", "Domein", "Wie", "Einddatum", "Stand")
NOTHING = "–"

NO_CHOICE = "Er zijn nog geen domeinen gekozen."
NO_ACTIONS = "Er zijn nog geen acties afgesproken."
NO_DATES = "Bij geen enkele actie staat al op welke dag die klaar moet zijn."
ENDED = "Alle stappen zijn klaar. De cirkel kan opnieuw beginnen."

NOW: Mapping[str, str] = {
    "inventory": "De coördinator en de adviseur maken de inventarisatie af en stellen het rapport vast.",
    "priorities": "De coördinator kiest met de betrokkenen hoogstens 3 domeinen.",
    "actions": "De coördinator spreekt per domein acties af: wie doet wat, en wanneer is het klaar?",
    "partners": "Wie een actie heeft, voert die uit. De coördinator zoekt partners die nog ontbreken.",
    "evaluation": "De coördinator en de adviseur kijken wat er is veranderd.",
}
"""Who is at turn in each step, and for what."""
ASKED_NOW: Mapping[str, str] = {
    "inventory": "Vraag collega’s om mee te doen aan de inventarisatie.",
    "priorities": "Neem een besluit over de domeinen waarmee we beginnen.",
    "actions": "Zorg voor uren en geld voor de acties, en steun de mensen die ze uitvoeren.",
    "partners": "Nodig partners uit om mee te doen, en vraag in het college hoe het met de acties gaat.",
    "evaluation": "Bespreek de resultaten in college en raad, en besluit hoe het verder gaat.",
}
"""What is asked of the alderman in each step."""
ASKED_AFTER = "Bespreek de resultaten in college en raad, en besluit of er een nieuwe ronde komt."


def running_header(municipality: str, day: datetime.date) -> str:
    """What would stand above a second page."""
    return f"{municipality} – {TITLE}, {long_date(day)}"


def done(day: datetime.date) -> str:
    """A step that has ended."""
    return f"Klaar op {long_date(day)}"


def busy(day: datetime.date) -> str:
    """A step that has begun."""
    return f"Bezig sinds {long_date(day)}"


TO_COME = "Nog niet begonnen"
LATE = "langer dan gepland"


def days(first: datetime.date, last: datetime.date) -> str:
    """When a step should take place."""
    return period(first, last)


def actions(by_state: Sequence[tuple[str, int]], late: int) -> str:
    """How many actions there are, by state and in their order; and how many should have been done."""
    found = [(state.lower(), n) for state, n in by_state if n]
    total = counted(sum(n for _, n in found), "actie", "acties")
    said = f"{total}: {listing([f'{n} {state}' for state, n in found])}."
    if not late:
        return said
    return f"{said} Bij {counted(late, 'actie', 'acties')} is de laatste dag voorbij."


def more_actions(n: int) -> str:
    """How many do not stand in the table."""
    return f"In het plan van aanpak {'staat' if n == 1 else 'staan'} nog {n} andere {'actie' if n == 1 else 'acties'}."


def overdue(day: datetime.date) -> str:
    """The last day of an action, which is over."""
    return f"{long_date(day)} (voorbij)"


def step_now(number: int, name: str) -> str:
    return f"We zijn in stap {number}: {name}."


def appointment(when: str, title: str) -> str:
    """The first appointment to come."""
    return f"De volgende afspraak is op {when}: {title}."


def about_late(n: int) -> str:
    """What is asked when actions take longer."""
    them = "die" if n == 1 else "ze"
    return (
        f"Van {counted(n, 'actie', 'acties')} is de laatste dag voorbij. Vraag wat er nodig is om {them} af te maken."
    )


def about_partners(names: Sequence[str]) -> str:
    """What is asked for domains without a partner."""
    return f"Help een partner vinden voor {listing(names)}."


def why(title: str, reason: str) -> str:
    """A domain, with why in one sentence."""
    return f"{title}: {reason}" if reason else title

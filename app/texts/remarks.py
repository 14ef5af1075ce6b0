"""What the application says about remarks: threads, for whom they are, and what is done."""

from datetime import datetime

from app.web.formatting import long_moment

ANSWER_MISSING = "Schrijf eerst je antwoord."
CHOOSE_ADDRESSEE = "Kies voor wie de opmerking is. Kies iemand uit de lijst."
CHOOSE_CHANGE = "Kies wat je met de opmerking wilt doen."
ANSWER_SAVED = "Je antwoord is opgeslagen."
ANSWER_REOPENED = "Je antwoord is opgeslagen. De opmerking staat weer open."
RESOLVED = "De opmerking is afgehandeld."
REOPENED = "De opmerking staat weer open."
ASSIGNED_TO_NOBODY = "De opmerking is nu voor niemand in het bijzonder."
ASSIGNED_TO_YOURSELF = "De opmerking is nu voor jou."
NOBODY = "Niemand in het bijzonder"
YOURSELF = "Mijzelf"
WHOLE = "De hele inventarisatie"
SHOWN = {"open": "Open", "mij": "Voor mij", "afgehandeld": "Afgehandeld", "alles": "Alles"}
"""Which remarks a list can show, as they are called there and in its address."""
EMPTY = {
    "open": "Er zijn geen open opmerkingen.",
    "mij": "Er zijn geen open opmerkingen voor jou.",
    "afgehandeld": "Er is nog geen opmerking afgehandeld.",
    "alles": "Er zijn nog geen opmerkingen.",
}


def assigned(function: str) -> str:
    """For whom a remark is now, and that they know."""
    return f"De opmerking is nu voor: {function}. Wij sturen een mail."


def addressee(function: str, role: str) -> str:
    """Somebody to whom a remark can be given, by function and role."""
    return f"{function} ({role})"


def resolved_by(function: str, when: datetime) -> str:
    """Who said that a remark is done, and when."""
    return f"Afgehandeld door {function}, {long_moment(when)}"


def assigned_meanwhile(function: str, chosen: str) -> str:
    """What happened while somebody chose for whom a remark is."""
    return (
        f"Een collega heeft de opmerking intussen ook toegewezen. Nu is die voor: {function or NOBODY.lower()}. "
        f"Jij koos: {chosen}. Wil je jouw keuze houden? Wijs de opmerking dan opnieuw toe."
    )


def for_you(count: int) -> str:
    """How many open remarks wait for somebody."""
    return f"Opmerkingen voor jou: {count}"

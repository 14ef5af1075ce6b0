"""The mail that tells people of a change in their second step."""

from typing import Literal

from app.letters import Letter
from app.texts.mails.signing_in import question_line

Change = Literal["set_up", "renewed", "removed", "reset", "new_codes", "code_used"]
WHAT: dict[Change, tuple[str, str]] = {
    "set_up": (
        "Je tweede stap staat aan",
        "Je logt vanaf nu bij Samenhang in met een tweede stap: een code uit de app op je telefoon.",
    ),
    "renewed": (
        "Je tweede stap is gewijzigd",
        "De tweede stap waarmee je inlogt bij Samenhang is gewijzigd. De oude app en de oude herstelcodes werken "
        "niet meer.",
    ),
    "removed": (
        "Je tweede stap staat uit",
        "De tweede stap waarmee je inlogt bij Samenhang is uitgezet. De app en de herstelcodes werken niet meer.",
    ),
    "reset": (
        "Je tweede stap is weggehaald",
        "Een beheerder heeft je tweede stap voor Samenhang weggehaald. De app en de herstelcodes werken niet meer. "
        "Heb je een tweede stap nodig? Dan stel je die opnieuw in als je inlogt.",
    ),
    "new_codes": (
        "Je hebt nieuwe herstelcodes",
        "Er zijn nieuwe herstelcodes gemaakt om in te loggen bij Samenhang. De oude werken niet meer.",
    ),
    "code_used": (
        "Er is een herstelcode gebruikt",
        "Er is met een herstelcode ingelogd bij Samenhang, of iets gewijzigd aan je tweede stap. "
        "Die code werkt nu niet meer.",
    ),
}


def second_step_changed(name: str, change: Change, contact: str) -> Letter:
    """That something changed, and what to do for whom it comes as a surprise."""
    subject, what = WHAT[change]
    return Letter(
        subject=f"{subject} bij Samenhang",
        greeting=f"Hallo {name},",
        blocks=(
            what,
            "Was jij dat? Dan hoef je niets te doen.",
            f"Was jij dat niet? Dan kan iemand anders bij je account. Mail dan meteen naar {contact}.",
        ),
        contact=question_line(contact),
    )

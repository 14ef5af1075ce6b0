"""The mails about signing in: the code, a change in the second step, and a work account that opens an account."""

from typing import Literal

from app.post.letters import Letter


def question_line(contact: str) -> str:
    """Where to ask."""
    return f"Heb je een vraag? Mail naar {contact}."


def code_mail(name: str, code: str, minutes: int, contact: str) -> Letter:
    """The mail with a sign-in code; a long one is in two halves, which may be typed so."""
    shown = code if len(code) < 10 else f"{code[:5]} {code[5:]}"
    return Letter(
        subject="Je code om in te loggen bij Samenhang",
        greeting=f"Hallo {name},",
        blocks=(
            f"Je code om in te loggen bij Samenhang is: {shown}",
            "Vul de code in op de pagina waar je de code hebt aangevraagd. "
            f"De code werkt {minutes} minuten. Je kunt de code één keer gebruiken.",
            "Heb je geen code aangevraagd? Dan hoef je niets te doen. Zonder deze code kan niemand inloggen. "
            "Geef de code niet aan iemand anders. Wij vragen er nooit om.",
        ),
        contact=question_line(contact),
    )


Change = Literal["set_up", "renewed", "removed", "reset", "new_codes", "code_used"]
WHAT: dict[Change, tuple[str, str]] = {
    "set_up": (
        "Je tweede stap staat aan",
        "Je logt vanaf nu bij Samenhang in met een tweede stap: een code uit de app op je telefoon.",
    ),
    "renewed": (
        "Je tweede stap is veranderd",
        "De tweede stap waarmee je inlogt bij Samenhang is veranderd. De oude app en de oude herstelcodes werken "
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
        "Er is met een herstelcode ingelogd bij Samenhang, of iets veranderd aan je tweede stap. "
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


def work_account_linked(name: str, organisation: str, contact: str) -> Letter:
    """That it is bound, and what to do for whom it comes as a surprise."""
    return Letter(
        subject="Er is een werkaccount gekoppeld bij Samenhang",
        greeting=f"Hallo {name},",
        blocks=(
            f"Je kunt vanaf nu bij Samenhang inloggen met een werkaccount van {organisation}.",
            "Was jij dat? Dan hoef je niets te doen.",
            "Was jij dat niet? Dan kan iemand anders bij je account. Log in, ga naar je account en ontkoppel het "
            f"werkaccount. Mail daarna naar {contact}.",
        ),
        contact=question_line(contact),
    )

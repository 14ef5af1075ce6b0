"""The mail with which people sign in."""

from app.letters import Letter


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

"""The mails that people get, as plain text: what it is, what to do, and where to find help."""


def code_mail(name: str, code: str, minutes: int, contact: str) -> tuple[str, str]:
    """Subject and text of the mail with a sign-in code."""
    paragraphs = (
        f"Hallo {name},",
        f"Je code om in te loggen bij Samenhang is: {code}",
        "Vul de code in op de pagina waar je de code hebt aangevraagd. "
        f"De code werkt {minutes} minuten. Je kunt de code één keer gebruiken.",
        "Heb je geen code aangevraagd? Dan hoef je niets te doen. Zonder deze code kan niemand inloggen. "
        "Geef de code niet aan iemand anders. Wij vragen er nooit om.",
        f"Heb je een vraag? Mail naar {contact}.",
        "Samenhang",
    )
    return "Je code om in te loggen bij Samenhang", "\n\n".join(paragraphs) + "\n"

"""How much colleagues differ (S13, S14), and the question that opens the conversation about it."""

from app.texts.words import counted, sentence_start
from app.web.formatting import Number, number

KINDS = {
    "single": "1 antwoord",
    "agreed": "eens",
    "spread": "verspreid",
    "different": "verschil",
}


def overview(different: int, spread: int, compared: int) -> str:
    """How many questions colleagues see differently; `compared` is how many had at least two answers."""
    if compared == 0:
        return (
            "Er zijn geen vragen met 2 of meer antwoorden en zonder afgesproken score. "
            "Daarom zegt dit rapport niets over verschillen tussen collega’s."
        )
    of_them = f"{counted(compared, 'vraag', 'vragen')} met 2 of meer antwoorden en zonder afgesproken score"
    if different + spread == 0:
        return f"Bij {of_them} zijn collega’s het eens."
    return f"Er {_are(compared)} {of_them}. {_seen(different)} {_scattered(spread)}"


def _are(n: int) -> str:
    return "is" if n == 1 else "zijn"


def _seen(different: int) -> str:
    if different == 0:
        return "Bij geen daarvan is het verschil groot."
    return f"Bij {different} daarvan zien collega’s het duidelijk anders."


def _scattered(spread: int) -> str:
    if spread == 0:
        return "Bij geen daarvan liggen de antwoorden verspreid."
    return f"Bij {spread} daarvan liggen de antwoorden verspreid."


def cut(most: int) -> str:
    """That only the largest differences are listed."""
    return f"Hier staan de {most} grootste verschillen. In de bijlage staat het verschil bij elke vraag."


def said(kind: str, deviation: Number) -> str:
    """How far the answers to one question lie apart."""
    return f"{sentence_start(KINDS[kind])}, gemiddeld verschil {average_difference(deviation)}."


def average_difference(deviation: Number) -> str:
    """The average deviation, in steps of an answer."""
    return f"{number(deviation)} stap"


def inside_outside(inside: Number, outside: Number) -> str:
    """The people of the level itself against all others (S14)."""
    return f"op het niveau zelf {number(inside)}, anderen {number(outside)}"


CAPTION = "Vragen die collega’s verschillend zien (antwoorden van 0 tot 4)"
GENERAL = "Hele gemeente"

"""What the answer to one question is in words, and what one step further would be."""

import math
from collections.abc import Sequence
from fractions import Fraction

from app.texts.words import EVIDENCE, counted
from app.web.formatting import number

ABOVE = "Alles van het antwoord hierboven."
"""How the highest option of a question begins; it only makes sense under the option before it."""

UNKNOWN = "Nog niet bekend."
NOT_APPLICABLE = "Niet van toepassing."
HIGHEST = "Dit is al het hoogste antwoord."

CONFIDENCE = {"sure": "zeker", "fairly_sure": "redelijk zeker", "not_sure": "niet zeker"}


def answer_text(options: Sequence[str], value: int) -> str:
    """What an answer says, complete by itself: the highest option includes the one before it."""
    text = options[value]
    if value and text.startswith(ABOVE):
        return f"{options[value - 1]}{text.removeprefix(ABOVE)}"
    return text


def reached_text(options: Sequence[str], points: Fraction) -> str:
    """The answer that holds in any case: of a mean between two answers the lower one."""
    return answer_text(options, math.floor(points / 25))


def reached_statement(statements: Sequence[str], points: Fraction) -> str:
    """What a chance answer says without its question: `1 collega wil beginnen`."""
    text = statements[math.floor(points / 25)]
    return text if points % 25 == 0 else f"{text} (of iets beter)"


def now(options: Sequence[str], words: Sequence[str], points: Fraction) -> str:
    """Where the item stands: the answer in words. A mean between two answers counts as the lower of the two."""
    value = points / 25
    step = math.floor(value)
    text = answer_text(options, step)
    if value == step:
        return f"{words[step]} ({number(points)}). {text}"
    return f"Tussen {words[step]} en {words[step + 1]} ({number(points)}). In elk geval: {text}"


def chance_now(options: Sequence[str], points: Fraction) -> str:
    """The answer to a chance question with its number: the words of S11 are about how far something is, and not this.

    A mean between two answers counts as the lower of the two.
    """
    text, shown = reached_text(options, points), number(points)
    return (
        f"{shown} punten. {text}" if points % 25 == 0 else f"{shown} punten: tussen 2 antwoorden. In elk geval: {text}"
    )


def next_step(options: Sequence[str], points: Fraction) -> str:
    """What one step further would be: the text of the next option."""
    step = math.floor(points / 25)
    if step + 1 >= len(options):
        return HIGHEST
    text = options[step + 1]
    return f"Alles van ‘nu’.{text.removeprefix(ABOVE)}" if text.startswith(ABOVE) else text


def basis(agreed: bool, answers: int, numbers: int) -> str:
    """On what the score rests: `answers` were given, `numbers` of them have a value of 0 to 4."""
    if answers == 0:
        return "Afgesproken, zonder losse antwoorden." if agreed else "Er zijn geen antwoorden."
    if agreed:
        return f"Afgesproken, na {counted(answers, 'antwoord', 'antwoorden')}."
    if numbers == 0:
        return f"{counted(answers, 'antwoord', 'antwoorden')}, zonder score."
    if numbers == answers:
        return "1 antwoord." if answers == 1 else f"Gemiddelde van {answers} antwoorden."
    return (
        f"Gemiddelde van {numbers} van de {answers} antwoorden." if numbers > 1 else f"1 van de {answers} antwoorden."
    )


def evidence(kind: str, note: str | None) -> str:
    """What an answer rests on."""
    name = EVIDENCE[kind]
    return f"{name}: {note}" if note and note.strip() else f"{name}."

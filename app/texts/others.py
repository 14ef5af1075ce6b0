"""What somebody who answered a question hears of the answers of others."""

from collections.abc import Sequence

from app.texts.counting import counted


def how_many(people: int) -> str:
    """How many others answered."""
    if people == 0:
        return "Nog niemand anders heeft deze vraag beantwoord."
    return f"{counted(people, 'ander heeft', 'anderen hebben')} deze vraag ook beantwoord."


def lowest_and_highest(scores: Sequence[int]) -> str:
    """Between which scores (lowest first) their answers lie."""
    if not scores:
        return "Niemand van hen koos een antwoord van 0 tot en met 4."
    if scores[0] == scores[-1]:
        return f"Wie een antwoord van 0 tot en met 4 koos, koos steeds {scores[0]}."
    return f"Het laagste antwoord is {scores[0]}, het hoogste {scores[-1]}."

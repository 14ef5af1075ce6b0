"""How much people differ about a question, and how that is counted (S13, S14)."""

from collections.abc import Sequence

from app.formatting import Number, number
from app.texts.counting import listing

KINDS = {
    "single": "1 antwoord",
    "agreed": "eens",
    "spread": "verspreid",
    "different": "verschil",
}


def mean(count: int, value: Number) -> str:
    """The mean of the answers, in steps."""
    return f"Het gemiddelde van de {count} antwoorden is {number(value)}."


def deviation(distances: Sequence[Number], value: Number) -> str:
    """How far the answers lie from their mean, one by one."""
    if not value:
        return f"Alle antwoorden zijn gelijk. Gemiddeld verschil: {number(value)} stap."
    each = listing([number(distance) for distance in distances])
    return f"De antwoorden liggen {each} van het gemiddelde af. Gemiddeld verschil: {number(value)} stap."


def deviation_only(value: Number) -> str:
    """The same without what anybody answered."""
    return f"Gemiddeld verschil: {number(value)} stap. Zo ver liggen de antwoorden gemiddeld van het gemiddelde af."


def kind(name: str) -> str:
    """What that is called."""
    return f"Dat heet ‘{KINDS[name]}’."


def inside_outside(level: str, inside: Number, outside: Number, counts: tuple[int, int]) -> str:
    """The people of the level itself against all others."""
    return (
        f"Mensen bij {level} antwoorden gemiddeld {number(inside)} ({counts[0]} antwoorden), "
        f"anderen {number(outside)} ({counts[1]} antwoorden)."
    )

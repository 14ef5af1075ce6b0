"""How the numbers of the municipality as a whole come about (S15)."""

from collections.abc import Sequence

from app.formatting import Number, number
from app.texts.counting import listing, part_of, sentence_start

BREADTH = "Domeinen met 62,5 punten of meer"
DEPTH = "Het middelste totaal"
BALANCE = "Het verschil tussen niveaus"


def breadth(reached: int, shown: int) -> str:
    """How many domains have a total of 62.5 or more."""
    if shown == 0:
        return "Nog geen enkel domein heeft een totaal."
    if shown == 1:
        return f"Het ene domein met een totaal heeft {'62,5 punten of meer' if reached else 'minder dan 62,5 punten'}."
    have = "heeft" if reached < 2 else "hebben"
    return sentence_start(f"{part_of(reached, shown)} domeinen met een totaal {have} 62,5 punten of meer.")


def above(totals: Sequence[tuple[str, Number]]) -> str:
    """The domains that count."""
    return f"Wel 62,5 of meer: {_listed(totals)}."


def below(totals: Sequence[tuple[str, Number]]) -> str:
    """The domains that do not."""
    return f"Minder dan 62,5: {_listed(totals)}."


def without_total(names: Sequence[str]) -> str:
    """The domains that have no total."""
    return f"Nog zonder totaal, dus niet meegeteld: {listing(names)}."


def median(what: str, parts: Sequence[tuple[str, Number]], value: Number) -> str:
    """The middle one of some numbers, or the mean of the middle two."""
    start = f"{what} van laag naar hoog: {_listed(parts)}."
    if len(parts) == 1:
        return f"Er is er 1: {_listed(parts)}."
    if len(parts) % 2:
        return f"{start} De middelste is {number(value)}."
    return f"{start} Het gemiddelde van de middelste twee is {number(value)}."


def gap(name: str, highest: tuple[str, Number], lowest: tuple[str, Number], value: Number) -> str:
    """The highest minus the lowest level of a domain."""
    (high, high_value), (low, low_value) = highest, lowest
    if high == low:
        return f"{name}: alle niveaus {number(low_value)}. Het verschil is {number(value)}."
    return f"{name}: {number(high_value)} ({high}) min {number(low_value)} ({low}) is {number(value)}."


def without_levels(names: Sequence[str]) -> str:
    """The domains of which not all levels have a score."""
    return f"Nog niet alle niveaus hebben een score, dus niet meegeteld: {listing(names)}."


NO_DEPTH = "Er is nog geen middelste totaal, want nog geen enkel domein heeft een totaal."
NO_BALANCE = "Dit getal is er nog niet, want van geen enkel domein hebben alle niveaus een score."


def _listed(parts: Sequence[tuple[str, Number]]) -> str:
    return listing([f"{name} ({number(value)})" for name, value in parts])

"""Why a domain has its place in the order of chances, and how certain that is (S20, S21)."""

from collections.abc import Mapping, Sequence

from app.formatting import Number, number
from app.texts.counting import listing
from scoring.opportunity import Way

WAYS: Mapping[Way, str] = {
    "geometric": "de wortel uit opbrengst keer haalbaarheid",
    "arithmetic": "het gemiddelde van opbrengst en haalbaarheid",
    "minimum": "de laagste van opbrengst en haalbaarheid",
}


def order(chances: Sequence[tuple[str, Number]]) -> str:
    """The chances of all domains with an order, highest first."""
    return f"De kansen van hoog naar laag: {listing([f'{name} ({number(value)})' for name, value in chances])}."


def place(name: str, rank: int, others: Sequence[str]) -> str:
    """The place, and with whom it is shared."""
    return f"{name} staat op plaats {rank}{f', samen met {listing(others)}' if others else ''}."


def certainty(best: int, worst: int) -> str:
    """The best and the worst place."""
    if best == worst:
        return "Die plaats is zeker."
    return f"Die plaats is niet zeker. De beste plaats die kan, is {best}. De slechtste is {worst}."


def way(way_: Way, span: tuple[Number, Number], places: tuple[int, int]) -> str:
    """What one way of combining return and feasibility gives."""
    low, high = (number(value) for value in span)
    lies = f"is de kans {low}" if low == high else f"ligt de kans tussen {low} en {high}"
    best, worst = places
    where = f"plaats {best}" if best == worst else f"plaats {best} tot {worst}"
    return f"Rekenen we met {WAYS[way_]}, dan {lies}. Dat geeft {where}."


def surely(above: Sequence[tuple[str, Number]], below: Sequence[tuple[str, Number]]) -> str | None:
    """Which domains surely stand above and below (name, their lowest and highest chance); None when there are none."""
    parts = []
    if above:
        parts.append(f"Zeker erboven: {listing([f'{name} (minstens {number(low)})' for name, low in above])}.")
    if below:
        parts.append(f"Zeker eronder: {listing([f'{name} (hoogstens {number(high)})' for name, high in below])}.")
    return " ".join(parts) or None


def in_short(name: str, rank: int, best: int, worst: int) -> str:
    """A domain in the order of all of them."""
    return f"{name}: plaats {rank}, {'zeker' if best == worst else f'niet zeker (plaats {best} tot {worst})'}."


NO_ORDER = "Nog geen enkel domein heeft een kans. Daarom is er geen volgorde."

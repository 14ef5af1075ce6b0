"""The place of a domain in the order of chances, explained (S20, S21)."""

from collections.abc import Iterable

from app.reports.explained.case import Case
from app.reports.explained.model import Explained
from app.texts.explanations import places as texts
from scoring.explanation import Step
from scoring.opportunity import APART, TOLERANCE, WAYS, Way


def place_explained(case: Case, domain_id: str) -> Explained:
    """Why a domain stands where it stands; it has a place."""
    own, name = case.places[domain_id], case.name(domain_id)
    rank, best, worst = (int(step.value or 0) for step in (own.rank, own.best, own.worst))
    shared = [case.name(each) for each, places in case.places.items() if places.rank.value == rank]
    sentences = [
        texts.order(chances_in_order(case, own.rank)),
        texts.place(name, rank, [other for other in shared if other != name]),
        *(_way(case, *each) for each in zip(WAYS, own.best.parts[1:], own.worst.parts[1:], strict=True)),
        texts.certainty(best, worst),
    ]
    return Explained("plaats", "Plaats in de volgorde", str(rank), tuple(sentences), ("S20", "S21"))


def chances_in_order(case: Case, rank: Step) -> list[tuple[str, float]]:
    """The chances that a rank is made of, highest first."""
    return _named(case, rank.parts)


def _named(case: Case, steps: Iterable[Step]) -> list[tuple[str, float]]:
    chances = [(case.name(step.subject), float(step.value or 0)) for step in steps]
    return sorted(chances, key=lambda found: -found[1])


def _way(case: Case, way: Way, best: Step, worst: Step) -> str:
    """What one way gives: `best` has the own highest chance and the lowest of others, `worst` the own lowest."""
    (high, *lows), (low, *highs) = best.parts, worst.parts
    span = (float(low.value or 0), float(high.value or 0))
    above = _named(case, (other for other in lows if _apart(other, high)))
    below = _named(case, (other for other in highs if _apart(low, other)))
    first = texts.way(way, span, (int(best.value or 0), int(worst.value or 0)))
    surely = texts.surely(above, below)
    return f"{first} {surely}" if surely else first


def _apart(one: Step, other: Step) -> bool:
    """Whether one chance is surely above the other."""
    return float(one.value or 0) - float(other.value or 0) >= APART - TOLERANCE

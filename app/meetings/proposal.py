"""Which points are proposed for a meeting, and in which order: a pure rule.

An hour holds about twelve points, and a review has some fifty. Proposed are those on which talking can change most:

1. **How far apart.** How many steps the answer can still move when people talk. Where they differ: twice the mean
   deviation, which is what lies between two people, and in a larger group is not carried by one of them alone. Where
   the people of a level see it differently than the others: what lies between both. What nobody knows can become
   anything, but in the room nobody can say what, only who can be asked: one step, which is less than a difference.
   That somebody says a question does not apply: one step too, since it decides whether the question counts.
2. **Importance.** Those steps times what one step on this question moves the total of its domain. A question that
   fills a cell alone moves it more than one of three in a cell.
3. **The weakest domain first**, of points that move as much: there is most to win. A domain without a total comes
   last; then the order of the questionnaire decides.

Evidence and doubt are not proposed: evidence can be gathered after the talk, and doubt of one person is in the
differences. They can be added. What was chosen is discussed domain by domain, the domain with the first point first:
nobody has to change the subject twice.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.state.points import Kind, Point
from questionnaires.model import GENERAL, Questionnaire
from scoring.profile import grid
from scoring.result import Result

HOUR, USUAL = 60, 5
"""Minutes of a meeting and of a point, when nobody says otherwise."""
UNKNOWN = APPLIES = Fraction(1)
"""Steps that the answer can move where nobody knows it, and where it is about whether the question counts."""


@dataclass(frozen=True, slots=True)
class AgendaPoint:
    """An item that could be discussed."""

    item: str
    kind: Kind
    """The first that it is a point of."""
    moves: Fraction
    """What talking can move in the total of its domain, in steps; 0 for what is not proposed by itself."""
    total: Fraction | None
    """The total of its domain."""


def how_many(minutes: int, per_point: int) -> int:
    """How many points fit in so many minutes; without a clock as many as with the usual one, and one at least."""
    return max(1, minutes // (per_point or USUAL))


def agenda_points(questionnaire: Questionnaire, result: Result, points: Iterable[Point]) -> tuple[AgendaPoint, ...]:
    """Every item with an open point once, what can move most first."""
    kinds: dict[str, list[Kind]] = {}
    for point in points:
        # What strikes in the answers of one person is no matter for a meeting.
        if point.item:
            kinds.setdefault(point.item, []).append(point.kind)
    weights = _weights(questionnaire)
    found = [_agenda_point(item, own, weights, result) for item, own in kinds.items()]
    places = {item: place for place, item in enumerate(_in_order(questionnaire, result))}
    return tuple(sorted(found, key=lambda one: (-one.moves, one.total is None, one.total or 0, places[one.item])))


def _agenda_point(item: str, kinds: Sequence[Kind], weights: Mapping[str, Fraction], result: Result) -> AgendaPoint:
    domain, question = item.split("/")
    steps = max((_steps(item, kind, result) for kind in kinds), default=Fraction(0))
    total = None if domain == GENERAL else result.domains[domain].known.total
    # A general question moves no total: it comes after every other one that people see as differently.
    weight = weights.get(question, min(weights.values()) / 2)
    return AgendaPoint(item, kinds[0], steps * weight, total)


def _steps(item: str, kind: Kind, result: Result) -> Fraction:
    if kind == "different":
        return 2 * result.agreement[item].average_deviation
    if kind == "inside_outside":
        sides = result.inside_outside[item]
        return abs(sides.inside - sides.outside)
    return {"unknown": UNKNOWN, "not_applicable": APPLIES}.get(kind, Fraction(0))


def _weights(questionnaire: Questionnaire) -> dict[str, Fraction]:
    """What a question counts for in the total of its domain when everything is known (S2-S6)."""
    layout = grid(questionnaire)
    cells = len(layout.dimensions) * len(layout.levels)
    found: dict[str, Fraction] = {}
    for dimension in layout.dimensions:
        for level in layout.levels:
            facets = [ids for facet in layout.facets[dimension] if (ids := layout.places[facet, level])]
            found |= {question: Fraction(1, cells * len(facets) * len(ids)) for ids in facets for question in ids}
    return found


def _in_order(questionnaire: Questionnaire, result: Result) -> Iterable[str]:
    asked = questionnaire.of_kind("domain")
    yield from (f"{domain}/{question.id}" for domain in result.domains for question in asked)
    yield from (f"{GENERAL}/{question.id}" for question in questionnaire.of_kind("general"))


def proposed(found: Sequence[AgendaPoint], most: int) -> tuple[str, ...]:
    """The items that are proposed: the first of those on which talking changes something."""
    return tuple(one.item for one in found if one.moves)[:most]


def by_domain(items: Collection[str], found: Sequence[AgendaPoint], everything: Iterable[str]) -> tuple[str, ...]:
    """These items as they are discussed: by domain, the domain with the first of them first.

    `found` says which comes first; what is not in there follows in the order of `everything`.
    """
    ranked = [*(one.item for one in found), *everything]
    chosen = [item for item in dict.fromkeys(ranked) if item in items]
    domains = {domain: place for place, domain in enumerate(dict.fromkeys(_domain(item) for item in chosen))}
    return tuple(sorted(chosen, key=lambda item: domains[_domain(item)]))


def _domain(item: str) -> str:
    return item.partition("/")[0]

"""What there is to talk about in the answers of an assessment, from the answers alone: pure."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from itertools import groupby, pairwise
from statistics import median
from typing import Literal, TypeAlias, get_args

from questionnaires.model import GENERAL, Questionnaire
from scoring.assessment import AgreedScore, Answer, Assessment
from scoring.items import answers_by_item, item_id
from scoring.result import ItemScore, Result

Kind: TypeAlias = Literal[
    "different", "inside_outside", "unknown", "not_applicable", "uncertain", "pattern", "no_evidence"
]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""In the order in which they are best discussed: what it rests on can be written down after the talk."""


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to talk about, of one kind."""

    kind: Kind
    domain: str
    subject: str
    """The item (`geld/A.BE`), or `geld/<participant>` of a pattern in somebody's answers."""
    level: str | None
    """Of the question; of a pattern, where this person works. None where there is no level."""

    @property
    def item(self) -> str | None:
        """The item that it is about; None of a pattern."""
        return None if self.kind == "pattern" else self.subject

    @property
    def participant(self) -> str | None:
        """The id of whose answers it is about; None of everything that is no pattern."""
        return self.subject.partition("/")[2] if self.kind == "pattern" else None

    @property
    def key(self) -> tuple[str, str]:
        """What makes it this point: its kind and its subject."""
        return self.kind, self.subject


MANY = 6
"""With fewer answers a pattern says nothing."""
FAST = 5
"""Seconds for a question; below it nobody can have read the five answers."""

Part: TypeAlias = tuple[str, str]
"""What one person answered about one domain: the ids of the participant and the domain."""


@dataclass(frozen=True, slots=True)
class Alike:
    """So many answers with a score, all this value."""

    n: int
    value: int


def alike_parts(answers: Iterable[Answer]) -> dict[Part, Alike]:
    """Who gave everywhere in a domain the same value 0-4, over at least MANY answers; others are absent."""
    values: dict[Part, list[int]] = {}
    for answer in answers:
        if isinstance(answer.value, int):
            part = answer.participant, answer.item.partition("/")[0]
            values.setdefault(part, []).append(answer.value)
    return {
        part: Alike(len(given), given[0])
        for part, given in values.items()
        if len(given) >= MANY and given.count(given[0]) == len(given)
    }


def fast_parts(saved: Mapping[str, Iterable[tuple[str, datetime]]]) -> dict[Part, float]:
    """Who answered a domain very fast, with the seconds that a question took them (the median).

    `saved` has for each participant the items with the moment at which each was first saved. What was saved at one
    moment stood on one page: the time since what was saved before it is shared by the questions on it. How long
    the first page took is not known.
    """
    found: dict[Part, list[float]] = {}
    for participant, moments in saved.items():
        for item, seconds in _paces(moments):
            found.setdefault((participant, item.partition("/")[0]), []).append(seconds)
    paces = {part: median(seconds) for part, seconds in found.items() if len(seconds) >= MANY}
    return {part: pace for part, pace in paces.items() if pace < FAST}


def _paces(moments: Iterable[tuple[str, datetime]]) -> Iterator[tuple[str, float]]:
    """Each item with the seconds that it took, as far as that is known."""
    ordered = sorted(moments, key=lambda saved: saved[1])
    pages = [(moment, [item for item, _ in page]) for moment, page in groupby(ordered, key=lambda saved: saved[1])]
    for (before, _), (moment, items) in pairwise(pages):
        seconds = (moment - before).total_seconds() / len(items)
        yield from ((item, seconds) for item in items)


HIGH = 3
"""From this value on an answer asks for evidence."""
APART = Fraction(1)
"""Answer steps between the people of a level and the others from which it is a point (S14)."""


@dataclass(frozen=True, slots=True)
class ItemSaid:
    """Everything about one item that decides which points it has."""

    domain: str
    item: str
    level: str | None
    answers: Sequence[Answer]
    agreed: AgreedScore | None
    score: ItemScore
    result: Result

    def differs(self) -> bool:
        """S13 says `different`; an item with an agreed score is not in there."""
        agreement = self.result.agreement.get(self.item)
        return agreement is not None and agreement.kind == "different"

    def deviation(self) -> Fraction:
        """How far an item that differs lies apart (S13)."""
        return self.result.agreement[self.item].average_deviation

    def differs_by_place(self) -> bool:
        """S14: who works at the level of the question sees it a step or more differently than the others."""
        return self.item in self.result.inside_outside and self.agreed is None and self.gap() >= APART

    def gap(self) -> Fraction:
        """How far the people of the level and the others lie apart (S14)."""
        sides = self.result.inside_outside[self.item]
        return abs(sides.inside - sides.outside)

    def is_bare(self) -> bool:
        """A 3 or 4 that counts, and nobody who gave or agreed one said what it rests on."""
        high = [answer for answer in self.answers if isinstance(answer.value, int) and answer.value >= HIGH]
        if self.agreed is None:
            return bool(high) and not _supported(high)
        value = self.agreed.value
        agreed_high = isinstance(value, int) and value >= HIGH
        return agreed_high and not _supported([self.agreed, *high])

    def is_unknown(self) -> bool:
        """S1 says `unknown`."""
        return self.score.state == "unknown"

    def is_refused(self) -> bool:
        """Somebody says that the question does not apply."""
        return self.agreed is None and any(answer.value == "not_applicable" for answer in self.answers)

    def is_uncertain(self) -> bool:
        """Somebody is not sure of their answer."""
        return self.agreed is None and any(answer.confidence == "not_sure" for answer in self.answers)


def _supported(said: Iterable[Answer | AgreedScore]) -> bool:
    return any(each.evidence is not None and each.evidence.counts for each in said)


_TESTS: Mapping[Kind, Callable[[ItemSaid], bool]] = {
    "different": ItemSaid.differs,
    "inside_outside": ItemSaid.differs_by_place,
    "no_evidence": ItemSaid.is_bare,
    "unknown": ItemSaid.is_unknown,
    "not_applicable": ItemSaid.is_refused,
    "uncertain": ItemSaid.is_uncertain,
}
_SIZES: Mapping[Kind, Callable[[ItemSaid], Fraction]] = {
    "different": ItemSaid.deviation,
    "inside_outside": ItemSaid.gap,
}
"""By what the points of a kind are put in order, the largest first."""


def points(
    questionnaire: Questionnaire, assessment: Assessment, result: Result, *, patterns: Collection[Part]
) -> tuple[Point, ...]:
    """All points, in the order of KINDS, then of how far they lie apart, the domains (the general part last) and the
    questionnaire.

    `result` is what `scoring.engine.score` makes of the assessment; `patterns` are the parts
    that `alike_parts` and `fast_parts` found.
    """
    said = tuple(_said(questionnaire, assessment, result))
    found: list[Point] = []
    for kind in KINDS:
        if kind == "pattern":
            found += _patterns(assessment, patterns)
        else:
            own = [one for one in said if _TESTS[kind](one)]
            size = _SIZES.get(kind)
            ordered = own if size is None else sorted(own, key=size, reverse=True)
            found += (Point(kind, one.domain, one.item, one.level) for one in ordered)
    return tuple(found)


def counts(found: Collection[Point]) -> dict[Kind, int]:
    """How many points there are of each kind; every kind is there."""
    numbers = Counter(point.kind for point in found)
    return {kind: numbers[kind] for kind in KINDS}


def _said(questionnaire: Questionnaire, assessment: Assessment, result: Result) -> Iterator[ItemSaid]:
    answers, agreed = answers_by_item(assessment), {score.item: score for score in assessment.agreed}
    profile, general = questionnaire.of_kind("domain"), questionnaire.of_kind("general")
    for domain, questions in (*((domain, profile) for domain in assessment.domains), (GENERAL, general)):
        for question in questions:
            item = item_id(domain, question.id)
            score = result.general_items[item] if domain == GENERAL else result.domains[domain].items[question.id]
            given = answers.get(item, ())
            yield ItemSaid(domain, item, question.level, given, agreed.get(item), score, result)


def _patterns(assessment: Assessment, striking: Collection[Part]) -> Iterator[Point]:
    """Per domain and person; agreed scores do not end it, since it is about how somebody answered."""
    for domain in (*assessment.domains, GENERAL):
        for person in assessment.participants:
            if (person.id, domain) in striking:
                yield Point("pattern", domain, f"{domain}/{person.id}", person.level)


def split_settled(
    found: Iterable[Point],
    settled: Mapping[tuple[str, str], datetime],
    answered: Mapping[str, datetime],
    agreed: Mapping[str, datetime],
) -> tuple[tuple[Point, ...], tuple[Point, ...]]:
    """(open, settled) points. `settled` has the moment by the key of a point.

    `answered` has when the subject of a point was last answered: the item, or of a pattern the domain by its person.
    `agreed` has when the agreed score of an item was last saved: it can be a high score without evidence itself.
    """
    still: list[Point] = []
    over: list[Point] = []
    for point in found:
        moment = settled.get(point.key)
        said = [answered.get(point.subject), agreed.get(point.subject) if point.kind == "no_evidence" else None]
        (still if moment is None or any(anew and anew > moment for anew in said) else over).append(point)
    return tuple(still), tuple(over)

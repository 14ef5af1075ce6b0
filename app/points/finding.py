"""From the answers of an assessment to the points in them; chance questions have none, people answer those together."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.points.model import KINDS, Kind, Point
from app.points.patterns import Part
from questionnaires.model import GENERAL, Questionnaire
from scoring.assessment import AgreedScore, Answer, Assessment
from scoring.items import answers_by_item, item_id
from scoring.result import ItemScore, Result

HIGH = 3
"""From this value on an answer asks for evidence."""
APART = Fraction(1)
"""Answer steps between the people of a level and the others from which it is a point (S14)."""


@dataclass(frozen=True, slots=True)
class Said:
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

    def differs_by_place(self) -> bool:
        """S14: who works at the level of the question sees it a step or more differently than the others."""
        sides = self.result.inside_outside.get(self.item)
        return sides is not None and self.agreed is None and abs(sides.inside - sides.outside) >= APART

    def is_bare(self) -> bool:
        """A 3 or 4 that counts, and nobody who gave or agreed one said what it rests on."""
        high = [answer for answer in self.answers if isinstance(answer.value, int) and answer.value >= HIGH]
        if self.agreed is None:
            return bool(high) and not any(answer.evidence for answer in high)
        value = self.agreed.value
        agreed_high = isinstance(value, int) and value >= HIGH
        return agreed_high and not self.agreed.evidence and not any(answer.evidence for answer in high)

    def is_unknown(self) -> bool:
        """S1 says `unknown`."""
        return self.score.state == "unknown"

    def is_refused(self) -> bool:
        """Somebody says that the question does not apply."""
        return self.agreed is None and any(answer.value == "not_applicable" for answer in self.answers)

    def is_uncertain(self) -> bool:
        """Somebody is not sure of their answer."""
        return self.agreed is None and any(answer.confidence == "not_sure" for answer in self.answers)


_TESTS: Mapping[Kind, Callable[[Said], bool]] = {
    "different": Said.differs,
    "inside_outside": Said.differs_by_place,
    "no_evidence": Said.is_bare,
    "unknown": Said.is_unknown,
    "not_applicable": Said.is_refused,
    "uncertain": Said.is_uncertain,
}


def points(
    questionnaire: Questionnaire, assessment: Assessment, result: Result, *, patterns: Collection[Part]
) -> tuple[Point, ...]:
    """All points, in the order of KINDS, then of the domains and the questionnaire; the general part last.

    `result` is what `scoring.engine.score` makes of the assessment; `patterns` are the parts
    that `alike_parts` and `fast_parts` found.
    """
    said = tuple(_said(questionnaire, assessment, result))
    found: list[Point] = []
    for kind in KINDS:
        if kind == "pattern":
            found += _patterns(assessment, patterns)
        else:
            found += (Point(kind, one.domain, one.item, one.level) for one in said if _TESTS[kind](one))
    return tuple(found)


def counts(found: Collection[Point]) -> dict[Kind, int]:
    """How many points there are of each kind; every kind is there."""
    numbers = Counter(point.kind for point in found)
    return {kind: numbers[kind] for kind in KINDS}


def _said(questionnaire: Questionnaire, assessment: Assessment, result: Result) -> Iterator[Said]:
    answers, agreed = answers_by_item(assessment), {score.item: score for score in assessment.agreed}
    profile, general = questionnaire.of_kind("domain"), questionnaire.of_kind("general")
    for domain, questions in (*((domain, profile) for domain in assessment.domains), (GENERAL, general)):
        for question in questions:
            item = item_id(domain, question.id)
            score = result.general_items[item] if domain == GENERAL else result.domains[domain].items[question.id]
            given = answers.get(item, ())
            yield Said(domain, item, question.level, given, agreed.get(item), score, result)


def _patterns(assessment: Assessment, striking: Collection[Part]) -> Iterator[Point]:
    """Per domain and person; agreed scores do not end it, since it is about how somebody answered."""
    for domain in (*assessment.domains, GENERAL):
        for person in assessment.participants:
            if (person.id, domain) in striking:
                yield Point("pattern", domain, f"{domain}/{person.id}", person.level)

"""Points as the list shows them: where they are, and what the answers say in a line or two."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from app.asked import domains_of
from app.points import HIGH, Kind, Point
from app.reports.queries import StoredAnswer
from app.reports.sentences import unknown
from app.reviews.queries.items import value_text, values_in_short
from app.reviews.queries.point_list import Filter, address
from app.reviews.queries.points import Found, Settlement
from app.reviews.queries.review import Review
from app.texts import points as texts
from questionnaires.model import GENERAL, Question
from scoring.items import item_id

MOST_OF_A_KIND = 15
"""How many points of a kind are listed together with other kinds."""


@dataclass(frozen=True, slots=True)
class ShownPoint:
    """One point on the list."""

    title: str
    """The question; of a pattern whose answers it is about."""
    where: str
    """The domain, and the level when it has one."""
    fact: str
    said: Sequence[tuple[str, str]]
    """(function, text): what people wrote that belongs to it."""
    settled: Settlement | None
    url: str


@dataclass(frozen=True, slots=True)
class Group:
    """The points of one kind on the list, all or the first of them."""

    kind: Kind
    first: int
    """The place of the first of them on the list, from 1."""
    count: int
    points: Sequence[ShownPoint]

    @property
    def left(self) -> int:
        """How many there are besides."""
        return self.count - len(self.points)


@dataclass(frozen=True)
class PointRows:
    """Writes down what the points are about."""

    review: Review
    found: Found
    chosen: Filter

    def groups(self) -> tuple[Group, ...]:
        """The points that the filter keeps, by kind."""
        listed = self.chosen.applied(self.found)
        groups: list[Group] = []
        for kind in dict.fromkeys(point.kind for point in listed):
            own = [point for point in listed if point.kind == kind]
            shown = own if self.chosen.kind else own[:MOST_OF_A_KIND]
            groups.append(Group(kind, listed.index(own[0]) + 1, len(own), [self.shown(point) for point in shown]))
        return tuple(groups)

    def shown(self, point: Point) -> ShownPoint:
        """One point."""
        review = self.review
        title = self._question(point).text if point.item else self._person(point)
        level = review.questionnaire.level(point.level).title.lower() if point.level else None
        return ShownPoint(
            title=title,
            where=f"{review.title(point.domain)}, {level}" if level and point.item else review.title(point.domain),
            fact=_FACTS[point.kind](self, point),
            said=self._reasons(point) if point.kind == "not_applicable" else (),
            settled=self.found.settlements.get(point.key),
            url=address(review.assessment, point, self.chosen),
        )

    def _question(self, point: Point) -> Question:
        return self.review.question(point.domain, point.subject.partition("/")[2])

    def _person(self, point: Point) -> str:
        people = {str(part): who for part, who in self.review.people.items()}
        return people[point.participant or ""]

    def _answers(self, point: Point) -> Sequence[StoredAnswer]:
        return self.review.answers.get(point.subject, ())

    def _difference(self, point: Point) -> str:
        deviation = self.review.result.agreement[point.subject].average_deviation
        return texts.difference(values_in_short(answer.value for answer in self._answers(point)), deviation)

    def _sides(self, point: Point) -> str:
        sides = self.review.result.inside_outside[point.subject]
        return texts.sides(sides.inside, sides.outside)

    def _high(self, point: Point) -> str:
        agreed = self.review.agreed.get(point.subject)
        high = [a for a in self._answers(point) if a.value.isdecimal() and int(a.value) >= HIGH]
        return texts.high(len(high), agreed.value if agreed else None)

    def _unknown(self, point: Point) -> str:
        return texts.could_know(len(self._answers(point)), who_could_know(self.review, point.domain, point.level))

    def _refused(self, point: Point) -> str:
        answers = self._answers(point)
        return texts.refused(sum(answer.value == "not_applicable" for answer in answers), len(answers))

    def _pattern(self, point: Point) -> str:
        person = uuid.UUID(point.participant)
        return " ".join(striking_sentences(self.found, point.domain, person))

    def _unsure(self, point: Point) -> str:
        unsure = [answer for answer in self._answers(point) if answer.confidence == "not_sure"]
        return texts.unsure([self.review.people[answer.participation_id] for answer in unsure])

    def _reasons(self, point: Point) -> Sequence[tuple[str, str]]:
        refused = [answer for answer in self._answers(point) if answer.value == "not_applicable" and answer.reason]
        return [(self.review.people[answer.participation_id], answer.reason or "") for answer in refused]


_FACTS: Mapping[Kind, Callable[[PointRows, Point], str]] = {
    "different": PointRows._difference,
    "inside_outside": PointRows._sides,
    "no_evidence": PointRows._high,
    "unknown": PointRows._unknown,
    "not_applicable": PointRows._refused,
    "pattern": PointRows._pattern,
    "uncertain": PointRows._unsure,
}


def striking_sentences(found: Found, domain: str, participation_id: uuid.UUID) -> tuple[str, ...]:
    """What is striking about what one person answered about a domain."""
    part = str(participation_id), domain
    sentences = []
    if alike := found.alike.get(part):
        sentences.append(texts.alike(alike.n, alike.value))
    if part in found.paces:
        sentences.append(texts.fast(found.paces[part]))
    return tuple(sentences)


def answers_of(review: Review, domain: str, participation_id: uuid.UUID) -> Sequence[tuple[Question, str]]:
    """(question, answer) of all that one person answered about a domain, in order."""
    given = {answer.item: answer.value for answer in review.rows.answers if answer.participation_id == participation_id}
    asked = [(question, given.get(item_id(domain, question.id))) for question in review.questions(domain)]
    return [(question, value_text(value)) for question, value in asked if value is not None]


def who_could_know(review: Review, domain: str, level: str | None) -> str:
    """Whom to ask what nobody knew."""
    if domain == GENERAL or level is None:
        return unknown.GENERAL
    names = next(found.parameters for found in domains_of(review.assessment) if found.id == domain)
    return unknown.who_could_know(level, names.bestuurder, names.domein, names.uitvoerders)

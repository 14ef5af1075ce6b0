"""What a report is written from: answers and scores looked up once, and how, by whom and when it was made."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, TypeAlias

from app.state.points import Alike, Part, Point, alike_parts, points
from questionnaires.model import GENERAL, Domain, Level, Question, Questionnaire
from scoring.assessment import AgreedScore, Answer, Assessment
from scoring.comparison import Comparison
from scoring.items import answers_by_item, item_id
from scoring.result import DomainResult, ItemScore, Result

FUNCTIONS = {
    "coordinator": ("coördinator", "coördinatoren"),
    "adviser": ("adviseur van de Stichting", "adviseurs van de Stichting"),
    "participant": ("collega", "collega’s"),
}
"""What somebody is, and more of them."""


def role_at_level(role: str, level: str | None) -> str:
    """What somebody is, without a name: `coördinator`, `collega bij beleid`."""
    name = FUNCTIONS[role][0]
    return f"{name} bij {level.lower()}" if level else name


Way: TypeAlias = Literal["together", "invited", "mixed"]


@dataclass(frozen=True, slots=True)
class ReportRemark:
    """A remark that is meant for everyone: about an item (`geld/A.BE`), by a function, never by a name."""

    item: str
    function: str
    text: str


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What a colleague wrote under an open question about a domain; by a function, never by a name."""

    domain: str
    question: str
    function: str
    text: str


@dataclass(frozen=True, slots=True)
class ReportContext:
    """How this report came about. There is no clock here: a date that is not given is not printed."""

    title: str | None = None
    """The municipality's own name for this round."""
    date: datetime.date | None = None
    filled_in: str | None = None
    """When it was filled in, as text: `maart en april 2026`."""
    agreed_by: tuple[str, ...] = ()
    """The functions of who agreed it, with their article: `de coördinator`."""
    way: Way | None = None
    people: Mapping[str, int] = field(default_factory=dict)
    """How many people per function, `beleidsmedewerker`; empty: counted from the participants."""
    functions: Mapping[str, str] = field(default_factory=dict)
    """What participants are, by their id, as the adviser's edition says it; otherwise their role and level."""
    person_of: Mapping[str, str] = field(default_factory=dict)
    """Under which id a participant stands in the answers as a file, where that is another one."""
    version: int = 1
    document_id: str | None = None
    check_page: str | None = None
    """The address where anybody can check whether a file is this report."""
    remarks: tuple[ReportRemark, ...] = ()
    dissents: Mapping[str, str] = field(default_factory=dict)
    """Who sees an agreed score differently and why, by item: it stands beside the score for good."""
    own_words: tuple[OwnWords, ...] = ()
    """In the order of the questions; for the adviser's edition only."""
    preliminary: bool = False
    without_adviser: bool = False
    comparison: Comparison | None = None
    """With an earlier round, where there is one to compare with."""


@dataclass(frozen=True, slots=True)
class Item:
    """One question about one domain, with everything that was said about it."""

    id: str
    question: Question
    """With its parameters filled in."""
    score: ItemScore
    answers: tuple[Answer, ...]
    agreed: AgreedScore | None

    @property
    def numbers(self) -> tuple[int, ...]:
        """The values 0 to 4 among the answers."""
        return tuple(answer.value for answer in self.answers if isinstance(answer.value, int))


@dataclass(frozen=True, eq=False)
class DomainMaterial:
    """One domain with its result and items."""

    domain: Domain
    result: DomainResult
    items: tuple[Item, ...]
    """The profile items, in the order of the questionnaire."""
    chances: tuple[Item, ...]
    """The chance questions."""

    @property
    def name(self) -> str:
        """The name as it stands inside a sentence."""
        return self.domain.short


@dataclass(frozen=True, eq=False)
class Material:
    """Everything a report is made of."""

    questionnaire: Questionnaire
    assessment: Assessment
    result: Result
    context: ReportContext

    @cached_property
    def domains(self) -> tuple[DomainMaterial, ...]:
        """The chosen domains, in their order."""
        chosen = self.questionnaire.chosen_domains(
            self.assessment.domains, self.assessment.own_domains, self.assessment.renamed
        )
        return tuple(self._domain(domain) for domain in chosen)

    @cached_property
    def general(self) -> tuple[Item, ...]:
        """The municipality-wide items."""
        return tuple(
            self._item(GENERAL, question, self.result.general_items[item_id(GENERAL, question.id)])
            for question in self.questionnaire.of_kind("general")
        )

    @cached_property
    def by_id(self) -> Mapping[str, DomainMaterial]:
        return {domain.domain.id: domain for domain in self.domains}

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """What there is to talk about, as on the list of the review; how fast somebody answered is in no file."""
        return points(self.questionnaire, self.assessment, self.result, patterns=self.alike.keys())

    @cached_property
    def alike(self) -> Mapping[Part, Alike]:
        """Who answered a domain everywhere alike, and what."""
        return alike_parts(answer for answer in self.assessment.answers if answer.item not in self.chance_items)

    @cached_property
    def chance_items(self) -> frozenset[str]:
        """The items of the chance questions, which people answer together."""
        return frozenset(item.id for domain in self.domains for item in domain.chances)

    @cached_property
    def levels(self) -> Mapping[str, Level]:
        return {level.id: level for level in self.questionnaire.levels}

    @cached_property
    def sole_participant(self) -> bool:
        """Whether one person filled in everything: only then are loose answers not somebody's own."""
        return len(self.assessment.participants) == 1

    def dimension_title(self, dimension: str) -> str:
        return self.questionnaire.dimension(dimension).title

    def role_of(self, participant_id: str) -> str:
        """The role of a participant, and the level where they work: what any reader may know."""
        person = next(person for person in self.assessment.participants if person.id == participant_id)
        return role_at_level(person.role, self.levels[person.level].title if person.level else None)

    def function_of(self, participant_id: str) -> str:
        """What a participant is, without a name; for the adviser's edition only, where it stands by every answer."""
        return self.context.functions.get(participant_id) or self.role_of(participant_id)

    def everything(self) -> Iterator[tuple[DomainMaterial | None, Item]]:
        """All items with their domain: of the domains, their chances, and the general ones (without a domain)."""
        for domain in self.domains:
            for item in (*domain.items, *domain.chances):
                yield domain, item
        for item in self.general:
            yield None, item

    @cached_property
    def _answers(self) -> Mapping[str, list[Answer]]:
        return answers_by_item(self.assessment)

    @cached_property
    def _agreed(self) -> Mapping[str, AgreedScore]:
        return {score.item: score for score in self.assessment.agreed}

    def _domain(self, domain: Domain) -> DomainMaterial:
        result = self.result.domains[domain.id]
        items, chances = (
            tuple(
                self._item(domain.id, question, result.items[question.id])
                for question in self.questionnaire.questions_in(domain, kind)
            )
            for kind in ("domain", "opportunity")
        )
        return DomainMaterial(domain, result, items, chances)

    def _item(self, domain_id: str, question: Question, score: ItemScore) -> Item:
        key = item_id(domain_id, question.id)
        return Item(key, question, score, tuple(self._answers.get(key, ())), self._agreed.get(key))

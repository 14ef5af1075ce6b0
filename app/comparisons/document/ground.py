"""What the evaluation report is written from: plain data, in the words of each round, looked up once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

from app.reports.document.comparison import Standing, standing
from app.web.formatting import long_date
from questionnaires import catalogue
from questionnaires.changes import classes_between
from questionnaires.changes.accounting import Rows, steps_between
from questionnaires.changes.reasons import OTHER_MEANING
from questionnaires.model import GENERAL, ChangeClass, Domain, Kind, Question, Questionnaire
from scoring.assessment import Assessment
from scoring.comparison import Comparison, DomainComparison
from scoring.comparison.core import comparable_questions
from scoring.comparison.moment import Moment, moment
from scoring.comparison.rounds import is_same_domain
from scoring.engine import score
from scoring.result import DomainResult, ItemScore, Result

TITLE = "Evaluatie: toen en nu"
PRELIMINARY = "Voorlopig: een van de 2 rondes is nog niet vastgesteld. De cijfers kunnen nog veranderen."
THEN, NOW = "Toen", "Nu"
WHOLE_MUNICIPALITY = "De hele gemeente"


@dataclass(frozen=True, slots=True)
class Round:
    """One agreed round, or the preview of one."""

    id: str
    title: str
    """The municipality's own name for it."""
    number: int
    """1 for the first of its chain, 2 for the evaluation that follows it, and so on."""
    agreed_on: date | None
    """None: a preview."""
    report_number: int
    """Which version of its report is used here."""
    questionnaire: Questionnaire
    data: Assessment

    @property
    def in_short(self) -> str:
        """As on the cover; its versions stand where the report accounts for itself."""
        agreed = f"vastgesteld op {long_date(self.agreed_on)}" if self.agreed_on else "nog niet vastgesteld"
        return f"{self.title} (ronde {self.number}), {agreed}"

    @property
    def fact(self) -> str:
        """Which round it is, when it was agreed, and in which version of its report."""
        return f"{self.in_short}{f', rapport versie {self.report_number}' if self.agreed_on else ''}."


@dataclass(frozen=True, slots=True)
class What:
    """What somebody says really changed about an item (S25)."""

    text: str
    action: str | None = None
    """The title of the action that it has to do with."""


@dataclass(frozen=True, slots=True)
class DoneAction:
    """An improvement action between the two rounds."""

    title: str
    domain: str
    item: str | None
    """The item that it should move, `geld/A.BE`."""
    owner: str
    state: Literal["proposed", "planned", "running", "done", "stopped"]
    expected: int | None
    """The answer that was expected, 0 to 4."""
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class Back:
    """What one person would now answer for then (terugkijk): 0 to 4, or unknown."""

    item: str
    value: int | Literal["unknown"]


@dataclass(frozen=True, slots=True)
class ComparisonMaterial:
    """Two rounds beside each other, and what belongs to them."""

    before: Round
    after: Round
    comparison: Comparison
    rounds: tuple[Round, ...]
    """All agreed rounds of the chain, oldest first, the two above included: for the trend."""
    actions: tuple[DoneAction, ...] = ()
    """Each action once."""
    whats: Mapping[str, tuple[What, ...]] = field(default_factory=dict)
    """By item; only what may stand in a report: with agreed scores, or of the only one who answered."""
    back: tuple[Back, ...] = ()
    day: date | None = None
    """The date that is printed."""
    preliminary: bool = False
    """Whether one of the rounds is not agreed yet."""
    reopened: bool = False
    """Whether the earlier round was reopened: a newer version of its report than the one used here may come."""
    said_since: str | None = None
    """The title of the round since which people said what changed, when that is another one than the earlier."""
    document_id: str | None = None
    """The id of the report of the later round with which it was frozen."""
    check_page: str | None = None
    """The address where anybody can check whether a file is what was frozen."""

    @property
    def notices(self) -> tuple[str, ...]:
        """What must be known before reading."""
        return (
            *((PRELIMINARY,) if self.preliminary else ()),
            *((reopened(self.before),) if self.reopened else ()),
            *((said_since(self.said_since, self.before.title),) if self.said_since else ()),
        )


def reopened(before: Round) -> str:
    """That a next version is being made of the report of the earlier round."""
    return (
        f"‘{before.title}’ is heropend en kan nog veranderen. Dit rapport gebruikt versie {before.report_number} van "
        "het rapport van toen. Is er een nieuwere versie vastgesteld? Dan telt die hier niet mee."
    )


def said_since(asked: str, compared: str) -> str:
    """That people were asked what changed since another round than the one that stands beside it."""
    return (
        f"Mensen zeiden wat er veranderde sinds ‘{asked}’, niet sinds ‘{compared}’. ‘Anders bekeken’ en ‘echt "
        "veranderd’ gaan hier dus over een ander verschil dan toen en nu."
    )


@dataclass(frozen=True, eq=False)
class Compared:
    """One domain of the later round."""

    domain: Domain
    found: DomainComparison | None
    """None: the earlier round did not have it."""
    then: DomainResult | None
    """Its whole profile of then."""
    now: DomainResult

    @property
    def name(self) -> str:
        """The name as it stands inside a sentence."""
        return self.domain.short

    @property
    def standing(self) -> Standing:
        """Where it went as a whole."""
        return standing(self.found.dimensions.values()) if self.found else "unknown"


@dataclass(frozen=True, eq=False)
class Ground:
    """The material with everything that can be worked out from it."""

    material: ComparisonMaterial

    @cached_property
    def then(self) -> Moment:
        """Who said what in the earlier round."""
        return moment(self.material.before.data)

    @cached_property
    def now(self) -> Moment:
        """Who said what in the later round."""
        return moment(self.material.after.data)

    @cached_property
    def result_then(self) -> Result:
        """The whole of the earlier round."""
        return score(self.material.before.questionnaire, self.material.before.data)

    @cached_property
    def result_now(self) -> Result:
        """The whole of the later round."""
        return score(self.material.after.questionnaire, self.material.after.data)

    @cached_property
    def comparable(self) -> frozenset[str]:
        """The profile questions that mean the same in both rounds (S22)."""
        return frozenset(comparable_questions(self.material.before.questionnaire, self.material.after.questionnaire))

    @cached_property
    def domains(self) -> tuple[Compared, ...]:
        """The domains of the later round, in its order."""
        results = self.result_then.domains
        return tuple(
            Compared(
                domain,
                found := self.material.comparison.domains[domain.id],
                results[domain.id] if found else None,
                self.result_now.domains[domain.id],
            )
            for domain in domains_of(self.material.after)
        )

    @cached_property
    def left(self) -> tuple[Domain, ...]:
        """The domains of the earlier round that the later one does not have; also an own one with another title."""
        return tuple(domain for domain in domains_of(self.material.before) if not self.is_shared(domain.id))

    def is_shared(self, domain_id: str) -> bool:
        """Whether both rounds have this domain; they always have the general part."""
        return domain_id == GENERAL or is_same_domain(domain_id, self.material.before.data, self.material.after.data)

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """The names of the dimensions of the later version."""
        return {dimension.id: dimension.title for dimension in self.material.after.questionnaire.dimensions}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The names of all domains, those of the later round first, and of the general part."""
        now = {domain.id: domain.short for domain in domains_of(self.material.after)}
        return {**now, **{name: title for name, title in self.names_then.items() if name not in now}}

    @cached_property
    def names_then(self) -> Mapping[str, str]:
        """The names of the domains of the earlier round, and of the general part."""
        then = {domain.id: domain.short for domain in domains_of(self.material.before)}
        return {**then, GENERAL: WHOLE_MUNICIPALITY}

    def question(self, item: str) -> Question | None:
        """The question of an item in the words of the later round, or else of the earlier; None for neither."""
        return question_of(self.material.after, item) or question_of(self.material.before, item)

    def item_then(self, item: str) -> ItemScore | None:
        """S1 for an item in the earlier round; None when it was not asked."""
        return _item(self.material.before, self.then, item)

    def item_now(self, item: str) -> ItemScore | None:
        """S1 for an item in the later round; None when it was not asked."""
        return _item(self.material.after, self.now, item)

    def means_the_same(self, item: str) -> bool:
        """Whether an item asks the same in both rounds."""
        domain_id, _, question_id = item.partition("/")
        before, after = self.material.before.questionnaire, self.material.after.questionnaire
        if not (self.is_shared(domain_id) and before.has_question(question_id) and after.has_question(question_id)):
            return False
        return before.question(question_id).meaning == after.question(question_id).meaning


def domains_of(one: Round) -> tuple[Domain, ...]:
    """The domains of a round as the municipality calls them."""
    return one.questionnaire.chosen_domains(one.data.domains, one.data.own_domains, one.data.renamed)


def question_of(one: Round, item: str) -> Question | None:
    """The question of an item in the words of a round; None when the round did not ask it."""
    domain_id, _, question_id = item.partition("/")
    if not one.questionnaire.has_question(question_id):
        return None
    question = one.questionnaire.question(question_id)
    if domain_id == GENERAL:
        return question
    domain = next((each for each in domains_of(one) if each.id == domain_id), None)
    return one.questionnaire.question_in(domain, question) if domain else None


def anywhere(asked: Questionnaire, question: Question) -> str:
    """A question in words that fit every domain."""
    return question.text if question.kind == "general" else asked.question_in(asked.any_domain, question).text


def _item(one: Round, at: Moment, item: str) -> ItemScore | None:
    domain_id, _, question_id = item.partition("/")
    if not one.questionnaire.has_question(question_id) or (domain_id not in (GENERAL, *one.data.domains)):
        return None
    return at.items([question_id], domain_id)[question_id]


COMPARED: tuple[Kind, ...] = ("domain", "general")
"""The kinds of questions of which a change is told: what is asked about chances is never compared."""


@dataclass(frozen=True, slots=True)
class Changed:
    """One question that one of the versions does not have, or that means something else now."""

    question: Question
    """Of the later version, or of the earlier when the later does not have it; with its parameters."""
    class_: ChangeClass
    reasons: tuple[str, ...]
    """Oldest first."""


def changed_questions(before: Questionnaire, after: Questionnaire) -> tuple[Changed, ...]:
    """Every question that is not the same in both: what means something else, what is new, and what is gone."""
    onward = list(steps_between(before, after, catalogue.questionnaire))
    back = [[row.reversed for row in rows] for rows in reversed(onward)]
    classes = classes_between(before, after)
    return (
        *(each for question in _asked(after) for each in _in_both(before, question, onward, classes)),
        *(
            Changed(question, "added", tuple(_reasons(question.id, back))[::-1])
            for question in _asked(after)
            if not before.has_question(question.id)
        ),
        *(
            Changed(question, classes[question.id], tuple(_reasons(question.id, onward)))
            for question in _asked(before)
            if not after.has_question(question.id)
        ),
    )


def _in_both(
    before: Questionnaire, question: Question, onward: Sequence[Rows], classes: Mapping[str, ChangeClass]
) -> Iterator[Changed]:
    """A question that both have, when it means something else."""
    if before.has_question(question.id) and before.question(question.id).meaning != question.meaning:
        class_ = classes[question.id] if classes[question.id] in OTHER_MEANING else "meaning_changed"
        yield Changed(question, class_, tuple(_reasons(question.id, onward)))


def _asked(questionnaire: Questionnaire) -> Iterator[Question]:
    for kind in COMPARED:
        yield from questionnaire.of_kind(kind)


def _reasons(question_id: str, steps: Sequence[Rows]) -> Iterator[str]:
    """The reasons of every row about this question, and about what it became."""
    ids = {question_id}
    for rows in steps:
        about = [row for row in rows if row.kind == "question" and ids.intersection(row.old)]
        yield from (row.reason for row in about)
        ids = {new for row in about for new in row.new} | (ids - {old for row in about for old in row.old})

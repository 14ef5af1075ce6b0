"""Rounds on random versions: every answer is accounted for, and what means something else is never compared."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from random import Random

from hypothesis import given

from questionnaires.model import GENERAL, Questionnaire
from scoring.assessment import AgreedScore, Answer, Assessment, Evidence, Participant, Value
from scoring.comparison import Comparison, compare
from scoring.interchange import build_comparison_document
from scoring.items import item_id
from tests.unit.questionnaires.random_versions import next_random
from tests.unit.questionnaires.test_random_versions import bounded, random_step, randoms

VALUES: tuple[Value, ...] = (0, 1, 2, 3, 4, "unknown", "not_applicable")
KNOWN: tuple[Value, ...] = (0, 1, 2, 3, 4, "unknown")


def random_round(random: Random, asked: Questionnaire, round_name: str) -> Assessment:
    """Two people about some of the domains, who answered most questions, and some agreed scores."""
    domains = random.sample([domain.id for domain in asked.domains], random.randint(1, len(asked.domains)))
    items = items_of(asked, domains)
    people = ("p1", "p2")
    answers = [random_answer(random, person, item, VALUES) for person in people for item in items]
    return Assessment(
        questionnaire_id=asked.id,
        version=asked.version,
        municipality_code="GM9901",
        municipality_name="Voorbeeldstad",
        round=round_name,
        domains=tuple(domains),
        participants=tuple(Participant(person, "participant") for person in people),
        answers=tuple(answer for answer in answers if random.random() < 0.8),
        agreed=tuple(AgreedScore(item, random.randrange(5), "Zo is het.") for item in items if random.random() < 0.1),
    )


def items_of(asked: Questionnaire, domains: Collection[str]) -> list[str]:
    """Every item of these domains, and the general ones."""
    places = {"general": (GENERAL,), "domain": domains, "opportunity": domains}
    return [item_id(domain, one.id) for one in asked.questions for domain in places[one.kind]]


def random_answer(random: Random, person: str, item: str, values: Sequence[Value]) -> Answer:
    """Somebody's answer."""
    evidence = random.choice([None, None, Evidence("document")])
    return Answer(person, item, random.choice(values), "Daarom.", evidence, None, random.choice([None, "yes", "no"]))


def said_again(random: Random, given: Assessment, questions: Collection[str], values: Sequence[Value]) -> Assessment:
    """The same round, with other answers to these questions; no agreed score of them decides."""
    answers = [
        random_answer(random, one.participant, one.item, values) if question_of(one.item) in questions else one
        for one in given.answers
    ]
    agreed = tuple(one for one in given.agreed if question_of(one.item) not in questions)
    return replace(given, answers=tuple(answers), agreed=agreed)


def question_of(item: str) -> str:
    return item.partition("/")[2]


def others(before: Questionnaire, after: Questionnaire) -> set[str]:
    """The questions that are not the same in both versions."""
    then = {(one.id, one.meaning) for one in before.questions}
    now = {(one.id, one.meaning) for one in after.questions}
    return {question_id for question_id, _ in then ^ now}


def is_accounted_for(found: Comparison, before: Assessment) -> bool:
    """Whether the classes add up to every item with an answer or agreed score."""
    items = {one.item for one in before.answers} | {one.item for one in before.agreed}
    classes = {name: count for name, count in found.accounting.items() if name != "total"}
    return found.accounting["total"] == len(items) == sum(classes.values())


@bounded
@given(randoms)
def test_the_accounting_adds_up_over_one_step_and_two_and_back(random: Random) -> None:
    first = random_step(random)
    last = next_random(random, first.after).after
    versions = {one.version: one for one in (first.before, first.after, last)}
    rounds = {number: random_round(random, asked, "evaluation") for number, asked in versions.items()}
    for early in versions:
        for late in versions:
            found = compare(
                versions[early], rounds[early], versions[late], rounds[late], lambda _id, number: versions[number]
            )
            assert is_accounted_for(found, rounds[early])
            gone = {one.item for one in (*rounds[early].answers, *rounds[early].agreed) if is_left(one, rounds[late])}
            assert found.accounting["domain_left"] == len(gone)


def is_left(one: Answer | AgreedScore, after: Assessment) -> bool:
    """Whether something is about a domain that the later round does not have."""
    return one.item.partition("/")[0] not in (GENERAL, *after.domains)


@bounded
@given(randoms)
def test_what_means_something_else_is_in_no_list_and_no_core(random: Random) -> None:
    step = random_step(random)
    before = random_round(random, step.before, "baseline")
    after = random_round(random, step.after, "evaluation")
    other = others(step.before, step.after)
    scored = [scored_items(one, after.domains) for one in (before, after)]
    for domain_id, domain in compare(step.before, before, step.after, after).domains.items():
        if domain is None:
            continue
        lists = (domain.now_known, domain.now_unknown, domain.task_changed, domain.seen_differently)
        assert other.isdisjoint(question_id for one in lists for question_id in one)
        for dimension, change in domain.dimensions.items():
            asked = [one.id for one in step.after.of_kind("domain") if is_in(step.after, one.facet, dimension)]
            same = [item_id(domain_id, one) for one in asked if one not in other]
            assert change.core == sum(all(item in one for one in scored) for item in same)


def scored_items(assessment: Assessment, domains: Collection[str]) -> set[str]:
    """S1, once more: the items that have points."""
    agreed = {one.item for one in assessment.agreed}
    values: dict[str, list[Value]] = {}
    for answer in assessment.answers:
        values.setdefault(answer.item, []).append(answer.value)
    applicable = {item for item, said in values.items() if 2 * said.count("not_applicable") <= len(said)}
    return agreed | {item for item in applicable if any(isinstance(value, int) for value in values[item])}


def is_in(asked: Questionnaire, facet: str | None, dimension: str) -> bool:
    return facet is not None and asked.dimension_of[facet] == dimension


@bounded
@given(randoms)
def test_answers_that_mean_something_else_move_nothing_but_the_accounting(random: Random) -> None:
    step = random_step(random)
    other = others(step.before, step.after)
    before = random_round(random, step.before, "baseline")
    # Whether an anchor applies later decides how much of a dimension has to be in the core (S23): that stays as it is.
    after = said_again(random, random_round(random, step.after, "evaluation"), other, KNOWN)
    found = compare(step.before, before, step.after, after)
    for _ in range(3):
        then = said_again(random, before, other, VALUES)
        now = said_again(random, after, other, KNOWN)
        again = compare(step.before, then, step.after, now)
        assert build_comparison_document(replace(again, accounting=found.accounting)) == build_comparison_document(
            found
        )


def test_the_tiny_questionnaire_is_compared_at_all() -> None:
    """A property of comparisons of which no dimension could be compared would say nothing."""
    kinds = set()
    for seed in range(60):
        step = random_step(Random(seed))
        rounds = (
            random_round(Random(seed), step.before, "baseline"),
            random_round(Random(seed), step.after, "evaluation"),
        )
        found = compare(step.before, rounds[0], step.after, rounds[1])
        kinds |= {change.kind for domain in found.domains.values() if domain for change in domain.dimensions.values()}
    assert kinds == {"same", "small", "visible", "unsaid", "not_comparable"}

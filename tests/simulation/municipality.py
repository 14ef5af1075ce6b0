"""One made-up municipality: what is true of every item in both rounds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from random import Random

from questionnaires.catalogue import questionnaire
from scoring.items import item_id
from scoring.profile import grid
from tests.simulation.assumptions import DOMAINS, SHARES, Assumptions

QUESTIONNAIRE = questionnaire("iba", 1)
QUESTIONS = grid(QUESTIONNAIRE).questions
"""The question ids of a dimension."""
NAMES = tuple(domain.id for domain in QUESTIONNAIRE.domains)
_HIGHEST = 4


@dataclass(frozen=True, slots=True)
class Municipality:
    """What is true of every item, 0 to 4, in both rounds."""

    then: Mapping[str, int]
    now: Mapping[str, int]
    improved: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """By domain, the dimension that really improved and on which share of its items."""

    @property
    def domains(self) -> tuple[str, ...]:
        """The domains in which it takes stock."""
        return tuple(dict.fromkeys(item.partition("/")[0] for item in self.then))

    def changed(self, item: str) -> bool:
        """Whether the item is really something else in the later round."""
        return self.then[item] != self.now[item]


def unchanged(random: Random, assumed: Assumptions) -> Municipality:
    """A municipality in which nothing changes."""
    truth = _truth(random, assumed, NAMES[:DOMAINS])
    return Municipality(truth, truth)


def improving(random: Random, assumed: Assumptions) -> Municipality:
    """A municipality in which one dimension of every domain improves by a step on a share of its items."""
    domains = NAMES[: 2 * len(SHARES)]
    then = _truth(random, assumed, domains)
    now, improved = dict(then), {}
    for number, domain in enumerate(domains):
        share, dimension = list(SHARES)[number // 2], random.choice(list(QUESTIONS))
        improved[domain] = (dimension, share)
        questions = QUESTIONS[dimension]
        for question in random.sample(questions, round(SHARES[share] * len(questions))):
            item = item_id(domain, question)
            then[item] = min(then[item], _HIGHEST - 1)
            now[item] = then[item] + 1
    return Municipality(then, now, improved)


def _truth(random: Random, assumed: Assumptions, domains: Iterable[str]) -> dict[str, int]:
    municipalities, between_domains, items = assumed.spread
    average, truth = random.gauss(assumed.average, municipalities), {}
    for domain in domains:
        level = random.gauss(average, between_domains)
        for questions in QUESTIONS.values():
            for question in questions:
                truth[item_id(domain, question)] = within(round(random.gauss(level, items)))
    return truth


def within(value: int) -> int:
    """The nearest value that can be answered."""
    return min(_HIGHEST, max(0, value))

"""What a version of a questionnaire does to rounds of before it: what of them can still be compared (S22, S23)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from questionnaires import catalogue
from questionnaires.changes import actions_between, classes_between
from questionnaires.model import GENERAL, ChangeClass, Questionnaire
from scoring.assessment import Assessment
from scoring.comparison.result import Comparison, MovedKind
from scoring.comparison.rounds import compare

Version = Callable[[str, int], Questionnaire]

TOUCHING: frozenset[ChangeClass] = frozenset({"moved", "meaning_changed", "merged", "split", "retired"})
"""The classes after which a question is not simply the same in other words."""
DOMAIN_LEFT = "domain_left"


@dataclass(frozen=True, slots=True)
class RoundImpact:
    """What becomes of one round when the next one is on another version."""

    accounting: Mapping[str, int]
    """How many of its items with an answer or agreed score are in each class; `total` is all of them."""
    comparable: int
    """How many of these are asked with the same id and meaning, about a domain that is still there."""
    not_comparable: tuple[tuple[str, str], ...]
    """(domain, dimension) of what can be compared within its own version, and no longer with the other one."""
    domains_left: tuple[str, ...]
    """The domains that the other version does not have."""


@dataclass(frozen=True, slots=True)
class ActionImpact:
    """What becomes of the question and of the example that an improvement action was made of."""

    question: str | None
    """The class of its question, or `domain_left`; None when that asks the same, or there is none."""
    bank: ChangeClass | None
    """The class of the action of the bank; None when that is the same, or there is none."""


def round_impact(
    before_questionnaire: Questionnaire,
    before: Assessment,
    after_questionnaire: Questionnaire,
    version: Version = catalogue.questionnaire,
) -> RoundImpact:
    """As far as the version decides: the next round is held to say the same about the same domains."""
    following = next_round(before, after_questionnaire)
    found = compare(before_questionnaire, before, after_questionnaire, following, version)
    alone = compare(before_questionnaire, before, before_questionnaire, before, version)
    return RoundImpact(
        accounting=found.accounting,
        comparable=_comparable(before_questionnaire, after_questionnaire, following),
        not_comparable=tuple(_lost(alone, found)),
        domains_left=tuple(domain for domain in before.domains if domain not in following.domains),
    )


def next_round(before: Assessment, asked: Questionnaire) -> Assessment:
    """The same round on another version: what that does not ask is gone, what it asks anew has no answer."""
    known = {*before.own_domains, *(domain.id for domain in asked.domains)}
    domains = tuple(domain for domain in before.domains if domain in known)

    def is_asked(item: str) -> bool:
        domain_id, _, question_id = item.partition("/")
        return domain_id in (GENERAL, *domains) and asked.has_question(question_id)

    return replace(
        before,
        version=asked.version,
        domains=domains,
        answers=tuple(answer for answer in before.answers if is_asked(answer.item)),
        agreed=tuple(agreed for agreed in before.agreed if is_asked(agreed.item)),
    )


def _comparable(before: Questionnaire, after: Questionnaire, following: Assessment) -> int:
    items = {answer.item for answer in following.answers} | {agreed.item for agreed in following.agreed}
    questions = [item.partition("/")[2] for item in items]
    return sum(after.question(one).meaning == before.question(one).meaning for one in questions)


def _lost(alone: Comparison, found: Comparison) -> Iterator[tuple[str, str]]:
    own = _kinds(alone)
    for place, kind in _kinds(found).items():
        if kind == "not_comparable" != own[place]:
            yield place


def _kinds(comparison: Comparison) -> dict[tuple[str, str], MovedKind]:
    return {
        (domain_id, dimension): change.kind
        for domain_id, domain in comparison.domains.items()
        if domain
        for dimension, change in domain.dimensions.items()
    }


class Touched:
    """What one version touches of the actions of rounds on an earlier version."""

    def __init__(self, before: Questionnaire, after: Questionnaire, version: Version = catalogue.questionnaire) -> None:
        self._questions = classes_between(before, after, version)
        self._bank = actions_between(before, after, version)
        self._left = {domain.id for domain in before.domains} - {domain.id for domain in after.domains}

    def action(self, domain_id: str, item: str | None, bank_id: str | None) -> ActionImpact:
        """Of one action: the domain and the item that it is about, and the action of the bank it was made of."""
        bank = self._bank.get(bank_id or "", "carried")
        return ActionImpact(self._question(domain_id, item), None if bank == "carried" else bank)

    def _question(self, domain_id: str, item: str | None) -> str | None:
        if domain_id in self._left:
            return DOMAIN_LEFT
        class_ = self._questions.get((item or "").partition("/")[2], "carried")
        return class_ if class_ in TOUCHING else None

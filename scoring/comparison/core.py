"""The comparable core of one domain, and what is left out of it (S22, S25)."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from questionnaires.model import Questionnaire
from scoring.comparison.moment import Moment
from scoring.items import item_id, points_by_question
from scoring.result import ItemScore, ItemState


def comparable_questions(before: Questionnaire, after: Questionnaire) -> tuple[str, ...]:
    """S22: the profile questions that mean the same in both versions, in the order of the later one."""
    meanings = {question.id: question.meaning for question in before.of_kind("domain")}
    return tuple(each.id for each in after.of_kind("domain") if meanings.get(each.id) == each.meaning)


@dataclass(frozen=True, slots=True)
class Core:
    """One domain at both moments, on the items that can be compared."""

    then: Mapping[str, Fraction]
    """The points of the earlier round, by question id."""
    after: Mapping[str, Fraction]
    """The points of the later round, by question id."""
    changed: frozenset[str]
    """The questions of which people say that what differs really changed: only those count as change (S25)."""
    agreed: frozenset[str]
    """The questions with an agreed value at both moments."""
    alone: frozenset[str]
    """The questions with exactly one value and no agreed value at one of the moments or both."""
    now_known: tuple[str, ...]
    now_unknown: tuple[str, ...]
    task_changed: tuple[str, ...]
    seen_differently: tuple[str, ...]
    unsaid: tuple[str, ...]

    @property
    def before(self) -> dict[str, Fraction]:
        """The points of the earlier round with which is compared: of what did not change, those of the later one."""
        return self.before_if(frozenset())

    def before_if(self, too: Collection[str]) -> dict[str, Fraction]:
        """The same when these unsaid items had changed too (S25)."""
        return {
            each: points if each in self.changed or each in too else self.after[each]
            for each, points in self.then.items()
        }

    def unsaid_ways(self) -> tuple[frozenset[str], frozenset[str]]:
        """The unsaid items that went up, and those that went down."""
        up = frozenset(each for each in self.unsaid if self.after[each] > self.then[each])
        return up, frozenset(self.unsaid) - up


def core(questions: Sequence[str], domain_id: str, before: Moment, after: Moment) -> Core:
    """S22 and S25 for one domain that both moments have."""
    then, now = before.items(questions, domain_id), after.items(questions, domain_id)
    points_then, points_now = points_by_question(then), points_by_question(now)
    inside = [each for each in questions if each in points_then and each in points_now]
    moved = [each for each in inside if points_then[each] != points_now[each]]
    said = {each: after.said(item_id(domain_id, each)) for each in moved}
    alone = (each for each in inside if any(one.has_one_answer(item_id(domain_id, each)) for one in (before, after)))
    return Core(
        then={each: points_then[each] for each in inside},
        after={each: points_now[each] for each in inside},
        changed=frozenset(each for each in moved if said[each] == "changed"),
        agreed=frozenset(each for each in inside if then[each].agreed and now[each].agreed),
        alone=frozenset(alone),
        now_known=_became(then, now, lambda old, new: (old, new) == ("unknown", "scored")),
        now_unknown=_became(then, now, lambda old, new: (old, new) == ("scored", "unknown")),
        task_changed=_became(then, now, lambda old, new: (old == "not_applicable") != (new == "not_applicable")),
        seen_differently=tuple(each for each in moved if said[each] == "seen_differently"),
        unsaid=tuple(each for each in moved if said[each] == "unsaid"),
    )


def _became(
    then: Mapping[str, ItemScore], now: Mapping[str, ItemScore], is_it: Callable[[ItemState, ItemState], bool]
) -> tuple[str, ...]:
    """The questions whose item went from one state to another."""
    return tuple(each for each in now if is_it(then[each].state, now[each].state))

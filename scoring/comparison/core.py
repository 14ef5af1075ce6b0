"""The comparable core of one domain, and what is left out of it (S22, S25)."""

from collections.abc import Callable, Mapping, Sequence
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

    before: Mapping[str, Fraction]
    """The points of the earlier round, by question id; of what is seen differently, those of the later one (S25)."""
    after: Mapping[str, Fraction]
    """The points of the later round, by question id."""
    agreed: frozenset[str]
    """The questions with an agreed value at both moments."""
    now_known: tuple[str, ...]
    now_unknown: tuple[str, ...]
    task_changed: tuple[str, ...]
    seen_differently: tuple[str, ...]


def core(questions: Sequence[str], domain_id: str, before: Moment, after: Moment) -> Core:
    """S22 and S25 for one domain that both moments have."""
    then, now = before.items(questions, domain_id), after.items(questions, domain_id)
    points_then, points_now = points_by_question(then), points_by_question(now)
    inside = [each for each in questions if each in points_then and each in points_now]
    moved = [each for each in inside if points_then[each] != points_now[each]]
    seen = tuple(each for each in moved if after.is_seen_differently(item_id(domain_id, each)))
    return Core(
        before={each: points_now[each] if each in seen else points_then[each] for each in inside},
        after={each: points_now[each] for each in inside},
        agreed=frozenset(each for each in inside if then[each].agreed and now[each].agreed),
        now_known=_became(then, now, lambda old, new: (old, new) == ("unknown", "scored")),
        now_unknown=_became(then, now, lambda old, new: (old, new) == ("scored", "unknown")),
        task_changed=_became(then, now, lambda old, new: (old == "not_applicable") != (new == "not_applicable")),
        seen_differently=seen,
    )


def _became(
    then: Mapping[str, ItemScore], now: Mapping[str, ItemScore], is_it: Callable[[ItemState, ItemState], bool]
) -> tuple[str, ...]:
    """The questions whose item went from one state to another."""
    return tuple(each for each in now if is_it(then[each].state, now[each].state))

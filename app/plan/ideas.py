"""What can be done about the weakest items, from what was agreed and the bank of the questionnaire: pure.

For an item that nobody knows, only finding out: never an improvement.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.models.actions import EFFORTS
from app.plan.entrance import Agreed
from app.reports.document import differences
from app.state.steps import Planned, months_later
from app.texts import actions as texts
from app.texts.words import GENERAL as WHOLE
from questionnaires.model import GENERAL, Action, Question
from scoring.items import POINTS, item_id
from scoring.result import ItemScore

HIGHEST = 4
MONTHS = {"small": 2, "medium": 4}
"""How long an action takes; a large one goes on until the step ends in which it is carried out."""
FIND_OUT = "uitzoeken"
FEW, FEW_GENERAL = 5, 3
"""How many ideas for a domain are shown at once; the general ones come after them, and fewer are enough."""


@dataclass(frozen=True, slots=True)
class Idea:
    """One action that can be taken into the plan as it is."""

    item: str
    kind: str
    """improve or find_out, as of an improvement action."""
    bank_id: str | None
    title: str
    label: str
    """How it is called on the page of the proposals."""
    text: str
    owner: str
    partners: str
    effort: str
    done_when: str

    @property
    def key(self) -> str:
        """What tells it from every other one."""
        return f"{self.item}:{self.bank_id or FIND_OUT}"

    @property
    def domain(self) -> str:
        return self.item.partition("/")[0]


@dataclass(frozen=True, slots=True)
class WeakItem:
    """An item about which something can be done, with the ideas for it, small effort first."""

    item: str
    domain: str
    """The short name of its domain."""
    question: Question
    value: int | None
    """Its answer now, rounded down to a whole step; None when it is unknown."""
    agreed: bool
    ideas: tuple[Idea, ...]

    @property
    def named(self) -> str:
        """`Geldzaken: Aandacht – bestuur`: what tells it from those of other domains on the same page."""
        return f"{self.domain}: {self.question.short_name}"

    @property
    def anchor(self) -> str:
        return f"vraag-{self.item.replace('/', '-')}"

    @property
    def is_unknown(self) -> bool:
        return self.value is None

    @property
    def expected(self) -> int | None:
        """One step further; None when it is unknown."""
        return None if self.value is None else min(self.value + 1, HIGHEST)

    @property
    def now(self) -> str:
        return "" if self.value is None else self.question.options[self.value]

    @property
    def further(self) -> str:
        return "" if self.expected is None else self.question.options[self.expected]


@dataclass(frozen=True, slots=True)
class IdeasAbout:
    """A domain, or the municipality as a whole, with what can be done about it, the weakest first."""

    id: str
    title: str
    short: str
    practice: str | None
    weak: tuple[WeakItem, ...]
    unknown: tuple[WeakItem, ...]
    not_agreed: int
    """How many items have answers but no agreed score, while others have one."""

    @property
    def few(self) -> int:
        """How many of its ideas are shown at once, about; those for one item stay together."""
        return FEW_GENERAL if self.id == GENERAL else FEW

    @property
    def everything(self) -> tuple[WeakItem, ...]:
        return (*self.weak, *self.unknown)


def ideas_about(agreed: Agreed, domain_ids: Iterable[str]) -> tuple[IdeasAbout, ...]:
    """What can be done about these domains, in this order, and then about the municipality as a whole."""
    chosen = [domain_id for domain_id in domain_ids if domain_id in agreed.domains]
    return tuple(_about(agreed, domain_id) for domain_id in (*chosen, GENERAL))


def value_of(agreed: Agreed, item: str) -> int | None:
    """The answer of an item now, rounded down to a whole step; None when there is none."""
    score = _scores(agreed, item.partition("/")[0]).get(item)
    return None if score is None else _value(score)


def days_of(kind: str, effort: str, steps: Mapping[str, Planned], today: date) -> Planned:
    """When an action can begin and end: while actions are carried out, or from today on when that has begun."""
    if kind == "find_out":
        start = max(steps["actions"].start, today)
        return Planned(start, _last_day(start, 1))
    start = max(steps["partners"].start, today)
    end = _last_day(start, MONTHS.get(effort, MONTHS["medium"]))
    return Planned(start, end if effort in MONTHS else max(end, steps["partners"].end))


def _last_day(start: date, months: int) -> date:
    return months_later(start, months) - timedelta(days=1)


def _about(agreed: Agreed, domain_id: str) -> IdeasAbout:
    scores, questions = _scores(agreed, domain_id), agreed.questions(domain_id)
    known = [(q, scores[item_id(domain_id, q.id)]) for q in questions.values()]
    # Where something was agreed, only that counts: as in the report.
    anything_agreed = bool(agreed.data.agreed)
    scored = [(q, score) for q, score in known if score.points is not None]
    counts = [(q, score) for q, score in scored if score.agreed or not anything_agreed]
    lowest = sorted(counts, key=lambda one: one[1].points or 0)
    domain = agreed.domains.get(domain_id)
    return IdeasAbout(
        id=domain_id,
        title=domain.title if domain else WHOLE,
        short=_short(agreed, domain_id),
        practice=domain.practice if domain else None,
        weak=tuple(_weak(agreed, domain_id, q, score) for q, score in lowest if score.points != HIGHEST * POINTS),
        unknown=tuple(_unknown(agreed, domain_id, q, score) for q, score in known if score.state == "unknown"),
        not_agreed=len(scored) - len(counts),
    )


def _short(agreed: Agreed, domain_id: str) -> str:
    return WHOLE if domain_id == GENERAL else agreed.domains[domain_id].short


def _scores(agreed: Agreed, domain_id: str) -> Mapping[str, ItemScore]:
    """The scores of a domain, or the general ones, by item."""
    if domain_id == GENERAL:
        return agreed.result.general_items
    domain = agreed.result.domains.get(domain_id)
    return {score.item: score for score in domain.items.values()} if domain else {}


def _value(score: ItemScore) -> int | None:
    return None if score.points is None else int(score.points // POINTS)


def _weak(agreed: Agreed, domain_id: str, question: Question, score: ItemScore) -> WeakItem:
    ideas = sorted(_bank(agreed, domain_id, question), key=lambda action: EFFORTS.index(action.effort))
    taken = tuple(_idea(score.item, action) for action in ideas)
    return WeakItem(score.item, _short(agreed, domain_id), question, _value(score), score.agreed, taken)


def _bank(agreed: Agreed, domain_id: str, question: Question) -> Sequence[Action]:
    if domain_id == GENERAL:
        # General questions have no parameters, and so neither have their actions.
        return [action for action in agreed.questionnaire.actions if action.question == question.id]
    return agreed.questionnaire.actions_in(agreed.domains[domain_id], question.id)


def _idea(item: str, action: Action) -> Idea:
    return Idea(
        item=item,
        kind="improve",
        bank_id=action.id,
        title=action.title,
        label=action.title,
        text=action.text,
        owner=action.who,
        partners=action.partners,
        effort=action.effort,
        done_when=action.done_when,
    )


def _unknown(agreed: Agreed, domain_id: str, question: Question, score: ItemScore) -> WeakItem:
    who = _who_could_know(agreed, domain_id, question)
    idea = Idea(
        item=score.item,
        kind="find_out",
        bank_id=None,
        title=texts.find_out_title(question.text),
        label=texts.find_out_label(who),
        text=texts.find_out_text(who, question.text),
        owner=texts.WHO_FINDS_OUT,
        partners=who,
        effort="small",
        done_when=texts.FIND_OUT_DONE,
    )
    return WeakItem(score.item, _short(agreed, domain_id), question, None, False, (idea,))


def _who_could_know(agreed: Agreed, domain_id: str, question: Question) -> str:
    if domain_id == GENERAL or question.level is None:
        return differences.GENERAL_WHO
    return differences.who_could_know(agreed.domains[domain_id], question.level)

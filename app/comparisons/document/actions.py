"""Sections 4 and 7: each action once, what its question did (no cause is claimed), and what stands open."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from app.comparisons.document.ground import DoneAction, Ground, question_of
from app.comparisons.sentences import actions as texts
from app.comparisons.sentences import onward as onward
from app.documents.model import Block, BulletList, Cell, Column, Paragraph, Section, Table
from app.reports.document.comparison import STANDINGS
from app.web.formatting import exact_number, long_date, number
from questionnaires.model import Question
from scoring.result import ItemScore, Score


@dataclass(frozen=True, slots=True)
class ActionMoved:
    """An action with what its question did."""

    action: DoneAction
    domain: str
    """Its name."""
    question: Question | None
    then: Score
    now: Score
    move: str
    """A key of what can be said of the question."""

    @property
    def is_done(self) -> bool:
        """Whether it was done."""
        return self.action.state == "done"

    @property
    def done(self) -> str:
        """Whether and when, in words."""
        return texts.done(self.action.state, long_date(self.action.done_on) if self.action.done_on else None)


def actions_section(ground: Ground) -> Section:
    """All actions in one table."""
    moved = actions_moved(ground)
    blocks = _blocks(moved) if moved else (Paragraph(text=texts.NONE),)
    return Section(id="acties", title=texts.TITLE, blocks=tuple(blocks))


def _blocks(moved: tuple[ActionMoved, ...]) -> Iterator[Block]:
    numeric = texts.COLUMNS[3:5]
    yield Paragraph(text=texts.in_numbers(sum(each.is_done for each in moved), len(moved)))
    yield Table(
        caption=texts.CAPTION,
        columns=tuple(Column(title=title, align="number" if title in numeric else "text") for title in texts.COLUMNS),
        rows=tuple(_row(each) for each in moved),
    )
    yield Paragraph(text=texts.NO_CAUSE)


def _row(each: ActionMoved) -> tuple[Cell, ...]:
    return (
        Cell(text=texts.about(each.action.title, each.domain)),
        Cell(text=each.done),
        Cell(text=each.question.short_name if each.question else texts.NO_QUESTION),
        _points(each.then),
        _points(each.now),
        Cell(text=texts.MOVES[each.move]),
    )


def _points(score: Score) -> Cell:
    return Cell(text="–") if score is None else Cell(text=number(score), value=exact_number(score))


def actions_moved(ground: Ground) -> tuple[ActionMoved, ...]:
    """Every action, in the order of the domains."""
    order = {domain: place for place, domain in enumerate(ground.names)}
    actions = sorted(ground.material.actions, key=lambda action: order.get(action.domain, len(order)))
    return tuple(_moved(ground, action) for action in actions)


def _moved(ground: Ground, action: DoneAction) -> ActionMoved:
    is_other = _is_another_now(ground, action.domain)
    names = ground.names_then if is_other else ground.names
    domain = names.get(action.domain, action.domain)
    if action.item is None:
        return ActionMoved(action, domain, None, None, None, "none")
    question = question_of(ground.material.before, action.item) if is_other else ground.question(action.item)
    then, now = ground.item_then(action.item), None if is_other else ground.item_now(action.item)
    return ActionMoved(
        action,
        domain,
        question,
        then.points if then else None,
        now.points if now else None,
        _move(ground, action.item, then, now),
    )


def _is_another_now(ground: Ground, domain_id: str) -> bool:
    """Whether the later round lacks this domain, or has another one under its id: its scores are not about it."""
    return domain_id in ground.names_then and not ground.is_shared(domain_id)


def _move(ground: Ground, item: str, then: ItemScore | None, now: ItemScore | None) -> str:
    if then is None or now is None or not ground.means_the_same(item):
        return "different"
    if "not_applicable" in (then.state, now.state):
        return "not_applicable"
    if then.points is None or now.points is None:
        unknown = [name for name, score in (("then", then), ("now", now)) if score.points is None]
        return "unknown" if len(unknown) == 2 else f"{unknown[0]}_unknown"
    if then.points == now.points:
        return "not"
    said = ground.now.said(item)
    if said != "changed":
        return "unsaid" if said == "unsaid" else "seen"
    return "up" if now.points > then.points else "down"


def onward_section(ground: Ground) -> Section:
    """Domains, actions and questions that ask for something."""
    items, unknown = tuple(_open(ground)), tuple(_unknown(ground))
    blocks: list[Block] = [
        Paragraph(text=onward.LEAD if items or unknown else onward.nothing(len(ground.material.actions)))
    ]
    if items:
        blocks.append(BulletList(items=items))
    if unknown:
        blocks += [Paragraph(text=onward.too_little(len(unknown))), BulletList(items=unknown)]
    return Section(id="verder", title=onward.TITLE, blocks=tuple(blocks))


def _open(ground: Ground) -> Iterator[str]:
    standing = {each: [domain.name for domain in ground.domains if domain.standing == each] for each in STANDINGS}
    actions = [each.action for each in actions_moved(ground)]
    stopped = [action.title for action in actions if action.state == "stopped"]
    named: tuple[tuple[Callable[[Sequence[str]], str], list[str]], ...] = (
        (onward.slipped, standing["slipped"] + standing["mixed"]),
        (onward.unsupported, standing["unsupported"]),
        (onward.unsaid, standing["unsaid"]),
        (onward.stayed, standing["same"]),
        (onward.without_comparison, standing["unknown"]),
        (onward.not_done, [action.title for action in actions if action.state not in ("done", "stopped")]),
        (onward.stopped, stopped),
    )
    return (sentence(names) for sentence, names in named if names)


def _unknown(ground: Ground) -> Iterator[str]:
    """How many questions of the profile are unknown now, by domain."""
    for domain in ground.domains:
        asked = sum(score.applicable for score in domain.now.dimensions.values())
        known = sum(score.scored for score in domain.now.dimensions.values())
        if known < asked:
            yield onward.unknown(domain.name, asked - known, asked)

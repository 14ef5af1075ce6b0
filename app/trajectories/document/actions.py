"""The actions of a plan: all of them in a table, and each with everything that was agreed about it."""

from collections.abc import Iterator, Sequence

from app.formatting import long_date
from app.reports.document.editions import Section
from app.reports.document.model import Block, BulletList, Cell, Column, Fact, Heading, KeyFacts, Paragraph, Table
from app.reports.sentences.items import answer_text
from app.texts import plan as texts
from app.texts.counting import listing
from app.texts.trajectories import EFFORTS, STATES
from app.trajectories.document.model import Plan, PlannedAction
from app.trajectories.document.shortening import shortened
from app.trajectories.document.standing import standing_facts

WORTH_A_TABLE = 4
"""From how many actions on a table says what there is, before each is told in full."""
MOST_OF_AN_ANSWER = 160
MOST_OF_A_NAME = 40
"""Of a domain in the table: the whole name stands above its actions."""


def short_section(plan: Plan) -> Section | None:
    """Who does what and when, in one table; None when there are few actions."""
    actions = [action for domain in domains_in_order(plan) for action in actions_of(plan, domain)]
    if len(actions) < WORTH_A_TABLE:
        return None
    table = Table(
        caption=texts.SHORT_CAPTION,
        columns=tuple(Column(title=title) for title in texts.ACTION_COLUMNS),
        rows=tuple(_row(plan, action) for action in actions),
    )
    return Section(id="kort", title=texts.SHORT, blocks=(table,))


def _row(plan: Plan, action: PlannedAction) -> tuple[Cell, ...]:
    ready = action.done_on if action.state == "done" and action.done_on else action.ends_on
    shown = (
        action.title,
        shortened(plan.name(action.domain), MOST_OF_A_NAME),
        action.owner or texts.NOTHING,
        long_date(ready) if ready else texts.NOTHING,
        STATES[action.state],
    )
    return tuple(Cell(text=text) for text in shown)


def domains_in_order(plan: Plan) -> tuple[str, ...]:
    """The chosen domains, and after them the others that there are actions or decisions about."""
    others = [*(action.domain for action in plan.going_on), *(each.domain for each in plan.not_now)]
    return tuple(dict.fromkeys((*plan.chosen, *others)))


def actions_of(plan: Plan, domain: str) -> tuple[PlannedAction, ...]:
    """The actions about a domain that were not stopped, in their order; what must be found out comes last."""
    found = [action for action in plan.going_on if action.domain == domain]
    return tuple(sorted(found, key=lambda action: action.find_out))


def actions_section(plan: Plan) -> Section:
    """Each domain: where it stands, what is done, and what is not done now."""
    blocks = [block for domain in domains_in_order(plan) for block in _domain_blocks(plan, domain)]
    if not plan.going_on:
        blocks.insert(0, Paragraph(text=texts.NO_ACTIONS))
    return Section(id="acties", title=texts.ACTIONS, blocks=tuple(blocks))


def _domain_blocks(plan: Plan, domain: str) -> Iterator[Block]:
    actions = actions_of(plan, domain)
    yield Heading(level=3, text=plan.title(domain), anchor=f"domein-{domain}")
    if facts := standing_facts(plan, domain):
        yield KeyFacts(facts=facts)
    if domain in plan.chosen and not actions and plan.going_on:
        yield Paragraph(text=texts.NO_ACTIONS_HERE)
    yield from _cards(plan, [action for action in actions if not action.find_out])
    unknown = [action for action in actions if action.find_out]
    if unknown:
        yield Paragraph(text=texts.FIND_OUT, tone="lead")
    yield from _cards(plan, unknown)
    if reasons := [texts.not_now(each.question, each.reason) for each in plan.not_now if each.domain == domain]:
        yield Paragraph(text=texts.NOT_NOW, tone="lead")
        yield BulletList(items=tuple(reasons))


def _cards(plan: Plan, actions: Sequence[PlannedAction]) -> Iterator[Block]:
    for action in actions:
        yield Heading(level=4, text=action.title)
        yield KeyFacts(facts=tuple(_facts(plan, action)))


def _facts(plan: Plan, action: PlannedAction) -> Iterator[Fact]:
    """What was agreed about an action; what is empty is left out, and said at the end when it has to be agreed yet."""
    facts = {
        "Wat": action.text,
        "Wie": texts.who(action.owner, _with_whom(action)),
        "Wanneer": _when(action),
        "Klaar als": action.done_when,
        **_answers(plan, action),
        "Overgenomen van": action.source,
        "Spreek nog af": _to_agree(action),
    }
    return (Fact(label=label, text=text) for label, text in facts.items() if text.strip())


def _with_whom(action: PlannedAction) -> str:
    """The partners of the list, and whoever was typed beside them."""
    return "; ".join(texts.lines(listing(action.partners), action.partners_text))


def _answers(plan: Plan, action: PlannedAction) -> dict[str, str]:
    """The question that an action should move, its answer of now and the expected one."""
    if action.question is None:
        return {}
    now, then = (_answer(plan, action, value) for value in (action.value, action.expected))
    return {"Vraag": action.question.text, "Antwoord nu": now, "Straks": "" if action.find_out else then}


def _answer(plan: Plan, action: PlannedAction, value: int | None) -> str:
    if action.question is None or value is None:
        return ""
    text = answer_text(action.question.options, value)
    return texts.answer(plan.questionnaire.words[value], shortened(text, MOST_OF_AN_ANSWER))


def _when(action: PlannedAction) -> str:
    """How it stands, its days, and how much it asks."""
    if action.state == "done" and action.done_on:
        return texts.done(action.done_on)
    days = texts.when(STATES[action.state], action.starts_on, action.ends_on)
    effort = texts.effort(EFFORTS.get(action.effort or ""), action.hours)
    return f"{days}. {effort}." if effort else days


def _to_agree(action: PlannedAction) -> str:
    if not action.is_open:
        return ""
    return texts.still_to_agree(
        owner=not action.owner.strip(), end=action.ends_on is None, done_when=not action.done_when.strip()
    )

"""The ten months on one page, as a booklet: where they stand, what goes on, what is next and what is asked."""

from collections.abc import Iterator, Sequence

from app.documents.model import Block, Booklet, BulletList, Cell, Column, FactRow, KeyFacts, Paragraph, Section, Table
from app.plan.document.model import Plan, PlannedAction, first_sentence, shortened
from app.state.steps import STEP_IDS, Dates, current_step
from app.texts import one_page as texts
from app.texts.plan import closed, decided, hours_spent, moment, version
from app.texts.trajectories import STATES, STEPS
from app.web.formatting import long_date

MOST_ACTIONS = 5
MOST_OF_A_REASON = 150
MOST_OF_A_TITLE = 80
MOST_OF_A_NAME = 40
"""What fits: the whole of it stands in the plan of action."""


def summary(plan: Plan) -> Booklet:
    """Always short enough for one page."""
    return Booklet(
        name=f"{texts.TITLE} – {plan.municipality}",
        author=plan.municipality,
        day=plan.day.isoformat(),
        running_header=texts.running_header(plan.municipality, plan.day),
        title=texts.TITLE,
        subtitle=plan.municipality,
        lead=texts.LEAD,
        notices=(closed(plan.ended_on),) if plan.ended_on else (),
        facts=_facts(plan),
        ends_with_facts=True,
        sections=(
            Section(id="stand", title=texts.STAND, blocks=tuple(_standing(plan))),
            Section(id="domeinen", title=texts.DOMAINS, blocks=tuple(_domains(plan))),
            Section(id="acties", title=texts.ACTIONS, blocks=tuple(_actions(plan))),
            Section(id="nu", title=texts.NEXT, blocks=(Paragraph(text=_next(plan)),)),
            Section(id="gevraagd", title=texts.ASKED, blocks=(BulletList(items=tuple(_asked(plan))),)),
        ),
    )


def _facts(plan: Plan) -> KeyFacts:
    facts = {
        "Inventarisatie": plan.inventory,
        "Rapport": version(plan.report.number, plan.report.agreed_on) if plan.report else "",
        "Datum": long_date(plan.day),
    }
    return KeyFacts(facts=tuple(FactRow(label=label, text=text) for label, text in facts.items() if text))


def _standing(plan: Plan) -> Iterator[Block]:
    """The five steps, and the hours."""
    rows = [
        (STEPS[step], texts.days(each.planned.start, each.planned.end), _step(plan, each))
        for step, each in plan.steps.items()
    ]
    yield _table(texts.STEPS_CAPTION, texts.STEP_COLUMNS, rows)
    yield Paragraph(text=hours_spent(sum(plan.minutes.values()), plan.hours))


def _step(plan: Plan, dates: Dates) -> str:
    if dates.ended:
        return texts.done(dates.ended)
    found = texts.busy(dates.started) if dates.started else texts.TO_COME
    return f"{found}, {texts.LATE}" if dates.planned.end < plan.day else found


def _table(caption: str, titles: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Table:
    return Table(
        caption=caption,
        columns=tuple(Column(title=title) for title in titles),
        rows=tuple(tuple(Cell(text=text) for text in row) for row in rows),
    )


def _domains(plan: Plan) -> Iterator[Block]:
    """Each with why in one sentence, and who decided."""
    if not plan.choice or not plan.choice.domains:
        yield Paragraph(text=texts.NO_CHOICE)
        return
    chosen = plan.choice.domains
    items = (texts.why(plan.title(each.domain), first_sentence(each.reason, MOST_OF_A_REASON)) for each in chosen)
    yield BulletList(items=tuple(items), ordered=True)
    yield Paragraph(text=decided(plan.choice.decided_by, plan.choice.day))


def is_late(plan: Plan, action: PlannedAction) -> bool:
    """Whether the last day of an action is over while it is not done."""
    return action.is_open and action.ends_on is not None and action.ends_on < plan.day


def next_actions(plan: Plan) -> list[PlannedAction]:
    """What must be done first: by last day, so what is overdue comes first; only what has such a day."""
    dated = [(action.ends_on, action) for action in plan.actions if action.is_open and action.ends_on]
    return [action for _, action in sorted(dated, key=lambda entry: entry[0])]


def _actions(plan: Plan) -> Iterator[Block]:
    if not plan.actions:
        yield Paragraph(text=texts.NO_ACTIONS)
        return
    states = [action.state for action in plan.actions]
    late = sum(is_late(plan, action) for action in plan.actions)
    yield Paragraph(text=texts.actions([(name, states.count(state)) for state, name in STATES.items()], late))
    waiting = next_actions(plan)
    if waiting:
        rows = [_row(plan, action) for action in waiting[:MOST_ACTIONS]]
        yield _table(texts.ACTIONS_CAPTION, texts.ACTION_COLUMNS, rows)
    elif any(action.is_open for action in plan.actions):
        yield Paragraph(text=texts.NO_DATES)
    if waiting and (more := sum(action.is_open for action in plan.actions) - min(len(waiting), MOST_ACTIONS)):
        yield Paragraph(text=texts.more_actions(more))


def _row(plan: Plan, action: PlannedAction) -> tuple[str, ...]:
    ends = texts.NOTHING
    if action.ends_on:
        ends = texts.overdue(action.ends_on) if is_late(plan, action) else long_date(action.ends_on)
    return (
        shortened(action.title, MOST_OF_A_TITLE),
        shortened(plan.name(action.domain), MOST_OF_A_NAME),
        shortened(action.owner, MOST_OF_A_NAME) or texts.NOTHING,
        ends,
        STATES[action.state],
    )


def _next(plan: Plan) -> str:
    """Which step it is, who is at turn, and when people meet."""
    step = current_step(plan.steps)
    if step is None or plan.ended_on:
        return texts.ENDED
    parts = [texts.step_now(STEP_IDS.index(step) + 1, STEPS[step]), texts.NOW[step]]
    if plan.meetings:
        first = plan.meetings[0]
        when = moment(first.day, first.at)
        parts.append(texts.appointment(f"{when[:1].lower()}{when[1:]}", first.title))
    return " ".join(parts)


def _asked(plan: Plan) -> Iterator[str]:
    """What fits the step, and what the actions and the partners ask for."""
    step = current_step(plan.steps)
    if step is None or plan.ended_on:
        yield texts.ASKED_AFTER
        return
    yield texts.ASKED_NOW[step]
    if late := sum(is_late(plan, action) for action in plan.actions):
        yield texts.about_late(late)
    helped = {domain for partner in plan.partners for domain in partner.domains}
    without = [plan.name(domain) for domain in plan.chosen if domain not in helped]
    if without and step in ("partners", "evaluation"):
        yield texts.about_partners(without)

"""The plan of action and the overview as booklets, from plain data about ten months: functions, and never names."""

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.documents.model import (
    Block,
    Booklet,
    BulletList,
    Cell,
    Column,
    FactRow,
    Heading,
    KeyFacts,
    PaperQuestion,
    Paragraph,
    Section,
    Space,
    Table,
)
from app.reports.document import scores
from app.reports.document.domains import cell_name
from app.reports.document.scores import answer_text
from app.state.steps import STEP_IDS, Dates, current_step, shares
from app.texts import one_page
from app.texts import plan as texts
from app.texts.actions import facts as agreed_facts
from app.texts.trajectories import APPOINTMENT_KINDS, EFFORTS, PARTNER_KINDS, STATES, STEPS, UNFINISHED
from app.texts.words import listing
from app.web.formatting import long_date
from questionnaires.model import GENERAL, Domain, Question, Questionnaire
from scoring.result import DomainResult
from scoring.words import word_step


@dataclass(frozen=True, slots=True)
class ReportVersion:
    number: int
    agreed_on: datetime.date


@dataclass(frozen=True, slots=True)
class ChosenWhy:
    """A domain of the choice and why; of an ambassador what is asked."""

    domain: str
    reason: str


@dataclass(frozen=True, slots=True)
class DomainChoice:
    """Which domains were chosen, out of which version of the report, by whom, and what the tool proposed."""

    report_number: int
    decided_by: str
    day: datetime.date
    note: str
    proposed: tuple[str, ...]
    """The domains to begin with, of what the tool proposed."""
    domains: tuple[ChosenWhy, ...]
    ambassadors: tuple[ChosenWhy, ...]


@dataclass(frozen=True, slots=True)
class DomainNow:
    """A domain of the inventory, and where it stands; `result` is None before anything was agreed."""

    domain: Domain
    result: DomainResult | None


@dataclass(frozen=True, slots=True)
class PlannedAction:
    """An action; `value` and `expected` are answers of its question, 0 to 4."""

    domain: str
    title: str
    text: str
    owner: str
    """By function."""
    partners: tuple[str, ...] = ()
    """Organisations of the list."""
    partners_text: str = ""
    starts_on: datetime.date | None = None
    ends_on: datetime.date | None = None
    done_when: str = ""
    effort: str | None = None
    hours: int | None = None
    question: Question | None = None
    value: int | None = None
    expected: int | None = None
    state: str = "proposed"
    stop_reason: str | None = None
    done_on: datetime.date | None = None
    source: str = ""
    find_out: bool = False

    @property
    def is_open(self) -> bool:
        return self.state in UNFINISHED


@dataclass(frozen=True, slots=True)
class NotNow:
    """A question about a domain for which nothing is done, and why."""

    domain: str
    question: str
    reason: str


@dataclass(frozen=True, slots=True)
class PlannedPartner:
    """An organisation of the list, with the domains to which it contributes."""

    organisation: str
    kind: str
    contact: str
    """By function."""
    domains: tuple[str, ...]
    agreements: str


@dataclass(frozen=True, slots=True)
class PlannedMeeting:
    """An appointment that is still to come."""

    day: datetime.date
    at: datetime.time | None
    kind: str
    title: str
    place: str


@dataclass(frozen=True, slots=True)
class Plan:
    """All of it, as it is on one day."""

    municipality: str
    inventory: str
    day: datetime.date
    questionnaire: Questionnaire
    report: ReportVersion | None
    """The newest: what is said about where domains stand comes from it."""
    choice: DomainChoice | None
    domains: Mapping[str, DomainNow]
    """All of the inventory, by id and in their order."""
    actions: Sequence[PlannedAction]
    """In the order of the municipality."""
    not_now: Sequence[NotNow]
    partners: Sequence[PlannedPartner]
    steps: Mapping[str, Dates]
    hours: int
    minutes: Mapping[str, int]
    """What was spent, by step."""
    meetings: Sequence[PlannedMeeting]
    """By day."""
    ended_on: datetime.date | None = None

    @property
    def chosen(self) -> tuple[str, ...]:
        """The domains to work on, in their order."""
        return tuple(each.domain for each in self.choice.domains) if self.choice else ()

    @property
    def going_on(self) -> tuple[PlannedAction, ...]:
        """The actions that were not stopped."""
        return tuple(action for action in self.actions if action.state != "stopped")

    @property
    def is_empty(self) -> bool:
        return self.choice is None and not self.actions

    def title(self, domain: str) -> str:
        """The full title of a domain, or that it is about all of the municipality."""
        return texts.WHOLE_MUNICIPALITY if domain == GENERAL else self.domains[domain].domain.title

    def name(self, domain: str) -> str:
        """The short title of a domain, as it stands in a sentence or a table."""
        return texts.WHOLE_MUNICIPALITY if domain == GENERAL else self.domains[domain].domain.short


_SENTENCE = re.compile(r"[.?!…](?=\s|$)")


def shortened(text: str, most: int) -> str:
    """The text on one line, of this many characters at most: it ends at a word, with a sign that there is more."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    cut = line[: most - 1]
    whole = cut.rsplit(" ", 1)[0] if " " in cut[most // 2 :] else cut
    return f"{whole.rstrip(' ,;:.–-')}…"


def first_sentence(text: str, most: int) -> str:
    """The first sentence of a text, shortened where it is long."""
    line = " ".join(text.split())
    found = _SENTENCE.search(line)
    return shortened(line[: found.end()] if found else line, most)


def standing_facts(plan: Plan, domain: str) -> tuple[FactRow, ...]:
    """The total with its number, the words of the dimensions, and the weakest cell; nothing without a report."""
    result = plan.domains[domain].result if domain != GENERAL else None
    if result is None:
        return ()
    total = result.total
    word = scores.word(total.word, total.near_border)
    found = {
        "Totaal": word if total.score is None else f"{scores.points(total.score)} van de 100 punten: {word}",
        "Per dimensie": "; ".join(
            f"{plan.questionnaire.dimension(name).title}: {scores.word(one.word, one.near_border)}"
            for name, one in result.dimensions.items()
        ),
        "Zwakste vak": _weakest(plan, result),
    }
    return tuple(FactRow(label=label, text=text) for label, text in found.items() if text)


def _weakest(plan: Plan, result: DomainResult) -> str:
    if result.weakest is None:
        return ""
    weakest, asked = result.weakest, plan.questionnaire
    place = cell_name(asked.dimension(weakest.dimension).title, asked.level(weakest.level).title)
    return texts.weakest(place, scores.points(weakest.score), asked.words[word_step(weakest.score)])


SIGNING = "akkoord"
"""The id of the section with room to sign: on paper only."""


def partners_section(plan: Plan) -> Section:
    """Who works along, and which chosen domain has nobody yet."""
    if not plan.partners:
        return Section(id="partners", title=texts.PARTNERS, blocks=(Paragraph(text=texts.NO_PARTNERS),))
    blocks: list[Block] = []
    if plan.chosen:
        contributed = {domain for partner in plan.partners for domain in partner.domains}
        without = [plan.name(domain) for domain in plan.chosen if domain not in contributed]
        blocks.append(Paragraph(text=texts.without_partner(without)))
    rows = [
        (
            partner.organisation,
            PARTNER_KINDS[partner.kind],
            partner.contact or texts.NOTHING,
            ", ".join(plan.name(domain) for domain in partner.domains) or texts.NOTHING,
        )
        for partner in plan.partners
    ]
    blocks.append(_table(texts.PARTNERS_CAPTION, texts.PARTNER_COLUMNS, rows))
    # Not in the table: what people write may be longer than a page, and no row is.
    if agreed := [partner for partner in plan.partners if partner.agreements.strip()]:
        items = tuple(texts.reasoned(partner.organisation, partner.agreements) for partner in agreed)
        blocks += [Paragraph(text=texts.AGREEMENTS, tone="lead"), BulletList(items=items)]
    return Section(id="partners", title=texts.PARTNERS, blocks=tuple(blocks))


def _table(caption: str, titles: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Table:
    return Table(
        caption=caption,
        columns=tuple(Column(title=title) for title in titles),
        rows=tuple(tuple(Cell(text=text) for text in row) for row in rows),
    )


def planning_section(plan: Plan) -> Section:
    """The five steps with their days and hours, and the appointments that come."""
    share = shares(plan.hours)
    rows = tuple(
        (
            STEPS[step],
            texts.period(dates.planned.start, dates.planned.end),
            texts.step_facts(dates.planned.end, dates.started, dates.ended, plan.day),
            texts.hours_of(plan.minutes.get(step, 0), share[step]),
        )
        for step, dates in plan.steps.items()
    )
    blocks = (
        _table(texts.PLANNING_CAPTION, texts.STEP_COLUMNS, rows),
        Paragraph(text=texts.hours_spent(sum(plan.minutes.values()), plan.hours)),
        _meetings(plan),
    )
    return Section(id="planning", title=texts.PLANNING, blocks=blocks)


def _meetings(plan: Plan) -> Block:
    if not plan.meetings:
        return Paragraph(text=texts.NO_MEETINGS)
    rows = tuple(
        (
            texts.moment(each.day, each.at),
            f"{each.title} ({APPOINTMENT_KINDS[each.kind].lower()})" if each.kind != "other" else each.title,
            each.place or texts.NOTHING,
        )
        for each in plan.meetings
    )
    return _table(texts.MEETINGS, texts.MEETING_COLUMNS, rows)


def ambassadors_section(plan: Plan) -> Section | None:
    """The domains that are asked to tell how they did it; None without any."""
    asked = plan.choice.ambassadors if plan.choice else ()
    if not asked:
        return None
    items = tuple(texts.reasoned(plan.title(each.domain), each.reason) for each in asked)
    told = (Paragraph(text=texts.AMBASSADORS_LEAD), BulletList(items=items))
    return Section(id="ambassadeurs", title=texts.AMBASSADORS, blocks=told)


def stopped_section(plan: Plan) -> Section | None:
    """The actions that were stopped, each with the reason; None without any."""
    items = tuple(
        texts.stopped(action.title, plan.name(action.domain), action.stop_reason or "")
        for action in plan.actions
        if action.state == "stopped"
    )
    return Section(id="gestopt", title=texts.STOPPED, blocks=(BulletList(items=items),)) if items else None


def signing_section(plan: Plan) -> Section:
    """Who decided, and room to decide about the plan itself and to sign."""
    spaces = (Space(label=texts.DECIDES), Space(label=texts.COORDINATOR), Space(label=texts.ADVISER))
    blocks: list[Block] = [PaperQuestion(text=texts.AGREED, spaces=spaces)]
    if plan.choice:
        blocks.insert(0, Paragraph(text=texts.decided(plan.choice.decided_by, plan.choice.day)))
    return Section(id=SIGNING, title=texts.SIGNING, blocks=tuple(blocks))


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
    if reasons := [texts.reasoned(each.question, each.reason) for each in plan.not_now if each.domain == domain]:
        yield Paragraph(text=texts.NOT_NOW, tone="lead")
        yield BulletList(items=tuple(reasons))


def _cards(plan: Plan, actions: Sequence[PlannedAction]) -> Iterator[Block]:
    for action in actions:
        yield Heading(level=4, text=action.title)
        yield KeyFacts(facts=tuple(_facts(plan, action)))


def _facts(plan: Plan, action: PlannedAction) -> Iterator[FactRow]:
    """What was agreed about an action; what is empty is left out, and said at the end when it has to be agreed yet."""
    facts = {
        "Wat": action.text,
        "Wie": texts.who(action.owner, "; ".join(texts.lines(listing(action.partners), action.partners_text))),
        "Wanneer": _when(action),
        **agreed_facts(action),
        **_answers(plan, action),
        "Overgenomen van": action.source,
        "Spreek nog af": _to_agree(action),
    }
    return (FactRow(label=label, text=text) for label, text in facts.items() if text.strip())


def _answers(plan: Plan, action: PlannedAction) -> dict[str, str]:
    """The question that an action should move, its answer of now and the expected one."""
    if action.question is None:
        return {}
    now, then = (_answer(plan, action, value) for value in (action.value, action.expected))
    return {"Vraag": action.question.short_name, "Antwoord nu": now, "Straks": "" if action.find_out else then}


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


def plan_of_action(plan: Plan) -> Booklet:
    """Everything that was agreed, to read, to change in Word, and to sign."""
    sections = (
        choice_section(plan),
        short_section(plan),
        actions_section(plan),
        partners_section(plan),
        planning_section(plan),
        ambassadors_section(plan),
        stopped_section(plan),
        None if plan.is_empty else signing_section(plan),
    )
    return Booklet(
        name=f"{texts.TITLE} – {plan.municipality}",
        author=plan.municipality,
        day=plan.day.isoformat(),
        running_header=texts.running_header(plan.municipality, plan.day),
        title=texts.TITLE,
        subtitle=plan.municipality,
        lead=texts.LEAD,
        notices=(texts.closed(plan.ended_on),) if plan.ended_on else (),
        facts=KeyFacts(facts=cover_facts(plan)),
        sections=tuple(section for section in sections if section),
    )


def cover_facts(plan: Plan) -> tuple[FactRow, ...]:
    """About which inventory it is, on which report it rests, and of which day it is."""
    first, last = (plan.steps[step].planned for step in ("inventory", "evaluation"))
    facts = {
        "Inventarisatie": plan.inventory,
        "Rapport": texts.version(plan.report.number, plan.report.agreed_on) if plan.report else texts.NO_REPORT,
        "Tien maanden": texts.period(first.start, last.end),
        "Datum": long_date(plan.day),
    }
    return tuple(FactRow(label=label, text=text) for label, text in facts.items())


def choice_section(plan: Plan) -> Section:
    """Which domains, why, by whom, and how that differs from the proposal."""
    choice = plan.choice
    if choice is None:
        return Section(id="keuze", title=texts.CHOICE, blocks=(Paragraph(text=texts.NO_CHOICE),))
    names = [plan.name(domain) for domain in plan.chosen]
    blocks: list[Block] = [Paragraph(text=texts.chosen(names, choice.decided_by, choice.day))]
    if choice.domains:
        reasons = tuple(texts.reasoned(plan.title(each.domain), each.reason) for each in choice.domains)
        blocks.append(BulletList(items=reasons, ordered=True))
    newest = plan.report.number if plan.report else choice.report_number
    notes = (
        texts.compared([plan.name(domain) for domain in choice.proposed], names),
        choice.note,
        texts.newer_report(choice.report_number, newest) if newest != choice.report_number else "",
    )
    blocks += [Paragraph(text=note) for note in notes if note and note.strip()]
    return Section(id="keuze", title=texts.CHOICE, blocks=tuple(blocks))


MOST_ACTIONS = 5
MOST_OF_A_REASON = 150
MOST_OF_A_TITLE = 80
"""What fits: the whole of it stands in the plan of action."""


def summary(plan: Plan) -> Booklet:
    """Always short enough for one page."""
    return Booklet(
        name=f"{one_page.TITLE} – {plan.municipality}",
        author=plan.municipality,
        day=plan.day.isoformat(),
        running_header=one_page.running_header(plan.municipality, plan.day),
        title=one_page.TITLE,
        subtitle=plan.municipality,
        lead=one_page.LEAD,
        notices=(texts.closed(plan.ended_on),) if plan.ended_on else (),
        facts=_summary_facts(plan),
        ends_with_facts=True,
        sections=(
            Section(id="stand", title=one_page.STAND, blocks=tuple(_standing(plan))),
            Section(id="domeinen", title=one_page.DOMAINS, blocks=tuple(_domains(plan))),
            Section(id="acties", title=one_page.ACTIONS, blocks=tuple(_next_actions(plan))),
            Section(id="nu", title=one_page.NEXT, blocks=(Paragraph(text=_next(plan)),)),
            Section(id="gevraagd", title=one_page.ASKED, blocks=(BulletList(items=tuple(_asked(plan))),)),
        ),
    )


def _summary_facts(plan: Plan) -> KeyFacts:
    facts = {
        "Inventarisatie": plan.inventory,
        "Rapport": texts.version(plan.report.number, plan.report.agreed_on) if plan.report else "",
        "Datum": long_date(plan.day),
    }
    return KeyFacts(facts=tuple(FactRow(label=label, text=text) for label, text in facts.items() if text))


def _standing(plan: Plan) -> Iterator[Block]:
    """The five steps, and the hours."""
    rows = [
        (STEPS[step], one_page.days(each.planned.start, each.planned.end), _step(plan, each))
        for step, each in plan.steps.items()
    ]
    yield _table(one_page.STEPS_CAPTION, one_page.STEP_COLUMNS, rows)
    yield Paragraph(text=texts.hours_spent(sum(plan.minutes.values()), plan.hours))


def _step(plan: Plan, dates: Dates) -> str:
    if dates.ended:
        return one_page.done(dates.ended)
    found = one_page.busy(dates.started) if dates.started else one_page.TO_COME
    return f"{found}, {one_page.LATE}" if dates.planned.end < plan.day else found


def _domains(plan: Plan) -> Iterator[Block]:
    """Each with why in one sentence, and who decided."""
    if not plan.choice or not plan.choice.domains:
        yield Paragraph(text=one_page.NO_CHOICE)
        return
    chosen = plan.choice.domains
    items = (one_page.why(plan.title(each.domain), first_sentence(each.reason, MOST_OF_A_REASON)) for each in chosen)
    yield BulletList(items=tuple(items), ordered=True)
    yield Paragraph(text=texts.decided(plan.choice.decided_by, plan.choice.day))


def is_late(plan: Plan, action: PlannedAction) -> bool:
    """Whether the last day of an action is over while it is not done."""
    return action.is_open and action.ends_on is not None and action.ends_on < plan.day


def next_actions(plan: Plan) -> list[PlannedAction]:
    """What must be done first: by last day, so what is overdue comes first; only what has such a day."""
    dated = [(action.ends_on, action) for action in plan.actions if action.is_open and action.ends_on]
    return [action for _, action in sorted(dated, key=lambda entry: entry[0])]


def _next_actions(plan: Plan) -> Iterator[Block]:
    if not plan.actions:
        yield Paragraph(text=one_page.NO_ACTIONS)
        return
    states = [action.state for action in plan.actions]
    late = sum(is_late(plan, action) for action in plan.actions)
    yield Paragraph(text=one_page.actions([(name, states.count(state)) for state, name in STATES.items()], late))
    waiting = next_actions(plan)
    if waiting:
        rows = [_next_row(plan, action) for action in waiting[:MOST_ACTIONS]]
        yield _table(one_page.ACTIONS_CAPTION, one_page.ACTION_COLUMNS, rows)
    elif any(action.is_open for action in plan.actions):
        yield Paragraph(text=one_page.NO_DATES)
    if waiting and (more := sum(action.is_open for action in plan.actions) - min(len(waiting), MOST_ACTIONS)):
        yield Paragraph(text=one_page.more_actions(more))


def _next_row(plan: Plan, action: PlannedAction) -> tuple[str, ...]:
    ends = one_page.NOTHING
    if action.ends_on:
        ends = one_page.overdue(action.ends_on) if is_late(plan, action) else long_date(action.ends_on)
    return (
        shortened(action.title, MOST_OF_A_TITLE),
        shortened(plan.name(action.domain), MOST_OF_A_NAME),
        shortened(action.owner, MOST_OF_A_NAME) or one_page.NOTHING,
        ends,
        STATES[action.state],
    )


def _next(plan: Plan) -> str:
    """Which step it is, who is at turn, and when people meet."""
    step = current_step(plan.steps)
    if step is None or plan.ended_on:
        return one_page.ENDED
    parts = [one_page.step_now(STEP_IDS.index(step) + 1, STEPS[step]), one_page.NOW[step]]
    if plan.meetings:
        first = plan.meetings[0]
        when = texts.moment(first.day, first.at)
        parts.append(one_page.appointment(f"{when[:1].lower()}{when[1:]}", first.title))
    return " ".join(parts)


def _asked(plan: Plan) -> Iterator[str]:
    """What fits the step, and what the actions and the partners ask for."""
    step = current_step(plan.steps)
    if step is None or plan.ended_on:
        yield one_page.ASKED_AFTER
        return
    yield one_page.ASKED_NOW[step]
    if late := sum(is_late(plan, action) for action in plan.actions):
        yield one_page.about_late(late)
    helped = {domain for partner in plan.partners for domain in partner.domains}
    without = [plan.name(domain) for domain in plan.chosen if domain not in helped]
    if without and step in ("partners", "evaluation"):
        yield one_page.about_partners(without)


ONE_PAGE_SCALES = (1.0, 0.96, 0.92, 0.88, 0.84, 0.8, 0.76, 0.72)
PLAN_SCALES = (1.0, 0.97, 0.94)
PLAN_PAGES = 4
"""As many as a normal plan takes at most."""


def render_one_page(booklet: Booklet) -> bytes:
    """As large as one page allows."""
    return _drawn(booklet, ONE_PAGE_SCALES, 1)[0]


def render_plan(booklet: Booklet) -> bytes:
    """At full size, or a little smaller when it then takes four pages; what is longer may take what it needs."""
    data, pages = _drawn(booklet, PLAN_SCALES[:1], PLAN_PAGES)
    if pages != PLAN_PAGES + 1:
        return data
    smaller, fewer = _drawn(booklet, PLAN_SCALES[1:], PLAN_PAGES)
    return smaller if fewer == PLAN_PAGES else data


def _drawn(booklet: Booklet, scales: Sequence[float], most: int) -> tuple[bytes, int]:
    """The file at the first of these sizes at which it takes so many pages at most, else at the last; and its pages."""
    from app.documents.pdf.booklet import draw_smaller
    from app.documents.pdf.styles import Styles

    return draw_smaller(booklet, Styles(), booklet.model_dump_json().encode(), scales, most)

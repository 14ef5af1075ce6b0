"""The plan of action as a booklet: what was chosen and why, what is done by whom and when."""

from collections.abc import Iterator, Sequence

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
from app.plan.document.model import DomainChoice, Plan, PlannedAction, PlannedPartner, shortened
from app.reports.sentences import profile
from app.reports.sentences.domains import cell_name
from app.reports.sentences.items import answer_text
from app.state.steps import shares
from app.texts import plan as texts
from app.texts.actions import facts as agreed_facts
from app.texts.trajectories import APPOINTMENT_KINDS, EFFORTS, PARTNER_KINDS, STATES, STEPS
from app.texts.words import listing
from app.web.formatting import long_date
from questionnaires.model import GENERAL
from scoring.result import DomainResult
from scoring.words import word_step


def standing_facts(plan: Plan, domain: str) -> tuple[FactRow, ...]:
    """The total with its number, the words of the dimensions, and the weakest cell; nothing without a report."""
    result = plan.domains[domain].result if domain != GENERAL else None
    if result is None:
        return ()
    found = {
        "Totaal": _total(result),
        "Per dimensie": "; ".join(_dimensions(plan, result)),
        "Zwakste vak": _weakest(plan, result),
    }
    return tuple(FactRow(label=label, text=text) for label, text in found.items() if text)


def _total(result: DomainResult) -> str:
    total = result.total
    word = profile.word(total.word, total.near_border)
    return word if total.score is None else f"{profile.points(total.score)} van de 100 punten: {word}"


def _dimensions(plan: Plan, result: DomainResult) -> Iterator[str]:
    for name, found in result.dimensions.items():
        yield f"{plan.questionnaire.dimension(name).title}: {profile.word(found.word, found.near_border)}"


def _weakest(plan: Plan, result: DomainResult) -> str:
    if result.weakest is None:
        return ""
    weakest, asked = result.weakest, plan.questionnaire
    place = cell_name(asked.dimension(weakest.dimension).title, asked.level(weakest.level).title)
    return texts.weakest(place, profile.points(weakest.score), asked.words[word_step(weakest.score)])


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
    rows = tuple(_partner(plan, partner) for partner in plan.partners)
    blocks.append(_table(texts.PARTNERS_CAPTION, texts.PARTNER_COLUMNS, rows))
    # Not in the table: what people write may be longer than a page, and no row is.
    if agreed := [partner for partner in plan.partners if partner.agreements.strip()]:
        items = tuple(texts.reasoned(partner.organisation, partner.agreements) for partner in agreed)
        blocks += [Paragraph(text=texts.AGREEMENTS, tone="lead"), BulletList(items=items)]
    return Section(id="partners", title=texts.PARTNERS, blocks=tuple(blocks))


def _partner(plan: Plan, partner: PlannedPartner) -> tuple[str, ...]:
    domains = ", ".join(plan.name(domain) for domain in partner.domains)
    return (
        partner.organisation,
        PARTNER_KINDS[partner.kind],
        partner.contact or texts.NOTHING,
        domains or texts.NOTHING,
    )


def _table(caption: str, titles: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> Table:
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
    blocks = (Paragraph(text=texts.AMBASSADORS_LEAD), BulletList(items=items))
    return Section(id="ambassadeurs", title=texts.AMBASSADORS, blocks=blocks)


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
        "Wie": texts.who(action.owner, _with_whom(action)),
        "Wanneer": _when(action),
        **agreed_facts(action),
        **_answers(plan, action),
        "Overgenomen van": action.source,
        "Spreek nog af": _to_agree(action),
    }
    return (FactRow(label=label, text=text) for label, text in facts.items() if text.strip())


def _with_whom(action: PlannedAction) -> str:
    """The partners of the list, and whoever was typed beside them."""
    return "; ".join(texts.lines(listing(action.partners), action.partners_text))


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
    blocks = _choice_blocks(plan, plan.choice) if plan.choice else [Paragraph(text=texts.NO_CHOICE)]
    return Section(id="keuze", title=texts.CHOICE, blocks=tuple(blocks))


def _choice_blocks(plan: Plan, choice: DomainChoice) -> list[Block]:
    names = [plan.name(domain) for domain in plan.chosen]
    blocks: list[Block] = [Paragraph(text=texts.chosen(names, choice.decided_by, choice.day))]
    if choice.domains:
        reasons = tuple(texts.reasoned(plan.title(each.domain), each.reason) for each in choice.domains)
        blocks.append(BulletList(items=reasons, ordered=True))
    notes = (
        texts.compared([plan.name(domain) for domain in choice.proposed], names),
        choice.note,
        _other_report(plan, choice),
    )
    return [*blocks, *(Paragraph(text=note) for note in notes if note and note.strip())]


def _other_report(plan: Plan, choice: DomainChoice) -> str | None:
    if plan.report is None or plan.report.number == choice.report_number:
        return None
    return texts.newer_report(choice.report_number, plan.report.number)

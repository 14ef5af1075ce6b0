"""What stands around the actions of a plan: partners, planning, ambassadors, what was stopped, and who signs."""

from app.reports.document.editions import Section
from app.reports.document.model import Block, BulletList, Cell, Column, PaperQuestion, Paragraph, Space, Table
from app.steps import shares
from app.texts import plan as texts
from app.texts.trajectories import APPOINTMENT_KINDS, PARTNER_KINDS, STEPS
from app.trajectories.document.model import Plan, PlannedPartner

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
        texts.stopped(action.title, plan.name(action.domain), action.stop_reason)
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

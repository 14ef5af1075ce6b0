"""The plan of action as a booklet: what was chosen and why, what is done by whom and when, and with whom."""

from app.formatting import long_date
from app.reports.document.booklet import Booklet
from app.reports.document.editions import Section
from app.reports.document.model import Block, BulletList, Fact, KeyFacts, Paragraph
from app.texts import plan as texts
from app.trajectories.document.actions import actions_section, short_section
from app.trajectories.document.around import (
    ambassadors_section,
    partners_section,
    planning_section,
    signing_section,
    stopped_section,
)
from app.trajectories.document.model import Choice, Plan


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


def cover_facts(plan: Plan) -> tuple[Fact, ...]:
    """About which inventory it is, on which report it rests, and of which day it is."""
    first, last = (plan.steps[step].planned for step in ("inventory", "evaluation"))
    facts = {
        "Inventarisatie": plan.inventory,
        "Rapport": texts.version(plan.report.number, plan.report.agreed_on) if plan.report else texts.NO_REPORT,
        "Tien maanden": texts.period(first.start, last.end),
        "Datum": long_date(plan.day),
    }
    return tuple(Fact(label=label, text=text) for label, text in facts.items())


def choice_section(plan: Plan) -> Section:
    """Which domains, why, by whom, and how that differs from the proposal."""
    blocks = _choice_blocks(plan, plan.choice) if plan.choice else [Paragraph(text=texts.NO_CHOICE)]
    return Section(id="keuze", title=texts.CHOICE, blocks=tuple(blocks))


def _choice_blocks(plan: Plan, choice: Choice) -> list[Block]:
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


def _other_report(plan: Plan, choice: Choice) -> str | None:
    if plan.report is None or plan.report.number == choice.report_number:
        return None
    return texts.newer_report(choice.report_number, plan.report.number)

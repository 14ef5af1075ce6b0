"""The plan of action and the ten months on one page, read for one trajectory; as page and as files."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime, time
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from app.documents.model import Booklet
from app.doors.access import LEADERS, require_role, trajectory_for
from app.models import Appointment, HourEntry, ImprovementAction, NoAction, Partner, PriorityChoice, Trajectory
from app.models.trajectories import AMBASSADOR, CHOSEN
from app.plan import document
from app.plan.entrance import TRAJECTORY, Agreed, blueprint, leads, load_agreed
from app.plan.priorities import newest_choice
from app.plan.steps import dates_of
from app.state.asked import domains_of, questionnaire_of
from app.web.clock import today
from app.web.extensions import db
from app.web.formatting import HERE
from app.web.publication import publish, send_booklet
from questionnaires.model import GENERAL, Question

LATER = "Later"
_AS_STORED = [one.name for one in fields(document.PlannedAction) if one.name in ImprovementAction.__table__.columns]


def load_plan(session: Session, trajectory: Trajectory, day: date) -> document.Plan:
    """Everything about a trajectory as it is on this day, without names of people."""
    assessment = trajectory.assessment
    agreed, choice = load_agreed(session, assessment), newest_choice(session, assessment.id)
    questions = Questions(trajectory, agreed)
    return document.Plan(
        municipality=trajectory.municipality.name,
        inventory=assessment.title,
        day=day,
        questionnaire=questionnaire_of(assessment),
        report=document.ReportVersion(agreed.report.number, _day(agreed.report.agreed_at)) if agreed else None,
        choice=_choice(choice) if choice else None,
        domains=questions.domains,
        actions=_actions(session, trajectory, questions),
        not_now=_not_now(session, trajectory, questions),
        partners=_partners(session, trajectory, questions),
        steps=dates_of(session, trajectory),
        hours=trajectory.hours,
        minutes=_minutes(session, trajectory),
        meetings=_meetings(session, trajectory, day),
        ended_on=_day(trajectory.ended_at) if trajectory.ended_at else None,
    )


def _day(moment: datetime) -> date:
    return moment.astimezone(HERE).date()


class Questions:
    """The domains of an inventory and their questions, under the names of the newest report where there is one."""

    def __init__(self, trajectory: Trajectory, agreed: Agreed | None) -> None:
        self._asked = questionnaire_of(trajectory.assessment)
        results = agreed.result.domains if agreed else {}
        current = {domain.id: domain for domain in domains_of(trajectory.assessment)}
        found = {**current, **(agreed.domains if agreed else {})}
        self.domains: Mapping[str, document.DomainNow] = {
            each: document.DomainNow(domain, results.get(each)) for each, domain in found.items()
        }

    def about(self, item: str | None) -> Question | None:
        """The question of an item in the words of its domain; None without one."""
        domain, _, wanted = (item or "").partition("/")
        if domain == GENERAL:
            asked = self._asked.of_kind("general")
        elif domain in self.domains:
            asked = self._asked.questions_in(self.domains[domain].domain)
        else:
            return None
        return next((question for question in asked if question.id == wanted), None)


def _choice(row: PriorityChoice) -> document.DomainChoice:
    kinds: dict[str, list[document.ChosenWhy]] = {CHOSEN: [], AMBASSADOR: []}
    for each in row.domains:
        kinds[each.kind].append(document.ChosenWhy(each.domain, each.reason))
    return document.DomainChoice(
        report_number=row.report_number,
        decided_by=row.decided_by,
        day=_day(row.chosen_at),
        note=row.note,
        proposed=proposed_ids(row.proposal),
        domains=tuple(kinds[CHOSEN]),
        ambassadors=tuple(kinds[AMBASSADOR]),
    )


def proposed_ids(proposal: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """The domains to begin with, in the order that was kept with a choice; what is for later is not among them."""
    begin = [entry for entry in proposal if entry["proposed"] and entry["word"] != LATER]
    return tuple(entry["domain"] for entry in sorted(begin, key=lambda entry: int(entry["rank"])))


def _actions(session: Session, trajectory: Trajectory, questions: Questions) -> tuple[document.PlannedAction, ...]:
    query = (
        select(ImprovementAction)
        .where(ImprovementAction.trajectory_id == trajectory.id)
        .order_by(ImprovementAction.position, ImprovementAction.created_at, ImprovementAction.id)
        .options(selectinload(ImprovementAction.partners))
    )
    return tuple(
        document.PlannedAction(
            **{name: getattr(row, name) for name in _AS_STORED},
            partners=tuple(partner.organisation for partner in row.partners),
            question=questions.about(row.item),
            find_out=row.kind == "find_out",
        )
        for row in session.scalars(query)
        if row.domain == GENERAL or row.domain in questions.domains
    )


def _not_now(session: Session, trajectory: Trajectory, questions: Questions) -> tuple[document.NotNow, ...]:
    query = select(NoAction).where(NoAction.trajectory_id == trajectory.id)
    found = [(row, questions.about(row.item)) for row in session.scalars(query.order_by(NoAction.item))]
    return tuple(
        document.NotNow(row.item.partition("/")[0], question.short_name, row.reason)
        for row, question in found
        if question
    )


def _partners(session: Session, trajectory: Trajectory, questions: Questions) -> tuple[document.PlannedPartner, ...]:
    query = (
        select(Partner)
        .where(Partner.municipality_id == trajectory.municipality_id, Partner.ended_at.is_(None))
        .order_by(Partner.organisation, Partner.id)
        .options(selectinload(Partner.domains))
    )
    found = []
    for row in session.scalars(query):
        # Domains in the order of the inventory; those of another inventory are left out.
        mine = {each.domain for each in row.domains}
        known = tuple(domain for domain in (*questions.domains, GENERAL) if domain in mine)
        found.append(document.PlannedPartner(row.organisation, row.kind, row.contact, known, row.agreements))
    return tuple(found)


def _minutes(session: Session, trajectory: Trajectory) -> Mapping[str, int]:
    query = (
        select(HourEntry.step, func.sum(HourEntry.minutes))
        .where(HourEntry.trajectory_id == trajectory.id, HourEntry.removed_at.is_(None))
        .group_by(HourEntry.step)
    )
    return {step: int(minutes) for step, minutes in session.execute(query)}


def _meetings(session: Session, trajectory: Trajectory, day: date) -> tuple[document.PlannedMeeting, ...]:
    """Those to come; on a day, what takes the whole of it goes first."""
    to_come = Appointment.cancelled_at.is_(None), Appointment.day >= day
    query = select(Appointment).where(Appointment.trajectory_id == trajectory.id, *to_come).order_by(Appointment.title)
    found = [document.PlannedMeeting(row.day, row.at, row.kind, row.title, row.place) for row in session.scalars(query)]
    return tuple(sorted(found, key=lambda meeting: (meeting.day, meeting.at or time.min)))


def load_for_reading(trajectory_id: uuid.UUID) -> tuple[Trajectory, document.Plan]:
    """The trajectory and all that is planned, for who leads it or reads along: else 404 or 403."""
    trajectory = trajectory_for(current_user, trajectory_id)
    require_role(current_user, trajectory, *LEADERS, "reader")
    return trajectory, load_plan(db.session, trajectory, today())


def show_booklet(template: str, trajectory: Trajectory, plan: document.Plan, booklet: Booklet) -> str:
    """A booklet as a page; on paper only is what asks for a pen."""
    sections = [section for section in booklet.sections if section.id != document.SIGNING]
    known = {"trajectory": trajectory, "plan": plan, "booklet": booklet, "sections": sections}
    return render_template(template, leading=leads(trajectory), **known)


@blueprint.get(f"{TRAJECTORY}/plan")
def plan(trajectory_id: uuid.UUID) -> ResponseReturnValue:
    """To read; while there is nothing yet it says what to do first."""
    trajectory, found = load_for_reading(trajectory_id)
    return show_booklet("trajectories/plan.html", trajectory, found, document.plan_of_action(found))


def plan_file(trajectory_id: uuid.UUID, form: str) -> ResponseReturnValue:
    """To print and to sign, or to take over in a text of one's own.

    Also of an empty plan: each part then says what is still to do.
    """
    _, found = load_for_reading(trajectory_id)
    booklet = document.plan_of_action(found)
    return send_booklet(
        booklet, form, booklet.title, found.municipality, found.inventory, render_pdf=document.render_plan
    )


publish(blueprint, f"{TRAJECTORY}/plan", "plan", ("pdf", "docx"), plan_file)


@blueprint.get(f"{TRAJECTORY}/overzicht")
def summary(trajectory_id: uuid.UUID) -> ResponseReturnValue:
    trajectory, plan = load_for_reading(trajectory_id)
    return show_booklet("trajectories/summary.html", trajectory, plan, document.summary(plan))


def summary_file(trajectory_id: uuid.UUID, form: str) -> ResponseReturnValue:
    """To hand out: always one page."""
    _, found = load_for_reading(trajectory_id)
    booklet = document.summary(found)
    return send_booklet(
        booklet, form, booklet.title, found.municipality, found.inventory, render_pdf=document.render_one_page
    )


publish(blueprint, f"{TRAJECTORY}/overzicht", "summary", ("pdf",), summary_file)

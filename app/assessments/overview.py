"""The list of inventories, and the overview of one."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.assessments.drafts import OwnWriting, load_written, unsaved_in
from app.assessments.handing_in import colleagues_of
from app.assessments.looking_back import looking_back_of
from app.assessments.picture import pictures_of
from app.assessments.starting import startable_by
from app.assessments.visit import load_untold
from app.assessments.work import (
    AnswerStep,
    Work,
    address_of,
    answered_items,
    answered_values,
    blueprint,
    load_work,
    progress_of,
    sent_back_of,
)
from app.doors.access import LEADERS, choice_of, has_only_role, merged_with, roles_in
from app.models import Assessment, Municipality, Participation, Proposal, User
from app.state.asked import parts_of
from app.state.months import trajectory_of
from app.state.next import load_facts, own_part, rounds_of, step_of
from app.state.rounds import has_ended, load_places, may_measure_again
from app.state.situation import coordinators_of
from app.texts import assessments as texts
from app.texts.participants import decision
from app.texts.words import sentence_start
from app.web.clock import today
from app.web.extensions import db


@dataclass(frozen=True, slots=True)
class OwnProposal:
    """One proposal as who made it sees it."""

    name: str
    about: str
    decision: str
    """What the coordinator decided, in words."""
    waits: bool
    answer: str
    """What the coordinator says about it."""


def own_proposals(session: Session, work: Work, participation: Participation) -> Sequence[OwnProposal]:
    """The proposals of one participation, newest first."""
    query = select(Proposal).where(Proposal.participation_id == participation.id).order_by(Proposal.created_at.desc())
    # A question that was given away is no longer among the own ones.
    parts = {part.domain: part for part in parts_of(work.assessment)}
    return [
        OwnProposal(
            name=row.name,
            about=sentence_start(parts[row.domain].named(row.question)),
            decision=decision(row.decision, row.name, whole=not row.question),
            waits=row.decision is None,
            answer=row.answer,
        )
        for row in session.scalars(query)
        if row.domain in parts
    ]


@dataclass(frozen=True, slots=True)
class ListedAssessment:
    """One assessment in the list, with what can be done next."""

    assessment: Assessment
    step: str
    label: str
    """Which round it is."""

    @property
    def next_step(self) -> str:
        return texts.NEXT_STEP[self.step]

    @property
    def is_for_reading(self) -> bool:
        """Whether there is a report to read here and nothing else."""
        return self.step == "read"


def listed_assessments(user: User, today: date) -> list[ListedAssessment]:
    """Every assessment that somebody may see, by municipality, the newest first."""
    query = rounds_of(user).order_by(Municipality.name, Assessment.created_at.desc())
    seen = db.session.scalars(query).unique().all()
    places = load_places(db.session, seen)
    return [ListedAssessment(one, _next_step(user, one, today), places[one.id].label) for one in seen]


def _next_step(user: User, assessment: Assessment, today: date) -> str:
    roles, own = roles_in(user, assessment.municipality_id), own_part(user, assessment)
    if roles & set(LEADERS) and assessment.state != "open":
        # Whose turn it is in a review, this list does not say.
        return assessment.state
    # An adviser who takes part answers first.
    step = step_of(roles - {"adviser"} if own else roles, own, assessment, today)
    return step.name if step else assessment.state


@blueprint.get("/inventarisaties")
def list_assessments() -> ResponseReturnValue:
    """The inventories of one's municipalities, and what is next in each."""
    everything = listed_assessments(current_user, today())
    choice = choice_of(current_user, [row.assessment.municipality for row in everything])
    startable = {municipality.id for municipality in startable_by(current_user, today())}
    return render_template(
        "assessments/list.html",
        listed=[row for row in everything if choice.shows(row.assessment.municipality)],
        choice=choice,
        may_start=choice.chosen.id in startable if choice.chosen else bool(startable),
        reads_only=has_only_role(current_user, "reader") and all(row.is_for_reading for row in everything),
        ended={row.assessment.municipality_id for row in everything if has_ended(row.assessment.municipality, today())},
        merged=merged_with(current_user, choice, today()),
    )


@blueprint.get("/inventarisaties/<uuid:assessment_id>")
def hub(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """How far the answers are and where to go on; who does not answer sees how far the municipality is."""
    work = load_work(current_user, assessment_id)
    if work.reads_only:
        return redirect(url_for("reports.report_page", assessment_id=assessment_id))
    written, values = _answered(work)
    progress = progress_of(work.parts, frozenset(values))
    back = looking_back_of(db.session, work, work.participation, progress)
    untold = load_untold(db.session, work, work.participation, written.stored)
    looks_again = work.participation is not None and work.assessment.state == "in_review"
    again = sent_back_of(work.open_parts, written.stored) if looks_again else None
    shown_too = {"looked_back": back, "untold": untold, "again": again, **_around(work)}
    shown_too |= {"pictures": pictures_of(work, values), "provisional": f"{texts.PROVISIONAL} {texts.UNSEEN}"}
    shown_too |= {"texts": texts, "unsaved": unsaved_in(work.open_parts, written), "to_copy": ()}
    return render_template("assessments/hub.html", work=work, progress=progress, **shown_too)


@blueprint.get("/inventarisaties/<uuid:assessment_id>/verder")
def go_on(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Straight to the first question that is open; without one to where the answers are handed in, or to the hub."""
    work = load_work(current_user, assessment_id)
    if work.participation is None or not work.open_parts:
        return redirect(url_for("assessments.hub", assessment_id=assessment_id))
    found = progress_of(work.open_parts, answered_items(db.session, work.participation.id)).next
    if found:
        return redirect(address_of(work, AnswerStep(found.part, found.open[0])))
    if work.participation.state == "submitted" or work.assessment.state != "open":
        return redirect(url_for("assessments.hub", assessment_id=assessment_id))
    return redirect(url_for("assessments.check_answers", assessment_id=assessment_id))


def _answered(work: Work) -> tuple[OwnWriting, Mapping[str, str]]:
    """What somebody answered and typed themselves; and the value of each answer, own or joint."""
    if work.participation:
        written = load_written(db.session, work.participation.id, current_user.id)
        return written, {item: one.content.value or "" for item, one in written.stored.items()}
    return OwnWriting({}, {}), answered_values(db.session, work.joint.id) if work.joint else {}


def _around(work: Work) -> dict[str, Any]:
    """What stands around the own questions: for a colleague whom to ask, for others how far the colleagues are."""
    deadline = work.assessment.deadline
    around: dict[str, Any] = {
        "coordinators": (),
        "proposals": (),
        "colleagues": None,
        "trajectory": None,
        "chosen": False,
    }
    if work.participation and not work.coordinates:
        around["coordinators"] = coordinators_of(db.session, work.assessment)
        around["proposals"] = own_proposals(db.session, work, work.participation)
    elif work.assessment.state == "open":
        around["colleagues"] = colleagues_of(db.session, work.assessment)
    elif work.assessment.state == "agreed":
        around["chosen"] = load_facts(db.session, [work.assessment])[work.assessment.id].is_chosen
    if work.leads:
        around["trajectory"] = trajectory_of(db.session, work.assessment.id)
    around["place"] = load_places(db.session, [work.assessment])[work.assessment.id]
    around["measures_again"] = may_measure_again(work.assessment, work.roles, today())
    around["left"] = (texts.days_left(deadline, today()), texts.last_day(deadline, today())) if deadline else None
    return {**around, "deadline": texts.deadline_line(deadline, today()) if deadline else None}

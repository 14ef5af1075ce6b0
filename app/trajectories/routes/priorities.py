"""HTTP of choosing the domains to begin with: the order, the choice, and what was chosen before."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from flask import abort, current_app, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.access import assessment_for, require_role
from app.clock import now
from app.extensions import db
from app.models import Assessment, PriorityChoice, Trajectory
from app.reports.routes.page import Tools
from app.texts import priorities as texts
from app.texts.trajectories import CLOSED
from app.trajectories.forms.priorities import PrioritiesForm
from app.trajectories.operations.choosing import decision_of, save_choice
from app.trajectories.queries.agreed import load_agreed
from app.trajectories.queries.choices import choices_of
from app.trajectories.queries.priorities import Priorities
from app.trajectories.queries.priorities_firmness import firmness_of
from app.trajectories.queries.priorities_past import told_choices
from app.trajectories.routes.entrance import LEADERS, blueprint, leads
from app.typed import typed_texts
from app.versions import StaleSaveError
from scoring.engine import RULES

PRIORITIES = "/inventarisaties/<uuid:assessment_id>/prioriteren"


@dataclass(frozen=True)
class Ground:
    """What there is to choose from, and what was chosen."""

    assessment: Assessment
    priorities: Priorities
    choices: Sequence[PriorityChoice]
    """The one that counts first."""
    trajectory: Trajectory | None

    @property
    def refusal(self) -> str | None:
        """Why nothing can be chosen now; None when it can."""
        if self.assessment.state != "agreed":
            return texts.REOPENED
        return CLOSED if self.trajectory and self.trajectory.ended_at else None

    @property
    def number(self) -> int:
        """The number of the choice that counts; 0 when there is none."""
        return self.choices[0].number if self.choices else 0

    def form(self, posted: Any = None) -> PrioritiesForm:
        """The form as it opens, or with what was posted."""
        before = decision_of(self.choices[0]) if self.choices else None
        return PrioritiesForm(self.priorities, before, self.number, posted)


@blueprint.get(PRIORITIES)
def show_priorities(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """The order, what would change it, the choice, and the form for who leads."""
    assessment = assessment_for(current_user, assessment_id)
    require_role(current_user, assessment, *LEADERS, "reader")
    ground = _ground(assessment)
    if ground is None:
        return _too_early(assessment)
    return _page(ground, ground.form() if leads(assessment) and not ground.refusal else None)


@blueprint.post(PRIORITIES)
def choose_domains(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Save the choice; with `move` only put the domains in another order, with all that was typed."""
    ground = _changeable(assessment_id)
    form = ground.form(request.form)
    if form.see_report(ground.priorities.agreed.report.number):
        return _page(ground, form, page_has_errors=True, newer_report=True), 409
    if "move" in request.form:
        form.move(request.form["move"])
        return _page(ground, form)
    if not form.validate():
        return _page(ground, form), 422
    user, seen = current_user, form.decided.seen.version
    try:
        made, is_new = save_choice(
            db.session, user, ground.assessment, ground.priorities, form.decision, seen, now=now()
        )
    except StaleSaveError:
        # Whoever saves again has seen the newer choice.
        form.decided.seen.data = str(ground.number)
        return _page(ground, form, page_has_errors=True), 409
    onward = _onward(made)
    flash(texts.SAVED if is_new else texts.SAME, "success")
    db.session.commit()
    return redirect(onward, 303)


def _changeable(assessment_id: uuid.UUID) -> Ground:
    """What there is to choose from, held until the commit: else 404, 403, or 409 with what is first."""
    assessment = assessment_for(current_user, assessment_id, "update")
    require_role(current_user, assessment, *LEADERS)
    ground = _ground(assessment)
    if ground is None:
        abort(make_response(_too_early(assessment, refused=True), 409))
    if ground.refusal:
        abort(make_response(_page(ground, None, typed=typed_texts(), refused=True), 409))
    return ground


def _ground(assessment: Assessment) -> Ground | None:
    """All of it; None as long as nothing was agreed."""
    agreed = load_agreed(db.session, assessment)
    if agreed is None:
        return None
    query = select(Trajectory).where(Trajectory.assessment_id == assessment.id)
    trajectory = db.session.scalars(query.options(joinedload(Trajectory.municipality))).one_or_none()
    return Ground(assessment, Priorities(agreed), choices_of(db.session, assessment.id), trajectory)


def _too_early(assessment: Assessment, *, refused: bool = False) -> str:
    way = ("Naar de bespreking", url_for("reviews.overview", assessment_id=assessment.id))
    if assessment.state == "open":
        way = ("Naar de inventarisatie", url_for("assessments.hub", assessment_id=assessment.id))
    return render_template(
        "trajectories/priorities_early.html",
        assessment=assessment,
        explanation=texts.NOT_YET.get(assessment.state, texts.THEN),
        way=way if leads(assessment) else None,
        texts=texts,
        typed=typed_texts() if refused else (),
    )


def _page(ground: Ground, form: PrioritiesForm | None, **more: Any) -> str:
    priorities, leading = ground.priorities, leads(ground.assessment)
    told = told_choices(db.session, priorities, ground.choices)
    return render_template(
        "trajectories/priorities.html",
        assessment=ground.assessment,
        trajectory=ground.trajectory,
        leading=leading,
        refusal=ground.refusal,
        priorities=priorities,
        firmness=firmness_of(priorities),
        told=told,
        tools=_tools(ground),
        texts=texts,
        other_rules=priorities.agreed.report.rules != RULES,
        # Not None: the frame looks for errors in any form that it is given.
        **({"form": form} if form else {}),
        **more,
    )


def _tools(ground: Ground) -> Tools:
    """Where the picture is, and where the numbers of this version of the report are explained."""
    report = ground.priorities.agreed.report
    to = partial(url_for, assessment_id=ground.assessment.id, versie=report.number)
    candidates = ground.priorities.candidates.values()
    names = {candidate.name: to("reports.explain_domain", domain=candidate.id) for candidate in candidates}
    whole = to("reports.explain_municipality", _anchor="volgorde")
    return Tools(to("reports.chances_picture"), {"volgorde": whole}, names)


def _onward(made: PriorityChoice) -> str:
    """Where people go on: to the actions for what they chose."""
    query = select(Trajectory.id).where(Trajectory.assessment_id == made.assessment_id)
    trajectory = db.session.scalars(query).one()
    proposals = "trajectories.proposals"
    endpoint = proposals if proposals in current_app.view_functions else "trajectories.show_trajectory"
    return url_for(endpoint, trajectory_id=trajectory)

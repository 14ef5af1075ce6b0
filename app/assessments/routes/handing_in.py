"""HTTP of checking the answers, handing them in and starting the review."""

import uuid
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.access import require_role
from app.assessments.operations import start_review as begin_review
from app.assessments.operations import submit_answers
from app.assessments.queries.answers import NOTHING, answered_items, answers_of
from app.assessments.queries.changing import load_untold
from app.assessments.queries.closing import EMPTY, texts_of
from app.assessments.queries.colleagues import colleagues_of
from app.assessments.queries.looking_back import looking_back_of
from app.assessments.queries.progress import progress_of
from app.assessments.queries.work import Work, load_own_work, load_work
from app.assessments.routes.blueprint import blueprint, refused
from app.assessments.routes.closed import closed_page
from app.changing import action_titles
from app.clock import now
from app.extensions import db
from app.lifecycle import Action, Refusal, refusal
from app.models import Participation
from app.situation import coordinators_of

OVERVIEW = "/inventarisaties/<uuid:assessment_id>"


@blueprint.route(f"{OVERVIEW}/controle", methods=["GET", "POST"])
def check_answers(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Every answer with a way to change it, and handing in."""
    posted = request.method == "POST"
    work, participation = load_own_work(current_user, assessment_id, "update" if posted else None)
    return _submit(work, participation) if posted else _check_page(work, participation)


def _submit(work: Work, participation: Participation) -> ResponseReturnValue:
    why = work.refusal_of_handing_in
    if why:
        return closed_page(work, why, title="Je antwoorden zijn niet ingeleverd")
    submit_answers(db.session, current_user, work.assessment, participation, now=now())
    db.session.commit()
    return redirect(url_for("assessments.submitted", assessment_id=work.assessment.id), 303)


def _check_page(work: Work, participation: Participation) -> str:
    answers = answers_of(db.session, participation.id)
    progress = progress_of(work.parts, frozenset(answers))
    return render_template(
        "assessments/check.html",
        work=work,
        participation=participation,
        answers=answers,
        texts=texts_of(db.session, participation.id),
        nothing=NOTHING,
        empty=EMPTY,
        progress=progress,
        looked_back=looking_back_of(db.session, work, participation, progress),
        untold=load_untold(db.session, work, participation, answers),
        improvements=action_titles(db.session, [answer.changed_action_id for answer in answers.values()]),
        closed=work.closed,
        **_who_else(work),
    )


@blueprint.get(f"{OVERVIEW}/controle/klaar")
def submitted(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """What happens after handing in."""
    work, participation = load_own_work(current_user, assessment_id)
    if participation.state != "submitted":
        return redirect(url_for("assessments.check_answers", assessment_id=assessment_id))
    progress = progress_of(work.parts, answered_items(db.session, participation.id))
    return render_template("assessments/submitted.html", work=work, progress=progress, **_who_else(work))


def _who_else(work: Work) -> dict[str, Any]:
    """For a coordinator how far the colleagues are, for a colleague whom to ask."""
    if work.coordinates:
        return {"colleagues": colleagues_of(db.session, work.assessment), "coordinators": ()}
    return {"colleagues": None, "coordinators": coordinators_of(db.session, work.assessment)}


@blueprint.post(f"{OVERVIEW}/bespreking-starten")
def start_review(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Close the answers and go on to the review."""
    work = load_work(current_user, assessment_id, "update")
    require_role(current_user, work.assessment, "coordinator")
    why = refusal(Action.START_REVIEW, work.situation)
    # A second click asks for what is so already; once something was agreed it must be an old page.
    begun = why is Refusal.IN_REVIEW and work.assessment.agreed_at is None
    if why and not begun:
        return refused(why, assessment_id)
    if not begun:
        begin_review(db.session, current_user, work.assessment, now=now())
    db.session.commit()
    return redirect(f"{url_for('assessments.hub', assessment_id=assessment_id)}/bespreken", 303)

"""HTTP of checking the answers, handing them in and starting the review."""

import uuid

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.access import require_role
from app.assessments.operations import start_review as begin_review
from app.assessments.operations import submit_answers
from app.assessments.queries.answers import NOTHING, answered_items, answers_of
from app.assessments.queries.closing import EMPTY, texts_of
from app.assessments.queries.progress import progress_of
from app.assessments.queries.work import load_own_work, load_work
from app.assessments.routes.blueprint import blueprint, refused
from app.clock import now
from app.extensions import db
from app.lifecycle import Action, refusal
from app.texts.lifecycle import REFUSALS

OVERVIEW = "/inventarisaties/<uuid:assessment_id>"


@blueprint.route(f"{OVERVIEW}/controle", methods=["GET", "POST"])
def check_answers(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Every answer with a way to change it, and handing in."""
    posted = request.method == "POST"
    work, participation = load_own_work(current_user, assessment_id, "update" if posted else None)
    why = refusal(Action.ANSWER, work.situation)
    if posted:
        if why:
            return refused(why, assessment_id)
        submit_answers(db.session, current_user, work.assessment, participation, now=now())
        db.session.commit()
        return redirect(url_for("assessments.submitted", assessment_id=assessment_id), 303)
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
        closed=REFUSALS[why] if why else None,
    )


@blueprint.get(f"{OVERVIEW}/controle/klaar")
def submitted(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """What happens after handing in."""
    work, participation = load_own_work(current_user, assessment_id)
    if participation.state != "submitted":
        return redirect(url_for("assessments.check_answers", assessment_id=assessment_id))
    progress = progress_of(work.parts, answered_items(db.session, participation.id))
    return render_template("assessments/submitted.html", work=work, progress=progress)


@blueprint.post(f"{OVERVIEW}/bespreking-starten")
def start_review(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Close the answers and go on to the review."""
    work = load_work(current_user, assessment_id, "update")
    require_role(current_user, work.assessment, "coordinator")
    why = refusal(Action.START_REVIEW, work.situation)
    if why:
        return refused(why, assessment_id)
    begin_review(db.session, current_user, work.assessment, now=now())
    db.session.commit()
    return redirect(f"{url_for('assessments.hub', assessment_id=assessment_id)}/bespreken", 303)

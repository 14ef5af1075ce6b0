"""The addresses on the way through an assessment."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.assessments.queries.path import Step, step_after
from app.assessments.queries.work import Work
from app.extensions import db
from app.texts.assessments import SAVED, SAVED_LAST


def address_of(work: Work, step: Step | None) -> str:
    """Where a step is taken; at the end: where the answers are checked, or the overview when they are closed."""
    id_ = work.assessment.id
    if step is None:
        hands_in = work.assessment.state == "open" or work.hands_in_again
        at_the_end = "assessments.check_answers" if hands_in else "assessments.hub"
        return url_for(at_the_end, assessment_id=id_)
    domain = step.part.domain
    if step.closing:
        form = "pagina" if step.whole else None
        return url_for("assessments.closing_questions", assessment_id=id_, domain=domain, vorm=form)
    if step.question is None:
        return url_for("assessments.answer_domain", assessment_id=id_, domain=domain)
    return url_for("assessments.answer_question", assessment_id=id_, domain=domain, question_id=step.question.id)


def save_and_go_on(work: Work, following: Step | None) -> ResponseReturnValue:
    """Keep what was saved and go on: to the overview when that was asked for, else to what comes next."""
    if request.form.get("next") == "hub":
        flash(SAVED, "success")
    elif following is None:
        flash(SAVED_LAST, "success")
    db.session.commit()
    if request.form.get("next") == "hub":
        return redirect(url_for("assessments.hub", assessment_id=work.assessment.id), 303)
    return redirect(address_of(work, following), 303)


def step_from(work: Work, step: Step) -> Step | None:
    """What comes next among what can be answered now."""
    return step_after(work.open_parts, step)

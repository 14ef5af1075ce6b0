"""The page after the last question about a domain: what somebody did, where that stands, and what comes next."""

import uuid

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.assessments.answering import QUESTIONS
from app.assessments.answers import PartProgress, progress_of
from app.assessments.picture import domain_picture, sees_picture
from app.assessments.visit import last_saved
from app.assessments.work import DONE, AnswerStep, address_of, blueprint, load_own_work
from app.saving.versioned import ANSWERS, CLOSING_TEXTS
from app.state.lifecycle import State
from app.texts import picture as texts
from app.web.clock import now
from app.web.extensions import db


@blueprint.get(f"{QUESTIONS}/{DONE}")
def domain_done(assessment_id: uuid.UUID, domain: str) -> ResponseReturnValue:
    """What was answered about a domain; for who leads with the provisional picture of the joint answers."""
    work, participation = load_own_work(current_user, assessment_id)
    part = work.part(domain)
    if work.assessment.state != State.OPEN or work.refusal(domain):
        return redirect(url_for("assessments.check_answers", assessment_id=assessment_id))
    stored = ANSWERS.stored(db.session, participation.id)
    progress = progress_of(work.parts, frozenset(stored))
    here = next(row for row in progress.parts if row.part.domain == domain)
    whole = request.args.get("vorm") == "pagina"
    if here.open:
        return redirect(address_of(work, _begin(here, whole)))
    said = [stored[item].content for item in part.items]
    values = [one.value for one in said]
    reasons = sum(bool(one.reason) for one in said)
    written = CLOSING_TEXTS.stored(db.session, participation.id, part.closing) if part.closing else {}
    shown = {item: one.content.value or "" for item, one in stored.items()} if sees_picture(work) else {}
    return render_template(
        "assessments/domain_done.html",
        work=work,
        part=part,
        progress=progress,
        did=texts.answered(len(values), values.count("unknown"), values.count("not_applicable"), reasons),
        saved=last_saved(part, stored, now()),
        picture=domain_picture(work, part, shown) if shown and part.about else None,
        written=sum(bool(one.content.text) for one in written.values()),
        closing=address_of(work, AnswerStep(part, closing=True, done=True, whole=whole)),
        onward=address_of(work, _begin(progress.next, whole) if progress.next else None),
        texts=texts,
    )


def _begin(row: PartProgress, whole: bool) -> AnswerStep:
    """Where to go on with a part: at its first open question, or on its page for who answers a whole part at once."""
    return AnswerStep(row.part, whole=True) if whole else AnswerStep(row.part, row.open[0])

"""HTTP of proposing a colleague who knows better."""

import uuid

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.access import Lock
from app.clock import now
from app.extensions import db
from app.participants.forms.proposing import ProposeForm
from app.participants.operations.proposing import Colleague, TooManyProposalsError, propose_colleague
from app.participants.queries.proposing import Proposer, load_proposer
from app.participants.routes.blueprint import blueprint
from app.texts.lifecycle import REFUSALS
from app.texts.proposals import TOO_MANY, proposed
from app.typed import typed_texts


@blueprint.route("/inventarisaties/<uuid:assessment_id>/vragen/<domain>/collega", methods=["GET", "POST"])
def propose(assessment_id: uuid.UUID, domain: str) -> ResponseReturnValue:
    """Say who knows a question better, or (without `vraag`) all own questions about the domain."""
    lock: Lock | None = "update" if request.method == "POST" else None
    proposer = load_proposer(current_user, assessment_id, domain, request.args.get("vraag", ""), lock)
    if proposer.refusal:
        return _refused(proposer, REFUSALS[proposer.refusal])
    form = ProposeForm(request.form if request.method == "POST" else None)
    form.own_address = current_user.email
    if request.method == "POST" and form.validate():
        return _save(proposer, form)
    page = render_template("participants/propose.html", form=form, proposer=proposer, back=_back(proposer))
    return page, 422 if form.errors else 200


def _save(proposer: Proposer, form: ProposeForm) -> ResponseReturnValue:
    colleague = Colleague(form.name.data, form.email.data or "", form.reason.data or "")
    settings = current_app.config["SETTINGS"]
    try:
        propose_colleague(db.session, current_user, proposer, colleague, settings, now=now())
    except TooManyProposalsError:
        return _refused(proposer, TOO_MANY)
    flash(proposed(colleague.name, whole=not proposer.question), "success")
    db.session.commit()
    return redirect(_back(proposer), 303)


def _back(proposer: Proposer) -> str:
    """Where people came from: the question, or the overview."""
    id_, domain = proposer.assessment.id, proposer.part.domain
    if proposer.question:
        return url_for("assessments.answer_question", assessment_id=id_, domain=domain, question_id=proposer.question)
    return url_for("assessments.hub", assessment_id=id_)


def _refused(proposer: Proposer, why: str) -> ResponseReturnValue:
    back = ("Naar het overzicht", url_for("assessments.hub", assessment_id=proposer.assessment.id))
    return render_template("errors/409.html", explanation=why, back=back, typed=typed_texts()), 409

"""HTTP of sending domains back, and handing them in again."""

import uuid

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.asked import domains_of, title_of
from app.clock import now
from app.extensions import db
from app.lifecycle import Action
from app.models import Assessment
from app.reviews.forms import FormData, SendBackForm, build_send_back_form
from app.reviews.operations import resubmit_domains, send_back_domains
from app.reviews.routes.entrance import ASSESSMENT, blueprint, load_for
from app.texts.reviews import resubmitted, sent_back


def _form(assessment: Assessment, posted: FormData | None) -> SendBackForm:
    waiting = {row.domain for row in assessment.domains if row.sent_back_at}
    offered = [(domain.id, domain.title) for domain in domains_of(assessment) if domain.id not in waiting]
    return build_send_back_form(offered, posted, chosen=request.args.getlist("domein"))


@blueprint.get(f"{ASSESSMENT}/terugsturen")
def consider_sending_back(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Choose the domains that must be answered again, and say why."""
    assessment = load_for(Action.SEND_BACK, assessment_id, None)
    return render_template("reviews/send_back.html", assessment=assessment, form=_form(assessment, None))


@blueprint.post(f"{ASSESSMENT}/terugsturen")
def send_back(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Open the answers of the chosen domains again."""
    assessment = load_for(Action.SEND_BACK, assessment_id, "update")
    form = _form(assessment, request.form)
    if not form.validate():
        return render_template("reviews/send_back.html", assessment=assessment, form=form), 422
    send_back_domains(db.session, current_user, assessment, form.domains.data, form.reason.data, now=now())
    flash(sent_back([title_of(assessment, domain) for domain in form.domains.data]), "success")
    db.session.commit()
    return redirect(url_for("reviews.overview", assessment_id=assessment_id), 303)


@blueprint.post(f"{ASSESSMENT}/opnieuw-inleveren")
def resubmit(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Close the domains that were sent back, and show what changed."""
    assessment = load_for(Action.RESUBMIT, assessment_id, "update")
    changed = resubmit_domains(db.session, current_user, assessment, now=now())
    flash(resubmitted(changed), "success")
    db.session.commit()
    return redirect(url_for("reviews.overview", assessment_id=assessment_id), 303)

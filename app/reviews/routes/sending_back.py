"""HTTP of sending domains back, and handing them in again."""

import uuid
from dataclasses import dataclass

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.access import roles_in
from app.asked import domains_of, questionnaire_of, title_of
from app.clock import now
from app.extensions import db
from app.lifecycle import Action
from app.limits import TooManyTriesError
from app.models import Assessment
from app.reviews.forms import FormData, SendBackForm, build_send_back_form
from app.reviews.operations import resubmit_domains, send_back_domains
from app.reviews.queries.functions import who
from app.reviews.queries.people import asked_about, colleagues_of
from app.reviews.queries.steps import repeats_last_step
from app.reviews.routes.entrance import ASSESSMENT, blueprint, load_asked, load_for, refuse
from app.texts.changes import mailed_about, too_many_mails
from app.texts.reviews import resubmitted, sent_back


@dataclass(frozen=True, slots=True)
class SendBackPage:
    """The page on which domains are chosen, with who would get a mail about each."""

    assessment: Assessment
    form: SendBackForm

    def render(self) -> str:
        """The page."""
        questionnaire = questionnaire_of(self.assessment)
        colleagues = colleagues_of(db.session, self.assessment)
        mailed = {
            choice.value: mailed_about(
                [who(one.participation, questionnaire) for one in asked_about(colleagues, {choice.value})]
            )
            for choice in self.form.domains.choices
        }
        coordinates = "coordinator" in roles_in(current_user, self.assessment.municipality_id)
        return render_template(
            "reviews/send_back.html",
            assessment=self.assessment,
            form=self.form,
            mailed=mailed,
            coordinates=coordinates,
        )


def _page(assessment: Assessment, posted: FormData | None) -> SendBackPage:
    waiting = {row.domain for row in assessment.domains if row.sent_back_at}
    offered = [(domain.id, domain.title) for domain in domains_of(assessment) if domain.id not in waiting]
    form = build_send_back_form(offered, posted, chosen=request.args.getlist("domein"))
    return SendBackPage(assessment, form)


@blueprint.get(f"{ASSESSMENT}/terugsturen")
def consider_sending_back(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Choose the domains that must be answered again, and say why."""
    return _page(load_for(Action.SEND_BACK, assessment_id, None), None).render()


@blueprint.post(f"{ASSESSMENT}/terugsturen")
def send_back(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Open the answers of the chosen domains again, and ask who gave them to look. A second click finds it done."""
    assessment = load_for(Action.SEND_BACK, assessment_id, "update")
    page = _page(assessment, request.form)
    if _is_sent_back(assessment, page.form):
        return _done(assessment, page.form)
    if not page.form.validate():
        return page.render(), 422
    domains, reason, settings = page.form.domains.data, page.form.reason.data, current_app.config["SETTINGS"]
    try:
        send_back_domains(db.session, current_user, assessment, domains, reason, settings, now=now())
    except TooManyTriesError as error:
        page.form.form_errors.append(too_many_mails(error.minutes))
        return page.render(), 429
    return _done(assessment, page.form)


def _is_sent_back(assessment: Assessment, form: SendBackForm) -> bool:
    """Whether these very domains wait with this very reason already: a second click."""
    chosen, reason = set(form.domains.data or ()), form.reason.data
    return bool(chosen) and chosen == {
        row.domain for row in assessment.domains if row.sent_back_at and row.sent_back_reason == reason
    }


def _done(assessment: Assessment, form: SendBackForm) -> ResponseReturnValue:
    here = url_for("reviews.overview", assessment_id=assessment.id)
    flash(sent_back([title_of(assessment, domain) for domain in form.domains.data or ()]), "success")
    db.session.commit()
    return redirect(here, 303)


@blueprint.post(f"{ASSESSMENT}/opnieuw-inleveren")
def resubmit(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Close the domains that were sent back, and show what changed. A second click shows it too."""
    assessment, why = load_asked(Action.RESUBMIT, assessment_id, "update")
    if why is None:
        changed = resubmit_domains(db.session, current_user, assessment, current_app.config["SETTINGS"], now=now())
        flash(resubmitted(changed), "success")
    elif not repeats_last_step(db.session, current_user, assessment, Action.RESUBMIT):
        refuse(why, assessment)
    db.session.commit()
    return redirect(url_for("reviews.changes", assessment_id=assessment_id), 303)

"""Sending domains back to be answered again, and handing them in again."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy.orm import Session
from wtforms import Field, SelectMultipleField
from wtforms.validators import ValidationError

from app.doors.access import roles_in
from app.doors.limits import TooManyTriesError
from app.models import Assessment
from app.reviews.approval import end_approval_by_sending_back
from app.reviews.changes import changes_in, noted_now, periods_of
from app.reviews.entrance import ASSESSMENT, blueprint, load_asked, load_for, refuse, repeats_last_step, to_overview
from app.reviews.people import (
    InvitedColleague,
    ReviewPost,
    answers_again,
    asked_about,
    colleagues_of,
    handing_in_again,
    own_post,
    told_of,
)
from app.reviews.review import who
from app.reviews.watched import REASON, choices
from app.state.asked import domains_of, questionnaire_of, title_of
from app.state.lifecycle import AssessmentAction
from app.texts import reviews as texts
from app.texts import still_open as open_texts
from app.texts.mails.reviews import handed_in_again, sent_back_to_coordinator
from app.texts.reviews import changed_in_short, mailed_about, resubmitted, sent_back, too_many_mails
from app.web.extensions import db
from app.web.forms import BaseForm, FormData, required, text_field


def send_back_domains(post: ReviewPost, domains: Sequence[str], reason: str) -> None:
    """Open the answers of these domains again and ask who gave them to look; the approval falls away.

    The audit trail keeps the version of every answer at this moment: afterwards what changed can be shown.
    Raises TooManyTriesError; then the caller does not commit.
    """
    assessment, old = post.assessment, {"approved": post.assessment.approved_at is not None}
    for row in assessment.domains:
        if row.domain in domains:
            row.sent_back_at, row.sent_back_reason = post.now, reason
    end_approval_by_sending_back(post, [title_of(assessment, domain) for domain in domains], reason)
    colleagues = asked_about(colleagues_of(post.session, assessment), domains)
    asked = [str(one.participation.id) for one in colleagues]
    noted = noted_now(post.session, assessment, domains)
    post.record("send_back", old, {"domains": sorted(domains), "colleagues": asked, **noted}, reason)
    _ask_again(post, colleagues, domains, reason)


def _ask_again(post: ReviewPost, colleagues: Sequence[InvitedColleague], domains: Sequence[str], reason: str) -> None:
    """Who had handed in, does so again; `submitted_at` still says when they did last."""
    for one in colleagues:
        if one.done:
            one.participation.state = "started"
    mailed = post.ask_again(colleagues, domains, reason)
    titles = [title_of(post.assessment, domain) for domain in domains]
    page = post.page("/bespreken")
    post.tell(
        ("coordinator",),
        "sent_back_news",
        lambda about, name: sent_back_to_coordinator(about, name, titles, mailed, post.by, reason, page),
    )


def resubmit_domains(post: ReviewPost) -> str:
    """Close the domains that were sent back; how many answers and closing texts are others than before, in words."""
    session, assessment = post.session, post.assessment
    domains = [row.domain for row in assessment.domains if row.sent_back_at]
    open_ = [period for period in periods_of(session, assessment) if period.end is None]
    answers = [changes_in(session, "versions", assessment, period) for period in open_]
    texts = [changes_in(session, "texts", assessment, period) for period in open_]
    for row in assessment.domains:
        row.sent_back_at = row.sent_back_reason = None
    post.record(
        "resubmit",
        new={
            "domains": domains,
            "changed": sorted(item for found in answers for item in found.items),
            "changed_texts": sorted(item for found in texts for item in found.items),
            "not_done": _close(session, assessment, domains),
            **noted_now(session, assessment, domains),
        },
    )
    counts = (sum(len(found.changed) for found in each) for each in (answers, texts))
    changed = changed_in_short(*counts)
    _tell_adviser(post, domains, changed)
    return changed


def _close(session: Session, assessment: Assessment, domains: Sequence[str]) -> list[str]:
    """End the asking of colleagues; the participations of who had not handed in again, but had before."""
    late = [
        one.participation
        for one in asked_about(colleagues_of(session, assessment), domains)
        if one.participation.state == "started" and one.participation.submitted_at
    ]
    for participation in late:
        participation.state = "submitted"
    return [str(participation.id) for participation in late]


def _tell_adviser(post: ReviewPost, domains: Sequence[str], changed: str) -> None:
    titles = [title_of(post.assessment, domain) for domain in domains]
    page = post.page("/bespreken/veranderd")
    post.tell(
        ("adviser",),
        "handed_in_again",
        lambda about, name: handed_in_again(about, name, titles, changed, page),
    )


class SendBackForm(BaseForm):
    """Which domains must be answered again, and why."""

    domains = SelectMultipleField("Welke domeinen?", choices=[], validate_choice=False)
    reason = text_field("Wat moet er anders?", REASON, required(texts.REASON_SEND_BACK), area=True)

    def validate_domains(self, field: Field) -> None:
        """At least one, and all from the page."""
        if not field.data:
            raise ValidationError(texts.DOMAINS_MISSING)
        if not set(field.data) <= {choice.value for choice in self.domains.choices}:
            raise ValidationError(texts.DOMAIN_CLOSED)


def build_send_back_form(
    domains: Sequence[tuple[str, str]], posted: FormData | None, *, chosen: Sequence[str] = ()
) -> SendBackForm:
    """The form with these domains (id, title) to choose from, some of them chosen at first."""
    form = SendBackForm(posted, data={"domains": chosen})
    form.domains.choices = choices(domains)
    return form


@dataclass(frozen=True, slots=True)
class SendBackPage:
    """The page on which domains are chosen, with who would get a mail about each."""

    assessment: Assessment
    form: SendBackForm

    def render(self) -> str:
        """The page."""
        questionnaire = questionnaire_of(self.assessment)
        colleagues = colleagues_of(db.session, self.assessment)
        coordinates = "coordinator" in roles_in(current_user, self.assessment.municipality_id)
        mailed = {
            choice.value: mailed_about(
                [who(one.participation, questionnaire) for one in asked_about(colleagues, {choice.value})], coordinates
            )
            for choice in self.form.domains.choices
        }
        post = own_post(self.assessment)
        return render_template(
            "reviews/send_back.html",
            assessment=self.assessment,
            form=self.form,
            coordinates=coordinates,
            mailed=mailed,
            told=told_of(post, "coordinator"),
            approvers=told_of(post, "adviser") if self.assessment.approved_at else "",
        )


def _page(assessment: Assessment, posted: FormData | None) -> SendBackPage:
    waiting = {row.domain for row in assessment.domains if row.sent_back_at}
    offered = [(domain.id, domain.title) for domain in domains_of(assessment) if domain.id not in waiting]
    form = build_send_back_form(offered, posted, chosen=request.args.getlist("domein"))
    return SendBackPage(assessment, form)


@blueprint.get(f"{ASSESSMENT}/terugsturen")
def consider_sending_back(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Choose the domains that must be answered again, and say why."""
    return _page(load_for(AssessmentAction.SEND_BACK, assessment_id, None), None).render()


@blueprint.post(f"{ASSESSMENT}/terugsturen")
def send_back(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Open the answers of the chosen domains again, and ask who gave them to look. A second click finds it done."""
    assessment = load_for(AssessmentAction.SEND_BACK, assessment_id, "update")
    page = _page(assessment, request.form)
    if _is_sent_back(assessment, page.form):
        return _done(assessment, page.form)
    if not page.form.validate():
        return page.render(), 422
    try:
        send_back_domains(own_post(assessment), page.form.domains.data, page.form.reason.data)
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
    return to_overview(assessment, sent_back([title_of(assessment, domain) for domain in form.domains.data or ()]))


@blueprint.get(f"{ASSESSMENT}/opnieuw-inleveren")
def consider_resubmitting(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Who of those who were asked is not done, and what becomes of it."""
    assessment = load_for(AssessmentAction.RESUBMIT, assessment_id, None)
    asked = handing_in_again(db.session, assessment)
    busy = [person for person, done in asked if not done]
    titles = [title_of(assessment, row.domain) for row in assessment.domains if row.sent_back_at]
    return render_template(
        "reviews/resubmit.html",
        assessment=assessment,
        busy=busy,
        intro=open_texts.not_done(len(busy), len(asked), titles),
        label=open_texts.resubmit_button(len(busy)),
        joint=answers_again(db.session, assessment),
        told=told_of(own_post(assessment), "adviser"),
    )


@blueprint.post(f"{ASSESSMENT}/opnieuw-inleveren")
def resubmit(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Close the domains that were sent back, and show what changed. A second click shows it too."""
    assessment, why = load_asked(AssessmentAction.RESUBMIT, assessment_id, "update")
    if why is None:
        flash(resubmitted(resubmit_domains(own_post(assessment))), "success")
    elif not repeats_last_step(db.session, current_user, assessment, AssessmentAction.RESUBMIT):
        refuse(why, assessment)
    db.session.commit()
    return redirect(url_for("reviews.changes", assessment_id=assessment_id), 303)

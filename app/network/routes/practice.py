"""HTTP of what municipalities shared: finding it, reading it, and copying it into an own plan."""

import uuid

from flask import abort, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.access import Lock, municipalities_of
from app.clock import now
from app.extensions import db
from app.models import SharedPractice, Trajectory
from app.network.forms.practice import CopyForm, QuestionForm, build_copy_form, build_question_form, offer_domains
from app.network.operations.practice import copy_practice
from app.network.queries import practice as queries
from app.network.queries.practice_words import question_texts
from app.network.queries.questions import askers_of, load_questions
from app.network.routes.entrance import blueprint
from app.texts import practice as texts
from app.texts.board import BADGES
from app.texts.trajectories import EFFORTS
from app.trajectories.operations.acting import DeclinedError
from app.trajectories.queries.action_forms import Ground, load_ground
from app.trajectories.routes.entrance import change_trajectory
from app.typed import typed_texts

PRACTICE = "/praktijk/<uuid:practice_id>"


@blueprint.get("/praktijk")
def list_practices() -> ResponseReturnValue:
    """What is shared, the newest first."""
    own, sought = own_places(), queries.sought_of(request.args)
    number = max(1, request.args.get("pagina", 1, type=int))
    return render_template(
        "network/practice.html",
        page=queries.load_practices(db.session, sought, min(number, queries.LAST_PAGE), own),
        sought=sought,
        domains=queries.domain_choices(),
        questions=question_texts(),
        efforts=EFFORTS,
        badges=BADGES,
        texts=texts,
    )


@blueprint.get(PRACTICE)
def show_practice(practice_id: uuid.UUID) -> ResponseReturnValue:
    """All of one shared action."""
    own_places()
    practice = queries.load_practice(db.session, practice_id)
    if practice is None or practice.withdrawn_at is not None:
        abort(404)
    return practice_page(practice)


@blueprint.post(f"{PRACTICE}/overnemen")
def take_over(practice_id: uuid.UUID) -> ResponseReturnValue:
    """Put it in an own plan; first ask for a domain when the plan has not got that of the action."""
    practice = open_practice(practice_id)
    plans = queries.plans_of(db.session, own_places(), practice)
    form = build_copy_form(plans, request.form)
    if not plans:
        refuse(texts.OWN_NOT_COPIED if practice.municipality_id in own_places() else texts.NO_PLAN)
    if not form.trajectory.validate(form):
        return practice_page(practice, copy_form=form), 422
    ground = load_ground(db.session, change_trajectory(uuid.UUID(form.trajectory.data)))
    domain = _domain(form, ground, practice)
    if domain is None:
        return _choose_domain(practice, ground, form)
    return _copy(practice, ground, domain, form)


def own_places() -> frozenset[uuid.UUID]:
    """Where this person coordinates or advises; 403 for who does neither."""
    return municipalities_of(current_user, "coordinator", "adviser") or abort(403)


def open_practice(practice_id: uuid.UUID, lock: Lock | None = None) -> SharedPractice:
    """A shared action to do something with: 404 when there never was one, 409 when it was withdrawn meanwhile."""
    own_places()
    practice = queries.load_practice(db.session, practice_id, lock) or abort(404)
    if practice.withdrawn_at is not None:
        refuse(texts.GONE)
    return practice


def refuse(explanation: str) -> None:
    """Stop with the page that says why something cannot be done now (409); what was typed stands on it."""
    page = render_template("network/practice_gone.html", explanation=explanation, typed=typed_texts())
    abort(make_response(page, 409))


def practice_page(
    practice: SharedPractice,
    *,
    form: QuestionForm | None = None,
    copy_form: CopyForm | None = None,
    warning: str = "",
) -> str:
    """The page of a shared action, with what somebody can do with it."""
    own, coordinated = own_places(), municipalities_of(current_user, "coordinator")
    plans, asks = queries.plans_of(db.session, own, practice), askers_of(db.session, practice, coordinated)
    others = coordinated - {practice.municipality_id}
    return render_template(
        "network/practice_one.html",
        practice=queries.shown(practice, own),
        action_id=practice.action_id,
        may_change=practice.municipality_id in coordinated,
        plans=plans,
        copies=queries.copies_of(db.session, own, practice),
        copy_form=copy_form or build_copy_form(plans, None),
        asks=asks,
        not_asked=texts.NO_ADVISER if others and not asks else "",
        questions=load_questions(db.session, current_user, practice.id),
        form=form or build_question_form(asks, None),
        warning=warning,
        page_has_errors=bool(warning or (copy_form and copy_form.errors)),
        badges=BADGES,
        texts=texts,
    )


def _domain(form: CopyForm, ground: Ground, practice: SharedPractice) -> str | None:
    """The domain that was chosen, else that of the action; None when the plan has it not."""
    chosen = form.domain.data or practice.domain
    return chosen if chosen in ground.domains else None


def _copy(practice: SharedPractice, ground: Ground, domain: str, form: CopyForm) -> ResponseReturnValue:
    with_question = not form.without.data
    try:
        action, is_new = copy_practice(
            db.session, current_user, practice, ground, domain, with_question=with_question, now=now()
        )
    except DeclinedError as error:
        form.domain.data = domain
        return _domain_page(practice, ground.trajectory, form, texts.declined(error.reason)), 409
    sentence = texts.copied(action.title) if is_new else texts.copied_before(action.title)
    flash(sentence, "success" if is_new else "info")
    to = url_for("trajectories.show_action", action_id=action.id)
    db.session.commit()
    return redirect(to, 303)


def _choose_domain(practice: SharedPractice, ground: Ground, form: CopyForm) -> ResponseReturnValue:
    """The page that asks for a domain; an error only for who chose none on it."""
    offer_domains(form, ground.domains)
    if "domain" in request.form:
        form.domain.errors = [texts.DOMAIN_MISSING]
        return _domain_page(practice, ground.trajectory, form), 422
    return _domain_page(practice, ground.trajectory, form)


def _domain_page(practice: SharedPractice, trajectory: Trajectory, form: CopyForm, declined: str = "") -> str:
    return render_template(
        "network/practice_domain.html",
        practice=queries.shown(practice, own_places()),
        trajectory=trajectory,
        form=form,
        declined=declined,
    )

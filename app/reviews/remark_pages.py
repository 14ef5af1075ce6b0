"""HTTP of remarks: the page of all of them, and saying, answering, giving away and finishing."""

import uuid
from typing import Any
from urllib.parse import urlencode

from flask import current_app, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.doors.access import LEADERS, Lock, assessment_for, require_role, roles_in
from app.models import Assessment, Remark
from app.reviews.items import ITEM, page_of
from app.reviews.kept import kept_of, redirect_or_keep, settle_draft
from app.reviews.remarks import (
    Addressee,
    FailedForm,
    RemarkAnswerForm,
    RemarkChangeForm,
    RemarkList,
    add_remark,
    addressees,
    assign_remark,
    build_change_form,
    build_remark_form,
    domain_choices,
    places,
    remark_of,
    reopen_remark,
    resolve_remark,
    same_query,
    talk_on,
)
from app.reviews.remarks import answer_remark as say_answer
from app.reviews.review import ASSESSMENT, REVIEW, blueprint
from app.reviews.watched import without
from app.saving.remarks import Thread
from app.saving.versioned import StaleSaveError
from app.state.asked import question_of
from app.texts import reviews as texts
from app.web.clock import now
from app.web.extensions import db
from app.web.forms import BaseForm, FormData
from scoring.items import item_id

ONE = f"{ASSESSMENT}/opmerkingen/<uuid:remark_id>"
ADDRESS = ("toon", "domein", "pagina")
"""What the address of the list says: which remarks, about what, and which page of them."""


def load_for_talking(assessment_id: uuid.UUID, lock: Lock | None = None) -> Assessment:
    """The assessment for who may remark on it, which they may at any time."""
    assessment = assessment_for(current_user, assessment_id, lock)
    require_role(current_user, assessment, *LEADERS)
    return assessment


@blueprint.get(f"{REVIEW}/opmerkingen")
def all_remarks(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """All remarks: what is open, for whom, and what is done; and a new one on the whole."""
    return list_page(load_for_talking(assessment_id))


@blueprint.post(f"{REVIEW}/opmerkingen")
def remark_on_whole(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Say something about the inventory as a whole."""
    assessment = load_for_talking(assessment_id, "update")
    return _add(assessment, None, address_of_list(assessment_id))


@blueprint.post(f"{ITEM}/opmerking")
def remark(assessment_id: uuid.UUID, domain: str, question_id: str) -> ResponseReturnValue:
    """Add a remark to a question; possible at any time."""
    assessment = load_for_talking(assessment_id, "update")
    question_of(assessment, domain, question_id)
    here = url_for("reviews.item", assessment_id=assessment_id, domain=domain, question_id=question_id)
    return _add(assessment, item_id(domain, question_id), here + same_query())


def _add(assessment: Assessment, item: str | None, back: str) -> ResponseReturnValue:
    form = build_remark_form("adviser" in roles_in(current_user, assessment.municipality_id), request.form)
    assessment_id = assessment.id
    if not form.validate():
        return _page(assessment_id, item, without(request.form, form), FailedForm(form)), 422
    add_remark(db.session, current_user, assessment, item, form.text.data, form.audience.data or "", now=now())
    settle_draft(assessment, item, form)
    db.session.commit()
    flash(texts.REMARK_SAVED, "success")
    return _onward(f"{back}#opmerkingen", assessment_id, item, form)


@blueprint.post(f"{ONE}/antwoord")
def answer_remark(assessment_id: uuid.UUID, remark_id: uuid.UUID) -> ResponseReturnValue:
    """Answer a remark; one that was done opens again."""
    assessment, found = _load(assessment_id, remark_id)
    form = RemarkAnswerForm(request.form, prefix=str(remark_id))
    if not form.validate():
        return _page(assessment_id, found.item, without(request.form, form), FailedForm(form, remark_id)), 422
    reopened = say_answer(db.session, current_user, assessment, found, form.text.data, now=now())
    flash(texts.ANSWER_REOPENED if reopened else texts.ANSWER_SAVED, "success")
    return _after(assessment, found, form)


@blueprint.post(ONE)
def change_remark(assessment_id: uuid.UUID, remark_id: uuid.UUID) -> ResponseReturnValue:
    """Give a remark to somebody, say that it is done, or open it again."""
    assessment, found = _load(assessment_id, remark_id)
    people = addressees(db.session, current_user, assessment)
    among_advisers = found.audience == "advisers"
    form = build_change_form(remark_id, people, found.assigned_to, request.form, among_advisers=among_advisers)
    if not form.validate():
        return _page(assessment_id, found.item, without(request.form, form), FailedForm(form, remark_id)), 422
    try:
        said = _change(assessment, found, form, people)
    except StaleSaveError:
        return _stale_page(assessment_id, remark_id, form, people), 409
    flash(said, "success")
    return _after(assessment, found, form)


def _after(assessment: Assessment, found: Remark, form: BaseForm) -> ResponseReturnValue:
    """Keep what was done at a remark, and back to where somebody was."""
    back, item, assessment_id = _back(found), found.item, assessment.id
    settle_draft(assessment, None if _came_from_list() else item, form)
    db.session.commit()
    return _onward(back, assessment_id, item, form)


def _change(assessment: Assessment, found: Remark, form: RemarkChangeForm, people: tuple[Addressee, ...]) -> str:
    """Do what the button says; what was done, in words."""
    if form.action.data == "resolve":
        resolve_remark(db.session, current_user, assessment, found, now=now())
        return texts.RESOLVED
    if form.action.data == "reopen":
        reopen_remark(db.session, current_user, assessment, found, now=now())
        return texts.REMARK_REOPENED
    chosen = next((one for one in people if str(one.user.id) == form.addressee.data), None)
    try:
        seen = uuid.UUID(form.seen.data or "")
    except ValueError:
        seen = None
    settings = current_app.config["SETTINGS"]
    to = chosen.user if chosen else None
    assign_remark(db.session, current_user, assessment, found, to, seen, settings, now=now())
    if chosen is None:
        return texts.ASSIGNED_TO_NOBODY
    return texts.ASSIGNED_TO_YOURSELF if chosen.user.id == current_user.id else texts.assigned(chosen.label)


def _stale_page(
    assessment_id: uuid.UUID, remark_id: uuid.UUID, form: RemarkChangeForm, people: tuple[Addressee, ...]
) -> str:
    """The page with both: for whom the remark is by now, and whom somebody chose here."""
    labels = {str(one.user.id): one.label for one in people}
    db.session.rollback()
    _, found = _load(assessment_id, remark_id)
    now_for = str(found.assigned_to or "")
    # Whoever saves again has seen whose it is.
    form.seen.data = now_for
    chosen = labels.get(form.addressee.data or "", texts.NOBODY.lower())
    notice = texts.assigned_meanwhile(labels.get(now_for, ""), chosen)
    return _page(assessment_id, found.item, without(request.form, form), FailedForm(form, remark_id, notice))


def _load(assessment_id: uuid.UUID, remark_id: uuid.UUID) -> tuple[Assessment, Remark]:
    assessment = load_for_talking(assessment_id, "update")
    is_adviser = "adviser" in roles_in(current_user, assessment.municipality_id)
    return assessment, remark_of(db.session, assessment, remark_id, is_adviser=is_adviser)


def _page(
    assessment_id: uuid.UUID, item: str | None, left: FormData, failed: FailedForm | None = None, *, stays: bool = False
) -> str:
    """The page where somebody was, with what could not be saved and what else was typed there."""
    if item is None or _came_from_list():
        return list_page(load_for_talking(assessment_id), failed, left, stays=stays)
    domain, question_id = item.split("/")
    return page_of(assessment_id, domain, question_id, left, failed, stays=stays)


def _onward(back: str, assessment_id: uuid.UUID, item: str | None, saved: BaseForm) -> ResponseReturnValue:
    return redirect_or_keep(back, lambda left: _page(assessment_id, item, left, stays=True), saved)


def _back(found: Remark) -> str:
    """Where somebody was, at this remark."""
    if found.item is None or _came_from_list():
        return f"{address_of_list(found.assessment_id)}#opmerking-{found.id}"
    domain, question_id = found.item.split("/")
    here = url_for("reviews.item", assessment_id=found.assessment_id, domain=domain, question_id=question_id)
    return f"{here}{same_query()}#opmerking-{found.id}"


def _came_from_list() -> bool:
    return request.args.get("terug") == "lijst"


def list_page(
    assessment: Assessment, failed: FailedForm | None = None, left: FormData | None = None, *, stays: bool = False
) -> str:
    """The remarks that are asked for, a page at a time; one where something was not saved is always there.

    `left` is what was posted and not saved; `stays` says that something else was saved.
    """
    talk = talk_on(assessment, failed=failed, left=left)
    domains = domain_choices(assessment)
    shown, domain, page = (request.args.get(name, "") for name in ADDRESS)
    listed = RemarkList(
        assessment,
        current_user.id,
        talk.threads,
        # What makes no sense is left out.
        shown=shown if shown in texts.SHOWN else "open",
        domain=domain if domain in dict(domains) else "",
        page=max(1, int(page)) if page.isdecimal() and len(page) < 6 else 1,
    )
    kept = [thread for thread in talk.threads if talk.unfolds(thread) and thread not in listed.on_page]
    threads, items = (*kept, *listed.on_page), places(assessment)
    # Behind the address of every form, so that people come back to the list as it was.
    onward = {"terug": "lijst", **{name: request.args[name] for name in ADDRESS if request.args.get(name)}}
    return render_template(
        "reviews/all_remarks.html",
        assessment=assessment,
        talk=talk,
        listed=listed,
        threads=threads,
        domains=domains,
        places={thread.id: _place(assessment, thread, items) for thread in threads},
        names=texts.SHOWN,
        empty=texts.EMPTY[listed.shown],
        address=lambda **other: address_of_list(assessment.id, **other),
        onward=urlencode(onward),
        kept_here=kept_of(left, (), stays=stays),
        page_has_errors=failed is not None,
    )


def _place(assessment: Assessment, thread: Thread, items: dict[str, tuple[str, str]]) -> tuple[str, str | None]:
    """What a remark is about, and where that is; the whole inventory is nowhere in particular."""
    if thread.item not in items:
        return texts.WHOLE, None
    domain, question_id = thread.item.split("/")
    where = url_for("reviews.item", assessment_id=assessment.id, domain=domain, question_id=question_id)
    return ": ".join(items[thread.item]), f"{where}#opmerking-{thread.id}"


def address_of_list(assessment_id: uuid.UUID, **other: Any) -> str:
    """The address of the list as it is shown now, with something else in it."""
    asked = {name: request.args.get(name) for name in ADDRESS}
    return url_for("reviews.all_remarks", assessment_id=assessment_id, **{**asked, **other})

"""HTTP of points that need no agreed score."""

import uuid
from typing import Any

from flask import abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.clock import now
from app.extensions import db
from app.lifecycle import Action
from app.reviews.forms import FormData, SettleForm, build_settle_form, without
from app.reviews.operations import open_points_again, settle_points
from app.reviews.queries.review import Review, load_review
from app.reviews.routes.entrance import blueprint, load_for
from app.reviews.routes.items import Place, item_page
from app.reviews.routes.keeping import redirect_or_keep
from app.reviews.routes.points import POINTS, pattern_page, points_page
from app.reviews.routes.way import Here, is_on_the_way, points_here, way_on
from app.texts import points as texts
from app.typed import typed_texts


@blueprint.post(f"{POINTS}/afgehandeld")
def settle_point(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Say that points about a subject need no agreed score, or that one of the kind `undo` is open after all."""
    assessment = load_for(Action.AGREE_SCORE, assessment_id, "update")
    review, subject = load_review(current_user, assessment_id), request.form.get("subject", "")
    if not subject:
        return points_page(review, problem=texts.NO_SUBJECT, typed=typed_texts(), page_has_errors=True), 422
    if subject not in review.subjects:
        abort(404)
    here = points_here(review, subject)
    if request.form.get("undo"):
        return _open_again(review, here)
    if not here.open:
        return _nothing_left(review, here)
    form = build_settle_form([point.kind for point in here.open], request.form)
    if not form.validate():
        return _page(review, subject, without(request.form, form), form, page_has_errors=True), 422
    settle_points(db.session, current_user, assessment, subject, form.kinds.data, form.note.data or "", now=now())
    onward = way_on(assessment) if is_on_the_way() else _back(review, here)
    flash(texts.SETTLED, "success")
    db.session.commit()
    return _onward(onward, assessment_id, subject, form)


def _nothing_left(review: Review, here: Here) -> ResponseReturnValue:
    """Somebody did the same, or agreed a score: there is nothing left to settle, but a reason must not get lost."""
    form = build_settle_form([], request.form)
    is_said = not form.note.data or form.note.data in [settlement.note for settlement in here.settled]
    flash(texts.SETTLED if here.settled and is_said else texts.GONE, "info")
    onward = way_on(review.assessment) if is_on_the_way() and is_said else _back(review, here)
    return _onward(onward, review.assessment.id, here.subject, *([form] if is_said else []))


def _open_again(review: Review, here: Here) -> ResponseReturnValue:
    kinds = [settlement.kind for settlement in here.settled if settlement.kind == request.form.get("undo")]
    open_points_again(db.session, current_user, review.assessment, here.subject, kinds, now=now())
    flash(texts.OPENED, "success")
    assessment_id, back = review.assessment.id, _back(review, here)
    db.session.commit()
    return _onward(back, assessment_id, here.subject)


def _onward(onward: str, assessment_id: uuid.UUID, subject: str, *saved: SettleForm) -> ResponseReturnValue:
    def page(left: FormData) -> str:
        return _page(load_review(current_user, assessment_id), subject, left, stays=True)

    return redirect_or_keep(onward, page, *saved)


def _back(review: Review, here: Here) -> str:
    """The page of the subject itself, at the same place on the way."""
    domain, rest = _parts(here.subject)
    to: dict[str, Any] = {"assessment_id": review.assessment.id, "domain": domain, **here.query}
    if _is_person(review, rest):
        return url_for("reviews.pattern", participation_id=rest, **to)
    return url_for("reviews.item", question_id=rest, **to)


def _page(review: Review, subject: str, left: FormData, form: SettleForm | None = None, **more: Any) -> str:
    """The page of the subject with what is wrong in `form`, and what else was typed."""
    domain, rest = _parts(subject)
    if _is_person(review, rest):
        return pattern_page(review, domain, uuid.UUID(rest), form, left, **more)
    place = Place(review, domain, review.question(domain, rest))
    return item_page(place, place.form(left), settle=form, left=left, **more)


def _parts(subject: str) -> tuple[str, str]:
    domain, _, rest = subject.partition("/")
    return domain, rest


def _is_person(review: Review, rest: str) -> bool:
    return any(str(part) == rest for part in review.people)

"""HTTP of points that need no agreed score."""

import uuid
from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.clock import now
from app.extensions import db
from app.lifecycle import Action
from app.reviews.forms import SettleForm, build_settle_form
from app.reviews.operations import open_points_again, settle_points
from app.reviews.queries.review import Review, load_review
from app.reviews.routes.entrance import blueprint, load_for
from app.reviews.routes.items import Place, item_page
from app.reviews.routes.points import POINTS, pattern_page
from app.reviews.routes.way import Here, is_on_the_way, points_here, way_on
from app.texts import points as texts


@blueprint.post(f"{POINTS}/afgehandeld")
def settle_point(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Say that points about a subject need no agreed score, or (`undo`) that they are open after all."""
    assessment = load_for(Action.AGREE_SCORE, assessment_id, "update")
    review, subject = load_review(current_user, assessment_id), request.form.get("subject", "")
    if subject not in review.subjects:
        abort(404)
    here = points_here(review, subject)
    if request.form.get("undo"):
        return _open_again(review, here)
    if not here.open:
        # Somebody did the same, or agreed a score: either way there is nothing left to settle.
        flash(texts.SETTLED if here.settled else texts.GONE, "info")
        return redirect(_onward(review, here), 303)
    form = build_settle_form([point.kind for point in here.open], request.form)
    if not form.validate():
        return _page(review, subject, form), 422
    settle_points(db.session, current_user, assessment, subject, form.kinds.data, form.note.data or "", now=now())
    onward = _onward(review, here)
    flash(texts.SETTLED, "success")
    db.session.commit()
    return redirect(onward, 303)


def _open_again(review: Review, here: Here) -> ResponseReturnValue:
    kinds = [settlement.kind for settlement in here.settled if settlement.kind in request.form.getlist("kinds")]
    open_points_again(db.session, current_user, review.assessment, here.subject, kinds, now=now())
    flash(texts.OPENED, "success")
    db.session.commit()
    return redirect(_back(review, here), 303)


def _onward(review: Review, here: Here) -> str:
    return way_on(review.assessment) if is_on_the_way() else _back(review, here)


def _back(review: Review, here: Here) -> str:
    """The page of the subject itself, at the same place on the way."""
    domain, rest = _parts(here.subject)
    to: dict[str, Any] = {"assessment_id": review.assessment.id, "domain": domain, **here.query}
    if _is_person(review, rest):
        return url_for("reviews.pattern", participation_id=rest, **to)
    return url_for("reviews.item", question_id=rest, **to)


def _page(review: Review, subject: str, form: SettleForm) -> str:
    """The page of the subject with what is wrong."""
    domain, rest = _parts(subject)
    if _is_person(review, rest):
        return pattern_page(review, domain, uuid.UUID(rest), form, page_has_errors=True)
    place = Place(review, domain, review.question(domain, rest))
    return item_page(place, place.form, settle=form, page_has_errors=True)


def _parts(subject: str) -> tuple[str, str]:
    domain, _, rest = subject.partition("/")
    return domain, rest


def _is_person(review: Review, rest: str) -> bool:
    return any(str(part) == rest for part in review.people)

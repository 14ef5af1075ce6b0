"""The points of what is on a page: how they are settled, and the way on through the list."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import flash, request, url_for

from app.asked import question_of, row_of
from app.extensions import db
from app.lifecycle import Action
from app.models import Assessment
from app.points import KINDS, Point
from app.reviews.forms import FormData, SettleForm, build_settle_form
from app.reviews.queries.point_list import LIST, Filter, Way, address, filter_from, on_the_way, way_through
from app.reviews.queries.points import Found, Settlement, found_points
from app.reviews.queries.review import Review
from app.texts import points as texts

NEXT = "volgende"
"""What an address calls the point that comes next, for a page between a point and the next one."""


@dataclass(frozen=True, slots=True)
class Here:
    """The points about one subject, and where its page stands on the list."""

    subject: str
    found: Found
    open: Sequence[Point]
    settled: Sequence[Settlement]
    may_settle: bool
    form: SettleForm | None
    """None when nothing can be settled here now."""
    way: Way | None
    """None for who does not go through the list."""
    previous: str | None
    """The address of the point before it."""
    next: str | None
    next_point: str
    """The same as a form gives it back; empty after the last one."""
    list: str
    """The address of the list, with its filter."""

    @property
    def where(self) -> str | None:
        """Where this is on the list, in words."""
        return texts.place(self.way.number, self.way.total) if self.way else None

    @property
    def title(self) -> str | None:
        """The same for the title of the page: shorter when the point is on the list no more."""
        return (self.where if self.way.number else texts.DONE) if self.way else None

    @property
    def query(self) -> dict[str, str]:
        """What forms put in their address to stay on the way."""
        return self.way.query if self.way else {}


def points_here(review: Review, subject: str, form: SettleForm | None = None, left: FormData | None = None) -> Here:
    """The points about an item, or about what one person answered about a domain.

    `form` is one with mistakes; `left` is what was posted and not saved, in which there can be another.
    """
    found, chosen = found_points(db.session, review), filter_from(request.args, review.assessment)
    own, still = found.about(subject), set(found.open)
    waiting = [point for point in own if point in still]
    way = _way(review, found, chosen, own, subject)
    previous, following = (way.previous, way.next) if way else (None, None)
    may_settle = review.allows(Action.AGREE_SCORE)
    return Here(
        subject=subject,
        found=found,
        open=waiting,
        settled=[found.settlements[point.key] for point in own if point not in still],
        may_settle=may_settle,
        form=(form or _settle_form(waiting, left)) if may_settle and waiting else None,
        way=way,
        previous=address(review.assessment, previous, chosen) if previous else None,
        next=address(review.assessment, following, chosen) if following else None,
        next_point=f"{following.kind}:{following.subject}" if following else "",
        list=url_for("reviews.points", assessment_id=review.assessment.id, **chosen.query),
    )


def _settle_form(waiting: Sequence[Point], left: FormData | None) -> SettleForm:
    kinds = [point.kind for point in waiting]
    kept = build_settle_form(kinds, left)
    return kept if left is None or kept.is_touched else build_settle_form(kinds)


def _way(review: Review, found: Found, chosen: Filter, own: Sequence[Point], subject: str) -> Way | None:
    if request.args.get("lijst") != LIST:
        return None
    first = own[0].kind if own else KINDS[0]
    kind = next((kind for kind in KINDS if kind == request.args.get("punt")), first)
    return way_through(review, found, chosen, kind, subject)


def is_on_the_way() -> bool:
    """Whether this request came from a page on the way through the list."""
    return request.args.get("lijst") == LIST


def query_between(assessment: Assessment) -> dict[str, Any]:
    """What stands in the address of a page between a point and the next one, so that it leads on along the way."""
    if not is_on_the_way():
        return {}
    kind = next((kind for kind in KINDS if kind == request.args.get("punt")), KINDS[0])
    return {**on_the_way(kind, filter_from(request.args, assessment)), NEXT: request.form.get("next", "")}


def way_on(assessment: Assessment) -> str:
    """Where somebody goes from a point that they are done with: to the next, or back to the list after the last."""
    chosen = filter_from(request.args, assessment)
    point = _posted_point(assessment, request.form.get("next", ""))
    if point is not None:
        return address(assessment, point, chosen)
    flash(texts.END, "info")
    return url_for("reviews.points", assessment_id=assessment.id, **chosen.query)


def _posted_point(assessment: Assessment, posted: str) -> Point | None:
    """The point that the page said comes next; None, or 404, for what is no point of this assessment."""
    kind, _, subject = posted.partition(":")
    domain, _, rest = subject.partition("/")
    known = next((one for one in KINDS if one == kind), None)
    if known is None:
        return None
    if known != "pattern":
        question_of(assessment, domain, rest)
    elif not _is_part(assessment, domain, rest):
        return None
    return Point(known, domain, subject, None)


def _is_part(assessment: Assessment, domain: str, participation: str) -> bool:
    row_of(assessment, domain)
    try:
        return bool(uuid.UUID(participation))
    except ValueError:
        return False

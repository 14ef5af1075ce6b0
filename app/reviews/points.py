"""The points of a review: what the answers say, which were settled, and the way through the list of them."""

import uuid
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, NamedTuple

from flask import flash, request, url_for
from sqlalchemy import Select, and_, delete, select
from sqlalchemy.orm import Session
from wtforms import Field, SelectMultipleField
from wtforms.validators import ValidationError

from app.models import AgreedScoreVersion, Answer, AnswerVersion, Assessment, SettledPoint, User
from app.reports.stored import StoredScore
from app.reviews.review import Review
from app.reviews.watched import REASON, WasField, WatchedForm
from app.state.asked import domain_ids, question_of, questionnaire_of, row_of
from app.state.lifecycle import AssessmentAction
from app.state.points import KINDS, Alike, Kind, Part, Point, alike_parts, counts, fast_parts, points, split_settled
from app.texts import points as texts
from app.trail.events import record
from app.web.extensions import db
from app.web.forms import FormData, selectable, text_field


class Settlement(NamedTuple):
    """That a point needs no agreed score: since when, and why."""

    kind: str
    subject: str
    settled_at: datetime
    note: str


@dataclass(frozen=True)
class FoundPoints:
    """Every point of a review, open or settled, in order."""

    all: tuple[Point, ...]
    open: tuple[Point, ...]
    settlements: Mapping[tuple[str, str], Settlement]
    """By the key of a point that was settled, also when it came back since."""
    alike: Mapping[Part, Alike]
    """Who answered a domain everywhere alike, and what."""
    paces: Mapping[Part, float]
    """The seconds a question of who answered very fast."""

    @cached_property
    def settled(self) -> tuple[Point, ...]:
        still = set(self.open)
        return tuple(point for point in self.all if point not in still)

    @property
    def counts(self) -> Mapping[Kind, int]:
        """How many open points there are of each kind; every kind is there."""
        return counts(self.open)

    @property
    def said(self) -> str:
        """How much is open: a question counts once, however many points it has."""
        subjects = {point.subject: point.item for point in self.open}
        questions = sum(item is not None for item in subjects.values())
        return texts.progress(questions, len(subjects) - questions, len(self.settled))

    @property
    def by_domain(self) -> Mapping[str, int]:
        """In how many questions and patterns of a domain something is open; a domain without is absent."""
        return Counter(point.domain for point in {point.subject: point for point in self.open}.values())

    def about(self, subject: str) -> tuple[Point, ...]:
        """The points of one item, or of what one person answered about a domain."""
        return tuple(point for point in self.all if point.subject == subject)


def found_points(session: Session, review: Review) -> FoundPoints:
    """The points in what this person may see of the answers, in at most two statements."""
    alike = alike_parts(answer for answer in review.data.answers if answer.item not in review.chance_items)
    paces = fast_parts(_first_saved(session, review))
    columns = [getattr(SettledPoint, name) for name in Settlement._fields]
    query = select(*columns).where(SettledPoint.assessment_id == review.assessment.id)
    settlements = {(row.kind, row.subject): Settlement(*row) for row in session.execute(query)}
    return _points_in(review, settlements, alike, paces)


def _points_in(
    review: Review,
    settlements: Mapping[tuple[str, str], Settlement],
    alike: Mapping[Part, Alike],
    paces: Mapping[Part, float],
) -> FoundPoints:
    patterns, again = alike.keys() | paces.keys(), review.situation.sent_back
    everything = points(review.questionnaire, review.data, review.result, patterns=patterns)
    # What is answered again is no point now: it is another one once it was handed in.
    found = tuple(point for point in everything if point.domain not in again)
    moments = {key: settlement.settled_at for key, settlement in settlements.items()}
    agreed = {item: score.saved_at for item, score in review.agreed.items()}
    still, _ = split_settled(found, moments, _answered(review) if settlements else {}, agreed)
    return FoundPoints(found, still, settlements, alike, paces)


def newest_change(review: Review, found: FoundPoints) -> datetime:
    """When a score was last agreed or a point last settled: the list is the same until somebody does so again."""
    agreed = [row.saved_at for row in (*review.rows.agreed, *review.rows.withdrawn)]
    settled = [settlement.settled_at for settlement in found.settlements.values()]
    return max([review.assessment.created_at, *agreed, *settled])


def points_at(session: Session, review: Review, found: FoundPoints, moment: datetime) -> FoundPoints:
    """The points as they were before what was agreed and settled since, so that a list does not change under somebody
    who goes through it; in one statement at most."""
    if newest_change(review, found) <= moment:
        return found
    rows = review.rows
    changed = [row.item for row in (*rows.agreed, *rows.withdrawn) if row.saved_at > moment and row.version > 1]
    before = {row.item: row for row in _versions(session, review, changed, moment)} if changed else {}
    agreed = [row for row in (*rows.agreed, *before.values()) if row.value and row.saved_at <= moment]
    then = replace(review, rows=replace(rows, agreed=tuple(agreed)))
    settlements = {key: one for key, one in found.settlements.items() if one.settled_at <= moment}
    return _points_in(then, settlements, found.alike, found.paces)


def _versions(session: Session, review: Review, items: Collection[str], moment: datetime) -> Iterator[StoredScore]:
    """The versions of the agreed scores of these items that there were, the newest last."""
    table = AgreedScoreVersion
    query = select(*(getattr(table, name) for name in StoredScore._fields)).where(
        table.assessment_id == review.assessment.id, table.item.in_(items), table.saved_at <= moment
    )
    return (StoredScore(*row) for row in session.execute(query.order_by(table.version)))


def _first_saved(session: Session, review: Review) -> dict[str, list[tuple[str, datetime]]]:
    """By participant when each of their answers was first saved; only of the answers that this person may see."""
    answers = [answer for answer in review.rows.answers if answer.item not in review.chance_items]
    # An answer that was never changed says so itself: the history is read for the others only.
    changed = any(answer.version > 1 for answer in answers)
    first: dict[tuple[uuid.UUID, str], datetime] = {}
    if changed:
        same = Answer.participation_id == AnswerVersion.participation_id, Answer.item == AnswerVersion.item
        query = (
            select(AnswerVersion.participation_id, AnswerVersion.item, AnswerVersion.saved_at)
            .join(Answer, and_(*same))
            .where(Answer.assessment_id == review.assessment.id, Answer.version > 1, AnswerVersion.version == 1)
        )
        first = {(part, item): moment for part, item, moment in session.execute(query)}
    saved: dict[str, list[tuple[str, datetime]]] = {}
    for answer in answers:
        moment = first.get((answer.participation_id, answer.item), answer.saved_at)
        saved.setdefault(str(answer.participation_id), []).append((answer.item, moment))
    return saved


def _answered(review: Review) -> dict[str, datetime]:
    """When each item was last answered, and each domain by each person."""
    last: dict[str, datetime] = {}
    for answer in review.rows.answers:
        part = f"{answer.item.partition('/')[0]}/{answer.participation_id}"
        for subject in (answer.item, part):
            last[subject] = max(answer.saved_at, last.get(subject, answer.saved_at))
    return last


LIST = "punten"
"""What `lijst` says in an address when somebody goes through the list of points."""
MOMENT = "%Y%m%d%H%M%S%f"
"""How a moment stands in an address."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which points are shown; None: of any kind, domain or level."""

    kind: Kind | None = None
    domain: str | None = None
    level: str | None = None
    everything: bool = False
    """Settled points too."""
    since: datetime | None = None
    """How the list was when somebody began to go through it: what was done later takes nothing from it."""

    @property
    def query(self) -> dict[str, Any]:
        """Which points, as the query of the address of a list."""
        asked = {"soort": self.kind, "domein": self.domain, "niveau": self.level}
        found = {name: value for name, value in asked.items() if value}
        return {**found, "toon": "alles"} if self.everything else found

    def keeps(self, point: Point) -> bool:
        """Whether a point is of this kind, domain and level."""
        wanted = (self.kind, point.kind), (self.domain, point.domain), (self.level, point.level)
        return all(value is None or value == found for value, found in wanted)

    def applied(self, found: FoundPoints) -> tuple[Point, ...]:
        """What is shown, in order: each question once, by the first of its points."""
        first: dict[str, Point] = {}
        for point in found.all if self.everything else found.open:
            if self.keeps(point):
                first.setdefault(point.subject, point)
        return tuple(first.values())


def filter_from(query: Mapping[str, str], assessment: Assessment) -> Filter:
    """The filter in an address; what does not exist filters nothing."""
    levels = [level.id for level in questionnaire_of(assessment).levels]
    domain = next((domain for domain in domain_ids(assessment) if domain == query.get("domein")), None)
    level = next((level for level in levels if level == query.get("niveau")), None)
    try:
        since = datetime.strptime(query.get("sinds", ""), MOMENT).replace(tzinfo=UTC)
    except ValueError:
        since = None
    return Filter(_kind(query.get("soort")), domain, level, query.get("toon") == "alles", since)


def _kind(text: str | None) -> Kind | None:
    return next((kind for kind in KINDS if kind == text), None)


@dataclass(frozen=True, slots=True)
class Way:
    """Where somebody is on the list, and where they go from there."""

    chosen: Filter
    kind: str
    number: int | None
    """The place of the point, from 1; None when it is on the list no more."""
    total: int
    previous: Point | None
    next: Point | None

    @property
    def query(self) -> dict[str, Any]:
        """What an address needs to stay on this way, at this point."""
        return on_the_way(self.kind, self.chosen)


def way_through(review: Review, found: FoundPoints, chosen: Filter, kind: str, subject: str) -> Way:
    """From this subject to those before and after it, also when it is not on the list itself."""
    listed = chosen.applied(found)
    subjects = [point.subject for point in listed]
    if subject in subjects:
        place = subjects.index(subject)
        kind = listed[place].kind
        return Way(chosen, kind, place + 1, len(listed), _at(listed, place - 1), _at(listed, place + 1))
    before = _before(review, [point.key for point in listed], (kind, subject))
    return Way(chosen, kind, None, len(listed), _at(listed, before - 1), _at(listed, before))


def _at(listed: Sequence[Point], place: int) -> Point | None:
    return listed[place] if 0 <= place < len(listed) else None


def _before(review: Review, keys: Sequence[tuple[str, str]], key: tuple[str, str]) -> int:
    """How many listed points come before one that is not listed."""
    kinds: dict[str, int] = {kind: place for place, kind in enumerate(KINDS)}
    subjects = {subject: place for place, subject in enumerate(review.subjects)}

    def place(kind: str, subject: str) -> tuple[int, int]:
        return kinds.get(kind, 0), subjects.get(subject, len(subjects))

    return sum(place(*other) < place(*key) for other in keys)


def address(assessment: Assessment, point: Point, chosen: Filter) -> str:
    """Where a point is discussed, as a place on the way through the list."""
    query: dict[str, Any] = {
        "assessment_id": assessment.id,
        "domain": point.domain,
        **on_the_way(point.kind, chosen),
    }
    if point.item is None:
        return url_for("reviews.pattern", participation_id=point.participant, **query)
    return url_for("reviews.item", question_id=point.subject.partition("/")[2], **query)


def on_the_way(kind: str, chosen: Filter) -> dict[str, Any]:
    """What stands in the address of a point to stay on the way through the list."""
    since = {"sinds": chosen.since.strftime(MOMENT)} if chosen.since else {}
    return {"lijst": LIST, "punt": kind, **chosen.query, **since}


class SettleForm(WatchedForm):
    """Which points about a question, or about somebody's answers, need no agreed score, and why."""

    kinds = SelectMultipleField("Welke punten zijn besproken?", choices=[], validate_choice=False)
    note = text_field("Waarom is er geen afspraak nodig?", REASON, area=True)
    was = WasField(name="settle_was")

    @property
    def is_touched(self) -> bool:
        """Whether somebody typed a reason, which is empty at first, or chose other points."""
        return bool(self.note.data) or super().is_touched

    def validate_kinds(self, field: Field) -> None:
        """At least one, and all from the page."""
        if not field.data:
            raise ValidationError(texts.KINDS_MISSING)
        if not set(field.data) <= {choice.value for choice in self.kinds.choices}:
            raise ValidationError(texts.KIND_UNKNOWN)


def build_settle_form(kinds: Sequence[str], posted: FormData | None = None) -> SettleForm:
    """The form for the open points of these kinds, all of them chosen at first."""
    form = SettleForm(posted, data={"kinds": kinds})
    form.kinds.choices = selectable((kind, texts.KINDS[kind]) for kind in kinds)
    if posted is None:
        form.watch()
    return form


def settle_points(
    session: Session,
    actor: User,
    assessment: Assessment,
    subject: str,
    kinds: Collection[str],
    note: str,
    *,
    now: datetime,
) -> None:
    """Note that the points of these kinds about a subject need no agreed score, and why.

    The caller holds the assessment for update and has seen that they are open: one that was settled before and came
    back is settled anew.
    """
    earlier = {row.kind: row for row in session.scalars(_rows(assessment, subject, kinds))}
    for kind in kinds:
        row = earlier.get(kind) or SettledPoint(
            assessment_id=assessment.id, kind=kind, subject=subject, municipality_id=assessment.municipality_id
        )
        row.settled_at, row.settled_by, row.note = now, actor.id, note
        session.add(row)
    new = {"kinds": list(kinds)}
    record(session, actor, "settle_point", subject, assessment=assessment, new=new, reason=note or None, now=now)


def open_points_again(
    session: Session, actor: User, assessment: Assessment, subject: str, kinds: Collection[str], *, now: datetime
) -> None:
    """Take back that these points need no agreed score; what was not settled stays as it is."""
    settled = [row.kind for row in session.scalars(_rows(assessment, subject, kinds))]
    if not settled:
        return
    of_subject = SettledPoint.assessment_id == assessment.id, SettledPoint.subject == subject
    session.execute(delete(SettledPoint).where(*of_subject, SettledPoint.kind.in_(settled)))
    record(session, actor, "open_point_again", subject, assessment=assessment, old={"kinds": settled}, now=now)


def _rows(assessment: Assessment, subject: str, kinds: Collection[str]) -> Select[SettledPoint]:
    return select(SettledPoint).where(
        SettledPoint.assessment_id == assessment.id, SettledPoint.subject == subject, SettledPoint.kind.in_(kinds)
    )


NEXT = "volgende"
"""What an address calls the point that comes next, for a page between a point and the next one."""


@dataclass(frozen=True, slots=True)
class Here:
    """The points about one subject, and where its page stands on the list."""

    subject: str
    found: FoundPoints
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
    found = found_points(db.session, review)
    chosen = begun(filter_from(request.args, review.assessment), review, found)
    own, still = found.about(subject), set(found.open)
    waiting = [point for point in own if point in still]
    way = _way(review, found, chosen, own, subject)
    previous, following = (way.previous, way.next) if way else (None, None)
    may_settle = review.allows(AssessmentAction.AGREE_SCORE)
    if form is None and may_settle and waiting:
        kinds = [point.kind for point in waiting]
        form = build_settle_form(kinds, left)
        if left is not None and not form.is_touched:
            form = build_settle_form(kinds)
    return Here(
        subject=subject,
        found=found,
        open=waiting,
        settled=[found.settlements[point.key] for point in own if point not in still],
        may_settle=may_settle,
        form=form if may_settle and waiting else None,
        way=way,
        previous=address(review.assessment, previous, chosen) if previous else None,
        next=address(review.assessment, following, chosen) if following else None,
        next_point=f"{following.kind}:{following.subject}" if following else "",
        list=url_for("reviews.points", assessment_id=review.assessment.id, **chosen.query),
    )


def begun(chosen: Filter, review: Review, found: FoundPoints) -> Filter:
    """The same for who goes through the list: who begins now does so with the list as it is."""
    return chosen if chosen.since else replace(chosen, since=newest_change(review, found))


def _way(review: Review, found: FoundPoints, chosen: Filter, own: Sequence[Point], subject: str) -> Way | None:
    if not is_on_the_way():
        return None
    kind = _kind(request.args.get("punt")) or (own[0].kind if own else KINDS[0])
    listed = points_at(db.session, review, found, chosen.since) if chosen.since else found
    return way_through(review, listed, chosen, kind, subject)


def is_on_the_way() -> bool:
    """Whether this request came from a page on the way through the list."""
    return request.args.get("lijst") == LIST


def query_between(assessment: Assessment) -> dict[str, Any]:
    """What stands in the address of a page between a point and the next one, so that it leads on along the way."""
    if not is_on_the_way():
        return {}
    kind = _kind(request.args.get("punt")) or KINDS[0]
    return {**on_the_way(kind, filter_from(request.args, assessment)), NEXT: request.form.get("next", "")}


def way_on(assessment: Assessment) -> str:
    """Where somebody goes from a point that they are done with: to the next, or back to the list after the last."""
    chosen = filter_from(request.args, assessment)
    point = _posted_point(assessment, request.form.get("next", ""))
    if point is not None:
        return address(assessment, point, chosen)
    flash(texts.END, "info")
    # Of this kind there is nothing left to do: what is left is of another.
    return url_for("reviews.points", assessment_id=assessment.id, **replace(chosen, kind=None).query)


def _posted_point(assessment: Assessment, posted: str) -> Point | None:
    """The point that the page said comes next; None, or 404, for what is no point of this assessment."""
    kind, _, subject = posted.partition(":")
    domain, _, rest = subject.partition("/")
    known = _kind(kind)
    if known is None:
        return None
    if known != "pattern":
        question_of(assessment, domain, rest)
    else:
        row_of(assessment, domain)
        try:
            uuid.UUID(rest)
        except ValueError:
            return None
    return Point(known, domain, subject, None)

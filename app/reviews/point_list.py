"""The list of points: where they are, what the answers say in a line or two, and which need no agreed score."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from flask import abort, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.models import Assessment
from app.reports.document import differences
from app.reports.stored import StoredAnswer
from app.reviews.items import ReviewedQuestion, item_page
from app.reviews.kept import kept_of, redirect_or_keep, settle_draft
from app.reviews.points import (
    Filter,
    FoundPoints,
    Here,
    SettleForm,
    Settlement,
    address,
    begun,
    build_settle_form,
    filter_from,
    found_points,
    is_on_the_way,
    open_points_again,
    points_here,
    settle_points,
    way_on,
)
from app.reviews.review import REVIEW, Review, blueprint, load_for, load_review
from app.reviews.scores import value_text
from app.reviews.strips import DotStrip, dot_strip
from app.reviews.watched import without
from app.saving.typed import typed_texts
from app.state.asked import domain_ids, domains_of
from app.state.lifecycle import AssessmentAction
from app.state.points import KINDS, Kind, Point
from app.texts import points as texts
from app.web.clock import now
from app.web.extensions import db
from app.web.forms import FormData
from questionnaires.model import GENERAL, Question
from scoring.items import item_id

MOST_OF_A_KIND = 15
"""How many questions stand in a group together with other groups."""


@dataclass(frozen=True, slots=True)
class PointRow:
    """One question on the list with all its points, or a pattern."""

    title: str
    url: str
    where: str
    strip: DotStrip | None
    fact: str
    badges: Sequence[tuple[str, str]]
    """(words, kind of badge): what else there is about it."""
    said: Sequence[tuple[str, str]]
    """(function, text): why somebody says that it does not apply."""
    settled: Sequence[Settlement]


@dataclass(frozen=True, slots=True)
class PointSet:
    """Rows that stand together: those of one person to ask, or of one domain."""

    title: str
    rows: Sequence[PointRow]
    level: str | None = None

    @property
    def where(self) -> str:
        """The domain, which all rows have in common."""
        return self.rows[0].where

    @property
    def agreed(self) -> int:
        """Of how many a score was agreed."""
        return sum(texts.AGREED in row.badges for row in self.rows)


@dataclass(frozen=True, slots=True)
class PointGroup:
    """The questions of one kind on the list: as rows, or by whom to ask, or by domain."""

    kind: Kind
    count: int
    rows: Sequence[PointRow] = ()
    sets: Sequence[PointSet] = ()
    left: bool = False
    """Whether there are more than these."""


@dataclass(frozen=True)
class PointRows:
    """Writes down what the points are about."""

    review: Review
    found: FoundPoints
    chosen: Filter

    @cached_property
    def listed(self) -> tuple[Point, ...]:
        return self.chosen.applied(self.found)

    def groups(self) -> tuple[PointGroup, ...]:
        by_kind: dict[Kind, list[Point]] = {}
        for point in self.listed:
            by_kind.setdefault(point.kind, []).append(point)
        return tuple(self._group(kind, own) for kind, own in by_kind.items())

    def _group(self, kind: Kind, own: Sequence[Point]) -> PointGroup:
        if kind == "unknown":
            who = [(who_could_know(self.review.assessment, point.domain, point.level), point.level) for point in own]
            return PointGroup(kind, len(own), sets=self._sets(own, who))
        if kind == "no_evidence":
            return PointGroup(
                kind, len(own), sets=self._sets(own, [(self.review.short_title(point.domain), None) for point in own])
            )
        shown = own if self.chosen.kind else own[:MOST_OF_A_KIND]
        return PointGroup(kind, len(own), [self._row(point) for point in shown], left=len(shown) < len(own))

    def _sets(self, own: Sequence[Point], titles: Sequence[tuple[str, str | None]]) -> Sequence[PointSet]:
        """The rows of these points by domain and by the (title, level) of each."""
        found: dict[tuple[str, str, str | None], list[PointRow]] = {}
        for point, title in zip(own, titles, strict=True):
            found.setdefault((point.domain, *title), []).append(self._row(point))
        return [PointSet(title, rows, level) for (_, title, level), rows in found.items()]

    def _row(self, point: Point) -> PointRow:
        review, about = self.review, self.found.about(point.subject)
        is_open = set(self.found.open)
        others = [one for one in about if one in is_open and one.kind != point.kind]
        settled = [self.found.settlements[one.key] for one in about if one not in is_open]
        return PointRow(
            title=self._title(point),
            url=address(review.assessment, point, begun(self.chosen, review, self.found)),
            where=review.short_title(point.domain),
            strip=dot_strip(review, point.domain, self._question(point)) if point.item else None,
            fact=self._fact(point),
            badges=self._badges(point, others),
            said=self._reasons(about),
            # What was settled in one go is told once.
            settled=list({(one.settled_at, one.note): one for one in settled}.values()),
        )

    def _title(self, point: Point) -> str:
        if not point.item:
            return " ".join(striking_sentences(self.found, point.domain, uuid.UUID(point.participant))).rstrip(".")
        question = self._question(point)
        # Who is asked works at one level, which stands behind the names.
        return question.short if point.kind == "unknown" else question.short_name

    def _badges(self, point: Point, others: Sequence[Point]) -> Sequence[tuple[str, str]]:
        answers, agreed = self._answers(point), [texts.AGREED] if point.subject in self.review.agreed else []
        badges = (
            texts.badge(
                one.kind,
                refused=sum(answer.value == "not_applicable" for answer in answers),
                unsure=sum(answer.confidence == "not_sure" for answer in answers),
            )
            for one in others
        )
        return [*((words, "neutral") for words in badges), *agreed]

    def _question(self, point: Point) -> Question:
        return self.review.question(point.domain, point.subject.partition("/")[2])

    def _answers(self, point: Point) -> Sequence[StoredAnswer]:
        return self.review.answers.get(point.subject, ())

    def _fact(self, point: Point) -> str:
        """What the answers say, as far as that makes it a point; empty where the kind says it all."""
        answers, people = self._answers(point), self.review.people
        if point.kind == "different":
            return texts.difference([int(answer.value) for answer in answers if answer.value.isdecimal()])
        if point.kind == "inside_outside":
            sides = self.review.result.inside_outside[point.subject]
            return texts.sides(sides.inside, sides.outside)
        if point.kind == "not_applicable":
            return texts.refused(sum(answer.value == "not_applicable" for answer in answers), len(answers))
        if point.kind == "pattern":
            return people[uuid.UUID(point.participant)]
        if point.kind == "uncertain":
            return texts.unsure([people[one.participation_id] for one in answers if one.confidence == "not_sure"])
        return ""

    def _reasons(self, about: Sequence[Point]) -> Sequence[tuple[str, str]]:
        refused = [
            answer
            for point in about
            if point.kind == "not_applicable"
            for answer in self._answers(point)
            if answer.value == "not_applicable" and answer.reason
        ]
        return [(self.review.people[answer.participation_id], answer.reason or "") for answer in refused]


@dataclass(frozen=True, slots=True)
class FacetLink:
    """One choice beside the list, with how much it shows."""

    label: str
    count: int
    url: str
    is_chosen: bool


def facets(review: Review, found: FoundPoints, chosen: Filter) -> Sequence[tuple[str, Sequence[FacetLink]]]:
    """(heading, choices): by kind, domain and level, and whether what was settled is shown; none that shows nothing."""

    def link(label: str, wanted: Filter) -> FacetLink:
        url = url_for("reviews.points", assessment_id=review.assessment.id, **wanted.query)
        return FacetLink(label, len(wanted.applied(found)), url, wanted == chosen)

    domains = domain_ids(review.assessment)
    levels = review.questionnaire.levels
    offered: Sequence[tuple[str, Sequence[tuple[str, Mapping[str, Any]]]]] = (
        ("Soort", [("Alle soorten", {"kind": None}), *((texts.KINDS[kind], {"kind": kind}) for kind in KINDS)]),
        ("Domein", [("Alle domeinen", {"domain": None}), *((review.short_title(d), {"domain": d}) for d in domains)]),
        ("Niveau", [("Alle niveaus", {"level": None}), *((level.title, {"level": level.id}) for level in levels)]),
        ("Toon", [("Wat open is", {"everything": False}), ("Ook wat afgehandeld is", {"everything": True})]),
    )
    found_links = [(head, [link(label, replace(chosen, **what)) for label, what in given]) for head, given in offered]
    # What belongs to all, to nothing in particular, always stays: it takes a choice back.
    return [
        (head, [one for n, one in enumerate(links) if one.count or one.is_chosen or not n])
        for head, links in found_links
    ]


def striking_sentences(found: FoundPoints, domain: str, participation_id: uuid.UUID) -> tuple[str, ...]:
    """What is striking about what one person answered about a domain."""
    part = str(participation_id), domain
    sentences = []
    if alike := found.alike.get(part):
        sentences.append(texts.alike(alike.n, alike.value))
    if part in found.paces:
        sentences.append(texts.fast(found.paces[part]))
    return tuple(sentences)


def answers_of(review: Review, domain: str, participation_id: uuid.UUID) -> Sequence[tuple[Question, str]]:
    """(question, answer) of all that one person answered about a domain, in order."""
    given = {answer.item: answer.value for answer in review.rows.answers if answer.participation_id == participation_id}
    asked = [(question, given.get(item_id(domain, question.id))) for question in review.questions(domain)]
    return [(question, value_text(value)) for question, value in asked if value is not None]


def who_could_know(assessment: Assessment, domain: str, level: str | None) -> str:
    """Whom to ask what nobody knew."""
    if domain == GENERAL or level is None:
        return differences.GENERAL_WHO
    return differences.who_could_know(next(found for found in domains_of(assessment) if found.id == domain), level)


POINTS = f"{REVIEW}/punten"


@blueprint.get(POINTS)
def points(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Everything there is to talk about, by kind, as far as it is asked for."""
    return points_page(load_review(current_user, assessment_id)), 200


def points_page(review: Review, **more: Any) -> str:
    found, chosen = found_points(db.session, review), replace(filter_from(request.args, review.assessment), since=None)
    rows = PointRows(review, found, chosen)
    return render_template(
        "reviews/points.html",
        review=review,
        found=found,
        chosen=chosen,
        groups=rows.groups(),
        start=_start(review, found, chosen, rows.listed),
        facets=facets(review, found, chosen),
        may_meet=review.allows(AssessmentAction.AGREE_SCORE),
        texts=texts,
        **more,
    )


def _start(review: Review, found: FoundPoints, chosen: Filter, listed: Sequence[Point]) -> tuple[str, str] | None:
    """(label, address): where the talk begins, with the differences as a list of their own when there are any."""
    if not listed or review.closed is not None:
        return None
    first = listed[0]
    if first.kind == "different":
        chosen = replace(chosen, kind="different")
    label = texts.begin(first.kind, len(chosen.applied(found)))
    return label, address(review.assessment, first, begun(chosen, review, found))


@blueprint.get(f"{POINTS}/<domain>/<uuid:participation_id>")
def pattern(assessment_id: uuid.UUID, domain: str, participation_id: uuid.UUID) -> ResponseReturnValue:
    """What is striking about what one person answered about a domain, and all of those answers."""
    return pattern_page(load_review(current_user, assessment_id), domain, participation_id), 200


def pattern_page(
    review: Review,
    domain: str,
    participation_id: uuid.UUID,
    settle: SettleForm | None = None,
    left: FormData | None = None,
    **more: Any,
) -> str:
    """The page of one person's answers about a domain; 404 for who takes no part in this assessment.

    `settle` is a form with mistakes, `left` what was posted and not saved.
    """
    if participation_id not in review.people:
        abort(404)
    here = points_here(review, f"{domain}/{participation_id}", settle, left)
    return render_template(
        "reviews/pattern.html",
        review=review,
        domain=domain,
        person=review.people[participation_id],
        answers=answers_of(review, domain, participation_id),
        striking=striking_sentences(here.found, domain, participation_id),
        here=here,
        kept_here=kept_of(left, ["settle"] if here.form else [], stays=True),
        texts=texts,
        **more,
    )


@blueprint.post(f"{POINTS}/afgehandeld")
def settle_point(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Say that points about a subject need no agreed score, or that one of the kind `undo` is open after all."""
    assessment = load_for(AssessmentAction.AGREE_SCORE, assessment_id, "update")
    review, subject = load_review(current_user, assessment_id), request.form.get("subject", "")
    if not subject:
        return points_page(review, problem=texts.NO_SUBJECT, typed=typed_texts(), page_has_errors=True), 422
    if subject not in review.subjects:
        abort(404)
    here = points_here(review, subject)
    if undone := request.form.get("undo"):
        kinds = [settlement.kind for settlement in here.settled if settlement.kind == undone]
        open_points_again(db.session, current_user, assessment, subject, kinds, now=now())
        flash(texts.OPENED, "success")
        return _onward(_back(review, here), review, subject)
    if not here.open:
        return _nothing_left(review, here)
    form = build_settle_form([point.kind for point in here.open], request.form)
    if not form.validate():
        return _page(review, subject, without(request.form, form), form, page_has_errors=True), 422
    settle_points(db.session, current_user, assessment, subject, form.kinds.data, form.note.data or "", now=now())
    onward = way_on(assessment) if is_on_the_way() else _back(review, here)
    flash(texts.SETTLED, "success")
    return _onward(onward, review, subject, form)


def _nothing_left(review: Review, here: Here) -> ResponseReturnValue:
    """Somebody did the same, or agreed a score: there is nothing left to settle, but a reason must not get lost."""
    form = build_settle_form([], request.form)
    is_said = not form.note.data or form.note.data in [settlement.note for settlement in here.settled]
    flash(texts.SETTLED if here.settled and is_said else texts.GONE, "info")
    onward = way_on(review.assessment) if is_on_the_way() and is_said else _back(review, here)
    return _onward(onward, review, here.subject, *([form] if is_said else []))


def _onward(onward: str, review: Review, subject: str, *saved: SettleForm) -> ResponseReturnValue:
    """Keep what was done, and go on; or stay where something else was typed."""
    assessment_id = review.assessment.id
    if not _is_person(review, _parts(subject)[1]):
        settle_draft(review.assessment, subject, *saved)
    db.session.commit()

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
    place = ReviewedQuestion(review, domain, review.question(domain, rest))
    return item_page(place, place.form(left), settle=form, left=left, **more)


def _parts(subject: str) -> tuple[str, str]:
    domain, _, rest = subject.partition("/")
    return domain, rest


def _is_person(review: Review, rest: str) -> bool:
    return any(str(part) == rest for part in review.people)

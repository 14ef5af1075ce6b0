"""The list of points: where they are, what the answers say in a line or two, and which need no agreed score."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import abort, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.reports.sentences import unknown
from app.reports.stored import StoredAnswer
from app.reviews.entrance import REVIEW, blueprint, load_for
from app.reviews.items import ReviewedQuestion, item_page
from app.reviews.kept import kept_of, redirect_or_keep
from app.reviews.points import (
    Filter,
    FoundPoints,
    Here,
    PointFilterForm,
    SettleForm,
    Settlement,
    address,
    build_filter_form,
    build_settle_form,
    filter_from,
    found_points,
    is_on_the_way,
    open_points_again,
    points_here,
    settle_points,
    way_on,
)
from app.reviews.review import Review, load_review
from app.reviews.scores import value_text, values_in_short
from app.reviews.watched import FormData, without
from app.saving.typed import typed_texts
from app.state.asked import domains_of
from app.state.lifecycle import AssessmentAction
from app.state.points import HIGH, Kind, Point
from app.texts import points as texts
from app.web.clock import now
from app.web.extensions import db
from questionnaires.model import GENERAL, Question
from scoring.items import item_id

MOST_OF_A_KIND = 15
"""How many points of a kind are listed together with other kinds."""


@dataclass(frozen=True, slots=True)
class ShownPoint:
    """One point on the list."""

    title: str
    """The question; of a pattern whose answers it is about."""
    where: str
    """The domain, and the level when it has one."""
    fact: str
    said: Sequence[tuple[str, str]]
    """(function, text): what people wrote that belongs to it."""
    settled: Settlement | None
    url: str


@dataclass(frozen=True, slots=True)
class PointGroup:
    """The points of one kind on the list, all or the first of them."""

    kind: Kind
    first: int
    """The place of the first of them on the list, from 1."""
    count: int
    points: Sequence[ShownPoint]

    @property
    def left(self) -> int:
        """How many there are besides."""
        return self.count - len(self.points)


@dataclass(frozen=True)
class PointRows:
    """Writes down what the points are about."""

    review: Review
    found: FoundPoints
    chosen: Filter

    def groups(self) -> tuple[PointGroup, ...]:
        """The points that the filter keeps, by kind."""
        listed = self.chosen.applied(self.found)
        groups: list[PointGroup] = []
        for kind in dict.fromkeys(point.kind for point in listed):
            own = [point for point in listed if point.kind == kind]
            shown = own if self.chosen.kind else own[:MOST_OF_A_KIND]
            groups.append(PointGroup(kind, listed.index(own[0]) + 1, len(own), [self.shown(point) for point in shown]))
        return tuple(groups)

    def shown(self, point: Point) -> ShownPoint:
        """One point."""
        review = self.review
        title = self._question(point).text if point.item else self._person(point)
        level = review.questionnaire.level(point.level).title.lower() if point.level else None
        return ShownPoint(
            title=title,
            where=f"{review.title(point.domain)}, {level}" if level and point.item else review.title(point.domain),
            fact=_FACTS[point.kind](self, point),
            said=self._reasons(point) if point.kind == "not_applicable" else (),
            settled=self.found.settlements.get(point.key),
            url=address(review.assessment, point, self.chosen),
        )

    def _question(self, point: Point) -> Question:
        return self.review.question(point.domain, point.subject.partition("/")[2])

    def _person(self, point: Point) -> str:
        people = {str(part): who for part, who in self.review.people.items()}
        return people[point.participant or ""]

    def _answers(self, point: Point) -> Sequence[StoredAnswer]:
        return self.review.answers.get(point.subject, ())

    def _difference(self, point: Point) -> str:
        deviation = self.review.result.agreement[point.subject].average_deviation
        return texts.difference(values_in_short(answer.value for answer in self._answers(point)), deviation)

    def _sides(self, point: Point) -> str:
        sides = self.review.result.inside_outside[point.subject]
        return texts.sides(sides.inside, sides.outside)

    def _high(self, point: Point) -> str:
        agreed = self.review.agreed.get(point.subject)
        high = [a for a in self._answers(point) if a.value.isdecimal() and int(a.value) >= HIGH]
        return texts.high(len(high), agreed.value if agreed else None)

    def _unknown(self, point: Point) -> str:
        return texts.could_know(len(self._answers(point)), who_could_know(self.review, point.domain, point.level))

    def _refused(self, point: Point) -> str:
        answers = self._answers(point)
        return texts.refused(sum(answer.value == "not_applicable" for answer in answers), len(answers))

    def _pattern(self, point: Point) -> str:
        person = uuid.UUID(point.participant)
        return " ".join(striking_sentences(self.found, point.domain, person))

    def _unsure(self, point: Point) -> str:
        unsure = [answer for answer in self._answers(point) if answer.confidence == "not_sure"]
        return texts.unsure([self.review.people[answer.participation_id] for answer in unsure])

    def _reasons(self, point: Point) -> Sequence[tuple[str, str]]:
        refused = [answer for answer in self._answers(point) if answer.value == "not_applicable" and answer.reason]
        return [(self.review.people[answer.participation_id], answer.reason or "") for answer in refused]


_FACTS: Mapping[Kind, Callable[[PointRows, Point], str]] = {
    "different": PointRows._difference,
    "inside_outside": PointRows._sides,
    "no_evidence": PointRows._high,
    "unknown": PointRows._unknown,
    "not_applicable": PointRows._refused,
    "pattern": PointRows._pattern,
    "uncertain": PointRows._unsure,
}


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


def who_could_know(review: Review, domain: str, level: str | None) -> str:
    """Whom to ask what nobody knew."""
    if domain == GENERAL or level is None:
        return unknown.GENERAL
    names = next(found.parameters for found in domains_of(review.assessment) if found.id == domain)
    return unknown.who_could_know(level, names.bestuurder, names.domein, names.uitvoerders)


POINTS = f"{REVIEW}/punten"


@blueprint.get(POINTS)
def points(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Everything there is to talk about, by kind, as far as it is asked for."""
    return points_page(load_review(current_user, assessment_id)), 200


def points_page(review: Review, **more: Any) -> str:
    """The list of points."""
    found, chosen = found_points(db.session, review), filter_from(request.args, review.assessment)
    return render_template(
        "reviews/points.html",
        review=review,
        found=found,
        chosen=chosen,
        groups=PointRows(review, found, chosen).groups(),
        counts=chosen.counted(found),
        filter_form=_filter_form(review, chosen),
        texts=texts,
        **more,
    )


def _filter_form(review: Review, chosen: Filter) -> PointFilterForm:
    domains = [(row.domain, review.title(row.domain)) for row in review.assessment.domains]
    levels = [(level.id, level.title) for level in review.questionnaire.levels]
    return build_filter_form(chosen.query, [*domains, (GENERAL, review.title(GENERAL))], levels)


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
    place = ReviewedQuestion(review, domain, review.question(domain, rest))
    return item_page(place, place.form(left), settle=form, left=left, **more)


def _parts(subject: str) -> tuple[str, str]:
    domain, _, rest = subject.partition("/")
    return domain, rest


def _is_person(review: Review, rest: str) -> bool:
    return any(str(part) == rest for part in review.people)

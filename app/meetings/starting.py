"""Starting a meeting: what to discuss when there is no time for everything, and the page on which it is prepared."""

import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from wtforms import Field, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import StopValidation, ValidationError

from app.meetings.ending import earlier_meetings
from app.meetings.leading import PRESENT, from_the_page, start_meeting
from app.meetings.running import MEETING, blueprint, refuse, running_meeting
from app.models import Assessment
from app.reviews.points import found_points
from app.reviews.review import Review, load_for, load_review
from app.state.asked import Part, parts_of
from app.state.lifecycle import AssessmentAction
from app.state.points import Kind, Point
from app.texts import meetings as texts
from app.texts.points import KINDS
from app.web.clock import now
from app.web.extensions import db
from app.web.forms import BaseForm, ChoiceField, FormData, text_field
from questionnaires.model import GENERAL, Questionnaire
from scoring.profile import grid
from scoring.result import Result

HOUR, USUAL = 60, 5
"""Minutes of a meeting and of a point, when nobody says otherwise."""
UNKNOWN = APPLIES = Fraction(1)
"""Steps that the answer can move where nobody knows it, and where it is about whether the question counts."""


@dataclass(frozen=True, slots=True)
class AgendaPoint:
    """An item that could be discussed."""

    item: str
    kind: Kind
    """The first that it is a point of."""
    moves: Fraction
    """What talking can move in the total of its domain, in steps; 0 for what is not proposed by itself."""
    total: Fraction | None
    """The total of its domain."""


def how_many(minutes: int, per_point: int) -> int:
    """How many points fit in so many minutes; without a clock as many as with the usual one, and one at least."""
    return max(1, minutes // (per_point or USUAL))


def agenda_points(questionnaire: Questionnaire, result: Result, points: Iterable[Point]) -> tuple[AgendaPoint, ...]:
    """Every item with an open point once, what can move most first."""
    kinds: dict[str, list[Kind]] = {}
    for point in points:
        # What strikes in the answers of one person is no matter for a meeting.
        if point.item:
            kinds.setdefault(point.item, []).append(point.kind)
    weights = _weights(questionnaire)
    found = [_agenda_point(item, own, weights, result) for item, own in kinds.items()]
    places = {item: place for place, item in enumerate(_in_order(questionnaire, result))}
    return tuple(sorted(found, key=lambda one: (-one.moves, one.total is None, one.total or 0, places[one.item])))


def _agenda_point(item: str, kinds: Sequence[Kind], weights: Mapping[str, Fraction], result: Result) -> AgendaPoint:
    domain, question = item.split("/")
    steps = max((_steps(item, kind, result) for kind in kinds), default=Fraction(0))
    total = None if domain == GENERAL else result.domains[domain].known.total
    # A general question moves no total: it comes after every other one that people see as differently.
    weight = weights.get(question, min(weights.values()) / 2)
    return AgendaPoint(item, kinds[0], steps * weight, total)


def _steps(item: str, kind: Kind, result: Result) -> Fraction:
    if kind == "different":
        return 2 * result.agreement[item].average_deviation
    if kind == "inside_outside":
        sides = result.inside_outside[item]
        return abs(sides.inside - sides.outside)
    return {"unknown": UNKNOWN, "not_applicable": APPLIES}.get(kind, Fraction(0))


def _weights(questionnaire: Questionnaire) -> dict[str, Fraction]:
    """What a question counts for in the total of its domain when everything is known (S2-S6)."""
    layout = grid(questionnaire)
    cells = len(layout.dimensions) * len(layout.levels)
    found: dict[str, Fraction] = {}
    for dimension in layout.dimensions:
        for level in layout.levels:
            facets = [ids for facet in layout.facets[dimension] if (ids := layout.places[facet, level])]
            found |= {question: Fraction(1, cells * len(facets) * len(ids)) for ids in facets for question in ids}
    return found


def _in_order(questionnaire: Questionnaire, result: Result) -> Iterable[str]:
    asked = questionnaire.of_kind("domain")
    yield from (f"{domain}/{question.id}" for domain in result.domains for question in asked)
    yield from (f"{GENERAL}/{question.id}" for question in questionnaire.of_kind("general"))


def proposed(found: Sequence[AgendaPoint], most: int) -> tuple[str, ...]:
    """The items that are proposed: the first of those on which talking changes something."""
    return tuple(one.item for one in found if one.moves)[:most]


def by_domain(items: Collection[str], found: Sequence[AgendaPoint], everything: Iterable[str]) -> tuple[str, ...]:
    """These items as they are discussed: by domain, the domain with the first of them first.

    `found` says which comes first; what is not in there follows in the order of `everything`.
    """
    ranked = [*(one.item for one in found), *everything]
    chosen = [item for item in dict.fromkeys(ranked) if item in items]
    domains = {domain: place for place, domain in enumerate(dict.fromkeys(_domain(item) for item in chosen))}
    return tuple(sorted(chosen, key=lambda item: domains[_domain(item)]))


def _domain(item: str) -> str:
    return item.partition("/")[0]


Agenda = tuple[tuple[str, str], ...]
"""(item, kind of point) for everything on the list; the kind is empty for what comes with its domain."""
MINUTES = (0, 2, 3, 4, 5, 7, 10, 15, 20)
TIMES = (30, HOUR, 90, 120)
"""Minutes for which points can be proposed."""


@dataclass(frozen=True, slots=True)
class Offer:
    """The items that could be discussed: what strikes in the answers, and everything that is asked."""

    found: Sequence[AgendaPoint]
    """Not what was settled already."""
    parts: Sequence[Part]

    @property
    def kinds(self) -> Mapping[str, str]:
        return {one.item: one.kind for one in self.found}

    def agenda(self, items: Sequence[str], domains: Sequence[str]) -> Agenda:
        """Every chosen item once, in the order in which they are discussed."""
        whole = [item for part in self.parts if part.domain in domains for item in part.items]
        everything = [item for part in self.parts for item in part.items]
        kinds = self.kinds
        return tuple((item, kinds.get(item, "")) for item in by_domain({*items, *whole}, self.found, everything))


class ListedPoint(NamedTuple):
    """A point to choose, by its short name, with what strikes there."""

    item: str
    name: str
    kind: str


class MeetingStartForm(BaseForm):
    """What is discussed, how long an item may take, and who is there without a telephone."""

    offer: Offer
    proposed: tuple[str, ...]
    items = SelectMultipleField("Welke punten?", choices=[], validate_choice=False)
    domains = SelectMultipleField("Alle vragen van een domein", [from_the_page], choices=[], validate_choice=False)
    minutes = ChoiceField(
        "Hoe lang per vraag?",
        [(str(minutes), texts.minutes_choice(minutes)) for minutes in MINUTES],
        message=texts.MINUTES_MISSING,
    )
    present = text_field(
        "Wie zijn er zonder eigen scherm?",
        PRESENT,
        area=True,
        description="Schrijf functies op, geen namen. Wie op een eigen scherm meedoet, komt er vanzelf bij.",
    )

    @property
    def agenda(self) -> Agenda:
        return self.offer.agenda(self.items.data or (), self.domains.data or ())

    def validate_items(self, field: Field) -> None:
        """Something must be on the list; a point can be gone by now, but its question is still there."""
        if not set(field.data or ()) <= {item for part in self.offer.parts for item in part.items}:
            raise ValidationError(texts.NOT_OFFERED)
        if not (field.data or self.domains.data):
            raise ValidationError(texts.NOTHING_CHOSEN)

    def validate_minutes(self, field: Field) -> None:
        """A clock or none: it must be said."""
        if not field.data:
            raise StopValidation(texts.MINUTES_MISSING)

    @property
    def first(self) -> Sequence[tuple[str, Sequence[ListedPoint]]]:
        """What is proposed, by domain, as it is discussed."""
        return self._grouped(item for item, _ in self.offer.agenda(self.proposed, ()))

    @property
    def others(self) -> Sequence[tuple[str, Sequence[ListedPoint]]]:
        """The other points by domain, and what was chosen that is no point any more."""
        chosen = set(self.items.data or ())
        everything = (item for part in self.offer.parts for item in part.items)
        kinds = self.offer.kinds
        return self._grouped(
            item for item in everything if item not in self.proposed and (item in kinds or item in chosen)
        )

    def _grouped(self, items: Iterator[str]) -> Sequence[tuple[str, Sequence[ListedPoint]]]:
        names = {part.item(q): (part.short, q.short_name) for part in self.offer.parts for q in part.questions}
        kinds, groups = self.offer.kinds, dict[str, list[ListedPoint]]()
        for item in items:
            title, name = names[item]
            groups.setdefault(title, []).append(ListedPoint(item, name, KINDS.get(kinds.get(item, ""), "")))
        return tuple(groups.items())


def build_start_form(offer: Offer, time: int = HOUR, posted: FormData | None = None) -> MeetingStartForm:
    """The form with what there is to discuss, and of that as much chosen as fits in this time."""
    chosen = proposed(offer.found, how_many(time, USUAL))
    form = MeetingStartForm(posted, data={"items": chosen, "minutes": str(USUAL)})
    form.offer, form.proposed = offer, chosen
    form.domains.choices = [
        SelectChoice(part.domain, texts.domain_with_count(part.title, len(part.questions))) for part in offer.parts
    ]
    return form


@blueprint.post(MEETING)
def start(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Start a meeting about what was chosen; who comes second joins the one that was started.

    Unless they wrote who is there: 409, with that text to copy.
    """
    assessment = load_for(AssessmentAction.AGREE_SCORE, assessment_id, "update")
    here = url_for("meetings.meeting", assessment_id=assessment_id)
    form = start_form(load_review(current_user, assessment_id), request.form)
    running = running_meeting(db.session, assessment.id)
    if running:
        # The same button twice loses nothing.
        if form.present.data and form.present.data != running.present:
            refuse(assessment, texts.ALREADY_RUNNING_TYPED)
        flash(texts.ALREADY_RUNNING, "info")
        return redirect(here, 303)
    if not form.validate():
        return start_page(assessment, None, form), 422
    minutes = int(form.minutes.data or 0)
    start_meeting(db.session, current_user, assessment, form.agenda, form.present.data or "", minutes, now=now())
    db.session.commit()
    return redirect(here, 303)


def start_form(review: Review, posted: FormData | None = None) -> MeetingStartForm:
    """The form with what the answers give to talk about."""
    points = found_points(db.session, review).open
    offer = Offer(agenda_points(review.questionnaire, review.result, points), parts_of(review.assessment))
    return build_start_form(offer, asked_time(), posted)


def asked_time() -> int:
    """The minutes for which points are proposed, as the address says it."""
    return next((time for time in TIMES if request.args.get("tijd") == str(time)), HOUR)


def start_page(assessment: Assessment, closed: str | None, form: MeetingStartForm) -> str:
    """The page on which a meeting is prepared, with the meetings before it."""
    return render_template(
        "meetings/start.html",
        assessment=assessment,
        closed=closed,
        form=form,
        texts=texts,
        times=[time for time in TIMES if time != asked_time()],
        per_point=USUAL,
        earlier=earlier_meetings(db.session, assessment),
    )


def prepare_meeting(assessment_id: uuid.UUID) -> str:
    """The page with a proposal, for who leads."""
    review = load_review(current_user, assessment_id)
    return start_page(review.assessment, review.closed, start_form(review))

"""Starting a meeting: the points that are proposed for it, and everything else that can be put on its list."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy.orm import Session
from wtforms import Field, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import StopValidation, ValidationError

from app.meetings.agenda import PRESENT, from_the_page
from app.meetings.leading import start_meeting
from app.meetings.proposal import HOUR, USUAL, AgendaPoint, agenda_points, by_domain, how_many, proposed
from app.meetings.running import MEETING, blueprint, refuse, running_meeting
from app.meetings.summary import earlier_meetings
from app.models import Assessment
from app.reviews.points import found_points
from app.reviews.review import Review, load_for, load_review
from app.state.lifecycle import AssessmentAction
from app.state.parts import Part, parts_of
from app.texts import meetings as texts
from app.texts.points import KINDS
from app.web.clock import now
from app.web.extensions import db
from app.web.forms import BaseForm, ChoiceField, FormData, text_field

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
        """The kind of point by item."""
        return {one.item: one.kind for one in self.found}

    def agenda(self, items: Sequence[str], domains: Sequence[str]) -> Agenda:
        """Every chosen item once, in the order in which they are discussed."""
        whole = [item for part in self.parts if part.domain in domains for item in part.items]
        everything = [item for part in self.parts for item in part.items]
        kinds = self.kinds
        return tuple((item, kinds.get(item, "")) for item in by_domain({*items, *whole}, self.found, everything))


def load_offer(session: Session, review: Review) -> Offer:
    """What the answers of this assessment give to talk about."""
    points = found_points(session, review).open
    return Offer(agenda_points(review.questionnaire, review.result, points), parts_of(review.assessment))


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
        """What was chosen, as a list of items."""
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
    return build_start_form(load_offer(db.session, review), asked_time(), posted)


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

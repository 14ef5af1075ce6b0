"""*Vul in*: what a coordinator fills in on the page for the alderman before it goes out; all of it may stay empty.

It is kept for a round, beside its reports and in none of them: what is agreed keeps its bytes, and a file with what was
filled in is drawn when somebody asks for it.
"""

import uuid
from datetime import datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import select
from sqlalchemy.orm import Session
from wtforms import Field
from wtforms.validators import StopValidation

from app.doors.access import assessment_for, require_role
from app.models import AldermanFilling, Assessment, User
from app.reports.alderman import NOTHING_FILLED, FilledDecision, Filling
from app.reports.blueprint import REPORT, blueprint
from app.saving.versioned import StaleSaveError
from app.texts import reports as texts
from app.trail.events import record
from app.web.clock import now
from app.web.extensions import db
from app.web.formatting import long_date, number
from app.web.forms import BaseForm, DayField, NumberField, VersionField, one_line, text_field

FIRST_YEAR, LAST_YEAR = 2000, 2100
MOST = 9_999_999


class PeopleField(NumberField):
    """A number of people, which may be typed with points: 12.500."""

    def read(self, text: str) -> int:
        """The number without its points."""
        return super().read(text.replace(".", ""))

    def typed(self, value: int) -> str:
        """12.500."""
        return number(value, 0)


def _near(_: BaseForm, field: Field) -> None:
    """A day in a year that can be meant."""
    if field.value and not FIRST_YEAR <= field.value.year <= LAST_YEAR:
        raise StopValidation(texts.FAR_AWAY)


def _owner(place: str) -> Field:
    return text_field(texts.owner(place), 80, one_line, description=texts.FUNCTION)


def _day(place: str) -> Field:
    return DayField(texts.day(place), message=texts.NO_DAY, validators=[_near])


class FillingForm(BaseForm):
    """The number of the municipality itself with its source, and who does what before when."""

    rows = (
        ("number", "year"),
        "source",
        ("assignment_owner", "assignment_day"),
        ("means_owner", "means_amount", "means_day"),
        ("moment_owner", "moment_day"),
    )

    number = PeopleField(texts.NUMBER, 1, MOST, message=texts.NO_NUMBER, description=texts.LIKE_NUMBER)
    year = NumberField(texts.YEAR, FIRST_YEAR, LAST_YEAR, message=texts.NO_YEAR)
    source = text_field(texts.SOURCE, 120, one_line, description=texts.LIKE_SOURCE)
    assignment_owner, assignment_day = _owner(texts.ASSIGNMENT), _day(texts.ASSIGNMENT)
    means_owner = _owner(texts.MEANS)
    means_amount = text_field(texts.AMOUNT, 80, one_line)
    means_day = _day(texts.MEANS)
    moment_owner, moment_day = _owner(texts.MOMENT), _day(texts.MOMENT)
    seen = VersionField()

    def validate_source(self, field: Field) -> None:
        """A number says where it comes from."""
        if self.number.data and not field.data:
            raise StopValidation(texts.SOURCE_MISSING)

    def validate_year(self, field: Field) -> None:
        if self.number.data and not field.data:
            raise StopValidation(texts.YEAR_MISSING)


NAMES = tuple(name for name in vars(FillingForm) if name in AldermanFilling.__table__.columns)
"""What people type, by column."""


def stored_filling(session: Session, assessment_id: uuid.UUID) -> AldermanFilling | None:
    """What was filled in for a round; None when nobody ever did."""
    return session.scalars(select(AldermanFilling).where(AldermanFilling.assessment_id == assessment_id)).one_or_none()


def filled_in(session: Session, assessment_id: uuid.UUID) -> Filling:
    """The same in words."""
    row = stored_filling(session, assessment_id)
    if row is None:
        return NOTHING_FILLED
    days = [long_date(day) if day else "" for day in (row.assignment_day, row.means_day, row.moment_day)]
    said = ((row.assignment_owner, ""), (row.means_owner, row.means_amount), (row.moment_owner, ""))
    return Filling(
        number(row.number, 0) if row.number else "",
        f"{row.source}, {row.year}" if row.number else "",
        tuple(FilledDecision(*each, day) for each, day in zip(said, days, strict=True)),
    )


def fill_in(session: Session, actor: User, assessment: Assessment, form: FillingForm, *, now: datetime) -> None:
    """Keep what was typed. StaleSaveError when somebody filled in something else meanwhile.

    The caller holds the assessment, so that two coordinators wait for each other.
    """
    row, new = stored_filling(session, assessment.id), form.values
    old = {name: getattr(row, name) for name in NAMES} if row else dict.fromkeys(NAMES)
    if {name: value or "" for name, value in old.items()} == {name: value or "" for name, value in new.items()}:
        return
    if form.seen.version != (row.version if row else 0):
        raise StaleSaveError([str(assessment.id)])
    if row is None:
        where = {"assessment_id": assessment.id, "municipality_id": assessment.municipality_id}
        row = AldermanFilling(id=uuid.uuid4(), version=0, **where)
        session.add(row)
    for name, value in new.items():
        setattr(row, name, value)
    row.version, row.saved_by, row.saved_at = row.version + 1, actor.id, now
    session.flush()
    record(session, actor, "fill_in_page", row, now=now, old=old, new=new)


def _form(row: AldermanFilling | None, posted: bool) -> FillingForm:
    return FillingForm(request.form if posted else None, obj=None if posted else row, seen=row.version if row else 0)


@blueprint.route(f"{REPORT}/invullen", methods=["GET", "POST"])
def post_fill_in(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """What the page for the alderman leaves open, to fill in; nothing of any score stands here."""
    posted = request.method == "POST"
    assessment = assessment_for(current_user, assessment_id, "update" if posted else None)
    require_role(current_user, assessment, "coordinator")
    row = stored_filling(db.session, assessment.id)
    form = _form(row, posted)
    if not posted:
        return _page(assessment, form)
    if not form.validate():
        return _page(assessment, form), 422
    try:
        fill_in(db.session, current_user, assessment, form, now=now())
    except StaleSaveError:
        # Whoever saves again has seen what stands there now.
        form.seen.data = str(row.version if row else 0)
        return _page(assessment, form, _form(row, False)), 409
    flash(texts.SAVED, "success")
    db.session.commit()
    return redirect(url_for("reports.report_page", assessment_id=assessment.id, soort="wethouder"), 303)


def _page(assessment: Assessment, form: FillingForm, newer: FillingForm | None = None) -> str:
    back = url_for("reports.report_page", assessment_id=assessment.id, soort="wethouder")
    shown = {"assessment": assessment, "form": form, "newer": newer, "back": back}
    return render_template("reports/filling.html", **shown, page_has_errors=bool(newer or form.errors))

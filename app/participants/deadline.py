"""The last day on which colleagues can answer, and the mails that go out by themselves before and after it."""

import uuid
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session, joinedload, selectinload
from wtforms import Field
from wtforms.validators import ValidationError

from app.doors.access import assessment_for, participation_of, roles_in
from app.doors.limits import TooManyTriesError
from app.models import Assessment, Membership, User
from app.participants.mails import LATELY, Sender, remind_people, reminded_within, sender_of, to_remind, too_many
from app.participants.team import (
    DEADLINE,
    LAST_DAY_OVER,
    PARTICIPANTS,
    Member,
    Team,
    blueprint,
    load_team,
    require_open,
    team_of,
)
from app.post.outbox import queue_letter
from app.state.last_day import check_last_day, move_last_day, proposed_last_day
from app.state.situation import coordinators_of
from app.texts import participants as texts
from app.texts.mails.colleagues import deadline_changed
from app.texts.mails.reviews import Reviewed, last_day_over
from app.web.clock import now, today
from app.web.extensions import db, settings
from app.web.formatting import HERE
from app.web.forms import BaseForm, ChoiceField, DayField, FormData, required
from config import Settings


def told_of_deadline(team: Team) -> tuple[Member, ...]:
    """Who gets a mail when the last day moves: those who were invited and have not handed in."""
    return tuple(member for member in team.members if member.state in ("invited", "started"))


def set_deadline(sender: Sender, members: Sequence[Member], day: date, reminder_days: int | None) -> int:
    """Set the last day and when a reminder goes out; the number of mails to `members`, who hear of another day.

    Raises TooManyTriesError.
    """
    assessment = sender.assessment
    old = {"deadline": assessment.deadline, "reminder_days": assessment.reminder_days}
    new = {"deadline": day, "reminder_days": reminder_days}
    if old == new:
        return 0
    before = assessment.deadline
    moved = before != day
    # First of all: what is refused has changed nothing.
    sender.count(len(members) if moved else 0)
    assessment.reminder_days = reminder_days
    if moved:
        move_last_day(assessment, day, sender.now.astimezone(HERE).date())
        calendar = sender.calendar()
        for member in members:
            letter = deadline_changed(sender.asker, member.name, before, day, sender.link(member))
            sender.send(DEADLINE, member, letter, calendar)
    told = [member.id for member in members] if moved else []
    sender.record("set_deadline", assessment, old=old, new={**new, "mailed": told})
    return len(members) if moved else 0


class LastDayForm(BaseForm):
    """A form that asks for the last day; `today` and the day that holds now are set when it is made."""

    today: date
    current: date | None

    deadline = DayField(
        "Laatste dag om te antwoorden",
        message=texts.DAY_UNREADABLE,
        validators=[required(texts.DAY_MISSING)],
        description="Die dag telt nog mee. Bijvoorbeeld: 4-12-2026",
    )

    def validate_deadline(self, field: Field) -> None:
        """A day that is still to come, within a year; the day that holds already may stay until it is over."""
        check_last_day(field.value, self.today, self.current)

    @property
    def day(self) -> date:
        day: date = self.deadline.value
        return day


class DeadlineForm(LastDayForm):
    """The last day, and how many days before it a reminder goes out by itself."""

    current_days: int | None

    reminder_days = ChoiceField(
        "Wanneer sturen we vanzelf een herinnering?",
        list(texts.REMINDERS.items()),
        message=texts.REMINDER_MISSING,
        description="Die gaat om 8 uur naar iedereen die is uitgenodigd en nog niet klaar is.",
    )

    def validate_reminder_days(self, field: Field) -> None:
        if not field.data:
            raise ValidationError(texts.REMINDER_MISSING)
        # The field of the day is checked first: without errors it holds a day.
        if self.days and not self.deadline.errors and self._is_new and self._reminder_day <= self.today:
            raise ValidationError(texts.REMINDER_TOO_EARLY)

    @property
    def _is_new(self) -> bool:
        return (self.day, self.days) != (self.current, self.current_days)

    @property
    def _reminder_day(self) -> date:
        return self.day - timedelta(days=self.days or 0)

    @property
    def days(self) -> int | None:
        return int(self.reminder_days.data) if self.reminder_days.data in ("1", "3", "7") else None


def build_deadline_form(today: date, assessment: Assessment, posted: FormData | None) -> DeadlineForm:
    """The form with what holds now (without a day to come, one that we propose), or with what was posted."""
    current, days = assessment.deadline, assessment.reminder_days
    # What is posted without a day is not about the one that was proposed.
    shown = current if posted is not None or (current and current >= today) else proposed_last_day(today)
    form = DeadlineForm(posted, data={"deadline": shown, "reminder_days": str(days or "none")})
    form.today, form.current, form.current_days = today, current, days
    return form


MORNING = time(8)
"""From this hour in the Netherlands reminders go out."""


def reminder_due(deadline: date, days: int) -> datetime:
    """From when the reminder of this last day goes out."""
    return datetime.combine(deadline - timedelta(days=days), MORNING, HERE)


def send_due_reminders(session: Session, settings: Settings, *, now: datetime) -> int:
    """Remind everybody who is not done in every round of which it is time; the number of mails.

    Each round is reminded once for a last day, also when more processes do this at the same moment; a process that
    was down does it later, by day, as long as people can still answer.
    """
    due = list(_due(session, now))
    session.commit()
    return sum(_remind(session, settings, assessment_id, deadline, now) for assessment_id, deadline in due)


def _due(session: Session, now: datetime) -> Iterator[tuple[uuid.UUID, date]]:
    here = now.astimezone(HERE)
    if here.time() < MORNING:
        return
    waiting = select(Assessment.id, Assessment.deadline, Assessment.reminder_days).where(
        Assessment.state == "open",
        Assessment.deadline >= here.date(),
        Assessment.reminder_days.is_not(None),
        or_(Assessment.reminded_for.is_(None), Assessment.reminded_for != Assessment.deadline),
    )
    for assessment_id, deadline, days in session.execute(waiting):
        if deadline is not None and days is not None and reminder_due(deadline, days) <= now:
            yield assessment_id, deadline


def _remind(session: Session, settings: Settings, assessment_id: uuid.UUID, deadline: date, now: datetime) -> int:
    if not _is_taken(session, assessment_id, deadline, deadline):
        return 0
    assessment = _whole(session, assessment_id)
    coordinator = _coordinator(session, assessment)
    if coordinator is None:
        # It waits until there is somebody to answer to.
        session.rollback()
        return 0
    sender = Sender(session, coordinator, assessment, settings, now, by_itself=True)
    due = [member for member in to_remind(team_of(assessment).members) if not reminded_within(member, LATELY, sender)]
    mails = len(remind_people(sender, due, ""))
    session.commit()
    return mails


def _whole(session: Session, assessment_id: uuid.UUID) -> Assessment:
    return session.scalars(
        select(Assessment)
        .where(Assessment.id == assessment_id)
        .options(joinedload(Assessment.municipality), selectinload(Assessment.domains))
        .execution_options(populate_existing=True)
    ).one()


def _is_taken(session: Session, assessment_id: uuid.UUID, deadline: date, mark: date) -> bool:
    """Whether this process is the one that mails: one statement decides, and holds the round until the commit."""
    taken = session.execute(
        update(Assessment)
        .where(Assessment.id == assessment_id, Assessment.state == "open", Assessment.deadline == deadline)
        .where(or_(Assessment.reminded_for.is_(None), Assessment.reminded_for != mark))
        .values(reminded_for=mark)
        .returning(Assessment.id)
        .execution_options(synchronize_session=False)
    ).one_or_none()
    return taken is not None


def _coordinator(session: Session, assessment: Assessment) -> User | None:
    """To whom answers to the reminder go: who started the round, or who coordinates it now."""
    return session.scalars(
        select(User)
        .join(Membership, Membership.user_id == User.id)
        .where(Membership.municipality_id == assessment.municipality_id, Membership.role == "coordinator")
        .where(Membership.ended_at.is_(None))
        .order_by((User.id == assessment.created_by).desc(), Membership.created_at, User.id)
        .limit(1)
    ).one_or_none()


DAY = timedelta(days=1)
AFTERWARDS = timedelta(days=7)
"""How long after the last day, when no process ran, the mail about it still says something."""


def send_days_over(session: Session, settings: Settings, *, now: datetime) -> int:
    """Tell the coordinators of every open round, the morning after its last day, who is not done; the number of mails.

    Once for a last day, as reminders; not when nobody was invited.
    """
    here = now.astimezone(HERE)
    if here.time() < MORNING:
        return 0
    over = select(Assessment.id, Assessment.deadline, Assessment.reminded_for).where(
        Assessment.state == "open", Assessment.deadline.between(here.date() - AFTERWARDS, here.date() - DAY)
    )
    due = [(row.id, row.deadline) for row in session.execute(over) if row.reminded_for != row.deadline + DAY]
    session.commit()
    return sum(_tell_over(session, settings, assessment_id, deadline, now) for assessment_id, deadline in due)


def _tell_over(session: Session, settings: Settings, assessment_id: uuid.UUID, deadline: date, now: datetime) -> int:
    if not _is_taken(session, assessment_id, deadline, deadline + DAY):
        return 0
    assessment = _whole(session, assessment_id)
    coordinators = coordinators_of(session, assessment)
    if not coordinators:
        # It waits until there is somebody to tell.
        session.rollback()
        return 0
    asked = [member for member in team_of(assessment).members if member.invited_at]
    busy = [(one.name, one.answered, one.total) for one in asked if one.state != "submitted"]
    about = Reviewed(assessment.municipality.name, assessment.title, settings.contact)
    page = f"{settings.base_url}/inventarisaties/{assessment.id}/bespreking-starten"
    told = coordinators if asked else ()
    for coordinator in told:
        letter = last_day_over(about, coordinator.name, deadline, busy, page)
        queue_letter(session, coordinator.email, letter, LAST_DAY_OVER, now=now)
    session.commit()
    return len(told)


@blueprint.route(f"{PARTICIPANTS}/deadline", methods=["GET", "POST"])
def post_set_deadline(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Set or move the last day; who was invited already gets a mail about another day."""
    posted = request.method == "POST"
    team = require_open(load_team(assessment_id))
    form = build_deadline_form(today(), team.assessment, request.form if posted else None)
    if not posted:
        return _page(team, form), 200
    if not form.validate():
        return _page(team, form), 422
    try:
        mails = set_deadline(sender_of(team), told_of_deadline(team), form.day, form.days)
    except TooManyTriesError as error:
        return _page(team, too_many(form, error)), 429
    flash(texts.deadline_set(form.day, mails), "success")
    db.session.commit()
    return redirect(url_for("participants.overview", assessment_id=assessment_id), 303)


def _page(team: Team, form: object) -> str:
    told = texts.who_is_told([member.name for member in told_of_deadline(team)])
    return render_template("participants/deadline.html", team=team, form=form, told=told)


@blueprint.get("/inventarisaties/<uuid:assessment_id>/deadline.ics")
def deadline_file(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """The last day for a calendar: for who takes part and for coordinators; 404 without one."""
    assessment = assessment_for(current_user, assessment_id)
    if "coordinator" not in roles_in(current_user, assessment.municipality_id):
        _ = participation_of(current_user, assessment) or abort(403)
    calendar = Sender(db.session, current_user, assessment, settings(), now()).calendar()
    headers = {"Content-Disposition": "attachment; filename=samenhang.ics"}
    return Response(calendar or abort(404), mimetype="text/calendar", headers=headers)

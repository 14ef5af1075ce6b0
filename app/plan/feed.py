"""The address with which somebody's calendar reads the days of a trajectory, and what it reads there."""

import hashlib
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from flask import Response, abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from itsdangerous import BadSignature, Signer
from sqlalchemy import exists, select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.doors.access import LEADERS
from app.models import Appointment, CalendarFeed, ImprovementAction, Membership, Trajectory, User
from app.plan.entrance import TRAJECTORY, blueprint, change_trajectory, hold_trajectory, read_trajectory
from app.plan.reminders import Kind
from app.plan.steps import dates_of
from app.post.calendars import CalendarEntry, days_calendar
from app.texts.mails import plan as texts
from app.texts.trajectories import UNFINISHED
from app.trail.events import record
from app.web.clock import now
from app.web.extensions import db
from app.web.formatting import HERE
from config import Settings


@dataclass(frozen=True, slots=True)
class DayEntry:
    kind: Kind
    id: uuid.UUID
    """Of the action or the appointment; of a step that of its trajectory."""
    title: str
    """Of a step its id."""
    day: date
    version: int
    """Higher after every change."""
    at: time | None = None
    minutes: int | None = None
    place: str = ""


def load_days(session: Session, trajectory: Trajectory) -> Sequence[DayEntry]:
    """All of it in the order of the days; three statements. The steps are loaded.

    What is done or was stopped or cancelled has no day any more; a trajectory that was closed has no days after that.
    """
    days = [*_steps(session, trajectory), *_actions(session, trajectory), *_appointments(session, trajectory)]
    if trajectory.ended_at is not None:
        closed = trajectory.ended_at.astimezone(HERE).date()
        days = [one for one in days if one.day <= closed]
    return sorted(days, key=lambda one: (one.day, one.at or time.min, one.kind, one.title, str(one.id)))


def _steps(session: Session, trajectory: Trajectory) -> Iterator[DayEntry]:
    versions = {row.step: row.version for row in trajectory.steps}
    for step, known in dates_of(session, trajectory).items():
        if known.ended is None:
            yield DayEntry("step", trajectory.id, step, known.planned.end, versions[step])


def _actions(session: Session, trajectory: Trajectory) -> Iterator[DayEntry]:
    action = ImprovementAction
    query = select(action.id, action.title, action.ends_on, action.version)
    query = query.where(action.trajectory_id == trajectory.id, action.state.in_(UNFINISHED))
    for id_, title, day, version in session.execute(query):
        if day is not None:
            yield DayEntry("action", id_, title, day, version)


def _appointments(session: Session, trajectory: Trajectory) -> Iterator[DayEntry]:
    one = Appointment
    query = select(one.id, one.title, one.day, one.version, one.at, one.minutes, one.place)
    for row in session.execute(query.where(one.trajectory_id == trajectory.id, one.cancelled_at.is_(None))):
        yield DayEntry("appointment", *row)


def feed_token(settings: Settings, feed_id: uuid.UUID) -> str:
    """What stands in the address: the id of a feed, which only this installation can have signed."""
    return _signer(settings).sign(feed_id.hex).decode()


def signed_id(settings: Settings, token: str) -> uuid.UUID | None:
    """The id of the feed of which this is the token; None for anything that was not signed here."""
    try:
        return uuid.UUID(_signer(settings).unsign(token).decode())
    except (BadSignature, ValueError):
        return None


def _signer(settings: Settings) -> Signer:
    key = settings.secret_key.get_secret_value()
    return Signer(key, salt="calendar feed", key_derivation="hmac", digest_method=hashlib.sha256)


def working_feed(session: Session, user: User, trajectory: Trajectory) -> CalendarFeed | None:
    """The address of this person for this trajectory, when they have one that was not revoked."""
    query = select(CalendarFeed).where(CalendarFeed.user_id == user.id, CalendarFeed.trajectory_id == trajectory.id)
    return session.scalars(query.where(CalendarFeed.revoked_at.is_(None))).one_or_none()


def trajectory_of_feed(session: Session, feed_id: uuid.UUID) -> Trajectory | None:
    """The trajectory that an address shows, with its steps and municipality; two statements.

    None when it was revoked, or when whose it is leads the trajectory no longer.
    """
    there = Membership.user_id == CalendarFeed.user_id, Membership.municipality_id == Trajectory.municipality_id
    leads = exists().where(*there, Membership.ended_at.is_(None), Membership.role.in_(LEADERS))
    query = (
        select(Trajectory)
        .join(CalendarFeed, CalendarFeed.trajectory_id == Trajectory.id)
        .where(CalendarFeed.id == feed_id, CalendarFeed.revoked_at.is_(None), leads)
        .options(joinedload(Trajectory.municipality), selectinload(Trajectory.steps))
    )
    return session.scalars(query).one_or_none()


def make_feed(session: Session, user: User, trajectory: Trajectory, seen: str, *, now: datetime) -> bool:
    """Give somebody an address, in place of the one that they saw; whether there is another one now.

    `seen` is the id of that one, empty when there was none: two clicks make one address. The trajectory is held.
    """
    there = working_feed(session, user, trajectory)
    if str(there.id if there else "") != seen:
        return False
    if there is not None:
        _revoke(session, user, trajectory, there, now)
    keys = {"trajectory_id": trajectory.id, "municipality_id": trajectory.municipality_id}
    session.add(CalendarFeed(id=uuid.uuid4(), user_id=user.id, created_at=now, **keys))
    session.flush()
    # No id of the address: what the history tells can be read by everybody who leads the trajectory.
    record(session, user, "make_feed", trajectory, now=now)
    return True


def revoke_feed(session: Session, user: User, trajectory: Trajectory, *, now: datetime) -> bool:
    """Let the address of this person work no longer; False when there was none. The trajectory is held."""
    there = working_feed(session, user, trajectory)
    if there is None:
        return False
    _revoke(session, user, trajectory, there, now)
    return True


def _revoke(session: Session, user: User, trajectory: Trajectory, feed: CalendarFeed, now: datetime) -> None:
    feed.revoked_at = now
    session.flush()
    record(session, user, "revoke_feed", trajectory, now=now)


@blueprint.get(f"{TRAJECTORY}/agenda")
def show_feed(trajectory_id: uuid.UUID) -> ResponseReturnValue:
    trajectory = read_trajectory(trajectory_id)
    feed = working_feed(db.session, current_user, trajectory)
    address = None
    if feed is not None:
        path = url_for("trajectories.feed_file", token=feed_token(_settings(), feed.id))
        address = f"{_settings().base_url}{path}"
    return render_template("trajectories/feed.html", trajectory=trajectory, feed=feed, address=address)


@blueprint.post(f"{TRAJECTORY}/agenda")
def renew_feed(trajectory_id: uuid.UUID) -> ResponseReturnValue:
    trajectory = change_trajectory(trajectory_id)
    seen = request.form.get("seen", "")
    if make_feed(db.session, current_user, trajectory, seen, now=now()):
        flash(texts.FEED_RENEWED if seen else texts.FEED_MADE, "success")
    db.session.commit()
    return _back(trajectory)


@blueprint.post(f"{TRAJECTORY}/agenda/intrekken")
def end_feed(trajectory_id: uuid.UUID) -> ResponseReturnValue:
    """Let the address work no longer; also when the trajectory was closed."""
    trajectory = hold_trajectory(trajectory_id)
    if revoke_feed(db.session, current_user, trajectory, now=now()):
        flash(texts.FEED_REVOKED, "success")
    db.session.commit()
    return _back(trajectory)


@blueprint.get("/traject/agenda/<token>.ics")
def feed_file(token: str) -> ResponseReturnValue:
    """What a calendar reads, without signing in; 404 unless whose address it is may see this now."""
    feed_id = signed_id(_settings(), token) or abort(404)
    trajectory = trajectory_of_feed(db.session, feed_id) or abort(404)
    entries = _entries(trajectory, load_days(db.session, trajectory))
    calendar = days_calendar(texts.calendar_name(trajectory.municipality.name), entries, now=now())
    headers = {"Content-Disposition": "inline; filename=samenhang.ics"}
    return Response(calendar, mimetype="text/calendar", headers=headers)


def _entries(trajectory: Trajectory, days: Sequence[DayEntry]) -> Iterator[CalendarEntry]:
    for one in days:
        page = f"acties/{one.id}" if one.kind == "action" else trajectory.id
        address = f"{_settings().base_url}/traject/{page}"
        yield CalendarEntry(
            uid=f"{one.kind}-{one.id}{f'-{one.title}' if one.kind == 'step' else ''}@samenhang",
            summary=texts.summary(one.kind, one.title, trajectory.municipality.name),
            description=texts.calendar_description(address),
            day=one.day,
            changes=one.version,
            address=address,
            at=one.at,
            minutes=one.minutes,
            place=one.place,
        )


def _back(trajectory: Trajectory) -> ResponseReturnValue:
    return redirect(url_for("trajectories.show_feed", trajectory_id=trajectory.id), 303)


def _settings() -> Settings:
    settings: Settings = current_app.config["SETTINGS"]
    return settings

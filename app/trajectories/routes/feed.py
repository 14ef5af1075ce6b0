"""HTTP of the address for calendars: making and revoking it, and what a calendar reads there."""

import uuid
from collections.abc import Iterator, Sequence

from flask import Response, abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.calendars import Entry, days_calendar
from app.clock import now
from app.extensions import db
from app.models import Trajectory
from app.texts import reminders as texts
from app.trajectories.operations.feeds import make_feed, revoke_feed
from app.trajectories.queries.dates import Day, load_days
from app.trajectories.queries.feeds import feed_token, signed_id, trajectory_of_feed, working_feed
from app.trajectories.routes.entrance import (
    TRAJECTORY,
    blueprint,
    change_trajectory,
    hold_trajectory,
    read_trajectory,
)
from config import Settings


@blueprint.get(f"{TRAJECTORY}/agenda")
def show_feed(trajectory_id: uuid.UUID) -> ResponseReturnValue:
    """The address of this person, or how to make one."""
    trajectory = read_trajectory(trajectory_id)
    feed = working_feed(db.session, current_user, trajectory)
    address = None if feed is None else f"{_settings().base_url}{_path(feed_token(_settings(), feed.id))}"
    return render_template("trajectories/feed.html", trajectory=trajectory, feed=feed, address=address)


@blueprint.post(f"{TRAJECTORY}/agenda")
def renew_feed(trajectory_id: uuid.UUID) -> ResponseReturnValue:
    """Make an address, or another one in its place."""
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


def _entries(trajectory: Trajectory, days: Sequence[Day]) -> Iterator[Entry]:
    for one in days:
        address = f"{_settings().base_url}{_page(trajectory, one)}"
        yield Entry(
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


def _page(trajectory: Trajectory, day: Day) -> str:
    return f"/traject/acties/{day.id}" if day.kind == "action" else f"/traject/{trajectory.id}"


def _path(token: str) -> str:
    return url_for("trajectories.feed_file", token=token)


def _back(trajectory: Trajectory) -> ResponseReturnValue:
    return redirect(url_for("trajectories.show_feed", trajectory_id=trajectory.id), 303)


def _settings() -> Settings:
    settings: Settings = current_app.config["SETTINGS"]
    return settings

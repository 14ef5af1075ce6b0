"""What is kept of somebody else: what an administrator may see of it, and removing somebody for good."""

import uuid
from datetime import datetime, timedelta

import structlog
from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload

from app.administration.entrance import blueprint, fresh_step_only
from app.administration.people import LastAdministratorError, administrators, end_role, is_here, person, removal_of
from app.models import (
    Assessment,
    ImprovementAction,
    Membership,
    Municipality,
    Participation,
    Removal,
    SignIn,
    Trajectory,
    User,
)
from app.personal.export import load_export
from app.personal.removal import remove
from app.post.outbox import queue_letter
from app.texts import personal as texts
from app.texts.administration import LAST_ADMINISTRATOR
from app.texts.mails.account_changes import own_data
from app.trail.events import record
from app.web.clock import now
from app.web.extensions import db
from app.web.publication import send


class OnlyCoordinatorError(Exception):
    """Without this person nobody would lead a round that goes on; `municipalities` says where, by name."""

    def __init__(self, municipalities: list[str]) -> None:
        super().__init__(municipalities)
        self.municipalities = municipalities


def remove_long_gone(session: Session, days: int, *, now: datetime) -> None:
    """Remove one of those who had nothing to do with anything for this many days; the next time the next."""
    since = now - timedelta(days=days)
    takes_part = or_(
        and_(Assessment.state != "agreed", Participation.ended_at.is_(None)),
        Assessment.agreed_at > since,
        Participation.ended_at > since,
    )
    own = select(Participation.id).join(Assessment, Assessment.id == Participation.assessment_id)
    owned = select(ImprovementAction.id).join(Trajectory, Trajectory.id == ImprovementAction.trajectory_id)
    busy = (
        exists().where(Membership.user_id == User.id, func.coalesce(Membership.ended_at, now) > since),
        own.where(Participation.user_id == User.id, takes_part).exists(),
        owned.where(ImprovementAction.owner_id == User.id, func.coalesce(Trajectory.ended_at, now) > since).exists(),
        exists().where(SignIn.user_id == User.id, SignIn.created_at > since),
    )
    query = select(User.id).where(User.created_at < since, is_here(), *(~one for one in busy))
    if gone := session.scalars(query.order_by(User.created_at, User.id).limit(1)).first():
        remove_person(session, None, gone, now=now)


def remove_person(session: Session, actor: User | None, user_id: uuid.UUID, *, now: datetime) -> None:
    """Remove somebody; harmless when done twice. Raises OnlyCoordinatorError and LastAdministratorError."""
    # Held: two administrators must not remove each other at once, and two removals not get the same number.
    administrators(session)
    done = select(Removal.user_id).where(Removal.user_id == user_id, Removal.done_at.is_not(None))
    if session.scalars(done).first() is not None:
        return
    if where := only_coordinator_in(session, user_id):
        raise OnlyCoordinatorError(where)
    roles = select(Membership).where(Membership.user_id == user_id, Membership.ended_at.is_(None))
    for role in session.scalars(roles.options(joinedload(Membership.user))):
        end_role(session, actor, role, now=now)
    session.flush()
    remove(session, actor, user_id, now=now)


def only_coordinator_in(session: Session, user_id: uuid.UUID) -> list[str]:
    """The municipalities with a round that goes on, which nobody else could lead."""
    another = aliased(Membership)
    others = exists().where(
        another.municipality_id == Municipality.id,
        another.role == "coordinator",
        another.ended_at.is_(None),
        another.user_id != user_id,
    )
    going_on = exists().where(Assessment.municipality_id == Municipality.id, Assessment.state != "agreed")
    query = (
        select(Municipality.name)
        .join(Membership, Membership.municipality_id == Municipality.id)
        .where(Membership.user_id == user_id, Membership.role == "coordinator", Membership.ended_at.is_(None))
        .where(going_on, ~others)
    )
    return list(session.scalars(query.order_by(Municipality.name)))


log = structlog.get_logger()


@blueprint.route("/mensen/<uuid:user_id>/gegevens", methods=["GET", "POST"])
@fresh_step_only
def person_data(user_id: uuid.UUID) -> ResponseReturnValue:
    """Send somebody to their own data, or read what an administrator may see of it: the history tells of both."""
    shown = person(db.session, user_id)
    if request.method != "POST":
        return render_template("administration/person_data.html", person=shown, sections=None)
    if request.form.get("do") == "mail":
        send_to_own_data(shown)
        flash(texts.mail_sent(shown.name), "success")
        db.session.commit()
        return redirect(url_for("administration.show_person", user_id=user_id), 303)
    found = load_export(db.session, shown, for_administrator=True)
    record(db.session, current_user, "read_own_data", user_id, now=now())
    db.session.commit()
    if request.form.get("do") == "file":
        return send(found.document().encode(), "samenhang-gegevens", "json")
    return render_template("administration/person_data.html", person=shown, sections=found.sections)


def send_to_own_data(user: User) -> None:
    """Mail somebody where they can see everything that is kept of them, after signing in."""
    settings = current_app.config["SETTINGS"]
    letter = own_data(user.name, f"{settings.base_url}/account/gegevens", settings.contact)
    queue_letter(db.session, user.email, letter, "own_data", now=now())
    record(db.session, current_user, "mail_own_data", user.id, now=now())


@blueprint.route("/mensen/<uuid:user_id>/verwijderen", methods=["GET", "POST"])
@fresh_step_only
def post_remove_person(user_id: uuid.UUID) -> ResponseReturnValue:
    """Say what goes and what stays, and remove somebody; afterwards the receipt."""
    removal, told = removal_of(db.session, user_id)
    if removal is not None and removal.done_at is not None:
        return render_template("administration/removed.html", removal=removal, told=told, texts=texts)
    shown, back = person(db.session, user_id), url_for("administration.show_person", user_id=user_id)
    if user_id == current_user.id:
        return refused(texts.NOT_YOURSELF, back)
    if where := only_coordinator_in(db.session, user_id):
        return refused(texts.needed_in(where), back)
    if request.method != "POST":
        return render_template("administration/remove_person.html", person=shown, removal=removal, back=back)
    try:
        remove_person(db.session, current_user, user_id, now=now())
    except OnlyCoordinatorError as error:
        return refused(texts.needed_in(error.municipalities), back)
    except LastAdministratorError:
        return refused(LAST_ADMINISTRATOR, back)
    log.info("person_removed", actor=str(current_user.id), person=str(user_id))
    db.session.commit()
    return redirect(url_for("administration.post_remove_person", user_id=user_id), 303)


def refused(explanation: str, back: str) -> ResponseReturnValue:
    """Why somebody cannot be removed now."""
    db.session.rollback()
    return render_template("errors/409.html", explanation=explanation, back=("Terug", back)), 409

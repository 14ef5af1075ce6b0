"""HTTP of what is kept of somebody else: showing what an administrator may see of it, and removing somebody."""

import io
import uuid

import structlog
from flask import current_app, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.administration.operations.people import LastAdministratorError
from app.administration.operations.removing import OnlyCoordinatorError, only_coordinator_in
from app.administration.operations.removing import remove_person as remove
from app.administration.queries import person, removal_of
from app.administration.routes.entrance import blueprint, fresh_step_only
from app.audit import record
from app.clock import now
from app.extensions import db
from app.mail import queue_letter
from app.models import User
from app.personal.export import load_export
from app.texts import personal as texts
from app.texts.administration import LAST_ADMINISTRATOR
from app.texts.mails.personal import own_data

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
        return send_file(
            io.BytesIO(found.document().encode()),
            "application/json",
            as_attachment=True,
            download_name="samenhang-gegevens.json",
        )
    return render_template("administration/person_data.html", person=shown, sections=found.sections)


def send_to_own_data(user: User) -> None:
    """Mail somebody where they can see everything that is kept of them, after signing in."""
    settings = current_app.config["SETTINGS"]
    letter = own_data(user.name, f"{settings.base_url}/account/gegevens", settings.contact)
    queue_letter(db.session, user.email, letter, "own_data", now=now())
    record(db.session, current_user, "mail_own_data", user.id, now=now())


@blueprint.route("/mensen/<uuid:user_id>/verwijderen", methods=["GET", "POST"])
@fresh_step_only
def remove_person(user_id: uuid.UUID) -> ResponseReturnValue:
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
        remove(db.session, current_user, user_id, now=now())
    except OnlyCoordinatorError as error:
        return refused(texts.needed_in(error.municipalities), back)
    except LastAdministratorError:
        return refused(LAST_ADMINISTRATOR, back)
    log.info("person_removed", actor=str(current_user.id), person=str(user_id))
    db.session.commit()
    return redirect(url_for("administration.remove_person", user_id=user_id), 303)


def refused(explanation: str, back: str) -> ResponseReturnValue:
    """Why somebody cannot be removed now."""
    db.session.rollback()
    return render_template("errors/409.html", explanation=explanation, back=("Terug", back)), 409

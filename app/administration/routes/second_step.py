"""HTTP of a second step that an administrator takes away, for who has lost the app and the recovery codes."""

import uuid

import structlog
from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.administration.queries import has_second_step, person
from app.administration.routes.entrance import blueprint
from app.clock import now
from app.extensions import db
from app.second_step import take_away_second_step
from app.texts.administration import OWN_SECOND_STEP, second_step_reset

log = structlog.get_logger()


@blueprint.route("/mensen/<uuid:user_id>/tweede-stap", methods=["GET", "POST"])
def reset_second_step(user_id: uuid.UUID) -> ResponseReturnValue:
    """Ask whether somebody's second step must go, and take it away; one's own is changed with a code of it."""
    shown, back = person(db.session, user_id), url_for("administration.show_person", user_id=user_id)
    if user_id == current_user.id:
        way_on = ("Naar je account", "/account")
        return render_template("errors/409.html", explanation=OWN_SECOND_STEP, back=way_on), 409
    if request.method != "POST":
        has_one = has_second_step(db.session, user_id)
        return render_template("administration/reset_second_step.html", person=shown, has_one=has_one, back=back)
    contact = current_app.config["SETTINGS"].contact
    if take_away_second_step(db.session, current_user, shown, "reset", contact, now=now()):
        log.info("second_step_reset", actor=str(current_user.id), person=str(user_id))
        flash(second_step_reset(shown.name), "success")
    db.session.commit()
    return redirect(back, 303)

"""HTTP of a second step that an administrator lets go away, for who has lost the app and the recovery codes."""

import uuid

import structlog
from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.administration.operations.waiting import ask_reset
from app.administration.queries import has_second_step, person
from app.administration.routes.entrance import asking, blueprint, fresh_step_only
from app.extensions import db
from app.texts.account_changes import reset_asked
from app.texts.administration import OWN_SECOND_STEP

log = structlog.get_logger()


@blueprint.route("/mensen/<uuid:user_id>/tweede-stap", methods=["GET", "POST"])
@fresh_step_only
def reset_second_step(user_id: uuid.UUID) -> ResponseReturnValue:
    """Ask whether somebody's second step must go, and tell them so; one's own is changed with a code of it."""
    shown, back = person(db.session, user_id), url_for("administration.show_person", user_id=user_id)
    if user_id == current_user.id:
        way_on = ("Naar je account", "/account")
        return render_template("errors/409.html", explanation=OWN_SECOND_STEP, back=way_on), 409
    has_one = has_second_step(db.session, user_id)
    if request.method != "POST":
        return render_template("administration/reset_second_step.html", person=shown, has_one=has_one, back=back)
    if has_one:
        change = ask_reset(asking(), shown)
        log.info("second_step_reset_asked", actor=str(current_user.id), person=str(user_id))
        flash(reset_asked(shown.name, change.not_before), "success")
    db.session.commit()
    return redirect(back, 303)

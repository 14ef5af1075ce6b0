"""HTTP of asking the colleagues of the earlier round again."""

import uuid

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.clock import now
from app.extensions import db
from app.participants.forms.again import AgainForm, about, build_again_form
from app.participants.operations.again import bring_back
from app.participants.queries.again import Again, load_again
from app.participants.routes.adding import load_open_team
from app.participants.routes.blueprint import PARTICIPANTS, blueprint
from app.texts import again as texts
from app.texts.participants import ALREADY_ADDED


@blueprint.route(f"{PARTICIPANTS}/opnieuw", methods=["GET", "POST"])
def add_again(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Choose who of the earlier round takes part again; nobody is mailed yet."""
    again = load_again(db.session, current_user, load_open_team(assessment_id))
    posted = request.method == "POST"
    form = build_again_form(again, request.form if posted else None)
    if not posted:
        return _page(again, form)
    if not form.validate():
        return _page(again, form), 422
    chosen = [one for one in again.offered if one.id in form.people.data]
    meanwhile = [one.name for one in chosen if one.withdrawn_here]
    if meanwhile and form.seen.data != again.fingerprint:
        form.seen.data = again.fingerprint
        return _page(again, form, texts.changed_meanwhile(meanwhile)), 409
    if chosen:
        bring_back(db.session, current_user, again, chosen, now=now())
        flash(texts.added_again([one.name for one in chosen]), "success")
    else:
        # The same click again, or somebody else was quicker.
        flash(ALREADY_ADDED, "info")
    db.session.commit()
    return redirect(url_for("participants.overview", assessment_id=assessment_id), 303)


def _page(again: Again, form: AgainForm, changed: str = "") -> str:
    return render_template(
        "participants/again.html",
        again=again,
        team=again.team,
        form=form,
        about={one.id: about(one) for one in again.offered},
        changed=changed,
        page_has_errors=bool(changed or form.errors),
        texts=texts,
    )

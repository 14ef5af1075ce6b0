"""HTTP of the links in mails that ask somebody something: they fill in the sign-in page and open nothing."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.forms import SignInForm
from app.accounts.queries import Invitation, invitation_with, owned_action_with
from app.accounts.routes.blueprint import blueprint
from app.accounts.routes.signing_in import sign_in_page
from app.clock import now, today
from app.extensions import db


@blueprint.get("/uitnodiging/<token>")
def invitation(token: str) -> ResponseReturnValue:
    """The sign-in page with the address of who was invited, or straight on for who is signed in."""
    invited = invitation_with(db.session, token, today=today())
    wanted = url_for("assessments.hub", assessment_id=invited.subject_id) if invited else None
    return _arrive(invited, wanted, "questions")


@blueprint.get("/actie/<token>")
def owned_action(token: str) -> ResponseReturnValue:
    """The same for who was asked to bring an action up to date."""
    asked = owned_action_with(db.session, token, now=now())
    wanted = url_for("trajectories.show_own_action", action_id=asked.subject_id) if asked else None
    return _arrive(asked, wanted, "action")


def _arrive(invited: Invitation | None, wanted: str | None, asks: str) -> ResponseReturnValue:
    if invited is None or wanted is None:
        return sign_in_page(SignInForm(), None, is_over=True, asks=asks), 404
    if not current_user.is_authenticated:
        form = SignInForm(data={"email": invited.email})
        return sign_in_page(form, wanted, invited_by=invited.municipality, asks=asks)
    if current_user.id == invited.user_id:
        return redirect(wanted)
    other = {"municipality": invited.municipality, "link": request.path, "asks": asks}
    return render_template("accounts/other_person.html", **other)

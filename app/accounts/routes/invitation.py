"""HTTP of the link in an invitation: it fills in the sign-in page, opens nothing and uses nothing up."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.forms import SignInForm
from app.accounts.queries import invitation_with
from app.accounts.routes.blueprint import blueprint
from app.accounts.routes.signing_in import sign_in_page
from app.clock import today
from app.extensions import db


@blueprint.get("/uitnodiging/<token>")
def invitation(token: str) -> ResponseReturnValue:
    """The sign-in page with the address of who was invited, or straight on for who is signed in."""
    invited = invitation_with(db.session, token, today=today())
    if invited is None:
        return sign_in_page(SignInForm(), None, is_over=True), 404
    wanted = url_for("assessments.hub", assessment_id=invited.assessment_id)
    if not current_user.is_authenticated:
        form = SignInForm(data={"email": invited.email})
        return sign_in_page(form, wanted, invited_by=invited.municipality)
    if current_user.id == invited.user_id:
        return redirect(wanted)
    return render_template("accounts/other_person.html", municipality=invited.municipality, link=request.path)

"""The mails of the example accounts, in example mode only."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from app.extensions import db
from app.models import OutboxMail

blueprint = Blueprint("example", __name__, template_folder="templates")
NEWEST = 50


@blueprint.get("/voorbeeld/post")
def mailbox() -> ResponseReturnValue:
    """The newest mails, which a real installation would have sent."""
    mails = db.session.scalars(select(OutboxMail).order_by(OutboxMail.created_at.desc()).limit(NEWEST)).all()
    return render_template("example/mailbox.html", mails=mails)

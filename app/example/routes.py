"""The mails of the example accounts, in example mode only."""

import re

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from app.extensions import db
from app.models import OutboxMail

blueprint = Blueprint("example", __name__, template_folder="templates")
NEWEST = 20
CODE = re.compile(r"(?<!\d)\d{6}(?!\d)")


@blueprint.get("/voorbeeld/post")
def mailbox() -> ResponseReturnValue:
    """The newest mails, which a real installation would have sent, each with the code that stands in it."""
    mails = db.session.scalars(select(OutboxMail).order_by(OutboxMail.created_at.desc()).limit(NEWEST)).all()
    codes = [CODE.search(mail.text) for mail in mails]
    return render_template(
        "example/mailbox.html", entries=[(mail, code and code[0]) for mail, code in zip(mails, codes, strict=True)]
    )

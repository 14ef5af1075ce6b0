"""The mails of the example accounts, in example mode only."""

import re
import uuid
from dataclasses import dataclass

from flask import Blueprint, Response, abort, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup, escape
from sqlalchemy import select

from app.models import OutboxMail
from app.web.extensions import db, settings

blueprint = Blueprint("example", __name__, template_folder="templates")
NEWEST = 30
CODE = re.compile(r"(?<!\d)\d{6}(?!\d)")


@dataclass(frozen=True, slots=True)
class MailEntry:
    """One mail as the page shows it."""

    mail: OutboxMail
    text: Markup
    """With the links to this installation; others, which people typed, stay text."""
    code: str | None
    """The code to sign in with, in a mail about that."""


@blueprint.get("/voorbeeld/post")
def mailbox() -> ResponseReturnValue:
    """The newest mails, which a real installation would have sent; with `aan` in the address those to one address."""
    wanted = request.args.get("aan", "").strip()[:254]
    query = select(OutboxMail).order_by(OutboxMail.created_at.desc(), OutboxMail.id).limit(NEWEST)
    if wanted:
        query = query.where(OutboxMail.recipient.contains(wanted.lower(), autoescape=True))
    base_url = settings().base_url
    entries = [_entry(mail, base_url) for mail in db.session.scalars(query)]
    return render_template("example/mailbox.html", entries=entries, wanted=wanted, most=NEWEST)


@blueprint.get("/voorbeeld/post/<uuid:mail_id>/samenhang.ics")
def calendar_file(mail_id: uuid.UUID) -> ResponseReturnValue:
    """The calendar file that goes with a mail; 404 without one."""
    mail = db.session.get(OutboxMail, mail_id) or abort(404)
    headers = {"Content-Disposition": "attachment; filename=samenhang.ics"}
    return Response(mail.calendar or abort(404), mimetype="text/calendar", headers=headers)


def _entry(mail: OutboxMail, base_url: str) -> MailEntry:
    code = CODE.search(mail.text) if mail.kind == "code" else None
    return MailEntry(mail, linked(mail.text, base_url), code[0] if code else None)


def linked(text: str, base_url: str) -> Markup:
    """The text with addresses of this installation as links."""
    own = re.compile(f"({re.escape(base_url)}/[\\w/.%?=&-]*[\\w/])")
    link = Markup('<a class="nl-link" href="{}">{}</a>')
    # What was split off by the pattern stands at the odd places.
    parts = enumerate(own.split(text))
    return Markup("").join(
        link.format(part.removeprefix(base_url), part) if place % 2 else escape(part) for place, part in parts
    )

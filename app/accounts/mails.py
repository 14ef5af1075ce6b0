"""What somebody is told in their mail of the day: they choose it themselves."""

from collections.abc import Collection
from datetime import datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import delete, select
from sqlalchemy.orm import Session
from wtforms import SelectMultipleField
from wtforms.fields import SelectChoice

from app.accounts.blueprint import blueprint
from app.models import MAIL_KINDS, MutedMail, User
from app.texts import personal as texts
from app.web.clock import now
from app.web.extensions import db
from app.web.forms import BaseForm, FormData


def muted_kinds(session: Session, user: User) -> Collection[str]:
    """The kinds of which somebody wants no mail."""
    return set(session.scalars(select(MutedMail.kind).where(MutedMail.user_id == user.id)))


def choose_mails(session: Session, user: User, wanted: Collection[str], *, now: datetime) -> None:
    """Tell somebody of these kinds only, from the next mail on."""
    # Held, so that two clicks at the same moment follow each other.
    session.execute(select(User.id).where(User.id == user.id).with_for_update())
    muted = set(MAIL_KINDS) - set(wanted)
    there = muted_kinds(session, user)
    session.execute(delete(MutedMail).where(MutedMail.user_id == user.id, MutedMail.kind.in_(wanted)))
    session.add_all(MutedMail(user_id=user.id, kind=kind, created_at=now) for kind in sorted(muted - set(there)))


class MailsForm(BaseForm):
    """Of what somebody is told."""

    kinds = SelectMultipleField(texts.MAILS_ABOUT, choices=[], validate_choice=False)


def _form(wanted: Collection[str], posted: FormData | None = None) -> MailsForm:
    form = MailsForm(posted, data={"kinds": wanted})
    form.kinds.choices = [SelectChoice(kind, texts.MAIL_KINDS[kind]) for kind in MAIL_KINDS]
    return form


@blueprint.get("/account/mails")
def mails() -> ResponseReturnValue:
    """Which mails somebody gets, to choose from."""
    wanted = [kind for kind in MAIL_KINDS if kind not in muted_kinds(db.session, current_user)]
    return render_template("accounts/mails.html", form=_form(wanted))


@blueprint.post("/account/mails")
def post_choose_mails() -> ResponseReturnValue:
    """Keep the choice; what is no kind of mail counts for nothing."""
    wanted = [kind for kind in _form((), request.form).kinds.data or () if kind in MAIL_KINDS]
    choose_mails(db.session, current_user, wanted, now=now())
    flash(texts.mails_chosen(len(wanted)), "success")
    db.session.commit()
    return redirect(url_for("accounts.mails"), 303)

"""Changes to accounts that wait, in tests: the links in the mails about them, and letting time pass."""

import re
import uuid
from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.administration.waiting import DELAY, carry_out_due
from app.doors.tokens import new_token, token_hash
from app.models import AccountChange, OutboxMail, User
from app.web.clock import now
from tests.pages import Client, Page

LINK = re.compile(r"/wijziging/[\w-]+")


def make_change(session: Session, user: User, asker: User, token: str = "", **columns: Any) -> AccountChange:
    """A change to somebody's account that waits: their second step goes, unless `columns` say something else."""
    later = now() + DELAY
    moments = {"asked_at": now(), "not_before": later, "takes_effect_at": later}
    change = AccountChange(
        id=uuid.uuid4(),
        user_id=user.id,
        asked_by=asker.id,
        own_hash=token_hash(token or new_token()),
        **{"kind": "second_step", "own_confirms": True, "note": "", **moments, **columns},
    )
    session.add(change)
    session.flush()
    return change


def links(session: Session) -> dict[str, str]:
    """The newest link to a change by who got it in a mail."""
    mails = session.scalars(select(OutboxMail).where(OutboxMail.kind == "account_change"))
    found = {mail.recipient: LINK.findall(mail.text) for mail in mails}
    session.commit()
    return {recipient: of_mail[0] for recipient, of_mail in found.items() if of_mail}


def carry_out(app: Flask, session: Session, later: timedelta = DELAY) -> int:
    """Do what takes effect so much later; how many changes that were."""
    done = carry_out_due(session, app.config["SETTINGS"], now=now() + later)
    session.commit()
    return done


def answer(client: Client, link: str, said: str) -> Page:
    """Follow a link and push one of its buttons: `bevestig` or `stop`; the page after it."""
    client.get(link)
    client.take_token()
    return client.follow(client.post(link, {"antwoord": said}))

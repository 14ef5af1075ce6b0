"""Asking the owner of an action, by mail, to keep it up to date; another address, and nobody any more."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from app.audit import record
from app.letters import Letter
from app.limits import Limit, count_try
from app.mail import queue_letter
from app.models import ImprovementAction, User
from app.newcomers import Newcomer, sign_in_ids
from app.texts.mails.asking import Asker
from app.texts.mails.owners import OwnedAction, action_mail
from app.texts.owners import NAMELESS
from app.tokens import new_token, token_hash
from app.trajectories.queries.owner import mail_to_owner
from config import Settings

OWNER_MAILS = Limit("owner_mails", 100)
"""How many mails to owners of actions can be sent for one municipality in an hour."""
AGAIN = timedelta(hours=1)
"""How long a mail must be underway before the same person can get another one about the same action."""


class AskedJustNowError(Exception):
    """The owner got the mail less than an hour ago, at the moment `at`."""

    def __init__(self, at: datetime) -> None:
        super().__init__(at)
        self.at = at


class OwnerChangedError(Exception):
    """Somebody asked another person, or took the owner away, after the page was made."""


@dataclass(frozen=True, slots=True)
class Asking:
    """Who leads the trajectory and asks the owner of one action, which they hold; answers to the mail go to them."""

    session: Session
    leader: User
    action: ImprovementAction
    settings: Settings
    now: datetime

    def letter(self, address: str, line: str) -> Letter:
        """The mail, with the link at this address."""
        action = self.action
        asker = Asker(self.leader.name, action.trajectory.municipality.name)
        return action_mail(asker, OwnedAction(action.title, action.owner, action.ends_on), address, line)

    @property
    def told(self) -> dict[str, Any]:
        """What the audit trail holds: whose action it is by function, never the address."""
        new = {"title": self.action.title, "owner": self.action.owner}
        return {"now": self.now, "assessment": self.action.trajectory.assessment, "new": new}


def asked_at(action: ImprovementAction) -> str:
    """What a page saw of whom was asked: the moment of the mail, or nothing."""
    return action.owner_mailed_at.isoformat() if action.owner_mailed_at else ""


def ask_owner(asking: Asking, email: str, line: str, *, seen: str) -> None:
    """Mail the owner at this address a link; who was asked before at another one has nothing to do with it any more.

    Raises AskedJustNowError, OwnerChangedError and TooManyTriesError; the caller then commits nothing.
    """
    action, session = asking.action, asking.session
    newcomer = Newcomer(email, action.owner or NAMELESS, action.owner)
    owner_id = sign_in_ids(session, [newcomer], now=asking.now)[email]
    same = owner_id == action.owner_id
    if same and _is_underway(asking, email):
        raise AskedJustNowError(action.owner_mailed_at or asking.now)
    if seen != asked_at(action):
        raise OwnerChangedError
    secret = asking.settings.secret_key.get_secret_value()
    count_try(session, OWNER_MAILS, str(action.municipality_id), secret, now=asking.now)
    moved = action.owner_id is not None and not same
    action.owner_id = owner_id
    _mail(asking, email, line)
    record(
        session,
        asking.leader,
        "ask_owner_again" if same else "ask_other_owner" if moved else "ask_owner",
        action.id,
        **asking.told,
    )


def take_owner_away(asking: Asking) -> bool:
    """Nobody brings this action up to date by mail any more; False when nobody did."""
    action = asking.action
    if action.owner_id is None:
        return False
    action.owner_id = action.owner_mailed_at = action.link_hash = None
    record(asking.session, asking.leader, "take_owner_away", action.id, **asking.told)
    return True


def _is_underway(asking: Asking, email: str) -> bool:
    """Whether the last mail is younger than an hour, and was not refused for good."""
    action = asking.action
    if action.owner_mailed_at is None or action.owner_mailed_at <= asking.now - AGAIN:
        return False
    last = mail_to_owner(asking.session, action, email)
    return last is None or last.state != "failed"


def _mail(asking: Asking, email: str, line: str) -> None:
    token = new_token()
    asking.action.link_hash = token_hash(token)
    asking.action.owner_mailed_at = asking.now
    letter = asking.letter(f"{asking.settings.base_url}/actie/{token}", line)
    reply_to = asking.leader.email
    queue_letter(asking.session, email, letter, "action_owner", now=asking.now, reply_to=reply_to)

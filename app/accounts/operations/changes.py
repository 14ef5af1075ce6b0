"""What people who were told of a change to an account can do with the link in the mail: confirm or stop it."""

from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from app.audit import record
from app.mail import queue_letter
from app.models import AccountChange, Membership, User
from app.texts.account_changes import what
from app.texts.mails.account_changes import stopped
from app.tokens import token_hash
from config import Settings


def change_with(session: Session, token: str, *, held: bool = False) -> AccountChange | None:
    """The change that this link is about, with its person, who asked, and the municipality; None when there is none.

    `held`: nobody else confirms, stops or carries it out until the commit.
    """
    hashed = token_hash(token)
    query = (
        select(AccountChange)
        .where(or_(AccountChange.own_hash == hashed, AccountChange.other_hash == hashed))
        .options(joinedload(AccountChange.user, innerjoin=True), joinedload(AccountChange.asker, innerjoin=True))
        .options(joinedload(AccountChange.municipality))
    )
    if held:
        query = query.with_for_update(of=AccountChange).execution_options(populate_existing=True)
    return session.scalars(query).one_or_none()


def is_own(change: AccountChange, token: str) -> bool:
    """Whether this link went to the person, and not to the new address or to who is responsible."""
    return change.own_hash == token_hash(token)


def may_confirm(change: AccountChange, *, own: bool) -> bool:
    """Whether who has the link can confirm the change."""
    return change.own_confirms if own else True


def may_stop(change: AccountChange, *, own: bool) -> bool:
    """Whether who has the link can stop the change: not the new address of somebody."""
    return own or change.kind == "role"


def confirm_change(session: Session, change: AccountChange, *, own: bool, now: datetime) -> None:
    """Note who confirmed, and let the change take effect when that is enough; harmless when done twice."""
    if own:
        change.own_confirmed_at = change.own_confirmed_at or now
    else:
        change.other_confirmed_at = change.other_confirmed_at or now
    if change.kind != "email":
        change.takes_effect_at = min(change.not_before, now)
    elif change.other_confirmed_at:
        change.takes_effect_at = min(change.not_before, now) if change.own_confirmed_at else change.not_before
    _record(session, "confirm_change", change, own, now)


def stop_change(session: Session, change: AccountChange, settings: Settings, *, own: bool, now: datetime) -> None:
    """Let a change not happen, and tell all administrators: who asked for it may not be who should have."""
    _record(session, "stop_change", change, own, now)
    administrators = select(User).join(Membership, Membership.user_id == User.id)
    administrators = administrators.where(Membership.role == "administrator", Membership.ended_at.is_(None))
    for one in session.scalars(administrators.order_by(User.id)).unique():
        letter = stopped(one.name, change.user.name, what(change), settings.contact)
        queue_letter(session, one.email, letter, "account_change", now=now)
    change.end("stopped", now)


def _record(session: Session, action: str, change: AccountChange, own: bool, now: datetime) -> None:
    """Nobody has signed in: by whom it was is which of the mails the link stood in."""
    new = {"what": change.kind, "role": change.role, "by": "own" if own else "other"}
    where = change.municipality_id
    record(session, None, action, change.user_id, now=now, municipality_id=where, new=new)

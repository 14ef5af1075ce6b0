"""What became of the mails to colleagues, for the coordinator who sent them."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session, load_only

from app.mail import is_given_up
from app.models import OutboxMail
from app.texts.colleagues import MAIL_FAILED, MAIL_LATE, MAIL_WAITING, mail_sent

INVITATION, REMINDER, DEADLINE = "invitation", "reminder", "deadline"
THANKS, WITHDRAWN, DECIDED = "thanks", "withdrawn", "decided"
SENT_BACK = "sent_back"
KINDS = (INVITATION, REMINDER, DEADLINE, THANKS, WITHDRAWN, DECIDED, SENT_BACK)
"""The mails to a colleague; those to a coordinator about a colleague are of another kind."""
LATE = 5
"""After so many attempts (about half an hour) it is time to tell."""

STATE = (
    OutboxMail.participation_id,
    OutboxMail.created_at,
    OutboxMail.attempts,
    OutboxMail.next_attempt_at,
    OutboxMail.sent_at,
)
"""What is read of each mail: the mails themselves are long."""


@dataclass(frozen=True, slots=True)
class MailState:
    """What became of one mail."""

    state: Literal["waiting", "sent", "late", "failed"]
    at: datetime
    """When it was sent, or else written."""

    @property
    def text(self) -> str:
        """In words: `verstuurd op ...`."""
        sentences = {"waiting": MAIL_WAITING, "late": MAIL_LATE, "failed": MAIL_FAILED}
        return sentences.get(self.state) or mail_sent(self.at)

    @property
    def kind(self) -> str:
        """The kind of badge that goes with the words."""
        return {"waiting": "neutral", "sent": "done"}.get(self.state, "attention")


def mail_states(session: Session, participation_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, MailState]:
    """What became of the newest mail to each of these colleagues; nothing for who had none in the last weeks."""
    newest: dict[uuid.UUID, MailState] = {}
    if not participation_ids:
        return newest
    mails = session.scalars(
        select(OutboxMail)
        .where(OutboxMail.participation_id.in_(participation_ids), OutboxMail.kind.in_(KINDS))
        .options(load_only(*STATE))
        .order_by(OutboxMail.created_at)
    )
    for mail in mails:
        if mail.participation_id is not None:
            newest[mail.participation_id] = mail_state(mail)
    return newest


def mail_state(mail: OutboxMail) -> MailState:
    """What became of one mail."""
    if mail.sent_at is not None:
        return MailState("sent", mail.sent_at)
    if is_given_up(mail):
        return MailState("failed", mail.created_at)
    return MailState("late" if mail.attempts >= LATE else "waiting", mail.created_at)


def newest_invitation(session: Session, participation_id: uuid.UUID, address: str) -> OutboxMail | None:
    """The newest invitation to a colleague at this address, if it is not older than mails are kept."""
    return session.scalars(
        select(OutboxMail)
        .where(OutboxMail.participation_id == participation_id, OutboxMail.kind == INVITATION)
        .where(OutboxMail.recipient == address)
        .order_by(OutboxMail.created_at.desc())
        .limit(1)
    ).one_or_none()

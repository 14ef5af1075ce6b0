"""What became of the mails to colleagues, for the coordinator who sent them."""

import uuid
from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session, load_only

from app.mail import STATE, MailState, mail_state
from app.models import OutboxMail

INVITATION, REMINDER, DEADLINE = "invitation", "reminder", "deadline"
THANKS, WITHDRAWN, DECIDED = "thanks", "withdrawn", "decided"
SENT_BACK = "sent_back"
KINDS = (INVITATION, REMINDER, DEADLINE, THANKS, WITHDRAWN, DECIDED, SENT_BACK)
"""The mails to a colleague; those to a coordinator about a colleague are of another kind."""


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


def newest_invitation(session: Session, participation_id: uuid.UUID, address: str) -> OutboxMail | None:
    """The newest invitation to a colleague at this address, if it is not older than mails are kept."""
    return session.scalars(
        select(OutboxMail)
        .where(OutboxMail.participation_id == participation_id, OutboxMail.kind == INVITATION)
        .where(OutboxMail.recipient == address)
        .order_by(OutboxMail.created_at.desc())
        .limit(1)
    ).one_or_none()

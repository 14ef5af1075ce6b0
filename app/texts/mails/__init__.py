"""The mails that people get: what it is, what to do, and where to find help."""

from app.texts.mails.colleagues import (
    AskedParts,
    Asker,
    deadline_changed,
    invitation,
    proposal,
    proposal_decided,
    reminder,
    round_closed,
    thanks,
    withdrawn,
)
from app.texts.mails.signing_in import code_mail, question_line

__all__ = [
    "AskedParts",
    "Asker",
    "code_mail",
    "deadline_changed",
    "invitation",
    "proposal",
    "proposal_decided",
    "question_line",
    "reminder",
    "round_closed",
    "thanks",
    "withdrawn",
]

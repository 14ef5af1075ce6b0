"""What the pages that send mails have in common: who sends, a look at the mail beforehand, and too many of them."""

from dataclasses import dataclass
from typing import TypeVar

from flask import current_app
from flask_login import current_user

from app.clock import now
from app.extensions import db
from app.forms import BaseForm
from app.letters import Letter
from app.limits import TooManyTriesError
from app.participants.operations.sending import MAILS, Sender
from app.participants.queries.team import Member, Team
from app.texts.colleagues import too_many_mails
from config import Settings

F = TypeVar("F", bound=BaseForm)


@dataclass(frozen=True, slots=True)
class Preview:
    """A mail as one person will get it, before it is sent."""

    letter: Letter
    recipient: str
    sender: str
    reply_to: str
    calendar: bool
    """Whether the last day goes with it as a calendar file."""


def settings() -> Settings:
    """The settings of this installation."""
    found: Settings = current_app.config["SETTINGS"]
    return found


def sender_of(team: Team) -> Sender:
    """The coordinator who is signed in, as who sends mails about this round."""
    return Sender(db.session, current_user, team.assessment, settings(), now())


def preview(sender: Sender, member: Member, letter: Letter, calendar: str | None = None) -> Preview:
    """How a mail to one colleague will look."""
    return Preview(letter, member.email, sender.settings.mail_from, sender.coordinator.email, calendar is not None)


def too_many(form: F, error: TooManyTriesError) -> F:
    """The form with the sentence that no more mails can be sent now; the caller does not commit."""
    form.form_errors.append(too_many_mails(MAILS.most, error.minutes))
    return form

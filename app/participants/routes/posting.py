"""What the pages that send mails have in common: choose people, look at the mail beforehand, send."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.clock import now
from app.extensions import db
from app.forms import BaseForm
from app.letters import Letter
from app.limits import TooManyTriesError
from app.participants.forms.mailing import MailForm
from app.participants.operations.sending import MAILS, Sender
from app.participants.queries.team import Member, Team
from app.texts.colleagues import about_person, too_many_mails
from app.typed import typed_texts
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


def about(member: Member) -> str:
    """What stands below the name of somebody in a list."""
    return about_person(member.function, member.email, member.total)


@dataclass(frozen=True, slots=True)
class MailPage:
    """A page on which a coordinator chooses who gets a mail, and what it says besides."""

    template: str
    team: Team
    sender: Sender
    form: MailForm
    offered: Sequence[Member]
    letter: Callable[[Sender, Member, str], Letter]
    """The mail to one person, with a line of the coordinator."""
    send: Callable[[Sender, Sequence[Member], str], Sequence[Member]]
    """Send it with this line; to whom it goes."""
    said: Callable[[int], str]
    """What to say afterwards, to how many people it went."""
    calendar: bool = False
    about: Callable[[Member], str] = about
    """What stands below the name of somebody in the list."""
    more: Callable[[], dict[str, Any]] = dict
    """What the template needs besides, asked for when it is shown."""

    def render(self, shown: Preview | None = None, typed: tuple[str, ...] = ()) -> str:
        """The page, with a look at the mail when that was asked for, or with what was typed when there is no form."""
        own: dict[str, Any] = {"team": self.team, "form": self.form, "offered": self.offered, "preview": shown}
        own["typed"] = typed
        own["about"] = {str(member.id): self.about(member) for member in self.offered}
        return render_template(self.template, **own, **self.more())

    def preview(self) -> Preview:
        """The mail as the first of the people who were chosen will get it."""
        members = self.form.chosen(self.offered) or self.form.chosen(self.team.members)
        letter = self.letter(self.sender, members[0], self.form.line.data or "")
        own = self.sender
        return Preview(letter, members[0].email, own.settings.mail_from, own.coordinator.email, self.calendar)

    def respond(self) -> ResponseReturnValue:
        """The page, with a mail to look at or with what is wrong; or send the mails and go back to the people."""
        if request.method != "POST":
            return self.render()
        if not self.form.validate():
            return self._refused()
        if request.form.get("action") != "send":
            return self.render(self.preview())
        try:
            mailed = self.send(self.sender, self.form.chosen(self.team.members), self.form.line.data or "")
        except TooManyTriesError as error:
            too_many(self.form, error)
            return self.render(), 429
        flash(self.said(len(mailed)), "success" if mailed else "info")
        db.session.commit()
        return redirect(url_for("participants.overview", assessment_id=self.team.assessment.id), 303)

    def _refused(self) -> ResponseReturnValue:
        if self.offered:
            return self.render(), 422
        # There is nobody left to choose, which the page says; there is no field to correct.
        self.form.process()
        return self.render(typed=typed_texts()), 409


def settings() -> Settings:
    """The settings of this installation."""
    found: Settings = current_app.config["SETTINGS"]
    return found


def sender_of(team: Team) -> Sender:
    """The coordinator who is signed in, as who sends mails about this round."""
    return Sender(db.session, current_user, team.assessment, settings(), now())


def too_many(form: F, error: TooManyTriesError) -> F:
    """The form with the sentence that no more mails can be sent now; the caller does not commit."""
    form.form_errors.append(too_many_mails(MAILS.most, error.minutes))
    return form

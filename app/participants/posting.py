"""What the pages that send mails share: choosing people, looking at the mail beforehand, and the last day."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from markupsafe import Markup
from wtforms import Field, SelectMultipleField
from wtforms.fields import SelectChoice
from wtforms.validators import ValidationError

from app.doors.limits import TooManyTriesError
from app.models import Assessment
from app.participants.mails import MAILS, Sender
from app.participants.team import Member, Team
from app.post.letters import Letter
from app.saving.typed import typed_texts
from app.state.last_day import check_last_day, proposed_last_day
from app.texts import colleagues as texts
from app.texts.colleagues import about_person, too_many_mails
from app.web.clock import now
from app.web.extensions import db
from app.web.forms import BaseForm, ChoiceField, DayField, FormData, required, text_field
from config import Settings


class LastDayForm(BaseForm):
    """A form that asks for the last day; `today` and the day that holds now are set when it is made."""

    today: date
    current: date | None

    deadline = DayField(
        "Laatste dag om te antwoorden",
        message=texts.DAY_UNREADABLE,
        validators=[required(texts.DAY_MISSING)],
        description="Die dag telt nog mee. Bijvoorbeeld: 4-12-2026",
    )

    def validate_deadline(self, field: Field) -> None:
        """A day that is still to come, within a year; the day that holds already may stay until it is over."""
        check_last_day(field.value, self.today, self.current)

    @property
    def day(self) -> date:
        """The day, once the form is valid."""
        day: date = self.deadline.value
        return day


class DeadlineForm(LastDayForm):
    """The last day, and how many days before it a reminder goes out by itself."""

    current_days: int | None

    reminder_days = ChoiceField(
        "Wanneer sturen we vanzelf een herinnering?",
        list(texts.REMINDERS.items()),
        message=texts.REMINDER_MISSING,
        description="Die gaat om 8 uur naar iedereen die is uitgenodigd en nog niet klaar is.",
    )

    def validate_reminder_days(self, field: Field) -> None:
        """One must be chosen, of which the day is still to come."""
        if not field.data:
            raise ValidationError(texts.REMINDER_MISSING)
        # The field of the day is checked first: without errors it holds a day.
        if self.days and not self.deadline.errors and self._is_new and self._reminder_day <= self.today:
            raise ValidationError(texts.REMINDER_TOO_EARLY)

    @property
    def _is_new(self) -> bool:
        return (self.day, self.days) != (self.current, self.current_days)

    @property
    def _reminder_day(self) -> date:
        return self.day - timedelta(days=self.days or 0)

    @property
    def days(self) -> int | None:
        """How many days before; None for no reminder."""
        return int(self.reminder_days.data) if self.reminder_days.data in ("1", "3", "7") else None


def build_deadline_form(today: date, assessment: Assessment, posted: FormData | None) -> DeadlineForm:
    """The form with what holds now (without a day to come, one that we propose), or with what was posted."""
    current, days = assessment.deadline, assessment.reminder_days
    # What is posted without a day is not about the one that was proposed.
    shown = current if posted is not None or (current and current >= today) else proposed_last_day(today)
    form = DeadlineForm(posted, data={"deadline": shown, "reminder_days": str(days or "none")})
    form.today, form.current, form.current_days = today, current, days
    return form


LINE = 1000
"""Characters of a line of the coordinator in a mail."""


class MailForm(BaseForm):
    """Who gets the mail, and what the coordinator says in it."""

    allowed: frozenset[str]
    """The ids that may be chosen: also those that had their mail in the meantime, so that two clicks are no mistake."""

    people = SelectMultipleField("Wie krijgt de mail?", choices=[], validate_choice=False)
    line = text_field(
        "Wil je er iets bij zeggen?",
        LINE,
        area=True,
        description="Dit staat in de mail aan iedereen die je kiest, met je naam erboven.",
    )

    def validate_people(self, field: Field) -> None:
        """At least one of those who take part."""
        if not field.data:
            raise ValidationError(texts.NOBODY_CHOSEN)
        if not set(field.data) <= self.allowed:
            raise ValidationError(texts.NOT_TAKING_PART)

    def chosen(self, members: Iterable[Member]) -> list[Member]:
        """Who was chosen, in the order of the list."""
        return [member for member in members if str(member.id) in (self.people.data or ())]


class InviteForm(MailForm, LastDayForm):
    """The same with the last day, for a round that has none to come."""


def build_mail_form(
    offered: Sequence[Member], allowed: Collection[Member], posted: FormData | None, **first: Any
) -> MailForm:
    """The form with `first` values, or with what was posted."""
    return _with_people(MailForm(posted, data=first), offered, allowed)


def build_invite_form(
    offered: Sequence[Member], allowed: Collection[Member], posted: FormData | None, today: date, **first: Any
) -> InviteForm:
    """The form for an invitation of which the last day is still to be set; it proposes one."""
    proposed = proposed_last_day(today) if posted is None else None
    form = InviteForm(posted, data={"deadline": proposed, **first})
    form.today, form.current = today, None
    return _with_people(form, offered, allowed)


M = TypeVar("M", bound=MailForm)


def _with_people(form: M, offered: Sequence[Member], allowed: Collection[Member]) -> M:
    form.allowed = frozenset(str(member.id) for member in allowed)
    form.people.choices = [SelectChoice(str(member.id), _label(member)) for member in offered]
    return form


def _label(member: Member) -> Markup:
    """The name of a person, set apart: some are written from right to left."""
    return Markup("<bdi>{}</bdi>").format(member.name)


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

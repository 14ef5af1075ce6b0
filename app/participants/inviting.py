"""Inviting colleagues, reminding who is not done, thanking who is: who gets the mail, and how it looks beforehand."""

import uuid
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from wtforms import Field, SelectMultipleField
from wtforms.fields import SelectChoice
from wtforms.validators import ValidationError

from app.doors.limits import TooManyTriesError
from app.participants import mails
from app.participants.deadline import LastDayForm, set_deadline, told_of_deadline
from app.participants.team import PARTICIPANTS, Member, Team, blueprint, load_team, mail_states, require_open
from app.post.letters import Letter
from app.saving.typed import refuse, typed_texts
from app.state.last_day import proposed_last_day
from app.texts import participants as texts
from app.web.clock import today
from app.web.extensions import db
from app.web.forms import BaseForm, FormData, text_field

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
        if not field.data:
            raise ValidationError(texts.NOBODY_CHOSEN)
        if not set(field.data) <= self.allowed:
            raise ValidationError(texts.NOT_TAKING_PART)

    def chosen(self, members: Iterable[Member]) -> list[Member]:
        return [member for member in members if str(member.id) in (self.people.data or ())]


class InviteForm(MailForm, LastDayForm):
    """The same with the last day, for a round that has none to come."""


M = TypeVar("M", bound=MailForm)


def _with_people(form: M, offered: Sequence[Member], allowed: Collection[Member]) -> M:
    form.allowed = frozenset(str(member.id) for member in allowed)
    form.people.choices = [
        SelectChoice(str(member.id), Markup("<bdi>{}</bdi>").format(member.name)) for member in offered
    ]
    return form


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
    return texts.about_person(member.function, member.email, member.total)


@dataclass(frozen=True, slots=True)
class MailPage:
    """A page on which a coordinator chooses who gets a mail, and what it says besides."""

    template: str
    team: Team
    sender: mails.Sender
    form: MailForm
    offered: Sequence[Member]
    letter: Callable[[mails.Sender, Member, str], Letter]
    """The mail to one person, with a line of the coordinator."""
    send: Callable[[mails.Sender, Sequence[Member], str], Sequence[Member]]
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
            mails.too_many(self.form, error)
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


@blueprint.route(f"{PARTICIPANTS}/uitnodigen", methods=["GET", "POST"])
def invite(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Invite people; with `opnieuw` in the address one person who was invited before."""
    team = require_open(load_team(assessment_id))
    page = _page(team, mails.sender_of(team), _again(team))
    try:
        return page.respond()
    except mails.InvitedJustNowError as error:
        flash(texts.invited_just_now(page.offered[0].name, error.at), "info")
        return redirect(url_for("participants.overview", assessment_id=assessment_id), 303)


def _again(team: Team) -> Member | None:
    """Who is to get the invitation once more: somebody who takes part and had it, else 404."""
    wanted = request.args.get("opnieuw")
    if wanted is None:
        return None
    found = [one for one in team.members if str(one.id) == wanted and one.invited_at and one.total]
    return found[0] if found else abort(404)


def _page(team: Team, sender: mails.Sender, again: Member | None) -> MailPage:
    offered = (again,) if again else mails.to_invite(team.members)
    form = _form(team, offered, again)

    def letter(sender: mails.Sender, member: Member, line: str) -> Letter:
        if isinstance(form, InviteForm):
            # Only for this look at it: nothing is committed.
            team.assessment.deadline = form.day
        return mails.invitation_letter(sender, member, line, "")

    def send(sender: mails.Sender, members: Sequence[Member], line: str) -> Sequence[Member]:
        if isinstance(form, InviteForm):
            set_deadline(sender, told_of_deadline(team), form.day, team.assessment.reminder_days)
        return mails.invite_again(sender, members[0], line) if again else mails.invite_people(sender, members, line)

    def more() -> dict[str, Any]:
        idle = [member for member in team.members if member.state == "not_invited" and not member.total]
        had = [member for member in team.members if member.invited_at]
        sent = mail_states(db.session, [member.id for member in had])
        return {"again": again, "without_questions": idle, "had": had, "mails": sent}

    said = texts.invited_again if again else texts.invited
    return MailPage(
        "participants/invite.html", team, sender, form, offered, letter, send, said, calendar=True, more=more
    )


def _form(team: Team, offered: Sequence[Member], again: Member | None) -> MailForm:
    """The form; it asks for the last day too when there is none to come."""
    posted = _posted()
    # Who was invited a moment ago too: two clicks are no mistake.
    allowed = offered if again else [member for member in team.members if member.total]
    first = {"people": [str(member.id) for member in offered], "line": team.assessment.invitation_line}
    if team.day_to_come is None:
        proposed = proposed_last_day(today()) if posted is None else None
        form = InviteForm(posted, data={"deadline": proposed, **first})
        form.today, form.current = today(), None
        return _with_people(form, offered, allowed)
    return _with_people(MailForm(posted, data=first), offered, allowed)


@blueprint.route(f"{PARTICIPANTS}/herinneren", methods=["GET", "POST"])
def remind(assessment_id: uuid.UUID) -> ResponseReturnValue:
    team = require_open(load_team(assessment_id))
    if team.deadline_passed:
        # A reminder makes no sense after the last day.
        address = url_for("participants.post_set_deadline", assessment_id=assessment_id)
        refuse(texts.DEADLINE_OVER, (texts.MOVE_DEADLINE, address))
    sender, offered = mails.sender_of(team), mails.to_remind(team.members)
    lately = [member for member in offered if mails.reminded_within(member, mails.LATELY, sender)]
    first = [str(member.id) for member in offered if member not in lately]
    form = _with_people(MailForm(_posted(), data={"people": first}), offered, team.members)
    return MailPage(
        "participants/remind.html",
        team,
        sender,
        form,
        offered,
        mails.reminder_letter,
        mails.remind_people,
        texts.reminded,
        calendar=team.assessment.deadline is not None,
        about=lambda one: texts.about_progress(one.answered, one.total, one.reminded_at),
        more=lambda: {"lately": lately},
    ).respond()


@blueprint.route(f"{PARTICIPANTS}/bedanken", methods=["GET", "POST"])
def thank(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Thank people who are done; also while their answers are being discussed."""
    team = load_team(assessment_id)
    offered = mails.to_thank(team.members)
    first = {"people": [str(member.id) for member in offered]}
    form = _with_people(MailForm(_posted(), data=first), offered, team.members)
    return MailPage(
        "participants/thank.html",
        team,
        mails.sender_of(team),
        form,
        offered,
        mails.thanks_letter,
        mails.thank_people,
        texts.thanked,
    ).respond()


def _posted() -> FormData | None:
    return request.form if request.method == "POST" else None

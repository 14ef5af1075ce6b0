"""Somebody stops taking part, or somebody else comes instead; the answers stay with who gave them."""

import uuid
from dataclasses import replace

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy.orm.attributes import set_committed_value
from wtforms import BooleanField, Field
from wtforms.validators import ValidationError

from app.doors.addresses import LENGTH
from app.doors.limits import TooManyTriesError
from app.models import Participation, User
from app.participants.adding import NAME, known_addresses
from app.participants.mails import Sender, invite_people, sender_of, too_many
from app.participants.team import (
    PARTICIPANTS,
    WITHDRAWN,
    Member,
    NewPerson,
    Team,
    add_people,
    blueprint,
    keep_general,
    load_team,
    new_row,
    require_open,
)
from app.saving.typed import refuse, typed_texts
from app.state.asked import questions_for
from app.texts import participants as texts
from app.texts.mails.colleagues import withdrawn as withdrawn_letter
from app.web.extensions import db
from app.web.forms import BaseForm, address, clean, one_line, required, text_field


def has_answers(team: Team, member: Member) -> bool:
    """Whether somebody has given answers, also to questions that they do not have any more."""
    return bool(team.answered.get(member.id))


def withdraw_person(sender: Sender, team: Team, member: Member, *, tell: bool) -> None:
    """Let somebody stop; `tell`: with a mail, if they were invited. The general part is never left to nobody."""
    _end(sender, team, member, tell=tell)
    sender.record("withdraw_person", member.participation, old=member.participation.state)
    keep_general(sender.session, sender.coordinator, team, now=sender.now)


def replace_person(
    sender: Sender, team: Team, member: Member, person: NewPerson, *, tell: bool, invite: bool
) -> Member:
    """Let somebody else take over the same questions, without any answers. Raises TooManyTriesError.

    The address of `person` is of nobody who takes part now.
    """
    sender.count(int(invite))
    _end(sender, team, member, tell=tell)
    (added,) = add_people(sender.session, sender.coordinator, team, [person], now=sender.now)
    added.replaces_id = member.id
    _take_over(sender, added, member.participation)
    new = new_member(sender, added)
    sender.record("replace_person", member.participation, old=member.participation.state, new=added.id)
    keep_general(sender.session, sender.coordinator, with_member(team, new), now=sender.now)
    if invite:
        invite_people(sender, [new], sender.assessment.invitation_line, counted=True)
    return new


def new_member(sender: Sender, added: Participation) -> Member:
    """Somebody who was added in this request, as one of the team."""
    set_committed_value(added, "user", sender.session.get_one(User, added.user_id))
    return Member(added, questions_for(added, sender.assessment), 0)


def with_member(team: Team, member: Member) -> Team:
    """The team with somebody who has just come (back)."""
    return replace(team, everybody=(*(one for one in team.everybody if one.id != member.id), member))


def _end(sender: Sender, team: Team, member: Member, *, tell: bool) -> None:
    member.participation.ended_at = sender.now
    if tell and member.invited_at:
        letter = withdrawn_letter(sender.asker, member.name, has_answers=has_answers(team, member))
        sender.send(WITHDRAWN, member, letter)


def _take_over(sender: Sender, added: Participation, before: Participation) -> None:
    for row in added.parts:
        sender.session.delete(row)
    # What was there under the same key must be gone before it comes again.
    sender.session.flush()
    added.everything = before.everything
    rows = [new_row(added, row.domain, row.level, row.question, row.given_away) for row in before.parts]
    sender.session.add_all(rows)
    set_committed_value(added, "parts", rows)


class WithdrawForm(BaseForm):
    """Whether somebody who stops hears of it."""

    tell = BooleanField("Stuur een bericht dat antwoorden niet meer hoeft")


class ReplaceForm(WithdrawForm):
    """Who comes instead; `refused` (address: why) and `may_invite` are set when it is made."""

    refused: dict[str, str]
    may_invite: bool

    name = text_field("Naam van de nieuwe collega", NAME, required(texts.NO_NAME), one_line)
    email = text_field("E-mailadres", LENGTH, required(texts.NO_EMAIL), clean, address)
    function = text_field("Functie", NAME, one_line)
    invite = BooleanField("Nodig de nieuwe collega meteen uit")

    def validate_email(self, field: Field) -> None:
        if not field.errors and field.data in self.refused:
            raise ValidationError(self.refused[field.data])

    def validate_invite(self, field: Field) -> None:
        if field.data and not self.may_invite:
            raise ValidationError(texts.NO_DAY_TO_COME)


PERSON = f"{PARTICIPANTS}/<uuid:participation_id>"


@blueprint.route(f"{PERSON}/intrekken", methods=["GET", "POST"])
def withdraw(assessment_id: uuid.UUID, participation_id: uuid.UUID) -> ResponseReturnValue:
    team, member = _load(assessment_id, participation_id)
    if request.method != "POST":
        form = WithdrawForm(data={"tell": True})
        return render_template(
            "participants/withdraw.html", team=team, member=member, form=form, answers=has_answers(team, member)
        )
    tell = bool(WithdrawForm(request.form).tell.data)
    withdraw_person(sender_of(team), team, member, tell=tell)
    flash(texts.withdrawn(member.name), "success")
    db.session.commit()
    return redirect(url_for("participants.overview", assessment_id=assessment_id), 303)


@blueprint.route(f"{PERSON}/vervangen", methods=["GET", "POST"])
def post_replace(assessment_id: uuid.UUID, participation_id: uuid.UUID) -> ResponseReturnValue:
    """Ask who comes instead, and let them take over the questions."""
    team, member = _load(assessment_id, participation_id)
    form = _form(team, member)
    if request.method != "POST":
        return _page(team, member, form), 200
    if not form.validate():
        return _page(team, member, form), 422
    person = NewPerson(form.name.data, form.email.data, form.function.data, member.level)
    tell, invite = bool(form.tell.data), bool(form.invite.data)
    try:
        replace_person(sender_of(team), team, member, person, tell=tell, invite=invite)
    except TooManyTriesError as error:
        return _page(team, member, too_many(form, error)), 429
    flash(texts.replaced(member.name, person.name, invited=invite), "success")
    db.session.commit()
    return redirect(url_for("participants.overview", assessment_id=assessment_id), 303)


def _load(assessment_id: uuid.UUID, participation_id: uuid.UUID) -> tuple[Team, Member]:
    """The team and somebody who takes part; who has stopped already stops only once."""
    team = load_team(assessment_id)
    member = team.member(participation_id)
    require_open(team)
    if member.ended:
        # Somebody else who was typed must not get lost; a second click typed the same.
        same = request.form.get("email", "").strip().lower() in {one.email for one in team.members}
        if request.method == "POST" and (same or not typed_texts()):
            flash(texts.ALREADY_ENDED, "info")
            abort(redirect(team.way_back[1], 303))
        refuse(texts.ALREADY_ENDED, team.way_back)
    return team, member


def _form(team: Team, member: Member) -> ReplaceForm:
    """The form; with `zelfde` in the address it is about the same person at another address."""
    same = "zelfde" in request.args
    may_invite = team.day_to_come is not None
    refused = {email: texts.REFUSED[why] for email, why in known_addresses(team, current_user).items()}
    first = {
        "name": member.name if same else "",
        "function": member.function,
        "tell": not same,
        "invite": may_invite and member.invited_at is not None,
    }
    form = ReplaceForm(request.form or None, data=first)
    form.refused, form.may_invite = refused, may_invite
    return form


def _page(team: Team, member: Member, form: ReplaceForm) -> str:
    answers = has_answers(team, member)
    return render_template("participants/replace.html", team=team, member=member, form=form, answers=answers)

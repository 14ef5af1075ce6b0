"""HTTP of somebody who stops taking part, or of somebody else who comes instead."""

import uuid

from flask import abort, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.extensions import db
from app.limits import TooManyTriesError
from app.participants.forms.leaving import ReplaceForm, WithdrawForm, build_replace_form
from app.participants.operations.leaving import has_answers, replace_person, withdraw_person
from app.participants.operations.people import NewPerson
from app.participants.queries.adding import known_addresses
from app.participants.queries.team import Member, Team, load_team, require_open
from app.participants.routes.adding import REFUSED
from app.participants.routes.blueprint import PARTICIPANTS, blueprint
from app.participants.routes.posting import sender_of, too_many
from app.texts.colleagues import ALREADY_ENDED, replaced, withdrawn
from app.typed import typed_texts

PERSON = f"{PARTICIPANTS}/<uuid:participation_id>"


@blueprint.route(f"{PERSON}/intrekken", methods=["GET", "POST"])
def withdraw(assessment_id: uuid.UUID, participation_id: uuid.UUID) -> ResponseReturnValue:
    """Ask whether somebody must stop, and let them stop."""
    team, member = _load(assessment_id, participation_id)
    if request.method != "POST":
        form = WithdrawForm(data={"tell": True})
        return render_template(
            "participants/withdraw.html", team=team, member=member, form=form, answers=has_answers(team, member)
        )
    tell = bool(WithdrawForm(request.form).tell.data)
    withdraw_person(sender_of(team), team, member, tell=tell)
    flash(withdrawn(member.name), "success")
    db.session.commit()
    return redirect(url_for("participants.overview", assessment_id=assessment_id), 303)


@blueprint.route(f"{PERSON}/vervangen", methods=["GET", "POST"])
def replace(assessment_id: uuid.UUID, participation_id: uuid.UUID) -> ResponseReturnValue:
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
    flash(replaced(member.name, person.name, invited=invite), "success")
    db.session.commit()
    return redirect(url_for("participants.overview", assessment_id=assessment_id), 303)


def _load(assessment_id: uuid.UUID, participation_id: uuid.UUID) -> tuple[Team, Member]:
    """The team and somebody who takes part; who has stopped already stops only once."""
    posted = request.method == "POST"
    team = load_team(current_user, assessment_id, "update" if posted else None)
    member = team.member(participation_id)
    require_open(team)
    if member.ended:
        people = url_for("participants.overview", assessment_id=assessment_id)
        # Somebody else who was typed must not get lost; a second click typed the same.
        typed = (
            typed_texts()
            if request.form.get("email", "").strip().lower() not in {one.email for one in team.members}
            else ()
        )
        if posted and not typed:
            flash(ALREADY_ENDED, "info")
            abort(redirect(people, 303))
        back = ("Naar de deelnemers", people)
        page = render_template("errors/409.html", explanation=ALREADY_ENDED, back=back, typed=typed)
        abort(make_response(page, 409))
    return team, member


def _form(team: Team, member: Member) -> ReplaceForm:
    """The form; with `zelfde` in the address it is about the same person at another address."""
    same = "zelfde" in request.args
    may_invite = team.assessment.deadline is not None and not team.deadline_passed
    refused = {email: REFUSED[why] for email, why in known_addresses(team, current_user).items()}
    first = {
        "name": member.name if same else "",
        "function": member.function,
        "tell": not same,
        "invite": may_invite and member.invited_at is not None,
    }
    return build_replace_form(refused, may_invite, formdata=request.form or None, data=first)


def _page(team: Team, member: Member, form: ReplaceForm) -> str:
    answers = has_answers(team, member)
    return render_template("participants/replace.html", team=team, member=member, form=form, answers=answers)

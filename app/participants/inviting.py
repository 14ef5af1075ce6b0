"""Inviting colleagues, reminding those who are not done, and thanking those who are."""

import uuid
from collections.abc import Sequence
from typing import Any

from flask import abort, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.participants.deadline import set_deadline, told_of_deadline
from app.participants.mails import (
    LATELY,
    InvitedJustNowError,
    Sender,
    invitation_letter,
    invite_again,
    invite_people,
    remind_people,
    reminded_within,
    reminder_letter,
    thank_people,
    thanks_letter,
    to_invite,
    to_remind,
    to_thank,
    without_questions,
)
from app.participants.posting import (
    InviteForm,
    MailForm,
    MailPage,
    build_invite_form,
    build_mail_form,
    sender_of,
)
from app.participants.team import PARTICIPANTS, Member, Team, blueprint, load_team, mail_states, require_open
from app.post.letters import Letter
from app.saving.typed import typed_texts
from app.texts.colleagues import (
    DEADLINE_OVER,
    about_progress,
    invited,
    invited_again,
    invited_just_now,
    reminded,
    thanked,
)
from app.web.clock import today
from app.web.extensions import db
from app.web.forms import FormData


@blueprint.route(f"{PARTICIPANTS}/uitnodigen", methods=["GET", "POST"])
def invite(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Invite people; with `opnieuw` in the address one person who was invited before."""
    team = load_team(current_user, assessment_id, "update" if request.method == "POST" else None)
    require_open(team)
    page = _page(team, sender_of(team), _again(team))
    try:
        return page.respond()
    except InvitedJustNowError as error:
        flash(invited_just_now(page.offered[0].name, error.at), "info")
        return redirect(url_for("participants.overview", assessment_id=assessment_id), 303)


def _again(team: Team) -> Member | None:
    """Who is to get the invitation once more: somebody who takes part and had it, else 404."""
    wanted = request.args.get("opnieuw")
    if wanted is None:
        return None
    found = [one for one in team.members if str(one.id) == wanted and one.invited_at and one.total]
    return found[0] if found else abort(404)


def _page(team: Team, sender: Sender, again: Member | None) -> MailPage:
    offered = (again,) if again else to_invite(team)
    form = _form(team, offered, again)

    def letter(sender: Sender, member: Member, line: str) -> Letter:
        if isinstance(form, InviteForm):
            # Only for this look at it: nothing is committed.
            team.assessment.deadline = form.day
        return invitation_letter(sender, member, line, "")

    def send(sender: Sender, members: Sequence[Member], line: str) -> Sequence[Member]:
        if isinstance(form, InviteForm):
            set_deadline(sender, told_of_deadline(team), form.day, team.assessment.reminder_days)
        return invite_again(sender, members[0], line) if again else invite_people(sender, members, line)

    def more() -> dict[str, Any]:
        had = [member for member in team.members if member.invited_at]
        mails = mail_states(db.session, [member.id for member in had])
        return {"again": again, "without_questions": without_questions(team), "had": had, "mails": mails}

    said = invited_again if again else invited
    return MailPage(
        "participants/invite.html", team, sender, form, offered, letter, send, said, calendar=True, more=more
    )


def _form(team: Team, offered: Sequence[Member], again: Member | None) -> MailForm:
    """The form; it asks for the last day too when there is none to come."""
    posted = request.form if request.method == "POST" else None
    # Who was invited a moment ago too: two clicks are no mistake.
    allowed = offered if again else [member for member in team.members if member.total]
    first = {"people": [str(member.id) for member in offered], "line": team.assessment.invitation_line}
    if team.assessment.deadline is None or team.deadline_passed:
        return build_invite_form(offered, allowed, posted, today(), **first)
    return build_mail_form(offered, allowed, posted, **first)


@blueprint.route(f"{PARTICIPANTS}/herinneren", methods=["GET", "POST"])
def remind(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Remind people who are not done."""
    team = _team(assessment_id)
    require_open(team)
    _require_time(team)
    sender, offered = sender_of(team), to_remind(team)
    lately = [member for member in offered if reminded_within(member, LATELY, sender)]
    first = [str(member.id) for member in offered if member not in lately]
    form = build_mail_form(offered, team.members, _posted(), people=first)
    return MailPage(
        "participants/remind.html",
        team,
        sender,
        form,
        offered,
        reminder_letter,
        remind_people,
        reminded,
        calendar=team.assessment.deadline is not None,
        about=_progress,
        more=lambda: {"lately": lately},
    ).respond()


@blueprint.route(f"{PARTICIPANTS}/bedanken", methods=["GET", "POST"])
def thank(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Thank people who are done; also while their answers are being discussed."""
    team = _team(assessment_id)
    offered = to_thank(team)
    form = build_mail_form(offered, team.members, _posted(), people=[str(member.id) for member in offered])
    return MailPage(
        "participants/thank.html", team, sender_of(team), form, offered, thanks_letter, thank_people, thanked
    ).respond()


def _team(assessment_id: uuid.UUID) -> Team:
    return load_team(current_user, assessment_id, "update" if request.method == "POST" else None)


def _posted() -> FormData | None:
    return request.form if request.method == "POST" else None


def _progress(member: Member) -> str:
    return about_progress(member.answered, member.total, member.reminded_at)


def _require_time(team: Team) -> None:
    """Stop with the page that says why a reminder makes no sense after the last day."""
    if team.deadline_passed:
        way_on = ("Verzet de laatste dag", url_for("participants.post_set_deadline", assessment_id=team.assessment.id))
        page = render_template("errors/409.html", explanation=DEADLINE_OVER, back=way_on, typed=typed_texts())
        abort(make_response(page, 409))

"""HTTP of inviting colleagues, for the first time and again."""

import uuid
from collections.abc import Sequence
from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.clock import today
from app.extensions import db
from app.letters import Letter
from app.participants.forms.mailing import InviteForm, MailForm, build_invite_form, build_mail_form
from app.participants.operations.deadline import set_deadline, told_of_deadline
from app.participants.operations.inviting import (
    InvitedJustNowError,
    invitation_letter,
    invite_again,
    invite_people,
    to_invite,
    without_questions,
)
from app.participants.operations.sending import Sender
from app.participants.queries.mails import mail_states
from app.participants.queries.team import Member, Team, load_team, require_open
from app.participants.routes.blueprint import PARTICIPANTS, blueprint
from app.participants.routes.posting import MailPage, sender_of
from app.texts.colleagues import invited, invited_again, invited_just_now


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

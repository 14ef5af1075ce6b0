"""HTTP of reminding colleagues who are not done, and of thanking those who are."""

import uuid

from flask import abort, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.participants.forms.mailing import FormData, build_mail_form
from app.participants.operations.reminding import (
    LATELY,
    remind_people,
    reminded_within,
    reminder_letter,
    thank_people,
    thanks_letter,
    to_remind,
    to_thank,
)
from app.participants.queries.team import Member, Team, load_team, require_open
from app.participants.routes.blueprint import PARTICIPANTS, blueprint
from app.participants.routes.posting import MailPage, sender_of
from app.texts.colleagues import DEADLINE_OVER, about_progress, reminded, thanked
from app.typed import typed_texts


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
        way_on = ("Verzet de laatste dag", url_for("participants.set_deadline", assessment_id=team.assessment.id))
        page = render_template("errors/409.html", explanation=DEADLINE_OVER, back=way_on, typed=typed_texts())
        abort(make_response(page, 409))

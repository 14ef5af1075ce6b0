"""Checking the answers, handing them in, and whether somebody's name may stand beside them."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.assessments.drafts import load_written, unsaved_in
from app.assessments.looking_back import looking_back_of
from app.assessments.visit import load_untold
from app.assessments.work import Progress, Work, answered_items, blueprint, closed_page, load_own_work, progress_of
from app.models import Assessment, Participation, Proposal, User
from app.saving.changing import action_titles
from app.saving.versioned import ANSWERS, CLOSING_TEXTS, AnswerSaid, Stored
from app.state.asked import Part
from app.state.situation import coordinators_of
from app.texts import assessments as texts
from app.texts.paper import JOINT
from app.trail.events import record
from app.web.clock import now, today
from app.web.extensions import db
from app.web.forms import BaseForm, ChoiceField, required
from questionnaires.model import Question


def submit_answers(session: Session, actor: User, participation: Participation, *, now: datetime) -> None:
    """Hand in the answers; they can still be changed until the review starts. Twice is once."""
    if participation.state == "submitted":
        return
    record(session, actor, "submit_answers", participation, now=now, old=participation.state, new="submitted")
    participation.state, participation.submitted_at = "submitted", now


@dataclass(frozen=True, slots=True)
class Colleagues:
    """The colleagues who were invited and still take part."""

    invited: int
    done: int
    """How many of them handed in."""
    proposals: int
    """How many proposals wait for the coordinator."""

    @property
    def line(self) -> str:
        return texts.colleagues_done(self.invited, self.done)

    @property
    def busy(self) -> int:
        """How many have not handed in yet: starting the review closes their answers."""
        return self.invited - self.done


def colleagues_of(session: Session, assessment: Assessment) -> Colleagues:
    """How far they are, in one statement."""
    waiting = (
        select(func.count())
        .where(Proposal.assessment_id == assessment.id, Proposal.decision.is_(None))
        .scalar_subquery()
    )
    done = func.count().filter(Participation.state == "submitted")
    row = session.execute(
        select(func.count(), done, waiting)
        .where(Participation.assessment_id == assessment.id, Participation.role == "participant")
        .where(Participation.invited_at.is_not(None), Participation.ended_at.is_(None))
    ).one()
    return Colleagues(*row)


OVERVIEW = "/inventarisaties/<uuid:assessment_id>"


@blueprint.route(f"{OVERVIEW}/controle", methods=["GET", "POST"])
def check_answers(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Every answer with a way to change it, and handing in."""
    posted = request.method == "POST"
    work, participation = load_own_work(current_user, assessment_id, "update")
    return _submit(work, participation) if posted else _check_page(work, participation)


def _submit(work: Work, participation: Participation) -> ResponseReturnValue:
    why = work.refusal_of_handing_in
    if why:
        return closed_page(work, why, title="Je antwoorden zijn niet ingeleverd")
    submit_answers(db.session, current_user, participation, now=now())
    db.session.commit()
    return redirect(url_for("assessments.submitted", assessment_id=work.assessment.id), 303)


def _check_page(work: Work, participation: Participation) -> str:
    written = load_written(db.session, participation.id, current_user.id)
    answers = written.stored
    progress = progress_of(work.parts, frozenset(answers))
    return render_template(
        "assessments/check.html",
        work=work,
        participation=participation,
        answers=answers,
        texts=texts,
        unsaved=unsaved_in(work.open_parts, written),
        to_copy=unsaved_in([part for part in work.parts if part not in work.open_parts], written),
        open_questions=open_questions_of(progress),
        checked=[(part, texts.checked_line(len(part.questions), *_counts(part, answers))) for part in work.parts],
        noticed=_noticed(work, answers),
        closing_texts=CLOSING_TEXTS.stored(db.session, participation.id),
        nothing=ANSWERS.nothing,
        empty=CLOSING_TEXTS.nothing,
        progress=progress,
        looked_back=looking_back_of(db.session, work, participation, progress),
        untold=load_untold(db.session, work, participation, answers),
        improvements=action_titles(db.session, [answer.content.changed_action_id for answer in answers.values()]),
        closed=work.closed,
        answered_by=current_user.name if work.has_own_name else JOINT,
        today=today(),
        **_who_else(work),
    )


def open_questions_of(progress: Progress) -> list[tuple[Part, list[tuple[int, Question]]]]:
    """The parts with questions without an answer, each question with its number."""
    return [
        (row.part, [(row.part.questions.index(question) + 1, question) for question in row.open])
        for row in progress.parts
        if row.open
    ]


Answers = Mapping[str, Stored[AnswerSaid]]


def _counts(part: Part, answers: Answers) -> tuple[int, int, int, int]:
    """How many answers a part has, how many are unknown and not applicable, and how many have a reason."""
    said = [answers[item].content for item in part.items if item in answers]
    values = [one.value for one in said]
    return len(said), values.count("unknown"), values.count("not_applicable"), sum(bool(one.reason) for one in said)


def _noticed(work: Work, answers: Answers) -> list[tuple[str, str]]:
    """(what, address on the page) of the parts with answers that say nothing or do not apply."""
    found = []
    for part in work.parts:
        _, unknown, absent, _ = _counts(part, answers)
        if unknown or absent:
            found.append((f"{part.short}: {texts.apart_line(unknown, absent)}", f"#{part.domain}"))
    return found


@blueprint.get(f"{OVERVIEW}/controle/klaar")
def submitted(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """What happens after handing in."""
    work, participation = load_own_work(current_user, assessment_id)
    if participation.state != "submitted":
        return redirect(url_for("assessments.check_answers", assessment_id=assessment_id))
    progress = progress_of(work.parts, answered_items(db.session, participation.id))
    return render_template("assessments/submitted.html", work=work, progress=progress, **_who_else(work))


def _who_else(work: Work) -> dict[str, Any]:
    """For a coordinator how far the colleagues are, for a colleague whom to ask."""
    if work.coordinates:
        return {"colleagues": colleagues_of(db.session, work.assessment), "coordinators": ()}
    return {"colleagues": None, "coordinators": coordinators_of(db.session, work.assessment)}


def show_name(session: Session, actor: User, participation: Participation, shows: bool, *, now: datetime) -> None:
    """Let coordinator and adviser see the name beside the answers, or no longer; twice is once."""
    if participation.shows_name == shows:
        return
    record(session, actor, "show_name", participation, now=now, old=participation.shows_name, new=shows)
    participation.shows_name = shows


class NamingForm(BaseForm):
    """Yes or no; no is what it is until somebody says yes."""

    shows_name = ChoiceField(
        texts.QUESTION, list(texts.CHOICES.items()), message=texts.CHOOSE, validators=[required(texts.CHOOSE)]
    )


@blueprint.route("/inventarisaties/<uuid:assessment_id>/mijn-naam", methods=["GET", "POST"])
def post_show_name(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Whether one's name may stand beside one's answers in the review; a colleague can change it at any time."""
    posted = request.method == "POST"
    work, participation = load_own_work(current_user, assessment_id)
    if not work.has_own_name:
        abort(403)
    # Nothing posted is no choice: what holds now must not count as one.
    stored = {"shows_name": "yes" if participation.shows_name else "no"}
    sent = request.form if posted else None
    form = NamingForm(sent, data=None if sent else stored)
    if posted and form.validate():
        shows = form.shows_name.data == "yes"
        show_name(db.session, current_user, participation, shows, now=now())
        flash(texts.NOW_SHOWN if shows else texts.NOW_HIDDEN, "success")
        db.session.commit()
        return redirect(url_for("assessments.hub", assessment_id=assessment_id), 303)
    name = participation.name or current_user.name
    page = render_template("assessments/name.html", work=work, participation=participation, name=name, form=form)
    return page, 422 if posted else 200

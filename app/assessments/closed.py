"""The page for what was sent when it could no longer be saved: why, whom to ask, and everything that was typed."""

from collections.abc import Mapping

from flask import render_template
from flask.typing import ResponseReturnValue

from app.assessments.work import Work
from app.saving.versioned import AnswerSaid
from app.state.lifecycle import Refusal
from app.state.parts import Part
from app.state.situation import coordinators_of
from app.texts.lifecycle import REFUSALS
from app.web.extensions import db


def closed_page(
    work: Work,
    why: Refusal,
    *,
    part: Part | None = None,
    answers: Mapping[str, AnswerSaid] | None = None,
    texts: Mapping[str, str] | None = None,
    title: str = "Je antwoord is niet opgeslagen",
) -> ResponseReturnValue:
    """409 with what was typed: answers to the questions of a part by item, or texts by their question."""
    page = render_template(
        "assessments/closed.html",
        title=title,
        work=work,
        part=part,
        explanation=REFUSALS[why],
        answers=answers or {},
        texts=texts or {},
        coordinators=() if "coordinator" in work.roles else coordinators_of(db.session, work.assessment),
    )
    return page, 409

"""The open questions with which the questions about a domain end."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import TypeAlias

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy.orm import Session
from wtforms import Field

from app.assessments.visit import begin
from app.assessments.work import (
    DONE,
    AnswerStep,
    Work,
    blueprint,
    closed_page,
    load_own_work,
    save_and_go_on,
    step_from,
)
from app.models import Participation, User
from app.saving.versioned import CLOSING_TEXTS, ClosingSaid, FormSheet, StaleSaveError, Stored, Typed, VersionedForm
from app.state.asked import Part
from app.state.lifecycle import State
from app.texts.assessments import CLOSING, HINTS
from app.web.clock import now
from app.web.extensions import db
from app.web.forms import FormData, VersionField, text_field


def save_closing_texts(
    session: Session, actor: User, participation: Participation, typed: Sequence[Typed], *, now: datetime
) -> None:
    """Save what was typed; an empty text takes back what was there. Raises StaleSaveError."""
    if CLOSING_TEXTS.save(session, actor, participation, typed, now=now):
        begin(participation)


LENGTH = 5000
"""Characters of a text."""


ClosingSheet: TypeAlias = FormSheet[str, "ClosingForm"]
"""The closing questions about a domain, each with its form."""


class ClosingForm(VersionedForm):
    """The text below one closing question; `_closing_form` makes it, under the name of the question."""

    typed_beginnings = tuple(CLOSING)
    text: Field
    shown = ("text",)
    blank = ""


def build_closing_sheet(part: Part, stored: Mapping[str, Stored[ClosingSaid]], posted: FormData | None) -> ClosingSheet:
    """The forms about a domain, with what is stored or with what was posted."""
    return ClosingSheet(
        [
            (question, _closing_form(item, question).about(item, stored.get(item, CLOSING_TEXTS.nothing), posted))
            for item, question in part.closing.items()
        ]
    )


@lru_cache(maxsize=1024)
def _closing_form(item: str, question: str) -> type[ClosingForm]:
    """The form of one question, made once."""
    key = item.split("/")[1]
    text = text_field(question, LENGTH, area=True, description=HINTS[key], name=key)
    return type("ClosingForm", (ClosingForm,), {"text": text, "seen": VersionField(name=f"{key}-seen")})


@dataclass(frozen=True, slots=True)
class ClosingVisit:
    """Somebody at the open questions about one domain."""

    work: Work
    participation: Participation
    part: Part

    @property
    def following(self) -> AnswerStep | None:
        """What comes next: back to the page of a domain that is done, for who came from there; None at the end."""
        whole = request.args.get("vorm") == "pagina"
        if request.args.get("na") == DONE and self.work.assessment.state == State.OPEN:
            return AnswerStep(self.part, done=True, whole=whole)
        return step_from(self.work, AnswerStep(self.part, closing=True, whole=whole))

    def render(self, sheet: ClosingSheet, conflicts: Mapping[str, Stored[ClosingSaid]] | None = None) -> str:
        return render_template(
            "assessments/closing.html",
            form=sheet,
            work=self.work,
            part=self.part,
            following=self.following,
            conflicts=conflicts or {},
            page_has_errors=bool(conflicts or sheet.errors),
        )


@blueprint.route("/inventarisaties/<uuid:assessment_id>/vragen/<domain>/slotvragen", methods=["GET", "POST"])
def show_closing(assessment_id: uuid.UUID, domain: str) -> ResponseReturnValue:
    """What goes well, what does not, and who can help: in somebody's own words, and never required."""
    work, participation = load_own_work(current_user, assessment_id)
    part = work.part(domain)
    visit = ClosingVisit(work, participation, part if part.about else abort(404))
    if request.method == "POST":
        return _save(visit)
    if work.refusal(domain):
        return redirect(url_for("assessments.check_answers", assessment_id=assessment_id))
    stored = CLOSING_TEXTS.stored(db.session, participation.id, part.closing)
    return visit.render(build_closing_sheet(part, stored, None))


def _save(visit: ClosingVisit) -> ResponseReturnValue:
    part, participation = visit.part, visit.participation
    sheet = build_closing_sheet(part, {}, request.form)
    why = visit.work.refusal(part.domain)
    if why:
        # Nothing is saved, so mistakes do not matter; checking also takes out what no page could show.
        sheet.validate()
        texts = {question: form.text.data for question, form in sheet.entries if form.text.data}
        return closed_page(visit.work, why, texts=texts)
    if not sheet.validate():
        return visit.render(sheet), 422
    try:
        save_closing_texts(db.session, current_user, participation, sheet.typed, now=now())
    except StaleSaveError as error:
        return visit.render(sheet, CLOSING_TEXTS.newest_instead(db.session, participation.id, sheet, error.items)), 409
    return save_and_go_on(visit.work, visit.following)

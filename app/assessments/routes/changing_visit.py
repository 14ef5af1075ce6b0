"""Somebody at answers that differ from the earlier round: which their page shows, and how that page looks."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.assessments.forms.answering import FormData
from app.assessments.forms.changing import ChangeSheet, build_change_sheet
from app.assessments.queries.answers import Stored, answers_of
from app.assessments.queries.changing import Owned, load_differences
from app.assessments.queries.path import Place, Step
from app.assessments.queries.work import Work
from app.assessments.routes.steps import address_of
from app.assessments.routes.visit import Visit, load_visit
from app.changing import load_actions
from app.door import cleaned
from app.extensions import db
from app.models import Participation
from app.parts import Part
from app.texts import changing as texts
from questionnaires.model import Question

GOALS = {"overzicht": "assessments.hub", "controle": "assessments.check_answers"}
"""Where people go afterwards when they asked for it, by what the address says."""


@dataclass(frozen=True, slots=True)
class ChangeVisit:
    """One request about what differs; of one question, or without a `place` of a whole part."""

    at: Visit
    differences: Mapping[str, Owned]
    actions: Mapping[uuid.UUID, str]

    @property
    def work(self) -> Work:
        """The assessment as this person meets it."""
        return self.at.work

    @property
    def participation(self) -> Participation:
        """Whose answers they are."""
        return self.at.participation

    @property
    def part(self) -> Part:
        """The part that it is about."""
        return self.at.part

    @property
    def place(self) -> Place | None:
        """The question; None for the page of a whole part."""
        return self.at.place

    @property
    def following(self) -> Step | None:
        """What comes next; None at the end."""
        return self.at.following

    @property
    def goal(self) -> str:
        """Where this person goes afterwards: `overzicht`, `controle`, or empty for what comes next."""
        wanted = request.args.get("naar", "")
        return wanted if wanted in GOALS else ""

    @property
    def onward(self) -> str:
        """The address of what comes after this page."""
        if self.goal:
            return url_for(GOALS[self.goal], assessment_id=self.work.assessment.id)
        return address_of(self.work, self.following)

    @property
    def is_gone(self) -> bool:
        """Whether something was said about an answer that no longer differs."""
        return any(
            request.form.get(f"{prefix}changed", "") in ("yes", "no") or request.form.get(f"{prefix}changed_what", "")
            for question, prefix in _posted(self.at)
            if self.part.item(question) not in self.differences
        )

    @property
    def texts_typed(self) -> dict[str, str]:
        """The texts that were posted, each with what it was typed for."""
        found = {}
        for question, prefix in _posted(self.at):
            for name, label in texts.TYPED.items():
                text = cleaned(request.form.get(f"{prefix}{name}", "")).strip()
                found.update({f"{label} ({question.text})": text} if text else {})
        return found

    def sheet(self, posted: FormData | None) -> ChangeSheet:
        """The form on the page, with what was said before or with what was posted."""
        return build_change_sheet(
            list(self.differences.values()),
            self.actions,
            posted,
            together=self.participation.role != "participant",
            alone=self.place is not None,
        )

    def render(self, sheet: ChangeSheet, conflicts: Mapping[str, Stored] | None = None) -> str:
        """The page; in a conflict with the newer versions."""
        return render_template(
            "assessments/changed.html",
            form=sheet,
            visit=self,
            work=self.work,
            part=self.part,
            own_then=texts.OWN_THEN if self.participation.role == "participant" else texts.TOGETHER_THEN,
            conflicts=conflicts or {},
            page_has_errors=bool(conflicts or sheet.errors),
        )

    def looked_again(self) -> "ChangeVisit":
        """The same with what differs now."""
        return _look(self.at)

    def back_to_checking(self, said: str) -> ResponseReturnValue:
        """Keep what was saved and go back to where all answers are checked."""
        flash(said, "success")
        db.session.commit()
        return redirect(url_for("assessments.check_answers", assessment_id=self.work.assessment.id), 303)


def load_change_visit(assessment_id: uuid.UUID, domain: str, question_id: str | None = None) -> ChangeVisit:
    """The visit that this request is: 404 in a first round and for what somebody does not answer."""
    at = load_visit(assessment_id, domain, question_id)
    return _look(at) if at.work.assessment.earlier_id else abort(404)


def _look(at: Visit) -> ChangeVisit:
    asked = [question for question, _ in _posted(at)] if request.method == "POST" else at.questions
    questions = {at.part.item(question): question for question in asked}
    stored = answers_of(db.session, at.participation.id, list(questions))
    differences = load_differences(db.session, at.work, at.participation, questions, stored)
    linked = [owned.stored.changed_action_id for owned in differences.values()]
    actions = load_actions(db.session, at.work.assessment, at.part.domain, linked) if differences else {}
    return ChangeVisit(at, differences, actions)


def _posted(at: Visit) -> Sequence[tuple[Question, str]]:
    """The questions of which the page that was posted had the fields, with what stands before their names."""
    if at.place:
        return [(at.place.question, "")]
    return [(one, f"{one.id}-") for one in at.questions if f"{one.id}-seen" in request.form]

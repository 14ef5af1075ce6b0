"""Looking back: which answer somebody would now give for then, for domains that the coordinator chose."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy.orm import Session
from wtforms import Field, HiddenField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from app.assessments.work import (
    AnswerStep,
    Progress,
    Work,
    address_of,
    answered_items,
    blueprint,
    load_own_work,
    load_work,
)
from app.doors.access import Lock, require_role
from app.models import Assessment, Participation, User
from app.saving.versioned import BACK_ANSWERS, BackSaid, FormSheet, StaleSaveError, Stored, VersionedForm
from app.state.asked import Part, parts_of, row_of
from app.state.lifecycle import State
from app.state.rounds import asked_then, load_earlier, shared_domains
from app.state.situation import coordinators_of
from app.texts import looking_back as texts
from app.texts.lifecycle import REFUSALS
from app.texts.words import SPECIAL
from app.trail.events import record
from app.web.clock import now
from app.web.extensions import db
from app.web.formatting import HERE, months_until
from app.web.forms import BaseForm, ChoiceField, FormData
from questionnaires.model import Question


def moment_of(earlier: Assessment) -> str:
    """When the earlier round was, as a month: `maart 2026`."""
    day = (earlier.agreed_at or earlier.created_at).astimezone(HERE).date()
    return months_until(day, day)


def asked_back(assessment: Assessment, earlier: Assessment, part: Part) -> tuple[Question, ...]:
    """The questions of a part that asked the same in the earlier round, in the words of now."""
    then = dict(asked_then(earlier, assessment, part.items))
    return tuple(question for question in part.questions if then.get(part.item(question), (None, False))[1])


def domains_to_choose(assessment: Assessment, earlier: Assessment) -> tuple[Part, ...]:
    """The domains about which people can look back: both rounds have them."""
    shared = shared_domains(earlier, assessment)
    parts = (part for part in parts_of(assessment) if part.domain in shared)
    return tuple(part for part in parts if asked_back(assessment, earlier, part))


def chosen_domains(assessment: Assessment) -> list[str]:
    """The domains that were chosen for looking back, in their order."""
    return [row.domain for row in assessment.domains if row.looks_back]


@dataclass(frozen=True, slots=True)
class LookedBack:
    """How far somebody is with looking back at one domain."""

    part: Part
    filled_in: bool
    waits: bool
    """Whether own questions about now come first."""
    is_open: bool

    @property
    def state(self) -> str:
        if self.filled_in:
            return texts.FILLED_IN
        return texts.OWN_FIRST if self.waits else texts.NOT_YET

    @property
    def kind(self) -> str:
        return "done" if self.filled_in else "neutral"


def looking_back_of(
    session: Session, work: Work, participation: Participation | None, progress: Progress
) -> tuple[LookedBack, ...]:
    """The chosen domains that somebody answers themselves; no statement when there are none, and else two."""
    chosen = chosen_domains(work.assessment)
    rows = [row for row in progress.parts if row.part.domain in chosen]
    earlier = load_earlier(session, work.assessment) if rows and participation else None
    if earlier is None or participation is None:
        return ()
    stored = BACK_ANSWERS.stored(session, participation.id)
    said = {item for item, one in stored.items() if one.content.value}
    found = []
    for row in rows:
        asked = [row.part.item(question) for question in asked_back(work.assessment, earlier, row.part)]
        filled_in, is_open = any(item in said for item in asked), not work.refusal(row.part.domain)
        # Where nothing was filled in and nothing can be, there is nothing to tell.
        if asked and (filled_in or is_open):
            found.append(LookedBack(row.part, filled_in, bool(row.open), is_open))
    return tuple(found)


def choose_looking_back(
    session: Session, actor: User, assessment: Assessment, domains: Collection[str], *, now: datetime
) -> None:
    """Ask about these domains, and no others, which answer people would now give for then; twice is once.

    What was said already about a domain that is left out is kept.
    """
    old = chosen_domains(assessment)
    for row in assessment.domains:
        row.looks_back = row.domain in domains
    new = chosen_domains(assessment)
    if old != new:
        was, told = {"domains": old}, {"domains": new}
        record(session, actor, "choose_looking_back", assessment, now=now, old=was, new=told)


class ChoosingForm(BaseForm):
    """For which domains people look back, and which were chosen when the page was made."""

    domains = SelectMultipleField(texts.WHICH_DOMAINS, choices=[], validate_choice=False)
    seen = HiddenField()

    def validate_domains(self, field: Field) -> None:
        if not set(field.data or ()) <= {choice.value for choice in field.choices}:
            raise ValidationError(texts.DOMAIN_UNKNOWN)

    def is_stale(self, current: Collection[str]) -> bool:
        """Whether somebody chose something else since the page was made, that is not what is chosen here."""
        return set(current) not in (set((self.seen.data or "").split()), set(self.domains.data or ()))

    def accept(self, current: Collection[str]) -> None:
        """Take this choice as seen: it stands on the page now, so saving again is a choice."""
        self.seen.data = " ".join(current)


def build_choosing_form(parts: Sequence[Part], current: Collection[str], posted: FormData | None) -> ChoosingForm:
    """The form with what is chosen now, or with what was posted."""
    form = ChoosingForm(posted, data=None if posted is not None else {"domains": list(current)})
    form.domains.choices = [SelectChoice(part.domain, part.title) for part in parts]
    if posted is None:
        form.accept(current)
    return form


class BackForm(VersionedForm):
    """What somebody would now answer for then to one question; leaving it out is a choice too."""

    value = ChoiceField("Antwoord voor toen", [], message=texts.CHOOSE_ANSWER)
    shown = ("value",)
    blank = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was sent; to leave it out is something."""
        return not self.value.raw_data


BackSheet: TypeAlias = FormSheet[Question, BackForm]
"""The questions about one domain, each with its form."""


@dataclass(frozen=True, slots=True)
class BackVisit:
    """Somebody who looks back at one domain."""

    work: Work
    participation: Participation
    part: Part
    questions: tuple[Question, ...]
    when: str
    """The month of the earlier round."""

    def sheet(self, stored: Mapping[str, Stored[BackSaid]]) -> BackSheet:
        """The forms, with what is stored or was posted, each with the id of its question before its fields."""
        posted, entries = request.form if request.method == "POST" else None, []
        for question in self.questions:
            item = self.part.item(question)
            form = BackForm.about(item, stored.get(item, BACK_ANSWERS.nothing), posted, f"{question.id}-")
            described = [SelectChoice(str(value), text) for value, text in enumerate(question.options)]
            apart = [SelectChoice("unknown", SPECIAL["unknown"]), SelectChoice("", texts.LEAVE_OUT)]
            form.value.choices = [*described, *apart]
            entries.append((question, form))
        return BackSheet(entries)

    def render(self, sheet: BackSheet, conflicts: Mapping[str, Stored[BackSaid]] | None = None) -> str:
        return render_template(
            "assessments/looking_back.html",
            form=sheet,
            work=self.work,
            part=self.part,
            when=self.when,
            conflicts=conflicts or {},
            page_has_errors=bool(conflicts or sheet.errors),
        )

    @property
    def first(self) -> Question | None:
        """The first own question about now that has no answer yet: those come first."""
        answered = answered_items(db.session, self.participation.id)
        return next((one for one in self.part.questions if self.part.item(one) not in answered), None)


@blueprint.route("/inventarisaties/<uuid:assessment_id>/terugkijken/<domain>", methods=["GET", "POST"])
def look_back(assessment_id: uuid.UUID, domain: str) -> ResponseReturnValue:
    """The own questions that asked the same then; never required, and only after those about now."""
    visit = _load_visit(assessment_id, domain)
    closed = visit.work.refusal(domain)
    if closed and request.method == "GET":
        return redirect(url_for("assessments.check_answers", assessment_id=assessment_id))
    if closed:
        return _not_now(visit, REFUSALS[closed])
    if not row_of(visit.work.assessment, domain).looks_back:
        return _not_now(visit, texts.not_chosen(visit.part.short))
    if first := visit.first:
        address = address_of(visit.work, AnswerStep(visit.part, first))
        return _not_now(visit, texts.own_first(visit.part.short), address)
    if request.method == "POST":
        return _save(visit)
    return visit.render(visit.sheet(BACK_ANSWERS.stored(db.session, visit.participation.id)))


def _load_visit(assessment_id: uuid.UUID, domain: str) -> BackVisit:
    work, participation = load_own_work(current_user, assessment_id)
    part = work.part(domain)
    # The general part is no chosen domain.
    row_of(work.assessment, domain)
    earlier = load_earlier(db.session, work.assessment) or abort(404)
    questions = asked_back(work.assessment, earlier, part) or abort(404)
    return BackVisit(work, participation, part, questions, moment_of(earlier))


def _save(visit: BackVisit) -> ResponseReturnValue:
    sheet = visit.sheet({})
    if not sheet.validate():
        return visit.render(sheet), 422
    try:
        # An empty value takes back what was there.
        BACK_ANSWERS.save(db.session, current_user, visit.participation, sheet.typed, now=now())
    except StaleSaveError as error:
        newest = BACK_ANSWERS.newest_instead(db.session, visit.participation.id, sheet, error.items)
        return visit.render(sheet, newest), 409
    flash(texts.SAVED, "success")
    db.session.commit()
    if request.form.get("next") == "hub":
        return redirect(url_for("assessments.hub", assessment_id=visit.work.assessment.id), 303)
    return redirect(address_of(visit.work, None), 303)


def _not_now(visit: BackVisit, explanation: str, first: str | None = None) -> ResponseReturnValue:
    """409 with why, what can be done first, and everything that was chosen."""
    sheet = visit.sheet({})
    # Nothing is saved, so mistakes do not matter; checking also takes out what no page could show.
    sheet.validate()
    work = visit.work
    page = render_template(
        "assessments/looking_back_closed.html",
        work=work,
        part=visit.part,
        explanation=explanation,
        first=first,
        chosen=_chosen(sheet) if request.method == "POST" else {},
        coordinators=() if work.coordinates else coordinators_of(db.session, work.assessment),
    )
    return page, 409


def _chosen(sheet: BackSheet) -> dict[str, str]:
    """The text of each question with that of the answer chosen for it, to read back where nothing is saved."""
    return {
        question.text: label
        for question, form in sheet.entries
        for label in (choice.label for choice in form.value.choices if choice.value == form.value.data)
    }


@dataclass(frozen=True, slots=True)
class Choosing:
    """A coordinator who chooses in an evaluation."""

    work: Work
    earlier: Assessment
    parts: Sequence[Part]
    """The domains that can be chosen."""

    @property
    def current(self) -> list[str]:
        return chosen_domains(self.work.assessment)

    @property
    def closed(self) -> str | None:
        """Why it cannot change any more, as a sentence; None while the round is open."""
        return None if self.work.assessment.state == State.OPEN else texts.CHOICE_CLOSED

    def titles(self, ids: Sequence[str] | None) -> list[str]:
        return [part.title for part in self.parts if part.domain in (ids or ())]

    def render(self, form: ChoosingForm, *, conflict: bool = False) -> str:
        """The page; in a conflict, or once it is closed, with what is chosen now beside what was chosen here."""
        return render_template(
            "assessments/looking_back_choosing.html",
            form=form,
            work=self.work,
            when=moment_of(self.earlier),
            without=[row.domain for row in self.work.assessment.domains if not self.titles([row.domain])],
            now_chosen=self.titles(self.current),
            chosen_here=self.titles(form.domains.data),
            conflict=conflict,
            closed=self.closed,
            page_has_errors=conflict or bool(form.errors),
        )


@blueprint.route("/inventarisaties/<uuid:assessment_id>/terugkijken/domeinen", methods=["GET", "POST"])
def post_choose_looking_back(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """For which domains people say, at the end, what they would now answer for then; for none by itself."""
    lock: Lock | None = "update" if request.method == "POST" else None
    work = load_work(current_user, assessment_id, lock)
    require_role(current_user, work.assessment, "coordinator")
    earlier = load_earlier(db.session, work.assessment) or abort(404)
    choosing = Choosing(work, earlier, domains_to_choose(work.assessment, earlier))
    if request.method == "POST":
        return _save_choice(choosing)
    page = choosing.render(build_choosing_form(choosing.parts, choosing.current, None))
    return page, 409 if choosing.closed else 200


def _save_choice(choosing: Choosing) -> ResponseReturnValue:
    form = build_choosing_form(choosing.parts, choosing.current, request.form)
    if choosing.closed:
        return choosing.render(form), 409
    if not form.validate():
        return choosing.render(form), 422
    if form.is_stale(choosing.current):
        form.accept(choosing.current)
        return choosing.render(form, conflict=True), 409
    choose_looking_back(db.session, current_user, choosing.work.assessment, form.domains.data or (), now=now())
    flash(texts.CHOICE_SAVED, "success")
    db.session.commit()
    return redirect(url_for("assessments.hub", assessment_id=choosing.work.assessment.id), 303)

"""The open questions with which the questions about a domain end."""

import uuid
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from app.assessments.closed import closed_page
from app.assessments.visit import begin, shared_columns
from app.assessments.work import AnswerStep, Work, blueprint, load_own_work, save_and_go_on, step_from
from app.doors.access import Lock
from app.models import ClosingText, ClosingTextVersion, Participation, User
from app.saving import versions
from app.saving.versions import StaleSaveError
from app.state.parts import Part, closing_questions
from app.texts.assessments import CLOSING, HINTS
from app.web.clock import now
from app.web.extensions import db
from app.web.forms import BaseForm, VersionField, text_field
from questionnaires.model import Domain


@dataclass(frozen=True, slots=True)
class StoredText:
    """The newest version of a closing text; version 0 when there is none, an empty text when it was taken back."""

    text: str = ""
    version: int = 0
    saved_at: datetime | None = None


EMPTY = StoredText()


class TypedText(NamedTuple):
    """What somebody typed under a closing question (`geld/goes_well`), and the version that their page had."""

    item: str
    text: str
    seen: int


def texts_of(
    session: Session, participation_id: uuid.UUID, items: Collection[str] | None = None
) -> dict[str, StoredText]:
    """The closing texts of a participation by item: these, or all."""
    query = select(ClosingText.item, ClosingText.text, ClosingText.version, ClosingText.saved_at)
    query = query.where(ClosingText.participation_id == participation_id)
    if items is not None:
        query = query.where(ClosingText.item.in_(list(items)))
    return {row[0]: StoredText(*row[1:]) for row in session.execute(query)}


def texts_seen(session: Session, participation_id: uuid.UUID, seen: Mapping[str, int]) -> dict[str, str]:
    """The texts as they were in the versions that a page was made with."""
    query = select(ClosingTextVersion.item, ClosingTextVersion.text).where(
        ClosingTextVersion.participation_id == participation_id,
        tuple_(ClosingTextVersion.item, ClosingTextVersion.version).in_(list(seen.items())),
    )
    return {row.item: row.text for row in session.execute(query)}


def save_closing_texts(
    session: Session, actor: User, participation: Participation, typed: Sequence[TypedText], *, now: datetime
) -> None:
    """Save the texts that differ from what is stored; nothing at all when one meets a newer text.

    A text that stands as it was when the page was made gives way to a newer one: people do not mean those that they
    left alone. An empty text takes back what was there. Raises StaleSaveError.
    """
    stored = texts_of(session, participation.id, [one.item for one in typed])
    changed = [one for one in typed if one.text != stored.get(one.item, EMPTY).text]
    stale = [one for one in changed if one.seen != stored.get(one.item, EMPTY).version]
    if stale:
        untouched = _untouched(session, participation, stale)
        changed = [one for one in changed if one.item not in untouched]
        stale = [one for one in stale if one.item not in untouched]
    if stale:
        raise versions.StaleSaveError([one.item for one in stale])
    shared = shared_columns(actor, participation, now)
    rows = [{**shared, "item": one.item, "text": one.text} for one in changed]
    versions.save_closing_texts(session, rows, {one.item: one.seen for one in changed})
    if changed:
        begin(participation)


def _untouched(session: Session, participation: Participation, stale: Sequence[TypedText]) -> frozenset[str]:
    before = texts_seen(session, participation.id, {one.item: one.seen for one in stale})
    return frozenset(one.item for one in stale if one.text == before.get(one.item, "" if one.seen == 0 else None))


LENGTH = 5000
"""Characters of a text."""


class ClosingForm(BaseForm):
    """Three texts, each with the version that the page was made with; `closing_form` adds them for a domain."""

    domain: Domain
    typed_beginnings = tuple(CLOSING)

    def item(self, key: str) -> str:
        """The id under which a text is kept."""
        return f"{self.domain.id}/{key}"

    @property
    def typed(self) -> list[TypedText]:
        """What stands in the fields."""
        return [TypedText(self.item(key), self[key].data or "", self[f"{key}-seen"].version) for key in CLOSING]

    def accept_versions(self, newest: Mapping[str, StoredText]) -> None:
        """Take these versions as seen: their texts stand on the page now, so saving again is a choice."""
        for key in CLOSING:
            if self.item(key) in newest:
                self[f"{key}-seen"].data = str(newest[self.item(key)].version)


def build_closing_form(
    domain: Domain, stored: Mapping[str, StoredText], posted: MultiDict[str, str] | None
) -> ClosingForm:
    """The form about a domain, with what is stored or with what was posted."""
    return closing_form(domain)(posted, data=dict(_first_values(domain, stored)))


def _first_values(domain: Domain, stored: Mapping[str, StoredText]) -> Iterator[tuple[str, str]]:
    for key in CLOSING:
        text = stored.get(f"{domain.id}/{key}", EMPTY)
        yield from ((key, text.text), (f"{key}-seen", str(text.version)))


@lru_cache(maxsize=256)
def closing_form(domain: Domain) -> type[ClosingForm]:
    """The form in the words of one domain, made once."""
    labels = closing_questions(domain)
    texts = {key: text_field(label, LENGTH, area=True, description=HINTS[key]) for key, label in labels.items()}
    versions = {f"{key}-seen": VersionField() for key in CLOSING}
    return type("ClosingForm", (ClosingForm,), {"domain": domain, **texts, **versions})


@dataclass(frozen=True, slots=True)
class ClosingVisit:
    """Somebody at the open questions about one domain."""

    work: Work
    participation: Participation
    part: Part
    about: Domain

    @property
    def following(self) -> AnswerStep | None:
        """What comes next; None at the end."""
        whole = request.args.get("vorm") == "pagina"
        return step_from(self.work, AnswerStep(self.part, closing=True, whole=whole))

    def stored(self) -> dict[str, StoredText]:
        """The texts that are stored now."""
        return texts_of(db.session, self.participation.id, self.part.closing)

    def render(self, form: ClosingForm, conflicts: dict[str, StoredText] | None = None) -> str:
        """The page; in a conflict with the newer texts."""
        return render_template(
            "assessments/closing.html",
            form=form,
            work=self.work,
            part=self.part,
            following=self.following,
            conflicts=conflicts or {},
            page_has_errors=bool(conflicts or form.errors),
        )


@blueprint.route("/inventarisaties/<uuid:assessment_id>/vragen/<domain>/slotvragen", methods=["GET", "POST"])
def show_closing(assessment_id: uuid.UUID, domain: str) -> ResponseReturnValue:
    """What goes well, what does not, and who can help: in somebody's own words, and never required."""
    visit = _load_visit(assessment_id, domain)
    if request.method == "POST":
        return _save(visit)
    if visit.work.refusal(domain):
        return redirect(url_for("assessments.check_answers", assessment_id=assessment_id))
    return visit.render(build_closing_form(visit.about, visit.stored(), None))


def _load_visit(assessment_id: uuid.UUID, domain: str) -> ClosingVisit:
    lock: Lock | None = "share" if request.method == "POST" else None
    work, participation = load_own_work(current_user, assessment_id, lock)
    part = work.part(domain)
    return ClosingVisit(work, participation, part, part.about or abort(404))


def _save(visit: ClosingVisit) -> ResponseReturnValue:
    form = build_closing_form(visit.about, {}, request.form)
    why = visit.work.refusal(visit.part.domain)
    if why:
        # Nothing is saved, so mistakes do not matter; checking also takes out what no page could show.
        form.validate()
        texts = {visit.part.closing[one.item]: one.text for one in form.typed if one.text}
        return closed_page(visit.work, why, texts=texts)
    if not form.validate():
        return visit.render(form), 422
    try:
        save_closing_texts(db.session, current_user, visit.participation, form.typed, now=now())
    except StaleSaveError as error:
        return _conflict_page(visit, form, error.items)
    return save_and_go_on(visit.work, visit.following)


def _conflict_page(visit: ClosingVisit, form: ClosingForm, items: tuple[str, ...]) -> ResponseReturnValue:
    # Nothing of this save is kept. What was loaded stays usable, without asking the database again.
    db.session.expunge_all()
    db.session.rollback()
    stored = visit.stored()
    newest = {item: stored.get(item, EMPTY) for item in items}
    form.accept_versions(newest)
    return visit.render(form, newest), 409

"""What is published: which version somebody asked for, its files, and how they are frozen with their sha256."""

import io
import uuid
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial, update_wrapper
from hashlib import sha256
from threading import BoundedSemaphore, Lock
from typing import Any, NamedTuple, Protocol, TypeAlias

import structlog
from flask import Blueprint, Response, abort, make_response, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import delete, func, insert, null, select
from sqlalchemy.orm import Session, defer

from app.documents.files import file_name
from app.documents.model import (
    ALL,
    ANSWERS,
    DOCUMENT,
    RENDERER,
    Booklet,
    DueForm,
    KeptForm,
    ReportDocument,
    parse_document,
)
from app.documents.rendering import render_booklet_docx, render_booklet_pdf
from app.doors.access import LEADERS, roles_in
from app.doors.limits import Limit, TooManyTriesError, count_try
from app.models import Assessment, DueFile, Rendering, Report, User
from app.state.rounds import may_measure_again
from app.texts.reports import BEING_DRAWN, BUSY, COMPARISON, DRAWN_LATER, FORMS, TOO_MANY, Form
from app.web.clock import now, today
from app.web.database import counting
from app.web.extensions import db, secret
from scoring.engine import RULES

log = structlog.get_logger()


@dataclass(frozen=True)
class WantedVersion:
    """Which version somebody asked for of what is published with a round: a frozen one, or the preview of the next."""

    assessment: Assessment
    roles: frozenset[str]
    report: Report | None
    """None: the preview."""
    reports: Sequence[Report]
    """All frozen ones, newest first."""

    @property
    def kept_with(self) -> Report | None:
        """The report with which it was frozen; None: it is made now."""
        return self.report

    @property
    def is_staff(self) -> bool:
        """Whether this person leads the conversation, and may see single answers."""
        return bool(self.roles & set(LEADERS))

    @property
    def is_own(self) -> bool:
        """Whether this person has a role in its municipality; otherwise in the one that it became part of."""
        return bool(roles_in(current_user, self.assessment.municipality_id))

    @property
    def is_newest(self) -> bool:
        """Whether it is the version that counts, of a round that is agreed."""
        return self.assessment.state == "agreed" and self.report is not None and self.report.id == self.reports[0].id

    @property
    def measures_again(self) -> bool:
        """Whether this person may start a round that is held against this one."""
        return may_measure_again(self.assessment, self.roles, today())

    def named(self, what: str, *parts: str) -> str:
        """The name of a file with it, without its ending."""
        version = f"versie-{self.report.number}" if self.report else "voorlopig"
        return file_name(what, self.assessment.municipality.name, self.assessment.title, *parts, version)

    def address(self, endpoint: str, **options: Any) -> str:
        """The address of another form of the same version."""
        version = self.report.number if self.report else None
        return url_for(endpoint, **{"assessment_id": self.assessment.id, "versie": version, **options})

    def frozen(self, kind: str, form: str) -> bytes | None:
        """The bytes of a form as they were frozen; None when it is made now, or that form was not made then."""
        return frozen_rendering(db.session, self.kept_with, kind, form) if self.kept_with else None

    def file(self, kind: str, form: str, draw: "Draw") -> bytes | None:
        """The same of a file: who comes before it was drawn draws it here, once and for all."""
        if self.kept_with is None:
            return None
        return _drawn_here(self.kept_with, kind, form, draw) or self.frozen(kind, form)

    def kept(self) -> Mapping[tuple[str, str], "KeptFile"]:
        """Every form that was frozen, by kind and form."""
        if self.kept_with is None:
            return {}
        drawn = select(Rendering.kind, Rendering.form, Rendering.sha256, null())
        due = select(DueFile.kind, DueFile.form, null(), DueFile.attempts)
        of = self.kept_with.id
        found = db.session.execute(drawn.where(Rendering.report_id == of).union_all(due.where(DueFile.report_id == of)))
        return {(kind, form): KeptFile(code, attempts) for kind, form, code, attempts in found}


def asked_version(assessment: Assessment, roles: frozenset[str]) -> tuple[Report | None, Sequence[Report]]:
    """The version that the address names, or the newest; None is the preview for who leads. And all, newest first."""
    reports = reports_of(db.session, assessment.id)
    return _chosen(assessment, roles, reports), reports


def _chosen(assessment: Assessment, roles: frozenset[str], reports: Sequence[Report]) -> Report | None:
    version = request.args.get("versie")
    if version is not None:
        found = [report for report in reports if str(report.number) == version]
        return found[0] if found else abort(404)
    if reports and (assessment.state == "agreed" or not roles & set(LEADERS)):
        return reports[0]
    # A reader without a frozen report: there is nothing for them yet.
    return None if roles & set(LEADERS) else abort(404)


class KeptFile(NamedTuple):
    """What is kept of one form of a frozen report."""

    code: str | None = None
    """Its sha256; None: it is still to be drawn, or nothing is kept."""
    attempts: int | None = None
    """How often somebody tried to draw it in vain; None: there is nothing to draw."""


NOTHING_KEPT = KeptFile()


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """One file of a document: its form, where it is, and what is kept of it."""

    form: Form
    url: str
    kept: KeptFile = NOTHING_KEPT

    @property
    def state(self) -> str:
        """What is to be said of it: that it is being drawn, or that this does not work; nothing once it is there."""
        if self.kept.attempts is None:
            return ""
        return DRAWN_LATER if self.kept.attempts > 1 else BEING_DRAWN


def publish(
    blueprint: Blueprint, place: str, name: str, forms: Iterable[str], view: Callable[..., ResponseReturnValue]
) -> None:
    """Give each form of a document an address and an endpoint: `place.pdf` is `name_pdf`; the view gets the form."""
    for form in forms:
        # The protection against forgery asks each view for its name.
        blueprint.add_url_rule(f"{place}.{form}", f"{name}_{form}", update_wrapper(partial(view, form=form), view))


MEDIA = {**{ending: form.media for ending, form in FORMS.items()}, "txt": "text/plain"}
SHOWN = ("pdf",)


def send(content: bytes, name: str, ending: str, *, shown: bool = False) -> Response:
    """A file by a name that says what it is; what a browser can show is not saved at once, nor what must be `shown`."""
    attached = not shown and ending not in SHOWN
    return send_file(io.BytesIO(content), MEDIA[ending], as_attachment=attached, download_name=f"{name}.{ending}")


def send_booklet(
    booklet: Booklet,
    form: str,
    *name: str,
    render_pdf: Callable[[Booklet], bytes] = render_booklet_pdf,
    kept_as: Hashable = None,
) -> ResponseReturnValue:
    """A booklet as PDF or Word, drawn now; `kept_as` names all that it is made of when it is the same for everybody."""
    render = render_pdf if form == "pdf" else render_booklet_docx
    return send(drawn_file(lambda: render(booklet), kept_as=kept_as), file_name(*name), form, shown=True)


class Freezable(Protocol):
    """All that the forms of one document are made of; what is equal gives the same bytes."""

    def forms(self) -> Iterable[KeptForm]:
        """What is kept at once: the document and its data."""
        ...

    def files(self) -> Iterable[DueForm]:
        """What is drawn from those afterwards: that takes seconds."""
        ...


@dataclass(frozen=True, slots=True)
class Draft:
    """The next version of what is published with a round, as it would be frozen now."""

    report_id: uuid.UUID
    at: datetime
    number: int
    contents: tuple[Freezable, ...]
    """Its report, and of an evaluation what differs from the round that it is held against."""


def freeze(session: Session, assessment: Assessment, actor: User, draft: Draft) -> Report:
    """Keep a draft that was read just now. Its files are drawn afterwards, from nothing but what is kept here.

    The caller holds the assessment for update, so that nothing can be saved that the report lacks.
    """
    contents = {(kind, form): content for each in draft.contents for kind, form, content in each.forms()}
    report = Report(
        id=draft.report_id,
        assessment_id=assessment.id,
        municipality_id=assessment.municipality_id,
        number=draft.number,
        interchange=contents[ALL, ANSWERS].decode(),
        rules=RULES,
        agreed_at=draft.at,
        agreed_by=actor.id,
        approved_by=assessment.approved_by,
    )
    session.add(report)
    session.flush()
    of = {"report_id": report.id, "municipality_id": report.municipality_id}
    session.execute(insert(Rendering), [_row(of, kind, form, each) for (kind, form), each in contents.items()])
    due = [
        {
            **of,
            "id": uuid.uuid4(),
            "kind": kind,
            "form": form,
            "sheets": None if sheets is None else sheets.decode(),
            "attempts": 0,
            "next_attempt_at": draft.at,
        }
        for each in draft.contents
        for kind, form, sheets in each.files()
    ]
    session.execute(insert(DueFile), due)
    return report


def _row(of: Mapping[str, uuid.UUID], kind: str, form: str, content: bytes) -> dict[str, Any]:
    return {
        **of,
        "id": uuid.uuid4(),
        "kind": kind,
        "form": form,
        "content": content,
        "sha256": sha256(content).hexdigest(),
        "renderer": RENDERER,
    }


Draw: TypeAlias = Callable[[bytes, str | None, str, str], bytes]
"""Makes a file of a frozen document, or of sheets as JSON: document, sheets, kind, form."""
AT_ONCE = 20
"""How many files are taken together: those of one report and its evaluation."""


def draw_due_files(session: Session, drawn_by: Mapping[str, Draw], *, now: datetime) -> None:
    """Draw what is due, of some reports; commits before and after each file. What fails is tried again later.

    A process that dies, or another one beside it, does no harm: the same bytes come of it, and the first are kept.
    """
    for due in _take_due(session, now):
        document = _document(session, due)
        # Nothing may be held while it is drawn.
        session.commit()
        try:
            content = drawn_by[due.kind](document, due.sheets, due.kind, due.form)
        except Exception as error:
            # Whatever is wrong with one file must not keep the others from being drawn.
            log.error("file_postponed", attempts=due.attempts, file=str(due.id), exc_info=error)
            continue
        _keep(session, due, content)
        session.commit()


def _take_due(session: Session, now: datetime) -> Sequence[DueFile]:
    """Take some, as if they had failed, as with mails."""
    query = select(DueFile).where(DueFile.next_attempt_at <= now).order_by(DueFile.next_attempt_at, DueFile.id)
    due = session.scalars(query.limit(AT_ONCE).with_for_update(skip_locked=True)).all()
    for each in due:
        each.attempts += 1
        each.next_attempt_at = now + timedelta(minutes=2 ** min(each.attempts, 6))
    session.flush()
    for each in due:
        # Somebody who does not want to wait may have it drawn, and then its row is gone.
        session.expunge(each)
    session.commit()
    return due


def _document(session: Session, due: DueFile) -> bytes:
    kind = COMPARISON if due.kind == COMPARISON else ALL
    query = select(Rendering.content).where(Rendering.report_id == due.report_id, Rendering.form == DOCUMENT)
    return session.scalars(query.where(Rendering.kind == kind)).one()


def _keep(session: Session, due: DueFile, content: bytes) -> None:
    """Once: who drew it at the same moment finds that it is no longer due."""
    result = session.connection().execute(delete(DueFile).where(DueFile.id == due.id))
    if result.rowcount:
        of = {"report_id": due.report_id, "municipality_id": due.municipality_id}
        session.execute(insert(Rendering), [_row(of, due.kind, due.form, content)])


def _drawn_here(report: Report, kind: str, form: str, draw: Draw) -> bytes | None:
    """A file that is still due, drawn and kept; None when it is not, or not any more."""
    of = DueFile.report_id == report.id, DueFile.kind == kind, DueFile.form == form
    due = db.session.scalars(select(DueFile).where(*of)).one_or_none()
    if due is None:
        return None
    document = _document(db.session, due)
    content = drawn_file(lambda: draw(document, due.sheets, kind, form))
    with counting() as session:
        _keep(session, due, content)
    return content


def reports_of(session: Session, assessment_id: uuid.UUID) -> Sequence[Report]:
    """The frozen reports of an assessment, newest first, without their answers."""
    query = select(Report).where(Report.assessment_id == assessment_id).order_by(Report.number.desc())
    return session.scalars(query.options(defer(Report.interchange))).all()


def last_number(session: Session, assessment_id: uuid.UUID) -> int:
    """The number of the newest report of an assessment; 0 when there is none."""
    return session.scalar(select(func.max(Report.number)).where(Report.assessment_id == assessment_id)) or 0


def newest_report(session: Session, assessment_id: uuid.UUID) -> Report | None:
    """The newest frozen report of an assessment with its answers; None when there is none."""
    query = select(Report).where(Report.assessment_id == assessment_id).order_by(Report.number.desc()).limit(1)
    return session.scalars(query).one_or_none()


def frozen_rendering(session: Session, report: Report, kind: str, form: str) -> bytes | None:
    """The bytes of one form of a report as they were frozen; None when that form was not made then."""
    return session.scalar(
        select(Rendering.content).where(
            Rendering.report_id == report.id, Rendering.kind == kind, Rendering.form == form
        )
    )


def frozen_document(session: Session, report: Report) -> ReportDocument | None:
    content = frozen_rendering(session, report, ALL, DOCUMENT)
    return None if content is None else parse_document(content)


FILES = Limit("file drawn by person", 120)
PLACES = BoundedSemaphore(4)
"""One draws and three wait; the other threads go on making pages."""
WAIT = 5
"""Seconds to wait for a turn to see a file."""
MOST = 32
"""How many files are kept that are the same for all."""
_turn = Lock()
KEPT: OrderedDict[Hashable, bytes] = OrderedDict()


def drawn_file(render: Callable[[], bytes], *, kept_as: Hashable = None) -> bytes:
    """What this draws, for who is signed in; ends the request with 429 when that person had too much drawn.

    `kept_as` names all that it is made of: what is drawn once is kept in this process, and counts for nobody.
    """
    if found := KEPT.get(kept_as):
        return found
    try:
        with counting() as session:
            count_try(session, FILES, str(current_user.id), secret(), now=now())
    except TooManyTriesError as error:
        abort(_page(TOO_MANY, 429, error.minutes))
    with drawing_turn():
        # Somebody may have drawn it while we waited.
        content = KEPT.get(kept_as) or render()
        if kept_as is not None:
            KEPT[kept_as] = content
        if len(KEPT) > MOST:
            KEPT.popitem(last=False)
    return content


@contextmanager
def drawing_turn() -> Iterator[None]:
    """Nobody else draws in this process meanwhile. Ends the request with 503 when too many wait, or it takes too long.

    Never to be asked for by who has the turn to write: everybody else would wait along.
    """
    if not PLACES.acquire(blocking=False):
        abort(_page(BUSY, 503, 1))
    try:
        if not _turn.acquire(timeout=WAIT):
            abort(_page(BUSY, 503, 1))
        try:
            yield
        finally:
            _turn.release()
    finally:
        PLACES.release()


def _page(explanation: str, status: int, minutes: int) -> Response:
    page = render_template("errors/429.html", explanation=explanation, minutes=minutes)
    return make_response(page, status, {"Retry-After": str(60 * minutes)})

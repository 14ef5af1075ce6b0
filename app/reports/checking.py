"""Checking a file: which frozen report it is, by its sha256, for whoever has the file or its code."""

import re
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import IO

from flask import current_app, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session, defer
from werkzeug.datastructures import CombinedMultiDict
from wtforms import Field, FileField
from wtforms.validators import StopValidation, ValidationError

from app.documents.model import DOCUMENT, ReportDocument
from app.doors.door import REPORTS
from app.doors.limits import Limit, TooManyTriesError, count_try, network_of
from app.models import Rendering, Report
from app.reports.blueprint import blueprint
from app.texts import reports as texts
from app.web.clock import now
from app.web.extensions import db
from app.web.forms import BaseForm, clean, text_field
from app.web.publication import frozen_document, last_number


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file that is one form of a frozen report."""

    document: ReportDocument
    """As it was frozen: a municipality keeps the name that stands in the file."""
    kind: str
    form: str
    agreed_at: datetime
    newest: int
    """The number of the newest version of this report."""

    @property
    def is_newest(self) -> bool:
        """Whether no version was agreed after this one."""
        return self.document.version == self.newest


def find_file(session: Session, code: str) -> FoundFile | None:
    """The frozen form with this sha256; of two versions with the same bytes the newest. None: nothing is known.

    The document that all forms are drawn from is no file that anybody gets; without it nothing can be said of a file.
    """
    query = (
        select(Report, Rendering.kind, Rendering.form)
        .join(Rendering, Rendering.report_id == Report.id)
        .where(Rendering.sha256 == code, Rendering.form != DOCUMENT)
        .order_by(Report.agreed_at.desc(), Report.number.desc())
        .options(defer(Report.interchange))
        .limit(1)
    )
    found = session.execute(query).first()
    if found is None:
        return None
    report, kind, form = found
    document = frozen_document(session, report)
    if document is None:
        return None
    return FoundFile(document, kind, form, report.agreed_at, last_number(session, report.assessment_id))


CHECKS = Limit("check of a report by network", 120)
"""Nobody can guess a code of 256 bits: this keeps a server from hashing files for somebody all day."""

PIECE = 64 * 1024
"""Bytes of a file in memory at a time."""


def count_check(session: Session, network: str, secret: str, *, now: datetime) -> None:
    """Count that somebody checks a file or a code. Raises TooManyTriesError; the caller commits then too."""
    count_try(session, CHECKS, network, secret, now=now)


def hash_of(file: IO[bytes]) -> str:
    """The sha256 of a file, in hexadecimal; it is read in pieces, and nothing of it is kept."""
    digest = sha256()
    while piece := file.read(PIECE):
        digest.update(piece)
    return digest.hexdigest()


CODE = re.compile(r"[0-9a-f]{64}")
ID = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}")
LONGEST = 200
"""Room for spaces between the characters of a code."""


def code_only(_: BaseForm, field: Field) -> None:
    """Take a code as it is kept, whatever spaces and capitals it was typed with; a field may stay empty."""
    typed = "".join((field.data or "").split()).lower()
    if not typed or CODE.fullmatch(typed):
        field.data = typed
    elif ID.fullmatch(typed):
        raise StopValidation(texts.ONLY_AN_ID)
    else:
        raise StopValidation(texts.NO_CODE)


class CheckForm(BaseForm):
    """A file, or the code of one."""

    file = FileField("Bestand")
    code = text_field("Controlecode", LONGEST, clean, code_only)

    def validate_code(self, field: Field) -> None:
        """One of both: with two nobody could tell what the answer is about."""
        has_file = bool(self.file.data and self.file.data.filename)
        if has_file and field.data:
            raise ValidationError(texts.TWO_THINGS)
        if not has_file and not field.data:
            raise ValidationError(texts.NOTHING_TO_CHECK)


@blueprint.route(texts.CHECK_PAGE, methods=["GET", "POST"])
def check_report() -> ResponseReturnValue:
    """Whether a file is a report as it was agreed, to the letter; and which one."""
    form = CheckForm(CombinedMultiDict([request.form, request.files]))
    if request.method != "POST":
        return check_page(form)
    if not form.validate():
        return check_page(form), 422
    secret = current_app.config["SETTINGS"].secret_key.get_secret_value()
    try:
        count_check(db.session, network_of(request.remote_addr), secret, now=now())
    except TooManyTriesError as error:
        db.session.commit()
        form.code.errors = [texts.too_often(error.minutes)]
        return check_page(form), 429
    db.session.commit()
    file = form.file.data
    is_file = bool(file and file.filename)
    code = hash_of(file.stream) if is_file else form.code.data
    return check_page(CheckForm(), code=code, is_file=is_file, found=find_file(db.session, code))


def check_page(form: CheckForm, *, code: str = "", is_file: bool = False, found: FoundFile | None = None) -> str:
    """The form, and above it what came out for this code, if anything was checked."""
    megabytes = REPORTS // (1024 * 1024)
    return render_template(
        "reports/check.html", form=form, code=code, is_file=is_file, found=found, texts=texts, megabytes=megabytes
    )

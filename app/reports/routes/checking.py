"""HTTP of checking a report: for anybody who has a file of one, signed in or not.

The answer comes to a POST only: so no code stands in an address, a log or the history of a browser.
"""

from flask import current_app, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import CombinedMultiDict

from app.clock import now
from app.door import REPORTS
from app.extensions import db
from app.limits import TooManyTriesError, network_of
from app.reports.forms import CheckForm
from app.reports.operations import count_check, hash_of
from app.reports.queries.checking import FoundFile, find_file
from app.reports.routes.entrance import blueprint
from app.texts import checking as texts


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

"""HTTP of the history of an assessment: every change, newest first."""

import uuid
from typing import Any

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.extensions import db
from app.history.forms import FilterForm, build_filter_form
from app.history.queries.pages import HistoryPage, load_page
from app.history.queries.scope import Scope, load_scope
from app.history.queries.wanted import Wanted
from app.history.routes.blueprint import HISTORY, blueprint
from app.texts.history import pages as texts

MOST = 10_000
"""The number of pages that somebody can ask for at most."""


@blueprint.get(HISTORY)
def overview(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Who changed what, when and why; or the page with what was wrong in the choice."""
    scope = load_scope(current_user, assessment_id)
    form, wanted = asked(scope)
    if wanted is None:
        return _shown(scope, form, None, Wanted()), 422
    return _shown(scope, form, load_page(db.session, scope, wanted, page_number()), wanted), 200


def asked(scope: Scope) -> tuple[FilterForm, Wanted | None]:
    """The form with what the address asks; None when that cannot be read. 404 for a question that is not there."""
    form, item = build_filter_form(scope, request.args), request.args.get("vraag") or None
    if item is not None and item not in scope.titles.questions:
        abort(404)
    return form, form.wanted(item) if form.validate() else None


def page_number() -> int:
    """Which page the address asks for; the first when it says nothing that can be read."""
    text = request.args.get("pagina", "")
    return max(1, min(int(text), MOST)) if text.isdecimal() and len(text) < 9 else 1


def _shown(scope: Scope, form: FilterForm, page: HistoryPage | None, wanted: Wanted) -> str:
    named: dict[str, Any] = {"assessment_id": scope.assessment.id}
    chosen = {name: text for name, text in request.args.items() if text and name in (*form.data, "vraag")}
    return render_template(
        "history/overview.html",
        scope=scope,
        form=form,
        page=page,
        wanted=wanted,
        question=scope.titles.questions.get(wanted.item or ""),
        named={**chosen, **named},
        here=url_for("history.overview", **named),
        texts=texts,
    )

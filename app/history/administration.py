"""HTTP of what changed outside the assessments, for administrators."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.doors.access import administrators_only
from app.history.overview import (
    Outside,
    blueprint,
    build_outside_form,
    load_outside,
    municipalities_with_names,
    page_number,
)
from app.texts.history import pages as texts
from app.web.extensions import db


@blueprint.get("/beheer/geschiedenis")
@administrators_only
def administration() -> ResponseReturnValue:
    """Who changed roles, municipalities and organisations, and when; never an answer."""
    form = build_outside_form(municipalities_with_names(db.session), request.args)
    valid = form.validate()
    wanted = form.wanted if valid else Outside()
    page = render_template(
        "history/administration.html",
        form=form,
        page=load_outside(db.session, wanted, page_number()) if valid else None,
        wanted=wanted,
        named={name: text for name, text in request.args.items() if text and name in form.data},
        here=url_for("history.administration"),
        texts=texts,
    )
    return page, 200 if valid else 422

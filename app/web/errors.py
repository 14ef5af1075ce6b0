"""Error pages: what happened, and what you can do."""

import secrets

import structlog
from flask import Flask, Response, current_app, g, render_template, request, session
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, SecurityError

from app.saving.typed import typed_texts
from app.web.extensions import db

log = structlog.get_logger()
PAGES = frozenset({400, 403, 404, 405, 409, 413, 429})
TOLD = frozenset({400, 403, 404})
"""What the log tells of: somebody who tries doors."""


def register(app: Flask) -> None:
    """Register a page for every error that people can meet."""
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(SecurityError, other_host)
    app.register_error_handler(OperationalError, unavailable)
    app.register_error_handler(Exception, crash)


def http_error(error: HTTPException) -> ResponseReturnValue:
    """The page of an HTTP error; an error without a page of its own gets the one for 400."""
    if error.response is not None:
        return error.response
    code = error.code or 500
    if code < 400:
        return error.get_response()
    db.session.rollback()
    if code in TOLD and request.endpoint:
        log.warning("refused", status=code, endpoint=request.endpoint, method=request.method, actor=actor())
    page = f"errors/{code if code in PAGES else 400}.html"
    return render_template(page, typed=typed_texts(), explanation=getattr(error, "explanation", None)), code


def actor() -> str | None:
    """The id of who is signed in, as far as that is known already: a broken database is not asked."""
    person = g.get("_login_user")
    return str(person.id) if person is not None and person.is_authenticated else None


def other_host(_: SecurityError) -> ResponseReturnValue:
    """A request for a name that is not ours (D15): no addresses can be made for it, so no page either."""
    return Response("Dit adres hoort niet bij Samenhang.\n", 400, mimetype="text/plain")


def forget_acknowledgements() -> None:
    """Take back what the next page would have said is saved: the commit did not return (D4)."""
    session.pop("_flashes", None)


def unavailable(error: OperationalError) -> ResponseReturnValue:
    """The database does not answer, is full or stays locked: nothing was saved, and people can try again."""
    db.session.rollback()
    forget_acknowledgements()
    log.error("database_unavailable", endpoint=request.endpoint, kind=type(error.orig).__name__)
    return plain_page("errors/503.html", typed=typed_texts()), 503, {"Retry-After": "10"}


def crash(error: Exception) -> ResponseReturnValue:
    """Something that should not happen: a page without database, with a reference that is in the log."""
    reference = secrets.token_hex(4)
    forget_acknowledgements()
    log.error("crash", reference=reference, endpoint=request.endpoint, actor=actor(), exc_info=error)
    return plain_page("errors/500.html", reference=reference, typed=typed_texts()), 500


def plain_page(name: str, **values: object) -> str:
    """A page without who is signed in and the menu: those would ask the database that may be what is broken."""
    return current_app.jinja_env.get_template(name).render(values)

"""Error pages: what happened, and what you can do."""

import secrets

import structlog
from flask import Flask, current_app, render_template, request, session
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from app.extensions import db

log = structlog.get_logger()
PAGES = frozenset({400, 403, 404, 405, 409, 413, 429})


def register(app: Flask) -> None:
    """Register a page for every error that people can meet."""
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(CSRFError, forged)
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
    return render_template(f"errors/{code if code in PAGES else 400}.html"), code


def forged(_: CSRFError) -> ResponseReturnValue:
    """A form without a valid token: most often a page that stood open in another session."""
    return render_template("errors/400.html"), 400


def forget_acknowledgements() -> None:
    """Take back what the next page would have said is saved: the commit did not return (D4)."""
    session.pop("_flashes", None)


def unavailable(error: OperationalError) -> ResponseReturnValue:
    """The database does not answer, is full or stays locked: nothing was saved, and people can try again."""
    db.session.rollback()
    forget_acknowledgements()
    log.error("database_unavailable", endpoint=request.endpoint, kind=type(error.orig).__name__)
    return plain_page("errors/503.html"), 503, {"Retry-After": "10"}


def crash(error: Exception) -> ResponseReturnValue:
    """Something that should not happen: a page without database, with a reference that is in the log."""
    reference = secrets.token_hex(4)
    forget_acknowledgements()
    log.exception("crash", reference=reference, endpoint=request.endpoint, exc_info=error)
    return plain_page("errors/500.html", reference=reference), 500


def plain_page(name: str, **values: str) -> str:
    """A page without who is signed in and the menu: those would ask the database that may be what is broken."""
    return current_app.jinja_env.get_template(name).render(values)

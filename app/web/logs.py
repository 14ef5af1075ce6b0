"""One event a line, in UTC, without names, e-mail addresses or answers."""

import logging
import sys
import traceback
from collections.abc import Iterator, MutableMapping
from typing import Any

import structlog
from flask import has_request_context, request

from config import Settings

Event = MutableMapping[str, Any]


def start(settings: Settings) -> None:
    """Write events to stderr: JSON for machines, or readable lines in debug and example mode."""
    # Flask-Alembic would tell every step of an upgrade, in lines of its own.
    logging.getLogger("alembic").setLevel(logging.WARNING)
    # Flask tells of errors in the handling of errors, and would write their messages out.
    logging.getLogger("app").handlers = [FlaskLines()]
    readable = settings.debug or settings.example
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            with_origin,
            with_trace,
            structlog.dev.ConsoleRenderer(colors=False) if readable else structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )


class FlaskLines(logging.Handler):
    """What Flask itself has to tell, as an event like all others."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write it, without its text: that holds what was asked for."""
        error = record.exc_info[1] if record.exc_info else None
        structlog.get_logger().log(record.levelno, "flask", function=record.funcName, exc_info=error)


def with_origin(_: Any, __: str, event: Event) -> Event:
    """Add where a request came from."""
    if has_request_context():
        event["origin"] = request.remote_addr
    return event


def with_trace(_: Any, __: str, event: Event) -> Event:
    """Replace an error by what kind it is and where it arose: its message can hold what people typed."""
    error = event.pop("exc_info", None)
    if isinstance(error, BaseException):
        event["trace"] = "\n".join(_trace(error))
    return event


def _trace(error: BaseException | None) -> Iterator[str]:
    while error is not None:
        yield "".join([*traceback.format_tb(error.__traceback__), type(error).__qualname__])
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)

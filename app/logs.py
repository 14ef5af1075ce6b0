"""One event a line, in UTC, without names, addresses or answers."""

import logging
import sys

import structlog

from config import Settings


def start(settings: Settings) -> None:
    """Write events to stderr: JSON for machines, or readable lines in debug and example mode."""
    # Flask-Alembic would tell every step of an upgrade, in lines of its own.
    logging.getLogger("alembic").setLevel(logging.WARNING)
    readable = settings.debug or settings.example
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.dev.ConsoleRenderer(colors=False) if readable else structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )

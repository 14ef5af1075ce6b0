"""The one place where the application asks what time it is."""

from datetime import UTC, date, datetime

from app.web.formatting import HERE


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Today's date in the Netherlands."""
    return now().astimezone(HERE).date()

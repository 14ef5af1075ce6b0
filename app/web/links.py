"""Links that people type: an address that somebody could open, and that an interchange file may hold."""

from urllib.parse import urlsplit

from wtforms import Field, Form
from wtforms.validators import ValidationError

from app.texts.assessments import LINK_INCOMPLETE


def complete_link(_: Form, field: Field) -> None:
    """Refuse an address that nobody could open; an empty field is fine."""
    if field.data and not _can_be_opened(field.data):
        raise ValidationError(LINK_INCOMPLETE)


def _can_be_opened(link: str) -> bool:
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return link.startswith(("http://", "https://")) and bool(parts.hostname) and not set(link) & set(' \t\n"<>')

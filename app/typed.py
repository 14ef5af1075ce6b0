"""What people typed in a form, to give it back where it was not saved."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from flask import request
from werkzeug.exceptions import HTTPException

from app.door import cleaned

FEATURES = frozenset(
    {"assessments", "desk", "meetings", "network", "participants", "reviews", "sharing", "trajectories"}
)
"""The features in which people type texts that must not get lost."""
TEXTS = frozenset(
    {"reason", "dissent", "evidence_note", "evidence_link", "text", "title", "line", "personal_line", "answer"}
    | {"name", "email", "goes_well", "problem", "who_helps", "note", "present", "who", "place"}
    | {"owner", "partners_text", "done_when", "starts_on", "ends_on", "hours"}
    | {"organisation", "contact", "agreements"}
    | {"decided_by", "asked", "experience", "changed_what"}
)
"""The fields for texts; others hold choices, ids and numbers."""


def texts_in(fields: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """The texts among the names and values of a form; a name can have the id of a question before it."""
    return tuple(cleaned(value) for name, value in fields if value.strip() and _is_text(name.rsplit("-", 1)[-1]))


def typed_texts() -> tuple[str, ...]:
    """The texts in the form that is being posted; none when another site made it, or when it cannot be read."""
    if request.method != "POST" or request.blueprint not in FEATURES or not is_from_here():
        return ()
    try:
        return texts_in(request.form.items(multi=True))
    except HTTPException:
        return ()


def is_from_here() -> bool:
    """Whether a page of this installation made the request, as far as the browser says."""
    return urlsplit(request.headers.get("Origin", request.host_url)).netloc == request.host


def _is_text(name: str) -> bool:
    return name in TEXTS or name.startswith("name_")

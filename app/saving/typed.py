"""What people typed in a form, to give it back where it was not saved.

Which fields people type in, the forms say: this looks at all of them, so that no new one can be forgotten.
"""

import re
import uuid
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from urllib.parse import urlsplit

from flask import current_app, request
from werkzeug.exceptions import HTTPException
from wtforms import PasswordField, StringField, TextAreaField

from app.doors.door import cleaned
from app.web.forms import BaseForm, TypedField

VERSION = re.compile(r"[0-9a-f]{32}")
MOST_KNOWN = 200
"""Versions that a page can know: more than it has questions and saves."""
HIDDEN = "-"
"""What stands for the label of a field with a code or a password."""


def texts_in(fields: Iterable[tuple[str, str]], feature: str) -> tuple[str, ...]:
    """The texts among the names and values of a form of a feature; a name can have the id of a question before it.

    What was typed on one line has its label before it: 9.30 alone says little.
    """
    posted = [(_last(name), value) for name, value in fields]
    names = frozenset(name for name, _ in posted)
    labelled = ((_label(name, names, feature), value) for name, value in posted if value.strip())
    return tuple(f"{label}{cleaned(value)}" for label, value in labelled if label is not None)


def is_secret(name: str, feature: str) -> bool:
    """Whether a field of a form of this feature holds a code or a password."""
    return any(form.get(_last(name)) is HIDDEN for form in _with(_last(name), feature))


def typed_texts() -> tuple[str, ...]:
    """The texts in the form that is being posted; none when another site made it, or when it cannot be read."""
    if request.method != "POST" or not is_from_here():
        return ()
    try:
        return texts_in(request.form.items(multi=True), feature_of(request.blueprint))
    except HTTPException:
        return ()


def feature_of(blueprint: str | None) -> str:
    """The name of the package that a blueprint is of; nothing when there is none."""
    return current_app.blueprints[blueprint].import_name.split(".")[1] if blueprint else ""


def is_from_here() -> bool:
    """Whether a page of this installation made the request, as far as the browser says."""
    return urlsplit(request.headers.get("Origin", request.host_url)).netloc == request.host


def _label(name: str, posted: frozenset[str], feature: str) -> str | None:
    """What to write before a text of this field, in a form with these fields; None when nobody types in it."""
    labels = [(form, form[name]) for form in _with(name, feature) if form[name] not in (None, HIDDEN)]
    if not labels:
        return None
    # The form that is most like the one that was posted knows best; of two that say different things, neither.
    alike = [(len(posted & form.keys()), -len(form)) for form, _ in labels]
    best = {label for (_, label), likeness in zip(labels, alike, strict=True) if likeness == max(alike)}
    return best.pop() if len(best) == 1 else ""


def _with(name: str, feature: str) -> list[Mapping[str, str | None]]:
    """The forms with this field: features use each other's, but a name can be of something else there."""
    found = [(module, form) for module, form in fields_by_form() if name in form]
    own = [form for module, form in found if module.startswith(f"app.{feature}.")]
    return own or [form for _, form in found]


def _last(name: str) -> str:
    """The name of a field in its own form; of names that are made when a form is used, how they begin."""
    plain = name.rsplit("-", 1)[-1]
    return next((start for start in _beginnings() if plain.startswith(start)), plain)


@cache
def _beginnings() -> tuple[str, ...]:
    return tuple({start for form in _classes(BaseForm) for start in form.typed_beginnings})


@cache
def fields_by_form() -> tuple[tuple[str, Mapping[str, str | None]], ...]:
    """Every form of the application: its module, and its fields."""
    return tuple((form.__module__, _fields(form)) for form in _classes(BaseForm))


def _fields(form: type[BaseForm]) -> Mapping[str, str | None]:
    """By the name of each field what to write before its text: its label, nothing for a longer text; or HIDDEN.

    None for a field in which nobody types.
    """
    found: dict[str, str | None] = dict.fromkeys(form.typed_beginnings, "")
    for attribute in dir(form):
        field = getattr(form, attribute)
        kind = getattr(field, "field_class", None)
        # A field can have another name in the page than in the form: that of its column.
        name = getattr(field, "name", None) or attribute
        if kind is PasswordField:
            found[name] = HIDDEN
        elif kind is TextAreaField:
            found[name] = ""
        elif kind is not None and field.args and (kind is StringField or issubclass(kind, TypedField)):
            found[name] = f"{field.args[0]} " if field.args[0].endswith("?") else f"{field.args[0]}: "
        elif kind is not None:
            found[name] = None
    return found


def _classes(base: type[BaseForm]) -> Iterator[type[BaseForm]]:
    for form in base.__subclasses__():
        yield form
        yield from _classes(form)


def known_versions(text: str) -> frozenset[uuid.UUID]:
    """The versions of drafts that a page knows, as it sends them: those that it was made with or made itself."""
    return frozenset(map(uuid.UUID, VERSION.findall(text.replace("-", ""))[-MOST_KNOWN:]))

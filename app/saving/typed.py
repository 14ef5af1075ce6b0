"""What people typed is not lost: given back where it was not saved, and held when their session has ended."""

import json
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import NoReturn
from urllib.parse import urlsplit

from flask import Response, abort, current_app, make_response, render_template, request
from flask import session as cookie
from itsdangerous import BadSignature, URLSafeTimedSerializer
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session
from werkzeug.exceptions import HTTPException
from wtforms import PasswordField, StringField, TextAreaField

from app.doors.door import FILES, cleaned
from app.doors.tokens import new_token, token_hash
from app.models import HeldForm
from app.web.extensions import db
from app.web.forms import BaseForm, TypedField

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


def refuse(explanation: str, way_on: tuple[str, str]) -> NoReturn:
    """Stop with the page (409) that says why something cannot be done, the way on, and everything that was typed."""
    page = render_template("errors/409.html", explanation=explanation, back=way_on, typed=typed_texts())
    abort(make_response(page, 409))


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


REMEMBERED = timedelta(days=7)
"""How long a browser remembers who signed in with it last: a page may stand open for a weekend."""
MOST = 20
"""How many forms of one person wait at most; more of them is no forgotten tab. A cookie has room for their keys."""
NOT_HELD = frozenset({"accounts", "example", "pages"})
"""Features of which no form waits: a code is asked anew, and what is a button only is pushed again."""


BY_SCRIPT = frozenset({"assessments.keep_draft", "reviews.keep_draft"})
"""What a page sends by itself, while what was typed still stands in it: nothing of it waits, and nobody is told."""


@dataclass(frozen=True, slots=True)
class WaitingForm:
    """A form that waits for its owner, with the key that the owner's cookie holds."""

    key: str
    path: str
    held_at: datetime
    fields: tuple[tuple[str, str], ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """What was typed, to be recognised by."""
        return texts_in(self.fields, self._feature)

    @property
    def lacks_secret(self) -> bool:
        """Whether a code or a password was part of it, which is not kept."""
        return any(is_secret(name, self._feature) for name, _ in self.fields)

    @property
    def lacks_file(self) -> bool:
        """Whether a file may have been part of it, which is not kept."""
        return self._endpoint in FILES

    @property
    def _feature(self) -> str:
        return feature_of(self._endpoint.rpartition(".")[0])

    @property
    def _endpoint(self) -> str:
        """The endpoint that the form is for; nothing when a newer version of the application has it no more."""
        try:
            return str(current_app.url_map.bind("").match(urlsplit(self.path).path, method="POST")[0])
        except HTTPException:
            return ""


def hold_posted_form(now: datetime) -> bool:
    """Keep the form that is being posted by somebody who must show who they are first; whether that could be done.

    It is kept for the person who signed in last with this browser. Their cookie is SameSite=Strict, so another
    site cannot put words into somebody's mouth this way.
    """
    owner = last_person()
    if owner is None or not is_from_here() or request.blueprint in NOT_HELD or len(request.full_path) > 500:
        return False
    waiting = select(func.count()).where(HeldForm.user_id == owner, HeldForm.expires_at > now)
    if (db.session.scalar(waiting) or 0) >= MOST:
        return False
    key = new_token()
    row = HeldForm(
        user_id=owner,
        key_hash=token_hash(key),
        path=request.full_path.rstrip("?"),
        fields=json.dumps([pair for pair in _posted() if pair[0] != "csrf_token"]),
        created_at=now,
        expires_at=now + timedelta(days=current_app.config["SETTINGS"].keep_held_forms_days),
    )
    db.session.add(row)
    db.session.commit()
    cookie["held"] = [*held_keys(), key][-MOST:]
    return True


def _posted() -> list[tuple[str, str]]:
    """What was posted, without characters that no page could show again, and without what is secret."""
    feature = feature_of(request.blueprint)
    posted = [(cleaned(name), cleaned(value)) for name, value in request.form.items(multi=True)]
    return [(name, "" if is_secret(name, feature) else value) for name, value in posted]


def held_keys() -> list[str]:
    """The keys of the forms that wait for who is signed in here, or was the last to be."""
    keys: list[str] = cookie.get("held", [])
    return keys


def keys_in_browser() -> list[str]:
    """The keys of all forms that were left in this browser; each opens its form for its owner only."""
    others: list[str] = cookie.get("held_for_others", [])
    return [*others, *held_keys()]


def renew_cookie(all_keys: list[str], own: list[str]) -> None:
    """Empty the cookie, but for the keys: forms of somebody else wait until that person signs in here again."""
    cookie.clear()
    others = [key for key in all_keys if key not in own][-MOST:]
    cookie.update({name: keys for name, keys in (("held", own), ("held_for_others", others)) if keys})


def waiting_forms(session: Session, keys: list[str], user_id: uuid.UUID, now: datetime) -> list[WaitingForm]:
    """The forms behind these keys that are this person's, oldest first."""
    if not keys:
        return []
    hashes = {token_hash(key): key for key in keys}
    rows = session.scalars(
        select(HeldForm)
        .where(HeldForm.key_hash.in_(hashes), HeldForm.user_id == user_id, HeldForm.expires_at > now)
        .order_by(HeldForm.created_at)
    )
    return [
        WaitingForm(hashes[row.key_hash], row.path, row.created_at, tuple((n, v) for n, v in json.loads(row.fields)))
        for row in rows
    ]


def forget_held_form(session: Session, key: str) -> None:
    """Remove a form that has been sent after all."""
    session.execute(delete(HeldForm).where(HeldForm.key_hash == token_hash(key)))
    cookie["held"] = [other for other in held_keys() if other != key]


def remember_person(response: Response, user_id: uuid.UUID) -> None:
    """Let the browser remember who signed in, for the form that is posted too late."""
    settings = current_app.config["SETTINGS"]
    response.set_cookie(
        _cookie_name(),
        _signer().dumps(user_id.hex),
        max_age=REMEMBERED,
        secure=settings.secure,
        httponly=True,
        samesite="Strict",
    )


def forget_person(response: Response) -> None:
    """Who signs out leaves nothing behind in this browser."""
    secure = current_app.config["SETTINGS"].secure
    response.delete_cookie(_cookie_name(), secure=secure, httponly=True, samesite="Strict")


def _cookie_name() -> str:
    return f"{current_app.config['SESSION_COOKIE_NAME']}-person"


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="last person")


def last_person() -> uuid.UUID | None:
    """Who signed in last with this browser, and did not sign out; None after REMEMBERED."""
    signed = request.cookies.get(_cookie_name(), "")
    try:
        return uuid.UUID(hex=_signer().loads(signed, max_age=int(REMEMBERED.total_seconds())))
    except BadSignature:
        return None

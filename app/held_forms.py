"""No lost work: a form that is posted after a session has ended waits until the same person has signed in again."""

import json
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Response, current_app, request
from flask import session as cookie
from itsdangerous import BadSignature, URLSafeTimedSerializer
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app.door import cleaned
from app.extensions import db
from app.models import HeldForm
from app.retention import KEEP_HELD_FORMS
from app.tokens import new_token, token_hash
from app.typed import FEATURES, is_from_here, texts_in

REMEMBERED = timedelta(days=7)
"""How long a browser remembers who signed in with it last: a page may stand open for a weekend."""
MOST = 20
"""How many forms of one person wait at most; more of them is no forgotten tab."""
SHOWN = 5
"""How many keys the session cookie holds; a cookie has room for 4 kB."""


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
        return texts_in(self.fields)


def hold_posted_form(now: datetime) -> bool:
    """Keep the form that is being posted by somebody whose session has ended; whether that could be done.

    It is kept for the person who signed in last with this browser. Their cookie is SameSite=Strict, so another
    site cannot put words into somebody's mouth this way.
    """
    owner = last_person()
    if owner is None or not _is_holdable() or _waiting(db.session, owner, now) >= MOST:
        return False
    key = new_token()
    row = HeldForm(
        user_id=owner,
        key_hash=token_hash(key),
        path=request.full_path.rstrip("?"),
        fields=json.dumps([pair for pair in _posted() if pair[0] != "csrf_token"]),
        created_at=now,
        expires_at=now + KEEP_HELD_FORMS,
    )
    db.session.add(row)
    db.session.commit()
    cookie["held"] = [*held_keys(), key][-SHOWN:]
    return True


def _posted() -> list[tuple[str, str]]:
    """What was posted, without characters that no page could show again."""
    return [(cleaned(name), cleaned(value)) for name, value in request.form.items(multi=True)]


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
    others = [key for key in all_keys if key not in own][-SHOWN:]
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


def _is_holdable() -> bool:
    text_only = request.mimetype == "application/x-www-form-urlencoded"
    return is_from_here() and text_only and request.blueprint in FEATURES and len(request.full_path) <= 500


def _waiting(session: Session, user_id: uuid.UUID, now: datetime) -> int:
    waiting = select(func.count()).where(HeldForm.user_id == user_id, HeldForm.expires_at > now)
    return session.scalar(waiting) or 0

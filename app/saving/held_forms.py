"""No lost work: a form that is posted after a session has ended waits until the same person has signed in again."""

import json
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from flask import Response, current_app, request
from flask import session as cookie
from itsdangerous import BadSignature, URLSafeTimedSerializer
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session
from werkzeug.exceptions import HTTPException

from app.doors.door import FILES, cleaned
from app.doors.tokens import new_token, token_hash
from app.models import HeldForm
from app.saving.typed import feature_of, is_from_here, is_secret, texts_in
from app.web.extensions import db

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
    if owner is None or not _is_holdable() or _waiting(db.session, owner, now) >= MOST:
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


def _is_holdable() -> bool:
    return is_from_here() and request.blueprint not in NOT_HELD and len(request.full_path) <= 500


def _waiting(session: Session, user_id: uuid.UUID, now: datetime) -> int:
    waiting = select(func.count()).where(HeldForm.user_id == user_id, HeldForm.expires_at > now)
    return session.scalar(waiting) or 0

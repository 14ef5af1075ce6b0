"""What a browser keeps for a while without being able to read it: values in the session cookie, for one person."""

import json
import uuid
from datetime import timedelta

from cryptography.fernet import InvalidToken
from flask import session as cookie

from app.accounts.routes.blueprint import secret
from app.clock import now
from app.tokens import decrypted, encrypted


def seal(name: str, person_id: uuid.UUID, value: list[str]) -> None:
    """Put a value in the cookie, encrypted, with whose it is and the moment."""
    cookie[name] = encrypted(secret(), json.dumps([name, person_id.hex, int(now().timestamp()), value]))


def unsealed(name: str, person_id: uuid.UUID, within: timedelta) -> list[str] | None:
    """The value of this person that was put in the cookie not longer ago than this."""
    try:
        kept_name, owner, moment, value = json.loads(decrypted(secret(), cookie.get(name, "")))
    except InvalidToken:
        return None
    is_fresh = 0 <= now().timestamp() - moment < within.total_seconds()
    found: list[str] | None = value if is_fresh and (kept_name, owner) == (name, person_id.hex) else None
    return found

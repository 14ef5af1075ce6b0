"""Secrets that people carry: only their hashes are kept, so a copy of the database opens no door (D16)."""

import hashlib
import hmac
import secrets
import uuid


def new_token() -> str:
    """A secret of 256 bits that fits in a cookie."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """What is kept of a secret; a long random secret needs no key or salt."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_code() -> str:
    """Six random digits."""
    return f"{secrets.randbelow(1_000_000):06d}"


def code_hash(key: str, code_id: uuid.UUID, code: str) -> str:
    """What is kept of a six-digit code: without the key of this installation a million guesses would find it."""
    return hmac.digest(key.encode(), f"{code_id}:{code}".encode(), "sha256").hex()

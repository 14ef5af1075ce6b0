"""Secrets that people carry: only their hashes are kept, so a copy of the database opens no door (D16)."""

import base64
import hashlib
import hmac
import secrets
import uuid

from cryptography.fernet import Fernet


def new_token() -> str:
    """A secret of 256 bits that fits in a cookie."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """What is kept of a secret; a long random secret needs no key or salt."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_code(digits: int) -> str:
    """So many random digits."""
    return f"{secrets.randbelow(10**digits):0{digits}d}"


def code_hash(key: str, code_id: uuid.UUID, code: str) -> str:
    """What is kept of a code: without the key of this installation a million guesses would find it."""
    return hmac.digest(key.encode(), f"{code_id}:{code}".encode(), "sha256").hex()


def keyed_hash(key: str, purpose: str, text: str) -> str:
    """What is kept of something that can be guessed, such as an address: worth nothing without the key."""
    return hmac.digest(key.encode(), f"{purpose}:{text}".encode(), "sha256").hex()


def invitation_token(key: str, participation_id: uuid.UUID, email: str) -> str:
    """The secret in the links that one colleague gets at one address: made anew for each mail, and always the same.

    Of 160 bits, and with no sign at its end that a mail program takes for the end of a sentence.
    """
    return keyed_hash(key, "invitation", f"{participation_id} {email}")[:40]


def mails_token(key: str, mail_id: uuid.UUID) -> str:
    """The secret with which the reader of one mail turns such mails off: which mail, and 160 bits that prove it."""
    return f"{mail_id.hex}{keyed_hash(key, 'mails off', mail_id.hex)[:40]}"


def encrypted(key: str, text: str) -> str:
    """A secret that must be read again, as it is kept in the database."""
    return _box(key).encrypt(text.encode()).decode()


def decrypted(key: str, text: str) -> str:
    """The secret that was kept. `cryptography.fernet.InvalidToken` when the key is another one."""
    return _box(key).decrypt(text.encode()).decode()


def _box(key: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"kept secrets:{key}".encode()).digest()))

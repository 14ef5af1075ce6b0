"""Checking a file: how often, and what is looked up of it."""

from datetime import datetime
from hashlib import file_digest
from typing import IO

from sqlalchemy.orm import Session

from app.limits import Limit, count_try

CHECKS = Limit("check of a report by network", 120)
"""Nobody can guess a code of 256 bits: this keeps a server from hashing files for somebody all day."""


def count_check(session: Session, network: str, secret: str, *, now: datetime) -> None:
    """Count that somebody checks a file or a code. Raises TooManyTriesError; the caller commits then too."""
    count_try(session, CHECKS, network, secret, now=now)


def hash_of(file: IO[bytes]) -> str:
    """The sha256 of a file, in hexadecimal; it is read in pieces, and nothing of it is kept."""
    return file_digest(file, "sha256").hexdigest()

"""Checking a file: how often, and what is looked up of it."""

from datetime import datetime
from hashlib import sha256
from typing import IO

from sqlalchemy.orm import Session

from app.limits import Limit, count_try

CHECKS = Limit("check of a report by network", 120)
"""Nobody can guess a code of 256 bits: this keeps a server from hashing files for somebody all day."""

PIECE = 64 * 1024
"""Bytes of a file in memory at a time."""


def count_check(session: Session, network: str, secret: str, *, now: datetime) -> None:
    """Count that somebody checks a file or a code. Raises TooManyTriesError; the caller commits then too."""
    count_try(session, CHECKS, network, secret, now=now)


def hash_of(file: IO[bytes]) -> str:
    """The sha256 of a file, in hexadecimal; it is read in pieces, and nothing of it is kept."""
    digest = sha256()
    while piece := file.read(PIECE):
        digest.update(piece)
    return digest.hexdigest()

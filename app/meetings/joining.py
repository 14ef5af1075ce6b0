"""Joining a meeting from a telephone: the short address and the code of the day, which lead there and open nothing."""

import uuid
from datetime import date

from app.doors.tokens import keyed_hash

DIGITS = 6


def join_code(meeting_id: uuid.UUID, day: date, secret: str) -> str:
    """The six digits that lead to a meeting on this day, for who is invited to it.

    They are kept nowhere: made anew for each page from the key of this installation, and tomorrow they are others.
    """
    return f"{int(keyed_hash(secret, 'meeting code', f'{meeting_id} {day}'), 16) % 10**DIGITS:0{DIGITS}d}"


def spaced_code(code: str) -> str:
    """A code as people read it: `482 913`."""
    return f"{code[: DIGITS // 2]} {code[DIGITS // 2 :]}"


def join_address(base_url: str) -> str:
    """Where to type the code, as short as people can type it: `samenhang.example/mee`."""
    return f"{base_url.partition('://')[2]}/mee"

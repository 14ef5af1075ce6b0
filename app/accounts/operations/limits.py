"""How often each thing at the door may be tried; the counts are in the database (app.limits)."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app.limits import Limit, count_try, take_back_try

ASKED_HERE = Limit("code by address and network", 6)
ASKED_FOR_ADDRESS = Limit("code by address", 20)
ASKED_FROM_NETWORK = Limit("code by network", 120)
"""A municipality often is one network: all its colleagues must be able to sign in within the hour."""
WRONG_FROM_NETWORK = Limit("wrong code by network", 60)
WRONG_STEPS = Limit("wrong second step by person", 10, timedelta(minutes=15))
WRONG_STEPS_FROM_NETWORK = Limit("wrong second step by network", 60)


def count_asking(session: Session, email: str, network: str, secret: str, *, now: datetime) -> None:
    """Count that a code is asked for. Raises TooManyTriesError; the caller commits then too.

    Per address and network first: who asks for one address again and again does not use up what a network has.
    """
    count_try(session, ASKED_HERE, f"{email} {network}", secret, now=now)
    count_try(session, ASKED_FOR_ADDRESS, email, secret, now=now)
    count_try(session, ASKED_FROM_NETWORK, network, secret, now=now)


def count_code(session: Session, network: str, secret: str, *, now: datetime) -> None:
    """Count a try of a code that was mailed, as if it were wrong. Raises TooManyTriesError; the caller commits."""
    count_try(session, WRONG_FROM_NETWORK, network, secret, now=now)


def take_back_code(session: Session, network: str, secret: str, *, now: datetime) -> None:
    """The code was right."""
    take_back_try(session, WRONG_FROM_NETWORK, network, secret, now=now)


def count_step(session: Session, person: str, network: str, secret: str, *, now: datetime) -> None:
    """Count a try of a second step, as if it were wrong. Raises TooManyTriesError; the caller commits."""
    count_try(session, WRONG_STEPS, person, secret, now=now)
    count_try(session, WRONG_STEPS_FROM_NETWORK, network, secret, now=now)


def take_back_step(session: Session, person: str, network: str, secret: str, *, now: datetime) -> None:
    """The second step was right."""
    take_back_try(session, WRONG_STEPS, person, secret, now=now)
    take_back_try(session, WRONG_STEPS_FROM_NETWORK, network, secret, now=now)

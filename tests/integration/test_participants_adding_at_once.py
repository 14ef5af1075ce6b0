"""The same people added in two municipalities at the same moment: neither waits for the other for ever."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from app.models import User
from app.participants.team import NewPerson, _users
from app.web.clock import now
from app.web.extensions import db
from tests.patience import PATIENCE

pytestmark = pytest.mark.both


def add(app, addresses, gate):
    """Let people with these addresses sign in from now on."""
    with app.test_request_context(method="POST"):
        gate.wait(PATIENCE)
        _users(db.session, [NewPerson("Naam", address, "", None) for address in addresses], now())
        db.session.commit()


def test_two_lists_with_the_same_people_in_another_order(session, people, app):
    session.commit()
    lists = [[f"n{turn}.{number}@gemeente.example" for number in range(1000)] for turn in range(3)]
    for addresses in lists:
        gate = threading.Barrier(2)
        with ThreadPoolExecutor(2) as pool:
            for job in [pool.submit(add, app, addresses, gate), pool.submit(add, app, addresses[::-1], gate)]:
                job.result(PATIENCE)
    assert session.scalar(select(func.count()).where(User.email.like("n%.%@gemeente.example"))) == 3000

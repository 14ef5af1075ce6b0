"""The application on both databases, the six people, and a client that checks pages, as fixtures."""

import os
from collections.abc import Callable, Iterator
from itertools import count
from typing import TypeVar

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.models import User
from app.web import database
from app.web.extensions import db
from tests.factories import People, make_people
from tests.memory import database_folder
from tests.pages import Client
from tests.patience import PATIENCE
from tests.postgresql import PORT, Server, binaries
from tests.stores import PostgresqlStore, SqliteStore, Store

World = TypeVar("World")
NUMBERS = count(1)
"""Each folder of tests that has these fixtures gets a database of its own."""


@pytest.fixture(scope="session")
def stores() -> Iterator[Callable[[str], Store]]:
    """The application on one of the databases, made once a worker."""
    made: dict[str, Store] = {}
    with database_folder() as folder:

        def store(kind: str) -> Store:
            if kind not in made:
                made[kind] = SqliteStore(folder) if kind == "sqlite" else _postgresql()
            return made[kind]

        yield store
        for opened in made.values():
            opened.close()


def _postgresql() -> Store:
    programs = binaries()
    if programs is None:
        pytest.skip("no PostgreSQL on this machine; make test has said so")
    server = Server(programs, int(os.environ[PORT]))
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    return PostgresqlStore(server, f"tests_{worker}_{next(NUMBERS)}")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def app(
    request: pytest.FixtureRequest, stores: Callable[[str], Store], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Flask]:
    """The application with an empty database, once on each kind."""
    # Made before the patience: connections keep the waiting time that the product has.
    store = stores(request.param)
    if request.node.get_closest_marker("both"):
        # In a race many wait for their turn: how long that takes depends on the machine.
        monkeypatch.setattr(database, "LOCK_WAIT", PATIENCE)
    store.empty()
    yield store.app


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """A session outside any request; commit before a client asks something."""
    with app.app_context():
        yield db.session
        db.session.rollback()


@pytest.fixture
def people(session: Session) -> People:
    """The six people that appear in every test."""
    return make_people(session)


@pytest.fixture
def once(session: Session, people: People, stores: Callable[[str], Store]) -> Callable[[Callable[[], World]], World]:
    """Fill the database as `make` does: for the first test of a worker that asks for it, and put back for the others.

    The people are the same in each. What `make` returns is given to all of them: ids and addresses, never rows. It must
    make the same every time.
    """
    store = stores(db.engine.dialect.name)

    def filled(make: Callable[[], World]) -> World:
        name = f"{make.__module__}.{make.__qualname__}"
        if name in store.made:
            # A transaction that is open would go on in the file that is put away.
            session.rollback()
            store.put_back(name)
            session.expire_all()
        else:
            store.made[name] = make()
            session.commit()
            store.keep(name)
        made: World = store.made[name]
        return made

    return filled


@pytest.fixture
def client_as(app: Flask, session: Session) -> Callable[[User | None], Client]:
    """A checked client, signed in as somebody, or as nobody."""
    return lambda user: Client(app, session, user)

"""Fixtures for all tests: the application on both databases, the six people, and a client that checks pages."""

import os
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.extensions import db
from app.models import User
from tests.factories import People, make_people
from tests.pages import Client
from tests.postgresql import Server, binaries
from tests.stores import PostgresqlStore, SqliteStore, Store

PORT = "SAMENHANG_TEST_POSTGRESQL"


def pytest_configure(config: pytest.Config) -> None:
    """Start one PostgreSQL server for all workers; tests/prepare.py says so when there is none."""
    programs = binaries()
    if programs and PORT not in os.environ and not hasattr(config, "workerinput"):
        server = Server(programs)
        os.environ[PORT] = str(server.port)
        config.add_cleanup(server.stop)


@pytest.fixture(scope="session")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Store]:
    """The application on one of the databases, made once a worker."""
    made: dict[str, Store] = {}

    def store(kind: str) -> Store:
        if kind not in made:
            made[kind] = _sqlite(tmp_path_factory) if kind == "sqlite" else _postgresql()
        return made[kind]

    return store


def _sqlite(factory: pytest.TempPathFactory) -> Store:
    return SqliteStore(factory.mktemp("sqlite"))


def _postgresql() -> Store:
    if PORT not in os.environ:
        pytest.skip("no PostgreSQL on this machine; make test has said so")
    server = Server.__new__(Server)
    server.programs, server.port = binaries(), int(os.environ[PORT])  # type: ignore[assignment]  # there is one: PORT is set
    return PostgresqlStore(server, f"tests_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def app(request: pytest.FixtureRequest, stores: Callable[[str], Store]) -> Iterator[Flask]:
    """The application with an empty database, once on each kind."""
    store = stores(request.param)
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
def client_as(app: Flask, session: Session) -> Callable[[User | None], Client]:
    """A checked client, signed in as somebody, or as nobody."""
    return lambda user: Client(app, session, user)

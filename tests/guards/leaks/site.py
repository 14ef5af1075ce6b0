"""The application with the world of the leak tests in its database, and a browser for everybody."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, event

from app.extensions import db
from app.models import OutboxMail
from tests.guards.leaks.asking import Browser
from tests.guards.leaks.audience import Person
from tests.guards.leaks.texts import Texts
from tests.guards.leaks.world import Ground, make_world
from tests.pages import Client
from tests.stores import Store


@dataclass(frozen=True)
class Site:
    """Everything that a test asks for."""

    store: Store
    texts: Texts
    persons: dict[str, Person]
    browsers: dict[str, Browser]
    keys: dict[str, str]
    """Whose address it is."""
    ids: dict[str, uuid.UUID]
    """Of the people."""
    grounds: dict[Ground, dict[str, object]]

    writes: list[str]
    """The statements that have changed something since this was emptied last."""

    @property
    def app(self) -> Flask:
        """The application."""
        return self.store.app

    def put_back(self) -> None:
        """Make the database what it was, if anything was written; that takes longer than a request."""
        if self.writes:
            self.store.put_back("leaks")
            self.writes.clear()


def make_site(store: Store) -> Site:
    """Make the world, sign everybody in, and keep the database."""
    app = store.app
    store.empty()
    with app.app_context():
        world = make_world(app, db.session)
        crowd, name = world.crowd, app.config["SESSION_COOKIE_NAME"]
        browsers = {}
        for key, user in {**crowd.users, "nobody": None}.items():
            client = Client(app, db.session, user)
            cookie = client.client.get_cookie(name)
            assert cookie is not None
            browsers[key] = Browser(app, cookie.value, client.token)
        keys = {user.email: key for key, user in crowd.users.items()}
        ids = {key: user.id for key, user in crowd.users.items()}
        db.session.execute(delete(OutboxMail))
        db.session.commit()
    store.keep("leaks")
    return Site(store, crowd.texts, crowd.persons, browsers, keys, ids, world.grounds, noted_writes(app))


def noted_writes(app: Flask) -> list[str]:
    """A list to which every statement is added that changes something."""
    writes: list[str] = []

    def note(_: Any, __: Any, statement: str, *___: Any) -> None:
        if statement.startswith(("INSERT", "UPDATE", "DELETE")):
            writes.append(statement)

    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", note)
    return writes


@pytest.fixture(scope="session")
def sites(stores: Callable[[str], Store]) -> Callable[[str], Site]:
    """The world on one of the databases, made once a worker and kept."""
    made: dict[str, Site] = {}

    def site(kind: str) -> Site:
        if kind not in made:
            made[kind] = make_site(stores(kind))
        return made[kind]

    return site


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def site(request: pytest.FixtureRequest, sites: Callable[[str], Site]) -> Site:
    """The world as it was made, once on each kind of database."""
    found = sites(request.param)
    found.store.put_back("leaks")
    found.writes.clear()
    return found

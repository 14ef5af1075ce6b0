"""The application with the world of the leak tests in its database, and a browser for everybody."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from flask import Flask
from sqlalchemy import delete

from app.models import OutboxMail
from app.web.extensions import db
from tests.guards.browsers import Browser, Kept, browsers_of, keep
from tests.guards.leaks.audience import Person
from tests.guards.leaks.texts import Texts
from tests.guards.leaks.world import Ground, make_world
from tests.stores import Store


@dataclass(frozen=True)
class Site:
    """Everything that a test asks for."""

    kept: Kept
    texts: Texts
    persons: dict[str, Person]
    browsers: dict[str, Browser]
    keys: dict[str, str]
    """Whose address it is."""
    ids: dict[str, uuid.UUID]
    """Of the people."""
    grounds: dict[Ground, dict[str, object]]
    shown: dict[str, dict[str, tuple[int, bytes]]] = field(default_factory=dict)
    """What somebody sees by address as long as nothing was changed, where a test has asked."""

    @property
    def app(self) -> Flask:
        """The application."""
        return self.kept.store.app


def make_site(store: Store) -> Site:
    """Make the world, sign everybody in, and keep the database."""
    app = store.app
    store.empty()
    with app.app_context():
        world = make_world(app, db.session)
        crowd = world.crowd
        browsers = browsers_of(app, db.session, {**crowd.users, "nobody": None})
        keys = {user.email: key for key, user in crowd.users.items()}
        ids = {key: user.id for key, user in crowd.users.items()}
        db.session.execute(delete(OutboxMail))
        db.session.commit()
    return Site(keep(store, "leaks"), crowd.texts, crowd.persons, browsers, keys, ids, world.grounds)


@pytest.fixture(scope="session")
def sites(stores: Callable[[str], Store]) -> Iterator[Callable[[str], Site]]:
    """The world on one of the databases, made once a worker and kept."""
    made: dict[str, Site] = {}

    def site(kind: str) -> Site:
        if kind not in made:
            made[kind] = make_site(stores(kind))
        return made[kind]

    yield site
    for one in made.values():
        one.kept.stop()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def site(request: pytest.FixtureRequest, sites: Callable[[str], Site]) -> Site:
    """The world as it was made, once on each kind of database."""
    found = sites(request.param)
    found.kept.put_back()
    return found

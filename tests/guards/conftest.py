"""The fixtures with the application."""

from tests.fixtures import app, client_as, people, session, stores
from tests.guards.doors import all_doors, doors
from tests.guards.leaks.site import site, sites
from tests.standins import drawing

__all__ = ["all_doors", "app", "client_as", "doors", "drawing", "people", "session", "site", "sites", "stores"]

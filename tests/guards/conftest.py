"""The fixtures with the application."""

from tests.fixtures import app, client_as, people, session, stores
from tests.guards.doors import all_doors, doors
from tests.guards.leaks.site import site, sites

__all__ = ["all_doors", "app", "client_as", "doors", "people", "session", "site", "sites", "stores"]

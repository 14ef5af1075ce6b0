"""The fixtures with the application."""

from tests.fixtures import app, client_as, people, session, stores
from tests.guards.leaks.site import site, sites

__all__ = ["app", "client_as", "people", "session", "site", "sites", "stores"]

"""The fixtures with the application."""

from tests.fixtures import app, client_as, people, session, stores

__all__ = ["app", "client_as", "people", "session", "stores"]

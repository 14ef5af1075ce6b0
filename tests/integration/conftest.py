"""The fixtures with the application, and with a second step."""

from tests.advising import desk
from tests.authenticator import adviser_app, clock, half_way, strict
from tests.fixtures import app, client_as, people, session, stores

__all__ = ["adviser_app", "app", "client_as", "clock", "desk", "half_way", "people", "session", "stores", "strict"]

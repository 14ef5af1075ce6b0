"""The fixtures with the application, and with a second step."""

from tests.advising import desk
from tests.authenticator import adviser_app, clock, half_way, strict
from tests.fixtures import app, client_as, once, people, session, stores
from tests.standins import drawing

__all__ = [
    "adviser_app",
    "app",
    "client_as",
    "clock",
    "desk",
    "drawing",
    "half_way",
    "once",
    "people",
    "session",
    "stores",
    "strict",
]

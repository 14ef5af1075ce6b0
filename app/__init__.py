"""Who does it, in a browser: the Flask application."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from config import Settings


def create_app(settings: "Settings | None" = None) -> "Flask":
    """The application with these settings, or with those of the environment.

    Flask is imported here and not above: the renderers and the commands for files live in this package too
    and must start without it.
    """
    from app.factory import build_app

    return build_app(settings)

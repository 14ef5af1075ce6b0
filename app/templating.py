"""What every template can use: Dutch formats, words for ids, and the navigation."""

from typing import Any

from flask import Flask, current_app, request, url_for
from flask_login import current_user

import app.texts.words as words
from app.access import is_administrator
from app.formatting import long_date, long_moment, number


def prepare(app: Flask) -> None:
    """Register filters and shared values."""
    app.add_template_filter(long_date, "date")
    app.add_template_filter(long_moment, "moment")
    app.add_template_filter(number, "number")
    app.jinja_env.globals.update(words=words)
    app.context_processor(shared)


def shared() -> dict[str, Any]:
    """The values that the base template needs on every page."""
    settings = current_app.config["SETTINGS"]
    return {"navigation": navigation(), "example_mode": settings.example, "contact": settings.contact}


def navigation() -> list[tuple[str, str, bool]]:
    """(label, address, whether people are there) for the menu of who is signed in."""
    if not current_user.is_authenticated:
        return []
    entries = [("Start", "pages.start"), ("Inventarisaties", "assessments.list_assessments")]
    if is_administrator(current_user):
        entries = [("Start", "pages.start"), ("Beheer", "administration.overview")]
    part = (request.endpoint or "").split(".")[0]
    return [(label, url_for(endpoint), endpoint.split(".")[0] == part) for label, endpoint in entries]

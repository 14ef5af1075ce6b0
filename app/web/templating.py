"""What every template can use: Dutch formats, words for ids, and the navigation."""

import threading
from collections.abc import Callable, Hashable, MutableMapping
from typing import Any

from flask import Flask, request, url_for
from flask.templating import Environment
from flask_login import current_user
from jinja2 import Template
from markupsafe import Markup, escape
from werkzeug.local import LocalProxy
from wtforms import Field

from app.doors.door import cleaned
from app.doors.tokens import token_hash
from app.texts import words
from app.web.extensions import settings
from app.web.formatting import day_in_year, long_date, long_moment, number, short_day
from app.web.forms import copied

WRITTEN: dict[Hashable, Markup] = {}
MOST = 3000
"""How many fields are kept: each takes about 2 kB."""


class Templates(Environment):
    """Jinja would give each template a chain of two dicts, and goes through its keys at each import of another one.

    And everybody who comes in just after a start would wait for a translation of each template of their own.
    """

    translating = threading.RLock()

    def get_template(self, name: str | Template, *arguments: Any, **options: Any) -> Template:
        """A template, translated once: who asks for it meanwhile waits for it."""
        with self.translating:
            return super().get_template(name, *arguments, **options)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The values that all templates share, themselves when a template has none of its own."""
        return {**self.globals, **d} if d else self.globals


def prepare(app: Flask) -> None:
    """Register filters and shared values."""
    app.add_template_filter(long_date, "date")
    app.add_template_filter(long_moment, "moment")
    app.add_template_filter(day_in_year, "day_in_year")
    app.add_template_filter(short_day, "short_day")
    app.add_template_filter(number, "number")
    app.add_template_filter(cleaned, "cleaned")
    said = {"words": words, "kept": kept, "current_user": current_user, "own_address": own_address, "current": current}
    app.jinja_env.globals.update(said)
    app.context_processor(shared)


def shared() -> dict[str, Any]:
    """The values that the base template needs on every page; who is signed in is asked for when it is shown."""
    said = {"navigation": LocalProxy(navigation), "example_mode": settings().example, "contact": settings().contact}
    return {**said, "typist": LocalProxy(typist), "is_answer": LocalProxy(is_answer)}


def own_address(address: str = "") -> str:
    """Where a form is sent that the page at this address answers, by default this page: written as no link to it is.

    When a form is sent to the very address of its page and there is no connection, Chromium puts its own page in the
    place of that one, and Back brings nothing back. With another address it returns to the page, with what was typed.
    """
    query = request.query_string.decode().rstrip("&")
    page = address or (f"{request.path}?{query}" if query else request.path)
    return page if is_answer() else f"{page}{'&' if '?' in page else '?'}"


def is_answer() -> bool:
    """Whether the page answers a form itself: what was sent is not saved, or not yet."""
    return request.method == "POST"


def typist() -> str:
    """For whom the browser keeps what is typed on this page; for nobody where people type codes."""
    if request.blueprint == "accounts" or not current_user.is_authenticated:
        return ""
    return token_hash(f"typed {current_user.id}")[:16]


def navigation() -> list[tuple[str, str]]:
    """(label, address) for the menu of who is signed in."""
    if not current_user.is_authenticated:
        return []
    roles = {membership.role for membership in current_user.memberships if membership.ended_at is None}
    leads = bool(roles & {"coordinator", "adviser"})
    entries = (
        # The desk of who only advises is where they start.
        ("Start", "pages.start", roles != {"adviser"} or current_user.owns_actions),
        ("Mijn gemeenten", "desk.overview", "adviser" in roles),
        # An administrator sees no answers, but may have another role beside it.
        ("Inventarisaties", "assessments.list_assessments", roles != {"administrator"}),
        ("Traject", "trajectories.list_trajectories", leads or "reader" in roles),
        # Who leads sees them among all actions.
        ("Mijn acties", "trajectories.list_own_actions", current_user.owns_actions and not leads),
        ("Netwerk", "network.overview", leads or "administrator" in roles),
        ("Beheer", "administration.overview", "administrator" in roles),
    )
    at = _section()
    addresses = [(label, url_for(endpoint), belongs) for label, endpoint, belongs in entries]
    # Where somebody is stands there too: a page that has nothing for them.
    return [(label, address) for label, address, belongs in addresses if belongs or address == at]


def current(address: str) -> str:
    """What `aria-current` says of a link in the menu, under the name of who is signed in, or at the foot of a page."""
    if address == request.path:
        return "page"
    return "true" if _section() == ("/account" if address in SIGNING_IN else address) else ""


SIGNING_IN = ("/account", "/inloggen", "/uitnodiging", "/wijziging", "/actie")
"""Who is signed in, and who is not yet: a page links to one of the first two."""


def _section() -> str:
    """The address under which this page stands; most pages stand under the first part of their own."""
    if request.endpoint == "trajectories.show_priorities":
        return "/traject"
    first = f"/{request.path.split('/')[1]}"
    if first in SIGNING_IN:
        return "/account"
    return {"/vragenlijsten": "/over-het-model", "/voorbeeld": "/", "/mee": "/"}.get(first, first)


def kept(macro: Callable[..., Markup], field: Field, **options: Hashable) -> Markup:
    """A field as this macro writes it, kept for the next time when it holds nothing but one of its choices.

    The page of a whole domain has a hundred choices, and writing them takes most of its time. What people typed is
    never kept, and neither is a message.
    """
    choices = tuple((choice.value, choice.label) for choice in getattr(field, "choices", None) or ())
    if field.errors or (field.data and not choices):
        return macro(field, **options)
    texts = (field.id, field.name, field.label.text, field.description, bool(field.flags.required))
    key = (macro, texts, choices, tuple(options.items()))
    written = WRITTEN.get(key)
    if written is None:
        if len(WRITTEN) >= MOST:
            WRITTEN.clear()
        written = WRITTEN[key] = macro(copied(field, data=None), **options)
    return _with_choice(written, field.data) if field.data else written


def _with_choice(written: Markup, value: str) -> Markup:
    """The same with this choice checked; a quote in a text is escaped, so the attribute is found and nothing else."""
    attribute = f' value="{escape(value)}"'
    return Markup(str(written).replace(attribute, f"{attribute} checked", 1))  # noqa: S704 - both parts are escaped

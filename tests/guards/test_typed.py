"""Nothing that is typed is lost: whatever comes of a form, what stood in it is saved or stands on the next page.

The forms are found in the pages of everybody in the world of the leak tests, in every state of an inventory. Each is
posted with a text of its own in every field: in a session that has ended, after somebody else saved the same, when what
it is about has ended meanwhile, and with something wrong in one of the fields. The short form looks at each page once
in most states, as the first who may see it, and takes each form once.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest
from flask import Response
from flask.sessions import SecureCookieSessionInterface
from flask.testing import FlaskClient
from sqlalchemy import select, update
from turbohtml.etree import ElementView
from werkzeug.datastructures import MultiDict
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from app.models import (
    Assessment,
    Base,
    IdentityProvider,
    Meeting,
    Membership,
    Participation,
    SharedPractice,
    Trajectory,
)
from app.saving.typed import HIDDEN, fields_by_form, remember_person
from app.web.clock import now, today
from app.web.extensions import db
from app.web.forms import typed_day
from tests.audited import CHANGE
from tests.guards.leaks.addresses import addresses, is_about_inventory, rules_of
from tests.guards.leaks.site import Site
from tests.guards.leaks.world import STATES, Ground
from tests.pages import Page
from tests.selection import EVERYTHING

PEOPLE = ("coordinator stad", "adviser stad", "done stad", "administrator", "owner stad", "adviser dorp")
FILES = ("_pdf", "_docx", "_xlsx", "_csv", "_json", "_text", "_file", "_table", "_document", "_picture")
"""The ends of endpoints that are no pages."""
LEFT_OUT = ("accounts.", "reports.check_report", "comparisons.", "history.", "instrument.", "paper.")
"""Where people type nothing but codes, and what they look for."""
KINDS = ("text", "email", "url", "search")
TYPED_IN = re.compile(f'<textarea|type="(?:{"|".join(KINDS)})"')
NOT_SHOWN = {
    "started_on": "the first day of ten months that were not begun: here all were",
    "asked": "what is asked of a domain that is at its ambition: here none is",
}
"""Fields that stand on no page of this world, and why."""
ENDED: dict[str, tuple[tuple[Any, dict[str, Any]], ...]] = {
    "in review": ((Assessment, {"state": "in_review"}),),
    "agreed": ((Assessment, {"state": "agreed", "agreed_at": now()}),),
    "ended": (
        (Trajectory, {"ended_at": now()}),
        (Meeting, {"ended_at": now()}),
        (IdentityProvider, {"ended_at": now()}),
        (SharedPractice, {"withdrawn_at": now(), "withdrawn_by": SharedPractice.shared_by}),
        (Participation, {"ended_at": now()}),
    ),
    "role": ((Membership, {"ended_at": now()}),),
}
"""What can have come to an end since a page was made."""
LATER = {"in review", "role"}
"""For the long form: a later state refuses the same, and who lost a role gets the page that everybody gets."""


@dataclass(frozen=True)
class Form:
    """A form on a page, as it is sent with one of its buttons; `typed` are the names of what people type in."""

    key: str
    """Who sees it."""
    page: str
    action: str
    data: tuple[tuple[str, str], ...]
    typed: tuple[str, ...]
    content_type: str

    def filled(self, mark: str) -> MultiDict[str, str]:
        """What is sent, with another text in each field for each `mark`."""
        data = MultiDict(pair for pair in self.data if pair[0] not in self.typed)
        data.update({name: text_for(self, name, f"{mark}{place}") for place, name in enumerate(self.typed)})
        return data

    def __str__(self) -> str:
        return f"{self.key}: {self.page} -> {self.action} {self.typed}"


class Place(NamedTuple):
    """Where forms are tried."""

    site: Site
    forms: tuple[Form, ...]


def text_for(form: Form, name: str, mark: str) -> str:
    """A text that fits a field, and that no other field has."""
    last, place = name.rsplit("-", 1)[-1], int(re.sub(r"\D", "", mark) or 0)
    if last in ("day", "done_on") or last.endswith(("started_on", "ended_on", "_day")):
        return typed_day(today() - timedelta(days=40 - place))
    if last in ("deadline", "starts_on", "ends_on", "propose_from") or "_planned_" in last:
        return typed_day(today() + timedelta(days=40 + place))
    fitting = {
        "email": f"typ{mark}@voorbeeldstad.example",
        "evidence_link": f"https://typ{mark}.example/",
        "at": f"13.{40 + place}",
        "minutes": f"{80 + place}",
        "hours": f"{70 + place}",
        "number": f"{1000 + place}",
        "year": f"{2000 + place}",
        "code": f"GM81{20 + place}",
        "inhabitants": f"43.2{10 + place}",
        "client_id": f"typ{mark}",
    }
    if form.action.startswith("/beheer"):
        fitting |= {
            "place": f"0f1e2d3c-4b5a-6978-8796-a5b4c3d2e{100 + place}",
            "text": f"GM81{20 + place};Typ{mark}stad",
        }
    return fitting.get(last, f"Getypt {mark} bij {last}")


def forms_of(site: Site) -> tuple[Form, ...]:
    """Every form in which something is typed, once for each address and set of fields."""
    found: dict[object, Form] = {}
    match = site.app.url_map.bind("").match
    for rule in rules_of(site.app):
        if "GET" not in (rule.methods or ()) or rule.endpoint.endswith(FILES) or rule.endpoint.startswith(LEFT_OUT):
            continue
        people = list(PEOPLE)
        for state in states_for(rule):
            for page, key in looks(site, rule, ("stad", state), people):
                for form in forms_on(page, key):
                    endpoint = match(urlsplit(form.action).path, method="POST")[0]
                    fields = frozenset(name.rsplit("-", 1)[-1] for name in form.typed)
                    found.setdefault((endpoint, fields, state if EVERYTHING else ""), form)
    return tuple(found.values())


def states_for(rule: Rule) -> tuple[str, ...]:
    """In which states a page is looked at: opened again is as in review, and to the ten months it matters little."""
    if not is_about_inventory(rule):
        return STATES[:1]
    return STATES if EVERYTHING else STATES[:3] if "assessment_id" in rule.arguments else STATES[2:3]


def looks(site: Site, rule: Rule, ground: Ground, people: list[str]) -> Iterator[tuple[Page, str]]:
    """The pages of a rule in which something can be typed, with who of these people sees them.

    In the short form that is the first of them, and whose role is refused in one state is not asked again.
    """
    for path in paths(site, rule, ground):
        for key in list(people):
            response = site.browsers[key].ask(path)
            is_page = response.status_code == 200 and response.mimetype == "text/html"
            if is_page and TYPED_IN.search(response.get_data(as_text=True)):
                yield Page(response, path), key
            response.close()
            if response.status_code == 403:
                people.remove(key)
            if is_page and not EVERYTHING:
                break


def paths(site: Site, rule: Rule, ground: Ground) -> list[str]:
    """The addresses of a page, one for each query."""
    found: dict[str, str] = {}
    for address in addresses(site.app, rule, site.grounds[ground], site.grounds["dorp", "open"]):
        found.setdefault(address.query, address.path)
    return list(found.values())


def forms_on(page: Page, key: str) -> Iterator[Form]:
    """The forms of a page in which something is typed, once for each address to which a button sends them."""
    loose = [element for element in page.tree.iter() if element.get("form")]
    for form in page.all("form"):
        inside = [*form.iter(), *(one for one in loose if one.get("form") == form.get("id"))]
        typed = tuple(str(one.get("name")) for one in inside if is_typed(one))
        if form.get("method") != "post" or not typed:
            continue
        data = tuple(pair for element in inside for pair in sent_by(element, inside))
        seen: set[str] = set()
        for button in (one for one in inside if one.tag == "button"):
            given = (button.get("formaction") or form.get("action") or "").partition("#")[0]
            # As a browser reads it: a lone question mark makes another address.
            action = urlsplit(page.path).path + given if given.startswith("?") else given or page.path
            if action not in seen:
                seen.add(action)
                pushed = ((str(button.get("name")), button.get("value") or ""),) if button.get("name") else ()
                content_type = form.get("enctype") or "application/x-www-form-urlencoded"
                yield Form(key, page.path, action, (*data, *pushed), typed, content_type)


def is_typed(element: ElementView) -> bool:
    """Whether people type in it."""
    return element.tag == "textarea" or (element.tag == "input" and element.get("type") in KINDS)


def sent_by(element: ElementView, form: list[ElementView]) -> Iterator[tuple[str, str]]:
    """What a browser sends for a field; where nothing is chosen, the first that can be."""
    name, kind = element.get("name"), element.get("type")
    if not name or name == "csrf_token":
        return
    if element.tag == "select":
        options = [option.get("value") or "" for option in element.iter("option")]
        chosen = [option.get("value") or "" for option in element.iter("option") if option.get("selected") is not None]
        yield name, (chosen or [None])[0] or next(filter(None, options), "")
    elif kind in ("radio", "checkbox"):
        alike = [one for one in form if one.get("name") == name]
        nothing = all(one.get("checked") is None for one in alike)
        if element.get("checked") is not None or (nothing and alike[0] is element):
            yield name, element.get("value") or "on"
    elif element.tag == "input" and kind in ("hidden", None):
        yield name, element.get("value") or ""


def send(site: Site, form: Form, data: MultiDict[str, str]) -> TestResponse:
    """Post a form with what is typed in it."""
    browser = site.browsers[form.key]
    return browser.ask(form.action, "POST", data.to_dict(flat=False), content_type=form.content_type)


def with_ended_session(site: Site, form: Form) -> FlaskClient:
    """The browser of who sees a form, which remembers who it is; the session has ended on the server."""
    client, answer = site.app.test_client(), Response()
    with site.app.test_request_context():
        remember_person(answer, site.ids[form.key])
    name, value = answer.headers["Set-Cookie"].split(";")[0].split("=", 1)
    client.set_cookie(name, value)
    with client.session_transaction() as cookie:
        cookie["_user_id"] = "ended"
    return client


def sign_in_again(site: Site, client: FlaskClient, form: Form) -> str:
    """Let the same person sign in in that browser; the token against forgery."""
    reader = SecureCookieSessionInterface().get_signing_serializer(site.app)
    assert reader is not None
    with client.session_transaction() as cookie:
        cookie.update(reader.loads(site.browsers[form.key].cookie))
    return site.browsers[form.key].token


def lost(site: Site, form: Form, response: TestResponse, data: MultiDict[str, str]) -> list[str]:
    """What was typed, and neither saved nor shown."""
    typed = [(name, data[name]) for name in form.typed]
    if response.status_code in (302, 303):
        kept = written(site)
        return [f"{name}: {text}" for name, text in typed if text.startswith("Getypt") and text not in kept]
    page = Page(response, form.action)
    shown = " ".join([page.text, *(one.get("value") or "" for one in page.all("input") if is_typed(one))])
    return [f"{name}: {text}" for name, text in typed if not all(word in shown for word in re.split(r"[\s;]+", text))]


def written(site: Site) -> str:
    """All that stands in the tables that were written since the world was put back, aside from forms that wait."""
    tables = {found[1] for statement in site.kept.writes if (found := CHANGE.match(statement))} - {"held_form"}
    with site.app.app_context():
        rows = [row for name in tables for row in db.session.execute(select(Base.metadata.tables[name]))]
        db.session.rollback()
    return "\n".join(str(value) for row in rows for value in row)


def losses(place: Place, attempt: Callable[[Form], list[str]]) -> str:
    """By form what is lost when it is tried like this, each time in the world as it was made."""
    site, forms = place
    found = []
    for form in forms:
        try:
            missing = attempt(form)
        except AssertionError as error:
            missing = [str(error)]
        if missing:
            found += [f"{form}", *(f"   {one}" for one in missing)]
        site.kept.put_back()
    return "\n".join(found)


@pytest.fixture(scope="module")
def place(sites: Callable[[str], Site]) -> Place:
    """The world, with its forms; on SQLite only: what is shown comes from what was posted, not from the database."""
    site = sites("sqlite")
    site.kept.put_back()
    return Place(site, forms_of(site))


def test_every_field_in_which_people_type_was_found(place: Place) -> None:
    found = {name.rsplit("-", 1)[-1] for form in place.forms for name in form.typed}
    named = {name for module, fields in fields_by_form() for name in fields if is_in_reach(module, fields[name])}
    assert {name for name in named if not any(one.startswith(name) for one in found)} == set(NOT_SHOWN)


def is_in_reach(module: str, label: str | None) -> bool:
    """Whether somebody who is signed in types in this field of a form."""
    return label not in (None, HIDDEN) and f"{module.split('.')[1]}." not in LEFT_OUT


def test_no_form_is_sent_to_the_very_address_of_its_page(place: Place) -> None:
    """Without a connection Chromium puts its own page in the place of that one, and Back finds no form."""
    assert "\n".join(str(form) for form in place.forms if form.action in (form.page, "")) == ""


@pytest.mark.heavy
def test_in_a_session_that_ended(place: Place) -> None:
    site = place.site

    def attempt(form: Form) -> list[str]:
        client, data = with_ended_session(site, form), form.filled("8")
        response = client.post(form.action, data=data, content_type=form.content_type)
        assert response.status_code == 303, (str(form), response.status_code)
        token = sign_in_again(site, client, form)
        page = Page(client.get("/inloggen/bewaard"), str(form))
        missing = [text for text in map(data.get, form.typed) if text and text not in page.text]
        again = MultiDict(
            (one.get("name"), one.get("value")) for one in page.all("input") if one.get("type") == "hidden"
        )
        sent = client.post(form.action, data=MultiDict([*again.items(multi=True), ("csrf_token", token)]))
        return missing + lost(site, form, sent, data)

    assert losses(place, attempt) == ""


@pytest.mark.heavy
def test_after_somebody_else_saved_the_same(place: Place) -> None:
    site = place.site

    def attempt(form: Form) -> list[str]:
        first = send(site, form, form.filled("7"))
        if first.status_code != 303:
            return []
        data = form.filled("8")
        return lost(site, form, send(site, form, data), data)

    assert losses(place, attempt) == ""


@pytest.mark.heavy
@pytest.mark.parametrize(
    "what", [*(pytest.param(what, marks=pytest.mark.long) for what in sorted(LATER)), *sorted(set(ENDED) - LATER)]
)
def test_after_it_came_to_an_end(place: Place, what: str) -> None:
    site = place.site

    def attempt(form: Form) -> list[str]:
        with site.app.app_context():
            for table, columns in ENDED[what]:
                db.session.execute(update(table).values(columns))
            db.session.commit()
        data = form.filled("8")
        return lost(site, form, send(site, form, data), data)

    assert losses(place, attempt) == ""


@pytest.mark.heavy
def test_with_something_wrong_in_one_field(place: Place) -> None:
    site = place.site

    def attempt(form: Form) -> list[str]:
        missing = []
        for name in form.typed if EVERYTHING else form.typed[-1:]:
            data = form.filled("8")
            sent = MultiDict(data)
            # No character that anybody sees, so that the rest can be held against what was typed.
            sent[name] = f"{data[name]}\x07"
            missing += lost(site, form, send(site, form, sent), data)
            site.kept.put_back()
        return missing

    assert losses(place, attempt) == ""

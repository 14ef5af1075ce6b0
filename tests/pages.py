"""A client that checks every page it is given: valid HTML, one h1, a title, labels, ids, headers, no inline code."""

import re
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

import html5lib
from flask import Flask, g
from flask import session as cookie_session
from flask_wtf.csrf import generate_csrf
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.accounts.operations import start_session
from app.clock import now
from app.door import HEADERS
from app.models import User
from tests.audited import check_recorded, watched

XHTML = "{http://www.w3.org/1999/xhtml}"
NAMED = ("input", "select", "textarea")


class Page:
    """One answer of the application; making it checks it."""

    def __init__(self, response: TestResponse, path: str) -> None:
        self.response, self.status, self.path = response, response.status_code, path
        self.html = response.get_data(as_text=True)
        self.tree = html5lib.HTMLParser(strict=True).parse(self.html)
        self.title = self._text("title")
        self._check_headings()
        self._check_ids_and_labels()
        self._check_code_and_hosts()
        self._check_errors()

    def all(self, tag: str) -> list[Any]:
        """Every element of a kind."""
        return list(self.tree.iter(XHTML + tag))

    def _text(self, tag: str) -> str:
        return " ".join("".join(element.itertext()) for element in self.all(tag)).strip()

    @property
    def h1(self) -> str:
        """The heading of the page."""
        return re.sub(r"\s+", " ", self._text("h1"))

    @property
    def text(self) -> str:
        """All that is read in <main>, white space folded."""
        return re.sub(r"\s+", " ", self._text("main")).strip()

    @property
    def links(self) -> list[str]:
        """Where the links in <main> go."""
        return [link.get("href") for main in self.all("main") for link in main.iter(XHTML + "a") if link.get("href")]

    @property
    def fields(self) -> dict[str, str]:
        """Name and value of everything a browser would post (of all forms together)."""
        values: dict[str, str] = {}
        for element in (e for tag in NAMED for e in self.all(tag)):
            if (name := element.get("name")) and (value := _value(element)) is not None:
                values[name] = value
        return values

    def _check_headings(self) -> None:
        assert len(self.all("h1")) == 1, f"{self.path}: {len(self.all('h1'))} h1"
        assert self.title.endswith("– Samenhang") and len(self.title) > 14, self.title
        assert self.tree.get("lang") == "nl"
        levels = [int(e.tag[-1]) for e in self.tree.iter() if re.fullmatch(r"\{.*\}h[1-6]", str(e.tag))]
        for above, below in pairwise(levels):
            assert below <= above + 1, f"{self.path}: h{below} follows h{above}"

    def _check_ids_and_labels(self) -> None:
        ids = [element.get("id") for element in self.tree.iter() if element.get("id")]
        assert len(ids) == len(set(ids)), f"{self.path}: id twice: {sorted(i for i in ids if ids.count(i) > 1)}"
        labelled = {label.get("for") for label in self.all("label")}
        for element in (e for tag in NAMED for e in self.all(tag)):
            if element.get("type") not in ("hidden", "submit"):
                named = element.get("id") in labelled or element.get("aria-label") or element.get("aria-labelledby")
                assert named, f"{self.path}: no label for {element.get('name')}"
        for element in self.tree.iter():
            for attribute in ("aria-describedby", "aria-labelledby", "for"):
                for target in (element.get(attribute) or "").split():
                    assert target in ids, f"{self.path}: {attribute} refers to {target}, which is not there"

    def _check_code_and_hosts(self) -> None:
        for name in HEADERS:
            assert self.response.headers[name] == HEADERS[name]
        assert self.response.headers["Cache-Control"] == "no-store"
        assert not self.all("style")
        for element in self.tree.iter():
            assert not [name for name in element.keys() if name == "style" or name.startswith("on")], self.path  # noqa: SIM118 - an element is no dict
            for attribute in ("src", "action"):
                assert not urlsplit(element.get(attribute) or "").netloc, f"{self.path}: another host"
        for form in self.all("form"):
            if form.get("method") == "post":
                assert any(e.get("name") == "csrf_token" for e in form.iter()), f"{self.path}: form without token"

    def _check_errors(self) -> None:
        if self.status != 422:
            return
        assert self.title.startswith("Fout: "), self.title
        ids = {element.get("id") for element in self.tree.iter()}
        targets = [link[1:] for link in self.links if link.startswith("#")]
        assert targets, f"{self.path}: no summary with links to fields"
        assert set(targets) <= ids, f"{self.path}: {set(targets) - ids} is not there"


def _value(element: Any) -> str | None:
    if element.tag == XHTML + "textarea":
        return "".join(element.itertext())
    if element.tag == XHTML + "select":
        chosen = [option for option in element.iter(XHTML + "option") if option.get("selected") is not None]
        return chosen[0].get("value") if chosen else None
    if element.get("type") in ("radio", "checkbox"):
        return element.get("value", "on") if element.get("checked") is not None else None
    return element.get("value", "")


BUTTONS = {"akkoord": "bespreken", "vaststellen": "vaststellen"}
"""Where a button is of which the page says what it showed, by the end of the address that the button posts to."""


class Client:
    """Somebody with a browser."""

    def __init__(self, app: Flask, session: Session, user: User | None) -> None:
        self.app, self.client, self.token = app, app.test_client(), ""
        signed_in: dict[str, Any] = {}
        if user is not None:
            signed_in = {"_user_id": start_session(session, user, now=now()), "_fresh": True, "_permanent": True}
            session.commit()
        self.take_token(**signed_in)

    def take_token(self, **signed_in: Any) -> None:
        """Take the token against forgery of the session as it is now, as a page would; of who has just signed in."""
        with self.app.test_request_context(), self.client.session_transaction() as cookie:
            cookie.update(signed_in)
            cookie_session.update(cookie)
            g.pop("csrf_token", None)
            self.token = generate_csrf()
            cookie["csrf_token"] = cookie_session["csrf_token"]

    def get(self, path: str, status: int = 200) -> Page:
        """Ask for a page, which must have this status."""
        return self._checked(self.ask(path), path, status)

    def post(self, path: str, data: dict[str, Any] | None = None, status: int = 303, **options: Any) -> Any:
        """Post a form with its token; the Page, or the response when it is a redirect.

        Without `data` somebody looks at the page of the button and pushes it: what that page showed goes along.
        """
        form = self.shown(path) if data is None else data
        response = self.ask(path, method="POST", data={"csrf_token": self.token, **form}, **options)
        if status in (302, 303):
            assert response.status_code == status, (response.status_code, Page(response, path).text[:500])
            return response
        return self._checked(response, path, status)

    def shown(self, path: str) -> dict[str, str]:
        """`seen` as the page of this button gives it now; nothing when there is no such page, or no such button."""
        hub, _, last = path.rpartition("/")
        if last not in BUTTONS:
            return {}
        response = self.ask(f"{hub}/{BUTTONS[last]}")
        fields = Page(response, path).fields if response.status_code == 200 else {}
        return {"seen": fields["seen"]} if "seen" in fields else {}

    def ask(self, path: str, **options: Any) -> TestResponse:
        """Any request, answered unchecked."""
        # In a context of its own: the test's would lend the request its `g`, and so who was signed in before.
        with self.app.app_context(), watched() as changed:
            response = self.client.open(path, **options)
        check_recorded(path, changed)
        return response

    def follow(self, response: TestResponse) -> Page:
        """Go where a redirect points."""
        return self.get(response.headers["Location"])

    def _checked(self, response: TestResponse, path: str, status: int) -> Page:
        assert response.status_code == status, (path, response.status_code, response.get_data(as_text=True)[:300])
        return Page(response, path)

"""A client that checks every page it is given: valid HTML, one h1, a title, labels, ids, headers, no inline code."""

from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import html5lib
from flask import Flask, g
from flask import session as cookie_session
from flask.sessions import SessionMixin
from flask_wtf.csrf import generate_csrf
from sqlalchemy.orm import Session
from turbohtml import Element, Namespace
from turbohtml.etree import ElementView
from werkzeug.test import TestResponse

from app.accounts.sessions import start_session
from app.doors.door import HEADERS
from app.doors.second_step import SHOWN
from app.models import User
from app.web.clock import now
from tests import markup
from tests.audited import check_recorded, watched
from tests.selection import EVERYTHING

NAMED = ("input", "select", "textarea")
HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
REFERENCES = ("aria-describedby", "aria-labelledby", "for")


class Link(NamedTuple):
    """A link, and what its `aria-current` says."""

    label: str
    said: str
    address: str


class Page:
    """One answer of the application; making it checks it."""

    def __init__(self, response: TestResponse, path: str) -> None:
        self.response, self.status, self.path = response, response.status_code, path
        self.html = response.get_data(as_text=True)
        if EVERYTHING:
            html5lib.HTMLParser(strict=True).parse(self.html)
        try:
            self._document = markup.parsed(self.html)
        except markup.MarkupError as error:
            raise markup.MarkupError(f"{path}: {error}") from error
        self.title = self._only("title").text.strip()
        self._named = [element for tag in NAMED for element in self._document.find_all(tag)]
        self._ids = [name for name in self._document.xpath("//@id") if name]
        self._check_headings()
        self._check_ids_and_labels()
        self._check_code_and_hosts()
        self._check_errors()

    @cached_property
    def tree(self) -> ElementView:
        """The page as a tree of elements, as ElementTree has them."""
        return ElementView(self._document.root)

    def all(self, tag: str) -> list[ElementView]:
        """Every element of a kind."""
        return [ElementView(element) for element in self._document.find_all(tag)]

    def _only(self, tag: str) -> Element:
        found = [element for element in self._document.find_all(tag) if element.namespace is Namespace.HTML]
        assert len(found) == 1, f"{self.path}: {len(found)} {tag}"
        return found[0]

    @property
    def h1(self) -> str:
        """The heading of the page."""
        return " ".join(self._only("h1").text.split())

    @cached_property
    def text(self) -> str:
        """All that is read in <main>, white space folded."""
        return " ".join(self._only("main").text.split())

    @property
    def links(self) -> list[str]:
        """Where the links in <main> and beside it go."""
        return [link.attr("href") for link in self._document.select(":is(.columns, .mt) a[href]:not([href=''])")]

    def has(self, selector: str) -> bool:
        """Whether there is such an element."""
        return bool(self._document.select(selector))

    def current(self, area: str) -> list[Link]:
        """The links in an area that say that people are there."""
        found = self._document.select(f"{area} a[aria-current]")
        return [Link(link.text.strip(), link.attr("aria-current", ""), link.attr("href", "")) for link in found]

    @property
    def everything(self) -> str:
        """All that is read or heard, white space folded: the title, the text, and the names that only are heard."""
        heard = [name for name in self._document.xpath("//@aria-label | //@placeholder | //@alt") if name]
        return " ".join(" ".join([self._document.root.text, *heard]).split())

    @property
    def fields(self) -> dict[str, str]:
        """Name and value of everything a browser would post (of all forms together)."""
        values: dict[str, str] = {}
        for element in self._named:
            if (name := element.attr("name")) and (value := _value(element)) is not None:
                values[name] = value
        return values

    def form(self, action: str) -> dict[str, str]:
        """The fields of the forms that go to this address, as `fields` has those of all of them."""
        found: dict[str, str] = {}
        for form in self._document.select("form[method=post]"):
            if urlsplit(form.attr("action", "")).path in (action, "" if urlsplit(self.path).path == action else None):
                for element in (element for tag in NAMED for element in form.find_all(tag)):
                    if (name := element.attr("name")) and (value := _value(element)) is not None:
                        found[name] = value
        found.pop("csrf_token", None)
        return found

    @property
    def typed(self) -> frozenset[str]:
        """The names of the fields in which people type."""
        fields = self._document.select("textarea, input[type=text], input[type=email], input[type=url]")
        return frozenset(name for element in fields if (name := element.attr("name")))

    def _check_headings(self) -> None:
        headings = [element.tag for element in self._document.find_all(HEADINGS)]
        assert headings.count("h1") == 1, f"{self.path}: {headings.count('h1')} h1"
        assert self.title.endswith("– Samenhang") and len(self.title) > 14, self.title
        assert self._document.root.attr("lang") == "nl"
        for above, below in pairwise(headings):
            assert int(below[1]) <= int(above[1]) + 1, f"{self.path}: {below} follows {above}"

    def _check_ids_and_labels(self) -> None:
        ids = set(self._ids)
        assert len(self._ids) == len(ids), f"{self.path}: id twice: {sorted(i for i in ids if self._ids.count(i) > 1)}"
        labelled = {label.attr("for") for label in self._document.find_all("label")}
        for element in self._named:
            if element.attr("type") not in ("hidden", "submit"):
                named = element.attr("id") in labelled or element.attr("aria-label") or element.attr("aria-labelledby")
                assert named, f"{self.path}: no label for {element.attr('name')}"
        for element in self._document.select(", ".join(f"[{attribute}]" for attribute in REFERENCES)):
            for target in " ".join(element.attr(attribute, "") for attribute in REFERENCES).split():
                assert target in ids, f"{self.path}: <{element.tag}> refers to {target}, which is not there"

    def _check_code_and_hosts(self) -> None:
        copies = "public, max-age=300" if urlsplit(self.path).path.startswith("/voorbeeld/rapport") else "no-store"
        for name, value in {**HEADERS, "Cache-Control": copies if self.status == 200 else "no-store"}.items():
            assert self.response.headers.get(name) == value, f"{self.path}: {name}"
        assert not self._document.find_all("style"), f"{self.path}: <style>"
        assert not self._document.select("script:not([src])"), f"{self.path}: <script>"
        attributes = {name for element in self._document.iter_elements() for name in element.attrs}
        inline = [name for name in attributes if name == "style" or name.startswith("on")]
        assert not inline, f"{self.path}: {inline}"
        for element in self._document.select("[src], [action]"):
            for address in (element.attr("src", ""), element.attr("action", "")):
                assert not urlsplit(address).netloc, f"{self.path}: another host: {address}"
        open_forms = self._document.select("form[method=post]:not(:has([name=csrf_token]))")
        assert not open_forms, f"{self.path}: form without token"

    def _check_errors(self) -> None:
        if self.status != 422:
            return
        assert self.title.startswith("Fout: "), self.title
        focused = [(element.attr("id"), element.attr("tabindex")) for element in self._document.select("[autofocus]")]
        assert focused == [("fouten", "-1")], f"{self.path}: the focus goes to {focused}"
        targets = [link[1:] for link in self.links if link.startswith("#")]
        assert targets, f"{self.path}: no summary with links to fields"
        assert set(targets) <= set(self._ids), f"{self.path}: {set(targets) - set(self._ids)} is not there"


def _value(element: Element) -> str | None:
    if element.tag == "textarea":
        return element.text
    if element.tag == "select":
        chosen = element.select_one("option[selected]")
        return None if chosen is None else chosen.attr("value")
    if element.attr("type") in ("radio", "checkbox"):
        return element.attr("value", "on") if "checked" in element.attrs else None
    return element.attr("value", "")


BUTTONS = ("akkoord", "vaststellen", "bespreking-starten")
"""The ends of addresses with a button of which the page says what it showed."""


class Client:
    """Somebody with a browser."""

    def __init__(self, app: Flask, session: Session, user: User | None) -> None:
        self.app, self.session, self.client, self.token = app, session, app.test_client(), ""
        self.changed: set[str] = set()
        """The tables in which the last request changed something."""
        with self.client.session_transaction() as cookie:
            if user is not None:
                secret = start_session(session, user, now=now())
                session.commit()
                # Not fresh: Flask-Login would say so in a new cookie, with the first page of every test.
                cookie["_user_id"], cookie["_fresh"] = secret, False
                # As somebody who came in with a second step a moment ago.
                cookie[SHOWN] = int(now().timestamp())
                cookie.permanent = True
            self._take_token(cookie)

    def take_token(self) -> None:
        """Take the token against forgery of the session as it is now, as a page would."""
        with self.client.session_transaction() as cookie:
            self._take_token(cookie)

    def _take_token(self, cookie: SessionMixin) -> None:
        with self.app.test_request_context():
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
        """What the page of this button says that it shows now; nothing when there is no such page or button."""
        last = path.rpartition("/")[2]
        if last not in BUTTONS:
            return {}
        response = self.ask(path)
        fields = Page(response, path).fields if response.status_code == 200 else {}
        # Nothing is proposed but to start when everybody is done.
        chosen = {"choice": "start"} if last == "bespreking-starten" else {}
        shown = {name: fields[name] for name in ("seen", "open") if name in fields}
        return {**chosen, **shown} if "seen" in fields else {}

    def ask(self, path: str, **options: Any) -> TestResponse:
        """Any request, answered unchecked."""
        # In a context of its own: the test's would lend the request its `g`, and so who was signed in before.
        with self.app.app_context(), watched() as changed:
            response = self.client.open(path, **options)
        # The turn that the test itself holds: the request waited ten seconds for it, and says that it is busy.
        waited = response.status_code == 503 and "method" not in options and self.session.in_transaction()
        assert not waited, f"commit before {path}"
        self.changed = changed
        check_recorded(path, changed)
        return response

    def follow(self, response: TestResponse) -> Page:
        """Go where a redirect points."""
        return self.get(response.headers["Location"])

    def _checked(self, response: TestResponse, path: str, status: int) -> Page:
        assert response.status_code == status, (path, response.status_code, response.get_data(as_text=True)[:300])
        return Page(response, path)

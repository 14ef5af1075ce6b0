"""Browsers that are new for each request, and a database that is put back after what they changed."""

import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from typing import Any
from urllib.parse import unquote
from zipfile import ZipFile

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import BadSignature
from pypdf import PdfReader
from sqlalchemy import event
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.models import RateCount, User
from app.web.extensions import db
from tests.audited import CHANGE, check_recorded, watched
from tests.pages import Client
from tests.stores import Store


@dataclass(frozen=True)
class Browser:
    """Somebody's cookie and the token against forgery that belongs to it; a new browser for each request."""

    app: Flask
    cookie: str = ""
    token: str = ""

    def ask(
        self, path: str, method: str = "GET", form: Mapping[str, object] | None = None, **options: Any
    ) -> TestResponse:
        """One request; following redirects is for whoever reads the answer."""
        client = self.app.test_client()
        if self.cookie:
            client.set_cookie(self.app.config["SESSION_COOKIE_NAME"], self.cookie)
        data = {"csrf_token": self.token, **form} if form is not None else None
        with self.app.app_context(), watched() as changed:
            response = client.open(path, method=method, data=data, **options)
        check_recorded(path, changed)
        return response

    def everything_in(self, response: TestResponse) -> str:
        """What can be read of an answer: the body, whatever its form, every header, and what the cookie holds."""
        headers = unquote("\n".join(f"{name}: {value}" for name, value in response.headers))
        return "\n".join([self._text_of(response), headers, *self._cookies(response)])

    @staticmethod
    def _text_of(response: TestResponse) -> str:
        if response.mimetype == "application/pdf":
            return text_of_pdf(response.data)
        if response.mimetype.startswith("application/vnd.openxmlformats"):
            return text_of_office(response.data)
        return response.get_data(as_text=True)

    def _cookies(self, response: TestResponse) -> Iterator[str]:
        reader = SecureCookieSessionInterface().get_signing_serializer(self.app)
        assert reader is not None
        for header in response.headers.getlist("Set-Cookie"):
            try:
                yield str(reader.loads(header.split(";")[0].split("=", 1)[1]))
            except BadSignature:
                continue


@lru_cache(maxsize=256)
def text_of_pdf(content: bytes) -> str:
    """All that can be read in a PDF, and what it says about itself."""
    reader = PdfReader(io.BytesIO(content))
    return "\n".join([*(page.extract_text() for page in reader.pages), str(reader.metadata)])


@lru_cache(maxsize=256)
def text_of_office(content: bytes) -> str:
    """All that can be read in a file of Word or Excel, in any of its parts."""
    with ZipFile(io.BytesIO(content)) as opened:
        parts = [opened.read(name).decode(errors="replace") for name in opened.namelist()]
    # Words may run over several elements, and texts stand in attributes too.
    return "\n".join(unescape(text) for part in parts for text in (part, re.sub(r"<[^>]*>", "", part)))


def browsers_of(app: Flask, session: Session, users: Mapping[str, User | None]) -> dict[str, Browser]:
    """A browser for everybody, signed in; committed."""
    found = {}
    for key, user in users.items():
        client = Client(app, session, user)
        cookie = client.client.get_cookie(app.config["SESSION_COOKIE_NAME"])
        assert cookie is not None
        found[key] = Browser(app, cookie.value, client.token)
    return found


@dataclass(frozen=True)
class Kept:
    """A database as it was at one moment."""

    store: Store
    name: str
    writes: list[str]
    """The statements that have changed something since it was put back."""
    stop: Callable[[], None]
    """Listen no longer to what is written: another test may have the same engine."""

    @property
    def changes(self) -> list[str]:
        """Those that changed more than how often something was tried."""
        return [written for written in self.writes if CHANGE.match(written)[1] != RateCount.__tablename__]

    def put_back(self) -> None:
        """Make it what it was, as far as it was written since: putting back everything takes longer than a request."""
        if self.store.holding != self.name:
            self.store.put_back(self.name)
        elif self.writes:
            self.store.put_back(self.name, {CHANGE.match(written)[1] for written in self.writes})
        self.writes.clear()


def keep(store: Store, name: str) -> Kept:
    """Keep what the database holds now."""
    store.keep(name)
    writes: list[str] = []

    def note(_: Any, __: Any, statement: str, *___: Any) -> None:
        if statement.startswith(("INSERT", "UPDATE", "DELETE")):
            writes.append(statement)

    with store.app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    return Kept(store, name, writes, lambda: event.remove(engine, "before_cursor_execute", note))

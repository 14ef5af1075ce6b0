"""Asking for every address as somebody, and reading everything that comes back."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser
from itertools import cycle
from urllib.parse import unquote

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import BadSignature
from pypdf import PdfReader
from werkzeug.test import TestResponse

NAMES = (
    *("value", "reason", "seen", "text", "audience", "domains", "title", "round", "ambition", "confirmed", "name"),
    *("email", "function", "level", "parts", "people", "line", "action", "deadline", "reminder_days", "decision"),
    *("answer", "question", "code", "verder", "role", "municipality", "next", "withdraw", "dissent", "soort"),
)
"""Fields that are tried on pages that show none."""


@dataclass(frozen=True)
class Browser:
    """Somebody's cookie and the token against forgery that belongs to it; a new browser for each request."""

    app: Flask
    cookie: str = ""
    token: str = ""

    def ask(self, path: str, method: str = "GET", form: Mapping[str, str] | None = None) -> TestResponse:
        """One request; following redirects is for whoever reads the answer."""
        client = self.app.test_client()
        if self.cookie:
            client.set_cookie(self.app.config["SESSION_COOKIE_NAME"], self.cookie)
        data = {"csrf_token": self.token, **form} if form is not None else None
        with self.app.app_context():
            return client.open(path, method=method, data=data)

    def everything_in(self, response: TestResponse) -> str:
        """What can be read of an answer: the body, whatever its form, every header, and what the cookie holds."""
        body = response.data
        text = text_of_pdf(body) if response.mimetype == "application/pdf" else response.get_data(as_text=True)
        headers = unquote("\n".join(f"{name}: {value}" for name, value in response.headers))
        return "\n".join([text, headers, *self._cookies(response)])

    def _cookies(self, response: TestResponse) -> Iterator[str]:
        reader = SecureCookieSessionInterface().get_signing_serializer(self.app)
        assert reader is not None
        for header in response.headers.getlist("Set-Cookie"):
            try:
                yield str(reader.loads(header.split(";")[0].split("=", 1)[1]))
            except BadSignature:
                continue


class Fields(HTMLParser):
    """The names on a page, each with what a browser would send, or with the first that can be chosen."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a field."""
        has = dict(attrs)
        name = has.get("name") or ""
        if tag in ("input", "select", "textarea", "button") and (name not in self.found or "checked" in has):
            self.found[name] = has.get("value") or ("" if has.get("type") == "hidden" else "Zomaar")

    @property
    def names(self) -> list[str]:
        """All but the token, which everybody adds."""
        return [name for name in self.found if name not in ("", "csrf_token")]


def forms(page: str | None, foreign: Mapping[str, object]) -> Iterator[dict[str, str]]:
    """What is posted to an address: nothing, ids of another municipality and other junk, and what its page has."""
    fields = Fields(page or "")
    names = fields.names or NAMES
    junk = cycle([*map(str, foreign.values()), "-1", "<b>", "geld:beleid", ""])
    yield {}
    yield {name: next(junk) for name in names}
    if fields.names:
        yield {name: fields.found[name] for name in names}


@lru_cache(maxsize=256)
def text_of_pdf(content: bytes) -> str:
    """All that can be read in a PDF, and what it says about itself."""
    reader = PdfReader(io.BytesIO(content))
    return "\n".join([*(page.extract_text() for page in reader.pages), str(reader.metadata)])

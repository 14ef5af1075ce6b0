"""Somebody at a screen, and a watch over what their browser should never do."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request, Response, ViewportSize

from tests.browser.site import Site

PATIENCE = 60_000
"""Milliseconds that a step may take: people see that something is slow, a test only that a busy machine waits."""
WIDE, NARROW = ViewportSize(width=1280, height=900), ViewportSize(width=320, height=640)
PARTS = ("/static/",)
"""What a page may ask for besides itself."""
SCRIPTS = tuple(f"/static/{name}.js" for name in ("meeting", "board", "typed", "drafts", "keys", "aloud"))
"""The only scripts: a meeting goes along, cards are dragged, typed text is kept here and there, keys choose, and a page
is read aloud."""
LEAVE_NOTHING = """() => {
  [...document.forms].forEach((form) => form.reset());
  try { localStorage.clear(); } catch { /* a page of the browser itself */ }
  const asks = Boolean(document.querySelector("script[src*=meeting]"));
  document.body.replaceChildren();
  return asks;
}"""
"""Forget what was typed on the page, and what would be laid out again at another width; whether it goes on asking."""
ASKED = ("/bespreken/samen/stand", "/bespreken/samen", "/inloggen", "/concept")
"""What the first of them asks for, where it is sent (and does not go) when the session has ended, and a draft."""


class Visitor:
    """One browser with one page; `problems` collects what should not happen, and who `leaves` says yes to that."""

    def __init__(self, browser: Browser, site: Site, **options: Any) -> None:
        self.site = site
        self.problems: list[str] = []
        self.expected: set[int] = set()
        self.leaves = False
        # Nothing moves: a page can be looked at as soon as it is there.
        still = {"viewport": WIDE, "locale": "nl-NL", "base_url": site.url, "reduced_motion": "reduce"}
        self.context = browser.new_context(**{**still, **options})
        self.context.set_default_timeout(PATIENCE)
        self.context.on("page", self._watch)
        self.page = self.context.new_page()

    def become(self, email: str | None) -> "Visitor":
        """Be somebody who has just arrived: signed in when there is an address, and with nothing that was before."""
        for page in self.context.pages:
            if page is not self.page:
                page.close()
        self.page.unroute_all()
        # Only the script of a meeting goes on asking. Another page ends it, but costs a new process of the browser.
        if self.page.evaluate(LEAVE_NOTHING):
            self.page.goto("about:blank")
        self.context.clear_cookies()
        self.problems.clear()
        self.expected = {200, 204}
        self.leaves = False
        if email:
            name = self.site.app.config["SESSION_COOKIE_NAME"]
            self.context.add_cookies([{"name": name, "value": self.site.cookie_for(email), "url": self.site.url}])
        return self

    def go(self, path: str, status: int = 200) -> Page:
        """Open an address, which must answer with this status."""
        self.expected.add(status)
        response = self.page.goto(path)
        assert response is not None
        assert response.status == status, f"{path}: {response.status}"
        return self.page

    @contextmanager
    def on_paper(self) -> Iterator[Page]:
        """The page as it is printed."""
        self.page.emulate_media(media="print")
        yield self.page
        self.page.emulate_media(media="null")

    def _watch(self, page: Page) -> None:
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.problems.append(f"error in the page: {error}"))
        page.on("dialog", self._dismiss)
        page.on("request", self._check_request)
        page.on("response", self._check_response)

    def _hear(self, message: ConsoleMessage) -> None:
        # Chromium also says so when a page has a status that the test expects; _check_response looks at those.
        if message.type in ("error", "warning") and "the server responded with a status of" not in message.text:
            self.problems.append(f"console: {message.text}")

    def _dismiss(self, dialog: Dialog) -> None:
        # A server that takes more than a second gets what was typed as the page goes: the browser asks first.
        if dialog.type == "beforeunload" and self.leaves:
            dialog.accept()
        else:
            self.problems.append(f"dialog: {dialog.message}")
            dialog.dismiss()

    def _check_request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.netloc != urlsplit(self.site.url).netloc or not is_expected(request.resource_type, address.path):
            self.problems.append(f"request: {request.resource_type} {request.url}")

    def _check_response(self, response: Response) -> None:
        if response.status not in {302, 303, 304} | self.expected:
            self.problems.append(f"status {response.status}: {response.url}")


def is_expected(kind: str, path: str) -> bool:
    """Whether a page may ask for this."""
    if kind == "script":
        return path in SCRIPTS
    if kind in ("fetch", "xhr"):
        return path.endswith(ASKED)
    return kind == "document" or any(part in path for part in PARTS)

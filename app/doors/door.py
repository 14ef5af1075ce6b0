"""What may come in and what goes out with every response: size, characters and security headers (D9-D18)."""

import re
import time
import unicodedata
from collections.abc import Callable, Iterator
from itertools import groupby

import structlog
from flask import Flask, Response, abort, request
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from werkzeug.middleware.proxy_fix import ProxyFix

from config import Settings

log = structlog.get_logger()
SMALL = 256 * 1024
ANSWERS = 1024 * 1024
"""Bytes that an answer page accepts."""
IMPORTS = 4 * 1024 * 1024
"""Bytes that an import page accepts."""
REPORTS = 16 * 1024 * 1024
"""Bytes of a file of a report that is checked; the largest of fifteen domains with long texts are a few million."""
LIMITS = {
    "assessments": ANSWERS,
    "meetings": ANSWERS,
    "reviews": ANSWERS,
    "trajectories.choose_domains": ANSWERS,
    "administration.import_list": IMPORTS,
    "reports.check_report": REPORTS,
}
"""What an endpoint, or a whole feature, accepts when that is more than SMALL."""
FILES = {"administration.import_list": "file", "reports.check_report": "file"}
"""The name of the file that a form can send along; everywhere else only texts arrive."""

FEW = 1000
"""Characters of a text that cannot hold enough accents to be slow."""
NOWHERE = "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
"""The last two characters of each plane, which are none."""
UNCLEAN = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{NOWHERE}]")

EXAMPLE_REPORT = frozenset(
    f"reports.example_{name}" for name in ("page", "annex", "pdf", "docx", "xlsx", "slides_pdf", "slides_pptx")
)
"""The report of a made-up municipality, which is the same for everybody."""
SHARED = EXAMPLE_REPORT | {"static"}
"""What says itself how long anybody may keep a copy; of all else nobody may."""
WITHOUT_SESSION = SHARED | {"meetings.state"}
"""What answers without a cookie: that, and what a page asks by itself, which is no sign that anybody is there."""
RENEW_AFTER = 300
"""Seconds after which the session cookie of somebody who is busy is renewed."""

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; script-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    # no-referrer would break every https POST: the CSRF check looks at the referrer (D13).
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def is_clean(text: str) -> bool:
    """Whether a text has no control characters (tab and newline aside), surrogates or non-characters (D10)."""
    return UNCLEAN.search(text) is None


def cleaned(text: str) -> str:
    """The text without the characters that no document could hold."""
    return UNCLEAN.sub("", text)


def normalised(text: str) -> str:
    """The text in NFC with plain newlines: what is typed on one machine equals what is typed on another."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > FEW and any(map(unicodedata.combining, text)):
        text = "".join(_with_marks_in_order(text))
    return unicodedata.normalize("NFC", text)


def _with_marks_in_order(text: str) -> Iterator[str]:
    """A text with each row of accents in the order that NFC gives them: it takes the square of their number itself."""
    for are_marks, row in groupby(text, lambda character: unicodedata.combining(character) > 0):
        found = "".join(row)
        yield "".join(sorted(found, key=unicodedata.combining)) if are_marks else found


def refuse_strange_addresses() -> None:
    """400 for such characters in a path or query: PostgreSQL stumbles over NUL, and no page could repeat the rest."""
    parts = (part for pair in request.args.items(multi=True) for part in pair)
    if not all(is_clean(part) for part in (request.path, *parts)):
        abort(400)


def set_limit() -> None:
    """Say how much this page accepts before anything reads the form: the check against forgery is the first."""
    limit = LIMITS.get(request.endpoint or "") or LIMITS.get(request.blueprint or "")
    if limit:
        request.max_content_length = limit


def refuse_swapped_parts() -> None:
    """400 for a file where a text belongs and a text where a file does: no page sends them, no form expects them."""
    if request.mimetype == "multipart/form-data":
        wanted = {FILES[request.endpoint]} if request.endpoint in FILES else set()
        if not set(request.files) <= wanted or wanted & set(request.form):
            abort(400)


class PageSessions(SecureCookieSessionInterface):
    """Sessions in a signed cookie, sent with pages only: what anybody may keep a copy of carries nobody's session."""

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Send the cookie when it has changed or is a while old, and somebody asked for a page."""
        if request.endpoint in WITHOUT_SESSION:
            return
        # Signing a cookie for every page would be for nothing: people are idle for hours, not for minutes.
        if session.permanent and abs(time.time() - session.get("renewed", 0)) > RENEW_AFTER:
            session["renewed"] = int(time.time())
        super().save_session(app, session, response)

    def should_set_cookie(self, app: Flask, session: SessionMixin) -> bool:  # noqa: ARG002 - Flask calls it so
        """Only then."""
        return session.modified


def notice_of_proxy() -> Callable[[], None]:
    """What says once that a proxy stands in front that the settings do not know: everybody seems to come from it."""
    noticed = False

    def notice() -> None:
        nonlocal noticed
        if not noticed and "X-Forwarded-For" in request.headers:
            noticed = True
            log.warning("unknown_proxy", setting="SAMENHANG_PROXIES")

    return notice


def guard(app: Flask, settings: Settings) -> None:
    """Set limits and headers on the application."""
    app.session_interface = PageSessions()
    app.config.update(MAX_CONTENT_LENGTH=SMALL, MAX_FORM_MEMORY_SIZE=ANSWERS, MAX_FORM_PARTS=2000)
    if settings.proxies:
        count = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]  # as Flask documents it
    else:
        app.before_request(notice_of_proxy())
    app.before_request(refuse_strange_addresses)
    app.before_request(set_limit)
    app.before_request(refuse_swapped_parts)

    @app.after_request
    def protect(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if settings.secure:
            response.headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
        if request.endpoint not in SHARED or response.status_code >= 400:
            response.headers["Cache-Control"] = "no-store"
        return response

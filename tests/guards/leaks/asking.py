"""What somebody fills in on a page: nothing, junk, or what the page has."""

from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from itertools import cycle

NAMES = (
    *("value", "reason", "seen", "text", "audience", "domains", "title", "round", "ambition", "confirmed", "name"),
    *("email", "function", "level", "parts", "people", "line", "action", "deadline", "reminder_days", "decision"),
    *("answer", "question", "code", "verder", "role", "municipality", "next", "withdraw", "dissent", "soort"),
    *("addressee", "shows_name"),
)
"""Fields that are tried on pages that show none."""


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

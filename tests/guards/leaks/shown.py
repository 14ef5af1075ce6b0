"""Every page that somebody of Voorbeeldstad can open in the world of the leak tests, before anything changed."""

from collections.abc import Iterator
from typing import NamedTuple

from tests.guards.leaks.addresses import Refusals, addresses, is_about_inventory, rules_of, status_of
from tests.guards.leaks.site import Site
from tests.guards.leaks.world import STATES
from tests.pages import Link, Page
from tests.selection import EVERYTHING

LONG = ("blind stad", "done stad", "both") if EVERYTHING else ()
EVERYBODY = (
    *(f"{name} stad" for name in ("coordinator", "adviser", "reader", "halfway", "owner")),
    *("administrator", "nobody", *LONG),
)
SEEN: dict[tuple[int, str], list["Shown"]] = {}
"""What was found on a site by somebody: reading all their pages takes longer than what is asked of them."""


class Shown(NamedTuple):
    """What a guard asks of a page."""

    path: str
    around: list[Link] | None
    """The links at the top and the foot that say that people are there; None on a screen without a menu."""
    parts: list[Link] | None
    """Those in the row with the parts of a trajectory; None where that is not."""
    text: str
    """All that is read or heard on it."""


def shown_to(site: Site, key: str) -> list[Shown]:
    """The page at each address, about an inventory in each of its states."""
    at = (id(site), key)
    if at not in SEEN:
        SEEN[at] = [_shown(page) for page in _pages(site, key)]
    return SEEN[at]


def _shown(page: Page) -> Shown:
    parts = page.current(".parts") if page.has(".parts") else None
    around = page.current(".masthead") + page.current(".footer") if page.has(".masthead") else None
    return Shown(page.path, around, parts, page.everything)


def _pages(site: Site, key: str) -> Iterator[Page]:
    site.kept.put_back()
    asked: set[str] = set()
    for rule in rules_of(site.app):
        # A file has a point in the last part of its address.
        if "GET" in (rule.methods or ()) and "." not in rule.rule.rpartition("/")[2]:
            for state in STATES if is_about_inventory(rule) else STATES[:1]:
                refusals = Refusals()
                for address in addresses(site.app, rule, site.grounds["stad", state], {}):
                    if address.path in asked or refusals.cover(address):
                        continue
                    asked.add(address.path)
                    response = site.browsers[key].ask(address.path)
                    refusals.note(address, status_of(response))
                    if response.status_code == 200 and response.mimetype == "text/html":
                        yield Page(response, address.path)
                    response.close()

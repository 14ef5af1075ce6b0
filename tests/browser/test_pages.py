"""Every page and every error at 1280 and 320 pixels: axe finds nothing, nothing sticks out, nothing strange happens."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Response, expect

from app import create_app
from config import Settings
from tests.browser import acts
from tests.browser.looks import components, flaws
from tests.browser.shapes import DOCUMENTS, WERE, misshapes
from tests.browser.site import Site
from tests.browser.visiting import State, Visit
from tests.browser.visitor import Visitor
from tests.browser.visits import NOT_PAGES, STATES, VISITS
from tests.browser.worlds import example
from tests.selection import first_of_each, with_later

FIRST_VISITS = first_of_each(VISITS, lambda visit: visit.endpoint)
SHAPED = list({visit.endpoint: visit for visit in reversed(VISITS)}.values())
"""The first visit of each page, where it shows most."""
FIRST_STATES = first_of_each(STATES, lambda state: state.status)


def test_every_page_has_a_visit(tmp_path: Path) -> None:
    app = create_app(Settings(example=True, database_url=f"sqlite:///{tmp_path}/empty.db"))
    pages = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    assert pages - set(NOT_PAGES) == {visit.endpoint for visit in VISITS}
    assert set(NOT_PAGES) <= pages
    assert DOCUMENTS | WERE.keys() <= pages


def name_of(visit: Visit | State) -> str:
    """How a test is called that goes there."""
    return visit.name.replace(" ", "-") if isinstance(visit, State) else f"{visit.endpoint}-{visit.who or 'nobody'}"


def arrive(site: Site, visitor: Callable[..., Visitor], visit: Visit | State) -> Visitor:
    """Somebody who went there, and did what is to be done."""
    rounds = site.holds(example)
    somebody = visitor(getattr(rounds, visit.who) if visit.who else None)
    path = visit.path.format(**vars(rounds))
    if isinstance(visit, Visit):
        somebody.go(path)
        if visit.act:
            visit.act(somebody)
    elif visit.act:
        somebody.go(path)
        somebody.expected.add(visit.status)
        with somebody.page.expect_response(lambda answer: answer.status == visit.status and is_page(answer)):
            visit.act(somebody)
    else:
        somebody.go(path, visit.status)
    return somebody


def is_page(answer: Response) -> bool:
    """Whether this is the answer to a form or an address, not one of its parts."""
    return answer.request.resource_type == "document"


@pytest.mark.browser
@pytest.mark.parametrize("visit", with_later(VISITS, FIRST_VISITS), ids=name_of)
def test_page(site: Site, visitor: Callable[..., Visitor], visit: Visit) -> None:
    # The shape is that of the page as it comes, with its folds closed.
    folded = visit.act is acts.unfold
    somebody = arrive(site, visitor, replace(visit, act=None) if folded else visit)
    page = somebody.page
    endpoint, _ = site.app.url_map.bind("localhost").match(urlsplit(page.url).path)
    assert endpoint == visit.endpoint
    if visit in SHAPED:
        assert misshapes(page, endpoint) == []
    if folded:
        acts.unfold(somebody)
    assert flaws(page) == []


@pytest.mark.browser
@pytest.mark.parametrize("state", with_later(STATES, FIRST_STATES), ids=name_of)
def test_error(site: Site, visitor: Callable[..., Visitor], state: State) -> None:
    page = arrive(site, visitor, state).page
    if state.status == 422:
        assert page.title().startswith("Fout: ")
        expect(page.locator("#fouten")).to_be_focused()
    assert flaws(page) == []


@pytest.mark.browser
@pytest.mark.long
@pytest.mark.heavy
def test_the_short_form_sees_every_component(site: Site, visitor: Callable[..., Visitor]) -> None:
    """Whatever a later visit shows, a first one shows too; else it must say what it `shows`."""
    somebody = visitor()
    seen = {visit: components(arrive(site, somebody.become, visit).page) for visit in (*VISITS, *STATES)}
    first = set().union(*(seen[visit] for visit in (*FIRST_VISITS, *FIRST_STATES)))
    assert {name_of(visit): found - first for visit, found in seen.items() if found - first} == {}

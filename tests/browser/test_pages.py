"""Every page and every error at 1280 and 320 pixels: axe finds nothing, nothing sticks out, nothing strange happens."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Response, expect

from app import create_app
from config import Settings
from tests.browser.looks import flaws
from tests.browser.site import Site
from tests.browser.visiting import State, Visit
from tests.browser.visitor import Visitor
from tests.browser.visits import NOT_PAGES, STATES, VISITS
from tests.browser.worlds import example


def test_every_page_has_a_visit(tmp_path: Path) -> None:
    app = create_app(Settings(example=True, database_url=f"sqlite:///{tmp_path}/empty.db"))
    pages = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    assert pages - set(NOT_PAGES) == {visit.endpoint for visit in VISITS}
    assert set(NOT_PAGES) <= pages


def arrive(site: Site, visitor: Callable[..., Visitor], visit: Visit | State) -> Visitor:
    """Somebody at the page of a visit, before anything is done there."""
    rounds = site.holds(example)
    somebody = visitor(getattr(rounds, visit.who) if visit.who else None)
    path = visit.path.format(**vars(rounds))
    somebody.go(path, visit.status if isinstance(visit, State) and not visit.act else 200)
    return somebody


@pytest.mark.browser
@pytest.mark.parametrize("visit", VISITS, ids=lambda visit: f"{visit.endpoint}-{visit.who or 'nobody'}")
def test_page(site: Site, visitor: Callable[..., Visitor], visit: Visit) -> None:
    somebody = arrive(site, visitor, visit)
    if visit.act:
        visit.act(somebody)
    page = somebody.page
    endpoint, _ = site.app.url_map.bind("localhost").match(urlsplit(page.url).path)
    assert endpoint == visit.endpoint
    assert flaws(page) == []


def is_page(answer: Response) -> bool:
    """Whether this is the answer to a form or an address, not one of its parts."""
    return answer.request.resource_type == "document"


@pytest.mark.browser
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name.replace(" ", "-"))
def test_error(site: Site, visitor: Callable[..., Visitor], state: State) -> None:
    somebody = arrive(site, visitor, state)
    if state.act:
        somebody.expected.add(state.status)
        with somebody.page.expect_response(lambda answer: answer.status == state.status and is_page(answer)):
            state.act(somebody)
    if state.status == 422:
        assert somebody.page.title().startswith("Fout: ")
        expect(somebody.page.locator("#fouten")).to_be_focused()
    assert flaws(somebody.page) == []

"""What was typed waits in the browser: without a connection, and for nobody else."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.acts import push
from tests.browser.flows import button, option, prove_address, unfolded
from tests.browser.hands import Pointer
from tests.browser.site import Site
from tests.browser.visitor import Visitor
from tests.browser.worlds import Example, example

pytestmark = pytest.mark.browser

QUESTION = "{open}/vragen/gezondheid/A.BE"
SAVE = "Opslaan en volgende vraag"
TEXT = "Een lange toelichting.\nDie mag niet weg."
OFFER = "Je typte hier iets dat niet is opgeslagen."


@pytest.fixture
def somebody(site: Site, visitor: Callable[..., Visitor]) -> Visitor:
    """Who answers, at a question."""
    rounds = site.holds(example)
    found = visitor(Example.village)
    found.go(QUESTION.format(**vars(rounds)))
    return found


def reason(page: Page) -> Locator:
    """Where the text is typed."""
    return unfolded(page, "Toelichting")


def answer(page: Page) -> None:
    """Choose and type, without saving."""
    option(page, "2").check()
    reason(page).fill(TEXT)


def save_without_connection(somebody: Visitor) -> str:
    """Type and push save while there is no connection, so that the browser shows its own page; where it was."""
    page = somebody.page
    address = page.url
    somebody.context.set_offline(True)
    answer(page)
    button(page, SAVE).click(no_wait_after=True)
    expect(page).to_have_url("chrome-error://chromewebdata/")
    somebody.context.set_offline(False)
    somebody.problems.clear()
    return address


@pytest.mark.parametrize("script", [True, False])
def test_without_a_connection_back_brings_the_text_back(
    site: Site, visitor: Callable[..., Visitor], script: bool
) -> None:
    rounds = site.holds(example)
    somebody = visitor(java_script_enabled=script)
    somebody.become(Example.village)
    somebody.go(QUESTION.format(**vars(rounds)))
    address = save_without_connection(somebody)
    somebody.page.go_back()
    expect(reason(somebody.page)).to_have_value(TEXT)
    expect(option(somebody.page, "2")).to_be_checked()
    push(somebody.page, SAVE)
    somebody.page.goto(address)
    expect(reason(somebody.page)).to_have_value(TEXT)


def test_without_a_connection_the_text_waits_and_is_saved_after_all(somebody: Visitor) -> None:
    page = somebody.page
    page.goto(save_without_connection(somebody))
    address = page.url
    expect(page.get_by_text(OFFER)).to_be_visible()
    push_here(page, "Zet het terug")
    expect(reason(page)).to_have_value(TEXT)
    expect(option(page, "2")).to_be_checked()
    push(page, SAVE)
    page.goto(address)
    expect(reason(page)).to_have_value(TEXT)
    expect(page.get_by_text(OFFER)).to_be_hidden()
    assert kept(page) == 0


def test_what_was_saved_or_refused_is_not_offered(somebody: Visitor) -> None:
    page = somebody.page
    answer(page)
    unfolded(page, "Waar staat het?").fill("Zonder soort")
    somebody.expected.add(422)
    push(page, SAVE)
    expect(page.get_by_text(OFFER)).to_be_hidden()
    unfolded(page, "Waar staat het?").fill("")
    push(page, SAVE)
    assert kept(page) == 0


def test_signing_out_leaves_nothing(somebody: Visitor) -> None:
    page = somebody.page
    address = save_without_connection(somebody)
    page.goto("/")
    assert kept(page) == 1
    page.get_by_role("button", name="Uitloggen").click()
    expect(page.get_by_text("Je bent uitgelogd.")).to_be_visible()
    assert kept(page) == 0
    prove_address(Pointer(page), Example.village)
    page.goto(address)
    expect(reason(page)).to_have_value("")
    expect(page.get_by_text(OFFER)).to_be_hidden()


def test_somebody_else_in_this_browser_finds_nothing(site: Site, somebody: Visitor) -> None:
    page = somebody.page
    address = save_without_connection(somebody)
    be(site, somebody, Example.adviser)
    page.goto(address)
    assert TEXT.split("\n")[0] not in page.content()
    assert kept(page) == 0
    be(site, somebody, Example.village)
    page.goto(address)
    expect(page.get_by_text(OFFER)).to_be_hidden()


def be(site: Site, somebody: Visitor, email: str) -> None:
    """Let somebody be signed in in this browser who never signed out the person before."""
    name = site.app.config["SESSION_COOKIE_NAME"]
    somebody.context.clear_cookies()
    somebody.context.add_cookies([{"name": name, "value": site.cookie_for(email), "url": site.url}])
    somebody.expected |= {403, 404}


def kept(page: Page) -> int:
    """How many people have something waiting in this browser."""
    found: int = page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('typed:')).length")
    return found


def push_here(page: Page, name: str) -> None:
    """Push a button that goes nowhere."""
    button(page, name).click()

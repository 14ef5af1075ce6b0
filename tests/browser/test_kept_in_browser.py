"""What was typed waits in the browser: without a connection, behind a link, and for nobody else."""

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
def typing(site: Site, visitor: Callable[..., Visitor]) -> Visitor:
    """Somebody who typed at a question, and did not save yet."""
    rounds = site.holds(example)
    somebody = visitor(Example.village)
    somebody.go(QUESTION.format(**vars(rounds)))
    option(somebody.page, "2").check()
    reason(somebody.page).fill(TEXT)
    return somebody


def reason(page: Page) -> Locator:
    """Where the text is typed."""
    return unfolded(page, "Toelichting")


def save_without_connection(somebody: Visitor) -> str:
    """Push save while there is no connection, so that the browser shows its own page; where it was."""
    page = somebody.page
    address = page.url
    somebody.context.set_offline(True)
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
    option(somebody.page, "2").check()
    reason(somebody.page).fill(TEXT)
    address = save_without_connection(somebody)
    somebody.page.go_back()
    expect(reason(somebody.page)).to_have_value(TEXT)
    expect(option(somebody.page, "2")).to_be_checked()
    push(somebody.page, SAVE)
    somebody.page.goto(address)
    expect(reason(somebody.page)).to_have_value(TEXT)


def test_without_a_connection_the_text_waits_and_is_saved_after_all(typing: Visitor) -> None:
    page = typing.page
    page.goto(save_without_connection(typing))
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


def test_behind_a_link_the_text_waits_until_it_is_thrown_away(typing: Visitor) -> None:
    page = typing.page
    address = page.url
    page.get_by_role("link", name="Hulp en contact").click()
    page.goto(address)
    expect(page.get_by_text(OFFER)).to_be_visible()
    push_here(page, "Gooi het weg")
    page.reload()
    expect(page.get_by_text(OFFER)).to_be_hidden()
    assert kept(page) == 0


def test_what_was_saved_or_refused_is_not_offered(typing: Visitor) -> None:
    page = typing.page
    unfolded(page, "Waar staat het?").fill("Zonder soort")
    typing.expected.add(422)
    push(page, SAVE)
    expect(page.get_by_text(OFFER)).to_be_hidden()
    unfolded(page, "Waar staat het?").fill("")
    push(page, SAVE)
    assert kept(page) == 0


def test_signing_out_leaves_nothing(typing: Visitor) -> None:
    page = typing.page
    address = save_without_connection(typing)
    page.goto("/")
    assert kept(page) == 1
    page.get_by_role("button", name="Uitloggen").click()
    expect(page.get_by_text("Je bent uitgelogd.")).to_be_visible()
    assert kept(page) == 0
    prove_address(Pointer(page), Example.village)
    page.goto(address)
    expect(reason(page)).to_have_value("")
    expect(page.get_by_text(OFFER)).to_be_hidden()


def test_somebody_else_in_this_browser_finds_nothing(site: Site, typing: Visitor) -> None:
    page = typing.page
    address = save_without_connection(typing)
    be(site, typing, Example.adviser)
    page.goto(address)
    assert TEXT.split("\n")[0] not in page.content()
    assert kept(page) == 0
    be(site, typing, Example.village)
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

"""Whatever people type shows as text: no script, no picture, no request, wherever it stands."""

import re
from collections.abc import Callable
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.browser import hostile
from tests.browser.acts import push
from tests.browser.flows import option, unfolded
from tests.browser.hostile import ATTACK, Shown
from tests.browser.site import Site
from tests.browser.visitor import Visitor
from tests.browser.worlds import Example, example

pytestmark = pytest.mark.browser

MADE = "document.querySelectorAll('main script, main img[src=x], [onerror]').length"


def folded(text: str) -> str:
    """A text as people read it: white space is one space."""
    return re.sub(r"\s+", " ", text)


def missing(page: Page, texts: tuple[str, ...]) -> list[str]:
    """Which texts the page does not show, character for character; and what they made of themselves."""
    assert page.evaluate(MADE) == 0
    # What can be opened is read too; the browser keeps the text of a closed part out of inner_text.
    closed = page.locator("main details:not([open]) > summary:visible")
    while closed.count():
        closed.first.click()
    shown = folded(page.locator("body").inner_text())
    return [text for text in texts if text not in shown]


def look(everybody: dict[str, Visitor], here: str, pages: tuple[Shown, ...]) -> dict[str, list[str]]:
    """The texts that are missing, by page."""
    found = {}
    for shown in pages:
        path = shown.path.format(here=here)
        if absent := missing(everybody[shown.who].go(path), shown.texts):
            found[path] = absent
    return found


@pytest.mark.heavy
def test_texts_stay_texts_from_the_start_to_the_report(site: Site, visitor: Callable[..., Visitor]) -> None:
    people = site.holds(hostile.hostile_people)
    roles = ("coordinator", "adviser", "administrator", "reader")
    everybody = {role: visitor(getattr(people, role).email) for role in roles}
    coordinator, adviser = everybody["coordinator"], everybody["adviser"]
    here = hostile.start(coordinator)
    hostile.answer(coordinator, here)
    hostile.review(adviser, here)
    assert look(everybody, here, hostile.DISCUSSED) == {}
    hostile.send_back(adviser, here)
    assert look(everybody, here, hostile.SENT_BACK) == {}
    hostile.finish(coordinator, adviser, here)
    assert look(everybody, here, hostile.AFTER) == {}
    pdf = coordinator.context.request.get(f"{here}/rapport.pdf")
    assert pdf.body().startswith(b"%PDF")


def test_texts_stay_texts_on_the_pages_of_errors(site: Site, visitor: Callable[..., Visitor]) -> None:
    rounds = site.holds(example)
    somebody = visitor(Example.village)
    page = somebody.go(f"{rounds.open}/vragen/gezondheid/A.BE")
    somebody.expected |= {409, 422}
    unfolded(page, "Toelichting").fill(hostile.REASON)
    unfolded(page, "Waar staat het?").fill(hostile.NOTE)
    page.get_by_label("Link").fill(f"javascript:{ATTACK}")
    push(page, "Opslaan en volgende vraag")
    expect(page.get_by_label("Toelichting")).to_have_value(hostile.REASON)
    expect(page.get_by_label("Link")).to_have_value(f"javascript:{ATTACK}")
    page.get_by_label("Link").fill("")
    page.get_by_label("Soort bewijs").select_option(label="Document")
    option(page, "1").check()
    other = somebody.context.new_page()
    other.goto(page.url)
    option(other, "2").check()
    unfolded(other, "Toelichting").fill(hostile.REMARK)
    push(other, "Opslaan en volgende vraag")
    push(page, "Opslaan en volgende vraag")
    assert missing(page, (hostile.REASON, hostile.NOTE, hostile.REMARK)) == []


def test_texts_in_an_address_stay_texts(site: Site, visitor: Callable[..., Visitor]) -> None:
    site.holds(example)
    administrator = visitor(Example.administrator)
    for path in ("/beheer/mensen", "/beheer/gemeenten"):
        assert missing(administrator.go(f"{path}?zoek={quote(ATTACK)}"), (ATTACK,)) == []
    page = visitor().go(f"/inloggen?verder={quote('/' + ATTACK)}")
    assert missing(page, ()) == []

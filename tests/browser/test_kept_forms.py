"""A page with many forms, on a phone without JavaScript: each button keeps what was typed in the others."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.acts import push, unfold
from tests.browser.flows import option, prove_address, sign_in
from tests.browser.hands import Pointer
from tests.browser.site import Site
from tests.browser.visitor import NARROW, Visitor
from tests.browser.worlds import Example, example

pytestmark = pytest.mark.browser

TEXTS = {
    "Waarom deze score?": "Een uur over gesproken.",
    "Ziet iemand het anders?": "Blijft bij 1.",
    "Waar staat het?": "Collegeplan 12",
    "Nieuwe opmerking": "Een nieuwe vraag.",
    "Waarom is er geen afspraak nodig?": "Dat verschil hoort zo.",
    "Antwoord": "Dat zoek ik uit.",
}


@pytest.fixture
def somebody(site: Site, visitor: Callable[..., Visitor]) -> Visitor:
    """The adviser at a question with open points and remarks, who typed in every form."""
    rounds = site.holds(example)
    # While it is answered again there are no points: what others say is seen once it was handed in.
    push(visitor(Example.coordinator).go(f"{rounds.sent_back}/opnieuw-inleveren"), "Lever")
    found = visitor(viewport=NARROW, java_script_enabled=False)
    sign_in(Pointer(found.page), Example.adviser, "Ada Voorbeeld")
    found.page.goto(f"{rounds.sent_back}/bespreken/geld/A.BE")
    unfold(found)
    option(found.page, "2").check()
    for label in TEXTS:
        field(found.page, label).fill(TEXTS[label])
    return found


def field(page: Page, label: str) -> Locator:
    """The first field to type or pick in with this label."""
    return page.locator("main :is(textarea, input[type=text], select)").and_(page.get_by_label(label)).first


def keeps(page: Page, *but: str) -> None:
    """Everything stands in its field, aside from what was saved."""
    for label, text in TEXTS.items():
        # A remark that is done stands elsewhere on the page: its answer is found by what was typed.
        place = page.locator("main textarea", has_text=text) if label == "Antwoord" else field(page, label)
        if label not in but:
            expect(place).to_have_value(text)
    expect(option(page, "2")).to_be_checked()


def test_a_remark_that_is_done_keeps_all_that_was_typed(somebody: Visitor) -> None:
    push(somebody.page, "Handel af")
    expect(somebody.page.get_by_text("De opmerking is afgehandeld.")).to_be_visible()
    expect(somebody.page.get_by_role("heading", name="Nog niet alles is opgeslagen")).to_be_visible()
    unfold_closed(somebody.page)
    keeps(somebody.page)


def test_enter_in_a_field_saves_the_score_and_keeps_the_rest(somebody: Visitor) -> None:
    page = somebody.page
    field(page, "Soort bewijs").select_option("document")
    with page.expect_navigation():
        field(page, "Waar staat het?").press("Enter")
    expect(page.get_by_text("De afgesproken score is opgeslagen.")).to_be_visible()
    expect(page.get_by_text(TEXTS["Waarom is er geen afspraak nodig?"])).to_be_visible()
    keeps(page, "Waarom is er geen afspraak nodig?")


def test_a_session_that_ended_keeps_every_form(site: Site, somebody: Visitor) -> None:
    page = somebody.page
    site.end_sign_ins()
    push(page, "Handel af")
    prove_address(Pointer(page), Example.adviser)
    push(page, "Verstuur alsnog")
    expect(page.get_by_text("De opmerking is afgehandeld.")).to_be_visible()
    unfold_closed(page)
    keeps(page)


def unfold_closed(page: Page) -> None:
    """Open what is folded."""
    for summary in page.locator("main details:not([open]) > summary").all()[::-1]:
        summary.click()

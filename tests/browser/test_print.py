"""On paper there is all that a page says, and nothing that only leads on."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.site import Site
from tests.browser.visitor import Visitor
from tests.browser.worlds import Example, example

pytestmark = pytest.mark.browser


def test_old_and_new_texts_of_a_questionnaire(site: Site, visitor: Callable[..., Visitor]) -> None:
    site.holds(example)
    somebody = visitor(Example.coordinator)
    somebody.go("/vragenlijsten/iba/2/wijzigingen")
    with somebody.on_paper() as page:
        for text in ("Cijfers helpen om afspraken te maken", "Afspraken zonder geld tellen hier niet mee"):
            expect(page.get_by_text(text).first).to_be_visible()
        expect(page.get_by_role("navigation").first).to_be_hidden()


@pytest.mark.parametrize("document", ["rapport", "vergelijking"])
def test_what_is_folded_on_the_screen(site: Site, visitor: Callable[..., Visitor], document: str) -> None:
    compared = site.holds(example).compared
    somebody = visitor(Example.coordinator)
    page = somebody.go(f"{compared}/{document}")
    # Those beside the document only lead on.
    folded = page.locator("section:not(.beside) > details > div")
    assert folded.count() > 1
    expect(folded.first).to_be_hidden()
    with somebody.on_paper():
        for each in folded.all():
            expect(each).to_be_visible()
        expect(page.get_by_role("heading", name="Opnieuw meten")).to_be_hidden()

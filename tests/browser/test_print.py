"""On paper there is all that a page says, and nothing that only leads on."""

import io
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

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


def printed(page: Page) -> list[str]:
    """The texts of the pages of A4 on which Chromium prints it, with the spaces of a line."""
    pdf = PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
    return [" ".join(sheet.extract_text().split()) for sheet in pdf.pages]


def test_the_arrows_of_an_evaluation(site: Site, visitor: Callable[..., Visitor]) -> None:
    """The words beside them stay whole on paper, all on the first page."""
    compared = site.holds(example).compared
    page = visitor(Example.coordinator).go(f"{compared}/vergelijking")
    said = page.locator(".moved td :is(b, small)").all_text_contents()
    first = printed(page)[0]
    assert said and [text for text in said if " ".join(text.split()) not in first] == []


@pytest.mark.parametrize(
    ("who", "round_", "answers"),
    [
        ("village", "open", 56),
        ("coordinator", "review", 28),
        ("participant", "review", 2),
        ("participant", "asking", 1),
    ],
)
def test_own_answers(site: Site, visitor: Callable[..., Visitor], who: str, round_: str, answers: int) -> None:
    """While they can be changed, after that, and of a colleague: every question with its answer, and whose they are."""
    rounds = site.holds(example)
    somebody = visitor(getattr(rounds, who))
    page = somebody.go(f"{getattr(rounds, round_)}/controle")
    questions, said = page.locator(".checked dt").all_text_contents(), page.locator(".checked dd p").all_text_contents()
    name = "Ivo Vuller" if who == "participant" else "coördinator en adviseur samen"
    expect(page.get_by_role("heading", name=re.compile(r"antwoord"), level=2).last).to_contain_text(str(answers))
    expect(page.locator(".on-paper")).to_be_hidden()
    sheets = printed(page)
    everything = " ".join(sheets)
    flat = re.sub(r"\s", "", everything.replace("\xad", ""))
    missing = [text for text in (*questions, *said) if re.sub(r"\s", "", text.replace("\xad", "")) not in flat]
    assert missing == []
    assert f"Antwoorden van {name}." in everything
    assert "Afgedrukt op" in everything and "Voorbeeld" in sheets[0]
    for left_out in ("Hoofdmenu", "Wijzig", "Uitloggen", "Lever je antwoorden in"):
        assert left_out not in everything
    # An A4 holds at least five questions, and some more when they are short.
    assert len(sheets) <= 1 + len(questions) / 5

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


@pytest.mark.parametrize(
    "path", ["{compared}/rapport", "{compared}/vergelijking", "{trajectory}/plan", "{review}/geschiedenis"]
)
def test_what_is_folded_on_the_screen(site: Site, visitor: Callable[..., Visitor], path: str) -> None:
    rounds = site.holds(example)
    somebody = visitor(Example.coordinator)
    page = somebody.go(path.format(**vars(rounds)))
    # Those beside the document only lead on.
    folded = page.locator(":is(section:not(.beside) > details > div, .history .facts)")
    assert folded.count() > 1
    expect(folded.first).to_be_hidden()
    with somebody.on_paper():
        for each in folded.all():
            expect(each).to_be_visible()
        expect(page.get_by_role("heading", name="Opnieuw meten")).to_be_hidden()


PALE = """() => {
  const light = color => Math.max(...color.match(/[\\d.]+/g).slice(0, 3));
  const own = each => [...each.childNodes].some(node => node.nodeType === 3 && node.data.trim());
  const kept = each => getComputedStyle(each).printColorAdjust === 'exact';
  const shown = each => each.checkVisibility({visibilityProperty: true}) && own(each) && !each.closest('svg');
  return [...document.querySelectorAll('body *')].filter(each => shown(each) && !kept(each))
    .filter(each => light(getComputedStyle(each).color) > 140).map(each => each.outerHTML.slice(0, 120));
}"""
"""Text that is pale where a printer leaves out what is behind it."""


@pytest.mark.parametrize(
    "path",
    ["{agreed}", "{agreed}/rapport", "{agreed}/deelnemers", "/inventarisaties", "{trajectory}", "{trajectory}/acties"],
)
def test_no_text_is_pale(site: Site, visitor: Callable[..., Visitor], path: str) -> None:
    """A badge is white on dark on the screen; on paper there is no dark."""
    rounds = site.holds(example)
    somebody = visitor(Example.coordinator)
    somebody.go(path.format(**vars(rounds)))
    with somebody.on_paper() as page:
        assert page.evaluate("() => document.body.innerText.length") > 200
        assert page.evaluate(PALE) == []


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
    for left_out in ("Hoofdmenu", "Verander", "Uitloggen", "Lever je antwoorden in"):
        assert left_out not in everything
    # An A4 holds at least five questions, and some more when they are short.
    assert len(sheets) <= 1 + len(questions) / 5

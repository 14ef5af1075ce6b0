"""The second half of the main job in steps: discussing, approving, agreeing and reading the report."""

import io
import re
from collections.abc import Sequence

from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.flows import button, heading, link, option
from tests.browser.hands import Hands


def open_domain(hands: Hands, title: str) -> None:
    """From the review to one domain."""
    hands.follow(link(hands.page, title))
    expect(heading(hands.page)).to_have_text(title)


def answer_chances(hands: Hands, questions: Sequence[str]) -> None:
    """The chance questions and the ambition of the domain on the screen."""
    page = hands.page
    hands.follow(link(page, "Beantwoord de kansvragen"))
    expect(heading(page)).to_have_text("Kansen en ambitie")
    for question in questions:
        hands.choose(option(page, "3", f"{question}-value"))
    hands.choose(option(page, "75", "ambition"))
    hands.follow(button(page, "Opslaan"))
    expect(page.get_by_text("De antwoorden over kansen zijn opgeslagen.")).to_be_visible()


def take_over(hands: Hands, count: int) -> None:
    """Make the answers of the domain on the screen agreed scores."""
    page = hands.page
    hands.write(page.get_by_label("Waarom nemen jullie deze antwoorden over?"), "Wij zijn het hiermee eens.")
    hands.follow(button(page, f"Neem {count} "))
    expect(page.get_by_text(f"{count} antwoorden zijn overgenomen")).to_be_visible()


def agree_by_hand(hands: Hands, question: str, value: str, reason: str) -> None:
    """Agree one score of the domain on the screen, and come back to the domain."""
    page = hands.page
    hands.follow(page.locator(f'main a[href$="/{question}"]').first)
    expect(page).to_have_title(re.compile("bespreken"))
    hands.choose(option(page, value))
    hands.write(page.get_by_label("Waarom deze score?"), reason)
    hands.follow(button(page, "Opslaan en verder"))
    expect(page.get_by_text("De afgesproken score is opgeslagen.")).to_be_visible()
    hands.follow(link(page, ": alle vragen"))


def approve(hands: Hands) -> None:
    """Back to the review, and approve."""
    page = hands.page
    hands.follow(page.get_by_role("navigation", name="Kruimelpad").get_by_role("link", name="Bespreken"))
    approve_here(hands)


def approve_here(hands: Hands) -> None:
    """From the review, where something is open: what that is, and then the approval."""
    page = hands.page
    hands.follow(link(page, "Akkoord geven"))
    expect(heading(page)).to_have_text("Akkoord geven")
    hands.follow(button(page, "Toch akkoord"))
    expect(page.get_by_role("main")).to_contain_text("Je hebt akkoord gegeven")


def agree(hands: Hands) -> None:
    """From the start page: agree, and go to the report."""
    page = hands.page
    page.goto("/")
    hands.follow(link(page, "Stel de inventarisatie vast"))
    hands.follow(link(page, "Vaststellen"))
    expect(heading(page)).to_have_text("Inventarisatie vaststellen")
    hands.follow(button(page, "Stel de inventarisatie vast"))
    expect(heading(page)).to_have_text("De inventarisatie is vastgesteld")
    hands.follow(link(page, "Lees het rapport"))
    expect(page.get_by_role("main")).to_contain_text("versie 1")


def downloaded_pdf(hands: Hands) -> PdfReader:
    """The PDF behind the button on the report."""
    page = hands.page
    # Chromium would show it in a viewer of its own, which hides the bytes.
    page.route("**/rapport.pdf*", lambda route: route.fulfill(status=204))
    with page.expect_request("**/rapport.pdf*") as asked:
        hands.press(link(page, "Download als PDF"))
    content = page.context.request.get(asked.value.url).body()
    assert content.startswith(b"%PDF")
    return PdfReader(io.BytesIO(content))

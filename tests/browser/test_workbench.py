"""The page of a question in the review: a domain agreed with keys alone, what is typed, and two people at once."""

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from app.models import AgreedScore, Assessment
from tests.browser.acts import push
from tests.browser.flows import button, option
from tests.browser.site import Site
from tests.browser.visitor import Visitor
from tests.browser.worlds import Example, discussed

pytestmark = pytest.mark.browser

MINUTE = 60
QUESTIONS = 14
REASON = "We houden het midden aan."


@pytest.fixture
def first(site: Site) -> str:
    """The first question about Geldzaken."""
    site.holds(discussed)
    with site.session() as session:
        return f"/inventarisaties/{session.scalars(select(Assessment.id)).one()}/bespreken/geld/A.BE"


def tab_to(page: Page, selector: str) -> None:
    """Go on with Tab until this has the focus."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"Tab does not come to {selector}")


@pytest.mark.heavy
def test_a_domain_is_agreed_with_keys_in_a_minute(site: Site, visitor: Callable[..., Visitor], first: str) -> None:
    page = visitor(Example.adviser).go(first)
    button(page, "Sneltoetsen").press("Enter")
    began = time.perf_counter()
    for number in range(1, QUESTIONS + 1):
        expect(page.locator("main .crumbs")).to_contain_text(f"vraag {number} van {QUESTIONS}")
        page.keyboard.press("3")
        expect(option(page, "2")).to_be_checked()
        tab_to(page, "textarea[name=reason]")
        page.keyboard.insert_text(REASON)
        tab_to(page, "main .nl-button--primary")
        with page.expect_navigation():
            page.keyboard.press("Enter")
    assert time.perf_counter() - began < MINUTE
    with site.session() as session:
        assert session.scalars(select(AgreedScore.value)).all() == ["2"] * QUESTIONS


def test_what_is_typed_is_there_again_elsewhere_and_for_nobody_else(
    visitor: Callable[..., Visitor], first: str
) -> None:
    page = visitor(Example.adviser).go(first)
    option(page, "3").check()
    page.get_by_label("Waarom deze score?").fill(REASON)
    expect(page.get_by_text("Concept bewaard om")).to_be_visible()
    elsewhere = visitor(Example.adviser).go(first)
    expect(elsewhere.get_by_label("Waarom deze score?")).to_have_value(REASON)
    expect(option(elsewhere, "3")).to_be_checked()
    expect(visitor("coordinator@voorbeeldstad.example").go(first).get_by_label("Waarom deze score?")).to_have_value("")
    push(elsewhere, "Gooi het weg")
    expect(elsewhere.get_by_label("Waarom deze score?")).to_have_value("")
    expect(option(elsewhere, "3")).not_to_be_checked()


def test_of_two_people_at_a_question_the_second_sees_both(visitor: Callable[..., Visitor], first: str) -> None:
    people = [visitor(who) for who in (Example.adviser, "coordinator@voorbeeldstad.example")]
    pages = [somebody.go(first) for somebody in people]
    people[1].expected.add(409)
    for value, page in zip("13", pages, strict=True):
        option(page, value).check()
        page.get_by_label("Waarom deze score?").fill(f"{REASON} {value}")
    push(pages[0], "Opslaan en verder")
    push(pages[1], "Opslaan en verder")
    for text in ("Nu opgeslagen", f"{REASON} 1", "Jij typte", f"{REASON} 3"):
        expect(pages[1].get_by_role("main")).to_contain_text(text)
    expect(option(pages[1], "3")).to_be_checked()

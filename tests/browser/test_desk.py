"""An adviser finds a municipality among forty and writes down a contact; then it is handed over: all by keyboard."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from app.models import Membership
from app.web.clock import now
from tests.browser.flows import button, heading, link, option
from tests.browser.hands import Keyboard
from tests.browser.looks import flaws
from tests.browser.site import Site
from tests.browser.visitor import NARROW, WIDE, Visitor
from tests.factories import People, make_assessment, make_municipality, make_people, make_user

pytestmark = pytest.mark.browser

ADVISER, ADMINISTRATOR = "adviseur@stichting.example", "beheerder@stichting.example"
NOTE = "De wethouder wil in maart praten."


def forty(session: Session) -> People:
    """An adviser of forty municipalities, of which the last but one waits for them the longest."""
    people = make_people(session)
    for number in range(39):
        where = make_municipality(session, f"GM70{number:02}", f"Plaats {number:02}")
        session.add(Membership(user_id=people.adviser.id, municipality_id=where.id, role="adviser", created_at=now()))
        session.flush()
        there = People(where, people.elsewhere, *[people.coordinator] * 6)
        review = {"state": "in_review", "review_started_at": now() - timedelta(days=number)}
        make_assessment(session, there, **(review if number % 2 else {}))
    make_user(session, "ada@stichting.example", "Ada Ander", "adviser", people.elsewhere)
    session.commit()
    return people


def first(page: Page) -> str:
    """The municipality of the first line."""
    return page.locator("tbody th bdi").first.inner_text()


@pytest.mark.parametrize(
    "view", [pytest.param(WIDE, id="1280", marks=pytest.mark.long), pytest.param(NARROW, id="320")]
)
def test_all_by_keyboard(site: Site, visitor: Callable[..., Visitor], view: dict[str, int]) -> None:
    site.holds(forty)
    page = visitor(ADVISER, viewport=view).go("/adviseur")
    hands = Keyboard(page)
    expect(heading(page)).to_have_text("19 van je 40 gemeenten wachten op jou")
    # What waits for the adviser comes first, and of that what waits longest.
    assert first(page) == "Plaats 37"
    assert flaws(page) == []
    find(hands)
    write_contact(hands)
    give_away(Keyboard(visitor(ADMINISTRATOR, viewport=view).go("/beheer")))


def find(hands: Keyboard) -> None:
    """Filter, sort, find nothing, and then what was looked for."""
    page = hands.page
    tools, order = page.locator(".tools > summary"), page.locator(".sort")
    if tools.is_visible():
        hands.press(tools)
    hands.follow(page.get_by_role("navigation", name="Toon").get_by_role("link", name="Wacht op jou 19"))
    expect(page.get_by_text("19 van 40 regels")).to_be_visible()
    hands.press(order.locator("summary"))
    hands.follow(order.get_by_role("link", name="Gemeente", exact=True))
    assert first(page) == "Plaats 01"
    hands.write(page.get_by_label("Zoek een gemeente"), "nergens")
    hands.follow(button(page, "Zoek"))
    expect(page.get_by_text("Niets gevonden")).to_be_visible()
    hands.follow(link(page, "Toon alles"))
    if tools.is_visible():
        hands.press(tools)
    hands.write(page.get_by_label("Zoek een gemeente"), "plaats 07")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("tbody tr:not(.whose)")).to_have_count(1)
    hands.follow(link(page, "Plaats 07"))
    expect(heading(page)).to_have_text("Plaats 07")


def write_contact(hands: Keyboard) -> None:
    """Write down a contact, which the list then knows."""
    page = hands.page
    hands.choose(option(page, "online", "kind"))
    hands.write(page.get_by_label("Waar ging het over?"), "Over de planning.")
    hands.follow(button(page, "Opslaan"))
    expect(page.get_by_text("Het contact is opgeslagen.")).to_be_visible()
    page.goto("/adviseur?zoek=plaats 07")
    expect(page.locator("tbody .contact")).to_contain_text("vandaag")
    expect(page.locator("tbody .contact")).not_to_contain_text("in Samenhang")


def give_away(hands: Keyboard) -> None:
    """Let somebody else take over, with a note; the history stays."""
    page = hands.page
    hands.write(page.get_by_label("Zoek een gemeente of iemand"), "plaats 07")
    hands.follow(button(page, "Zoek"))
    hands.follow(link(page, "Verander de adviseurs van Plaats 07"))
    hands.follow(link(page, re.compile("Draag over")))
    hands.pick(page.get_by_label("Adviseur", exact=True), "Ada Ander")
    hands.write(page.get_by_label("Wat moet de nieuwe adviseur weten?"), NOTE)
    hands.follow(button(page, "Draag over"))
    expect(page.get_by_text("Ada Ander neemt het over van Ad Viseur.")).to_be_visible()
    expect(page.get_by_role("blockquote")).to_have_text(NOTE)
    expect(page.get_by_text("Beëindigd", exact=True)).to_be_visible()
    assert flaws(page) == []

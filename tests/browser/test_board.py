"""The board of actions: with the keyboard and no script, and by dragging."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlalchemy.orm import Session

from app.web.clock import now, today
from tests.browser.flows import button
from tests.browser.hands import Keyboard
from tests.browser.looks import flaws
from tests.browser.site import Site
from tests.browser.visitor import NARROW, Visitor
from tests.factories import make_assessment, make_people
from tests.trajectories import make_action, make_trajectory

pytestmark = pytest.mark.browser

COORDINATOR = "coordinator@voorbeeldstad.example"


def planned(session: Session) -> tuple[str, str]:
    """A trajectory with four actions; the addresses of its board, and of the action that somebody owns."""
    people = make_people(session)
    agreed = make_assessment(session, people, state="agreed", agreed_at=now())
    trajectory = make_trajectory(session, agreed, people.coordinator)
    late = {"ends_on": today() - timedelta(days=1)}
    actions = [
        make_action(session, trajectory, people.coordinator, **columns)
        for columns in (
            {"title": "Loopt al", "position": 1, "state": "running", "owner_id": people.participant.id},
            {"title": "Een eigen actie", "position": 2},
            {"title": "Te laat", "position": 3, "state": "planned", **late},
            {"title": "Gestopt", "position": 4, "state": "stopped", "stop_reason": "Geen geld."},
        )
    ]
    return f"/traject/{trajectory.id}/acties", f"/traject/acties/{actions[0].id}"


def column(page: Page, state: str) -> Locator:
    """A column of the board."""
    return page.locator(f'[data-list="{state}"]')


def card(page: Page, title: str) -> Locator:
    """The card of an action."""
    return page.locator(".card").filter(has=page.get_by_role("link", name=title, exact=True))


def drop(page: Page, what: Locator, where: Locator) -> None:
    """Drag something, and wait for the page that answers."""
    with page.expect_navigation():
        what.drag_to(where)


def test_moving_cards_with_the_keyboard_and_no_script(site: Site, visitor: Callable[..., Visitor]) -> None:
    board, _ = site.holds(planned)
    somebody = visitor(COORDINATOR, viewport=NARROW, java_script_enabled=False)
    page = somebody.go(board)
    hands = Keyboard(page)
    hands.follow(card(page, "Te laat").get_by_role("button", name="Naar Bezig"))
    expect(column(page, "running")).to_contain_text("Te laat")
    expect(page.get_by_role("status")).to_contain_text("‘Te laat’ staat nu op ‘Bezig’.")
    page.goto(board)
    hands.press(card(page, "Te laat").locator("summary"))
    hands.follow(card(page, "Te laat").get_by_role("button", name="Omhoog"))
    expect(column(page, "running").locator("h3").first).to_have_text("Te laat")
    hands.press(card(page, "Te laat").locator("summary"))
    hands.follow(card(page, "Te laat").get_by_role("button", name="Terug naar Gepland"))
    expect(column(page, "planned")).to_contain_text("Te laat")
    # An action without an end date cannot be planned: the page says so, and keeps what was chosen.
    somebody.expected.add(422)
    hands.follow(card(page, "Een eigen actie").get_by_role("button", name="Naar Gepland"))
    expect(page).to_have_title("Fout: Een eigen actie – Samenhang")
    expect(page.get_by_role("main")).to_contain_text("Vul eerst in wanneer het klaar moet zijn.")
    expect(page.get_by_role("radio", name="Gepland")).to_be_checked()


def test_dragging_cards(site: Site, visitor: Callable[..., Visitor]) -> None:
    board, _ = site.holds(planned)
    somebody = visitor(COORDINATOR)
    page = somebody.go(board)
    drop(page, card(page, "Te laat"), column(page, "running"))
    expect(column(page, "running").locator("h3")).to_have_count(2)
    expect(page.get_by_role("status")).to_contain_text("‘Te laat’ staat nu op ‘Bezig’.")
    # Within a column: onto the upper half of the other one.
    last = column(page, "running").locator(".card h3 a").nth(1).text_content() or ""
    drop(page, card(page, last), column(page, "running").locator("h3").first)
    expect(column(page, "running").locator("h3 a").first).to_have_text(last)
    # To the column that is folded: the page asks why.
    somebody.expected.add(422)
    drop(page, card(page, last), page.locator(".stopped > summary"))
    expect(page.get_by_role("radio", name="Gestopt")).to_be_checked()
    expect(page.get_by_label("Waarom is de actie gestopt?")).to_be_visible()
    assert flaws(page) == []


def test_letting_go_elsewhere_changes_nothing(site: Site, visitor: Callable[..., Visitor]) -> None:
    board, _ = site.holds(planned)
    page = visitor(COORDINATOR).go(board)
    before = page.locator(".board").inner_text()
    card(page, "Te laat").drag_to(page.locator("h1"))
    assert page.locator(".board").inner_text() == before


def test_fields_of_a_state_show_with_it(site: Site, visitor: Callable[..., Visitor]) -> None:
    _, action = site.holds(planned)
    page = visitor(COORDINATOR).go(action)
    reason, day = page.get_by_label("Waarom is de actie gestopt?"), page.get_by_label("Klaar op")
    expect(reason).to_be_hidden()
    expect(day).to_be_hidden()
    page.get_by_role("radio", name="Klaar").check()
    expect(day).to_be_visible()
    page.get_by_role("radio", name="Gestopt").check()
    expect(reason).to_be_visible()
    reason.fill("Er is geen geld meer.")
    page.get_by_label("Notitie").fill("Volgend jaar weer.")
    with page.expect_navigation():
        button(page, "Opslaan").click()
    expect(page.get_by_role("main")).to_contain_text("Gestopt omdat")
    expect(page.get_by_role("main")).to_contain_text("Volgend jaar weer.")
    assert flaws(page) == []

"""From an agreed report to a plan with three domains and five actions, with the keyboard alone and in few pages."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Frame, Locator, expect
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.models import Assessment, ImprovementAction, Participation, PriorityChoice
from app.reviews.approval import approve
from app.reviews.transitions import agree
from app.web.clock import now
from questionnaires.catalogue import current
from tests.browser.flows import button, heading, link
from tests.browser.hands import Keyboard
from tests.browser.site import Site
from tests.browser.visitor import Visitor
from tests.factories import make_answers, make_assessment, make_people

pytestmark = pytest.mark.browser

FEW = 7
"""Pages, from the start page on: a matter of minutes, however slow the machine is."""
LEVELS = {"geld": 1, "inclusie": 2, "gezin_jeugd": 1, "wonen": 0}
"""The answer to every question about a domain."""
CLICKS = 25


class Counted(Keyboard):
    """Somebody whose clicks are counted: everything that is pushed, and every field that is gone to."""

    clicks = 0

    def press(self, target: Locator) -> None:
        """Push it, and count."""
        self.clicks += 1
        super().press(target)

    def write(self, target: Locator, text: str) -> None:
        """Fill it, and count."""
        self.clicks += 1
        super().write(target, text)


def agreed(session: Session) -> str:
    """A report of four domains that all have a place in the order; the address of the inventory."""
    people = make_people(session)
    made = make_assessment(session, people, tuple(LEVELS), state="in_review", review_started_at=now())
    part = session.scalars(select(Participation)).one()
    asked = current("iba")
    profile = {f"{domain}/{q.id}": value for domain, value in LEVELS.items() for q in asked.of_kind("domain")}
    chances = {f"{domain}/{q.id}": 3 for domain in LEVELS for q in asked.of_kind("opportunity")}
    make_answers(session, part, profile | chances)
    query = select(Assessment).options(joinedload(Assessment.municipality), selectinload(Assessment.domains))
    whole = session.scalars(query.execution_options(populate_existing=True)).one()
    approve(session, people.adviser, whole, now=now())
    agree(session, people.coordinator, whole, now=now())
    return f"/inventarisaties/{made.id}"


def choose(hands: Keyboard) -> None:
    """From the start page to three chosen domains: what is proposed, with the reasons that stand there already."""
    page = hands.page
    hands.follow(link(page, re.compile("Kies de domeinen")))
    expect(heading(page)).to_have_text("Kies de domeinen waarmee je begint")
    expect(page.locator('input[type="checkbox"]:checked')).to_have_count(3)
    hands.write(page.get_by_label("Wie besloot dit?"), "het college")
    hands.follow(button(page, "Opslaan"))
    expect(heading(page)).to_have_text("Kies acties bij jullie domeinen")


def take_five(hands: Keyboard) -> None:
    """Tick the first five ideas, and put them in the plan at once."""
    page = hands.page
    for box in page.locator("input[name=idea]:visible").all()[:5]:
        hands.press(box)
    hands.follow(button(page, "Neem over in het plan"))
    expect(page.get_by_role("status").first).to_contain_text("5 acties")


def test_from_a_report_to_a_plan(site: Site, visitor: Callable[..., Visitor]) -> None:
    site.holds(agreed)
    hands = Counted(visitor("coordinator@voorbeeldstad.example", java_script_enabled=False).page)
    hands.page.goto("/")
    opened: list[str] = []

    def note(frame: Frame) -> None:
        opened.append(frame.url)

    hands.page.on("framenavigated", note)
    choose(hands)
    take_five(hands)
    hands.follow(hands.page.get_by_role("navigation", name="Onderdelen van het traject").get_by_text("Plan van aanpak"))
    expect(heading(hands.page)).to_have_text("Plan van aanpak")
    expect(link(hands.page, "Download als Word")).to_be_visible()
    assert len(opened) <= FEW, opened
    assert 5 < hands.clicks <= CLICKS
    hands.page.remove_listener("framenavigated", note)
    with site.session() as session:
        choice = session.scalars(select(PriorityChoice)).one()
        assert (choice.number, choice.decided_by) == (1, "het college")
        assert len(session.scalars(select(ImprovementAction)).all()) == 5

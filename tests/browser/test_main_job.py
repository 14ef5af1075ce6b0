"""From an empty municipality to an agreed report: on a phone, with the keyboard alone and without JavaScript."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from questionnaires.catalogue import current
from tests.browser import flows, flows_review
from tests.browser.flows import heading
from tests.browser.hands import Hands, Keyboard, Pointer
from tests.browser.site import Site
from tests.browser.visitor import NARROW, Visitor
from tests.browser.worlds import empty_municipality

pytestmark = pytest.mark.browser

OLD, NEW, OWN = "Geldzaken, armoede en schulden", "Rondkomen", "Taalhuis"
WORK = current("iba").domain("werk_inkomen").title
ASKED = [question.id for question in current("iba").of_kind("domain")]
CHANCES = [question.id for question in current("iba").of_kind("opportunity")]
GENERAL = len(current("iba").of_kind("general"))
SPECIAL = {3: "unknown", 4: "not_applicable"}
"""What is answered to the third and fourth question instead of a value."""


def coordinator_answers(hands: Hands) -> None:
    """All of Werk one by one, all of Rondkomen on one page, three general questions; nothing of the own domain."""
    flows.sign_in(hands, "coordinator@voorbeeldstad.example", "Cora Dinator")
    flows.start_inventory(hands, ("werk_inkomen", "geld"), (OLD, NEW), OWN)
    flows.answer_one_by_one(hands, WORK, lambda number: SPECIAL.get(number, str(number % 5)), len(ASKED))
    expect(hands.page).to_have_title("Werk is klaar – Samenhang")
    hands.follow(hands.page.get_by_role("link", name="Beantwoord de laatste vragen"))
    expect(hands.page).to_have_title("Tot slot: Werk – Samenhang")
    hands.press(flows.button(hands.page, "Sla deze vragen over"))
    expect(hands.page).to_have_title("Werk is klaar – Samenhang")
    hands.follow(flows.link(hands.page, f"Begin met {NEW}"))
    expect(hands.page).to_have_title(f"Vraag 1 van {len(ASKED)}: {NEW} – Samenhang")
    hands.follow(flows.link(hands.page, "Overzicht"))
    flows.answer_on_one_page(hands, NEW, ASKED)
    flows.answer_a_few(hands, "Algemene vragen", 3)
    flows.hand_in(hands, still_open=len(ASKED) + GENERAL - 3)


def adviser_reviews(hands: Hands) -> None:
    """Chances and ambition, the answers taken over, the unknown one agreed by hand, and approval."""
    hands.page.goto("/")
    hands.follow(flows.link(hands.page, "Bespreek"))
    expect(heading(hands.page)).to_have_text("Bespreken")
    flows_review.open_domain(hands, WORK)
    flows_review.answer_chances(hands, CHANCES)
    # One answer is unknown: there is nothing to take over.
    flows_review.take_over(hands, len(ASKED) - 1)
    flows_review.agree_by_hand(hands, ASKED[2], "2", "De adviseur heeft het nagevraagd.")
    expect(hands.page.get_by_role("main")).to_contain_text("Alles afgesproken")
    flows_review.approve(hands)


@pytest.mark.heavy
@pytest.mark.parametrize(
    ("way", "options"),
    [
        # Who comes all the way without any of these does so with them too: no page on it has a script.
        pytest.param(Keyboard, {"viewport": NARROW, "java_script_enabled": False}, id="keyboard-no-javascript-320"),
        pytest.param(Pointer, {}, id="pointer", marks=pytest.mark.long),
    ],
)
def test_from_an_empty_municipality_to_an_agreed_report(
    site: Site, visitor: Callable[..., Visitor], way: Callable[[Page], Hands], options: dict[str, Any]
) -> None:
    site.holds(empty_municipality)
    # Signing in is walked once.
    coordinator, adviser = (way(visitor(email, **options).page) for email in (None, "adviseur@stichting.example"))
    coordinator_answers(coordinator)
    adviser_reviews(adviser)
    flows_review.agree(coordinator)
    main = coordinator.page.get_by_role("main")
    expect(main).to_contain_text(NEW)
    expect(main).to_contain_text(OWN)
    pdf = flows_review.downloaded_pdf(coordinator)
    coordinator.follow(flows.link(coordinator.page, re.compile(r"^Alle vragen en antwoorden$")))
    expect(main).to_contain_text("De adviseur heeft het nagevraagd.")
    assert len(pdf.pages) > 1
    text = " ".join(page.extract_text() for page in pdf.pages)
    assert NEW in text
    assert OWN in text

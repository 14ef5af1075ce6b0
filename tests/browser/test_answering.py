"""Answering takes one screen: where the save button stands at every question, at both widths."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from sqlalchemy.orm import Session

from app.state.asked import Part, parts_of
from questionnaires.catalogue import current
from questionnaires.model import Question
from tests.browser.flows import option
from tests.browser.site import Site
from tests.browser.visitor import NARROW, WIDE, Visitor
from tests.factories import make_assessment, make_people
from tests.selection import worst_of

pytestmark = pytest.mark.browser

LOWEST = {WIDE["width"]: 900, NARROW["width"]: 1056}
"""Where the save button ends at most, in pixels from the top, by the width of the screen."""
END = "document.querySelector('.save button').getBoundingClientRect().bottom + scrollY"


def everything(session: Session) -> tuple[str, str, list[tuple[Part, Question]]]:
    """Who answers, the address of their questions, and all questions about all domains, the longest first."""
    people = make_people(session)
    domains = tuple(domain.id for domain in current("iba").domains)
    assessment = make_assessment(session, people, domains=domains)
    session.refresh(assessment, ["domains"])
    asked = [(part, question) for part in parts_of(assessment) for question in part.questions]
    asked.sort(key=lambda one: -len("".join((one[1].text, one[1].help, *one[1].options))))
    return people.coordinator.email, f"/inventarisaties/{assessment.id}/vragen", asked


def test_saving_stands_on_the_first_screen_of_every_question(site: Site, visitor: Callable[..., Visitor]) -> None:
    who, address, asked = site.holds(everything)
    assert len(asked) > 168
    somebody = visitor(who)
    ends = {}
    for part, question in worst_of(asked, 3):
        page = somebody.go(f"{address}/{part.item(question)}")
        for size in (WIDE, NARROW):
            page.set_viewport_size(size)
            ends[part.item(question), size["width"]] = page.evaluate(END)
    assert {key: end for key, end in ends.items() if end > LOWEST[key[1]]} == {}


def test_keys_choose_once_they_are_turned_on(site: Site, visitor: Callable[..., Visitor]) -> None:
    who, address, _ = site.holds(everything)
    page = visitor(who).go(f"{address}/geld/A.BE")
    page.keyboard.press("3")
    expect(option(page, "2")).not_to_be_checked()
    page.get_by_role("button", name="Sneltoetsen").click()
    page.keyboard.press("3")
    expect(option(page, "2")).to_be_checked()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site.url}{address}/geld/A.BL")
    page.keyboard.press("5")
    expect(option(page, "4")).to_be_checked()
    page.get_by_text("Toelichting, bewijs en zekerheid").click()
    page.get_by_label("Toelichting").fill("1 ding")
    page.get_by_label("Toelichting").press("1")
    expect(option(page, "4")).to_be_checked()
    page.get_by_label("Niet van toepassing").check()
    expect(page.get_by_role("link", name="Leg uit waarom")).to_be_visible()

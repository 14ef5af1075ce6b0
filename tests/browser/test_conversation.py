"""The conversation from the adviser's desk to the second version of the report."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from app.models import AgreedScore, AnswerVersion
from tests.browser.flows import button, heading, link, option, unfold
from tests.browser.flows_review import approve_here
from tests.browser.hands import Hands, Keyboard, Pointer
from tests.browser.site import Site
from tests.browser.visitor import NARROW, Visitor
from tests.browser.worlds import discussed
from tests.selection import examples

pytestmark = pytest.mark.browser

TITLE = "Geldzaken, armoede en schulden"
EMAILS = ("adviseur@stichting.example", "invuller@voorbeeldstad.example", "coordinator@voorbeeldstad.example")
MANY = examples(10)
ITEMS = {"geld/A.BE", "geld/A.BL"}
"""What the colleague changes after it was sent back."""


def main(page: Page) -> str:
    """All that stands in the page."""
    return re.sub(r"\s+", " ", page.get_by_role("main").inner_text())


def go_to_review(hands: Hands) -> None:
    """From anywhere to the review."""
    hands.page.goto("/inventarisaties")
    hands.follow(link(hands.page, "Eerste meting 2026"))
    hands.follow(link(hands.page, "Ga naar de bespreking"))
    expect(heading(hands.page)).to_have_text("Bespreken")


def work_off_points(hands: Hands) -> list[str]:
    """From the desk to the list, and points one after the other; the questions in the order in which they came."""
    page = hands.page
    page.goto("/")
    expect(heading(page)).to_have_text("Je gemeente wacht op jou")
    hands.follow(link(page, "Bespreek"))
    if heading(page).inner_text() != "Bespreken":
        hands.follow(link(page, "Ga naar de bespreking"))
    hands.follow(link(page, "Bespreek de punten"))
    expect(page.get_by_role("heading", name="Hier denken jullie verschillend over (14)")).to_be_visible()
    hands.follow(link(page, "Begin met de 14 verschillen"))
    seen = []
    for place in range(1, MANY + 1):
        expect(page.locator("main .place")).to_contain_text(f"Punt {place} van 14")
        seen.append(heading(page).inner_text())
        hands.choose(option(page, "2"))
        hands.write(page.get_by_label("Waarom deze score?"), "We houden het midden aan.")
        hands.follow(button(page, "Opslaan en verder"))
    return seen


def send_back(hands: Hands) -> None:
    """One domain, with a reason."""
    page = hands.page
    go_to_review(hands)
    hands.follow(link(page, "Domeinen terugsturen"))
    hands.press(option(page, "geld", "domains"))
    hands.write(page.get_by_label("Wat moet er anders?"), "Kijk nog eens naar aandacht.")
    hands.follow(button(page, "Stuur terug"))
    expect(page.get_by_role("main")).to_contain_text(f"Teruggestuurd: {TITLE}")


def change_two_answers(hands: Hands) -> None:
    """The colleague reads why, changes two answers and hands in again."""
    page = hands.page
    page.goto("/inventarisaties")
    hands.follow(link(page, "Eerste meting 2026"))
    expect(page.get_by_role("main")).to_contain_text("Kijk nog eens naar aandacht.")
    hands.follow(link(page, "Ga naar "))
    for _ in ITEMS:
        hands.choose(option(page, "2"))
        unfold(hands)
        hands.write(page.get_by_label("Toelichting"), "Bij nader inzien is dit een 2.")
        hands.follow(button(page, "Opslaan en volgende"))
    page.goto(page.url.split("/vragen/")[0] + "/controle")
    hands.follow(button(page, "Lever je antwoorden opnieuw in"))
    expect(heading(page)).to_have_text("Klaar. Wat gebeurt er nu?")


def see_what_changed(hands: Hands) -> None:
    """Exactly those two."""
    page = hands.page
    go_to_review(hands)
    hands.follow(link(page, "Bekijk wat er is veranderd"))
    expect(heading(page)).to_have_text("Wat is er veranderd?")
    expect(page.locator("main h3")).to_have_count(len(ITEMS))
    links = page.locator("main h3 a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert {"/".join(link.split("?")[0].split("/")[-2:]) for link in links} == ITEMS
    assert main(page).count("Bij nader inzien is dit een 2.") == len(ITEMS)


def approve(hands: Hands) -> None:
    """The adviser, from the review."""
    go_to_review(hands)
    approve_here(hands)


def agree(hands: Hands, version: int) -> None:
    """The coordinator, from the review to the report."""
    page = hands.page
    go_to_review(hands)
    hands.follow(link(page, "Vaststellen"))
    hands.follow(button(page, "Stel de inventarisatie vast"))
    expect(heading(page)).to_have_text("De inventarisatie is vastgesteld")
    hands.follow(link(page, "Lees het rapport"))
    expect(page.get_by_role("main")).to_contain_text(f"versie {version}")


def reopen(hands: Hands) -> None:
    """The coordinator, because something is wrong after all."""
    page = hands.page
    address = page.url.split("/rapport")[0]
    page.goto(f"{address}/bespreken")
    hands.follow(link(page, "Heropenen"))
    hands.write(page.get_by_label("Waarom heropenen jullie?"), "Er ontbrak een besluit.")
    hands.follow(button(page, "Heropen de inventarisatie"))
    expect(heading(page)).to_have_text("Bespreken")


def agree_another_score(hands: Hands) -> None:
    """One of those, for the reason for which it was opened again."""
    page = hands.page
    page.goto(page.url.split("/bespreken")[0] + "/bespreken/geld/A.BE")
    hands.choose(option(page, "3"))
    hands.write(page.get_by_label("Waarom deze score?"), "Het besluit is er nu.")
    hands.follow(button(page, "Opslaan en verder"))


def see_both_versions(hands: Hands) -> None:
    """Who agreed each and when, why there is a second one, and what differs: that one score, and no answer."""
    page = hands.page
    hands.follow(link(page, "Alle versies: wie ze vaststelde"))
    expect(heading(page)).to_have_text("Versies van het rapport")
    sections = page.locator("main section")
    expect(sections.locator("h2")).to_have_text(["Versie 2", "Versie 1"])
    moment = r"Op \d+ \w+ 20\d\d om \d+\.\d\d uur, door functie van "
    for section in sections.all():
        expect(section).to_contain_text(re.compile(rf"Vastgesteld\s*{moment}Cora Dinator"))
        expect(section).to_contain_text(re.compile(rf"Akkoord\s*{moment}Ad Viseur"))
    expect(sections.first).to_contain_text("Er ontbrak een besluit.")
    expect(sections.last).not_to_contain_text("Er ontbrak een besluit.")
    expect(sections.first).to_contain_text("Anders dan in de versie ervoor is 1 afgesproken score.")
    hands.follow(link(page, "Bekijk wat er anders is in versie 2"))
    expect(heading(page)).to_have_text("Wat is er anders in versie 2?")
    scores = page.get_by_role("table", name="Afgesproken scores die anders zijn")
    expect(scores.locator("tbody tr")).to_have_count(1)
    expect(scores.locator("tbody td")).to_have_text([TITLE, "2", "3", "Het besluit is er nu."])
    expect(page.get_by_role("main")).to_contain_text("De antwoorden zijn gelijk gebleven.")


WAYS = (
    pytest.param(Keyboard, {}, id="keyboard", marks=pytest.mark.long),
    pytest.param(Pointer, {"viewport": NARROW, "java_script_enabled": False}, id="no-javascript-320"),
)


@pytest.mark.parametrize(("way", "options"), WAYS)
def test_from_ten_points_to_the_second_version(
    site: Site, visitor: Callable[..., Visitor], way: Callable[[Page], Hands], options: dict[str, Any]
) -> None:
    site.holds(discussed)
    adviser, colleague, coordinator = (way(visitor(email, **options).page) for email in EMAILS)
    assert len(set(work_off_points(adviser))) == MANY
    send_back(adviser)
    change_two_answers(colleague)
    go_to_review(coordinator)
    coordinator.follow(button(coordinator.page, "Opnieuw inleveren"))
    see_what_changed(adviser)
    approve(adviser)
    agree(coordinator, 1)
    reopen(coordinator)
    agree_another_score(coordinator)
    approve(adviser)
    agree(coordinator, 2)
    see_both_versions(coordinator)
    with site.session() as session:
        assert len(session.scalars(select(AgreedScore.item)).all()) == MANY
        again = session.scalars(select(AnswerVersion.item).where(AnswerVersion.version == 2)).all()
        assert sorted(again) == sorted(ITEMS)

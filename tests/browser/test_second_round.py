"""Ten months later: the example municipality measures again on the next version, and reads what changed."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, tzinfo
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.example.data import make_example
from app.models import Assessment
from app.web import clock
from questionnaires.catalogue import current
from tests.browser import flows_review
from tests.browser.flows import answer_folded, button, heading, link, option
from tests.browser.hands import Hands, Keyboard, Pointer
from tests.browser.site import Site
from tests.browser.visitor import NARROW, Visitor

pytestmark = pytest.mark.browser

COORDINATOR, ADVISER = "coordinator@voorbeeldstad.example", "adviseur@stichting.example"
LATER = timedelta(days=304)
"""Ten months."""
MONEY, INCLUSION = "Geldzaken, armoede en schulden", "Inclusie"
ASKED = [question.id for question in current("iba").of_kind("domain")]
THEN = {"A.BE": "2", "A.BL": "3", "S.UI": "3"}
"""What was agreed about money matters in the first round of the example."""
NOW = dict.fromkeys(ASKED, "4") | {"A.BL": "3"}


class LaterTime:
    """The clock of the application, ten months on."""

    @staticmethod
    def now(tz: tzinfo) -> datetime:
        """This moment, and ten months."""
        return datetime.now(tz) + LATER


def the_example(session: Session) -> None:
    """The example as `make run` shows it, made when its first round was agreed."""
    make_example(session, clock.now())


@pytest.fixture
def ten_months_later(site: Site, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The example as it was made today, looked at ten months from now."""
    site.holds(the_example)
    monkeypatch.setattr(clock, "datetime", LaterTime)
    yield


def start_again(hands: Hands) -> None:
    """From the first round to a second one about two of its domains; nobody else took part then."""
    page = hands.page
    page.goto("/inventarisaties/nieuw")
    expect(page.get_by_label("Naam van de inventarisatie")).to_have_value(re.compile("^Vervolgmeting"))
    expect(option(page, "evaluation", "round")).to_be_checked()
    chosen = page.locator("input[name=domains]:checked").evaluate_all("all => all.map(one => one.value)")
    for domain in chosen:
        if domain not in ("geld", "inclusie"):
            hands.press(option(page, domain, "domains"))
    hands.follow(button(page, "Start met deze domeinen"))


def answer_money(hands: Hands) -> None:
    """One question alone with its change, then all the others on one page with theirs."""
    page = hands.page
    hands.follow(link(page, MONEY))
    expect(page.get_by_role("main")).not_to_contain_text("Toen (vragenlijst versie 1)")
    hands.choose(option(page, NOW["A.BE"]))
    hands.follow(button(page, "Opslaan en volgende vraag"))
    expect(heading(page)).to_have_text("Je antwoord is anders dan toen")
    expect(page.get_by_role("main")).to_contain_text("Toen (vragenlijst versie 1)")
    hands.choose(option(page, "yes", "changed"))
    hands.follow(button(page, "Opslaan en verder"))
    expect(page).to_have_title(re.compile("^Fout:"))
    hands.write(page.get_by_label("Wat is er veranderd?"), "De wethouder zette het op de agenda van de raad.")
    hands.press(page.locator("summary", has_text="Bewijs (niet verplicht)"))
    hands.pick(page.get_by_label("Soort bewijs"), "Besluit of afspraak")
    hands.write(page.get_by_label("Waar staat het?"), "Agenda van de raad")
    hands.follow(button(page, "Opslaan en verder"))
    expect(page).to_have_title(re.compile("^Vraag 2 van "))
    hands.follow(page.get_by_role("link", name=re.compile("op 1 pagina")))
    for question in ASKED[1:]:
        answer_folded(hands, option(page, NOW[question], f"{question}-value"))
    hands.follow(button(page, "Opslaan en stoppen"))
    expect(heading(page)).to_contain_text("antwoorden zijn anders dan toen")
    # What was answered the same, what means something else now, and what nobody knew then is not asked.
    for question in ("A.BL", "M.BL", "C.BL"):
        expect(option(page, "yes", f"{question}-changed")).to_have_count(0)
    hands.choose(option(page, "no", "S.UI-changed"))
    hands.follow(button(page, "Opslaan en stoppen"))


def hand_in(hands: Hands) -> None:
    """Hand in, though not every difference was explained."""
    page = hands.page
    hands.follow(link(page, "Controleer je antwoorden"))
    expect(page.get_by_role("main")).to_contain_text("anders dan in de vorige ronde")
    hands.follow(button(page, "Lever je antwoorden in"))
    hands.follow(link(page, "Start de bespreking"))
    hands.follow(button(page, "Start de bespreking"))
    expect(heading(page)).to_have_text("Bespreken")


def review(hands: Hands, where: str) -> None:
    """The adviser takes over the answers about money matters, and approves."""
    page = hands.page
    page.goto(f"{where}/bespreken")
    flows_review.open_domain(hands, MONEY)
    flows_review.take_over(hands, len(ASKED))
    hands.follow(page.get_by_role("navigation", name="Kruimelpad").get_by_role("link", name="Bespreken"))
    flows_review.approve_here(hands)


def agree(hands: Hands, where: str) -> None:
    """The coordinator agrees, and reads what changed."""
    page = hands.page
    page.goto(f"{where}/vaststellen")
    hands.follow(button(page, "Stel de inventarisatie vast"))
    expect(heading(page)).to_have_text("De inventarisatie is vastgesteld")
    page.goto(where)
    hands.follow(link(page, "Lees wat er veranderde sinds de vorige ronde"))


def reads(page: Page) -> None:
    """The evaluation report says what grew, what cannot be compared, and what became of every answer."""
    main = page.get_by_role("main")
    for text in (
        "De wethouder zette het op de agenda van de raad.",
        "Niet te vergelijken",
        "anders bekeken",
        "nu bekend",
        "zichtbare verandering omhoog, onderbouwd",
    ):
        expect(main).to_contain_text(re.compile(text, re.IGNORECASE))
    assert page.evaluate("document.documentElement.scrollWidth") <= page.evaluate("innerWidth")
    page.goto(f"{page.url}/verantwoording")
    expect(heading(page)).to_have_text("Wat er met elke vraag van toen gebeurde")


@pytest.mark.parametrize(
    ("way", "options"),
    [
        pytest.param(Keyboard, {}, id="keyboard", marks=pytest.mark.long),
        pytest.param(Pointer, {"viewport": NARROW, "java_script_enabled": False}, id="no-javascript-320"),
    ],
)
def test_a_second_round_on_the_next_version(
    site: Site,
    ten_months_later: None,
    visitor: Callable[..., Visitor],
    way: Callable[[Page], Hands],
    options: dict[str, Any],
) -> None:
    people = [visitor(email, **options) for email in (COORDINATOR, ADVISER)]
    # Once somebody forgets to say what changed.
    people[0].expected.add(422)
    coordinator, adviser = (way(somebody.page) for somebody in people)
    coordinator.page.goto("/")
    start_again(coordinator)
    answer_money(coordinator)
    hand_in(coordinator)
    with site.session() as session:
        started = session.scalars(
            select(Assessment).where(Assessment.state == "in_review").order_by(Assessment.created_at.desc())
        ).first()
        assert started is not None and started.questionnaire_version == 2
        where = f"/inventarisaties/{started.id}"
    review(adviser, where)
    agree(coordinator, where)
    reads(coordinator.page)

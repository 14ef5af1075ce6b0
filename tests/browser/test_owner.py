"""The owner of an action in Chromium: from the mail of the coordinator to an update, with a code and nothing else."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import ActionNote, ImprovementAction
from app.web.clock import now
from tests.browser.acts import push
from tests.browser.flows import button, heading, link, option, prove_address
from tests.browser.flows_colleagues import enter_code, mail_to
from tests.browser.hands import Hands, Keyboard, Pointer
from tests.browser.site import Site
from tests.browser.visitor import NARROW, Visitor
from tests.factories import make_assessment, make_people
from tests.trajectories import make_action, make_trajectory

pytestmark = pytest.mark.browser

OLGA = "olga@werkplein.example"
TITLE = "Vertel het bestuur waarom dit nodig is"


def planned(session: Session) -> uuid.UUID:
    """An action that is planned; its id."""
    people = make_people(session)
    made = make_assessment(session, people, state="agreed", agreed_at=now())
    trajectory = make_trajectory(session, made, people.coordinator)
    return make_action(session, trajectory, people.coordinator, state="planned").id


def ask_owner(hands: Hands, action: uuid.UUID) -> None:
    """The coordinator, from the page of the action to a mail to the owner."""
    page = hands.page
    page.goto(f"/traject/acties/{action}")
    hands.follow(link(page, "Vraag het per mail"))
    hands.write(page.get_by_label("E-mailadres"), OLGA)
    hands.write(page.get_by_label("Wat wil je erbij zeggen?"), "Hoe gaat het ermee?")
    hands.follow(button(page, "Verstuur de mail"))
    expect(page.get_by_role("main")).to_contain_text(f"We sturen de mail naar {OLGA}.")


def open_mail(hands: Hands) -> None:
    """From the mail to the sign-in page, where the address stands already, and in with the code."""
    page = hands.page
    page.goto("/voorbeeld/post")
    expect(mail_to(page, OLGA)).to_contain_text("Hoe gaat het ermee?")
    hands.follow(mail_to(page, OLGA).locator('a[href*="/actie/"]'))
    expect(heading(page)).to_have_text("Werk je actie bij")
    expect(page.get_by_label("E-mailadres")).to_have_value(OLGA)
    hands.follow(button(page, "Stuur mij een code"))
    enter_code(hands, OLGA)


def update_action(hands: Hands) -> None:
    """Stop it without a reason first, and then say that it runs."""
    page = hands.page
    expect(heading(page)).to_have_text(TITLE)
    hands.choose(option(page, "stopped", "state"))
    hands.write(page.get_by_label("Wat gebeurde er?"), "De brief is klaar.")
    hands.follow(button(page, "Opslaan"))
    expect(page.locator("#fouten")).to_be_focused()
    expect(page.get_by_label("Wat gebeurde er?")).to_have_value("De brief is klaar.")
    hands.choose(option(page, "running", "state"))
    hands.follow(button(page, "Opslaan"))
    expect(page.get_by_role("main")).to_contain_text("Opgeslagen. Dank je wel.")


WAYS = (
    pytest.param(Keyboard, {"viewport": NARROW}, id="keyboard-320"),
    pytest.param(
        Pointer,
        {"viewport": NARROW, "java_script_enabled": False},
        id="no-javascript-320",
        marks=pytest.mark.long,
    ),
)


@pytest.mark.parametrize(("way", "options"), WAYS)
def test_from_the_mail_to_an_update(
    site: Site, visitor: Callable[..., Visitor], way: Callable[[Page], Hands], options: dict[str, Any]
) -> None:
    action = site.holds(planned)
    ask_owner(Pointer(visitor("coordinator@voorbeeldstad.example", java_script_enabled=False).page), action)
    somebody = visitor(**options)
    somebody.expected.add(422)
    olga = way(somebody.page)
    open_mail(olga)
    update_action(olga)
    page = olga.page
    page.goto("/")
    olga.follow(link(page, TITLE))
    expect(page.get_by_role("main")).to_contain_text("De brief is klaar.")
    with site.session() as session:
        assert session.scalars(select(ImprovementAction.state)).one() == "running"
        assert list(session.scalars(select(ActionNote.text))) == ["De brief is klaar."]


SCREENS = (NARROW, ViewportSize(width=390, height=844))


@pytest.fixture
def asked(site: Site, visitor: Callable[..., Visitor]) -> str:
    """The link in the mail to the owner."""
    action = site.holds(planned)
    page = visitor("coordinator@voorbeeldstad.example", java_script_enabled=False).page
    ask_owner(Pointer(page), action)
    page.goto("/voorbeeld/post")
    return mail_to(page, OLGA).locator('a[href*="/actie/"]').get_attribute("href") or ""


@pytest.mark.parametrize("size", SCREENS, ids=["320", "390"])
def test_an_owner_updates_an_action_in_two_pages(
    visitor: Callable[..., Visitor], asked: str, size: ViewportSize
) -> None:
    """Who is signed in: the link leads to the action, and saving is one click away on the same screen."""
    somebody = visitor(OLGA, viewport=size, java_script_enabled=False)
    page, pages = somebody.page, []
    page.on("load", lambda loaded: pages.append(loaded.url))
    page.goto(asked)
    expect(heading(page)).to_have_text(TITLE)
    for one in (option(page, "done", "state"), page.get_by_label("Wat gebeurde er?"), button(page, "Opslaan")):
        box = one.bounding_box()
        assert box and box["y"] + box["height"] <= size["height"]
    # "Klaar als" comes in sight with the state that it is about.
    expect(page.locator(".only-done")).to_be_hidden()
    option(page, "done", "state").check()
    expect(page.locator(".only-done")).to_be_visible()
    page.get_by_label("Wat gebeurde er?").fill("De wethouder noemde het.")
    button(page, "Opslaan").click()
    expect(page.get_by_role("main")).to_contain_text("Opgeslagen. Dank je wel.")
    expect(page.get_by_role("main")).to_contain_text("De wethouder noemde het.")
    assert len(pages) == 2
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_a_session_that_ended_keeps_what_an_owner_typed(
    site: Site, visitor: Callable[..., Visitor], asked: str
) -> None:
    somebody = visitor(viewport=NARROW, java_script_enabled=False)
    page = somebody.page
    page.goto(asked)
    prove_address_of(page)
    option(page, "stopped", "state").check()
    page.get_by_label("Waarom stopt de actie?").fill("Er is geen geld.")
    page.get_by_label("Wat gebeurde er?").fill("Het college besloot.")
    site.end_sign_ins()
    push(page, "Opslaan")
    prove_address(Pointer(page), OLGA)
    push(page, "Verstuur alsnog")
    expect(page.get_by_role("main")).to_contain_text("Het college besloot.")
    with site.session() as session:
        row = session.execute(select(ImprovementAction.state, ImprovementAction.stop_reason)).one()
        assert tuple(row) == ("stopped", "Er is geen geld.")
        assert list(session.scalars(select(ActionNote.text))) == ["Het college besloot."]


def prove_address_of(page: Page) -> None:
    """In with the code, from the page that the link in the mail opens."""
    push(page, "Stuur mij een code")
    enter_code(Pointer(page), OLGA)

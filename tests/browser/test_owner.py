"""The owner of an action in Chromium: from the mail of the coordinator to an update, with a code and nothing else."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import ActionNote, ImprovementAction
from app.web.clock import now
from tests.browser.flows import button, heading, link, option
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
    hands.write(page.get_by_label("Wil je er iets bij schrijven?"), "De brief is klaar.")
    hands.follow(button(page, "Opslaan"))
    expect(page.locator("#fouten")).to_be_focused()
    expect(page.get_by_label("Wil je er iets bij schrijven?")).to_have_value("De brief is klaar.")
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

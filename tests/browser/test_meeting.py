"""A meeting on three screens: who leads, who leads too, and who joins on a phone without JavaScript."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import AgreedScore, OutboxMail, Participation
from app.web.clock import now
from tests.browser.acts import push
from tests.browser.flows import button, heading, link, option
from tests.browser.hostile import attack
from tests.browser.looks import flaws
from tests.browser.site import Site
from tests.browser.visitor import NARROW, Visitor
from tests.factories import make_answers, make_assessment, make_participation, make_people, make_user

pytestmark = pytest.mark.browser

COORDINATOR, ADVISER = "coordinator@voorbeeldstad.example", "adviseur@stichting.example"
PARTICIPANT = "invuller@voorbeeldstad.example"
PRIVATE = ("Ivo Invul", "teamleider schulden", "Wiel Wijs", "wethouder zorg")
REASON = attack("Het staat in het plan, maar er is nog geen geld.")
"""The script puts what people typed on other screens: it must stay text there."""
WRITTEN = attack("Het staat nergens.")


def discussed(session: Session) -> str:
    """A review in which three people see two questions differently; its address."""
    people = make_people(session)
    made = make_assessment(session, people, ("geld",), "in_review", review_started_at=now())
    joint = session.scalars(select(Participation)).one()
    make_answers(session, joint, {"geld/A.BE": 0, "geld/M.BE": 4}, reason=WRITTEN)
    wiel = make_user(session, "wiel@voorbeeldstad.example", "Wiel Wijs")
    for user, name, function in ((people.participant, *PRIVATE[:2]), (wiel, *PRIVATE[2:])):
        part = make_participation(session, made, user, name=name, function=function)
        make_answers(session, part, {"geld/A.BE": 4, "geld/M.BE": 0}, reason="Wij praten er vaak over.")
    return f"/inventarisaties/{made.id}/bespreken"


@pytest.fixture
def review(site: Site) -> str:
    """The address of the review."""
    return site.holds(discussed)


def begin(page: Page, review: str) -> None:
    """From the review to the first point, about the differences only."""
    page.goto(review)
    with page.expect_navigation():
        link(page, "Bespreek samen").click()
    for box in page.locator("input[name=items]").all():
        if box.is_checked() and "verschil" not in page.locator(f"label[for='{box.get_attribute('id')}']").inner_text():
            box.uncheck()
    push(page, "Begin de bespreking")
    page.keyboard.press("ArrowRight")
    expect(page).to_have_title(re.compile("^Punt 1 van 2"))


def sees_no_names(page: Page) -> None:
    """Nowhere in what the page holds."""
    held = page.locator("main").inner_html()
    assert [name for name in PRIVATE if name in held] == []


def test_a_meeting_from_the_list_to_the_mails(site: Site, visitor: Callable[..., Visitor], review: str) -> None:
    leader = visitor(ADVISER).page
    begin(leader, review)
    other = visitor(COORDINATOR).page
    other.goto(f"{review}/samen")
    phone = visitor(PARTICIPANT, viewport=NARROW, java_script_enabled=False).page
    phone.goto(review.removesuffix("/bespreken"))
    link(phone, "Kijk mee op je eigen scherm").click()
    for page in (leader, other, phone):
        expect(page).to_have_title(re.compile("^Punt 1 van 2"))
        sees_no_names(page)
    first = heading(phone).inner_text()
    go_on(leader, other, phone, first)
    agree(leader, other, phone)
    end(leader, other, phone)
    with site.session() as session:
        kept = session.execute(select(AgreedScore.item, AgreedScore.value, AgreedScore.reason)).all()
        mails = session.scalars(select(OutboxMail.text).order_by(OutboxMail.recipient)).all()
        session.rollback()
    assert kept == [("geld/M.BE", "2", REASON)]
    assert len(mails) == 4 and all(f"> {REASON}" in mail for mail in mails)


def go_on(leader: Page, other: Page, phone: Page, first: str) -> None:
    """The arrow key brings everybody to the next point: by itself, or by reloading."""
    leader.keyboard.press("ArrowRight")
    expect(leader).to_have_title(re.compile("^Punt 2 van 2"))
    expect(other).to_have_title(re.compile("^Punt 2 van 2"))
    expect(heading(other)).not_to_have_text(first)
    expect(other.get_by_role("main")).to_contain_text(WRITTEN)
    expect(other.get_by_role("status").filter(has_text="Punt 2 van 2")).to_have_count(1)
    link(phone, "Ververs de pagina").click()
    expect(phone).to_have_title(re.compile("^Punt 2 van 2"))
    assert phone.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    for page in (leader, other, phone):
        sees_no_names(page)


def agree(leader: Page, other: Page, phone: Page) -> None:
    """A score that is entered once is on every screen."""
    option(leader, "2").check()
    leader.get_by_label("Waarom deze score?").fill(REASON)
    push(leader, "Opslaan en verder")
    expect(leader.get_by_role("main")).to_contain_text("Opgeslagen: Geld – bestuur, 2.")
    expect(heading(other)).to_have_text("Alle punten zijn besproken")
    push(leader, "Terug naar het laatste punt")
    expect(other.get_by_label("Waarom deze score?")).to_have_value(REASON)
    link(phone, "Ververs de pagina").click()
    expect(phone.get_by_role("main")).to_contain_text(REASON)
    assert flaws(other) == []


def end(leader: Page, other: Page, phone: Page) -> None:
    """The summary, and the way to it for who followed."""
    push(leader, "Rond af")
    expect(leader.get_by_role("main")).to_contain_text("Jullie bespraken 2 van de 2 vragen. Er is 1 score afgesproken.")
    push(leader, "Rond de bespreking af")
    expect(heading(leader)).to_have_text("Dit spraken jullie af")
    expect(heading(other)).to_have_text("Samen bespreken")
    # As it is after reloading: what stands around the text, the menu, comes back.
    expect(other.locator(".masthead")).to_have_count(1)
    link(phone, "Ververs de pagina").click()
    expect(heading(phone)).to_have_text("Er is nu geen bespreking")
    link(phone, "Bespreking van").click()
    expect(phone.get_by_role("main")).to_contain_text(REASON)


@pytest.mark.parametrize("scans", [True, False], ids=["scans", "types"])
def test_a_stranger_joins_from_a_phone_in_three_steps(
    site: Site, visitor: Callable[..., Visitor], review: str, scans: bool
) -> None:
    leader = visitor(ADVISER).page
    leader.goto(f"{review}/samen")
    push(leader, "Begin de bespreking")
    address, code = (leader.locator(f".join .{name}").inner_text() for name in ("addr", "num"))
    push(leader, "Begin met punt 1")
    phone = visitor(None, viewport=NARROW, java_script_enabled=False).page
    steps: list[str] = []
    phone.on("request", lambda asked: steps.append(asked.url) if asked.method == "POST" else None)
    phone.goto(f"http://{address}{f'?code={code}' if scans else ''}")
    phone.get_by_label("E-mailadres").fill(PARTICIPANT)
    push(phone, "Stuur mij een code")
    phone.get_by_label("Code uit de e-mail").fill(site.code_for(PARTICIPANT))
    push(phone, "Log in")
    if not scans:
        phone.get_by_label("Code van het scherm").fill(code)
    push(phone, "Doe mee")
    expect(phone).to_have_title(re.compile("^Punt 1 van"))
    expect(heading(phone)).to_have_text(heading(leader).inner_text())
    assert len(steps) == 3
    # On the list: there is nothing more to press.
    expect(phone.get_by_role("button")).to_have_count(0)


def test_what_somebody_types_survives_when_another_goes_on(visitor: Callable[..., Visitor], review: str) -> None:
    leader, other = visitor(ADVISER), visitor(COORDINATOR)
    begin(leader.page, review)
    other.go(f"{review}/samen")
    reason = other.page.get_by_label("Waarom deze score?")
    option(other.page, "3").check()
    reason.press_sequentially("Half get")
    leader.page.keyboard.press("ArrowRight")
    expect(leader.page).to_have_title(re.compile("^Punt 2 van 2"))
    expect(other.page.get_by_role("main")).to_contain_text("Er is iets veranderd.")
    reason.press_sequentially("ypt, en nu af.")
    expect(reason).to_have_value("Half getypt, en nu af.")
    expect(other.page).to_have_title(re.compile("^Punt 1 van 2"))
    push(other.page, "Opslaan en verder")
    expect(other.page.get_by_role("main")).to_contain_text("De bespreking is intussen bij Geld – bestuur.")
    expect(other.page).to_have_title(re.compile("^Punt 2 van 2"))
    leader.page.keyboard.press("ArrowLeft")
    expect(leader.page.get_by_label("Waarom deze score?")).to_have_value("Half getypt, en nu af.")


def test_keys_never_throw_away_a_score(visitor: Callable[..., Visitor], review: str) -> None:
    somebody = visitor(ADVISER)
    page = somebody.page
    begin(page, review)
    reason = page.get_by_label("Waarom deze score?")
    reason.fill("Nog niet opgeslagen.")
    reason.press("ArrowRight")
    page.locator("main").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("main")).to_contain_text("Sla het eerst op.")
    expect(page).to_have_title(re.compile("^Punt 1 van 2"))
    somebody.expected.add(409)
    push(page, "Sla over")
    expect(page.get_by_role("main")).to_contain_text("Je score is nog niet opgeslagen")
    expect(page.get_by_label("Waarom deze score?")).to_have_value("Nog niet opgeslagen.")
    push(page, "Ga verder zonder opslaan")
    expect(page).to_have_title(re.compile("^Punt 2 van 2"))


def test_the_whole_meeting_without_javascript(visitor: Callable[..., Visitor], review: str) -> None:
    page = visitor(COORDINATOR, viewport=NARROW, java_script_enabled=False).page
    page.goto(f"{review}/samen")
    push(page, "Begin de bespreking")
    push(page, "Begin met punt 1")
    push(page, "Sla over")
    expect(page).to_have_title(re.compile("^Punt 2 van "))
    push(page, "Vorig punt")
    option(page, "1").check()
    page.get_by_label("Waarom deze score?").fill(REASON)
    push(page, "Opslaan en verder")
    expect(page.get_by_role("main")).to_contain_text("Opgeslagen:")
    expect(page.get_by_role("timer")).to_contain_text("0 van 5 minuten")
    expect(button(page, "Zet de klok op nul")).to_be_visible()


def test_a_session_that_ends_is_told(site: Site, visitor: Callable[..., Visitor], review: str) -> None:
    somebody = visitor(ADVISER)
    begin(somebody.page, review)
    site.end_sign_ins()
    expect(somebody.page.get_by_role("main")).to_contain_text("Je bent niet meer ingelogd.")

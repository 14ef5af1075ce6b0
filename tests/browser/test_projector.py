"""A meeting on a projector and in a hand: every question there is, with five answers, without a scroll to lead it."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import pytest
from playwright.sync_api import Page, ViewportSize, expect
from sqlalchemy.orm import Session

from app.models import Attendee
from app.state.asked import parts_of
from app.web.clock import now
from questionnaires.catalogue import current
from tests.browser.site import Site
from tests.browser.visitor import NARROW, WIDE, Visitor
from tests.factories import make_agreed, make_answers, make_assessment, make_participation, make_people, make_user
from tests.meetings import begun

pytestmark = pytest.mark.browser

PROJECTOR = ViewportSize(width=1280, height=720)
ITEM = "geld/A.BE"
REASONS = (
    "Dit is mijn eigen onderwerp. Ik heb het in elk overleg genoemd, ook bij de begroting.",
    "De wethouder noemt het vaak in gesprekken, maar er is nog niets over besloten.",
    "Het woord staat in speeches. In een besluit heb ik het nooit gezien, en in het collegeplan ook niet. "
    "Bij ons in het team weet dus niemand of er volgend jaar nog geld voor is.",
    "Er is een plan van twee jaar geleden. Of dat nog geldt, weet ik niet zeker.",
    "We hebben het er in het werkoverleg over gehad.",
)
Texts = list[tuple[str, str, str, tuple[str, ...]]]
"""Short name, domain, question and answers."""
FUNCTIONS = ("beleidsadviseur armoede", "klantmanager", "teamleider wijkteam", "consulent schulden", "bibliotheek")
MEASURES = """texts => texts.map(([name, domain, asked, options]) => {
  const say = (selector, text) => { document.querySelector(selector).textContent = text; };
  say(".pt b", name);
  say(".pt .quiet", domain);
  say("h1", asked);
  const answers = document.querySelectorAll(".mt-row :is(label, .txt) span");
  answers.forEach((one, place) => { one.textContent = options[place]; });
  const end = selector => Math.round(document.querySelector(selector)?.getBoundingClientRect().bottom ?? 0);
  const { scrollHeight, scrollWidth } = document.documentElement;
  return [`${domain}: ${name}`, scrollHeight, scrollWidth, end(".nl-button--primary"), end(".status")];
})"""
"""With each question in the frame: its name, height and width of the page, and where button and agreement end."""


class Room(NamedTuple):
    """Who leads, who follows, where, and everything that can be asked about a domain."""

    leader: str
    follower: str
    address: str
    texts: Texts


def room(session: Session) -> Room:
    """A meeting about twelve domains, at a question that five people answered differently and that was agreed."""
    people = make_people(session)
    domains = [domain.id for domain in current("iba").domains]
    made = make_assessment(session, people, domains, "in_review", review_started_at=now())
    follower = people.participant.email
    for value, reason in enumerate(REASONS):
        user = people.participant if value == 0 else make_user(session, f"c{value}@voorbeeldstad.example", "Iemand")
        make_answers(session, make_participation(session, made, user), {ITEM: value}, reason=reason)
    make_agreed(session, made, people.adviser, {ITEM: 2}, reason="De wethouder noemt het vaak. Er is geen raadsstuk.")
    begun(session, made, people.adviser, (ITEM, "geld/A.BL"), item=ITEM, item_since=now())
    session.refresh(made, ["domains"])
    texts = [
        (question.short_name, part.short, question.text, question.options)
        for part in parts_of(made)
        for question in part.questions
        if part.about
    ]
    return Room(people.adviser.email, follower, f"/inventarisaties/{made.id}/bespreken/samen", texts)


def crowd(session: Session) -> Room:
    """A meeting about twelve points in six domains, to which 25 people are invited, of whom some came."""
    people = make_people(session)
    domains = [domain.id for domain in current("iba").domains][:6]
    made = make_assessment(session, people, domains, "in_review", review_started_at=now())
    points = [f"{one}/{asked}" for one in domains for asked in ("A.BE", "M.UI")]
    meeting = begun(session, made, people.adviser, points, present="")
    for number in range(25):
        user = people.participant if number == 0 else make_user(session, f"c{number}@voorbeeldstad.example", "Iemand")
        function = FUNCTIONS[number % len(FUNCTIONS)]
        make_participation(session, made, user, function=function, level="uitvoering")
        if number % 3:
            came = {"meeting_id": meeting.id, "user_id": user.id, "municipality_id": made.municipality_id}
            session.add(Attendee(**came, function=function, joined_at=now()))
    session.commit()
    return Room(people.adviser.email, people.participant.email, f"/inventarisaties/{made.id}/bespreken/samen", [])


def over(page: Page, texts: Texts, size: ViewportSize, most: Sequence[int]) -> list[list[object]]:
    """The questions with which something ends lower than it may: height, width, the button, the agreement."""
    page.set_viewport_size(size)
    return [one for one in page.evaluate(MEASURES, texts) if any(a > b for a, b in zip(one[1:], most, strict=True))]


def test_every_question_is_led_without_scrolling(site: Site, visitor: Callable[..., Visitor]) -> None:
    who, _, address, texts = site.holds(room)
    assert len(texts) == 168
    page = visitor(who).go(address)
    assert over(page, texts, PROJECTOR, (720, 1280, 700, 0)) == []
    # Long reasons scroll where they stand, and can be reached with the keyboard.
    side = page.locator(".mt-side")
    side.focus()
    page.keyboard.press("End")
    assert "werkoverleg" in side.inner_text() and page.evaluate("scrollY") == 0
    expect(side).not_to_have_js_property("scrollTop", 0)
    assert over(page, texts, NARROW, (2200, 320, 2200, 0)) == []


def test_the_agreement_stands_on_the_first_screen_of_a_phone(site: Site, visitor: Callable[..., Visitor]) -> None:
    _, who, address, texts = site.holds(room)
    page = visitor(who, viewport=NARROW).go(address)
    assert over(page, texts, NARROW, (1300, 320, 0, 640)) == []


def test_the_lobby_shows_twelve_points_and_everybody_who_is_invited(
    site: Site, visitor: Callable[..., Visitor]
) -> None:
    leader, follower, address, _ = site.holds(crowd)
    page = visitor(leader, viewport=PROJECTOR).go(address)
    assert page.locator(".agenda ol li").count() == 12 and page.locator(".there li").count() == 27
    end = "Math.round(document.querySelector('main .nl-button--primary').getBoundingClientRect().bottom)"
    assert page.evaluate(f"[{end} <= 130, document.documentElement.scrollHeight]") == [True, 720]
    page.set_viewport_size(NARROW)
    assert page.evaluate("document.documentElement.scrollHeight") <= 2000
    page.goto(f"{page.url}/aanwezig")
    for size, most in ((WIDE, 900), (NARROW, 1700)):
        page.set_viewport_size(size)
        assert page.locator(".there li").count() == 16 and page.evaluate(end) <= most
    phone = visitor(follower, viewport=NARROW).go(address)
    assert phone.evaluate(f"[{end} <= 400, document.documentElement.scrollHeight <= 1300]") == [True, True]

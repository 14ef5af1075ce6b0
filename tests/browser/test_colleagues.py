"""A coordinator asks three colleagues; they answer by keyboard on a small screen, or without JavaScript."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.doors.tokens import token_hash
from app.models import Answer, AnswerVersion, Assessment, Participation, ParticipationPart, User
from app.web.clock import now, today
from tests.browser import flows_colleagues as flows
from tests.browser.acts import push
from tests.browser.flows import button, heading, link, option, sign_in, unfolded
from tests.browser.hands import Hands, Keyboard, Pointer
from tests.browser.site import Site
from tests.browser.visitor import NARROW, Visitor
from tests.factories import make_answers, make_assessment, make_participation, make_people, make_user

pytestmark = pytest.mark.browser

COORDINATOR = "coordinator@voorbeeldstad.example"
BELLA, ULI = "bella@voorbeeldstad.example", "uli@voorbeeldstad.example"


def started(session: Session) -> str:
    """A round that was started, in which three people have answered a question already; its overview."""
    made = make_assessment(session, make_people(session), ("geld", "gezondheid"))
    for number in range(3):
        user = make_user(session, f"eerder{number}@voorbeeldstad.example", f"Eerder {number}")
        part = make_participation(session, made, user, name=user.name, submitted_at=now(), state="submitted")
        make_answers(session, part, {"geld/A.BL": number})
    return f"/inventarisaties/{made.id}"


def asked(session: Session) -> str:
    """The same, with somebody who began to answer."""
    hub = started(session)
    made = session.scalars(select(Assessment)).one()
    part = make_participation(session, made, make_user(session, ULI, "Uli Uitvoer"), name="Uli Uitvoer")
    where = {"participation_id": part.id, "municipality_id": made.municipality_id}
    session.add(ParticipationPart(**where, domain="geld", level="uitvoering"))
    return hub


def ask_colleagues(hands: Hands, hub: str) -> None:
    """The coordinator, from pasted lines to three invitations."""
    page = hands.page
    page.goto(f"{hub}/deelnemers")
    flows.add_from_lines(hands)
    levels = {"Wiel Wijs": "bestuur", "Bella Beleid": "beleid", "Uli Uitvoer": "uitvoering"}
    flows.divide(hands, "geld", levels)
    flows.divide(hands, "gezondheid", {"Bella Beleid": "beleid"})
    flows.say_something(hands, "Bella Beleid")
    flows.set_last_day(hands)
    flows.invite(hands)
    expect(page.locator(".roster").get_by_text("mail op")).to_have_count(3)


def invited(session: Session) -> str:
    """A colleague with a link in a mail; that link."""
    hub = started(session)
    made = session.scalars(select(Assessment)).one()
    made.deadline = today() + timedelta(days=7)
    user = make_user(session, BELLA, "Bella Beleid")
    make_participation(session, made, user, everything=True, state="invited", link_hash=token_hash("een-geheim"))
    assert hub
    return "/uitnodiging/een-geheim"


def test_from_the_mail_to_the_first_question_are_two_pages(site: Site, visitor: Callable[..., Visitor]) -> None:
    link_in_mail = site.holds(invited)
    page, mails = visitor(java_script_enabled=False).page, visitor(java_script_enabled=False).page
    passed: list[str] = []
    page.on("framenavigated", lambda frame: passed.append(urlsplit(frame.url).path))
    page.goto(link_in_mail)
    button(page, "Stuur mij een code").click()
    mails.goto("/voorbeeld/post")
    code = re.search(r"\b\d{6}\b", flows.mail_to(mails, BELLA).inner_text())
    assert code
    page.get_by_label("Code uit de e-mail").fill(code.group())
    button(page, "Log in").click()
    expect(page).to_have_url(re.compile("/vragen/geld/"))
    assert passed[:-1] == [link_in_mail, "/inloggen/code"]


WAYS = (
    pytest.param(Keyboard, {"viewport": NARROW}, id="keyboard-320", marks=pytest.mark.long),
    pytest.param(Pointer, {"viewport": NARROW, "java_script_enabled": False}, id="no-javascript-320"),
)


@pytest.mark.parametrize(("way", "options"), WAYS)
def test_from_pasted_lines_to_answers_of_a_colleague(
    site: Site, visitor: Callable[..., Visitor], way: Callable[[Page], Hands], options: dict[str, Any]
) -> None:
    hub = site.holds(started)
    coordinator = Pointer(visitor(COORDINATOR, java_script_enabled=False).page)
    ask_colleagues(coordinator, hub)
    bella = way(visitor(**options).page)
    flows.open_invitation(bella, BELLA)
    see_nothing_of_others(bella, hub)
    titles = flows.answer_everything(bella)
    assert len([title for title in titles if title.startswith("Vraag ")]) == len(set(titles)) - 2
    hand_in(bella)
    see_nothing_of_others(bella, hub)
    see_who_is_done(coordinator, hub)
    assert len(answers_of(site, BELLA)) == len(titles) - 2


def see_nothing_of_others(hands: Hands, hub: str) -> None:
    """The question that three others answered tells nothing about that, before the own answer and after it."""
    page = hands.page
    page.goto(f"{hub}/vragen/geld/A.BL")
    for told in ("anderen", "laagste antwoord", "Eerder"):
        expect(page.get_by_role("main")).not_to_contain_text(told)
    page.goto(hub)


def hand_in(hands: Hands) -> None:
    """From the last question to the page that says what happens next."""
    page = hands.page
    if "/controle" not in page.url:
        hands.follow(link(page, "Controleer je antwoorden"))
    expect(page.get_by_role("main")).to_contain_text("Je hebt alle vragen beantwoord.")
    hands.follow(button(page, "Lever je antwoorden in"))
    expect(heading(page)).to_have_text("Klaar. Wat gebeurt er nu?")


def see_who_is_done(hands: Hands, hub: str) -> None:
    """The coordinator sees who is done, and how many answers each question has."""
    page = hands.page
    page.goto(f"{hub}/deelnemers")
    lines = page.get_by_role("main").locator(".roster > li")
    expect(lines.filter(has_text="Bella Beleid")).to_contain_text("Klaar")
    expect(lines.filter(has_text="Uli Uitvoer")).to_contain_text("Niet begonnen")
    hands.follow(page.locator('main a[href*="?domein=geld"]'))
    counts = page.locator("section", has=page.locator("#per-vraag")).locator(".per-question")
    expect(counts).to_contain_text("4 antwoorden")
    expect(counts).not_to_contain_text("Bella")


def answers_of(site: Site, email: str) -> list[str]:
    """The items that somebody has answered."""
    with site.session() as session:
        query = select(Answer.item).join(Participation, Participation.id == Answer.participation_id)
        return list(session.scalars(query.join(User, User.id == Participation.user_id).where(User.email == email)))


def test_a_colleague_whose_session_ends_in_the_middle_of_a_text(site: Site, visitor: Callable[..., Visitor]) -> None:
    hub = site.holds(asked)
    hands = Pointer(visitor(viewport=NARROW).page)
    sign_in(hands, ULI, "Uli Uitvoer")
    page = hands.page
    page.goto(f"{hub}/vragen/geld/A.UI")
    option(page, "1").check()
    unfolded(page, "Toelichting").fill("Een verhaal waar ik een kwartier aan heb gewerkt.")
    site.end_sign_ins()
    push(page, "Opslaan en")
    expect(page.get_by_role("main")).to_contain_text("Wat je typte, hebben we bewaard.")
    hands.write(page.get_by_label("E-mailadres"), ULI)
    hands.follow(button(page, "Stuur mij een code"))
    flows.enter_code(hands, ULI)
    expect(heading(page)).to_have_text("We hebben je tekst bewaard")
    expect(page.get_by_role("main")).to_contain_text("Een verhaal waar ik een kwartier aan heb gewerkt.")
    push(page, "Verstuur alsnog")
    with site.session() as session:
        kept = session.execute(
            select(AnswerVersion.item, AnswerVersion.reason).where(AnswerVersion.reason.is_not(None))
        )
        assert kept.all() == [("geld/A.UI", "Een verhaal waar ik een kwartier aan heb gewerkt.")]

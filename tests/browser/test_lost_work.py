"""Nobody loses what they typed: two tabs, a session that ended, the back button, and pushing twice."""

import uuid
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from app.models import AnswerVersion
from tests.browser.acts import push
from tests.browser.flows import button, heading, option, prove_address, sign_in, unfolded
from tests.browser.hands import Pointer
from tests.browser.site import Site
from tests.browser.visitor import Visitor
from tests.browser.worlds import Example, example

pytestmark = pytest.mark.browser

QUESTION = "{open}/vragen/gezondheid/A.BE"
SAVE = "Opslaan en volgende vraag"


def say(page: Page, value: str, reason: str) -> None:
    """Choose an answer and type a reason, without saving."""
    option(page, value).check()
    unfolded(page, "Toelichting").fill(reason)


def versions(site: Site, page: Page) -> list[tuple[str, str | None]]:
    """Every version of the answer that was kept, oldest first, in the round on the screen."""
    round_id = uuid.UUID(page.url.split("/inventarisaties/")[1][:36])
    query = select(AnswerVersion).where(AnswerVersion.assessment_id == round_id)
    query = query.where(AnswerVersion.item == "gezondheid/A.BE").order_by(AnswerVersion.version)
    with site.session() as session:
        return [(row.value, row.reason) for row in session.scalars(query)]


@pytest.fixture
def at_question(site: Site, visitor: Callable[..., Visitor]) -> Visitor:
    """The coordinator of Voorbeelddorp at a question that has no answer yet."""
    rounds = site.holds(example)
    somebody = visitor(rounds.village)
    somebody.go(QUESTION.format(**vars(rounds)))
    return somebody


@pytest.fixture
def conflict(site: Site, at_question: Visitor) -> Page:
    """The page that shows when a second tab saves over the first."""
    page, other = at_question.page, at_question.context.new_page()
    other.goto(page.url)
    say(page, "1", "Dit typte ik op kantoor.")
    say(other, "3", "Dit typte ik thuis.")
    push(page, SAVE)
    at_question.expected.add(409)
    push(other, SAVE)
    return other


def test_a_second_tab_shows_both_texts_and_saves_nothing(site: Site, conflict: Page) -> None:
    main = conflict.get_by_role("main")
    expect(main.get_by_role("heading", name="Nu opgeslagen").locator("..")).to_contain_text("Dit typte ik op kantoor.")
    expect(main.get_by_role("heading", name="Jij typte").locator("..")).to_contain_text("Dit typte ik thuis.")
    expect(conflict.get_by_label("Toelichting")).to_have_value("Dit typte ik thuis.")
    expect(option(conflict, "3")).to_be_checked()
    assert versions(site, conflict) == [("1", "Dit typte ik op kantoor.")]


def test_after_a_conflict_people_can_keep_their_own_text(site: Site, conflict: Page) -> None:
    push(conflict, "Vervang het opgeslagen antwoord")
    expect(conflict).to_have_title("Vraag 2 van 14: Gezondheid – Samenhang")
    assert versions(site, conflict) == [("1", "Dit typte ik op kantoor."), ("3", "Dit typte ik thuis.")]


def test_after_a_conflict_people_can_keep_what_was_saved(site: Site, conflict: Page) -> None:
    push(conflict, "Gooi weg wat je typte")
    expect(conflict.get_by_label("Toelichting")).to_have_value("Dit typte ik op kantoor.")
    assert versions(site, conflict) == [("1", "Dit typte ik op kantoor.")]


def test_a_session_that_ended_while_typing_an_answer(site: Site, visitor: Callable[..., Visitor]) -> None:
    rounds = site.holds(example)
    page = visitor().page
    sign_in(Pointer(page), Example.village, "Daan Voorbeeld")
    page.goto(QUESTION.format(**vars(rounds)))
    say(page, "2", "Een lange toelichting die niet weg mag.")
    site.end_sign_ins()
    push(page, SAVE)
    expect(page.get_by_role("main")).to_contain_text("Wat je typte, hebben we bewaard.")
    prove_address(Pointer(page), Example.village)
    expect(heading(page)).to_have_text("We hebben je tekst bewaard")
    expect(page.get_by_role("main")).to_contain_text("Een lange toelichting die niet weg mag.")
    push(page, "Verstuur alsnog")
    expect(page).to_have_title("Vraag 2 van 14: Gezondheid – Samenhang")
    assert versions(site, page) == [("2", "Een lange toelichting die niet weg mag.")]


def test_a_session_that_ended_while_agreeing_a_score(site: Site, visitor: Callable[..., Visitor]) -> None:
    rounds = site.holds(example)
    page = visitor().page
    sign_in(Pointer(page), Example.adviser, "Ada Voorbeeld")
    page.goto(f"{rounds.review}/bespreken/geld/A.BE")
    option(page, "2").check()
    page.get_by_label("Waarom deze score?").fill("Dit spraken we een uur lang door.")
    site.end_sign_ins()
    push(page, "Opslaan en verder")
    prove_address(Pointer(page), Example.adviser)
    push(page, "Verstuur alsnog")
    expect(page.get_by_text("De afgesproken score is opgeslagen.")).to_be_visible()
    page.goto(f"{rounds.review}/bespreken/geld/A.BE")
    expect(page.get_by_label("Waarom deze score?")).to_have_value("Dit spraken we een uur lang door.")


def test_going_back_after_saving_is_harmless(site: Site, at_question: Visitor) -> None:
    page = at_question.page
    say(page, "1", "Eerst dit.")
    push(page, SAVE)
    page.go_back()
    expect(page.get_by_label("Toelichting")).to_have_value("Eerst dit.")
    unfolded(page, "Toelichting").fill("En toen dit.")
    push(page, SAVE)
    expect(page).to_have_title("Vraag 2 van 14: Gezondheid – Samenhang")
    assert versions(site, page) == [("1", "Eerst dit."), ("1", "En toen dit.")]


def test_pushing_save_twice_saves_once(site: Site, at_question: Visitor) -> None:
    page = at_question.page
    say(page, "1", "Een keer is genoeg.")
    button(page, SAVE).dblclick()
    expect(page).to_have_title("Vraag 2 van 14: Gezondheid – Samenhang")
    assert versions(site, page) == [("1", "Een keer is genoeg.")]

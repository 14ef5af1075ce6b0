"""What is typed at a question and not saved is found again: whatever button or link comes next, on any device."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Dialog, Locator, Page, expect

from tests.browser.acts import push
from tests.browser.flows import button, option, prove_address, unfolded
from tests.browser.hands import Pointer
from tests.browser.site import Site
from tests.browser.visitor import Visitor
from tests.browser.worlds import Example, example

pytestmark = [pytest.mark.browser, pytest.mark.heavy]

QUESTION, DOMAIN = "{open}/vragen/gezondheid/A.BE", "{open}/vragen/gezondheid"
FIELDS = {QUESTION: "reason", DOMAIN: "A.BE-reason"}
KEPT = re.compile(r"Concept bewaard om [0-9]{1,2}\.[0-9]{2}\. Nog niet opgeslagen\.")
AGAIN = re.compile("Nog niet opgeslagen: wat je om .* typte, staat er weer.")
FOLLOWED = "a[href]:not([href^='#'], [href$='.pdf'], [href$='.docx'], [href^='mailto:'], [href^='http'])"


@pytest.fixture
def rounds(site: Site) -> Example:
    """The example, as it was made."""
    return site.holds(example)


@pytest.fixture
def somebody(rounds: Example, visitor: Callable[..., Visitor]) -> Visitor:
    """The coordinator of Voorbeelddorp."""
    return visitor(rounds.village)


def at(rounds: Example, page: str) -> str:
    """The address of a page."""
    return page.format(**vars(rounds))


def typed_in(page: Page, name: str) -> Locator:
    """The field where is typed, with what it is folded in opened."""
    field = page.locator(f"textarea[name='{name}']")
    page.evaluate("document.querySelectorAll('details.fold').forEach((fold) => { fold.open = true; })")
    return field


def status(page: Page) -> Locator:
    """Where is said what was kept."""
    return page.locator(".drafted [role=status]").last


def arrived(page: Page) -> None:
    """Wait until all that was typed is on the server."""
    expect(page.locator("form[data-kept]")).to_be_attached()


def ways_out(page: Page) -> list[str]:
    """Every link of the page, once for each kind of place that it goes to, and every button that leaves it."""
    found = page.eval_on_selector_all(FOLLOWED, "(all) => all.map((one) => one.getAttribute('href'))")
    links = list({re.sub(r"/[A-Z][0-9A-Z.]*$", "", way): way for way in found}.values())
    return [*links, "Sla over"] if page.get_by_role("button", name="Sla over").count() else links


@pytest.mark.parametrize("where", FIELDS)
def test_whatever_comes_next_the_text_is_found_again(rounds: Example, somebody: Visitor, where: str) -> None:
    address = at(rounds, where)
    page = somebody.go(address)
    somebody.leaves = True
    ways = ways_out(page)
    assert len(ways) > 8
    for number, way in enumerate(ways):
        text = f"Getypt voor weg {number}."
        typed_in(page, FIELDS[where]).click()
        typed_in(page, FIELDS[where]).fill(text)
        leave(page, way)
        page.goto(address)
        expect(page.locator(f"textarea[name='{FIELDS[where]}']")).to_have_value(text)
    expect(page.get_by_text(AGAIN)).to_be_visible()
    push(page, "Gooi het weg")
    expect(page.locator(f"textarea[name='{FIELDS[where]}']")).to_have_value("")
    assert somebody.problems == []


def leave(page: Page, way: str) -> None:
    """Go there as soon as the text was typed."""
    with page.expect_navigation():
        if way == "Sla over":
            button(page, way).click()
        else:
            page.eval_on_selector(f"a[href='{way}']", "(one) => one.click()")


@pytest.mark.parametrize("name", ["Opslaan en volgende vraag", "Opslaan en stoppen"])
def test_a_refused_save_and_a_link_keep_it(rounds: Example, somebody: Visitor, name: str) -> None:
    page = somebody.go(at(rounds, QUESTION))
    typed_in(page, "reason").fill("Nog geen antwoord gekozen.")
    somebody.expected.add(422)
    push(page, name)
    typed_in(page, "reason").fill("Nog steeds geen antwoord gekozen.")
    with page.expect_navigation():
        page.get_by_role("link", name="Inventarisaties").first.click()
    page.goto(at(rounds, QUESTION))
    expect(page.get_by_label("Toelichting")).to_have_value("Nog steeds geen antwoord gekozen.")


def test_signing_out_keeps_it_for_the_same_person(rounds: Example, somebody: Visitor) -> None:
    page = somebody.go(at(rounds, QUESTION))
    typed_in(page, "reason").fill("Snel naar huis.")
    with page.expect_navigation():
        page.get_by_role("button", name="Uitloggen").click()
    expect(page.get_by_text("Je bent uitgelogd.")).to_be_visible()
    prove_address(Pointer(page), Example.village)
    page.goto(at(rounds, QUESTION))
    expect(page.get_by_label("Toelichting")).to_have_value("Snel naar huis.")


def test_it_is_said_that_it_is_kept_and_another_device_has_it(
    rounds: Example, somebody: Visitor, visitor: Callable[..., Visitor]
) -> None:
    page = somebody.go(at(rounds, QUESTION))
    option(page, "2").check()
    typed_in(page, "reason").fill("Onderweg getypt.")
    expect(status(page)).to_have_text(KEPT)
    elsewhere = visitor(java_script_enabled=False)
    elsewhere.become(rounds.village)
    other = elsewhere.go(at(rounds, QUESTION))
    expect(other.get_by_label("Toelichting")).to_have_value("Onderweg getypt.")
    expect(option(other, "2")).to_be_checked()
    push(other, "Opslaan en volgende vraag")
    other.goto(at(rounds, QUESTION))
    expect(other.get_by_text(AGAIN)).to_be_hidden()
    # The first device goes on, and finds both.
    typed_in(page, "reason").fill("Onderweg verder getypt.")
    arrived(page)
    page.goto(at(rounds, QUESTION))
    main = page.get_by_role("main")
    expect(main.get_by_role("heading", name="Nu opgeslagen").locator("..")).to_contain_text("Onderweg getypt.")
    expect(main.get_by_role("heading", name="Jij typte").locator("..")).to_contain_text("Onderweg verder getypt.")
    push(page, "Vervang het opgeslagen antwoord")
    page.goto(at(rounds, QUESTION))
    expect(page.get_by_label("Toelichting")).to_have_value("Onderweg verder getypt.")
    expect(page.get_by_text(AGAIN)).to_be_hidden()


def test_two_windows_of_which_one_is_older(rounds: Example, somebody: Visitor) -> None:
    page, other = somebody.go(at(rounds, QUESTION)), somebody.context.new_page()
    other.goto(at(rounds, QUESTION))
    typed_in(page, "reason").fill("Het eerste venster.")
    expect(status(page)).to_have_text(KEPT)
    somebody.expected.add(409)
    typed_in(other, "reason").fill("Het tweede venster.")
    expect(status(other)).to_contain_text("Nog niet opgeslagen. Je typte bij deze vraag ook iets in een ander venster.")
    push(other, "Sla over")
    expect(other.get_by_role("heading", name="In het andere venster").locator("..")).to_contain_text("Het eerste")
    expect(other.get_by_label("Toelichting")).to_have_value("Het tweede venster.")


def test_without_a_connection_it_is_said_and_leaving_asks(rounds: Example, somebody: Visitor) -> None:
    page = somebody.go(at(rounds, QUESTION))
    page.get_by_text("Toelichting, bewijs en zekerheid").click()
    somebody.context.set_offline(True)
    page.get_by_label("Toelichting").press_sequentially("Zonder verbinding.")
    expect(status(page)).to_have_text("Geen verbinding. We proberen het zo weer.")
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)

    page.on("dialog", stay)
    page.evaluate("location.assign('/hulp')")
    expect(page.get_by_label("Toelichting")).to_have_value("Zonder verbinding.")
    somebody.context.set_offline(False)
    page.get_by_label("Toelichting").press_sequentially(" En weer met.")
    expect(status(page)).to_have_text(KEPT)
    arrived(page)
    assert asked == ["beforeunload"]
    somebody.problems.clear()
    page.goto(at(rounds, QUESTION))
    expect(page.get_by_label("Toelichting")).to_have_value("Zonder verbinding. En weer met.")
    assert asked == ["beforeunload"]


def test_a_session_that_ended_is_told_and_the_browser_keeps_it(
    site: Site, rounds: Example, visitor: Callable[..., Visitor]
) -> None:
    somebody = visitor()
    page = somebody.page
    page.goto("/")
    prove_address(Pointer(page), Example.village)
    page.goto(at(rounds, QUESTION))
    typed_in(page, "reason").fill("Na de pauze.")
    site.end_sign_ins()
    typed_in(page, "reason").fill("Na de pauze verder.")
    expect(status(page)).to_have_text("Nog niet opgeslagen. Kies Opslaan om verder te gaan.")
    option(page, "1").check()
    push(page, "Opslaan en volgende vraag")
    expect(page.get_by_role("main")).to_contain_text("Wat je typte, hebben we bewaard.")
    prove_address(Pointer(page), Example.village)
    push(page, "Verstuur alsnog")
    page.goto(at(rounds, QUESTION))
    expect(unfolded(page, "Toelichting")).to_have_value("Na de pauze verder.")
    expect(page.get_by_text(AGAIN)).to_be_hidden()


def test_without_a_script_passing_keeps_it(rounds: Example, visitor: Callable[..., Visitor]) -> None:
    somebody = visitor(java_script_enabled=False)
    somebody.become(Example.village)
    page = somebody.go(at(rounds, QUESTION))
    unfolded(page, "Toelichting").fill("Zonder script.")
    push(page, "Sla over")
    page.goto(at(rounds, "{open}"))
    expect(page.get_by_text("1 tekst is nog niet opgeslagen")).to_be_visible()
    with page.expect_navigation():
        page.get_by_role("link", name="Gezondheid, vraag 1").click()
    expect(page.get_by_label("Toelichting")).to_have_value("Zonder script.")
    push(page, "Gooi het weg")
    expect(unfolded(page, "Toelichting")).to_have_value("")

"""What people do to send back, to approve what was saved meanwhile, and to meet the errors of these pages."""

from playwright.sync_api import expect

from tests.browser.acts import Act, push
from tests.browser.flows import link, option
from tests.browser.visitor import Visitor

REASON = "Kijk nog eens naar de vragen over middelen."


def only_a_reason(somebody: Visitor) -> None:
    """Send back without choosing a domain; the reason stays."""
    somebody.page.get_by_label("Wat moet er anders?").fill(REASON)
    push(somebody.page, "Stuur terug")
    expect(somebody.page.get_by_label("Wat moet er anders?")).to_have_value(REASON)


def only_a_domain(somebody: Visitor) -> None:
    """Send back without a reason; the choice stays."""
    domain = somebody.page.get_by_label("Sociale inclusie en meedoen")
    domain.check()
    push(somebody.page, "Stuur terug")
    expect(domain).to_be_checked()


def a_book(label: str, name: str) -> Act:
    """To type more than fits; it stays."""

    def write(somebody: Visitor) -> None:
        text = "Nog een reden." * 400
        somebody.page.get_by_label(label).fill(text)
        push(somebody.page, name)
        expect(somebody.page.get_by_label(label)).to_have_value(text)

    return write


def end_an_approval(somebody: Visitor) -> None:
    """Send back what was approved, and come back to the overview."""
    page = somebody.page
    with page.expect_navigation():
        link(page, "Domeinen terugsturen").click()
    page.get_by_label("Geldzaken, armoede en schulden").check()
    page.get_by_label("Wat moet er anders?").fill(REASON)
    push(page, "Stuur terug")
    expect(page.get_by_text("Het akkoord is vervallen", exact=True)).to_be_visible()


def score_meanwhile(somebody: Visitor) -> None:
    """Agree a score in another tab, and then approve on a page that does not show it."""
    page = somebody.page
    other = page.context.new_page()
    other.goto(page.url.replace("/akkoord", "/bespreken/geld/M.BE"))
    option(other, "2").check()
    other.get_by_label("Waarom deze score?").fill("Dit spraken we net af.")
    push(other, "Opslaan en verder")
    other.close()
    push(page, "Toch akkoord")
    expect(page.get_by_role("heading", name="Er is nog geen akkoord gegeven")).to_be_visible()

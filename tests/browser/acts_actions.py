"""What people do on the page of an action, to come to what it looks like then."""

from playwright.sync_api import Page

from tests.browser.acts import push
from tests.browser.visitor import Visitor


def fill_in(page: Page, state: str, note: str, reason: str = "") -> None:
    """Choose a state and write a note, and save both."""
    page.get_by_role("radio", name=state).check()
    if reason:
        page.get_by_label("Waarom is de actie gestopt?").fill(reason)
    page.get_by_label("Notitie").fill(note)
    push(page, "Opslaan")


def write_notes(somebody: Visitor) -> None:
    """A history with every kind of change, and two notes."""
    page = somebody.page
    fill_in(page, "Gestopt", "Het lukt zo niet.\nDe wethouder is weg.", "Er is geen geld meer.")
    fill_in(page, "Klaar", "Toch nog gelukt.")


def stop_without_reason(somebody: Visitor) -> None:
    """Choose that it was stopped, and say nothing."""
    fill_in(somebody.page, "Gestopt", "")


def report_twice(somebody: Visitor) -> None:
    """Say in another tab that it is done, and then here that it was stopped."""
    page = somebody.page
    other = page.context.new_page()
    other.goto(page.url)
    fill_in(other, "Klaar", "Uit het andere tabblad.")
    other.close()
    fill_in(page, "Gestopt", "Uit dit tabblad.", "Er is geen geld meer.")

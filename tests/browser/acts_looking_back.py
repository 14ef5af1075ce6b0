"""What people do to come to looking back, and to meet another one of themselves there."""

from playwright.sync_api import Page, expect

from tests.browser.acts import push
from tests.browser.flows import heading, open_folds, option
from tests.browser.visitor import Visitor

GELD = "Geldzaken, armoede en schulden"
INCLUSION = "Sociale inclusie en meedoen"


def look_back(somebody: Visitor) -> None:
    """From the page of Geldzaken: answer what has no answer yet, and go to looking back."""
    page = somebody.page
    open_folds(page)
    for question in page.get_by_role("main").get_by_role("radiogroup").all():
        if not question.locator("input:checked").count():
            question.locator('input[value="2"]').check()
    push(page, "Opslaan en stoppen")
    page.goto(_back(page))
    expect(heading(page)).to_have_text("Terugkijken: Geldzaken")


def look_back_and_save(somebody: Visitor) -> None:
    """The same, and say something: the check page tells so."""
    page = somebody.page
    look_back(somebody)
    option(page, "1", "A.BE-value").check()
    push(page, "Opslaan en verder")
    expect(page.get_by_text("Wat je bij het terugkijken koos, is opgeslagen.")).to_be_visible()


def look_back_twice(somebody: Visitor) -> None:
    """Say something else in another tab first."""
    page = somebody.page
    look_back(somebody)
    other = page.context.new_page()
    other.goto(page.url)
    option(other, "4", "A.BE-value").check()
    push(other, "Opslaan en verder")
    other.close()
    option(page, "1", "A.BE-value").check()
    push(page, "Opslaan en verder")
    expect(option(page, "1", "A.BE-value")).to_be_checked()


def choose_twice(somebody: Visitor) -> None:
    """Choose other domains in another tab first."""
    page = somebody.page
    other = page.context.new_page()
    other.goto(page.url)
    other.get_by_label(GELD).uncheck()
    push(other, "Opslaan")
    other.close()
    page.get_by_label(INCLUSION).check()
    push(page, "Opslaan")
    expect(page.get_by_label(INCLUSION)).to_be_checked()


def _back(page: Page) -> str:
    """The address of looking back at Geldzaken, from any page of the round."""
    overview, _, _ = page.url.partition("?")
    return "/".join(overview.split("/")[:5]) + "/terugkijken/geld"

"""What people do where an agreed score is another one than then, and how they meet the errors of these pages."""

from playwright.sync_api import expect

from tests.browser.acts import Act, push
from tests.browser.flows import option
from tests.browser.visitor import Visitor

WHAT = "Er is nu een vaste afspraak met het taalhuis."


def agree_another_score(somebody: Visitor) -> None:
    """Agree a score that is another one than then, and come to the question about it."""
    page = somebody.page
    option(page, "0").check()
    page.get_by_label("Waarom deze score?").fill("Dit spraken we net af.")
    push(page, "Opslaan en verder")
    expect(page.get_by_role("heading", name="Is er werkelijk iets veranderd?")).to_be_visible()


def say_yes(name: str) -> Act:
    """To choose yes, so that what belongs to it shows; `name` is that of the field."""

    def choose(somebody: Visitor) -> None:
        page = somebody.page
        option(page, "yes", name).check()
        expect(page.get_by_label("Wat is er veranderd?").first).to_be_visible()

    return choose


def say_yes_without_what(name: str, button: str) -> Act:
    """To save a yes with nothing written; the choice stays."""

    def save(somebody: Visitor) -> None:
        page = somebody.page
        option(page, "yes", name).check()
        push(page, button)
        expect(option(page, "yes", name)).to_be_checked()

    return save


def say_both_meanwhile(name: str, button: str) -> Act:
    """To say no in another tab, and then yes on a page that does not show it; what was typed stays."""

    def save(somebody: Visitor) -> None:
        page = somebody.page
        other = page.context.new_page()
        other.goto(page.url)
        option(other, "no", name).check()
        push(other, button)
        other.close()
        option(page, "yes", name).check()
        page.get_by_label("Wat is er veranderd?").first.fill(WHAT)
        push(page, button)
        # What was said in the meantime stands below what is still unsaid.
        expect(page.locator("textarea:visible").filter(has_text=WHAT)).to_have_value(WHAT)

    return save

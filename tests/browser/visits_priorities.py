"""The pages on which domains are chosen, and what people do there."""

from playwright.sync_api import Page, expect

from tests.browser import acts
from tests.browser.visiting import State, Visit
from tests.browser.visitor import Visitor

HERE = "{agreed}/prioriteren"
SAVE = "Opslaan"


def tick(page: Page, wanted: int) -> None:
    """Open the form, and choose so many domains, each with a reason."""
    page.locator("summary", has_text="Kies opnieuw").click()
    for number, box in enumerate(page.locator("input[name$=-begin]").all()):
        chosen = number < wanted
        if box.is_checked() is not chosen:
            box.set_checked(chosen)
        if chosen:
            page.locator(f"#{box.get_attribute('name')}".replace("-begin", "-reason")).fill("Hier willen we beginnen.")


def rewrite(page: Page, reason: str) -> None:
    """Open the form, and say something else about the first domain."""
    page.locator("summary", has_text="Kies opnieuw").click()
    page.locator("textarea[name$=-reason]").first.fill(reason)


def chooses(wanted: int) -> acts.Act:
    """To choose so many domains, and save."""

    def choose(somebody: Visitor) -> None:
        tick(somebody.page, wanted)
        acts.push(somebody.page, SAVE)

    return choose


def move_up(somebody: Visitor) -> None:
    """Move the second domain up by keyboard: it comes first with what was typed, and the button has focus."""
    page = somebody.page
    tick(page, 2)
    second = page.locator("input[name$=-begin]").nth(1).get_attribute("id") or ""
    page.locator(f"#{second}".replace("-begin", "-reason")).fill("Dit gaat mee naar boven.")
    button = page.locator(f"button[value=up-{second.removesuffix('-begin')}]")
    button.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("textarea[name$=-reason]").first).to_have_value("Dit gaat mee naar boven.")
    expect(button).to_be_focused()


def enter_in_a_field(somebody: Visitor) -> None:
    """Push Enter in a field: nothing moves and nothing is saved."""
    page = somebody.page
    tick(page, 2)
    page.get_by_label("Wie besloot dit?").fill("de raad")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Wie besloot dit?")).to_have_value("de raad")


def choose_twice(somebody: Visitor) -> None:
    """Choose in another tab first, and then here: both choices."""
    page = somebody.page
    other = page.context.new_page()
    other.goto(page.url)
    for tab, reason in ((other, "Uit het andere tabblad."), (page, "Uit dit tabblad.")):
        rewrite(tab, reason)
        acts.push(tab, SAVE)
    other.close()


def reopened_meanwhile(somebody: Visitor) -> None:
    """Reopen the inventory in another tab, and then save here."""
    page = somebody.page
    rewrite(page, "Dit was ik nog aan het typen.")
    other = page.context.new_page()
    other.goto(page.url.replace("/prioriteren", "/heropenen"))
    other.get_by_label("Waarom heropenen jullie?").fill("Er is een fout.")
    acts.push(other, "Heropen de inventarisatie")
    other.close()
    acts.push(page, SAVE)


def look_back(somebody: Visitor) -> None:
    """Choose otherwise, and read what was chosen before."""
    page, here = somebody.page, somebody.page.url
    tick(page, 3)
    acts.push(page, SAVE)
    page.goto(here)
    acts.unfold(somebody)


PRIORITIES_VISITS: tuple[Visit, ...] = (
    Visit("trajectories.show_priorities", "adviser", HERE, acts.unfold),
    Visit("trajectories.show_priorities", "coordinator", HERE),
    Visit("trajectories.show_priorities", "reader", HERE, acts.unfold),
    Visit("trajectories.show_priorities", "coordinator", "{review}/prioriteren"),
    Visit("trajectories.show_priorities", "coordinator", HERE, move_up),
    Visit("trajectories.show_priorities", "coordinator", HERE, enter_in_a_field),
    Visit("trajectories.show_priorities", "coordinator", HERE, look_back),
)

PRIORITIES_STATES: tuple[State, ...] = (
    State("no domain chosen", "coordinator", HERE, 422, chooses(0)),
    State("four domains chosen", "adviser", HERE, 422, chooses(4)),
    State("a choice in two tabs", "coordinator", HERE, 409, choose_twice, shows="two choices beside each other"),
    State("a choice of what was reopened", "coordinator", HERE, 409, reopened_meanwhile),
)

"""What people do to be in a meeting, and to meet its errors."""

from tests.browser.acts import Act, push
from tests.browser.flows import option
from tests.browser.visitor import Visitor


def begin(somebody: Visitor) -> None:
    """From the form to the screen on which everybody can join."""
    push(somebody.page, "Begin de bespreking")


def discuss(somebody: Visitor) -> None:
    """To the first point of the list."""
    begin(somebody)
    push(somebody.page, "Begin met punt 1")


def finish(somebody: Visitor) -> None:
    """To the last page before ending, with one score."""
    agree(somebody)
    push(somebody.page, "Rond af")


def end(somebody: Visitor) -> None:
    """To the summary."""
    finish(somebody)
    push(somebody.page, "Rond de bespreking af")


def agree(somebody: Visitor, reason: str = "Zo hebben we het besproken.") -> None:
    """Agree a score on the first point."""
    discuss(somebody)
    save(somebody, reason)


def save(somebody: Visitor, reason: str) -> None:
    """Fill in a score and save it."""
    option(somebody.page, "2").check()
    somebody.page.get_by_label("Waarom deze score?").fill(reason)
    push(somebody.page, "Opslaan")


def discusses_and_goes(name: str) -> Act:
    """To do so from the first point."""

    def go(somebody: Visitor) -> None:
        discuss(somebody)
        push(somebody.page, name)

    return go


def saves_nothing(somebody: Visitor) -> None:
    """To save a score that was not filled in."""
    discuss(somebody)
    push(somebody.page, "Opslaan")


def starts_nothing(somebody: Visitor) -> None:
    """To start without a point."""
    for box in somebody.page.locator("input[name=items]").all():
        box.uncheck()
    push(somebody.page, "Begin de bespreking")


def agrees_twice(somebody: Visitor) -> None:
    """To agree in another tab first, and then here."""
    discuss(somebody)
    page = somebody.page
    other = page.context.new_page()
    other.goto(page.url)
    option(other, "3").check()
    other.get_by_label("Waarom deze score?").fill("Uit het andere tabblad.")
    push(other, "Opslaan")
    other.close()
    save(somebody, "Uit dit tabblad.")


def goes_on_unsaved(somebody: Visitor) -> None:
    """To go on with a score that was not saved."""
    discuss(somebody)
    page = somebody.page
    page.get_by_label("Waarom deze score?").fill("Nog niet opgeslagen.")
    push(page, "Sla over")


def leaves_present_empty(somebody: Visitor) -> None:
    """To say more than fits about who is there."""
    discusses_and_goes("Wie is er")(somebody)
    somebody.page.get_by_label("Wie nog meer?").fill("x" * 1001)
    push(somebody.page, "Opslaan")

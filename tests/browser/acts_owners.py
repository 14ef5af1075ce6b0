"""What people do on the pages of owners of actions and of partners to come to an error."""

from tests.browser.acts import follows, push
from tests.browser.flows import option
from tests.browser.visitor import Visitor

TITLE = "Vertel het bestuur waarom dit nodig is"
open_own_action = follows(TITLE)


def ask_nobody(somebody: Visitor) -> None:
    """Send the mail without an address."""
    somebody.page.get_by_label("E-mailadres").fill("")
    push(somebody.page, "Verstuur de mail")


def ask_in_two_tabs(somebody: Visitor) -> None:
    """Ask somebody in another tab first, and then somebody else here."""
    page = somebody.page
    other = page.context.new_page()
    other.goto(page.url)
    for tab, email in ((other, "piet@voorbeeldstad.example"), (page, "petra@voorbeeldstad.example")):
        tab.get_by_label("E-mailadres").fill(email)
        push(tab, "Verstuur de mail")
    other.close()


def stop_without_reason(somebody: Visitor) -> None:
    """Stop an action and do not say why."""
    open_own_action(somebody)
    option(somebody.page, "stopped", "state").check()
    push(somebody.page, "Opslaan")


def report_in_two_tabs(somebody: Visitor) -> None:
    """Say how an action stands in another tab first, and then something else here."""
    open_own_action(somebody)
    page = somebody.page
    other = page.context.new_page()
    other.goto(page.url)
    for tab, state in ((other, "done"), (page, "planned")):
        option(tab, state, "state").check()
        tab.get_by_label("Wat gebeurde er?").fill(f"Nu is het {state}.")
        push(tab, "Opslaan")
    other.close()


def report(somebody: Visitor) -> None:
    """Write a note to an own action."""
    open_own_action(somebody)
    somebody.page.get_by_label("Wat gebeurde er?").fill("De <b>brief</b> is klaar.\nVolgende week meer.")
    push(somebody.page, "Opslaan")


def ask_again(somebody: Visitor) -> None:
    """Send the mail to the owner, at another address."""
    somebody.page.get_by_label("E-mailadres").fill("paula@voorbeeldstad.example")
    push(somebody.page, "Verstuur de mail")


def add_the_same_partner(somebody: Visitor) -> None:
    """Add a partner with a name that stands on the list."""
    page = somebody.page
    page.get_by_label("Organisatie").fill("Bibliotheek Voorbeeldstad")
    page.get_by_label("Soort").select_option("library")
    push(page, "Voeg toe")


def change_partner_twice(somebody: Visitor) -> None:
    """Change a partner in another tab first, and then here."""
    page = somebody.page
    other = page.context.new_page()
    other.goto(page.url)
    for tab, text in ((other, "Uit het andere tabblad."), (page, "Uit dit tabblad.")):
        tab.get_by_label("Afspraken").fill(text)
        push(tab, "Opslaan")
    other.close()


def link_twice(somebody: Visitor) -> None:
    """Choose actions of a partner in another tab first, and then here."""
    page = somebody.page
    other = page.context.new_page()
    other.goto(page.url)
    for tab, place in ((other, 0), (page, 1)):
        tab.get_by_text("Kies de acties").click()
        tab.locator("input[name=actions]:not(:checked)").nth(place).check()
        push(tab, "Opslaan")
    other.close()

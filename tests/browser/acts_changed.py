"""What people do where their answer differs from the earlier round."""

from tests.browser.acts import push
from tests.browser.flows import option
from tests.browser.visitor import Visitor

WHAT = "textarea[name$=changed_what]"


def say_yes_without_what(somebody: Visitor) -> None:
    """That something changed but not what, and evidence without its kind."""
    page = somebody.page
    for name in page.locator("input[value=yes]").evaluate_all("all => all.map(one => one.name)"):
        option(page, "yes", name).check()
    for summary in page.locator("main .lined > summary").all():
        summary.click()
    page.get_by_label("Waar staat het?").first.fill("Ergens")
    push(page, "Opslaan en verder")


def say_what(somebody: Visitor) -> None:
    """Say what changed, and look at the question again."""
    page = somebody.page
    option(page, "yes", "changed").check()
    page.locator(WHAT).fill("Er is een taalakkoord.\nGetekend in mei.")
    address = page.url
    push(page, "Opslaan en verder")
    page.goto(address.removesuffix("/veranderd"))


def say_it_twice(somebody: Visitor) -> None:
    """Say something in another tab first, and then something else here."""
    page = somebody.page
    other = page.context.new_page()
    other.goto(page.url)
    for tab, text in ((other, "Uit het andere tabblad."), (page, "Uit dit tabblad.")):
        option(tab, "yes", tab.locator("input[value=yes]").first.get_attribute("name") or "").check()
        tab.locator(WHAT).first.fill(text)
        push(tab, "Opslaan en verder")
    other.close()


def answer_as_then_meanwhile(somebody: Visitor) -> None:
    """Type something here about an answer that is made unknown in another tab."""
    page = somebody.page
    option(page, "yes", "changed").check()
    page.locator(WHAT).fill("Dit mag niet weg.")
    other = page.context.new_page()
    other.goto(page.url.removesuffix("/veranderd"))
    option(other, "unknown").check()
    push(other, "Opslaan en volgende vraag")
    other.close()
    push(page, "Opslaan en verder")

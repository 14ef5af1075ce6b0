"""What people do with proposals for actions, and with the form of an action."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.acts import push
from tests.browser.visitor import Visitor

WHY = "Dit doen we volgend jaar."


def open_to_decline(page: Page) -> Locator:
    """The first question about which there is nothing in the plan yet, with its reason unfolded."""
    folded = page.locator("summary").filter(has_text=re.compile("^Geen actie"))
    item = page.locator("li.idea:visible").filter(has=folded).first
    item.locator(".idea-why > summary").click()
    item.locator("summary").filter(has_text=re.compile("^Geen actie")).click()
    return item


def tick_and_leave_out(somebody: Visitor) -> None:
    """Tick an action and look at one effort only: it stays in sight, also when a reason is saved."""
    page = somebody.page
    item = open_to_decline(page)
    item.locator("textarea").fill(WHY)
    item.locator(".idea-why > summary").click()
    other = page.locator("li.idea.medium:visible input[name=idea]").last
    key = other.get_attribute("value")
    other.check()
    page.locator(".efforts label", has_text="Klein").click()
    ticked = page.locator(f'input[value="{key}"]')
    expect(ticked).to_be_visible()
    expect(page.locator("li.idea.large:visible")).to_have_count(0)
    page.locator(".efforts label", has_text="Alle").click()
    item.locator(".idea-why > summary").click()
    with page.expect_navigation():
        item.get_by_role("button", name="Opslaan: geen actie").click()
    expect(ticked).to_be_checked()


def decline_without_reason(somebody: Visitor) -> None:
    """No action, and not why."""
    item = open_to_decline(somebody.page)
    with somebody.page.expect_navigation():
        item.get_by_role("button", name="Opslaan: geen actie").click()


def decline(somebody: Visitor) -> None:
    """No action, and why; then look at the place to change the reason."""
    page = somebody.page
    item = open_to_decline(page)
    place = f"#{item.get_attribute('id')}".replace(".", "\\.")
    item.locator("textarea").fill(WHY)
    with page.expect_navigation():
        item.get_by_role("button", name="Opslaan: geen actie").click()
    expect(page.locator(place).get_by_text(WHY).first).to_be_visible()
    page.locator(place).locator("summary").click()


def show_questions(somebody: Visitor) -> None:
    """Choose a domain and look at its questions; what was typed stays."""
    page = somebody.page
    page.get_by_label("Wat ga je doen?").fill("Taalcafé")
    page.get_by_label("Domein").select_option("geld")
    push(page, "Toon de vragen")
    expect(page.get_by_label("Wat ga je doen?")).to_have_value("Taalcafé")
    page.get_by_label("Welk antwoord moet hierdoor omhoog?").select_option("geld/A.BE")
    push(page, "Toon de vragen en antwoorden")
    expect(page.get_by_role("radio", name="(nu)")).to_have_count(1)


def wrong_days(somebody: Visitor) -> None:
    """An end before the beginning, hours that are none, and no title."""
    page = somebody.page
    page.get_by_label("Begint op").fill("1-6-2027")
    page.get_by_label("Einddatum").fill("1-5-2027")
    page.get_by_label("Hoeveel uur kost het ongeveer?").fill("veel")
    push(page, "Zet de actie in het plan")


def change_twice(somebody: Visitor) -> None:
    """Change an action in another tab first, and then here: both texts."""
    page = somebody.page
    other = page.context.new_page()
    other.goto(page.url)
    for tab, who in ((other, "bestuurssecretaris"), (page, "raadsgriffier")):
        tab.get_by_label("Wie doet het?").fill(who)
        push(tab, "Opslaan")
    other.close()
    expect(page.get_by_label("Wie doet het?")).to_have_value("raadsgriffier")

"""Asking colleagues in steps: the coordinator adds, divides and invites, and somebody who is invited answers."""

import re
from datetime import timedelta

from playwright.sync_api import Locator, Page, expect

from app.web.clock import today
from tests.browser.flows import button, heading, link, option
from tests.browser.hands import Hands

PASTED = """Naam;E-mail;Functie;Niveau
Wiel Wijs;wiel@voorbeeldstad.example;wethouder onderwijs;bestuur
Bella Beleid;bella@voorbeeldstad.example;beleidsmedewerker armoede;beleid
Uli Uitvoer;uli@voorbeeldstad.example;consulent schulden;uitvoering"""
LINE = "Fijn dat jullie meedenken. Bel me gerust."
PERSONAL = "Jij kent het armoedeplan het best."


def add_from_lines(hands: Hands) -> None:
    """From the people to the people: paste three lines, look at them, and add everybody."""
    page = hands.page
    hands.write(page.get_by_label("Naam, e-mailadres en functie"), PASTED)
    hands.follow(button(page, "Bekijk de lijst"))
    expect(heading(page)).to_have_text(re.compile("Controleer de lijst"))
    expect(page.get_by_role("main")).to_contain_text("Er is nog niemand toegevoegd.")
    for name in ("Wiel Wijs", "Bella Beleid", "Uli Uitvoer"):
        expect(page.get_by_role("main")).to_contain_text(name)
    hands.follow(button(page, "Voeg deze 3 collega’s toe"))


def divide(hands: Hands, domain: str, chosen: dict[str, str]) -> None:
    """Give one level of a domain to each of these people, and nothing else of it, and come back to the people."""
    page = hands.page
    hands.follow(page.locator(f'main a[href$="/verdelen/{domain}"]').first)
    for name, level in chosen.items():
        group = page.get_by_role("group", name=re.compile(f"^{name}"))
        for box in group.get_by_role("checkbox").all():
            wanted = level in (box.get_attribute("value") or "")
            if box.is_checked() != wanted:
                hands.press(box)
    hands.follow(button(page, "Opslaan"))


def say_something(hands: Hands, name: str) -> None:
    """Write a line to one person."""
    page = hands.page
    hands.follow(link(page, name))
    hands.write(page.get_by_label(re.compile("^Persoonlijke")), PERSONAL)
    hands.follow(button(page, "Opslaan"))


def set_last_day(hands: Hands) -> None:
    """Choose a last day, two weeks from now."""
    page, day = hands.page, today() + timedelta(days=14)
    hands.follow(link(page, "Kies een laatste dag"))
    hands.write(page.locator("input[name=deadline]"), f"{day.day}-{day.month}-{day.year}")
    hands.follow(button(page, "Opslaan"))


def invite(hands: Hands) -> None:
    """Look at the mail first, and then send it to all three."""
    page = hands.page
    hands.follow(link(page, "Nodig 3 collega’s uit"))
    hands.write(page.locator("textarea[name=line]"), LINE)
    hands.follow(button(page, "Bekijk de mail"))
    expect(page.get_by_role("main")).to_contain_text(LINE)
    expect(page.get_by_role("main")).to_contain_text("Er is nog niets verstuurd.")
    hands.follow(button(page, "Verstuur de mail"))


def open_invitation(hands: Hands, email: str) -> None:
    """From the mail to the page that says what is asked, and with the code to the first question."""
    page = hands.page
    page.goto("/voorbeeld/post")
    hands.follow(mail_to(page, email).locator('a[href*="/uitnodiging/"]'))
    expect(heading(page)).to_have_text(re.compile(r"Wil je \d+ vragen beantwoorden over "))
    hands.follow(button(page, "Stuur mij een code"))
    enter_code(hands, email)
    expect(page).to_have_url(re.compile("/vragen/"))


def enter_code(hands: Hands, email: str) -> None:
    """Read the code in the mail, and sign in with it."""
    page = hands.page
    hands.follow(page.get_by_role("link", name="Mails en codes"))
    mail = mail_to(page, email)
    code = re.search(r"\b\d{6}\b", mail.inner_text())
    assert code
    hands.follow(mail.get_by_role("link", name="Vul de code in"))
    hands.write(page.get_by_label("Code uit de e-mail"), code.group())
    hands.follow(button(page, "Log in"))


def mail_to(page: Page, email: str) -> Locator:
    """The newest mail to somebody on the page with the mails of the example, unfolded."""
    mail = page.get_by_role("main").locator("section").filter(has_text=f"aan {email}").first
    for fold in mail.locator(":scope > details:not([open]) > summary").all():
        fold.click()
    return mail


def answer_everything(hands: Hands) -> list[str]:
    """Every own question one by one and the closing ones, from the overview to the check page; the titles passed."""
    page, titles = hands.page, []
    hands.follow(link(page, "Begin met"))
    while "/vragen/" in page.url:
        if page.url.endswith("/klaar"):
            closing = page.get_by_role("link", name="Beantwoord de laatste vragen")
            hands.follow(closing if closing.count() else link(page, re.compile("^(Begin met|Controleer)")))
            continue
        titles.append(page.title())
        if "/slotvragen" in page.url:
            hands.write(page.get_by_role("main").locator("textarea").first, "De samenwerking met de bank gaat goed.")
        else:
            hands.choose(option(page, str(len(titles) % 5)))
        hands.follow(button(page, "Opslaan en (volgende|verder)"))
    return titles

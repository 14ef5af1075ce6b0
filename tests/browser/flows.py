"""The first half of the main job in steps, each as somebody does it on the screen: signing in, starting, answering."""

import re
from collections.abc import Callable, Collection

from playwright.sync_api import Locator, Page, expect

from tests.browser.hands import Hands


def heading(page: Page) -> Locator:
    """The heading of the page."""
    return page.get_by_role("heading", level=1)


def link(page: Page, name: str | re.Pattern[str]) -> Locator:
    """A link in the text of the page."""
    return page.get_by_role("main").get_by_role("link", name=name).first


def button(page: Page, name: str) -> Locator:
    """A button in the text of the page, by how its name begins."""
    return page.get_by_role("main").get_by_role("button", name=re.compile(f"^{name}")).first


def open_folds(page: Page) -> None:
    """Open what is folded between and beside the answers."""
    closed = page.locator("details:is(.fold, .agree .lined):not([open]) > summary:visible")
    while closed.count():
        closed.last.click()


def unfolded(page: Page, label: str) -> Locator:
    """A field, with what it may be folded in opened."""
    open_folds(page)
    return page.get_by_label(label)


def option(page: Page, value: str, name: str = "value") -> Locator:
    """One choice of a group."""
    return page.locator(f'input[name="{name}"][value="{value}"]')


def sign_in(hands: Hands, email: str, name: str) -> None:
    """From the page that says what Samenhang is to the start page."""
    hands.page.goto("/")
    prove_address(hands, email)
    expect(hands.page.locator(".account")).to_contain_text(name)


def prove_address(hands: Hands, email: str) -> None:
    """Where there is a form to sign in: ask for a code, read it in the mail of the example, and use it."""
    page = hands.page
    hands.write(page.get_by_label("E-mailadres"), email)
    hands.follow(button(page, "Stuur mij een code"))
    expect(heading(page)).to_have_text("Vul de code in")
    hands.follow(page.get_by_role("link", name="Mails en codes"))
    mail = page.get_by_role("main").locator("section").filter(has_text=email).first
    found = re.search(r"\b\d{6}\b", mail.inner_text())
    assert found, mail.inner_text()
    hands.follow(mail.get_by_role("link", name="Vul de code in"))
    hands.write(page.get_by_label("Code uit de e-mail"), found.group())
    hands.follow(button(page, "Log in"))


def start_inventory(hands: Hands, keep: Collection[str], rename: tuple[str, str], own: str) -> None:
    """From the start page of a new municipality: choose domains, give one another name (old, new), add an own one."""
    page = hands.page
    hands.follow(link(page, "Start een inventarisatie"))
    expect(heading(page)).to_have_text("Start een inventarisatie")
    expect(page.locator("input[name=domains]:checked")).to_have_count(0)
    for domain in keep:
        hands.press(option(page, domain, "domains"))
    unfold(hands)
    hands.press(page.get_by_text("Geef een domein een andere naam"))
    hands.write(page.get_by_label(f"Andere naam voor ‘{rename[0]}’"), rename[1])
    hands.press(page.get_by_text("Voeg een eigen domein toe"))
    hands.write(page.get_by_label("Eigen domein 1"), own)
    hands.follow(button(page, "Start met deze domeinen"))
    expect(page.locator(".todo li").get_by_text("Te doen")).to_have_count(len(keep) + 2)


def answer_one_by_one(hands: Hands, title: str, value_of: Callable[[int], str], total: int) -> None:
    """A whole domain, one question a page; the first answer with all that can be said about it."""
    page = hands.page
    hands.follow(link(page, title))
    for number in range(1, total + 1):
        expect(page).to_have_title(re.compile(f"^Vraag {number} van {total}: "))
        value = value_of(number)
        hands.choose(option(page, value))
        if value == "not_applicable" or number == 1:
            unfold(hands)
            hands.write(page.get_by_label("Toelichting"), f"Dit is de reden bij vraag {number}.")
        if number == 1:
            say_everything(hands)
        hands.follow(button(page, "Opslaan en (volgende|verder)"))


def unfold(hands: Hands) -> None:
    """Open what is folded below the answers."""
    for summary in hands.page.locator("details.fold:not([open]) > summary").all():
        hands.press(summary)


def say_everything(hands: Hands) -> None:
    """Evidence and certainty."""
    page = hands.page
    hands.pick(page.get_by_label("Soort bewijs"), "Document")
    hands.write(page.get_by_label("Waar staat het?"), "Collegeplan, bladzijde 12")
    hands.write(page.get_by_label("Link"), "https://www.voorbeeldstad.example/plan")
    hands.choose(option(page, "fairly_sure", "confidence"))


def answer_on_one_page(hands: Hands, title: str, questions: Collection[str]) -> None:
    """A whole domain on one page, from the overview and back to it."""
    page = hands.page
    hands.follow(link(page, title))
    hands.follow(page.get_by_role("link", name=re.compile("^Alle [0-9]+ vragen op 1 pagina")))
    expect(page).to_have_title(re.compile(": alle vragen"))
    for place, question in enumerate(questions):
        answer_folded(hands, option(page, str(place % 5), f"{question}-value"))
        if place == 2:
            reason = page.locator(f'textarea[name="{question}-reason"]')
            hands.press(page.locator("details.fold:not(.ask-one)", has=reason).locator("summary"))
            hands.write(reason, "Dit typten we op de lange pagina.")
    hands.follow(button(page, "Opslaan en stoppen"))
    expect(page.get_by_text("Je antwoorden zijn opgeslagen.")).to_be_visible()


def answer_folded(hands: Hands, target: Locator) -> None:
    """Answer one of the questions of a page that opens them one by one."""
    fold = hands.page.locator(".ask-one:not([open])", has=target)
    if fold.count():
        hands.press(fold.locator("summary").first)
    hands.choose(target)


def answer_a_few(hands: Hands, title: str, count: int) -> None:
    """The first questions of a part, and back to the overview."""
    page = hands.page
    hands.follow(link(page, title))
    for number in range(1, count + 1):
        expect(page).to_have_title(re.compile(f"^Vraag {number} van "))
        hands.choose(option(page, "2"))
        hands.follow(button(page, "Opslaan en stoppen" if number == count else "Opslaan en volgende"))
    expect(page.get_by_text("Je antwoorden zijn opgeslagen.")).to_be_visible()


def hand_in(hands: Hands, still_open: int) -> None:
    """Check, hand in, and start the review."""
    page = hands.page
    hands.follow(link(page, "Controleer je antwoorden"))
    expect(page.get_by_role("main")).to_contain_text(f"{still_open} vragen zijn nog open")
    hands.follow(button(page, "Lever je antwoorden in"))
    expect(heading(page)).to_have_text("Klaar. Wat gebeurt er nu?")
    hands.follow(link(page, "Start de bespreking"))
    hands.follow(button(page, "Start de bespreking"))
    expect(heading(page)).to_have_text("Bespreken")

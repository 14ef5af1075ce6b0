"""What people do on the pages about colleagues who answer."""

from sqlalchemy import update

from app.models import Assessment
from app.web.clock import today
from tests.browser.acts import Act, push
from tests.browser.flows import unfolded
from tests.browser.visitor import Visitor

LINES = """Naam;E-mail;Functie;Niveau
Wethouder Wijs;wijs@voorbeeldstad.example;wethouder onderwijs;bestuur
Bella Beleid;bella@voorbeeldstad.example;beleidsmedewerker armoede;
uli@voorbeeldstad.example"""
WRONG = "Jan Zonder Adres\nDubbel <wijs@voorbeeldstad.example>; wethouder\nNog een keer <wijs@voorbeeldstad.example>"


def pastes(lines: str) -> Act:
    """To paste lines and look at them."""

    def look_at_them(somebody: Visitor) -> None:
        somebody.page.get_by_label("Naam, e-mailadres en functie").fill(lines)
        push(somebody.page, "Bekijk de lijst")

    return look_at_them


def preview_mail(somebody: Visitor) -> None:
    """Look at the mail before it goes."""
    push(somebody.page, "Bekijk de mail")


def invite_nobody(somebody: Visitor) -> None:
    """Clear every box, and send."""
    for box in somebody.page.locator("input[name=people]").all():
        box.uncheck()
    push(somebody.page, "Verstuur de mail")


def take_questions(somebody: Visitor) -> None:
    """Take away questions that have an answer."""
    # The boxes that are checked become fewer while they are cleared.
    chosen = somebody.page.locator("input[name=parts]:checked")
    while chosen.count():
        chosen.first.uncheck()
    push(somebody.page, "Opslaan")


def change_in_two_tabs(somebody: Visitor) -> None:
    """Change who answers what in another tab first, and then here."""
    page = somebody.page
    other = page.context.new_page()
    other.goto(page.url)
    for tab, place in ((other, 0), (page, 1)):
        tab.locator("input[name=parts]:not(:checked)").nth(place).check()
        push(tab, "Opslaan")
    other.close()


def end_in_two_tabs(somebody: Visitor) -> None:
    """Write closing texts in another tab first, and then here."""
    page = somebody.page
    other = page.context.new_page()
    other.goto(page.url)
    for tab, text in ((other, "Uit het andere tabblad."), (page, "Uit dit tabblad.")):
        tab.get_by_role("main").locator("textarea").first.fill(text)
        push(tab, "Opslaan en")
    other.close()


def decide_for_nobody(somebody: Visitor) -> None:
    """Let a colleague answer, without a name or an address."""
    page = somebody.page
    page.locator("input[name=decision]").first.check()
    page.get_by_label("Naam van de collega").fill("")
    page.get_by_label("E-mailadres van de collega").fill("")
    push(page, "Opslaan")


def wrong_day(somebody: Visitor) -> None:
    """Type a day that is over."""
    somebody.page.locator("input[name=deadline]").fill("01-01-2020")
    push(somebody.page, "Opslaan")


def answer_too_late(somebody: Visitor) -> None:
    """Send an answer while the last day has passed."""
    page = somebody.page
    unfolded(page, "Toelichting").fill("Dit was ik nog aan het typen.")
    with somebody.site.session() as session:
        session.execute(update(Assessment).values(deadline=today().replace(year=2020)))
        session.commit()
    push(page, "Opslaan en")

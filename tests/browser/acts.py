"""What people do on a page to come to the next one, or to an error."""

from collections.abc import Callable

from playwright.sync_api import Page
from sqlalchemy import text

from app.accounts.codes import ASKED_HERE
from app.doors.limits import count_try, network_of
from app.web.clock import now
from tests.browser.flows import button, link, open_folds, option, prove_address, unfolded
from tests.browser.hands import Pointer
from tests.browser.visitor import Visitor
from tests.browser.worlds import Example

Act = Callable[[Visitor], object]


def push(page: Page, name: str) -> None:
    """Push a button and wait for the page that answers."""
    with page.expect_navigation():
        button(page, name).first.click()


def pushes(name: str) -> Act:
    """To push a button."""
    return lambda somebody: push(somebody.page, name)


def follows(*names: str) -> Act:
    """To follow some links, one after the other."""

    def follow(somebody: Visitor) -> None:
        page = somebody.page
        for name in names:
            with page.expect_navigation():
                link(page, name).click()

    return follow


def unfold(somebody: Visitor) -> None:
    """Open everything that is folded."""
    page = somebody.page
    for summary in page.locator("main summary").all():
        # On a wide screen some stand open without a summary.
        if summary.is_visible():
            summary.click()


def ask_code(somebody: Visitor) -> None:
    """Give an address."""
    page = somebody.page
    page.get_by_label("E-mailadres").fill(Example.coordinator)
    push(page, "Stuur mij een code")


def wrong_code(somebody: Visitor) -> None:
    """Type something that is no code."""
    page = somebody.page
    ask_code(somebody)
    page.get_by_label("Code uit de e-mail").fill("abc")
    push(page, "Log in")


def ask_too_often(somebody: Visitor) -> None:
    """Ask for one code more than an hour allows, also where the next hour has just begun."""
    settings, network = somebody.site.app.config["SETTINGS"], network_of("127.0.0.1")
    asked = ASKED_HERE, f"{Example.coordinator} {network}", settings.secret_key.get_secret_value()
    with somebody.site.session() as session:
        for moment in (now(), now() + ASKED_HERE.window):
            count_try(session, *asked, now=moment, tries=ASKED_HERE.most)
        session.commit()
    ask_code(somebody)


def read_mail(somebody: Visitor) -> None:
    """Look at the mail that was just sent."""
    page = somebody.page
    ask_code(somebody)
    with page.expect_navigation():
        page.get_by_role("link", name="Mails en codes").click()


def hold_a_form(somebody: Visitor) -> None:
    """Type a reason, be signed out, save, and sign in again."""
    page = somebody.page
    prove_address(Pointer(page), Example.village)
    page.goto("/inventarisaties")
    follows("Eerste meting", "Gezin, jeugd en onderwijs")(somebody)
    unfolded(page, "Toelichting").fill("Dit mag niet weg.")
    somebody.site.end_sign_ins()
    push(page, "Opslaan en volgende vraag")
    prove_address(Pointer(page), Example.village)


def start_nothing(somebody: Visitor) -> None:
    """No title, no domains, and an own one with a name that exists."""
    page = somebody.page
    unfold(somebody)
    page.get_by_label("Naam van de inventarisatie").fill("")
    page.get_by_label("Eigen domein 1").fill("Wijk")
    page.get_by_label("Eigen domein 2").fill("wijk")
    push(page, "Start met deze domeinen")


def no_remark(somebody: Visitor) -> None:
    """Add a remark without a text."""
    open_folds(somebody.page)
    push(somebody.page, "Voeg de opmerking toe")


def evidence_only(somebody: Visitor) -> None:
    """Evidence without its kind, a link that is none, and no answer."""
    page = somebody.page
    unfolded(page, "Waar staat het?").fill("Ergens")
    page.get_by_label("Link").fill("javascript:alert(1)")
    push(page, "Opslaan en volgende vraag")


def reason_only(somebody: Visitor) -> None:
    """A text without an answer, and not applicable without a text."""
    page = somebody.page
    open_folds(page)
    page.locator('textarea[name="A.BE-reason"]').fill("Hier hoort een antwoord bij.")
    option(page, "not_applicable", "A.BL-value").check()
    push(page, "Opslaan en stoppen")


def two_tabs(name: str) -> Act:
    """To save in another tab first, and then here."""

    def save_twice(somebody: Visitor) -> None:
        page = somebody.page
        other = page.context.new_page()
        other.goto(page.url)
        for tab, reason in ((other, "Uit het andere tabblad."), (page, "Uit dit tabblad.")):
            open_folds(tab)
            for field in tab.get_by_role("main").locator("textarea[name$=reason]").all()[:2]:
                field.fill(reason)
            choice = 1 if tab is page else 2
            option(tab, str(choice), tab.locator("input[type=radio]").first.get_attribute("name") or "").check()
            push(tab, name)
        other.close()

    return save_twice


edit_somebody = follows("Ada Voorbeeld", "Verander naam")
end_a_role = follows("Ada Voorbeeld", "Beëindig")


def add_no_role(somebody: Visitor) -> None:
    """Push the button of the form with roles, with nothing chosen."""
    page = somebody.page
    follows("Ada Voorbeeld")(somebody)
    push(page, "Voeg de rol toe")


def paste_list(somebody: Visitor) -> None:
    """Paste a list, and see what would change."""
    page = somebody.page
    page.get_by_label("Of plak hier de lijst").fill("GM9904;Elders\nGM9901;Voorbeeldstad aan Zee")
    push(page, "Bekijk wat er verandert")


def forge(somebody: Visitor) -> None:
    """Post the form without its token."""
    page = somebody.page
    page.locator("main input[name=csrf_token]").first.evaluate("field => field.remove()")
    push(page, "Opslaan en volgende vraag")


def closed_meanwhile(somebody: Visitor) -> None:
    """Hand in and start the review in another tab, and then save here."""
    page = somebody.page
    other = page.context.new_page()
    other.goto(page.url.split("/vragen/")[0] + "/controle")
    push(other, "Lever je antwoorden in")
    other.goto(page.url.split("/vragen/")[0] + "/bespreking-starten")
    other.get_by_role("main").locator("input[value=start]").check()
    other.get_by_role("main").locator("button.nl-button--primary").click()
    other.wait_for_url("**/bespreken")
    other.close()
    unfolded(page, "Toelichting").fill("Dit was ik nog aan het typen.")
    push(page, "Opslaan en volgende vraag")


def approved_meanwhile(somebody: Visitor) -> None:
    """Approve in another tab, and then agree a score here."""
    page = somebody.page
    other = page.context.new_page()
    other.goto(page.url.split("/bespreken/")[0] + "/akkoord")
    push(other, "Toch akkoord")
    other.close()
    option(page, "2").check()
    page.get_by_label("Waarom deze score?").fill("Dit spraken we net af.")
    push(page, "Opslaan en verder")


def type_a_book(somebody: Visitor) -> None:
    """Send more than an answer page takes."""
    page = somebody.page
    unfolded(page, "Toelichting").fill("Een heel lang verhaal. " * 60_000)
    push(page, "Opslaan en volgende vraag")


IMPOSSIBLE = "UPDATE assessment SET questionnaire_version = 99"
ABSENT = "ALTER TABLE assessment RENAME TO gone"


def breaks(statement: str) -> Act:
    """To do something to the database that should not happen, and look again."""

    def break_and_reload(somebody: Visitor) -> None:
        with somebody.site.session() as session:
            session.execute(text(statement))
            session.commit()
        somebody.page.reload()

    return break_and_reload

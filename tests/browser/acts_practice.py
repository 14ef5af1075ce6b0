"""What people do to share an action, to copy one, and to ask and answer."""

from tests.browser.acts import Act, push
from tests.browser.flows import option
from tests.browser.visitor import Visitor

SHOW = "Bekijk hoe anderen het zien"
EXPERIENCE, QUESTION, ANSWER = "Hoe ging het?", "Wat wil je weten?", "Het antwoord"


def preview(somebody: Visitor) -> None:
    """Tell how it went, and look at what others will see; the name stands in a text."""
    page = somebody.page
    page.get_by_label(EXPERIENCE).fill("Voorbeeldstad begon te laat.\nBegin <b>eerder</b>.")
    option(page, "no", "shows_name").check()
    push(page, SHOW)


def share(somebody: Visitor) -> None:
    """Share it."""
    preview(somebody)
    push(somebody.page, "Deel met andere gemeenten")


def share_in_two_tabs(somebody: Visitor) -> None:
    """Change in another tab what is shared, and then here."""
    page = somebody.page
    other = page.context.new_page()
    other.goto(page.url)
    for tab, text in ((other, "Uit het andere tabblad."), (page, "Uit dit tabblad.")):
        tab.get_by_label(EXPERIENCE).fill(text)
        push(tab, SHOW)
        push(tab, "Deel de nieuwe tekst")
    other.close()


def ask(somebody: Visitor) -> None:
    """Ask something."""
    somebody.page.get_by_label(QUESTION).fill("Hoeveel tijd kostte het?\nEn <b>wie</b> deed het?")
    push(somebody.page, "Verstuur je vraag")


def answers(text: str) -> Act:
    """To answer this."""

    def answer(somebody: Visitor) -> None:
        somebody.page.get_by_label(ANSWER).fill(text)
        push(somebody.page, "Opslaan")

    return answer


def answer_in_two_tabs(somebody: Visitor) -> None:
    """Answer in another tab first, and then here."""
    page = somebody.page
    other = page.context.new_page()
    other.goto(page.url)
    for tab, text in ((other, "Uit het andere tabblad."), (page, "Uit dit tabblad.")):
        tab.get_by_label(ANSWER).fill(text)
        push(tab, "Opslaan")
    other.close()


def choose_no_domain(somebody: Visitor) -> None:
    """Copy an action about a domain that the plan has not, and choose none."""
    push(somebody.page, "Neem over in ons plan")
    push(somebody.page, "Neem over in ons plan")

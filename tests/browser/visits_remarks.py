"""The pages with remarks, and the one on which somebody says whether their name may stand beside their answers."""

from tests.browser import acts
from tests.browser.visiting import State, Visit
from tests.browser.visitor import Visitor


def answers_nothing(somebody: Visitor) -> None:
    """Answer a remark without a text."""
    acts.unfold(somebody)
    acts.push(somebody.page, "Voeg je antwoord toe")


def answers_and_remarks(somebody: Visitor) -> None:
    """Type an answer and a new remark, and send the remark."""
    page = somebody.page
    acts.unfold(somebody)
    page.locator("textarea[name$=-text]").first.fill("Dat zoek ik uit.")
    page.get_by_label("Nieuwe opmerking").fill("Nog een vraag.")
    acts.push(page, "Voeg de opmerking toe")


def gives_away_twice(somebody: Visitor) -> None:
    """Give a remark to somebody in another tab, and to somebody else here."""
    page = somebody.page
    other = page.context.new_page()
    other.goto(page.url)
    # Neither may be who has it now: giving it to them changes nothing.
    options = page.locator("select[name$=-addressee]").first.locator("option")
    found = options.evaluate_all("all => all.filter(one => !one.selected).map(one => one.value)")
    for tab, addressee in ((other, found[0]), (page, found[1])):
        tab.locator("summary", has_text="Antwoord of wijs toe").first.click()
        tab.locator("select[name$=-addressee]").first.select_option(addressee)
        acts.push(tab, "Wijs toe")
    other.close()


REMARK_VISITS = (
    Visit("reviews.all_remarks", "adviser", "{sent_back}/bespreken/opmerkingen", acts.unfold),
    Visit("reviews.all_remarks", "coordinator", "{sent_back}/bespreken/opmerkingen?toon=mij"),
    Visit("reviews.all_remarks", "coordinator", "{review}/bespreken/opmerkingen?toon=afgehandeld&domein=geld"),
    Visit(
        "reviews.item", "adviser", "{sent_back}/bespreken/geld/A.BE", acts.unfold, shows="remarks with their answers"
    ),
    Visit("assessments.answer_question", "coordinator", "{sent_back}/vragen/geld/A.BE", shows="remarks"),
    Visit("assessments.post_show_name", "participant", "{asking}/mijn-naam"),
)

REMARK_STATES = (
    State("an answer not saved yet", "adviser", "{sent_back}/bespreken/geld/A.BE", 200, answers_and_remarks),
    State("one not saved yet on the list", "adviser", "{sent_back}/bespreken/opmerkingen", 200, answers_and_remarks),
    State("no answer to a remark", "adviser", "{sent_back}/bespreken/opmerkingen", 422, answers_nothing),
    State("no answer at a question", "adviser", "{sent_back}/bespreken/geld/A.BE", 422, answers_nothing),
    State("given away twice", "coordinator", "{sent_back}/bespreken/opmerkingen?domein=geld", 409, gives_away_twice),
    State(
        "no remark on the whole",
        "adviser",
        "{sent_back}/bespreken/opmerkingen",
        422,
        acts.pushes("Voeg de opmerking toe"),
    ),
)

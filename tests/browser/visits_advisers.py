"""The pages of advisers about their municipalities, and those on which it is arranged who advises which."""

from tests.browser import acts
from tests.browser.visiting import State, Visit
from tests.browser.visitor import Visitor

DESK, ADVISERS = "/adviseur", "/beheer?zoek=GM99"
NOTE = "De wethouder wil in maart praten.\n\nZie ook: https://voorbeeldstad.example/" + "planning-" * 12


def hand_over(somebody: Visitor) -> None:
    """Give Voorbeeldstad to the other adviser there, with a long note; then its page has a history."""
    to_hand_over(somebody)
    somebody.page.get_by_label("Adviseur", exact=True).select_option(label="Gerda Grendel")
    somebody.page.get_by_label("Wat moet de nieuwe adviseur weten?").fill(NOTE)
    acts.push(somebody.page, "Draag over")


to_hand_over = acts.follows("Verander de adviseurs van Voorbeeldstad", "Draag over : Ada Voorbeeld")


def write_contact(somebody: Visitor) -> None:
    """Open Voorbeeldstad and write down that there was contact."""
    open_municipality(somebody)
    somebody.page.get_by_label("Telefoon").check()
    somebody.page.get_by_label("Waar ging het over?").fill(NOTE)
    acts.push(somebody.page, "Opslaan")


open_municipality = acts.follows("Voorbeeldstad")


def then(first: acts.Act, name: str) -> acts.Act:
    """To do something, and push a button."""

    def both(somebody: Visitor) -> None:
        first(somebody)
        acts.push(somebody.page, name)

    return both


ADVISER_VISITS = (
    Visit("desk.overview", "adviser", DESK),
    Visit("desk.overview", "adviser", f"{DESK}?zoek=stad&stand=bespreken&wacht=mij&sorteer=contact&richting=af"),
    Visit("desk.overview", "adviser", f"{DESK}?zoek=bestaat-niet", shows="that nothing was found"),
    Visit("desk.municipality", "adviser", DESK, write_contact),
    Visit("desk.municipality", "adviser", DESK, open_municipality),
    Visit("administration.municipality_advisers", "administrator", ADVISERS, hand_over),
    Visit(
        "administration.municipality_advisers",
        "administrator",
        ADVISERS,
        acts.follows("Kies een adviseur voor Nieuwstad"),
    ),
    Visit("administration.hand_over", "administrator", ADVISERS, to_hand_over),
)

ADVISER_STATES = (
    State("no contact", "adviser", DESK, 422, then(open_municipality, "Opslaan")),
    State(
        "no adviser", "administrator", ADVISERS, 422, then(acts.follows("Kies een adviseur voor Nieuwstad"), "Wijs aan")
    ),
    State("nobody takes over", "administrator", ADVISERS, 422, then(to_hand_over, "Draag over")),
)

"""The list of points, the pages on the way through it, and what goes wrong there."""

from tests.browser import acts
from tests.browser.visiting import State, Visit
from tests.browser.visitor import Visitor

LIST = "{review}/bespreken/punten"
FIRST = "{review}/bespreken/geld/A.BE?lijst=punten&punt=different"


def settles_nothing(somebody: Visitor) -> None:
    """Say that points need no agreed score, without saying which."""
    acts.unfold(somebody)
    for box in somebody.page.locator("input[name=kinds]").all():
        box.uncheck()
    acts.push(somebody.page, "Besproken, geen afspraak nodig")


POINT_VISITS = (
    Visit("reviews.points", "adviser", LIST),
    Visit("reviews.points", "coordinator", f"{LIST}?soort=unknown&domein=geld&toon=alles"),
    Visit("reviews.points", "village", "{open}/bespreken/punten"),
    Visit("reviews.item", "adviser", FIRST, acts.unfold),
    Visit("reviews.pattern", "adviser", f"{LIST}?soort=pattern", acts.follows("Begin met dit punt")),
)
POINT_STATES = (State("no point chosen", "adviser", FIRST, 422, settles_nothing),)

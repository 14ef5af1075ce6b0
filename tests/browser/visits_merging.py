"""The pages of municipalities that became part of another."""

from datetime import timedelta

from sqlalchemy import select, update

from app.models import Municipality
from app.web.clock import today
from tests.browser import acts
from tests.browser.visiting import State, Visit
from tests.browser.visitor import Visitor

LIST, PLACES = "/inventarisaties", "/beheer/gemeenten"
TO_FORM = ("Voorbeeldstad", "Gaat op in een andere gemeente")


def merge(somebody: Visitor) -> None:
    """Let Voorbeeldstad be part of Nieuwstad since a month, and look again."""
    with somebody.site.session() as session:
        into = session.scalars(select(Municipality.id).where(Municipality.name == "Nieuwstad")).one()
        ended = {"merged_into_id": into, "valid_until": today() - timedelta(days=30)}
        session.execute(update(Municipality).where(Municipality.name == "Voorbeeldstad").values(ended))
        session.commit()
    somebody.page.reload()


def merged(*names: str) -> acts.Act:
    """The same, and follow links from there."""

    def look(somebody: Visitor) -> None:
        merge(somebody)
        if names:
            acts.follows(*names)(somebody)

    return look


def fill(somebody: Visitor, day: str) -> None:
    """Fill in the form about Voorbeeldstad."""
    acts.follows(*TO_FORM)(somebody)
    somebody.page.get_by_label("In welke gemeente?").select_option(label="Nieuwstad (GM9903)")
    somebody.page.get_by_label("Vanaf welke dag?").fill(day)
    somebody.page.get_by_label("De andere gemeente is nieuw").check()


def write_down(somebody: Visitor) -> None:
    """Write down that Voorbeeldstad becomes part of Nieuwstad."""
    fill(somebody, "1-1-2030")
    acts.push(somebody.page, "Leg dit vast")


def write_no_day(somebody: Visitor) -> None:
    """The same, on a day that is not there."""
    fill(somebody, "31-2-2030")
    acts.push(somebody.page, "Leg dit vast")


def write_too_late(somebody: Visitor) -> None:
    """The same, when somebody else just did."""
    fill(somebody, "1-1-2030")
    with somebody.site.session() as session:
        into = session.scalars(select(Municipality.id).where(Municipality.name == "Voorbeelddorp")).one()
        ended = {"merged_into_id": into, "valid_until": today()}
        session.execute(update(Municipality).where(Municipality.name == "Voorbeeldstad").values(ended))
        session.commit()
    acts.push(somebody.page, "Leg dit vast")


MERGING_VISITS: tuple[Visit, ...] = (
    Visit("administration.show_municipality", "administrator", PLACES, write_down),
    Visit("administration.show_municipality", "administrator", PLACES, acts.follows("Nieuwstad")),
    Visit("administration.show_municipality", "administrator", PLACES, merged("Nieuwstad")),
    Visit("administration.list_municipalities", "administrator", PLACES, merge),
    Visit("administration.merge", "administrator", PLACES, acts.follows(*TO_FORM)),
    Visit("administration.merge", "administrator", PLACES, merged("Voorbeeldstad", "Verander dit")),
    Visit("administration.undo_merging", "administrator", PLACES, merged("Voorbeeldstad", "Maak dit ongedaan")),
    Visit(
        "assessments.list_assessments",
        "newcomer",
        LIST,
        merge,
        shows="rounds of a municipality that is part of this one",
    ),
    Visit("pages.start", "newcomer", "/", merge),
    Visit("assessments.post_start_assessment", "newcomer", f"{LIST}/nieuw", merge),
    Visit("reports.report_page", "newcomer", LIST, merged("Lees het rapport: Vervolgmeting 2027")),
)

MERGING_STATES: tuple[State, ...] = (
    State("no successor", "administrator", PLACES, 422, write_no_day),
    State("merged meanwhile", "administrator", PLACES, 409, write_too_late),
)

"""An inventory with something to propose actions for, and what the tests of proposals read on their page."""

from datetime import timedelta

from sqlalchemy import select

from app.models import ImprovementAction, Participation
from app.web.clock import now, today
from tests.factories import make_agreed, make_answers, make_assessment
from tests.trajectories import make_choice, make_report, make_trajectory

LOW = {"geld/S.UI": 0, "geld/A.BE": 1, "geld/M.BL": 2, "geld/C.UI": 3, "geld/A.BL": 4, "geld/S.BE": 2}
LOWEST = ("S.UI", "A.BE", "M.BL", "S.BE", "C.UI")
"""Of Geldzaken, from low to high; the highest answer is no reason for an action."""
ELSEWHERE = {"inclusie/A.BE": 3, "wonen/A.BE": 0, "algemeen/G01": 1, "algemeen/G02": 0}
NOT = {"geld/M.UI": "not_applicable"}


def make_answered(session, people):
    """An agreed inventory: answers to two items of Geldzaken, and one that nobody knows."""
    made = make_assessment(session, people, ("geld", "inclusie", "wonen"), state="agreed", agreed_at=now())
    part = session.scalars(select(Participation)).one()
    make_answers(session, part, {"geld/D1.UI": 0, "geld/D2.UI": 2, "geld/A.UI": "unknown"})
    return made


def make_chosen(session, people, assessment):
    """Its ten months, begun 60 days ago, with scores agreed of more than that, and Geldzaken and Inclusie chosen."""
    make_agreed(session, assessment, people.adviser, {**LOW, **ELSEWHERE, **NOT})
    make_report(session, assessment, people.coordinator)
    make_choice(session, assessment, people.coordinator, ["geld", "inclusie"])
    return make_trajectory(session, assessment, people.coordinator, today() - timedelta(days=60))


def plan_of(session):
    """The actions, as they stand in the database now."""
    session.expire_all()
    return session.scalars(select(ImprovementAction).order_by(ImprovementAction.position)).all()


def headings(page):
    """The questions with something to tick in the order of the page, with their domain."""
    rows = [row.get("id") or "" for row in page.all("li")]
    return [row.removeprefix("vraag-") for row in rows if row.startswith("vraag-")]


def keys(page):
    """What can be ticked."""
    return [box.get("value") for box in page.all("input") if box.get("name") == "idea"]


def ticked(page):
    """What is ticked."""
    boxes = [box for box in page.all("input") if box.get("name") == "idea"]
    return [box.get("value") for box in boxes if box.get("checked") is not None]

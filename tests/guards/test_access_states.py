"""The same table of who may do what, in the states in which an assessment is after it was open."""

import pytest
from flask import Flask
from sqlalchemy import update
from sqlalchemy.orm import Session

from app.clock import now
from app.models import Assessment
from tests.factories import People
from tests.guards.doors import Doors, answer
from tests.guards.test_access import TABLE, clients, doors
from tests.pages import Client

__all__ = ["clients", "doors"]

FOR_READERS = {"assessments.hub", "reports.report_page", "reports.report_pdf", "reports.chances_picture"}
"""What a reader may see once something was agreed; all else is for another role then."""
STATES = {
    # what the columns of the assessment are, and whether there is something for readers
    "in review": ({"state": "in_review"}, False),
    "agreed": ({"state": "agreed"}, True),
    "opened again": ({"state": "in_review"}, True),
}


def agree(session: Session, people: People, doors: Doors, clients: dict[str, Client]) -> None:
    """Agree in earnest, so that there is a frozen report."""
    reviewed = {"state": "in_review", "approved_at": now(), "approved_by": people.adviser.id}
    session.execute(update(Assessment).where(Assessment.id == doors.assessment.id).values(reviewed))
    session.commit()
    clients["coordinator"].post(f"/inventarisaties/{doors.assessment.id}/vaststellen")


def expected(method: str, endpoint: str, is_agreed: bool) -> dict[str, str]:
    """The row of the table, and what is different for readers."""
    cells = TABLE[method, endpoint].cells
    return {**cells, "reader": "yes" if endpoint in FOR_READERS else "403"} if is_agreed else cells


@pytest.mark.parametrize("state", STATES)
def test_access_in_a_later_state(
    app: Flask, session: Session, people: People, doors: Doors, clients: dict[str, Client], state: str
) -> None:
    columns, is_agreed = STATES[state]
    if is_agreed:
        agree(session, people, doors, clients)
    wrong = {}
    for method, endpoint in TABLE:
        path = doors.address(app, endpoint)
        if str(doors.assessment.id) not in path:
            continue
        session.execute(update(Assessment).values(approved_at=None, **columns))
        session.commit()
        found = {name: answer(client, method, path) for name, client in clients.items()}
        if found != expected(method, endpoint, is_agreed):
            wrong[method, endpoint] = found
    assert wrong == {}

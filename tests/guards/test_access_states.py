"""The same table of who may do what, in the states in which an assessment is after it was open."""

import pytest
from sqlalchemy import update

from app.clock import now
from app.models import Assessment
from tests.guards.test_access import PEOPLE, TABLE, address, answer, assessment, clients, ids

__all__ = ["assessment", "clients", "ids"]

FOR_READERS = {"assessments.hub", "reports.report_page", "reports.report_pdf", "reports.chances_picture"}
"""What a reader may see once something was agreed; all else is for another role then."""
STATES = {
    # what the columns of the assessment are, and whether there is something for readers
    "in review": ({"state": "in_review"}, False),
    "agreed": ({"state": "agreed"}, True),
    "opened again": ({"state": "in_review"}, True),
}


def agree(session, people, made, clients):
    """Agree in earnest, so that there is a frozen report."""
    session.execute(update(Assessment).values(state="in_review", approved_at=now(), approved_by=people.adviser.id))
    session.commit()
    clients["coordinator"].post(f"/inventarisaties/{made.id}/vaststellen")


def expected(endpoint, cells, is_agreed):
    found = dict(zip(PEOPLE, cells.split(), strict=True))
    if is_agreed:
        found["reader"] = "yes" if endpoint in FOR_READERS else "403"
    return found


@pytest.mark.parametrize("state", STATES)
def test_access_in_a_later_state(app, session, people, assessment, clients, ids, state):
    columns, is_agreed = STATES[state]
    if is_agreed:
        agree(session, people, assessment, clients)
    wrong = {}
    for (method, endpoint), cells in TABLE.items():
        path = address(app, endpoint, ids)
        if str(assessment.id) not in path:
            continue
        session.execute(update(Assessment).values(approved_at=None, **columns))
        session.commit()
        found = {name: answer(clients[name], method, path) for name in PEOPLE}
        if found != expected(endpoint, cells, is_agreed):
            wrong[method, endpoint] = found
    assert wrong == {}

"""The same table of who may do what, in the states in which an assessment is after it was open."""

import pytest
from sqlalchemy import select

from app.models import User
from app.web.clock import now
from app.web.extensions import db
from tests.guards.cells import NOTHING_AGREED, TALKING
from tests.guards.doors import Doors
from tests.guards.test_access import TABLE
from tests.pages import Page
from tests.selection import EVERYTHING, askers, fewer_on_postgresql, one_for_each_answer

FOR_READERS = {
    "assessments.go_on",
    "assessments.hub",
    "comparisons.accounting",
    "comparisons.comparison_docx",
    "comparisons.comparison_json",
    "comparisons.comparison_page",
    "comparisons.comparison_pdf",
    "comparisons.comparison_xlsx",
    "reports.report_page",
    "reports.annex_page",
    "reports.annex_pdf",
    "reports.report_pdf",
    "reports.report_docx",
    "reports.report_xlsx",
    "reports.report_csv",
    "reports.text_page",
    "reports.report_text",
    "reports.slides_pdf",
    "reports.slides_pptx",
    "reports.explain_municipality",
    "reports.explain_domain",
    "reports.list_versions",
    "reports.show_version",
    "trajectories.show_priorities",
}
"""What a reader may see once something was agreed; all else is for another role then."""
STATES = {
    # what the columns of the assessment are, and whether there is something for readers
    "in review": ({"state": "in_review"}, False),
    "agreed": ({"state": "agreed"}, True),
    "opened again": ({"state": "in_review"}, True),
}
WHO = (
    *("nobody", "participant before", "administrator", "reader", "participant", "adviser", "coordinator elsewhere"),
    "coordinator",
)
"""Everybody was tried while it was open; in what comes after, one of each kind."""


def agree(doors: Doors) -> None:
    """Agree in earnest, so that there is a frozen report."""
    with doors.app.app_context():
        adviser = db.session.scalars(select(User.id).where(User.email == "adviseur@stichting.example")).one()
        db.session.rollback()
    doors.change(state="in_review", approved_at=now(), approved_by=adviser)
    coordinator, address = doors.browsers["coordinator"], f"{doors.inventory}/vaststellen"
    shown = Page(coordinator.ask(address, "GET"), address).fields
    assert coordinator.ask(address, "POST", {name: shown[name] for name in ("seen", "open")}).status_code == 303


AGAIN = ("adviser", "participant", "reader")
"""Who tries what is not for readers, once it was opened again: for all but readers that is as in review."""


def tried(cells: dict[str, str], state: str, endpoint: str, what: str) -> dict[str, str]:
    """Who tries a door: in the short form everybody whose role is refused, and of others one for each answer.

    Whoever has nothing there is kept out in one place, which knows no state but whether something was agreed.
    """
    if EVERYTHING:
        return cells
    if state == "opened again" and endpoint not in FOR_READERS:
        cells = {name: cells[name] for name in AGAIN}
    chosen = one_for_each_answer(cells, what)
    return {name: expected for name, expected in cells.items() if expected == "403" or name in chosen}


def expected(method: str, endpoint: str, is_agreed: bool) -> dict[str, str]:
    """The row of the table, and what is different once there is a report."""
    access = TALKING if is_agreed and TABLE[method, endpoint] == NOTHING_AGREED else TABLE[method, endpoint]
    cells = {name: access.cells[name] for name in WHO}
    return {**cells, "reader": "yes" if endpoint in FOR_READERS else "403"} if is_agreed else cells


@pytest.mark.heavy
@pytest.mark.parametrize(("doors", "state"), fewer_on_postgresql(STATES, "opened again"), indirect=["doors"])
def test_access_in_a_later_state(doors: Doors, state: str) -> None:
    columns, is_agreed = STATES[state]
    if is_agreed:
        agree(doors)
    wrong = {}
    for method, endpoint in TABLE:
        path = doors.address(endpoint)
        if not path.startswith(doors.inventory):
            continue
        doors.change(approved_at=None, **columns)
        what = f"{state} {method} {endpoint}"
        cells = tried(expected(method, endpoint, is_agreed), state, endpoint, what)
        found = {name: doors.answer(name, method, path) for name in askers(cells, doors.database, what)}
        if not found.items() <= cells.items():
            wrong[method, endpoint] = found
    assert wrong == {}

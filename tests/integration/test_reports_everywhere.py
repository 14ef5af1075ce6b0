"""A report as it is kept and given: everything that a municipality typed stands where it must, and nowhere else.

The texts are those of the tests on what leaks; where each kind belongs stands in the same table as for the forms of an
assessment by itself.
"""

import pytest
from sqlalchemy import select, update

from app.documents.model import ANNEX, SLIDES
from app.models import Assessment, Rendering
from app.texts.reports import KINDS
from app.web.clock import now
from tests.guards.leaks.audience import ALWAYS, AUDIENCE
from tests.guards.leaks.inventories import make_inventory
from tests.guards.leaks.people import make_crowd
from tests.rounds import draw_files
from tests.unit.reports.everywhere.placement import PLACED, PLACES, misplaced
from tests.unit.reports.everywhere.reading import read

WORDS = {kind: word for word, kind in KINDS.items()} | {"all": "beleid"}
ENDINGS = {"page": "", "mail": ".txt"}


@pytest.fixture
def crowd(session):
    """The people around an inventory in which everything was typed that can be."""
    return make_crowd(session)


@pytest.fixture
def report(session, client_as, crowd):
    """Where its report is, agreed in earnest."""
    made = make_inventory(crowd, "stad", "agreed")[1]["assessment_id"]
    approved = {"approved_at": now(), "approved_by": crowd.users["adviser stad"].id}
    session.execute(update(Assessment).where(Assessment.id == made).values(approved))
    session.commit()
    client_as(crowd.users["coordinator stad"]).post(f"/inventarisaties/{made}/vaststellen")
    draw_files(session)
    return f"/inventarisaties/{made}/rapport"


def test_everything_stands_where_it_must_and_nothing_where_it_must_not(session, client_as, crowd, report):
    kept = {(row.kind, row.form): row.content for row in session.scalars(select(Rendering))}
    session.commit()
    readers = dict.fromkeys(("full", "alderman", "slides", "annex"), "reader stad")
    beside = {SLIDES: "presentatie", ANNEX: "bijlage"}
    wrong = {}
    for edition, form in PLACES:
        who = readers.get(edition, "adviser stad")
        ending = ENDINGS.get(form, f".{form}")
        place = f"/{beside[edition]}{ending}" if edition in beside else f"{ending}?soort={WORDS[edition]}"
        address = f"{report}{place}"
        response = client_as(crowd.users[who]).ask(address)
        assert response.status_code == 200, (edition, form)
        assert form in ENDINGS or response.data == kept[edition, form]
        content = response.data
        if form == "page" and edition != "alderman":
            # All answers are one click further.
            content += client_as(crowd.users[who]).ask(f"{report}/bijlage?soort={WORDS[edition]}").data
        found, texts = read(form, content), crowd.texts
        # Who is signed in reads that above every page.
        known = {mark: each for mark, each in texts.known.items() if each.place == "stad" and each.owner != who}
        marks = texts.marks_in(found.shown), texts.marks_in(found.everything)
        wrong[edition, form] = misplaced(known, *marks, edition, form)
    kinds = {canary.kind for canary in crowd.texts.known.values()}
    assert kinds == PLACED.keys() & (AUDIENCE.keys() | ALWAYS.keys())
    assert {place: found for place, found in wrong.items() if found} == {}

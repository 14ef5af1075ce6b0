"""Remarks next to a question: at any time, to all or among advisers."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from app.models import AuditEntry, Remark
from app.web.clock import now
from tests.factories import make_assessment, make_participation


@pytest.fixture(params=["open", "in_review", "agreed"])
def address(request, session, people):
    """A question, in each state of its assessment."""
    made = make_assessment(session, people, state=request.param)
    make_participation(session, made, people.participant)
    session.commit()
    return f"/inventarisaties/{made.id}/bespreken/geld/A.BE"


def test_a_remark_to_all(session, people, client_as, address):
    adviser = client_as(people.adviser)
    response = adviser.post(f"{address}/opmerking", {"text": "Zie\r\nde motie.", "audience": "all"})
    assert response.headers["Location"] == f"{address}#opmerkingen"
    for who in (people.coordinator, people.adviser):
        page = client_as(who).get(address)
        assert "functie van Ad Viseur" in page.text and "Zie de motie." in page.text
    remark = session.scalars(select(Remark)).one()
    assert (remark.item, remark.text, remark.audience) == ("geld/A.BE", "Zie\nde motie.", "all")
    entry = session.scalars(select(AuditEntry)).one()
    assert (entry.action, entry.subject, entry.new["remark"]) == ("add_remark", "geld/A.BE", str(remark.id))
    assert "motie" not in str(entry.new)


def test_a_remark_among_advisers_is_not_for_the_municipality(people, client_as, address):
    client_as(people.adviser).post(f"{address}/opmerking", {"text": "Hier wringt het.", "audience": "advisers"})
    assert "Hier wringt het." in client_as(people.adviser).get(address).text
    assert "Hier wringt het." not in client_as(people.coordinator).get(address).text


def test_only_advisers_can_keep_it_among_advisers(session, people, client_as, address):
    form = {"text": "Geheim.", "audience": "advisers"}
    client_as(people.coordinator).post(f"{address}/opmerking", form, status=422)
    assert session.scalars(select(Remark)).all() == []


def test_the_same_remark_twice_is_one_click(session, people, client_as, address):
    adviser = client_as(people.adviser)
    for audience in ("all", "all", "advisers"):
        adviser.post(f"{address}/opmerking", {"text": "Klopt dit wel?", "audience": audience})
    with time_machine.travel(now() + timedelta(minutes=3), tick=False):
        adviser.post(f"{address}/opmerking", {"text": "Klopt dit wel?", "audience": "all"})
    said = session.scalars(select(Remark.audience).order_by(Remark.created_at)).all()
    assert said == ["all", "advisers", "all"]

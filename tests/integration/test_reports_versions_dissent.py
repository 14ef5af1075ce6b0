"""What differs between versions in who sees an agreed score differently: for who leads the review only."""

import pytest
from sqlalchemy import select

from app.models import Assessment
from app.texts import reports as texts
from tests.factories import make_agreed, make_assessment
from tests.integration.test_assessments_statements import statements

STAYS, LEFT, LATER = "Blijft bij 1, omdat er geen geld is.", "Blijft bij <0>.", "Blijft bij 4, van na versie 2."
PAGES = ("/rapport/versies", "/rapport/versies/2")


def make_two(session, people, client_as):
    """Two versions, and a third in the making: of two scores only the dissent is another, of one it is the same."""
    made = make_assessment(session, people, state="in_review")
    hub = f"/inventarisaties/{made.id}"

    def agree():
        client_as(people.adviser).post(f"{hub}/akkoord")
        client_as(people.coordinator).post(f"{hub}/vaststellen")

    def reopen():
        client_as(people.coordinator).post(f"{hub}/heropenen", {"reason": "Nog eens."})

    make_agreed(session, made, people.adviser, {"geld/A.BE": 3, "geld/A.BL": 3})
    make_agreed(session, made, people.adviser, {"geld/S.BE": 3, "geld/S.BL": 3}, dissent=LEFT)
    agree()
    reopen()
    make_agreed(session, made, people.adviser, {"geld/A.BE": 3}, seen=1, dissent=STAYS)
    make_agreed(session, made, people.adviser, {"geld/S.BE": 3}, seen=1)
    agree()
    reopen()
    make_agreed(session, made, people.adviser, {"geld/A.BL": 3}, seen=1, dissent=LATER)
    return hub


@pytest.fixture
def two(session, people, client_as, once):
    """Where they are."""
    return once(lambda: make_two(session, people, client_as))


@pytest.mark.parametrize("who", ["coordinator", "adviser"])
def test_who_leads_the_review_reads_which_dissents_differ(people, client_as, two, who):
    client = client_as(getattr(people, who))
    assert "Anders dan in de versie ervoor zijn 2 afwijkende meningen." in client.get(two + PAGES[0]).text
    page = client.get(two + PAGES[1])
    rows = [[cell.text for cell in row][-2:] for row in page.all("tr")]
    assert [row for row in rows if texts.NO_DISSENT in row] == [[texts.NO_DISSENT, STAYS], [LEFT, texts.NO_DISSENT]]
    # What was the same is no difference, and what was said after a version is no part of it.
    assert page.text.count(LEFT) == 1 and LATER not in page.text
    assert texts.SAME_AGREED in page.text


def test_a_reader_learns_nothing_about_them(people, client_as, two):
    for address in PAGES:
        page = client_as(people.reader).get(two + address)
        assert texts.NOTHING in page.text and "Wie het anders ziet" not in page.text
        assert "Blijft bij" not in page.text and "afwijkende mening" not in page.text


def test_a_score_that_was_withdrawn_has_no_dissent(session, people, client_as, two):
    assessment = session.scalars(select(Assessment)).one()
    make_agreed(session, assessment, people.adviser, {"geld/S.BL": ""}, seen=1, dissent=LEFT)
    client_as(people.adviser).post(f"{two}/akkoord")
    client_as(people.coordinator).post(f"{two}/vaststellen")
    rows = [
        [cell.text for cell in row][-2:] for row in client_as(people.adviser).get(f"{two}/rapport/versies/3").all("tr")
    ]
    assert [LEFT, texts.NO_DISSENT] in rows and [texts.NO_DISSENT, LATER] in rows


def test_they_take_one_statement(session, people, client_as, two):
    taken = {}
    for who in ("reader", "adviser"):
        client = client_as(getattr(people, who))
        with statements() as sent:
            client.get(two + PAGES[1])
        taken[who] = [each for each in sent if "agreed_score_version" in str(each)]
    assert (len(taken["reader"]), len(taken["adviser"])) == (0, 1)

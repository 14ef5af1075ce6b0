"""Giving a remark to somebody of the municipality, who gets a mail."""

import pytest

from tests.factories import make_assessment, make_participation, make_user
from tests.remarks import audited, fields, mails_about_remarks, make_remark, remarks


@pytest.fixture
def made(session, people):
    """A review with a colleague."""
    assessment = make_assessment(session, people, state="in_review")
    make_participation(session, assessment, people.participant)
    session.commit()
    return assessment


@pytest.fixture
def hub(made):
    """Its address."""
    return f"/inventarisaties/{made.id}"


def test_giving_a_remark_to_somebody(session, people, client_as, made, hub):
    remark = make_remark(session, made, people.coordinator, "Wie weet dit?")
    to = fields(remark, action="assign", addressee=str(people.adviser.id), seen="")
    where = client_as(people.coordinator)
    for _ in range(2):
        where.post(f"{hub}/opmerkingen/{remark}", to)
    page = where.get(f"{hub}/bespreken/geld/A.BE")
    assert "Voor: functie van Ad Viseur" in page.text and "viseur@" not in page.html
    (mail,) = mails_about_remarks(session)
    assert mail.recipient == "adviseur@stichting.example"
    assert "Wie weet dit?" in mail.text and "functie van Cora Dinator" in mail.text
    assert "Cora Dinator" not in mail.text.replace("functie van Cora Dinator", "")
    assert f"{hub}/bespreken/opmerkingen?toon=mij" in mail.text
    client_as(people.adviser).get(f"{hub}/bespreken/opmerkingen?toon=mij")
    entries = audited(session)
    assert [entry[0] for entry in entries] == ["assign_remark"]
    assert entries[0][2:] == (
        {"assigned_to": None},
        {"remark": remark, "audience": "all", "assigned_to": str(people.adviser.id)},
    )


def test_taking_it_oneself_sends_no_mail_and_it_can_be_for_nobody_again(session, people, client_as, made, hub):
    remark = make_remark(session, made, people.adviser)
    adviser, me = client_as(people.adviser), str(people.adviser.id)
    adviser.post(f"{hub}/opmerkingen/{remark}", fields(remark, action="assign", addressee=me, seen=""))
    assert str(remarks(session)[0].assigned_to) == me
    adviser.post(f"{hub}/opmerkingen/{remark}", fields(remark, action="assign", addressee="", seen=me))
    assert remarks(session)[0].assigned_to is None
    assert mails_about_remarks(session) == []


def test_two_people_give_it_away_at_once(session, people, client_as, made, hub):
    second = make_user(session, "tweede@voorbeeldstad.example", "Tweede", "coordinator", people.municipality)
    mine, theirs = str(people.adviser.id), str(second.id)
    remark = make_remark(session, made, people.adviser)
    client_as(people.coordinator).post(
        f"{hub}/opmerkingen/{remark}", fields(remark, action="assign", addressee=theirs, seen="")
    )
    form = fields(remark, action="assign", addressee=mine, seen="")
    page = client_as(people.coordinator).post(f"{hub}/opmerkingen/{remark}", form, status=409)
    assert "Nu is die voor: functie van Tweede (coördinator). Jij koos: functie van Ad Viseur (adviseur)." in page.text
    assert str(remarks(session)[0].assigned_to) == theirs
    form[f"{remark}-seen"] = theirs
    client_as(people.coordinator).post(f"{hub}/opmerkingen/{remark}", form)
    assert str(remarks(session)[0].assigned_to) == mine


def test_what_is_for_somebody_who_left_can_be_finished_and_given_away(session, people, client_as, made, hub):
    left = make_user(session, "weg@stichting.example", "Weg", "adviser", people.elsewhere)
    gone, me = str(left.id), str(people.adviser.id)
    remark = make_remark(session, made, people.adviser, assigned_to=left.id)
    adviser = client_as(people.adviser)
    assert "Voor: functie van Weg" in adviser.get(f"{hub}/bespreken/geld/A.BE").text
    for action in ("resolve", "reopen"):
        adviser.post(f"{hub}/opmerkingen/{remark}", fields(remark, action=action))
    adviser.post(f"{hub}/opmerkingen/{remark}", fields(remark, action="assign", addressee=gone, seen=gone), status=422)
    adviser.post(f"{hub}/opmerkingen/{remark}", fields(remark, action="assign", addressee=me, seen=gone))
    assert str(remarks(session)[0].assigned_to) == me


def test_what_is_among_advisers_cannot_be_given_to_a_coordinator(session, people, client_as, made, hub):
    remark = make_remark(session, made, people.adviser, audience="advisers")
    to = fields(remark, action="assign", addressee=str(people.coordinator.id), seen="")
    page = client_as(people.adviser).post(f"{hub}/opmerkingen/{remark}", to, status=422)
    assert "Kies voor wie de opmerking is." in page.text
    assert remarks(session)[0].assigned_to is None
    assert mails_about_remarks(session) == []


def test_people_who_are_called_alike_are_told_apart(session, people, client_as, made, hub):
    for number in (1, 2):
        twin = make_user(session, f"c{number}@voorbeeldstad.example", "Twee", "coordinator", people.municipality)
        twin.function = "beleidsmedewerker"
    make_user(session, "weg@voorbeeldstad.example", "Elders", "coordinator", people.elsewhere)
    make_remark(session, made, people.adviser)
    page = client_as(people.adviser).get(f"{hub}/bespreken/geld/A.BE")
    offered = ["".join(option.itertext()) for option in page.all("option")]
    assert "beleidsmedewerker (coördinator) 1" in offered and "beleidsmedewerker (coördinator) 2" in offered
    assert "Mijzelf" in offered and "functie van Elders (coördinator)" not in offered

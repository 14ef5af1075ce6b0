"""Saying what is still open, and what an approval covers: who hears what, and when an approval no longer holds."""

import pytest
from sqlalchemy import select, update

from app.models import Answer, Assessment, AuditEntry, Membership, Participation, Report
from app.web.clock import now
from tests.colleagues import mails
from tests.factories import make_agreed, make_answers, make_assessment, make_participation, make_user
from tests.integration.test_reviews_transitions import remove_adviser

COORDINATOR, ADVISER = "coordinator@voorbeeldstad.example", "adviseur@stichting.example"
SECOND = "tweede@voorbeeldstad.example"
OPEN = "Vraag 3 bij geld: <b>welk</b> besluit?\nEn wie doet het?"


@pytest.fixture
def assessment(session, people):
    """A review with one answer and one agreed score."""
    made = make_assessment(session, people, ("geld",), state="in_review")
    make_answers(session, session.scalars(select(Participation)).one(), {"geld/A.BE": 2})
    make_agreed(session, made, people.coordinator, {"geld/A.BE": 2})
    return made


@pytest.fixture
def hub(assessment):
    """Where it is."""
    return f"/inventarisaties/{assessment.id}"


def stored(session):
    columns = (Assessment.state, Assessment.approved_by, Assessment.approved_hash, Assessment.open_points)
    row = session.execute(select(*columns)).one()
    session.rollback()
    return row


def entries(session, action):
    rows = session.scalars(select(AuditEntry).where(AuditEntry.action == action).order_by(AuditEntry.at)).all()
    session.commit()
    return rows


def mailed(session, kind):
    return [mail for mail in mails(session) if mail.kind == kind]


def change_an_answer(session):
    """What nothing in the application does while there is an approval."""
    session.execute(update(Answer).values(value="4"))
    session.commit()


def test_what_is_still_open_reaches_the_coordinator(session, people, client_as, hub):
    adviser, coordinator = client_as(people.adviser), client_as(people.coordinator)
    assert f"{hub}/nog-open" in adviser.get(f"{hub}/bespreken").links
    page = adviser.follow(adviser.post(f"{hub}/nog-open", {"text": OPEN}))
    assert "De coördinator krijgt een mail." in page.text and "Nog open volgens de adviseur" in page.text
    (mail,) = mails(session)
    assert (mail.recipient, mail.kind) == (COORDINATOR, "open_points")
    assert "De adviseur schrijft:\n> Vraag 3 bij geld: <b>welk</b> besluit?" in mail.text and hub in mail.text
    page = coordinator.get(f"{hub}/bespreken")
    assert "<b>welk</b> besluit?" in page.text and f"{hub}/nog-open" not in page.links
    assert "Kijk wat er nog open is" in coordinator.get("/").text
    assert "Coördinator doet open punten" in adviser.get("/adviseur").text
    (entry,) = entries(session, "name_open_points")
    assert (entry.reason, entry.new, entry.old) == (OPEN.strip(), {"named": True}, {"named": False})
    # The same again was said already; another text is another mail.
    adviser.post(f"{hub}/nog-open", {"text": OPEN})
    assert adviser.get(f"{hub}/nog-open").fields["text"].split() == OPEN.split()
    assert len(mails(session)) == 1
    adviser.post(f"{hub}/nog-open", {**adviser.get(f"{hub}/nog-open").fields, "text": "Alleen nog de namen."})
    assert len(mails(session)) == 2 and len(entries(session, "name_open_points")) == 2


def test_who_coordinates_no_longer_hears_nothing(session, people, client_as, hub):
    make_user(session, SECOND, "Tess Tweede", "coordinator", people.municipality)
    ended = update(Membership).where(Membership.user_id == people.coordinator.id)
    session.execute(ended.values(ended_at=now()))
    session.commit()
    client_as(people.adviser).post(f"{hub}/nog-open", {"text": OPEN})
    assert [mail.recipient for mail in mails(session)] == [SECOND]


def test_what_another_adviser_wrote_meanwhile_is_not_lost(session, people, client_as, hub):
    other = make_user(session, "ander@stichting.example", "Ander", "adviser", people.municipality)
    session.commit()
    adviser, second = client_as(people.adviser), client_as(other)
    page = second.get(f"{hub}/nog-open")
    adviser.post(f"{hub}/nog-open", {"text": OPEN})
    page = second.post(f"{hub}/nog-open", {**page.fields, "text": "Alleen nog de namen."}, status=409)
    assert "<b>welk</b> besluit?" in page.text and page.fields["text"].strip() == "Alleen nog de namen."
    assert stored(session).open_points == OPEN.strip() and len(mails(session)) == 1
    second.post(f"{hub}/nog-open", page.fields)
    assert stored(session).open_points == "Alleen nog de namen."


def test_agreeing_without_an_adviser_ends_what_was_open(session, people, client_as, hub):
    client_as(people.adviser).post(f"{hub}/nog-open", {"text": OPEN})
    remove_adviser(session)
    client_as(people.coordinator).post(f"{hub}/vaststellen")
    assert (stored(session).state, stored(session).open_points) == ("agreed", None)


def test_approving_ends_what_was_open_and_tells_the_coordinators(session, people, client_as, hub):
    make_user(session, SECOND, "Tweede", "coordinator", people.municipality)
    session.commit()
    adviser = client_as(people.adviser)
    adviser.post(f"{hub}/nog-open", {"text": OPEN})
    adviser.post(f"{hub}/akkoord")
    assert stored(session).open_points is None and len(stored(session).approved_hash) == 64
    sent = mailed(session, "approved")
    assert {mail.recipient for mail in sent} == {COORDINATOR, SECOND}
    assert f"{hub}/vaststellen" in sent[0].text
    (entry,) = entries(session, "approve")
    assert entry.new == {"approved": True, "hash": stored(session).approved_hash}
    adviser.post(f"{hub}/akkoord")
    assert len(mailed(session, "approved")) == 2
    page = adviser.post(f"{hub}/nog-open", {"text": OPEN}, status=409)
    assert "De adviseur heeft akkoord gegeven." in page.text and "<b>welk</b>" in page.text


@pytest.mark.parametrize("text", ["", " \n ", "x" * 5001])
def test_something_must_be_said(session, people, client_as, hub, text):
    page = client_as(people.adviser).post(f"{hub}/nog-open", {"text": text}, status=422)
    assert page.fields["text"].strip() == text.strip()
    assert stored(session).open_points is None and mails(session) == []


@pytest.mark.parametrize(
    ("who", "status"),
    [("coordinator", 403), ("participant", 403), ("reader", 404), ("administrator", 404), ("other", 404)],
)
def test_only_the_adviser_says_what_is_open(session, people, client_as, assessment, hub, who, status):
    make_participation(session, assessment, people.participant)
    session.commit()
    client_as(getattr(people, who)).get(f"{hub}/nog-open", status=status)
    client_as(getattr(people, who)).post(f"{hub}/nog-open", {"text": OPEN}, status=status)
    assert stored(session).open_points is None


@pytest.mark.parametrize("state", ["open", "agreed"])
def test_what_is_open_is_for_the_review(session, people, client_as, state):
    made = make_assessment(session, people, state=state)
    client_as(people.adviser).get(f"/inventarisaties/{made.id}/nog-open", status=409)
    page = client_as(people.adviser).post(f"/inventarisaties/{made.id}/nog-open", {"text": OPEN}, status=409)
    assert "En wie doet het?" in page.text


def test_an_approval_falls_away_by_itself_when_what_it_covered_changes(session, people, client_as, hub):
    adviser, coordinator = client_as(people.adviser), client_as(people.coordinator)
    adviser.post(f"{hub}/akkoord")
    approved = stored(session).approved_hash
    change_an_answer(session)
    page = coordinator.get(f"{hub}/vaststellen")
    assert "Na het akkoord is er iets veranderd" in page.text and "Vraag de adviseur opnieuw" in page.text
    assert stored(session).approved_hash == approved
    page = coordinator.post(f"{hub}/vaststellen", status=409)
    assert "Daarom is het akkoord vervallen" in page.text
    assert tuple(stored(session))[:3] == ("in_review", None, None)
    (entry,) = entries(session, "approval_fell_away")
    assert (entry.actor_id, entry.old) == (None, {"approved": True, "hash": approved})
    assert entry.new["approved"] is False and entry.new["hash"] != approved
    (mail,) = mailed(session, "approval_gone")
    assert mail.recipient == ADVISER and "het akkoord is vervallen" in mail.subject
    assert session.scalars(select(Report.id)).all() == []
    session.rollback()
    # After another look it goes on.
    adviser.post(f"{hub}/akkoord")
    coordinator.post(f"{hub}/vaststellen")
    assert stored(session).state == "agreed"


def test_an_adviser_who_approves_again_covers_what_is_there_now(session, people, client_as, hub):
    adviser = client_as(people.adviser)
    adviser.post(f"{hub}/akkoord")
    before = stored(session).approved_hash
    change_an_answer(session)
    assert "Opnieuw akkoord geven" in adviser.get(f"{hub}/bespreken").text
    adviser.post(f"{hub}/akkoord")
    assert stored(session).approved_hash != before and len(entries(session, "approve")) == 2
    client_as(people.coordinator).post(f"{hub}/vaststellen")
    assert stored(session).state == "agreed"


def test_an_approval_from_before_hashes_were_kept_holds(session, people, client_as, assessment, hub):
    session.execute(update(Assessment).values(approved_at=now(), approved_by=people.adviser.id))
    session.commit()
    change_an_answer(session)
    coordinator = client_as(people.coordinator)
    assert "Na het akkoord" not in coordinator.get(f"{hub}/vaststellen").text
    coordinator.post(f"{hub}/vaststellen")
    assert session.scalars(select(Report.approved_by)).one() == people.adviser.id


def test_without_adviser_there_is_no_approval_to_hold(session, people, client_as, hub):
    remove_adviser(session)
    client_as(people.coordinator).post(f"{hub}/vaststellen")
    assert stored(session).state == "agreed"


def test_another_adviser_finds_that_it_was_approved(session, people, client_as, hub):
    second = make_user(session, "tweede@stichting.example", "Tweede", "adviser", people.municipality)
    session.commit()
    client_as(people.adviser).post(f"{hub}/akkoord")
    page = client_as(second).post(f"{hub}/akkoord", status=409)
    assert "De adviseur heeft akkoord gegeven." in page.text
    assert stored(session).approved_by == people.adviser.id


def test_who_hears_that_it_was_agreed_and_opened_again(session, people, client_as, assessment, hub):
    make_user(session, SECOND, "Tweede", "coordinator", people.municipality)
    session.commit()
    adviser, coordinator = client_as(people.adviser), client_as(people.coordinator)
    adviser.post(f"{hub}/akkoord")
    coordinator.post(f"{hub}/vaststellen")
    coordinator.post(f"{hub}/vaststellen")
    sent = mailed(session, "agreed")
    assert {mail.recipient for mail in sent} == {ADVISER, SECOND}
    assert len(sent) == 2 and "Dit is versie 1." in sent[0].text and f"{hub}/rapport" in sent[0].text
    adviser.post(f"{hub}/heropenen", {"reason": "Er kwam een <nieuw> besluit."})
    sent = mailed(session, "reopened")
    assert {mail.recipient for mail in sent} == {COORDINATOR, SECOND}
    assert "De adviseur schrijft:\n> Er kwam een <nieuw> besluit." in sent[0].text
    assert "<nieuw>" not in sent[0].html
    assert stored(session).approved_hash is None
    coordinator.post(f"{hub}/vaststellen", status=409)
    adviser.post(f"{hub}/akkoord")
    coordinator.post(f"{hub}/vaststellen")
    assert "Dit is versie 2." in mailed(session, "agreed")[-1].text


@pytest.mark.usefixtures("clock")
def test_nobody_is_mailed_without_end(session, people, client_as, hub):
    adviser = client_as(people.adviser)
    shown = adviser.shown(f"{hub}/akkoord")
    for _ in range(62):
        adviser.post(f"{hub}/akkoord", shown)
        adviser.post(f"{hub}/akkoord", {"withdraw": "1"})
    assert len(mails(session)) == 60 and len(entries(session, "approve")) == 62

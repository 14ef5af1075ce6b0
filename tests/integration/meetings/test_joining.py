"""Joining a meeting with the code of the day, and the way to it on every other page; who is there."""

import re
from datetime import timedelta

import pytest
import time_machine
from flask import current_app
from sqlalchemy import select, update

from app.meetings.joining import join_code
from app.models import AgreedScore, Assessment, Attendee, Meeting, Participation, RateCount
from app.web.clock import now, today
from tests.factories import make_assessment, make_participation, make_user
from tests.integration.test_assessments_statements import statements
from tests.meetings import LIST, begun, rows

BANNER = "Bespreking bezig"


@pytest.fixture
def waits(session, people, assessment):
    """A meeting before its first point, with nobody put there by hand."""
    return begun(session, assessment, people.adviser, present="")


def code_of(meeting, day=None):
    secret = current_app.config["SETTINGS"].secret_key.get_secret_value()
    return join_code(meeting.id, day or today(), secret)


def another_code(code):
    return f"{(int(code) + 1) % 10**6:06d}"


def attendees(session):
    return rows(session, select(Attendee.function).order_by(Attendee.joined_at))


def test_the_lobby_shows_how_to_join_and_who_is_there(session, people, client_as, address, waits):
    client = client_as(people.adviser)
    page = client.get(address)
    code = code_of(waits)
    assert f"{code[:3]} {code[3:]}" in page.text and "/mee" in page.text and page.has("svg.qr")
    assert "Wie is er? 0 van de 4" in page.text
    for function in ("coördinator", "adviseur", "teamleider schulden, beleid", "wethouder, bestuur"):
        assert f"Nog niet: {function}" in page.text
    assert "Aandacht – bestuur" in page.text and "3 punten" in page.text
    client.follow(client.post(f"{address}/mee"))
    assert "Is er: adviseur" in client.get(address).text
    for hidden in ("Ivo", "Wiel Wijs", "wiel@"):
        assert hidden not in page.html


def test_the_code_stays_on_the_screen_of_who_leads(people, client_as, address, meeting):
    code = code_of(meeting)
    shown = f"code {code[:3]} {code[3:]}"
    assert shown in client_as(people.adviser).get(address).text
    assert shown not in client_as(people.participant).get(address).text


def test_who_starts_is_there(session, people, client_as, address):
    adviser = client_as(people.adviser)
    page = adviser.follow(adviser.post(address, {"items": ["geld/A.BE"], "minutes": "5"}))
    assert "Wie is er? 1 van de 4" in page.text and attendees(session) == [("adviseur",)]


def test_the_code_leads_who_is_invited_to_the_meeting(session, people, client_as, address, waits):
    code = code_of(waits)
    participant = client_as(people.participant)
    page = participant.get(f"/mee?code={code}")
    assert page.fields["code"] == code and attendees(session) == []
    # As people type it.
    response = participant.post("/mee", {"code": f"{code[:3]} {code[3:]}"})
    assert response.location == address
    assert "Je staat op de lijst." in participant.get(address).text
    assert attendees(session) == [("teamleider schulden, beleid",)]
    participant.post("/mee", {"code": code})
    assert len(attendees(session)) == 1


def test_who_is_not_signed_in_keeps_the_code(client_as, waits):
    code = code_of(waits)
    response = client_as(None).ask(f"/mee?code={code}")
    assert response.status_code == 302 and response.location.endswith(f"verder=/mee?code%3D{code}")


@pytest.mark.parametrize("who", ["other", "reader", "administrator"])
def test_a_code_of_somebody_elses_meeting_says_what_a_wrong_one_says(session, people, client_as, waits, who):
    client, code = client_as(getattr(people, who)), code_of(waits)
    theirs, wrong = client.post("/mee", {"code": code}, 422), client.post("/mee", {"code": another_code(code)}, 422)
    assert "Met deze code kom je nergens." in theirs.text
    assert anonymous(theirs, code) == anonymous(wrong, another_code(code)) and attendees(session) == []


def test_a_code_leads_who_takes_part_no_more_nowhere(session, people, client_as, waits):
    session.execute(update(Participation).where(Participation.role == "participant").values(ended_at=now()))
    # What they answered once, in another inventory, keeps their account.
    make_participation(session, make_assessment(session, people, title="Andere meting"), people.participant)
    session.commit()
    client_as(people.participant).post("/mee", {"code": code_of(waits)}, 422)
    assert attendees(session) == []


def anonymous(page, code):
    return re.sub(r'(name="csrf_token" value=")[^"]*', r"\1", page.html.replace(code, "code"))


def test_a_code_of_yesterday_or_of_an_ended_meeting_leads_nowhere(session, people, client_as, waits):
    participant, code = client_as(people.participant), code_of(waits)
    participant.post("/mee", {"code": code_of(waits, today() - timedelta(1))}, 422)
    session.execute(update(Meeting).values(ended_at=now()))
    session.commit()
    participant.post("/mee", {"code": code}, 422)
    assert attendees(session) == []


def test_a_code_leads_nowhere_when_colleagues_do_not_discuss(session, people, client_as, waits):
    for state in ("open", "agreed"):
        session.execute(update(Assessment).values(state=state))
        session.commit()
        client_as(people.participant).post("/mee", {"code": code_of(waits)}, 422)


@pytest.mark.parametrize(("typed", "said"), [("", "Typ de code"), ("12345", "6 cijfers"), ("abcdef", "6 cijfers")])
def test_what_is_no_code_is_said_and_no_try(session, people, client_as, waits, typed, said):
    page = client_as(people.participant).post("/mee", {"code": typed}, 422)
    assert said in page.text and page.fields["code"] == typed
    assert rows(session, select(RateCount.scope).where(RateCount.scope.contains("meeting code"))) == []


def test_tries_are_few_for_a_person_and_right_ones_do_not_count(session, people, client_as, address, waits):
    with time_machine.travel(now().replace(minute=1), tick=False):
        participant, code = client_as(people.participant), code_of(waits)
        for _ in range(12):
            participant.post("/mee", {"code": code})
        for _ in range(10):
            participant.post("/mee", {"code": another_code(code)}, 422)
        page = participant.post("/mee", {"code": code}, 429)
        assert "Wacht " in page.text and page.fields["code"] == code
        # The way that needs no code stays open, and nobody else waits.
        assert participant.post(f"{address}/mee").location == address
        client_as(people.coordinator).post("/mee", {"code": code})


def test_a_right_code_never_waits_for_wrong_ones_of_the_same_building(session, people, client_as, address, waits):
    with time_machine.travel(now().replace(minute=1), tick=False):
        code = code_of(waits)
        client_as(people.reader).post("/mee", {"code": another_code(code)}, 422)
        # As if everybody there had typed as many as nobody can.
        session.execute(update(RateCount).where(RateCount.scope.contains("meeting code")).values(count=10**6))
        session.commit()
        client_as(people.reader).post("/mee", {"code": code}, 429)
        for who in (people.participant, people.coordinator, people.adviser):
            assert client_as(who).post("/mee", {"code": code}).location == address


def test_who_sees_what_is_discussed_can_join_there(session, people, client_as, address, meeting):
    participant = client_as(people.participant)
    assert participant.get(address).has("form[action$='/mee']")
    page = participant.follow(participant.post(f"{address}/mee"))
    assert not page.has("form[action$='/mee']") and attendees(session) == [("teamleider schulden, beleid",)]


def test_who_leads_joins_there_and_loses_no_score(session, people, client_as, address, meeting):
    adviser = client_as(people.adviser)
    page = adviser.get(address)
    assert page.has("button[value=mee]")
    typed = {"item": LIST[0], "value": "2", "reason": "Zo is het.", "seen": "0", "to": "mee"}
    kept = adviser.post(f"{address}/naar", {**typed, "version": page.fields["version"]}, 409)
    assert kept.fields["reason"] == "Zo is het." and attendees(session) == []
    page = adviser.follow(adviser.post(f"{address}/naar", {**typed, "discard": "y"}))
    assert not page.has("button[value=mee]") and attendees(session) == [("adviseur",)]


@pytest.mark.parametrize("who", ["coordinator", "adviser", "participant"])
def test_other_pages_lead_to_a_meeting_that_goes_on(session, people, client_as, address, meeting, who):
    client = client_as(getattr(people, who))
    page = client.get("/account")
    assert BANNER in page.html and f'action="{address}/mee"' in page.html
    assert BANNER not in client.get(address).html
    assert client.post(f"{address}/mee").location == address
    assert len(attendees(session)) == 1


def test_nobody_else_hears_of_it(session, people, client_as, assessment, meeting):
    for who, start in ((people.other, "/"), (people.reader, "/"), (people.administrator, "/beheer")):
        assert BANNER not in client_as(who).get(start).html
    session.execute(update(Participation).where(Participation.role == "participant").values(ended_at=now()))
    session.commit()
    assert BANNER not in client_as(people.participant).get("/").html


@pytest.mark.parametrize(
    ("table", "values"),
    [
        (Meeting, {"ended_at": now()}),
        (Meeting, {"started_at": now() - timedelta(hours=13), "item_since": None}),
        (Assessment, {"state": "agreed"}),
    ],
)
def test_a_meeting_that_is_over_or_forgotten_is_shown_nowhere(session, people, client_as, meeting, table, values):
    session.execute(update(table).values(values))
    session.commit()
    assert BANNER not in client_as(people.coordinator).get("/").html


def test_the_banner_costs_no_statement(people, client_as, assessment, session):
    client = client_as(people.participant)
    client.get("/hulp")
    with statements() as before:
        client.get("/hulp")
    begun(session, assessment, people.adviser)
    with statements() as after:
        assert BANNER in client.get("/hulp").html
    assert len(after) == len(before)


def test_who_is_there_stands_with_what_is_agreed(session, people, client_as, address, waits):
    client_as(people.participant).post(f"{address}/mee")
    adviser = client_as(people.adviser)
    page = adviser.get(f"{address}/aanwezig")
    boxes = [box.get("value") for box in page.all("input") if box.get("name") == "expected"]
    assert boxes == ["coördinator", "adviseur", "wethouder, bestuur"]
    adviser.post(
        f"{address}/aanwezig",
        {"expected": ["wethouder, bestuur"], "present": "stagiair", "version": page.fields["version"]},
    )
    assert "Wie is er? 3 van de 5" in adviser.get(address).text
    page = adviser.get(f"{address}/aanwezig")
    assert page.fields["present"] == "stagiair"
    adviser.post(f"{address}/verder", {"to": LIST[0], "version": page.fields["version"]})
    adviser.post(f"{address}/score", {"item": LIST[0], "value": "2", "reason": "Zo is het.", "seen": "0"})
    there = "wethouder, bestuur\nstagiair\nteamleider schulden, beleid"
    assert rows(session, select(AgreedScore.present)) == [(there,)]
    version = session.scalars(select(Meeting.version)).one()
    session.rollback()
    page = adviser.follow(adviser.post(f"{address}/afronden", {"version": str(version)}))
    # Once, above what was agreed.
    assert page.text.count("stagiair") == 1 and "teamleider schulden, beleid" in page.text


def test_the_page_of_who_is_there_says_who_joined(session, people, client_as, address, meeting):
    adviser = client_as(people.adviser)
    page = adviser.get(f"{address}/aanwezig")
    assert "Nog niemand doet mee op een eigen scherm." in page.text and not page.has(".there")
    client_as(people.participant).post(f"{address}/mee")
    page = adviser.get(f"{address}/aanwezig")
    assert "Op een eigen scherm: 1 Is er: teamleider schulden, beleid Wie zijn er" in page.text
    for hidden in ("Ivo", people.participant.name):
        assert hidden not in page.text
    too_long = adviser.post(f"{address}/aanwezig", {"present": "x" * 1001, "version": "1"}, 422)
    newer = adviser.post(f"{address}/aanwezig", {"present": "stagiair", "version": "0"}, 409)
    for refused in (too_long, newer):
        assert "Op een eigen scherm: 1" in refused.text


def test_who_was_put_there_and_joined_after_that_is_there_once(session, people, client_as, address, waits):
    adviser, there = client_as(people.adviser), "teamleider schulden, beleid"
    adviser.post(f"{address}/aanwezig", {"expected": [there], "present": "stagiair", "version": "1"})
    assert "Wie is er? 2 van de 5" in adviser.get(address).text
    client_as(people.participant).post(f"{address}/mee")
    assert "Wie is er? 2 van de 5" in adviser.get(address).text
    page = adviser.get(f"{address}/aanwezig")
    assert page.text.count(there) == 1 and page.fields["present"] == "stagiair"


def test_joining_does_not_stand_in_the_way_of_who_leads(session, people, client_as, address, waits):
    adviser = client_as(people.adviser)
    version = adviser.get(address).fields["version"]
    before = adviser.ask(f"{address}/stand").json["version"]
    client_as(people.participant).post(f"{address}/mee")
    after = adviser.ask(f"{address}/stand").json["version"]
    assert before != after and f'data-version="{after}"' in adviser.get(address).html
    adviser.post(f"{address}/verder", {"to": LIST[0], "version": version})


def test_joining_nothing_says_so(people, client_as, address, assessment):
    participant = client_as(people.participant)
    assert participant.follow(participant.post(f"{address}/mee")).h1 == "Er is nu geen bespreking"


@pytest.mark.parametrize("colleagues", [0, 25])
def test_a_lobby_takes_few_statements(session, people, client_as, address, assessment, waits, colleagues):
    for number in range(colleagues):
        user = make_user(session, f"iemand{number}@voorbeeldstad.example", f"Iemand {number}")
        make_participation(session, assessment, user, function=f"medewerker {number}")
    client = client_as(people.adviser)
    with statements() as sent:
        client.get(address)
    assert len(sent) == 6, sent


def test_a_code_of_one_of_two_meetings_leads_to_that_one(session, people, client_as, assessment, waits):
    other = make_assessment(session, people, state="in_review", title="Andere meting")
    begun(session, other, people.adviser, items=LIST[:1])
    assert str(assessment.id) in client_as(people.adviser).post("/mee", {"code": code_of(waits)}).location

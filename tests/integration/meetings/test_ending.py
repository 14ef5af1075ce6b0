"""Ending a meeting: look at what came out, mail it, and read it again later."""

import pytest
from sqlalchemy import select, update

from app.doors.limits import Limit
from app.models import AgreedScore, AuditEntry, Meeting, MeetingItem, Participation
from app.web.clock import now
from tests.colleagues import mails
from tests.factories import make_agreed, make_assessment, make_participation
from tests.meetings import LIST, begun, rows

REASON = "Zo hebben we het samen besproken."
LISTED = (*LIST, "inclusie/A.BL", "geld/A.UI")
FORM = {"to": ["coordinator", "adviser", "participant"], "version": "1"}


@pytest.fixture
def meeting(session, people, client_as, assessment, address):
    """A meeting with one new score, one older one, one withdrawn, one without, and one that was not reached; its id."""
    make_agreed(session, assessment, people.adviser, {"inclusie/A.BE": 1, "geld/A.BL": 4})
    made = begun(session, assessment, people.adviser, LISTED, item=LIST[0])
    found = made.id
    session.execute(update(MeetingItem).where(MeetingItem.item != "geld/A.UI").values(discussed_at=now()))
    session.commit()
    adviser = client_as(people.adviser)
    more = {"dissent": "De wethouder blijft bij 4."}
    adviser.post(f"{address}/score", {"item": LIST[0], "seen": "0", "value": "2", "reason": REASON, **more})
    adviser.post(f"{address}/score", {"item": "geld/A.BL", "seen": "1", "value": "withdrawn", "reason": "Te vroeg."})
    return found


def test_shows_what_came_out_before_anything_is_sent(session, people, client_as, address, meeting):
    page = client_as(people.coordinator).get(f"{address}/afronden")
    for words in (
        "Jullie bespraken 4 van de 5 vragen. Er is 1 score afgesproken.",
        REASON,
        "De wethouder blijft bij 4.",
        "Open gebleven (3)",
        "geen afspraak",
        "afspraak ingetrokken, de antwoorden tellen weer",
        "niet aan de beurt gekomen",
        "Afgesproken (2)",
        "2, In opbouw iemand ziet het anders",
        "1, Los stond al",
        "1 coördinator",
        "2 collega’s die meedoen",
    ):
        assert words in page.text, words
    assert mails(session) == [] and rows(session, select(Meeting.ended_at)) == [(None,)]


def test_everybody_gets_the_summary(session, people, client_as, address, meeting):
    coordinator = client_as(people.coordinator)
    page = coordinator.follow(coordinator.post(f"{address}/afronden", FORM))
    assert page.h1 == "Dit spraken jullie af" and "4 mails met de afspraken gaan nu weg." in page.text
    assert "teamleider schulden" in page.text and REASON in page.text
    sent = mails(session)
    assert [mail.recipient for mail in sent] == [
        "adviseur@stichting.example",
        "coordinator@voorbeeldstad.example",
        "invuller@voorbeeldstad.example",
        "wiel@voorbeeldstad.example",
    ]
    text = sent[2].text
    assert sent[2].subject == "Voorbeeldstad: dit spraken jullie af over basisvaardigheden"
    assert text.startswith("Hallo Ivo Invul,") and f"> {REASON}" in text and "> De wethouder blijft bij 4." in text
    assert (
        "Geldzaken, armoede en schulden: Aandacht – bestuur\nAfgesproken: 2. " in text
        and "Niet aan de beurt gekomen:" in text
    )
    assert f"{address}/{meeting}" in text and REASON in (sent[2].html or "")
    for mail in sent:
        names = {"Ivo", "Wiel", "Cora Dinator", "Ad Viseur"} - {" ".join(mail.text.split(",")[0].split()[1:])}
        body = mail.text.split("\n", 1)[1]
        assert [name for name in names if name in body] == []
    ((new,),) = rows(session, select(AuditEntry.new).where(AuditEntry.action == "end_meeting"))
    assert new == {"agreed": [LIST[0]], "discussed": list(LISTED[:4]), "mails": 4}


def test_after_the_last_point_stands_what_came_out(session, people, client_as, address, meeting):
    session.execute(update(Meeting).values(item=None))
    session.execute(update(MeetingItem).where(MeetingItem.item == "inclusie/A.BL").values(kind="unknown"))
    session.commit()
    for who in ("adviser", "participant"):
        page = client_as(getattr(people, who)).get(address)
        assert "Open gebleven (3)" in page.text and "geen afspraak. Vraag " in page.text
        assert ("Rond de bespreking af" in page.text) == (who == "adviser")
        assert not [link for link in page.links if "/bespreken/inclusie/" in link]


def test_the_summary_leads_to_what_stayed_open(people, client_as, address, assessment, meeting):
    client_as(people.adviser).post(f"{address}/afronden", FORM)
    way = f"/inventarisaties/{assessment.id}/bespreken/inclusie/A.BL"
    assert way in client_as(people.adviser).get(f"{address}/{meeting}").links
    assert way not in client_as(people.participant).get(f"{address}/{meeting}").links


@pytest.mark.parametrize(("to", "count"), [([], 0), (["adviser"], 1), (["participant"], 2)])
def test_only_who_was_chosen_gets_it(session, people, client_as, address, meeting, to, count):
    client = client_as(people.adviser)
    page = client.follow(client.post(f"{address}/afronden", {"to": to, "version": "1"}))
    assert len(mails(session)) == count
    assert ("Er is geen mail verstuurd." in page.text) == (not to)


def test_who_is_two_things_gets_one_mail_and_who_left_none(session, people, client_as, address, meeting, assessment):
    make_participation(session, assessment, people.adviser)
    gone = Participation.user_id == people.participant.id
    session.execute(update(Participation).where(gone).values(ended_at=now()))
    session.commit()
    client_as(people.coordinator).post(f"{address}/afronden", FORM)
    found = [mail.recipient.split("@")[0] for mail in mails(session)]
    assert found == ["adviseur", "coordinator", "wiel"]


def test_somebody_else_went_on_meanwhile(session, people, client_as, address, meeting):
    page = client_as(people.adviser).post(f"{address}/afronden", {**FORM, "version": "2"}, 409)
    assert address in page.links
    assert mails(session) == [] and rows(session, select(Meeting.ended_at)) == [(None,)]


def test_twice_is_once(session, people, client_as, address, meeting):
    adviser = client_as(people.adviser)
    adviser.post(f"{address}/afronden", FORM)
    assert "Er is nu geen bespreking bezig." in adviser.post(f"{address}/afronden", FORM, 409).text
    assert len(mails(session)) == 4


def test_an_unknown_group_is_refused(session, people, client_as, address, meeting):
    page = client_as(people.adviser).post(f"{address}/afronden", {**FORM, "to": ["iedereen"]}, 422)
    assert "Kies uit wat op deze pagina staat." in page.text
    assert mails(session) == []


def test_too_many_mails_end_nothing(session, people, client_as, address, meeting, monkeypatch):
    monkeypatch.setattr("app.meetings.ending.MAILS", Limit("colleague_mails", 3))
    page = client_as(people.adviser).post(f"{address}/afronden", FORM, 429)
    assert "mails per uur" in page.text and "Bespreking afronden" in page.text
    assert mails(session) == [] and rows(session, select(Meeting.ended_at)) == [(None,)]


def test_the_summary_stays_what_it_was(session, people, client_as, address, assessment, meeting):
    client_as(people.adviser).post(f"{address}/afronden", FORM)
    make_agreed(session, assessment, people.coordinator, {LIST[0]: 0}, 1, reason="Later bedacht.")
    for who in ("adviser", "coordinator", "participant"):
        page = client_as(getattr(people, who)).get(f"{address}/{meeting}")
        assert REASON in page.text and "Later bedacht." not in page.text
    assert rows(session, select(AgreedScore.value).where(AgreedScore.item == LIST[0])) == [("0",)]


def test_a_score_of_the_page_of_the_question_is_no_earlier_one(
    session, people, client_as, address, assessment, meeting
):
    item = f"/inventarisaties/{assessment.id}/bespreken/inclusie/A.BE"
    client_as(people.coordinator).post(item, {"value": "3", "reason": "Op de pagina van de vraag.", "seen": "1"})
    page = client_as(people.adviser).get(f"{address}/afronden")
    assert "3, Geregeld afgesproken op de pagina van de vraag" in page.text and "stond al" not in page.text
    assert "Er is 1 score afgesproken." in page.text
    client_as(people.adviser).post(f"{address}/afronden", FORM)
    assert "afgesproken op de pagina van de vraag zelf" in mails(session)[0].text


def test_a_meeting_that_goes_on_has_no_summary_yet(people, client_as, address, meeting):
    response = client_as(people.participant).ask(f"{address}/{meeting}")
    assert response.status_code == 302 and response.headers["Location"].endswith("/samen")


@pytest.mark.parametrize(("who", "status"), [("other", 404), ("reader", 404), ("administrator", 404)])
def test_the_summary_is_for_who_leads_and_takes_part(people, client_as, address, meeting, who, status):
    client_as(people.adviser).post(f"{address}/afronden", FORM)
    client_as(getattr(people, who)).get(f"{address}/{meeting}", status)


def test_not_under_another_inventory(session, people, client_as, address, meeting):
    client_as(people.adviser).post(f"{address}/afronden", FORM)
    other = make_assessment(session, people, ("geld",), title="Een andere ronde")
    client_as(people.adviser).get(f"/inventarisaties/{other.id}/bespreken/samen/{meeting}", 404)

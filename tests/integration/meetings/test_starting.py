"""Starting a meeting: what there is to discuss, who is there, and who may."""

import pytest
from sqlalchemy import select

from app.models import AuditEntry, Meeting, MeetingItem
from app.web.clock import now
from tests.factories import make_answers, make_assessment, make_participation, make_user
from tests.integration.test_assessments_statements import statements
from tests.meetings import begun, rows

FORM = {"kinds": ["different"], "present": "coördinator\nadviseur", "minutes": "5"}


def test_offers_the_points_with_their_numbers(people, client_as, address):
    page = client_as(people.adviser).get(address)
    assert page.h1 == "Samen bespreken"
    assert "Verschil (1 vraag)" in page.text
    assert page.fields["present"] == "coördinator\nadviseur\nteamleider schulden, beleid\nwethouder, bestuur"
    assert page.fields["minutes"] == "5"
    for hidden in ("Ivo", "Vuller", "Wiel"):
        assert hidden not in page.text.replace("Wielersport", "")


@pytest.mark.parametrize("who", ["coordinator", "adviser"])
def test_starting_puts_the_chosen_points_on_the_list(session, people, client_as, address, assessment, who):
    client = client_as(getattr(people, who))
    page = client.follow(client.post(address, {**FORM, "domains": ["inclusie"]}))
    assert "Iedereen die meedoet, ziet nu hetzelfde." in page.text and "Begin met punt 1" in page.text
    items = rows(session, select(MeetingItem.item, MeetingItem.kind).order_by(MeetingItem.position))
    assert items[0] == ("geld/A.BE", "different")
    assert [kind for item, kind in items if item.startswith("inclusie/")] == [""] * 14 and len(items) == 15
    (row,) = rows(session, select(Meeting.present, Meeting.minutes, Meeting.version, Meeting.item, Meeting.started_by))
    assert row == ("coördinator\nadviseur", 5, 1, None, getattr(people, who).id)
    assert rows(session, select(AuditEntry.action).where(AuditEntry.assessment_id == assessment.id)) == [
        ("start_meeting",)
    ]


def test_each_question_comes_once(session, people, client_as, address):
    client_as(people.adviser).post(address, {**FORM, "kinds": ["different", "no_evidence"], "domains": ["geld"]})
    items = rows(session, select(MeetingItem.item).order_by(MeetingItem.position))
    assert len(items) == len(set(items)) == 14
    assert rows(session, select(MeetingItem.kind).where(MeetingItem.item == "geld/A.BE")) == [("different",)]


def test_who_starts_second_joins(session, people, client_as, address):
    client_as(people.adviser).post(address, FORM)
    coordinator = client_as(people.coordinator)
    page = coordinator.follow(coordinator.post(address, {**FORM, "domains": ["geld"]}))
    assert "Er is al een bespreking bezig. Je doet nu mee." in page.text
    assert len(rows(session, select(Meeting.id))) == 1
    assert len(rows(session, select(MeetingItem.item))) == 1


def test_who_starts_second_keeps_what_was_typed(session, people, client_as, address):
    client_as(people.adviser).post(address, FORM)
    page = client_as(people.coordinator).post(address, {**FORM, "present": "wethouder en adviseur"}, 409)
    assert "Er is al een bespreking bezig." in page.text and "wethouder en adviseur" in page.text
    assert address in page.links
    assert rows(session, select(Meeting.present)) == [(FORM["present"],)]


def test_who_starts_second_without_typing_joins(session, people, client_as, address):
    coordinator = client_as(people.coordinator)
    offered = coordinator.get(address).fields["present"]
    client_as(people.adviser).post(address, FORM)
    page = coordinator.follow(coordinator.post(address, {**FORM, "present": offered.replace("\n", "\r\n")}))
    assert "Je doet nu mee." in page.text and offered != FORM["present"]


WRONG = (
    ({"kinds": []}, "Kies minstens 1 soort punt of 1 domein."),
    ({"kinds": ["verzonnen"]}, "Kies uit wat op deze pagina staat."),
    ({"domains": ["wonen"]}, "Kies uit wat op deze pagina staat."),
    ({"present": "  "}, "Schrijf op wie erbij zijn."),
    ({"present": "x" * 1001}, "Gebruik hier maximaal 1000 tekens."),
    ({"minutes": "6"}, "Kies hoe lang jullie per vraag willen praten."),
    ({"minutes": ""}, "Kies hoe lang jullie per vraag willen praten."),
)


@pytest.mark.parametrize(("wrong", "message"), WRONG)
def test_says_what_is_missing_and_keeps_what_was_typed(session, people, client_as, address, wrong, message):
    page = client_as(people.adviser).post(address, {**FORM, "present": "wethouder", **wrong}, 422)
    assert message in page.text
    assert wrong.get("present", "wethouder").strip() in page.fields["present"]
    assert rows(session, select(Meeting.id)) == []


def test_a_settled_review_without_points_offers_the_domains(session, people, client_as):
    made = make_assessment(session, people, ("geld",), state="in_review")
    page = client_as(people.adviser).get(f"/inventarisaties/{made.id}/bespreken/samen")
    assert "Niet bekend (" in page.text and "Geldzaken, armoede en schulden (14 vragen)" in page.text


def test_not_while_colleagues_answer(session, people, client_as):
    made = make_assessment(session, people)
    address = f"/inventarisaties/{made.id}/bespreken/samen"
    adviser = client_as(people.adviser)
    assert "Je kunt nu geen bespreking beginnen" in adviser.get(address).text
    page = adviser.post(address, FORM, 409)
    assert "nog open" in page.text and "coördinator" in page.text
    assert rows(session, select(Meeting.id)) == []


def test_not_after_approval(session, people, client_as, address, assessment):
    assessment.approved_at, assessment.approved_by = now(), people.adviser.id
    session.commit()
    assert "akkoord" in client_as(people.coordinator).post(address, FORM, 409).text


@pytest.mark.parametrize(
    ("who", "status"), [("participant", 403), ("reader", 404), ("administrator", 404), ("other", 404)]
)
def test_only_who_leads_can_start(people, client_as, address, who, status):
    client_as(getattr(people, who)).post(address, FORM, status)


def test_earlier_meetings_are_listed(session, people, client_as, address, assessment):
    begun(session, assessment, people.adviser, ended_at=now(), ended_by=people.adviser.id)
    assert "Eerdere besprekingen" in client_as(people.coordinator).get(address).text
    page = client_as(people.participant).get(address)
    assert page.h1 == "Er is nu geen bespreking" and "Eerdere besprekingen" in page.text


def test_takes_few_statements(session, people, client_as, address, assessment):
    for number in range(5):
        part = make_participation(session, assessment, people.reader if number == 0 else _somebody(session, number))
        make_answers(session, part, {"geld/A.BL": number % 5})
    adviser = client_as(people.adviser)
    with statements() as sent:
        adviser.get(address)
    assert 0 < len(sent) <= 10, sent


def _somebody(session, number):
    return make_user(session, f"iemand{number}@voorbeeldstad.example", f"Iemand {number}")

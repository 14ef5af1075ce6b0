"""Starting a meeting: what there is to discuss, who is there, and who may."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.models import Assessment, AuditEntry, Meeting, MeetingItem, Participation
from app.state.asked import parts_of
from app.web.clock import now
from tests.factories import make_answers, make_assessment, make_participation, make_user
from tests.integration.test_assessments_statements import statements
from tests.meetings import begun, rows

FORM = {"items": ["geld/A.BE"], "present": "coördinator\nadviseur", "minutes": "5"}


def chosen(page):
    """The points that are chosen on the page, by their items."""
    return [
        box.get("value") for box in page.all("input") if box.get("name") == "items" and box.get("checked") is not None
    ]


def offered(page):
    """All points on the page."""
    return [box.get("value") for box in page.all("input") if box.get("name") == "items"]


def test_proposes_a_dozen_points_for_an_hour(people, client_as, address):
    page = client_as(people.adviser).get(address)
    assert page.h1 == "Samen bespreken"
    assert "We stellen 12 punten voor, ongeveer een uur" in page.text
    assert len(chosen(page)) == 12 and chosen(page)[0] == "geld/A.BE" and chosen(page) == offered(page)[:12]
    assert "Aandacht – bestuur verschil" in page.text and len(offered(page)) > 12
    assert page.fields["present"] == "" and page.fields["minutes"] == "5"
    for hidden in ("Ivo", "Vuller", "Wiel"):
        assert hidden not in page.text.replace("Wielersport", "")


@pytest.mark.parametrize("who", ["coordinator", "adviser"])
def test_starting_puts_the_chosen_points_on_the_list(session, people, client_as, address, assessment, who):
    client = client_as(getattr(people, who))
    page = client.follow(client.post(address, {**FORM, "domains": ["inclusie"]}))
    assert "Begin met punt 1" in page.text
    items = rows(session, select(MeetingItem.item, MeetingItem.kind).order_by(MeetingItem.position))
    assert items[0] == ("geld/A.BE", "different")
    assert [kind for item, kind in items if item.startswith("inclusie/")] == ["unknown"] * 14 and len(items) == 15
    (row,) = rows(session, select(Meeting.present, Meeting.minutes, Meeting.version, Meeting.item, Meeting.started_by))
    assert row == ("coördinator\nadviseur", 5, 1, None, getattr(people, who).id)
    assert rows(session, select(AuditEntry.action).where(AuditEntry.assessment_id == assessment.id)) == [
        ("start_meeting",)
    ]


@pytest.mark.parametrize(("minutes", "points"), [("30", 6), ("90", 18), ("120", 24), ("7", 12), ("veel", 12)])
def test_proposes_what_fits_in_the_time(people, client_as, address, minutes, points):
    page = client_as(people.adviser).get(f"{address}?tijd={minutes}")
    assert len(chosen(page)) == points
    page = client_as(people.adviser).post(f"{address}?tijd={minutes}", {"items": [], "minutes": "5"}, 422)
    assert chosen(page) == [] and len(offered(page)) > 24


def test_each_question_comes_once(session, people, client_as, address):
    client_as(people.adviser).post(address, {**FORM, "items": ["geld/A.BE", "geld/A.BL"], "domains": ["geld"]})
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
    client_as(people.adviser).post(address, FORM)
    page = coordinator.follow(coordinator.post(address, {**FORM, "present": ""}))
    assert "Je doet nu mee." in page.text


WRONG = (
    ({"items": []}, "Kies minstens 1 punt of 1 domein."),
    ({"items": ["verzonnen"]}, "Kies uit wat op deze pagina staat."),
    ({"items": ["geld/K1"]}, "Kies uit wat op deze pagina staat."),
    ({"domains": ["wonen"]}, "Kies uit wat op deze pagina staat."),
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


def with_domains(session, made):
    """The same assessment with its domains loaded."""
    query = select(Assessment).options(selectinload(Assessment.domains)).where(Assessment.id == made.id)
    return session.scalars(query.execution_options(populate_existing=True)).one()


def test_where_nothing_strikes_a_whole_domain_can_be_discussed(session, people, client_as):
    made = make_assessment(session, people, ("geld",), state="in_review")
    joint = session.scalars(select(Participation)).one()
    answered = dict.fromkeys((item for part in parts_of(with_domains(session, made)) for item in part.items), 2)
    make_answers(session, joint, answered)
    session.commit()
    address = f"/inventarisaties/{made.id}/bespreken/samen"
    adviser = client_as(people.adviser)
    page = adviser.get(address)
    assert "Kies zelf punten of een heel domein." in page.text and offered(page) == []
    assert "Geldzaken, armoede en schulden (14 vragen)" in page.text
    assert "Kies minstens 1 punt" in adviser.post(address, {"minutes": "5"}, 422).text
    assert "Begin met punt 1" in adviser.follow(adviser.post(address, {"domains": ["geld"], "minutes": "5"})).text


def test_a_point_that_is_gone_meanwhile_is_still_discussed(session, people, client_as, address):
    make_answers(session, session.scalars(select(Participation)).first(), {"inclusie/A.BL": 2})
    session.commit()
    client_as(people.adviser).post(address, {**FORM, "items": ["inclusie/A.BL"]})
    assert rows(session, select(MeetingItem.item, MeetingItem.kind)) == [("inclusie/A.BL", "")]


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

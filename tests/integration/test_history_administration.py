"""What changed outside the assessments, for administrators: who got or lost a role, municipalities, organisations."""

import uuid

import pytest

from app.models import AuditEntry
from app.web.clock import now
from tests.factories import make_assessment
from tests.histories import record

PAGE = "/beheer/geschiedenis"


def outside(session, actor, action, subject="x", where=None, **more):
    """A row of the audit trail that belongs to no assessment."""
    row = {"at": now(), "actor_id": actor.id, "municipality_id": where.id if where else None}
    session.add(AuditEntry(**row, action=action, subject=str(subject), **more))
    session.commit()


@pytest.fixture
def told(session, people):
    """A role that came, one that went, and a contact; and something inside an assessment."""
    boss, reader = people.administrator, str(people.reader.id)
    outside(session, boss, "add_role", where=people.municipality, new={"user": reader, "role": "reader"})
    gone = {"user": str(uuid.uuid4()), "role": "adviser"}
    outside(session, boss, "end_role", where=people.municipality, old=gone, reason="Ander werk.")
    outside(session, boss, "import_municipalities", old={"GM9901": "Oud"}, new={"GM9901": "Nieuw"})
    outside(session, people.adviser, "add_contact", where=people.municipality, new={"kind": "phone"})
    record(session, make_assessment(session, people), people.coordinator, "approve", reason="Blijft binnen.")


def test_an_administrator_reads_who_did_what_by_name(people, client_as, told):
    text = client_as(people.administrator).get(PAGE).text
    assert "4 wijzigingen. De nieuwste staat bovenaan." in text
    assert "Bea Heer gaf Lea Zer de rol " in text and " in Voorbeeldstad." in text
    assert "van iemand die hier niet meer bekend is." in text and "WaaromAnder werk." in text
    assert "1 gemeente kwam erbij of kreeg een andere naam." in text and "GM9901" in text and "Nieuw" in text
    assert "Ad Viseur noteerde een contact met Voorbeeldstad." in text
    assert "Blijft binnen." not in text and "Cora Dinator" not in text


def test_can_be_narrowed_down(people, client_as, told):
    client = client_as(people.administrator)
    assert "3 wijzigingen." in client.get(f"{PAGE}?gemeente={people.municipality.id}").text
    assert "1 wijziging." in client.get(f"{PAGE}?soort=gemeenten").text
    nothing = client.get(f"{PAGE}?soort=werkaccounts").text
    assert "Er zijn geen wijzigingen. Kies iets anders, of toon alles." in nothing
    assert "Er zijn geen wijzigingen." in client.get(f"{PAGE}?tot=1-1-2020").text


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("van=morgen", "Deze dag kunnen we niet lezen."),
        ("soort=antwoorden", "Deze keuze bestaat hier niet."),
        ("gemeente=1", "Deze keuze bestaat hier niet."),
    ],
)
def test_a_choice_that_cannot_be_read_is_explained(people, client_as, query, words):
    assert words in client_as(people.administrator).get(f"{PAGE}?{query}", 422).text


@pytest.mark.parametrize("who", ["coordinator", "participant", "reader", "adviser", "other"])
def test_it_is_for_administrators(people, client_as, who):
    client_as(getattr(people, who)).get(PAGE, 403)


def test_shows_twenty_at_a_time(session, people, client_as):
    for _ in range(21):
        outside(session, people.administrator, "add_person", people.reader.id)
    client = client_as(people.administrator)
    assert "Wijziging 1 tot en met 20 van 21." in client.get(PAGE).text
    assert "Wijziging 21 van 21. De nieuwste staat bovenaan." in client.get(f"{PAGE}?pagina=2").text

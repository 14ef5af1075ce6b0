"""Who has something to do in two municipalities chooses for which one they work; that is a filter and never a right."""

import pytest
from sqlalchemy import update

from app.models import Assessment, Membership, Participation
from app.web.clock import now
from tests.factories import make_assessment, make_participation, make_user
from tests.integration.test_assessments_statements import MOST, statements

PAGES = ("/", "/inventarisaties")


@pytest.fixture
def both(session, people):
    """A coordinator of two municipalities, each with an inventory."""
    both = make_user(session, "beiden@voorbeeldstad.example", "Bo Beiden", "coordinator", people.municipality)
    session.add(Membership(user_id=both.id, municipality_id=people.elsewhere.id, role="coordinator", created_at=now()))
    make_assessment(session, people, title="Van de stad")
    dorp = make_assessment(session, people, title="Van het dorp")
    session.execute(update(Assessment).where(Assessment.id == dorp.id).values(municipality_id=people.elsewhere.id))
    session.commit()
    return both


@pytest.mark.parametrize("path", PAGES)
def test_at_first_everything_is_shown(people, client_as, both, path):
    page = client_as(both).get(path)
    assert "Je ziet alles van je 2 gemeenten." in page.text
    assert "Van het dorp" in page.text and "Van de stad" in page.text
    assert "Kies een gemeente" in page.text


def test_the_list_is_by_municipality(people, client_as, both):
    page = client_as(both).get("/inventarisaties")
    assert page.text.index("Van het dorp") < page.text.index("Van de stad")
    headings = ["".join(e.itertext()) for level in ("h2", "h3") for e in page.all(level)]
    assert {"Voorbeelddorp", "Voorbeeldstad"} <= set(headings)


def test_narrows_down_both_pages_and_back(people, client_as, both):
    client = client_as(both)
    page = client.follow(client.post("/gemeente", {"municipality": str(people.elsewhere.id)}))
    assert page.path == "/" and "Je werkt nu voor Voorbeelddorp." in page.text
    assert "Kies een andere gemeente" in page.text
    for path in PAGES:
        page = client.get(path)
        assert "Van het dorp" in page.text and "Van de stad" not in page.text, path
        assert page.fields["municipality"] == str(people.elsewhere.id)
    page = client.follow(client.post("/gemeente", {"municipality": "", "next": "list"}))
    assert page.path == "/inventarisaties" and "Van het dorp" in page.text and "Van de stad" in page.text


def test_is_no_right(people, client_as, both, session):
    assessment = session.query(Assessment).filter_by(title="Van de stad").one()
    session.commit()
    client = client_as(both)
    client.post("/gemeente", {"municipality": str(people.elsewhere.id)})
    client.get(f"/inventarisaties/{assessment.id}")


@pytest.mark.parametrize("who", ["participant", "reader", "administrator", "coordinator"])
def test_only_an_own_municipality_can_be_chosen(people, client_as, who):
    client = client_as(getattr(people, who))
    for wanted in (str(people.elsewhere.id), "onzin", "00000000-0000-4000-8000-000000000000"):
        client.post("/gemeente", {"municipality": wanted}, status=404)
    assert "Je werkt nu voor" not in client.get("/beheer" if who == "administrator" else "/").text


def test_an_ended_role_is_no_choice(session, people, client_as, both):
    client = client_as(both)
    client.post("/gemeente", {"municipality": str(people.elsewhere.id)})
    session.execute(update(Membership).where(Membership.municipality_id == people.elsewhere.id).values(ended_at=now()))
    session.commit()
    page = client.get("/")
    assert "Je werkt nu voor" not in page.text and "Kies een" not in page.text and "Van de stad" in page.text
    client.post("/gemeente", {"municipality": str(people.elsewhere.id)}, status=404)


def test_who_takes_part_elsewhere_chooses_too(session, people, client_as, both):
    dorp = session.query(Assessment).filter_by(title="Van het dorp").one()
    # The joint part that the factory made is that of a colleague there.
    session.execute(update(Participation).where(Participation.assessment_id == dorp.id).values(role="participant"))
    session.commit()
    client = client_as(people.coordinator)
    assert "Je ziet alles van je 2 gemeenten." in client.get("/").text
    page = client.follow(client.post("/gemeente", {"municipality": str(people.elsewhere.id)}))
    assert "Van het dorp" in page.text and "Van de stad" not in page.text
    assert "Start een inventarisatie" not in page.text
    client.post("/gemeente", {"municipality": str(people.municipality.id)})
    page = client.get("/inventarisaties")
    assert "Van de stad" in page.text and f"/inventarisaties/nieuw?gemeente={people.municipality.id}" in page.links


def test_who_has_one_is_not_bothered(session, people, client_as):
    make_assessment(session, people)
    for path in PAGES:
        assert "gemeente" not in client_as(people.coordinator).get(path).fields
        assert "Kies een" not in client_as(people.coordinator).get(path).text


def test_the_pages_take_few_statements(session, people, client_as, both):
    colleague = make_user(session, "beide@voorbeeldstad.example", "Bea Beide")
    for assessment in session.query(Assessment).all():
        make_participation(session, assessment, colleague, everything=True)
    session.commit()
    # The start page of who leads rounds is a cockpit.
    for person, path, most in (
        (both, "/", 12),
        (both, "/inventarisaties", MOST),
        (colleague, "/", MOST),
        (colleague, "/inventarisaties", MOST),
    ):
        client = client_as(person)
        with statements() as sent:
            client.get(path)
        assert 0 < len(sent) <= most, (path, sent)

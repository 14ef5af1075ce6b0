"""Who reads what a municipality agreed that became part of another one, from when, and what stays closed."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from app.models import Assessment, Membership, Participation
from app.web.clock import now, today
from tests.factories import make_agreed, make_answers, make_assessment, make_participation, make_user
from tests.merging import key, make_third, merge, undo
from tests.rounds import close_round, joint_of, make_agreed_evaluation, make_baseline, make_evaluation, make_values

LIST = "/inventarisaties"
SECTION = "Van gemeenten die zijn opgegaan in Voorbeelddorp"
READABLE = (
    *("", ".pdf", ".docx", ".xlsx", ".csv", ".txt", "?soort=wethouder", "?versie=1", ".pdf?soort=wethouder&versie=1"),
    *("/tekst", "/versies", "/versies/1", "/uitleg", "/uitleg/geld"),
)
CLOSED = ("?soort=adviseur", ".json", ".pdf?soort=adviseur", ".xlsx?soort=adviseur")


@pytest.fixture
def old(session, people, once):
    """A round that Voorbeeldstad agreed."""
    return session.get_one(Assessment, once(lambda: make_baseline(session, people, title="Nulmeting 2026").id))


@pytest.fixture
def new(session, people):
    """Everybody of Voorbeelddorp, by role."""
    found = {role: make_user(session, f"{role}@dorp.example", role, role, people.elsewhere) for role in ROLES}
    session.commit()
    return {**found, "coordinator": people.other}


ROLES = ("adviser", "reader")


def report(assessment):
    """Where its report is."""
    return f"{LIST}/{key(assessment)}/rapport"


@pytest.mark.parametrize("who", ["coordinator", "adviser", "reader"])
def test_people_of_the_new_one_read_the_frozen_report(session, people, client_as, old, new, who):
    merge(session, people.municipality, people.elsewhere)
    client = client_as(new[who])
    for path in READABLE:
        assert client.ask(report(old) + path).status_code == 200, path
    for path in CLOSED:
        assert client.ask(report(old) + path).status_code == 403, path
    page = client.get(report(old))
    assert LIST in page.links and f"{LIST}/{key(old)}" not in page.links
    for link in page.links:
        if str(key(old)) in link:
            assert client.ask(link.partition("#")[0]).status_code == 200, link


def test_nothing_else_of_it_opens(session, people, client_as, old, new):
    merge(session, people.municipality, people.elsewhere)
    hub, client = f"{LIST}/{key(old)}", client_as(new["coordinator"])
    inside = ("", "/vragen/geld", "/controle", "/bespreken", "/bespreken/geld", "/bespreken/geld/A.BE", "/geschiedenis")
    also = ("/geschiedenis.csv", "/deelnemers", "/prioriteiten", "/traject", "/vaststellen/klaar")
    for path in (*inside, *also):
        assert client.ask(hub + path).status_code == 404, path
    assert client.ask(f"/netwerk/meedoen/{key(old)}").status_code == 404


def test_not_before_the_day_and_not_after_undoing(session, people, client_as, old, new):
    client = client_as(new["coordinator"])
    client.get(report(old), status=404)
    merge(session, people.municipality, people.elsewhere, today() + timedelta(days=1))
    client.get(report(old), status=404)
    assert SECTION not in client.get(LIST).text
    merge(session, people.municipality, people.elsewhere, today())
    client.get(report(old))
    assert SECTION in client.get(LIST).text
    undo(session, people.municipality)
    client.get(report(old), status=404)
    assert SECTION not in client.get(LIST).text


def test_the_old_one_does_not_read_the_new_one(session, people, client_as, old):
    merge(session, people.elsewhere, people.municipality)
    there = make_user(session, "lezer@dorp.example", "Lezer", "reader", people.elsewhere)
    session.commit()
    for somebody in (people.other, there):
        client_as(somebody).get(report(old), status=404)
        assert "Van gemeenten die zijn opgegaan" not in client_as(somebody).get(LIST).text


def test_who_had_access_keeps_it(session, people, client_as, old):
    merge(session, people.municipality, people.elsewhere)
    for who, status in (("coordinator", 200), ("adviser", 200), ("reader", 403)):
        client = client_as(getattr(people, who))
        page = client.get(LIST)
        assert "Nulmeting 2026" in page.text and "Van gemeenten die zijn opgegaan" not in page.text
        assert client.ask(f"{report(old)}?soort=adviseur").status_code == status
    client_as(people.coordinator).get(f"{LIST}/{key(old)}")


def test_nobody_else_reads_it(session, people, client_as, old, new):
    third = make_third(session)
    stranger = make_user(session, "coordinator@nieuwstad.example", "Vreemd", "coordinator", third)
    colleague = make_user(session, "invuller@dorp.example", "Collega")
    before = make_user(session, "weg@dorp.example", "Weg", "coordinator", people.elsewhere)
    session.execute(update(Membership).where(Membership.user_id == before.id).values(ended_at=now()))
    make_participation(session, make_evaluation(session, people, old), people.participant, everything=True)
    there = make_assessment(session, people)
    session.execute(
        update(Participation)
        .where(Participation.assessment_id == there.id)
        .values(municipality_id=people.elsewhere.id, user_id=colleague.id, role="participant")
    )
    session.execute(update(Assessment).where(Assessment.id == there.id).values(municipality_id=people.elsewhere.id))
    session.commit()
    merge(session, people.municipality, people.elsewhere)
    for somebody in (stranger, colleague, before, people.administrator):
        client_as(somebody).get(report(old), status=404)
    client_as(people.participant).get(report(old), status=404)
    client_as(None).ask(report(old))


def test_a_colleague_of_the_old_one_with_a_role_in_the_new_one_reads_as_a_reader(session, people, client_as, old):
    make_participation(session, old, people.participant, everything=True)
    session.commit()
    client_as(people.participant).get(report(old), status=403)
    session.add(
        Membership(
            user_id=people.participant.id, municipality_id=people.elsewhere.id, role="coordinator", created_at=now()
        )
    )
    session.commit()
    merge(session, people.municipality, people.elsewhere)
    client = client_as(people.participant)
    client.get(report(old))
    client.get(f"{report(old)}?soort=adviseur", status=403)


def test_only_what_was_agreed(session, people, client_as, new):
    made = make_assessment(session, people, state="in_review", title="Nog bezig")
    merge(session, people.municipality, people.elsewhere)
    client = client_as(new["adviser"])
    client.get(report(made), status=404)
    assert "Nog bezig" not in client.get(LIST).text


def test_what_runs_can_be_finished(session, people, client_as, new):
    made = make_assessment(session, people, state="in_review", title="Nog bezig")
    make_answers(session, joint_of(session, made), make_values(made.questionnaire_version, 2))
    merge(session, people.municipality, people.elsewhere)
    client_as(people.coordinator).post(
        f"{LIST}/{key(made)}/bespreken/geld/A.BE", {"value": "3", "reason": "Zo.", "seen": "0"}
    )
    client_as(people.adviser).post(f"{LIST}/{key(made)}/akkoord")
    client_as(people.coordinator).post(f"{LIST}/{key(made)}/vaststellen")
    client_as(new["reader"]).get(report(made))


def test_after_reopening_the_frozen_version_stays(session, people, client_as, old, new):
    client_as(people.coordinator).post(f"{LIST}/{key(old)}/heropenen", {"reason": "Alleen voor ons."})
    merge(session, people.municipality, people.elsewhere)
    client = client_as(new["coordinator"])
    assert "Voorlopig" not in client.get(report(old)).text
    assert "Alleen voor ons." not in client.get(f"{report(old)}/versies").text


def test_explanations_tell_no_more_of_anybody_than_the_report(session, people, client_as, new):
    made = make_assessment(session, people, state="in_review")
    make_answers(session, joint_of(session, made), make_values(made.questionnaire_version, 2))
    for number, (level, value) in enumerate((("uitvoering", 4), ("uitvoering", 3), ("bestuur", 0))):
        part = make_participation(session, made, make_user(session, f"{number}@stad.example", level), level=level)
        make_answers(session, part, {"geld/A.UI": value}, reason="Geheime reden")
    make_agreed(session, made, people.adviser, {"geld/S.BE": 3}, present="de wethouder zelf", dissent="Ik zeg 1.")
    close_round(session, people, made)
    merge(session, people.municipality, people.elsewhere)
    uitleg = f"{report(made)}/uitleg/geld"
    inside = client_as(people.reader).get(uitleg).text
    assert "Erbij: de wethouder zelf" in inside and "Door functie van Ad Viseur" in inside
    outside = client_as(new["coordinator"]).get(uitleg).text
    level = "Collega’s bij uitvoering antwoorden gemiddeld"
    assert level in inside
    for words in ("Erbij:", "functie van", "Geheime reden", level):
        assert words not in outside
    assert "Afgesproken: 3 × 25 = 75,0." in outside and "Het gemiddelde van de 4 antwoorden is" in outside


def test_then_and_now_of_the_old_one_is_read_too(session, people, client_as, old, new):
    later = make_agreed_evaluation(session, people, old)
    merge(session, people.municipality, people.elsewhere)
    compared, client = f"{LIST}/{key(later)}/vergelijking", client_as(new["adviser"])
    for path in ("", ".pdf"):
        assert client.ask(compared + path).status_code == 200, path
    for path in (".json", ".xlsx"):
        assert client.ask(compared + path).status_code == client_as(people.reader).ask(compared + path).status_code
    for link in client.get(compared).links:
        if str(key(later)) in link or str(key(old)) in link:
            assert client.ask(link.partition("#")[0]).status_code == 200, link

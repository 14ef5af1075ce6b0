"""The history of an assessment: everything that changed, in sentences, and what can be chosen of it."""

from datetime import timedelta

import pytest

from app.web.clock import now
from tests.factories import make_agreed, make_answers, make_participation, make_user
from tests.histories import closing, joint_part, make_history, record, remark
from tests.integration.test_assessments_statements import statements


@pytest.fixture
def made(session, people):
    return make_history(session, people)


@pytest.fixture
def address(made):
    return f"/inventarisaties/{made.id}/geschiedenis"


@pytest.mark.parametrize("who", ["coordinator", "adviser"])
def test_tells_who_changed_an_answer_from_what_to_what(session, people, client_as, address, who):
    page = client_as(getattr(people, who)).get(address)
    assert page.h1 == "Geschiedenis"
    text = page.text
    assert "2 wijzigingen. De nieuwste staat bovenaan." in text
    assert "Medewerker schulden, beleid veranderde het antwoord op ‘" in text
    assert "’ (Geldzaken) van 2 naar 3." in text
    assert "Toelichting Was: Dat zag ik. Is nu: Dat zag ik nu echt." in text.replace(
        "ToelichtingWas", "Toelichting Was"
    )
    assert "Hoe zekerZeker" in text
    assert text.index("van 2 naar 3") < text.index("met 2.")
    assert "Ivo" not in page.html and "Vuller" not in page.html


def test_tells_agreed_scores_with_reason_dissent_and_who_was_there(session, people, client_as, made, address):
    make_agreed(session, made, people.adviser, {"geld/A.BE": 3}, present="wethouder", dissent="uitvoering blijft bij 1")
    make_agreed(session, made, people.adviser, {"geld/A.BE": ""}, seen=1)
    text = client_as(people.coordinator).get(f"{address}?soort=afspraken").text
    assert "Functie van Ad Viseur trok de afgesproken score in van ‘" in text
    assert "Functie van Ad Viseur sprak een score af voor ‘" in text and ": 3." in text
    assert "Wie erbij warenwethouder" in text and "Wie het anders zietuitvoering blijft bij 1" in text
    assert "WaaromZo hebben we het besproken." in text


def test_tells_steps_with_their_reason(session, people, client_as, made, address):
    new = {"domains": ["geld", "inclusie"], "versions": {}}
    record(session, made, people.adviser, "send_back", str(made.id), new=new, reason="Kijk nog eens.")
    record(session, made, None, "remind_people", str(made.id), new=[str(joint_part(session).id)])
    record(session, made, people.adviser, "long_forgotten", "x", old=[1], new="y")
    text = client_as(people.coordinator).get(f"{address}?soort=stappen").text
    assert "Functie van Ad Viseur stuurde terug: Geldzaken, armoede en schulden en Sociale inclusie" in text
    assert "WaaromKijk nog eens." in text
    assert "deed iets dat hier geen zin heeft (long_forgotten)." in text
    assert "herinnering" not in text
    assert (
        "Samenhang stuurde een herinnering aan" in client_as(people.coordinator).get(f"{address}?soort=deelnemers").text
    )


def test_can_be_narrowed_down(session, people, client_as, made, address):
    joint = joint_part(session)
    make_answers(session, joint, {"inclusie/A.BE": 0}, saved_at=now() - timedelta(days=40))
    make_agreed(session, made, people.adviser, {"geld/M.BE": 2})
    record(session, made, people.coordinator, "set_ambition", "inclusie", old=None, new=75)
    client = client_as(people.adviser)

    def total(query):
        return client.get(f"{address}?{query}").text.split(" wijziging")[0].rsplit(" ", 1)[-1]

    assert total("") == "5"
    assert total("vraag=geld/A.BE") == "2"
    assert total("domein=geld") == "3"
    assert total("domein=inclusie") == "2"
    assert total(f"wie={people.participant.id}") == "2"
    assert total(f"wie={people.adviser.id}") == "1"
    assert total(f"wie={people.coordinator.id}") == "2"
    assert total("soort=antwoorden") == "3"
    assert total("soort=afspraken") == "2"
    assert total("soort=afspraken&domein=inclusie") == "1"
    day = (now() - timedelta(days=20)).date()
    assert total(f"van={day.isoformat()}") == "4"
    assert total(f"tot={day.day}-{day.month}-{day.year}") == "1"


def test_a_day_counts_as_a_whole_in_the_netherlands(session, people, client_as, made, address):
    # Half past midnight on 3 July here is still 2 July in UTC.
    late = now().replace(year=2026, month=7, day=2, hour=22, minute=30)
    make_answers(session, joint_part(session), {"inclusie/A.BE": 0}, saved_at=late)
    client = client_as(people.adviser)
    assert "1 wijziging." in client.get(f"{address}?van=3-7-2026&tot=3-7-2026").text
    assert "Er zijn geen wijzigingen." in client.get(f"{address}?van=2-7-2026&tot=2-7-2026").text


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("van=morgen", "Deze dag kunnen we niet lezen."),
        ("van=4-12-2026&tot=1-12-2026", "Deze dag ligt voor de eerste dag."),
        ("soort=onzin", "Deze keuze bestaat hier niet."),
        ("domein=wonen", "Deze keuze bestaat hier niet."),
        ("wie=1", "Deze keuze bestaat hier niet."),
    ],
)
def test_a_choice_that_cannot_be_read_is_explained(people, client_as, address, query, words):
    page = client_as(people.adviser).get(f"{address}?{query}", 422)
    assert words in page.text
    assert client_as(people.adviser).ask(f"{address}.csv?{query}").status_code == 404


def test_a_question_that_is_not_there_is_not_found(people, client_as, address):
    client_as(people.adviser).get(f"{address}?vraag=wonen/A.BE", 404)


def test_shows_twenty_at_a_time(session, people, client_as, made, address):
    joint = joint_part(session)
    make_answers(session, joint, {"geld/A.BL": 0})
    for version in range(1, 50):
        make_answers(session, joint, {"geld/A.BL": version % 5}, seen=version)
    client = client_as(people.adviser)
    first = client.get(f"{address}?vraag=geld/A.BL")
    assert "Wijziging 1 tot en met 20 van 50." in first.text
    older = next(link for link in first.links if "pagina=2" in link)
    assert "vraag=geld" in older
    assert "Wijziging 21 tot en met 40 van 50." in client.get(older).text
    last = client.get(f"{address}?vraag=geld/A.BL&pagina=3")
    assert "Wijziging 41 tot en met 50 van 50." in last.text and "Oudere wijzigingen" not in last.text
    assert "Wijziging 1 tot en met 20" in client.get(f"{address}?vraag=geld/A.BL&pagina=99").text
    assert "Wijziging 1 tot en met 20" in client.get(f"{address}?vraag=geld/A.BL&pagina=x").text


def test_takes_few_statements_whatever_there_is(session, people, client_as, made, address):
    client = client_as(people.adviser)
    remark(session, made, people.adviser, "Een opmerking.")
    make_agreed(session, made, people.adviser, {"geld/M.BE": 2})
    record(session, made, people.adviser, "approve", str(made.id))
    closing(session, joint_part(session), "Goed.")
    with statements() as few:
        client.get(address)
    for number in range(4):
        part = make_participation(session, made, make_user(session, f"{number}@voorbeeldstad.example", "Een"))
        make_answers(session, part, {"geld/A.BE": 1, "geld/A.BL": 2})
    with statements() as many:
        client.get(address)
    assert len(few) == len(many) <= 12, many

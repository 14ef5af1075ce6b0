"""The list of inventories: whose, in which state, and what is next."""

from app.web.clock import now
from tests.factories import make_answers, make_assessment, make_participation

LIST = "/inventarisaties"


def test_empty_list_says_what_to_do(people, client_as):
    page = client_as(people.coordinator).get(LIST)
    assert "Je hebt nog geen inventarisatie" in page.text
    assert "/inventarisaties/nieuw" in page.links


def test_who_may_not_start_is_told_who_can(people, client_as):
    page = client_as(people.adviser).get(LIST)
    assert "De coördinator van de gemeente start een inventarisatie" in page.text
    assert "/inventarisaties/nieuw" not in page.links


def test_shows_state_round_and_next_step(session, people, client_as):
    assessment = make_assessment(session, people, title="Najaar 2026")
    page = client_as(people.coordinator).get(LIST)
    assert f"/inventarisaties/{assessment.id}" in page.links
    for words in ("Voorbeeldstad", "Najaar 2026", "Eerste meting", "Invullen", "Beantwoord de vragen."):
        assert words in page.text


def test_next_step_differs_by_role_and_state(session, people, client_as):
    make_assessment(session, people, title="Open")
    assert "Je hoeft nu niets te doen" in client_as(people.adviser).get(LIST).text
    in_review = make_assessment(session, people, title="In gesprek", state="in_review")
    make_participation(session, in_review, people.participant)
    session.commit()
    assert "maak afspraken over de scores" in client_as(people.adviser).get(LIST).text
    assert "Je hoeft nu niets te doen" in client_as(people.participant).get(LIST).text


def test_after_handing_in_the_coordinator_can_start_the_review(session, people, client_as):
    assessment = make_assessment(session, people)
    coordinator = client_as(people.coordinator)
    coordinator.post(f"{LIST}/{assessment.id}/controle")
    assert "Start de bespreking." in coordinator.get(LIST).text


def test_does_not_show_another_municipality(session, people, client_as):
    assessment = make_assessment(session, people, title="Van de buren")
    page = client_as(people.other).get(LIST)
    assert "Van de buren" not in page.html
    assert str(assessment.id) not in page.html


def test_reader_sees_only_what_was_agreed(session, people, client_as):
    make_assessment(session, people, title="Nog bezig", state="in_review")
    make_assessment(session, people, title="Klaar", state="agreed", agreed_at=now())
    page = client_as(people.reader).get(LIST)
    assert "Klaar" in page.text and "Nog bezig" not in page.html


def test_shows_no_answers(session, people, client_as):
    assessment = make_assessment(session, people)
    part = make_participation(session, assessment, people.participant)
    make_answers(session, part, {"geld/A.BE": 3}, reason="Geheime reden")
    assert "Geheime reden" not in client_as(people.coordinator).get(LIST).html


def test_an_adviser_who_answers_as_a_colleague_is_told_to_answer(session, people, client_as):
    assessment = make_assessment(session, people)
    make_participation(session, assessment, people.adviser, everything=True)
    session.commit()
    page = client_as(people.adviser).get(LIST)
    assert "Beantwoord" in page.text and "Je hoeft nu niets te doen" not in page.text

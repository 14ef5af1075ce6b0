"""A participant answers only the own domains and levels, and never meets answers of others."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, select, update

from app.models import Answer, Assessment, AssessmentDomain, Membership, Participation, ParticipationPart
from app.web.clock import today
from app.web.formatting import day_and_date
from questionnaires.catalogue import current
from tests.factories import make_answers, make_assessment, make_participation

LEVELS = [question.level for question in current("iba").of_kind("domain")]


@pytest.fixture
def assessment(session, people):
    """The participant answers Geldzaken for the level of execution, and the coordinator answered already."""
    assessment = make_assessment(session, people)
    part = make_participation(session, assessment, people.participant, level="uitvoering", state="invited")
    assign(session, part, "geld", "uitvoering")
    joint = session.scalars(select(Participation).where(Participation.everything)).one()
    make_answers(session, joint, {"geld/A.UI": 4, "geld/A.BE": 1}, reason="Reden van de coördinator")
    return assessment


def assign(session, part, domain, level=""):
    session.add(
        ParticipationPart(participation_id=part.id, municipality_id=part.municipality_id, domain=domain, level=level)
    )
    session.commit()


def test_sees_only_the_own_part(people, client_as, assessment):
    hub = f"/inventarisaties/{assessment.id}"
    participant = client_as(people.participant)
    count = LEVELS.count("uitvoering")
    page = participant.get(hub)
    assert f"0 van {count} vragen beantwoord" in page.text
    assert "Inclusie" not in page.text and "Algemene vragen" not in page.text
    page = participant.get(f"{hub}/vragen/geld/A.UI")
    assert page.title.startswith(f"Vraag 1 van {count}: Geldzaken")
    page = participant.get(f"{hub}/vragen/geld")
    assert len([name for name in page.fields if name.endswith("-seen")]) == count


def test_questions_of_others_do_not_exist(session, people, client_as, assessment):
    hub = f"/inventarisaties/{assessment.id}"
    participant = client_as(people.participant)
    for question in ("geld/A.BE", "geld/A.BL", "inclusie/A.UI", "algemeen/G1"):
        participant.get(f"{hub}/vragen/{question}", status=404)
        participant.post(f"{hub}/vragen/{question}", {"value": "2"}, status=404)
    participant.get(f"{hub}/vragen/inclusie", status=404)


def test_answers_of_others_appear_nowhere(people, client_as, assessment):
    hub = f"/inventarisaties/{assessment.id}"
    participant = client_as(people.participant)
    for page in ("", "/vragen/geld/A.UI", "/vragen/geld", "/controle"):
        shown = participant.get(hub + page)
        assert "Reden van de coördinator" not in shown.html
        assert "value" not in shown.fields and "A.UI-value" not in shown.fields


def test_an_own_answer_stands_beside_that_of_another(session, people, client_as, assessment):
    hub = f"/inventarisaties/{assessment.id}"
    participant = client_as(people.participant)
    participant.post(f"{hub}/vragen/geld/A.UI", {"value": "1", "reason": "Mijn reden", "seen": "0"})
    participant.post(f"{hub}/vragen/geld", {"A.BE-value": "3"})
    rows = session.execute(select(Answer.item, Answer.value).order_by(Answer.item, Answer.value)).all()
    session.commit()
    assert [tuple(row) for row in rows] == [("geld/A.BE", "1"), ("geld/A.UI", "1"), ("geld/A.UI", "4")]
    assert "Mijn reden" not in client_as(people.coordinator).get(f"{hub}/controle").html


def test_the_first_answer_begins_the_participation(session, people, client_as, assessment):
    participant = client_as(people.participant)
    participant.post(f"/inventarisaties/{assessment.id}/vragen/geld/A.UI", {"value": "1"})
    states = session.scalars(select(Participation.state).where(Participation.user_id == people.participant.id)).all()
    assert states == ["started"]


def test_the_general_part_is_assigned_as_a_whole(session, people, client_as, assessment):
    part = session.scalars(select(Participation).where(Participation.user_id == people.participant.id)).one()
    assign(session, part, "algemeen")
    page = client_as(people.participant).get(f"/inventarisaties/{assessment.id}/vragen/algemeen")
    assert len([name for name in page.fields if name.endswith("-seen")]) == 12


def deadline(session, day):
    session.execute(update(Assessment).values(deadline=day))
    session.commit()


@pytest.mark.parametrize(
    ("days", "sentence"),
    [(10, "Nog 10 dagen"), (1, "Nog 1 dag"), (0, "Vandaag is de laatste dag")],
)
def test_hears_until_when_and_whom_to_ask(session, people, client_as, assessment, days, sentence):
    day = today() + timedelta(days=days)
    deadline(session, day)
    hub = f"/inventarisaties/{assessment.id}"
    page = client_as(people.participant).get(hub)
    assert sentence in page.text
    assert f"Tot en met {day_and_date(day)}." in page.text
    assert f"{hub}/deadline.ics" in page.links
    assert "Cora Dinator" in page.text
    assert [
        link for link in page.links if link.startswith(f"mailto:{people.coordinator.email}?subject=Eerste%20meting")
    ]
    assert f"0 van {LEVELS.count('uitvoering')} vragen beantwoord, nog ongeveer" in page.text
    assert "bespreking-starten" not in page.html and f"{hub}/deelnemers" not in page.links


def test_nobody_but_a_coordinator_of_now_is_named(session, people, client_as, assessment):
    session.execute(
        update(Membership).where(Membership.user_id == people.coordinator.id).values(ended_at=assessment.created_at)
    )
    session.commit()
    page = client_as(people.participant).get(f"/inventarisaties/{assessment.id}")
    assert "Cora Dinator" not in page.text and not [link for link in page.links if link.startswith("mailto")]


def test_after_the_last_day_everything_can_be_read_and_nothing_changed(session, people, client_as, assessment):
    hub = f"/inventarisaties/{assessment.id}"
    participant = client_as(people.participant)
    participant.post(f"{hub}/vragen/geld/A.UI", {"value": "1", "reason": "Wat ik vond."})
    deadline(session, today() - timedelta(days=1))
    page = participant.get(hub)
    assert (
        "Je kunt niets meer invullen of veranderen" in page.text and "De laatste dag om te antwoorden was" in page.text
    )
    assert f"{hub}/controle" in page.links and not [link for link in page.links if "/vragen/" in link]
    page = participant.get(f"{hub}/controle")
    assert "Wat ik vond." in page.text and "Lever je antwoorden in" not in page.text
    assert [link for link in page.links if link.startswith(f"mailto:{people.coordinator.email}")]
    page = participant.post(f"{hub}/vragen/geld/A.UI", {"value": "2", "reason": "Te laat getypt.", "seen": "1"}, 409)
    assert "Te laat getypt." in page.text and "De laatste dag om te antwoorden is voorbij." in page.text
    assert [link for link in page.links if link.startswith(f"mailto:{people.coordinator.email}")]
    page = participant.post(f"{hub}/controle", status=409)
    assert page.h1 == "Je antwoorden zijn niet ingeleverd"
    # The deadline is the coordinator's own.
    client_as(people.coordinator).post(f"{hub}/vragen/geld/A.BL", {"value": "2"})


def test_hears_what_happens_with_the_answers(session, people, client_as, assessment):
    deadline(session, today() + timedelta(days=3))
    hub = f"/inventarisaties/{assessment.id}"
    participant = client_as(people.participant)
    page = participant.follow(participant.post(f"{hub}/controle"))
    assert page.h1 == "Klaar. Wat gebeurt er nu?"
    for words in ("Dit gebeurt er met je antwoorden", "tenzij de bespreking eerder begint", "Cora Dinator"):
        assert words in page.text
    session.execute(update(Assessment).values(state="in_review"))
    session.commit()
    page = participant.get(f"{hub}/controle/klaar")
    assert "De bespreking is begonnen." in page.text and "nog veranderen" not in page.text


def test_a_domain_of_somebody_that_was_sent_back_is_theirs_again(session, people, client_as, assessment):
    session.execute(update(Assessment).values(state="in_review"))
    columns = {"sent_back_at": assessment.created_at, "sent_back_reason": "Kijk nog eens naar het geld."}
    session.execute(update(AssessmentDomain).where(AssessmentDomain.domain == "inclusie").values(**columns))
    session.commit()
    hub = f"/inventarisaties/{assessment.id}"
    participant = client_as(people.participant)
    page = participant.get(hub)
    assert "Je hoeft nu niets te doen" in page.text and not [link for link in page.links if "/vragen/" in link]
    session.execute(update(AssessmentDomain).where(AssessmentDomain.domain == "geld").values(**columns))
    session.commit()
    page = participant.get(hub)
    assert "Kijk nog eens naar Geldzaken" in page.text and "Kijk nog eens naar het geld." in page.text
    assert f"{hub}/vragen/geld/A.UI" in page.links
    participant.post(f"{hub}/vragen/geld/A.UI", {"value": "2"})
    page = participant.get(f"{hub}/controle")
    assert "Alleen daar kun je je antwoorden nog veranderen." in page.text and f"{hub}/vragen/geld/A.UI" in page.links
    page = participant.follow(participant.post(f"{hub}/controle"))
    assert "Je kunt je antwoorden nog veranderen tot de coördinator alles opnieuw inlevert." in page.text
    assert "Je hebt je antwoorden opnieuw ingeleverd." in participant.get(hub).text
    assert "Je hebt opnieuw ingeleverd." in participant.get("/inventarisaties").text
    # Once the domain is closed again there is nothing to hand in.
    session.execute(update(AssessmentDomain).values(sent_back_at=None, sent_back_reason=None))
    session.execute(update(Participation).values(state="started"))
    session.commit()
    page = participant.post(f"{hub}/controle", status=409)
    assert "De bespreking is begonnen." in page.text


def test_what_was_agreed_is_no_report_for_a_colleague(session, people, client_as, assessment):
    session.execute(update(Assessment).values(state="agreed", agreed_at=assessment.created_at))
    session.commit()
    hub = f"/inventarisaties/{assessment.id}"
    page = client_as(people.participant).get(hub)
    assert "Vraag het de coördinator" in page.text and f"{hub}/rapport" not in page.links
    client_as(people.participant).get(f"{hub}/rapport", status=403)


@pytest.mark.parametrize("columns", [{"ended_at": datetime(2026, 11, 1, tzinfo=UTC)}, {"invited_at": None}])
def test_who_has_left_or_is_not_invited_yet_finds_nothing(session, people, client_as, assessment, columns):
    session.execute(update(Participation).where(Participation.user_id == people.participant.id).values(**columns))
    session.commit()
    hub = f"/inventarisaties/{assessment.id}"
    participant = client_as(people.participant)
    for path in ("", "/vragen/geld", "/vragen/geld/A.UI", "/vragen/geld/slotvragen", "/controle", "/controle/klaar"):
        participant.get(hub + path, status=404)
    for path in ("/vragen/geld", "/vragen/geld/A.UI", "/vragen/geld/slotvragen", "/controle"):
        participant.post(hub + path, {"value": "1"}, status=404)
    for path in ("/", "/inventarisaties"):
        assert str(assessment.id) not in participant.get(path).html


def test_opening_changes_nothing(session, people, client_as, assessment):
    participant = client_as(people.participant)
    for path in ("", "/vragen/geld", "/vragen/geld/A.UI", "/vragen/geld/slotvragen", "/controle"):
        participant.get(f"/inventarisaties/{assessment.id}{path}")
    states = session.scalars(select(Participation.state).where(Participation.user_id == people.participant.id)).all()
    assert states == ["invited"]


def test_without_questions_it_says_so(session, people, client_as, assessment):
    session.execute(delete(ParticipationPart))
    session.commit()
    hub = f"/inventarisaties/{assessment.id}"
    page = client_as(people.participant).get(hub)
    assert "Je hebt op dit moment geen vragen." in page.text and "0 van 0" not in page.text
    assert "niets om te controleren" in client_as(people.participant).get(f"{hub}/controle").text

"""Blind first: nothing of others before the own answer, and numbers only after it, from three others on."""

import pytest
from sqlalchemy import select, update

from app.clock import now
from app.models import Assessment, Membership, Participation
from tests.factories import make_answers, make_assessment, make_participation, make_user
from tests.integration.test_assessments_statements import MOST, statements

ITEM = "geld/A.BE"
SECRETS = (
    "Geheime reden",
    "Geheim bewijs",
    "geheim.example",
    "functie van Collega",
    "Collega Nummer",
    "hoofd geheimen",
)
PAGES = ("", "/vragen/geld/A.BE", "/vragen/geld", "/vragen/geld/slotvragen", "/controle")


@pytest.fixture
def assessment(session, people):
    """An open inventory in which the participant answers everything."""
    made = make_assessment(session, people)
    make_participation(session, made, people.participant, everything=True, level="beleid")
    session.commit()
    return made


def others_answer(session, people, assessment, values):
    """A colleague for each of these values, who all say why."""
    for number, value in enumerate(values):
        colleague = make_user(session, f"collega{number}@voorbeeldstad.example", f"Collega Nummer {number}")
        part = make_participation(session, assessment, colleague, function="hoofd geheimen", level="uitvoering")
        said = {"evidence_kind": "document", "evidence_note": "Geheim bewijs"}
        make_answers(
            session, part, {ITEM: value}, reason="Geheime reden", evidence_link="https://geheim.example", **said
        )


def rows(page):
    """The distribution as the page shows it: the number by the first word of the answer."""
    cells = [["".join(cell.itertext()) for cell in row if cell.tag.endswith(("th", "td"))] for row in page.all("tr")]
    return {text.split(".")[0]: int(count) for text, count in (row for row in cells if row[1].isdecimal())}


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_before_the_own_answer_there_is_nothing_at_all(session, people, client_as, assessment, count):
    others_answer(session, people, assessment, [4] * count)
    participant = client_as(people.participant)
    for path in PAGES:
        page = participant.get(f"/inventarisaties/{assessment.id}{path}")
        assert "Wat antwoordden anderen" not in page.html and "ook beantwoord" not in page.html, path
        assert not [secret for secret in SECRETS if secret in page.html], path
        assert "value" not in page.fields and "A.BE-value" not in page.fields


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ([], "Nog niemand anders heeft deze vraag beantwoord."),
        ([4], "1 ander heeft deze vraag ook beantwoord."),
        ([4, "unknown"], "2 anderen hebben deze vraag ook beantwoord."),
    ],
)
def test_of_fewer_than_three_only_the_number_is_told(session, people, client_as, assessment, values, sentence):
    others_answer(session, people, assessment, values)
    participant = client_as(people.participant)
    participant.post(f"/inventarisaties/{assessment.id}/vragen/{ITEM}", {"value": "1"})
    page = participant.get(f"/inventarisaties/{assessment.id}/vragen/{ITEM}")
    assert sentence in page.text
    assert "laagste antwoord is" not in page.text and not page.all("table")
    assert page.fields["value"] == "1"
    assert not [secret for secret in SECRETS if secret in page.html]


def test_from_three_on_the_spread_is_shown_and_never_who(session, people, client_as, assessment):
    others_answer(session, people, assessment, [4, 2, 4, "unknown", "not_applicable"])
    participant = client_as(people.participant)
    hub = f"/inventarisaties/{assessment.id}"
    participant.post(f"{hub}/vragen/{ITEM}", {"value": "1"})
    page = participant.get(f"{hub}/vragen/{ITEM}")
    assert "5 anderen hebben deze vraag ook beantwoord." in page.text
    assert "Het laagste antwoord is 2, het hoogste 4." in page.text
    assert rows(page) == {"0": 0, "1": 0, "2": 1, "3": 0, "4": 2, "Weet ik niet": 1, "Niet van toepassing": 1}
    for path in PAGES:
        page = participant.get(hub + path)
        assert not [secret for secret in SECRETS if secret in page.html], path
        assert ("laagste antwoord is" in page.text) == path.endswith("/A.BE"), path


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ([3, 3, 3], "Wie een antwoord van 0 tot en met 4 koos, koos steeds 3."),
        (["unknown"] * 3, "Niemand van hen koos een antwoord van 0 tot en met 4."),
    ],
)
def test_when_they_agree_or_do_not_know(session, people, client_as, assessment, values, sentence):
    others_answer(session, people, assessment, values)
    participant = client_as(people.participant)
    participant.post(f"/inventarisaties/{assessment.id}/vragen/{ITEM}", {"value": "unknown"})
    assert sentence in participant.get(f"/inventarisaties/{assessment.id}/vragen/{ITEM}").text


def test_an_answer_to_another_question_opens_nothing(session, people, client_as, assessment):
    others_answer(session, people, assessment, [4, 4, 4])
    participant = client_as(people.participant)
    participant.post(f"/inventarisaties/{assessment.id}/vragen/geld/A.BL", {"value": "1"})
    assert "anderen" not in participant.get(f"/inventarisaties/{assessment.id}/vragen/{ITEM}").text


def test_coordinator_and_adviser_together_are_one_of_the_others(session, people, client_as, assessment):
    joint = session.scalars(select(Participation).where(Participation.role == "coordinator")).one()
    make_answers(session, joint, {ITEM: 0})
    others_answer(session, people, assessment, [1, 2])
    participant = client_as(people.participant)
    participant.post(f"/inventarisaties/{assessment.id}/vragen/{ITEM}", {"value": "3"})
    page = participant.get(f"/inventarisaties/{assessment.id}/vragen/{ITEM}")
    assert rows(page) == {"0": 1, "1": 1, "2": 1, "3": 0, "4": 0, "Weet ik niet": 0, "Niet van toepassing": 0}


def test_the_coordinator_answers_blind_as_well(session, people, client_as, assessment):
    others_answer(session, people, assessment, [1, 2, 4])
    address = f"/inventarisaties/{assessment.id}/vragen/{ITEM}"
    coordinator = client_as(people.coordinator)
    assert "anderen" not in coordinator.get(address).text
    coordinator.post(address, {"value": "3"})
    page = coordinator.get(address)
    assert "3 anderen hebben deze vraag ook beantwoord." in page.text
    assert not [secret for secret in SECRETS if secret in page.html]


def test_who_has_left_still_counts(session, people, client_as, assessment):
    others_answer(session, people, assessment, [1, 2, 4])
    session.execute(
        update(Participation).where(Participation.function == "hoofd geheimen").values(ended_at=assessment.created_at)
    )
    session.commit()
    participant = client_as(people.participant)
    participant.post(f"/inventarisaties/{assessment.id}/vragen/{ITEM}", {"value": "3"})
    assert "3 anderen" in participant.get(f"/inventarisaties/{assessment.id}/vragen/{ITEM}").text


def test_pages_of_a_save_that_failed_show_nothing_of_others(session, people, client_as, assessment):
    others_answer(session, people, assessment, [1, 2, 4])
    address = f"/inventarisaties/{assessment.id}/vragen/{ITEM}"
    participant = client_as(people.participant)
    participant.post(address, {"value": "3"})
    conflict = participant.post(address, {"value": "2", "seen": "0"}, status=409)
    mistake = participant.post(address, {"value": "9", "seen": "1"}, status=422)
    session.execute(update(Assessment).values(state="in_review"))
    session.commit()
    closed = participant.post(address, {"value": "2", "seen": "1"}, status=409)
    for page in (conflict, mistake, closed, participant.get(f"/inventarisaties/{assessment.id}/controle")):
        assert "anderen hebben" not in page.html and "laagste antwoord is" not in page.html
        assert not [secret for secret in SECRETS if secret in page.html]


def test_takes_few_statements(session, people, client_as, assessment):
    others_answer(session, people, assessment, [1, 2, 4])
    address = f"/inventarisaties/{assessment.id}/vragen/{ITEM}"
    participant = client_as(people.participant)
    participant.post(address, {"value": "3"})
    with statements() as sent:
        participant.get(address)
    assert 0 < len(sent) <= MOST, sent


PREVIEWS = ("/bespreken", "/bespreken/geld", f"/bespreken/{ITEM}", "/rapport", "/rapport.json", "/rapport/kansen.svg")


def nothing_of_others(client, assessment):
    """Whether the pages of the review and the report tell nothing that others said."""
    for path in PREVIEWS:
        answer = client.ask(f"/inventarisaties/{assessment.id}{path}")
        assert answer.status_code == (409 if "rapport" in path else 200), path
        assert not [secret for secret in SECRETS if secret in answer.get_data(as_text=True)], path
    return True


def test_an_adviser_who_answers_as_a_colleague_does_so_blind(session, people, client_as, assessment):
    others_answer(session, people, assessment, [4])
    adviser = client_as(people.adviser)
    assert "Geheime reden" in adviser.get(f"/inventarisaties/{assessment.id}/bespreken/{ITEM}").text
    make_participation(session, assessment, people.adviser, everything=True)
    session.commit()
    assert nothing_of_others(adviser, assessment)


def test_a_coordinator_who_is_adviser_too_answers_blind(session, people, client_as, assessment):
    others_answer(session, people, assessment, [4])
    role = {"user_id": people.coordinator.id, "municipality_id": people.municipality.id, "role": "adviser"}
    session.add(Membership(**role, created_at=now()))
    session.commit()
    assert nothing_of_others(client_as(people.coordinator), assessment)


def test_to_a_coordinator_with_an_own_part_the_joint_answers_are_those_of_others(
    session, people, client_as, assessment
):
    second = make_user(session, "tweede@voorbeeldstad.example", "Tweede", "coordinator", people.municipality)
    joint = session.scalars(select(Participation).where(Participation.role == "coordinator")).one()
    make_answers(session, joint, {ITEM: 0}, reason="Geheime reden")
    client = client_as(second)
    assert "Geheime reden" in client.get(f"/inventarisaties/{assessment.id}/bespreken/{ITEM}").text
    make_participation(session, assessment, second, everything=True)
    session.commit()
    assert nothing_of_others(client, assessment)

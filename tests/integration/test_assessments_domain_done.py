"""The page of a domain that is done, and the picture in the overview that grows with it."""

import pytest
from sqlalchemy import select, update

from app.models import Assessment, Participation, ParticipationPart
from app.web.clock import today
from questionnaires.catalogue import current
from tests.factories import make_answers, make_assessment, make_participation, make_user
from tests.integration.test_assessments_statements import MOST, statements
from tests.rounds import joint_of, make_agreed_long_ago, make_evaluation

ASKED = [question.id for question in current("iba").of_kind("domain")]
# What this amounts to stands in the worked example of the rules (docs/scoring.md).
VALUES = dict(zip(ASKED, (2, 3, 2, 1, 1, 1, 2, 2, "unknown", 1, 2, 2, 3, 2), strict=True))
GELD = {f"geld/{question}": value for question, value in VALUES.items()}
ROW = [("In opbouw", "54,2"), ("Los", "33,3 (5 van 6)"), ("In opbouw", "54,2")]


@pytest.fixture
def assessment(session, people):
    """An open inventory about Geldzaken and Inclusie, deadline included."""
    return make_assessment(session, people, deadline=today())


def hub_of(assessment):
    return f"/inventarisaties/{assessment.id}"


def done_of(assessment):
    return f"{hub_of(assessment)}/vragen/geld/klaar"


def cells_of(page, kind):
    """The rows of the picture: what stands in each cell."""
    tables = [one for one in page.all("table") if kind in (one.get("class") or "").split()]
    rows = [row for table in tables for row in table.iter("tr") if row.find("td") is not None]
    return [[tuple(part.text for part in cell) for cell in row.iter("td")] for row in rows]


def without(item):
    return {other: value for other, value in GELD.items() if other != item}


@pytest.mark.parametrize("last", ["geld/D2.UI", "geld/M.BE"])
def test_the_answer_that_lacked_leads_to_what_was_done_and_where_that_stands(
    session, people, client_as, assessment, last
):
    make_answers(session, joint_of(session, assessment), without(last))
    coordinator = client_as(people.coordinator)
    saved = coordinator.post(f"{hub_of(assessment)}/vragen/{last}", {"value": str(GELD[last]), "reason": "Zo is het."})
    assert saved.headers["Location"] == done_of(assessment)
    page = coordinator.follow(saved)
    assert page.h1 == "Geldzaken is klaar"
    for words in (
        "Je hebt alle 14 vragen beantwoord: 13 met een antwoord en 1 keer ‘weet ik niet’.",
        "Bij 1 vraag schreef je een toelichting.",
        "Alles samen: in opbouw, 47,2 van de 100 punten.",
        "Bij middelen is het meest te winnen, vooral bij beleid.",
        "Voorlopig: dit zijn alleen de gezamenlijke antwoorden, zonder die van collega’s.",
        "Middelen is 33,3: het gemiddelde van bestuur (37,5), beleid (25,0) en uitvoering (37,5).",
    ):
        assert words in page.text, words
    assert "Klaar: 1 van 3 onderdelen" in page.html
    assert cells_of(page, "big") == [ROW]
    assert [row[1] for row in cells_of(page, "levels")] == [
        ("In opbouw", "37,5"),
        ("Los", "25,0 (1 van 2)"),
        ("In opbouw", "37,5"),
    ]
    primary = [one for one in page.all("a") if "nl-button--primary" in (one.get("class") or "")]
    assert [(one.text, one.get("href")) for one in primary] == [
        ("Begin met Inclusie", f"{hub_of(assessment)}/vragen/inclusie/A.BE")
    ]


def test_a_whole_domain_on_one_page_leads_there_too_and_goes_on_like_that(people, client_as, assessment):
    coordinator = client_as(people.coordinator)
    saved = coordinator.post(
        f"{hub_of(assessment)}/vragen/geld", {f"{question}-value": str(value) for question, value in VALUES.items()}
    )
    assert saved.headers["Location"] == f"{done_of(assessment)}?vorm=pagina"
    assert f"{hub_of(assessment)}/vragen/inclusie" in coordinator.follow(saved).links


def test_who_stops_or_changes_one_answer_later_does_not_come_there(session, people, client_as, assessment):
    make_answers(session, joint_of(session, assessment), without("geld/M.BE"))
    coordinator = client_as(people.coordinator)
    address = f"{hub_of(assessment)}/vragen/geld/M.BE"
    saved = coordinator.post(address, {"value": "1", "next": "hub"})
    assert saved.headers["Location"] == hub_of(assessment)
    saved = coordinator.post(address, {"value": "3", "seen": "1"})
    assert saved.headers["Location"] == f"{hub_of(assessment)}/vragen/geld/M.BL"


def test_what_is_not_done_or_closed_leads_on(session, people, client_as, assessment):
    make_answers(session, joint_of(session, assessment), without("geld/M.BE"))
    coordinator = client_as(people.coordinator)
    shown = coordinator.ask(done_of(assessment))
    assert shown.headers["Location"] == f"{hub_of(assessment)}/vragen/geld/M.BE"
    session.execute(update(Assessment).values(state="in_review"))
    session.commit()
    assert coordinator.ask(done_of(assessment)).headers["Location"] == f"{hub_of(assessment)}/controle"


def test_the_last_questions_about_the_domain_lead_back_to_it(session, people, client_as, assessment):
    make_answers(session, joint_of(session, assessment), GELD)
    coordinator = client_as(people.coordinator)
    page = coordinator.get(done_of(assessment))
    assert "Er zijn nog 3 laatste vragen" in page.html
    (closing,) = [link for link in page.links if "slotvragen" in link]
    saved = coordinator.post(closing, {"goes_well": "De inloop."})
    assert saved.headers["Location"] == done_of(assessment)
    assert "Je beantwoordde 1 van de 3 laatste vragen." in coordinator.follow(saved).html


def test_the_general_part_has_no_picture_and_the_end_leads_to_the_check(session, people, client_as):
    assessment = make_assessment(session, people, ("geld",))
    general = {f"algemeen/{question.id}": 2 for question in current("iba").of_kind("general")}
    make_answers(session, joint_of(session, assessment), {**GELD, **general})
    page = client_as(people.coordinator).get(f"{hub_of(assessment)}/vragen/algemeen/klaar")
    assert page.h1 == "De algemene vragen zijn klaar" and "Alles is beantwoord." in page.html
    assert not cells_of(page, "profile") and "slotvragen" not in page.html
    assert "Controleer je antwoorden en lever ze in" in page.text


def test_a_colleague_is_thanked_and_sees_no_score(session, people, client_as, assessment):
    part = make_participation(session, assessment, people.participant, state="started")
    session.add(
        ParticipationPart(participation_id=part.id, municipality_id=part.municipality_id, domain="geld", level="beleid")
    )
    session.commit()
    make_answers(session, joint_of(session, assessment), GELD)
    participant = client_as(people.participant)
    own = [question for question in ASKED if question.endswith("BL")]
    make_answers(session, part, {f"geld/{question}": 3 for question in own[:-1]})
    page = participant.follow(participant.post(f"{hub_of(assessment)}/vragen/geld/{own[-1]}", {"value": "3"}))
    assert page.h1 == "Geldzaken is klaar" and f"Dank je wel! Je hebt alle {len(own)} vragen beantwoord." in page.text
    assert not cells_of(page, "profile") and "punten" not in page.text
    assert f"{hub_of(assessment)}/controle" in page.links
    page = participant.get(hub_of(assessment))
    assert not cells_of(page, "profile") and done_of(assessment) in page.links


def test_the_picture_grows_with_the_joint_answers_alone(session, people, client_as, assessment):
    joint, part = (
        joint_of(session, assessment),
        make_participation(session, assessment, people.participant, everything=True),
    )
    make_answers(session, part, {item.replace("geld", "inclusie"): 4 for item in GELD} | dict.fromkeys(GELD, 4))
    coordinator, adviser = client_as(people.coordinator), client_as(people.adviser)
    assert not cells_of(coordinator.get(hub_of(assessment)), "living")
    # Of betrokkenheid 3 of 4 questions on 2 levels, of middelen 1 of 6.
    make_answers(session, joint, {f"geld/{id_}": VALUES[id_] for id_ in ("A.BE", "A.BL", "A.UI", "M.BE")})
    growing = [
        [("In opbouw", "58,3 (3 van 4)"), ("nog 5 vragen",), ("nog leeg",)],
        [("nog 14 vragen",)],
    ]
    for person in (coordinator, adviser):
        assert cells_of(person.get(hub_of(assessment)), "living") == growing
    rest = [id_ for id_ in ASKED if f"geld/{id_}" not in {"geld/A.BE", "geld/A.BL", "geld/A.UI", "geld/M.BE"}]
    make_answers(session, joint, {f"geld/{id_}": VALUES[id_] for id_ in rest})
    assert cells_of(coordinator.get(hub_of(assessment)), "living")[0] == ROW
    session.execute(update(Assessment).values(state="in_review"))
    session.commit()
    assert not cells_of(coordinator.get(hub_of(assessment)), "living")


def test_a_score_needs_two_levels_whatever_the_number_of_answers(session, people, client_as, assessment):
    ui = [question for question in ASKED if question.endswith("UI")]
    elsewhere = [question for question in ASKED if not question.endswith(("UI", "BL"))]
    joint = joint_of(session, assessment)
    joint.everything = False
    own = {"participation_id": joint.id, "municipality_id": joint.municipality_id, "domain": "geld"}
    session.add_all(ParticipationPart(level=level, **own) for level in ("uitvoering", "beleid"))
    session.commit()
    make_answers(session, joint, {f"geld/{question}": 2 for question in ui})
    coordinator = client_as(people.coordinator)
    assert cells_of(coordinator.get(hub_of(assessment)), "living") == [
        [("nog 1 vraag",), ("nog 2 vragen",), ("nog 1 vraag",)]
    ]
    make_answers(session, joint, {f"geld/{question}": "unknown" for question in ASKED if question.endswith("BL")})
    page = coordinator.get(done_of(assessment))
    assert cells_of(page, "big") == [[("nog te weinig bekend",)] * 3]
    assert "Voor een totaal is nog te weinig bekend." in page.text
    assert elsewhere and cells_of(page, "levels")[0] == [("bij collega’s",)] * 3


def test_to_a_coordinator_with_an_own_part_the_joint_answers_are_those_of_others(
    session, people, client_as, assessment
):
    second = make_user(session, "tweede@voorbeeldstad.example", "Tweede", "coordinator", people.municipality)
    make_answers(session, joint_of(session, assessment), GELD)
    session.commit()
    client = client_as(second)
    assert cells_of(client.get(hub_of(assessment)), "living")
    part = make_participation(session, assessment, second, everything=True)
    make_answers(session, part, dict.fromkeys(GELD, 0))
    assert not cells_of(client.get(hub_of(assessment)), "profile")
    assert not cells_of(client.get(done_of(assessment)), "profile")


def test_in_a_second_round_what_differs_is_asked_first(session, people, client_as):
    evaluation = make_evaluation(session, people, make_agreed_long_ago(session, people))
    joint = session.scalars(
        select(Participation).where(Participation.assessment_id == evaluation.id, Participation.role == "coordinator")
    ).one()
    make_answers(session, joint, without("geld/D2.UI"))
    coordinator = client_as(people.coordinator)
    saved = coordinator.post(f"{hub_of(evaluation)}/vragen/geld/D2.UI", {"value": "4"})
    asked = f"{hub_of(evaluation)}/vragen/geld/D2.UI/veranderd?naar=klaar"
    assert saved.headers["Location"] == asked
    assert done_of(evaluation) in coordinator.get(asked).links
    told = coordinator.post(asked, {"changed": "no", "seen": "1"})
    assert told.headers["Location"] == done_of(evaluation)


def test_it_takes_few_statements(session, people, client_as, assessment):
    part = make_participation(session, assessment, people.participant, everything=True)
    for one in (part, joint_of(session, assessment)):
        make_answers(session, one, GELD)
    for person in (people.coordinator, people.participant):
        client = client_as(person)
        with statements() as sent:
            client.get(done_of(assessment))
        assert 0 < len(sent) <= MOST, sent

"""Sending domains back to be answered again, and handing them in again with what changed."""

import pytest
from sqlalchemy import select, update

from app.models import Answer, Assessment, AssessmentDomain, AuditEntry, Participation
from app.web.clock import now
from questionnaires.catalogue import current
from tests.factories import make_answers, make_assessment, make_participation

REASON = "Kijk nog eens naar de uitvoering."


@pytest.fixture
def assessment(session, people):
    """A review of Geldzaken and Inclusie with some answers, approved."""
    made = make_assessment(session, people, state="in_review", approved_at=now(), approved_by=people.adviser.id)
    joint = session.scalars(select(Participation)).one()
    make_answers(session, joint, {"geld/A.BE": 2, "geld/A.BL": 1, "geld/K1": 3, "inclusie/A.BE": 4})
    return made


@pytest.fixture
def hub(assessment):
    """Where it is."""
    return f"/inventarisaties/{assessment.id}"


def sent_back(session):
    rows = session.execute(select(AssessmentDomain.domain, AssessmentDomain.sent_back_reason)).all()
    session.commit()
    return {domain: reason for domain, reason in rows if reason}


def entries(session, action):
    rows = session.scalars(select(AuditEntry).where(AuditEntry.action == action).order_by(AuditEntry.at)).all()
    session.commit()
    return rows


@pytest.mark.parametrize("who", ["coordinator", "adviser"])
def test_chosen_domains_open_and_the_approval_falls_away(session, people, client_as, hub, who):
    client = client_as(getattr(people, who))
    page = client.get(f"{hub}/terugsturen?domein=geld")
    assert page.fields["domains"] == "geld"
    page = client.follow(client.post(f"{hub}/terugsturen", {"domains": ["geld"], "reason": REASON}))
    for words in ("Teruggestuurd: Geldzaken, armoede en schulden.", "Wachten op nieuwe antwoorden", REASON):
        assert words in page.text, words
    assert sent_back(session) == {"geld": REASON}
    assert session.scalars(select(Assessment.approved_at)).one() is None
    joint = session.scalars(select(Participation)).one()
    (entry,) = entries(session, "send_back")
    assert (entry.old, entry.reason) == ({"approved": True}, REASON)
    versions = {str(joint.id): {"geld/A.BE": 1, "geld/A.BL": 1}}
    assert entry.new == {"domains": ["geld"], "colleagues": [], "versions": versions, "texts": {}}


def test_the_answers_there_can_change_and_then_the_changes_are_shown(session, people, client_as, hub):
    adviser, coordinator = client_as(people.adviser), client_as(people.coordinator)
    adviser.post(f"{hub}/terugsturen", {"domains": ["geld"], "reason": REASON})
    coordinator.post(f"{hub}/vragen/geld/A.BE", {"value": "3", "seen": "1"})
    coordinator.post(f"{hub}/vragen/geld/A.UI", {"value": "0", "seen": "0"})
    coordinator.post(f"{hub}/vragen/inclusie/A.BE", {"value": "3", "seen": "1"}, status=409)
    coordinator.post(f"{hub}/bespreken/geld/K1", {"value": "4", "seen": "1"})
    adviser.post(f"{hub}/akkoord", status=409)
    assert "Pas de antwoorden aan" in coordinator.get(f"{hub}/bespreken").text
    page = coordinator.follow(coordinator.post(f"{hub}/opnieuw-inleveren"))
    assert "2 antwoorden zijn veranderd." in page.text
    page = adviser.get(f"{hub}/bespreken")
    assert "Bij 2 vragen zijn antwoorden veranderd." in page.text and f"{hub}/bespreken/veranderd" in page.links
    page = adviser.get(f"{hub}/bespreken/veranderd")
    changed = [link for link in page.links if link.startswith(f"{hub}/bespreken/geld/")]
    assert changed == [f"{hub}/bespreken/geld/A.BE", f"{hub}/bespreken/geld/A.UI"]
    assert sent_back(session) == {}
    (entry,) = entries(session, "resubmit")
    joint = session.scalars(select(Participation)).one()
    session.commit()
    versions = {str(joint.id): {"geld/A.BE": 2, "geld/A.BL": 1, "geld/A.UI": 1}}
    new = {"domains": ["geld"], "changed": ["geld/A.BE", "geld/A.UI"], "changed_texts": [], "not_done": []}
    assert entry.new == {**new, "versions": versions, "texts": {}}
    coordinator.post(f"{hub}/vragen/geld/A.BE", {"value": "4", "seen": "2"}, status=409)


def test_a_second_sending_back_does_not_hide_earlier_changes(session, people, client_as, hub):
    adviser, coordinator = client_as(people.adviser), client_as(people.coordinator)
    adviser.post(f"{hub}/terugsturen", {"domains": ["geld"], "reason": REASON})
    coordinator.post(f"{hub}/vragen/geld/A.BE", {"value": "3", "seen": "1"})
    adviser.post(f"{hub}/terugsturen", {"domains": ["inclusie"], "reason": "Dit ook."})
    assert "Alle domeinen zijn al teruggestuurd." in adviser.get(f"{hub}/terugsturen").text
    coordinator.post(f"{hub}/opnieuw-inleveren")
    (entry,) = entries(session, "resubmit")
    assert (entry.new["domains"], entry.new["changed"]) == (["geld", "inclusie"], ["geld/A.BE"])
    # A new round of sending back starts from the answers as they are then.
    adviser.post(f"{hub}/terugsturen", {"domains": ["geld"], "reason": REASON})
    page = coordinator.follow(coordinator.post(f"{hub}/opnieuw-inleveren"))
    assert "Er is geen antwoord veranderd." in page.text and "Er is niets veranderd." in page.text


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"domains": [], "reason": REASON}, "Kies minstens 1 domein."),
        ({"domains": ["wonen"], "reason": REASON}, "kun je niet terugsturen"),
        ({"domains": ["algemeen"], "reason": REASON}, "kun je niet terugsturen"),
        ({"domains": ["geld"], "reason": " "}, "Schrijf op wat er anders moet."),
        ({"domains": ["geld"], "reason": "x" * 5001}, "maximaal 5000 tekens"),
    ],
)
def test_says_what_is_wrong(session, people, client_as, hub, typed, message):
    page = client_as(people.adviser).post(f"{hub}/terugsturen", typed, status=422)
    assert message in page.text
    assert page.fields["reason"].strip() == typed["reason"].strip()
    assert sent_back(session) == {}


@pytest.mark.parametrize("state", ["open", "agreed"])
def test_only_in_review(session, people, client_as, state):
    made = make_assessment(session, people, state=state)
    client = client_as(people.coordinator)
    client.get(f"/inventarisaties/{made.id}/terugsturen", status=409)
    page = client.post(f"/inventarisaties/{made.id}/terugsturen", {"domains": ["geld"], "reason": REASON}, status=409)
    assert REASON in page.text
    client.post(f"/inventarisaties/{made.id}/opnieuw-inleveren", status=409)


def test_nothing_to_hand_in_again(people, client_as, hub):
    page = client_as(people.coordinator).post(f"{hub}/opnieuw-inleveren", status=409)
    assert "Er zijn geen domeinen teruggestuurd." in page.text


@pytest.mark.parametrize(
    ("who", "status"), [("participant", 403), ("reader", 404), ("administrator", 404), ("other", 404)]
)
def test_only_who_leads_the_review(session, people, client_as, assessment, hub, who, status):
    make_participation(session, assessment, people.participant)
    session.commit()
    client = client_as(getattr(people, who))
    client.get(f"{hub}/terugsturen", status=status)
    client.post(f"{hub}/terugsturen", {"domains": ["geld"], "reason": REASON}, status=status)
    client.post(f"{hub}/opnieuw-inleveren", status=status)
    assert sent_back(session) == {}


def test_only_the_coordinator_hands_in_again(session, people, client_as, hub):
    adviser = client_as(people.adviser)
    adviser.post(f"{hub}/terugsturen", {"domains": ["geld"], "reason": REASON})
    adviser.post(f"{hub}/opnieuw-inleveren", status=403)
    assert sent_back(session) == {"geld": REASON}


def test_who_answers_again_begins_where_nothing_is_known(session, people, client_as, assessment, hub):
    joint = session.scalars(select(Participation)).one()
    general = current("iba").of_kind("general")
    asked = [(domain, question) for domain in ("geld", "inclusie") for question in current("iba").of_kind("domain")]
    everything = {f"{domain}/{question.id}": 2 for domain, question in [*asked, *(("algemeen", q) for q in general)]}
    given = set(session.scalars(select(Answer.item)))
    values = everything | {"geld/S.BL": "unknown", "geld/M.UI": "unknown"}
    make_answers(session, joint, {item: value for item, value in values.items() if item not in given})
    client_as(people.adviser).post(f"{hub}/terugsturen", {"domains": ["geld"], "reason": REASON})
    coordinator = client_as(people.coordinator)
    assert hub in coordinator.get(f"{hub}/bespreken").links
    page = coordinator.get(hub)
    assert "2 vragen hebben nog geen antwoord, of ‘weet ik niet’." in page.text
    assert "vragen beantwoord" not in page.text
    first = next(item for item in everything if item in ("geld/S.BL", "geld/M.UI"))
    assert f"{hub}/vragen/{first}" in page.links
    coordinator.post(f"{hub}/vragen/geld/S.BL", {"value": "3", "seen": "1"})
    coordinator.post(f"{hub}/vragen/geld/M.UI", {"value": "3", "seen": "1"})
    page = coordinator.get(hub)
    assert "weet ik niet" not in page.text and f"{hub}/vragen/geld/A.BE" in page.links


def test_a_coordinator_who_answers_nothing_of_it_is_not_sent_round(session, people, client_as, assessment, hub):
    make_participation(session, assessment, people.participant, everything=True)
    session.execute(update(Participation).where(Participation.role == "coordinator").values(everything=False))
    session.commit()
    client_as(people.adviser).post(f"{hub}/terugsturen", {"domains": ["geld"], "reason": REASON})
    page = client_as(people.coordinator).get(f"{hub}/bespreken")
    assert "Pas de antwoorden aan" not in page.text and "Opnieuw inleveren" in page.text

"""The way to looking back, for which domains it was chosen, and that it is never in the way of handing in."""

import pytest
from sqlalchemy import select, update

from app.models import Assessment, AssessmentDomain, AuditEntry, Participation
from tests.factories import make_assessment
from tests.integration.test_assessments_statements import statements
from tests.looking_back import FORM, make_looking_back, stored_back
from tests.rounds import look_back_at, make_agreed_long_ago


@pytest.fixture
def evaluation(session, people):
    return make_looking_back(session, people)


@pytest.fixture
def hub(evaluation):
    return f"/inventarisaties/{evaluation.id}"


@pytest.fixture
def page(hub):
    return f"{hub}/terugkijken/geld"


def test_the_way_leads_there_and_handing_in_works_without(session, people, client_as, hub, page):
    participant = client_as(people.participant)
    for path in ("", "/controle"):
        shown = participant.get(hub + path)
        assert page in shown.links and "Terugkijken: GeldzakenNog niet ingevuld" in shown.text, path
    text = participant.get(f"{hub}/controle").text
    assert text.index("Terugkijken: Geldzaken") < text.index("Lever je antwoorden in")
    participant.post(f"{hub}/controle")
    part = session.scalars(select(Participation).where(Participation.user_id == people.participant.id)).one()
    assert part.state == "submitted"
    session.commit()
    participant.post(page, FORM)
    for path in ("", "/controle"):
        assert "Terugkijken: GeldzakenIngevuld" in participant.get(hub + path).text


def test_before_the_last_answer_the_way_is_named_and_closed(session, people, client_as, hub, page):
    coordinator = client_as(people.coordinator)
    for path in ("", "/controle"):
        shown = coordinator.get(hub + path)
        assert page not in shown.links and "Dit kan als je alle vragen over Geldzaken hebt beantwoord." in shown.text
    assert "erugkijken" not in client_as(people.adviser).get(hub).text


def test_what_was_filled_in_is_told_once_it_is_closed(session, people, client_as, evaluation, hub, page):
    participant = client_as(people.participant)
    participant.post(page, FORM)
    session.execute(update(Assessment).where(Assessment.id == evaluation.id).values(state="in_review"))
    session.commit()
    shown = participant.get(f"{hub}/controle")
    assert "Terugkijken: GeldzakenIngevuld" in shown.text and page not in shown.links
    assert "erugkijken" not in client_as(people.coordinator).get(f"{hub}/controle").text


@pytest.fixture
def choosing(hub):
    return f"{hub}/terugkijken/domeinen"


def chosen(session, evaluation):
    query = select(AssessmentDomain.domain).where(AssessmentDomain.looks_back)
    found = session.scalars(query.where(AssessmentDomain.assessment_id == evaluation.id)).all()
    session.commit()
    return sorted(found)


def entries(session):
    query = select(AuditEntry).where(AuditEntry.action == "choose_looking_back").order_by(AuditEntry.at)
    found = [(row.old["domains"], row.new["domains"]) for row in session.scalars(query)]
    session.commit()
    return found


def test_a_coordinator_chooses_domains_and_takes_them_back(session, people, client_as, evaluation, hub, choosing):
    coordinator = client_as(people.coordinator)
    assert choosing in coordinator.get(hub).links
    shown = coordinator.get(choosing)
    assert shown.h1.endswith("Terugkijken: kies domeinen") and "april 2026" in shown.text
    assert shown.fields["domains"] == "geld" and shown.fields["seen"] == "geld"
    shown = coordinator.follow(coordinator.post(choosing, {"seen": "geld", "domains": ["geld", "inclusie"]}))
    assert "keuze voor terugkijken is opgeslagen" in shown.text
    assert chosen(session, evaluation) == ["geld", "inclusie"]
    coordinator.post(choosing, {"seen": "geld inclusie"})
    assert chosen(session, evaluation) == []
    # Once more says nothing new.
    coordinator.post(choosing, {"seen": ""})
    assert entries(session) == [(["geld"], ["geld", "inclusie"]), (["geld", "inclusie"], [])]
    told = coordinator.get(f"{hub}/geschiedenis?soort=terugkijken").text
    assert "koos bij welke domeinen collega’s terugkijken." in told and "Sociale inclusie en meedoen" in told
    assert "koos dat niemand meer terugkijkt" in told


def test_what_was_said_already_is_kept(session, people, client_as, page, choosing):
    client_as(people.participant).post(page, FORM)
    before = stored_back(session)
    client_as(people.coordinator).post(choosing, {"seen": "geld"})
    assert stored_back(session) == before


def test_of_two_coordinators_both_choices_are_shown(session, people, client_as, evaluation, choosing):
    coordinator = client_as(people.coordinator)
    shown = coordinator.post(choosing, {"seen": "", "domains": "inclusie"}, status=409)
    assert shown.title.startswith("Fout: ") and chosen(session, evaluation) == ["geld"]
    assert "Nu gekozen" in shown.text and "Jij koos" in shown.text
    assert (shown.fields["domains"], shown.fields["seen"]) == ("inclusie", "geld")
    coordinator.post(choosing, {"seen": shown.fields["seen"], "domains": "inclusie"})
    assert chosen(session, evaluation) == ["inclusie"]
    # Two who chose the same meant the same.
    coordinator.post(choosing, {"seen": "geld", "domains": "inclusie"})


@pytest.mark.parametrize("domain", ["algemeen", "wonen", "x" * 500])
def test_what_is_not_on_the_page_is_refused_and_the_rest_is_kept(
    session, people, client_as, evaluation, choosing, domain
):
    shown = client_as(people.coordinator).post(choosing, {"seen": "geld", "domains": ["inclusie", domain]}, status=422)
    assert "Dit domein kun je hier niet kiezen." in shown.text and shown.fields["domains"] == "inclusie"
    assert chosen(session, evaluation) == ["geld"]


@pytest.mark.parametrize("state", ["in_review", "agreed"])
def test_it_cannot_be_chosen_once_the_round_is_closed(session, people, client_as, evaluation, hub, choosing, state):
    session.execute(update(Assessment).where(Assessment.id == evaluation.id).values(state=state))
    session.commit()
    coordinator = client_as(people.coordinator)
    shown = coordinator.post(choosing, {"seen": "geld", "domains": "inclusie"}, status=409)
    assert "De inventarisatie is niet meer open." in shown.text and "Sociale inclusie" in shown.text
    assert "Dit koos jij" in shown.text and "Dit koos jij" not in coordinator.get(choosing, status=409).text
    assert chosen(session, evaluation) == ["geld"] and choosing not in coordinator.get(hub).links


def test_who_may_not_choose(session, people, client_as, evaluation, choosing):
    for person, status in (
        (people.adviser, 403),
        (people.participant, 403),
        (people.reader, 404),
        (people.other, 404),
        (people.administrator, 404),
    ):
        client_as(person).get(choosing, status=status)
        client_as(person).post(choosing, {"seen": "geld", "domains": "inclusie"}, status=status)
    assert chosen(session, evaluation) == ["geld"]


def test_only_what_both_rounds_have_can_be_chosen(session, people, client_as):
    earlier = make_agreed_long_ago(session, people)
    made = make_assessment(
        session, people, ("geld", "wonen"), round="evaluation", earlier_id=earlier.id, questionnaire_version=2
    )
    choosing = f"/inventarisaties/{made.id}/terugkijken/domeinen"
    shown = client_as(people.coordinator).get(choosing)
    assert [e.get("value") for e in shown.all("input") if e.get("name") == "domains"] == ["geld"]
    assert "niet in de vorige ronde" in shown.text
    client_as(people.coordinator).post(choosing, {"seen": "", "domains": "wonen"}, status=422)
    alone = make_assessment(
        session, people, ("wonen",), round="evaluation", earlier_id=earlier.id, questionnaire_version=2
    )
    shown = client_as(people.coordinator).get(f"/inventarisaties/{alone.id}/terugkijken/domeinen")
    assert "Geen enkel domein van nu zat ook in de vorige ronde." in shown.text


def test_a_first_round_has_nothing_to_choose(session, people, client_as):
    hub = f"/inventarisaties/{make_assessment(session, people).id}"
    for ask in (client_as(people.coordinator).get, client_as(people.coordinator).post):
        ask(f"{hub}/terugkijken/domeinen", status=404)


def test_it_takes_few_statements_and_none_where_nothing_was_chosen(session, people, client_as, evaluation, hub, page):
    participant, counts = client_as(people.participant), {}
    for path in ("", "/controle", "/terugkijken/geld"):
        with statements() as sent:
            participant.get(hub + path)
        counts[path] = len(sent)
    assert counts["/terugkijken/geld"] <= 6, counts
    with statements() as sent:
        participant.post(page, FORM)
    assert len(sent) <= 8, sent
    look_back_at(session, evaluation)
    for path in ("", "/controle"):
        with statements() as sent:
            participant.get(hub + path)
        assert len(sent) == counts[path] - 2, path

"""Approving, agreeing and reopening: who may, when, and what it leaves behind."""

import pytest
from sqlalchemy import select, update

from app.models import Assessment, AssessmentDomain, AuditEntry, Membership, Participation, Report
from app.web.clock import now
from questionnaires.catalogue import current
from tests.factories import make_agreed, make_answers, make_assessment, make_participation
from tests.remarks import make_remark


@pytest.fixture
def assessment(session, people):
    """A review of Geldzaken and Inclusie."""
    made = make_assessment(session, people, state="in_review")
    make_answers(session, session.scalars(select(Participation)).one(), {"geld/A.BE": 2, "geld/A.BL": "unknown"})
    return made


@pytest.fixture
def hub(assessment):
    """Where it is."""
    return f"/inventarisaties/{assessment.id}"


def state(session):
    row = session.execute(select(Assessment.state, Assessment.approved_by, Assessment.agreed_at)).one()
    session.commit()
    return row


def audited(session):
    rows = session.execute(select(AuditEntry.action, AuditEntry.reason).order_by(AuditEntry.at)).all()
    session.commit()
    return [tuple(row) for row in rows]


def make_complete(session, people):
    """A review of Geldzaken in which nothing is open."""
    made = make_assessment(session, people, ("geld",), state="in_review")
    joint = session.scalars(select(Participation)).one()
    make_answers(session, joint, {f"geld/K{number}": 2 for number in (1, 2, 3, 4)})
    asked = current("iba")
    items = [f"geld/{question.id}" for question in asked.of_kind("domain")]
    items += [f"algemeen/{question.id}" for question in asked.of_kind("general")]
    make_agreed(session, made, people.adviser, dict.fromkeys(items, 2))
    session.execute(update(AssessmentDomain).values(ambition=75))
    session.commit()
    return made


def remove_adviser(session):
    session.execute(update(Membership).where(Membership.role == "adviser").values(ended_at=now()))
    session.commit()


def test_approving_and_taking_it_back(session, people, client_as, hub):
    adviser = client_as(people.adviser)
    page = adviser.follow(adviser.post(f"{hub}/akkoord"))
    assert "De adviseur gaf akkoord op" in page.text and "Akkoord intrekken" in page.text
    assert state(session).approved_by == people.adviser.id
    page = adviser.follow(adviser.post(f"{hub}/akkoord"))
    assert "Je hebt akkoord gegeven." in page.text
    page = adviser.follow(adviser.post(f"{hub}/akkoord", {"withdraw": "1"}))
    assert "Je hebt je akkoord ingetrokken." in page.text and "Akkoord geven" in page.text
    assert state(session).approved_by is None
    page = adviser.follow(adviser.post(f"{hub}/akkoord", {"withdraw": "1"}))
    assert "Er is geen akkoord meer." in page.text
    assert audited(session) == [("approve", None), ("withdraw_approval", None)]


def test_what_is_open_is_said_before_an_adviser_approves(session, people, client_as, hub):
    adviser = client_as(people.adviser)
    assert f"{hub}/akkoord" in adviser.get(f"{hub}/bespreken").links
    page = adviser.get(f"{hub}/akkoord")
    open_ = ("39 punten om te bespreken", "40 vragen zonder afspraak", "8 kansvragen zonder antwoord en 2 domeinen")
    for words in (*open_, "De coördinator", "Toch akkoord met 39 open punten"):
        assert words in page.everything, words
    assert f"{hub}/bespreken/punten?soort=unknown" in page.links and f"{hub}/bespreken/geld/kansen" in page.links
    # Who did not see that page sees it first, and no less is open then than it said.
    seen = {"seen": page.fields["seen"]}
    for form in (seen, {**seen, "open": "38" + page.fields["open"][2:]}, {"open": page.fields["open"]}, {}):
        refused = adviser.post(f"{hub}/akkoord", form, status=409)
        assert "Er is nog geen akkoord gegeven" in refused.text and refused.fields["open"] == page.fields["open"]
    assert state(session).approved_by is None and audited(session) == []
    adviser.post(f"{hub}/akkoord", {name: refused.fields[name] for name in ("seen", "open")})
    assert state(session).approved_by == people.adviser.id


def test_more_that_is_open_is_said_again(session, people, client_as, assessment, hub):
    adviser, shown = client_as(people.adviser), client_as(people.adviser).shown(f"{hub}/akkoord")
    client_as(people.coordinator).post(f"{hub}/bespreken/opmerkingen", {"text": "Klopt dit?", "audience": "all"})
    page = adviser.post(f"{hub}/akkoord", shown, status=409)
    assert "1 opmerking niet afgehandeld" in page.text and f"{hub}/bespreken/opmerkingen" in page.links
    # Nor is it for who may not read it.
    make_remark(session, assessment, people.adviser, audience="advisers")
    session.commit()
    assert "2 opmerkingen niet afgehandeld" in adviser.get(f"{hub}/akkoord").text
    adviser.post(f"{hub}/akkoord")
    assert "1 opmerking niet afgehandeld" in client_as(people.coordinator).get(f"{hub}/vaststellen").text


def test_more_that_is_open_is_said_again_before_agreeing(session, people, client_as, hub):
    client_as(people.adviser).post(f"{hub}/akkoord")
    coordinator = client_as(people.coordinator)
    shown = coordinator.shown(f"{hub}/vaststellen")
    client_as(people.adviser).post(f"{hub}/bespreken/opmerkingen", {"text": "Klopt dit?", "audience": "all"})
    page = coordinator.post(f"{hub}/vaststellen", shown, status=409)
    assert "Er is nog niets vastgesteld" in page.text and "1 opmerking niet afgehandeld" in page.text
    assert state(session).state == "in_review"
    coordinator.post(f"{hub}/vaststellen")
    assert state(session).state == "agreed"


def test_with_nothing_open_one_click_approves(session, people, client_as):
    made = make_complete(session, people)
    hub, adviser = f"/inventarisaties/{made.id}", client_as(people.adviser)
    page = adviser.get(f"{hub}/bespreken")
    assert f"{hub}/akkoord" not in page.links
    adviser.post(f"{hub}/akkoord", {"seen": page.fields["seen"]})
    assert state(session).approved_by == people.adviser.id
    page = adviser.get(f"{hub}/akkoord")
    assert page.h1 == "Akkoord intrekken" and "Er gaat geen mail weg." in page.text
    adviser.post(f"{hub}/akkoord", {"withdraw": page.fields["withdraw"]})
    assert "Er is niets meer open." in adviser.get(f"{hub}/akkoord").text
    assert "Geef akkoord" in adviser.post(f"{hub}/akkoord", {}, status=409).text


@pytest.mark.parametrize(
    ("who", "status"),
    [("coordinator", 403), ("participant", 403), ("reader", 404), ("administrator", 404), ("other", 404)],
)
def test_only_the_adviser_approves(session, people, client_as, assessment, hub, who, status):
    make_participation(session, assessment, people.participant)
    session.commit()
    client_as(getattr(people, who)).get(f"{hub}/akkoord", status=status)
    client_as(getattr(people, who)).post(f"{hub}/akkoord", status=status)
    client_as(getattr(people, who)).post(f"{hub}/akkoord", {"withdraw": "1"}, status=status)
    assert state(session).approved_by is None


@pytest.mark.parametrize("other", ["open", "agreed"])
def test_approving_is_for_the_review(session, people, client_as, other):
    made = make_assessment(session, people, state=other)
    client_as(people.adviser).get(f"/inventarisaties/{made.id}/akkoord", status=409)
    client_as(people.adviser).post(f"/inventarisaties/{made.id}/akkoord", status=409)


def test_agreeing_says_what_it_means_and_what_is_open(people, client_as, hub):
    client_as(people.adviser).post(f"{hub}/akkoord")
    page = client_as(people.coordinator).get(f"{hub}/vaststellen")
    for words in (
        "Het rapport wordt versie 1 en ligt daarna vast.",
        "40 vragen zonder afspraak",
        "Geldzaken, armoede en schulden: 14",
        "39 vragen tellen niet mee, omdat het antwoord niet bekend is.",
    ):
        assert words in page.everything, words
    assert "geen adviseur" not in page.everything


def test_agreeing_warns_about_domains_that_get_no_place_without_chance_questions(session, people, client_as, hub):
    client_as(people.adviser).post(f"{hub}/akkoord")
    coordinator = client_as(people.coordinator)
    page = coordinator.get(f"{hub}/vaststellen")
    assert "Bij Geldzaken, armoede en schulden en Sociale inclusie en meedoen kan het rapport dan niet" in page.text
    assert f"{hub}/bespreken/geld/kansen" in page.links
    joint = session.scalars(select(Participation)).one()
    known = {f"geld/{question.id}": 2 for question in current("iba").of_kind("domain")}
    rest = {item: value for item, value in known.items() if item not in ("geld/A.BE", "geld/A.BL")}
    make_answers(session, joint, rest | {"geld/K1": 3, "geld/K3": 3, "inclusie/K1": 3})
    page = coordinator.get(f"{hub}/vaststellen")
    assert "Bij Sociale inclusie en meedoen kan het rapport dan niet zeggen of dat een goed begin is." in page.text
    assert f"{hub}/bespreken/inclusie/kansen" in page.links


def test_agreeing_freezes_the_report(session, people, client_as, hub):
    client_as(people.adviser).post(f"{hub}/akkoord")
    coordinator = client_as(people.coordinator)
    response = coordinator.post(f"{hub}/vaststellen")
    page = coordinator.follow(response)
    assert page.h1 == "De inventarisatie is vastgesteld" and f"{hub}/rapport" in page.links
    assert state(session).state == "agreed" and state(session).agreed_at is not None
    report = session.scalars(select(Report)).one()
    assert (report.number, report.agreed_by, report.approved_by) == (1, people.coordinator.id, people.adviser.id)
    session.commit()
    assert [action for action, _ in audited(session)] == ["approve", "agree"]
    page = coordinator.follow(coordinator.post(f"{hub}/vaststellen"))
    assert page.h1 == "De inventarisatie is vastgesteld"
    assert "Deze inventarisatie is vastgesteld." in coordinator.get(f"{hub}/vaststellen", status=409).text
    assert len(session.scalars(select(Report)).all()) == 1


def test_without_approval_nothing_is_agreed(session, people, client_as, hub):
    coordinator = client_as(people.coordinator)
    assert "nog geen akkoord" in coordinator.get(f"{hub}/vaststellen", status=409).text
    assert "nog geen akkoord" in coordinator.post(f"{hub}/vaststellen", status=409).text
    assert state(session).state == "in_review"


def test_a_municipality_without_adviser_agrees_alone_and_the_report_says_so(session, people, client_as, hub):
    remove_adviser(session)
    coordinator = client_as(people.coordinator)
    page = coordinator.get(f"{hub}/bespreken")
    assert "Daarna stel je vast. Jullie hebben geen adviseur" in page.text and "de coördinator" not in page.text
    assert "Jullie hebben geen adviseur. Jij stelt vast." in coordinator.get(f"{hub}/vaststellen").everything
    coordinator.post(f"{hub}/vaststellen")
    assert "vastgesteld zonder adviseur van de Stichting" in coordinator.get(f"{hub}/rapport").text


@pytest.mark.parametrize(
    ("who", "status"),
    [("adviser", 403), ("participant", 403), ("reader", 404), ("administrator", 404), ("other", 404)],
)
def test_only_the_coordinator_agrees(session, people, client_as, assessment, hub, who, status):
    make_participation(session, assessment, people.participant)
    session.commit()
    client_as(people.adviser).post(f"{hub}/akkoord")
    client = client_as(getattr(people, who))
    client.get(f"{hub}/vaststellen", status=status)
    client.post(f"{hub}/vaststellen", status=status)
    assert state(session).state == "in_review"


def test_the_page_after_agreeing_is_for_agreed_rounds(people, client_as, hub):
    response = client_as(people.coordinator).ask(f"{hub}/vaststellen/klaar")
    assert (response.status_code, response.headers["Location"]) == (302, f"{hub}/bespreken")


@pytest.mark.parametrize("who", ["coordinator", "adviser"])
def test_reopening_keeps_the_old_report_and_makes_a_next_one(session, people, client_as, hub, who):
    client_as(people.adviser).post(f"{hub}/akkoord")
    coordinator = client_as(people.coordinator)
    coordinator.post(f"{hub}/vaststellen")
    client = client_as(getattr(people, who))
    text = client.get(f"{hub}/heropenen").everything
    assert "Versie 1 van het rapport blijft bestaan" in text and "dan komt versie 2 erbij" in text
    assert f"De {'adviseur' if who == 'coordinator' else 'coördinator'}, met jouw reden." in text
    page = client.follow(client.post(f"{hub}/heropenen", {"reason": "Er kwam een nieuw plan."}))
    assert "De inventarisatie is heropend." in page.text
    assert tuple(state(session))[:2] == ("in_review", None)
    assert audited(session)[-1] == ("reopen", "Er kwam een nieuw plan.")
    # Readers keep what was agreed.
    assert "versie 1" in client_as(people.reader).get(f"{hub}/rapport").text
    client_as(people.coordinator).post(f"{hub}/vaststellen", status=409)
    client_as(people.adviser).post(f"{hub}/akkoord")
    coordinator.post(f"{hub}/vaststellen")
    assert session.scalars(select(Report.number).order_by(Report.number)).all() == [1, 2]


@pytest.mark.parametrize("reason", ["", " \n ", "x" * 5001])
def test_reopening_needs_a_reason(session, people, client_as, reason):
    made = make_assessment(session, people, state="agreed", agreed_at=now())
    address = f"/inventarisaties/{made.id}/heropenen"
    page = client_as(people.adviser).post(address, {"reason": reason}, status=422)
    assert page.fields["reason"].strip() == reason.strip()
    assert state(session).state == "agreed"


@pytest.mark.parametrize(
    ("who", "status"), [("participant", 403), ("reader", 403), ("administrator", 404), ("other", 404)]
)
def test_only_who_leads_the_review_reopens(session, people, client_as, who, status):
    made = make_assessment(session, people, state="agreed", agreed_at=now())
    make_participation(session, made, people.participant)
    session.commit()
    client = client_as(getattr(people, who))
    client.get(f"/inventarisaties/{made.id}/heropenen", status=status)
    client.post(f"/inventarisaties/{made.id}/heropenen", {"reason": "Zomaar."}, status=status)
    assert state(session).state == "agreed"


@pytest.mark.parametrize("other", ["open", "in_review"])
def test_only_what_was_agreed_can_be_reopened(session, people, client_as, other):
    made = make_assessment(session, people, state=other)
    client = client_as(people.coordinator)
    client.get(f"/inventarisaties/{made.id}/heropenen", status=409)
    page = client.post(f"/inventarisaties/{made.id}/heropenen", {"reason": "Zomaar."}, status=409)
    assert "nog niet vastgesteld" in page.text and "Zomaar." in page.text

"""That nothing is done about an item: with a reason, which can be changed and taken back."""

import pytest
from sqlalchemy import select

from app.models import AuditEntry, NoAction
from app.web.clock import now
from tests.factories import make_agreed, make_assessment
from tests.trajectories import make_action, make_choice, make_report, make_trajectory

ITEM = "geld/A.BE"
WHY = {"decline": ITEM, f"{ITEM}-reason": "Dit doen we volgend jaar.", f"{ITEM}-seen": ""}


@pytest.fixture
def trajectory(session, people):
    """The ten months of an agreed inventory, with Geldzaken chosen."""
    made = make_assessment(session, people, state="agreed", agreed_at=now())
    make_agreed(session, made, people.adviser, {ITEM: 1, "geld/S.BE": 0})
    make_report(session, made, people.coordinator)
    make_choice(session, made, people.coordinator, ["geld"])
    return make_trajectory(session, made, people.coordinator)


@pytest.fixture
def address(trajectory):
    """Of the proposals."""
    return f"/traject/{trajectory.id}/acties/voorstellen"


def reasons(session):
    """What was decided against, as it stands in the database now."""
    session.expire_all()
    found = {row.item: row.reason for row in session.scalars(select(NoAction))}
    session.commit()
    return found


def recorded(session):
    """What the history has of it, oldest first."""
    query = select(AuditEntry).where(AuditEntry.action.in_(("decline_item", "undecline_item")))
    found = [(row.action, row.subject, row.old, row.reason) for row in session.scalars(query.order_by(AuditEntry.at))]
    session.commit()
    return found


def test_nothing_is_done_about_it_with_a_reason(session, client_as, people, address):
    coordinator = client_as(people.coordinator)
    answer = coordinator.post(address, WHY)
    assert answer.headers["Location"].endswith(f"?bij={ITEM}#vraag-geld-A.BE")
    page = coordinator.follow(answer)
    assert "Geen actie. Besloten door functie van Cora Dinator" in page.text
    assert "Dit doen we volgend jaar." in page.text
    assert not [box for box in page.all("input") if (box.get("value") or "").startswith(f"{ITEM}:")]
    assert reasons(session) == {ITEM: "Dit doen we volgend jaar."}
    assert recorded(session) == [("decline_item", ITEM, None, "Dit doen we volgend jaar.")]


@pytest.mark.parametrize(
    ("reason", "said"),
    [("", "Vul in waarom hier geen actie komt."), ("   ", "Vul in waarom"), ("x" * 1001, "1000 tekens")],
)
def test_it_needs_a_reason(session, client_as, people, address, reason, said):
    data = {**WHY, f"{ITEM}-reason": reason, "geld/S.BE-reason": "Ook deze.", "idea": ["geld/S.BE:ACT23"]}
    page = client_as(people.coordinator).post(address, data, status=422)
    assert said in page.text
    assert page.fields[f"{ITEM}-reason"].strip() == reason.strip()
    assert page.fields["geld/S.BE-reason"].strip() == "Ook deze."
    assert f"#{ITEM}-reason" in page.links
    assert reasons(session) == {}


def test_the_same_twice_is_once(session, client_as, people, address):
    for person in (people.coordinator, people.adviser):
        client_as(person).post(address, WHY)
    assert len(recorded(session)) == 1


def test_another_reason_meanwhile_is_shown_beside_what_was_typed(session, client_as, people, address):
    client_as(people.adviser).post(address, {**WHY, f"{ITEM}-reason": "Er is geen geld."})
    coordinator = client_as(people.coordinator)
    page = coordinator.post(address, WHY, status=409)
    assert "Iemand anders schreef hier intussen een andere reden op." in page.text
    assert "Er is geen geld." in page.text
    assert page.fields[f"{ITEM}-reason"].strip() == "Dit doen we volgend jaar."
    assert reasons(session) == {ITEM: "Er is geen geld."}
    # Whoever saves again has seen it.
    coordinator.post(address, {"decline": ITEM, **{n: v for n, v in page.fields.items() if n.startswith(ITEM)}})
    assert reasons(session) == {ITEM: "Dit doen we volgend jaar."}
    assert recorded(session)[1] == ("decline_item", ITEM, {"reason": "Er is geen geld."}, "Dit doen we volgend jaar.")


def test_it_can_be_taken_back(session, client_as, people, address):
    coordinator = client_as(people.coordinator)
    coordinator.post(address, WHY)
    page = coordinator.follow(coordinator.post(address, {"undecline": ITEM}))
    assert "Je kunt hier weer een actie kiezen." in page.text
    assert [box for box in page.all("input") if (box.get("value") or "").startswith(f"{ITEM}:")]
    assert reasons(session) == {}
    coordinator.post(address, {"undecline": ITEM})
    assert [action for action, *_ in recorded(session)] == ["decline_item", "undecline_item"]
    assert recorded(session)[1][2] == {"reason": "Dit doen we volgend jaar."}


def test_not_when_there_is_an_action(session, client_as, people, trajectory, address):
    made = make_action(session, trajectory, people.coordinator, item=ITEM)
    coordinator = client_as(people.coordinator)
    assert f"{ITEM}-reason" not in coordinator.get(address).fields
    page = coordinator.post(address, WHY, status=409)
    assert "staat al een actie in het plan" in page.text
    assert "Dit doen we volgend jaar." in page.text
    made.state, made.stop_reason = "stopped", "Geen geld."
    session.commit()
    coordinator.post(address, WHY)
    assert ITEM in reasons(session)


def test_an_action_is_not_taken_then(session, client_as, people, address):
    client_as(people.adviser).post(address, WHY)
    coordinator = client_as(people.coordinator)
    known = ["geld/A.BE:ACT01", "geld/S.BE:ACT23"]
    answer = coordinator.post(address, {"idea": known})
    said = coordinator.follow(answer).text
    assert "Niet overgenomen: ‘Vertel het bestuur waarom dit nodig is’. Bij die vraag staat nu ‘geen actie’." in said
    assert "staat nu in het plan" in said


def test_about_something_that_is_not_proposed(session, client_as, people, address):
    for item in ("wonen/A.BE", "geld/A.ZZ", "x", ""):
        data = {"decline": item, f"{item}-reason": "Mijn reden."}
        page = client_as(people.coordinator).post(address, data, status=409)
        assert "staat niet meer bij de voorstellen" in page.text and "Mijn reden." in page.text
    assert reasons(session) == {}


def test_others_decide_nothing(session, client_as, people, address):
    for person, status in ((people.reader, 403), (people.participant, 404), (people.other, 404)):
        client_as(person).post(address, WHY, status=status)
    assert reasons(session) == {}


def test_the_history_tells_of_it(session, client_as, people, trajectory, address):
    coordinator = client_as(people.coordinator)
    coordinator.post(address, WHY)
    coordinator.post(address, {"undecline": ITEM})
    text = coordinator.get(f"/inventarisaties/{trajectory.assessment_id}/geschiedenis").text
    assert "besloot dat er geen actie komt bij ‘Aandacht – bestuur’" in text
    assert "haalde ‘geen actie’ weg bij" in text

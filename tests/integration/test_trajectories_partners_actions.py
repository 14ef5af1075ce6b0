"""On which actions a partner works, and the text with which it is invited."""

from datetime import date

import pytest
from sqlalchemy import delete, select, update

from app.models import ActionPartner, AuditEntry, ImprovementAction, Partner, PartnerDomain
from app.web.clock import now
from tests.factories import make_assessment
from tests.trajectories import make_action, make_partner, make_trajectory


@pytest.fixture
def plan(session, people):
    """A trajectory with two actions and a partner: its address, and their ids."""
    made = make_assessment(session, people, state="agreed", agreed_at=now())
    trajectory, by = make_trajectory(session, made, people.coordinator), people.coordinator
    actions = [make_action(session, trajectory, by, title=f"Actie {number}", position=number) for number in (1, 2)]
    partner = make_partner(session, trajectory, by)
    found = f"/traject/{trajectory.id}/partners/{partner.id}", [str(action.id) for action in actions]
    session.commit()
    return found


@pytest.fixture
def coordinator(people, client_as):
    """The coordinator."""
    return client_as(people.coordinator)


def linked(session):
    """The actions with a partner."""
    found = {str(one) for one in session.scalars(select(ActionPartner.action_id))}
    session.rollback()
    return found


def seen(client, where):
    """What the page of the partner saw."""
    return client.get(where).fields["seen"]


def test_choosing_actions(session, coordinator, plan):
    where, (first, second) = plan
    page = coordinator.follow(
        coordinator.post(f"{where}/acties", {"actions": [first, second], "seen": seen(coordinator, where)})
    )
    assert "Opgeslagen." in page.text
    assert linked(session) == {first, second}
    assert "Actie 2" in coordinator.get(where.rpartition("/")[0]).text
    coordinator.post(f"{where}/acties", {"actions": [second], "seen": seen(coordinator, where)})
    assert linked(session) == {second}
    again = coordinator.follow(coordinator.post(f"{where}/acties", {"actions": [second], "seen": "oud"}))
    assert "Er is niets veranderd." in again.text
    query = select(AuditEntry.old, AuditEntry.new).where(AuditEntry.action == "link_partner")
    rows = session.execute(query.order_by(AuditEntry.at)).all()
    assert [row.new["actions"] for row in rows] == [["Actie 1", "Actie 2"], ["Actie 2"]]


def test_what_somebody_else_chose_is_not_overwritten(session, people, client_as, coordinator, plan):
    where, (first, second) = plan
    before = seen(coordinator, where)
    adviser = client_as(people.adviser)
    adviser.post(f"{where}/acties", {"actions": [first], "seen": before})
    page = coordinator.post(f"{where}/acties", {"actions": [second], "seen": before}, 409)
    assert "Iemand anders veranderde intussen" in page.text and "Jij koos" in page.text
    ticked = [box.get("value") for box in page.all("input") if box.get("checked") is not None]
    assert ticked == [second]
    assert linked(session) == {first}
    coordinator.post(f"{where}/acties", {"actions": [second], "seen": page.fields["seen"]})
    assert linked(session) == {second}


def test_an_action_of_another_plan_is_refused(session, people, coordinator, plan):
    where, (first, _) = plan
    for wrong in ("geen-id", "2f0b5a8e-0000-4000-8000-000000000000"):
        page = coordinator.post(f"{where}/acties", {"actions": [first, wrong], "seen": "x"}, 422)
        assert "staat niet meer in het plan" in page.text
    assert linked(session) == set()


def test_actions_of_another_trajectory_stay(session, people, coordinator, plan):
    where, (first, _) = plan
    later = make_assessment(session, people, round="evaluation", title="Vervolgmeting")
    other = make_action(session, make_trajectory(session, later, people.coordinator), people.coordinator)
    kept, partner = str(other.id), session.scalars(select(Partner.id)).one()
    where_ = {"municipality_id": people.municipality.id}
    session.add(ActionPartner(action_id=other.id, partner_id=partner, **where_))
    session.commit()
    coordinator.post(f"{where}/acties", {"actions": [first], "seen": seen(coordinator, where)})
    coordinator.post(f"{where}/acties", {"actions": [], "seen": seen(coordinator, where)})
    assert linked(session) == {kept}


def test_the_invitation_is_made_of_what_is_known(session, people, client_as, coordinator, plan):
    where, (first, _) = plan
    coordinator.post(f"{where}/acties", {"actions": [first], "seen": seen(coordinator, where)})
    page = coordinator.get(f"{where}/uitnodiging")
    (box,) = page.all("textarea")
    text = "".join(box.itertext())
    for told in (
        "Beste teamleider educatie,",
        "Bibliotheek Voorbeeldstad mee wil doen",
        "‘Geldzaken, armoede en schulden’",
        "- Actie 1\n  Zet lokale cijfers op 1 A4.",
        "Elke maand een spreekuur.",
        f"{people.coordinator.name}\ngemeente Voorbeeldstad",
    ):
        assert told in text
    assert "Actie 2" not in text
    assert "adviseur van de gemeente" in client_as(people.adviser).get(f"{where}/uitnodiging").html


def test_the_invitation_says_until_when_and_leaves_out_what_is_over(session, people, coordinator, plan):
    where, actions = plan
    coordinator.post(f"{where}/acties", {"actions": actions, "seen": seen(coordinator, where)})
    session.execute(
        update(ImprovementAction).where(ImprovementAction.title == "Actie 1").values(ends_on=date(2027, 3, 4))
    )
    session.execute(update(ImprovementAction).where(ImprovementAction.title == "Actie 2").values(state="done"))
    session.commit()
    html = coordinator.get(f"{where}/uitnodiging").html
    assert "Actie 1 (klaar op 4 maart 2027)" in html and "Actie 2" not in html


def test_an_invitation_for_a_partner_of_which_little_is_known(session, coordinator, plan):
    where, _ = plan
    session.execute(update(Partner).values(contact="", agreements=""))
    session.execute(delete(PartnerDomain))
    session.commit()
    page = coordinator.get(f"{where}/uitnodiging")
    assert "Beste collega," in page.html and "Ik vertel je graag wat ons plan is." in page.html
    assert "Kies eerst bij welke acties" in page.text


def test_strange_texts_stay_texts(session, coordinator, plan):
    where, _ = plan
    session.execute(update(Partner).values(organisation="</textarea><b>Bieb", agreements="{{ 7*7 }}\n<script>"))
    session.commit()
    page = coordinator.get(f"{where}/uitnodiging")
    assert "</textarea><b>Bieb" in "".join(page.all("textarea")[0].itertext())


def test_without_actions_the_page_says_what_to_do(session, people, client_as):
    made = make_assessment(session, people, state="agreed", agreed_at=now())
    trajectory = make_trajectory(session, made, people.coordinator)
    partner = make_partner(session, trajectory, people.coordinator)
    where = f"/traject/{trajectory.id}/partners/{partner.id}"
    session.commit()
    assert "Maak eerst acties" in client_as(people.coordinator).get(where).text

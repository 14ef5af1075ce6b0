"""Own actions: making one, and what is said when something is wrong with it."""

from datetime import date

import pytest
from sqlalchemy import select

from app.models import ActionPartner, AuditEntry, ImprovementAction, NoAction
from app.web.clock import now
from tests.factories import make_agreed, make_assessment
from tests.trajectories import make_choice, make_partner, make_report, make_trajectory

FORM = {"title": "Taalcafé bij de Voedselbank", "domain": "geld", "owner": "teamleider schuldhulp"}
WHOLE = {
    **FORM,
    "text": "Elke week een uur.\nMet koffie.",
    "starts_on": "1-2-2027",
    "ends_on": "2027-06-30",
    "done_when": "Er komen elke week 5 mensen.",
    "partners_text": "vrijwilligers",
    "effort": "medium",
    "hours": "40",
    "item": "geld/A.BE",
    "expected": "3",
}


@pytest.fixture
def trajectory(session, people):
    """The ten months of an agreed inventory."""
    made = make_assessment(session, people, state="agreed", agreed_at=now())
    make_agreed(session, made, people.adviser, {"geld/A.BE": 1, "inclusie/A.BE": 2})
    make_report(session, made, people.coordinator)
    make_choice(session, made, people.coordinator, ["geld"])
    return make_trajectory(session, made, people.coordinator)


@pytest.fixture
def new(trajectory):
    """Where an own action is made."""
    return f"/traject/{trajectory.id}/acties/nieuw"


def stored(session):
    """The only action, as it stands in the database now, with its partners."""
    session.expire_all()
    made = session.scalars(select(ImprovementAction)).one()
    partners = session.scalars(select(ActionPartner.partner_id)).all()
    session.expunge(made)
    session.commit()
    return made, partners


def recorded(session, action):
    """The rows of the history of this kind: old and new."""
    found = [(row.old, row.new) for row in session.scalars(select(AuditEntry).where(AuditEntry.action == action))]
    session.commit()
    return found


def test_title_domain_and_owner_are_enough(session, client_as, people, new):
    coordinator = client_as(people.coordinator)
    answer = coordinator.post(new, FORM)
    made, _ = stored(session)
    assert answer.headers["Location"] == f"/traject/acties/{made.id}"
    said = coordinator.follow(answer).text
    assert "De actie staat in het plan. Voor een goede actie ontbreekt nog:" in said
    assert (made.title, made.domain, made.owner, made.state, made.kind) == (*FORM.values(), "proposed", "improve")
    empty = (made.item, made.value, made.expected, made.starts_on, made.ends_on, made.effort, made.hours, made.bank_id)
    assert set(empty) == {None}


def test_everything_is_kept(session, client_as, people, trajectory, new):
    partner = make_partner(session, trajectory, people.coordinator)
    make_partner(session, trajectory, people.coordinator, organisation="Een andere")
    answer = client_as(people.adviser).post(new, {**WHOLE, "partners": [str(partner.id)]})
    made, partners = stored(session)
    assert (made.text, made.done_when) == ("Elke week een uur.\nMet koffie.", "Er komen elke week 5 mensen.")
    assert (made.starts_on, made.ends_on) == (date(2027, 2, 1), date(2027, 6, 30))
    assert (made.effort, made.hours, made.partners_text) == ("medium", 40, "vrijwilligers")
    assert (made.item, made.value, made.expected, made.position) == ("geld/A.BE", 1, 3, 1)
    assert partners == [partner.id]
    assert "ontbreekt" not in client_as(people.adviser).follow(answer).text
    ((_, told),) = recorded(session, "add_action")
    assert told["title"] == FORM["title"] and told["partners"] == ["Bibliotheek Voorbeeldstad"]


def test_the_form_knows_where_somebody_came_from(client_as, people, new):
    page = client_as(people.coordinator).get(f"{new}?domein=geld&vraag=A.BE")
    assert (page.fields["domain"], page.fields["item"], page.fields["expected"]) == ("geld", "geld/A.BE", "none")
    assert "1: Het komt af en toe langs. Bijvoorbeeld in de Week van Lezen en Schrijven. (nu)" in page.text
    for wrong in ("?domein=wonen&vraag=A.BE", "?domein=geld&vraag=ZZ", "?domein=geld&vraag=%2F"):
        page = client_as(people.coordinator).get(f"{new}{wrong}")
        assert page.fields.get("item", "") == ""


def test_a_domain_shows_its_questions_and_keeps_what_was_typed(client_as, people, new):
    coordinator = client_as(people.coordinator)
    assert "item" not in coordinator.get(new).fields
    page = coordinator.post(new, {**WHOLE, "domain": "inclusie", "action": "show"}, status=200)
    options = {option.get("value"): option.text for option in page.all("option")}
    assert options["inclusie/A.BE"] == "Aandacht – bestuur" and "geld/A.BE" not in options
    assert page.fields["title"] == FORM["title"] and page.fields["text"].strip() == "Elke week een uur.\nMet koffie."
    assert "expected" not in page.fields
    page = coordinator.post(new, {**page.fields, "item": "inclusie/A.BE", "action": "show"}, status=200)
    assert page.fields["expected"] == "none" and "2: De wethouder van welzijn en inclusie noemt het" in page.text
    assert "Hoeveel aandacht heeft de wethouder van welzijn en inclusie voor basisvaardigheden?" in page.text


def test_partners_of_before_and_of_elsewhere_are_not_offered(session, client_as, people, trajectory, new):
    make_partner(session, trajectory, people.coordinator, organisation="Voorbij", ended_at=now())
    elsewhere = make_partner(session, trajectory, people.coordinator, organisation="Elders")
    elsewhere.municipality_id = people.elsewhere.id
    session.commit()
    text = client_as(people.coordinator).get(new).text
    assert "Voorbij" not in text and "Elders" not in text
    client_as(people.coordinator).post(new, {**FORM, "partners": [str(elsewhere.id)]}, status=422)


def test_not_about_what_nothing_is_done_about(session, client_as, people, trajectory, new):
    keys = {"trajectory_id": trajectory.id, "municipality_id": trajectory.municipality_id}
    session.add(NoAction(**keys, item="geld/A.BE", reason="Te duur.", decided_at=now(), decided_by=people.adviser.id))
    session.commit()
    page = client_as(people.coordinator).post(new, WHOLE, status=422)
    assert "Bij deze vraag staat nu ‘geen actie’: Te duur." in page.text
    assert page.fields["title"] == WHOLE["title"]

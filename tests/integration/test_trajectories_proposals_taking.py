"""Taking actions of the bank into the plan: one, or several at once."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app.models import AuditEntry, Trajectory, TrajectoryStep
from app.state.steps import months_later
from app.web.clock import now, today
from tests.proposals import keys, make_answered, make_chosen, plan_of, ticked


@pytest.fixture
def assessment(session, people):
    """An agreed inventory."""
    return make_answered(session, people)


@pytest.fixture
def chosen(session, people, assessment):
    """Its ten months, with two domains chosen."""
    return make_chosen(session, people, assessment)


@pytest.fixture
def address(chosen):
    """Of the proposals."""
    return f"/traject/{chosen.id}/acties/voorstellen"


def test_an_action_is_taken_with_everything(session, client_as, people, chosen, address):
    coordinator = client_as(people.coordinator)
    answer = coordinator.post(address, {"idea": "geld/A.BE:ACT01"})
    assert answer.headers["Location"].endswith("/acties/voorstellen")
    (made,) = plan_of(session)
    assert (made.title, made.bank_id, made.kind) == ("Vertel het bestuur waarom dit nodig is", "ACT01", "improve")
    assert (made.domain, made.item, made.value, made.expected) == ("geld", "geld/A.BE", 1, 2)
    assert (made.owner, made.partners_text) == (
        "coördinator en beleidsmedewerker",
        "taalambassadeur, adviseur van de Stichting",
    )
    assert "Bespreek het met de wethouder van armoede en schulden." in made.text
    assert (made.effort, made.state, made.position) == ("small", "proposed", 1)
    assert made.done_when.startswith("De wethouder van armoede en schulden weet")
    start = months_later(chosen.started_on, 4)
    assert made.starts_on == start and made.ends_on == months_later(start, 2) - timedelta(days=1)
    page = coordinator.follow(answer)
    assert (
        "De actie ‘Vertel het bestuur waarom dit nodig is’ staat nu in het plan. Het plan heeft 1 actie." in page.text
    )
    assert "In het plan: Vertel het bestuur waarom dit nodig is Voorgesteld" in page.text
    assert f"/traject/acties/{made.id}" in page.links
    assert "geld/A.BE:ACT01" not in keys(page)


def test_a_second_click_adds_nothing(session, client_as, people, address):
    coordinator = client_as(people.coordinator)
    coordinator.post(address, {"idea": "geld/A.BE:ACT01"})
    adviser = client_as(people.adviser)
    answer = adviser.post(address, {"idea": "geld/A.BE:ACT01"})
    assert "staat al in het plan, en is er niet nog een keer bij gezet." in adviser.follow(answer).text
    assert len(plan_of(session)) == 1
    assert len(session.scalars(select(AuditEntry).where(AuditEntry.action == "add_action")).all()) == 1


def test_several_at_once(session, client_as, people, address):
    wanted = ["geld/S.UI:ACT29", "geld/A.BE:ACT01", "geld/A.UI:uitzoeken", "algemeen/G02:ACT34", "inclusie/A.BE:ACT02"]
    coordinator = client_as(people.coordinator)
    known = keys(coordinator.get(address))
    wanted = [key if key in known else next(k for k in known if k.startswith(key.split(":")[0])) for key in wanted]
    answer = coordinator.post(address, {"idea": wanted})
    assert answer.headers["Location"].endswith("/acties/voorstellen")
    assert "5 acties staan nu in het plan." in coordinator.follow(answer).text
    made = plan_of(session)
    assert [one.position for one in made] == [1, 2, 3, 4, 5]
    assert {one.domain for one in made} == {"geld", "inclusie", "algemeen"}
    session.commit()
    coordinator.post(address, {"idea": wanted})
    assert len(plan_of(session)) == 5


def test_what_nobody_knows_is_found_out_and_improves_nothing(session, client_as, people, chosen, address):
    coordinator = client_as(people.coordinator)
    page = coordinator.get(address)
    assert [key for key in keys(page) if key.startswith("geld/A.UI")] == ["geld/A.UI:uitzoeken"]
    assert "Zoek dit uit bij schuldhulpverleners en inkomensconsulenten" in page.text
    coordinator.post(address, {"idea": "geld/A.UI:uitzoeken"})
    (made,) = plan_of(session)
    assert (made.kind, made.bank_id, made.value, made.expected) == ("find_out", None, None, None)
    assert made.title.startswith("Zoek uit: Hoeveel aandacht hebben schuldhulpverleners")
    assert made.text.startswith("Zoek dit uit bij schuldhulpverleners en inkomensconsulenten. De vraag is:")
    assert made.starts_on == months_later(chosen.started_on, 3)
    session.commit()
    # No improvement can be posted for it.
    coordinator.post(address, {"idea": "geld/A.UI:ACT07"}, status=409)
    assert len(plan_of(session)) == 1


def test_an_action_never_ends_before_it_begins(session, client_as, people, chosen, address):
    long_ago = today() - timedelta(days=400)
    session.execute(update(TrajectoryStep).values(planned_start=long_ago, planned_end=long_ago))
    session.commit()
    coordinator = client_as(people.coordinator)
    coordinator.post(address, {"idea": [k for k in keys(coordinator.get(address)) if k.startswith("geld/")]})
    assert all(today() <= one.starts_on <= one.ends_on for one in plan_of(session))


def test_what_else_was_typed_stays(session, client_as, people, address):
    data = {"idea": "geld/A.BE:ACT01", "geld/S.UI-reason": "Later.", "geld/A.BE-reason": "Toch maar niet."}
    page = client_as(people.coordinator).post(address, data, status=200)
    assert len(plan_of(session)) == 1
    assert ticked(page) == []
    assert page.fields["geld/S.UI-reason"].strip() == "Later."
    # There is no place any more for a reason about an item with an action.
    assert "geld/A.BE-reason" not in page.fields
    assert "Dit had je getypt" in page.text and "Toch maar niet." in page.text


def test_what_is_ticked_goes_along_with_a_reason_and_an_effort(session, client_as, people, address):
    coordinator = client_as(people.coordinator)
    why = {"decline": "geld/A.BE", "geld/A.BE-reason": "Dit doen we volgend jaar.", "moeite": "small"}
    answer = coordinator.post(address, {**why, "idea": ["geld/S.BE:ACT23", "geld/A.BE:ACT01"]})
    assert answer.headers["Location"].endswith(
        "?idee=geld/A.BE:ACT01&idee=geld/S.BE:ACT23&moeite=small&bij=geld/A.BE#vraag-geld-A.BE"
    )
    page = coordinator.follow(answer)
    assert ticked(page) == ["geld/S.BE:ACT23"]
    assert page.has("#moeite-small[checked]")
    page = coordinator.get(f"{address}?idee=onzin&idee=geld/A.BE:ACT01&bij=onzin&moeite=onzin")
    assert page.has("#moeite-alle[checked]")
    assert plan_of(session) == []


def test_nothing_ticked_is_said(session, client_as, people, address):
    page = client_as(people.coordinator).post(address, {"geld/A.BE-reason": "Nog niet klaar"}, status=422)
    assert "Vink eerst een of meer acties aan." in page.text
    assert page.fields["geld/A.BE-reason"].strip() == "Nog niet klaar"


@pytest.mark.parametrize("key", ["geld/A.BE:ACT99", "wonen/A.BE:ACT01", "geld/A.BL:ACT04", "x", ""])
def test_what_is_not_proposed_cannot_be_taken(session, client_as, people, address, key):
    page = client_as(people.coordinator).post(address, {"idea": ["geld/A.BE:ACT01", key]}, status=409)
    assert "staat niet meer bij de voorstellen" in page.text
    assert plan_of(session) == []
    assert ticked(page) == ["geld/A.BE:ACT01"]


def test_others_do_not_come_here(session, client_as, people, address):
    for person, status in ((people.reader, 403), (people.participant, 404), (people.other, 404)):
        client_as(person).get(address, status=status)
        client_as(person).post(address, {"idea": "geld/A.BE:ACT01"}, status=status)
    assert plan_of(session) == []


def test_a_closed_trajectory_takes_nothing(session, client_as, people, address):
    session.execute(update(Trajectory).values(ended_at=now()))
    session.commit()
    client_as(people.coordinator).get(address, status=409)
    data = {"decline": "geld/A.BE", "geld/A.BE-reason": "Dit wil ik houden."}
    page = client_as(people.coordinator).post(address, data, status=409)
    assert "Dit traject is afgesloten" in page.text and "Dit wil ik houden." in page.text
    assert plan_of(session) == []

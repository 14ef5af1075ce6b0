"""The actions of the bank for the weakest items: what is proposed, and taking it into the plan."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app.clock import now, today
from app.models import AuditEntry, ImprovementAction, Participation, Trajectory, TrajectoryStep
from app.steps import months_later
from questionnaires.catalogue import current
from tests.factories import make_agreed, make_answers, make_assessment
from tests.integration.test_assessments_statements import statements
from tests.points import PROFILE
from tests.trajectories import make_action, make_choice, make_report, make_trajectory

LOW = {"geld/S.UI": 0, "geld/A.BE": 1, "geld/M.BL": 2, "geld/C.UI": 3, "geld/A.BL": 4, "geld/S.BE": 2}
ELSEWHERE = {"inclusie/A.BE": 3, "wonen/A.BE": 0, "algemeen/G01": 1, "algemeen/G02": 0}
LOWEST = ("S.UI", "A.BE", "M.BL", "S.BE", "C.UI")
"""Of Geldzaken, from low to high; the highest answer is no reason for an action."""
NOT = {"geld/M.UI": "not_applicable"}


@pytest.fixture
def assessment(session, people):
    """An agreed inventory: answers to two items of Geldzaken more than were agreed, one that nobody knows."""
    made = make_assessment(session, people, ("geld", "inclusie", "wonen"), state="agreed", agreed_at=now())
    part = session.scalars(select(Participation)).one()
    make_answers(session, part, {"geld/D1.UI": 0, "geld/D2.UI": 2, "geld/A.UI": "unknown"})
    return made


@pytest.fixture
def chosen(session, people, assessment):
    """Its ten months, begun 60 days ago, with Geldzaken and Inclusie chosen."""
    make_agreed(session, assessment, people.adviser, {**LOW, **ELSEWHERE, **NOT})
    make_report(session, assessment, people.coordinator)
    make_choice(session, assessment, people.coordinator, ["geld", "inclusie"])
    return make_trajectory(session, assessment, people.coordinator, today() - timedelta(days=60))


@pytest.fixture
def address(chosen):
    """Of the proposals."""
    return f"/traject/{chosen.id}/acties/voorstellen"


def plan(session):
    """The actions, as they stand in the database now."""
    session.expire_all()
    return session.scalars(select(ImprovementAction).order_by(ImprovementAction.position)).all()


def headings(page):
    """The questions in the order of the page, with their domain."""
    sections = [section.get("id") for section in page.all("section") if (section.get("id") or "").startswith("vraag-")]
    return [section.removeprefix("vraag-") for section in sections]


def keys(page):
    """What can be ticked."""
    return [box.get("value") for box in page.all("input") if box.get("name") == "idea"]


def test_the_lowest_agreed_come_first_and_nothing_that_is_done(client_as, people, address):
    page = client_as(people.coordinator).get(address)
    shown = headings(page)
    assert [one for one in shown if one.startswith("geld-")][:5] == [f"geld-{q}" for q in LOWEST]
    assert next(one for one in shown if not one.startswith("geld-")) == "inclusie-A.BE"
    general = [one for one in shown if one.startswith("algemeen-")]
    assert general[:2] == ["algemeen-G02", "algemeen-G01"] and shown.index("inclusie-A.BE") < shown.index(general[0])
    # At the top, not applicable, not agreed, or of a domain that was not chosen.
    for question in ("A.BL", "M.UI", "D1.UI", "D2.UI"):
        assert f"geld-{question}" not in shown
    assert not any(one.startswith("wonen") for one in shown)
    assert "Bij 2 vragen zijn wel antwoorden, maar is nog geen score afgesproken." in page.text


def test_it_says_what_is_and_what_comes_next(client_as, people, address):
    text = client_as(people.adviser).get(address).text
    assert "Hoeveel aandacht heeft de wethouder van armoede en schulden voor basisvaardigheden?" in text
    assert "Nu afgesproken (1)Het komt af en toe langs." in text
    assert "Een stap verder (2)De wethouder van armoede en schulden noemt het belangrijk." in text


def test_small_effort_comes_first(client_as, people, address):
    known = keys(client_as(people.coordinator).get(address))
    efforts = {"small": 0, "medium": 1, "large": 2}
    bank = {action.id: efforts[action.effort] for action in current("iba").actions}
    for question in LOWEST:
        found = [bank[key.partition(":")[2]] for key in known if key.startswith(f"geld/{question}:")]
        assert found and found == sorted(found)


def test_few_are_shown_and_the_rest_is_folded_away(client_as, people, address):
    page = client_as(people.coordinator).get(address)
    assert "Nog 2 vragen met een antwoord dat omhoog kan" in page.text
    folded = [d for d in page.all("details") if "vraag-geld-C.UI" in {e.get("id") for e in d.iter()}]
    assert len(folded) == 1 and folded[0].get("open") is None
    page = client_as(people.coordinator).get(f"{address}?bij=geld/C.UI")
    folded = [d for d in page.all("details") if "vraag-geld-C.UI" in {e.get("id") for e in d.iter()}]
    assert folded[0].get("open") is not None


def test_one_click_takes_an_action_with_everything(session, client_as, people, chosen, address):
    coordinator = client_as(people.coordinator)
    answer = coordinator.post(address, {"take": "geld/A.BE:ACT01"})
    assert answer.headers["Location"].endswith("/acties/voorstellen?bij=geld/A.BE#vraag-geld-A.BE")
    (made,) = plan(session)
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
    coordinator.post(address, {"take": "geld/A.BE:ACT01"})
    adviser = client_as(people.adviser)
    answer = adviser.post(address, {"take": "geld/A.BE:ACT01"})
    assert "staat al in het plan, en is er niet nog een keer bij gezet." in adviser.follow(answer).text
    assert len(plan(session)) == 1
    assert len(session.scalars(select(AuditEntry).where(AuditEntry.action == "add_action")).all()) == 1


def test_several_at_once(session, client_as, people, address):
    wanted = ["geld/S.UI:ACT29", "geld/A.BE:ACT01", "geld/A.UI:uitzoeken", "algemeen/G02:ACT34", "inclusie/A.BE:ACT02"]
    coordinator = client_as(people.coordinator)
    known = keys(coordinator.get(address))
    wanted = [key if key in known else next(k for k in known if k.startswith(key.split(":")[0])) for key in wanted]
    answer = coordinator.post(address, {"idea": wanted})
    assert answer.headers["Location"].endswith("/acties/voorstellen")
    assert "5 acties staan nu in het plan." in coordinator.follow(answer).text
    made = plan(session)
    assert [one.position for one in made] == [1, 2, 3, 4, 5]
    assert {one.domain for one in made} == {"geld", "inclusie", "algemeen"}
    session.commit()
    coordinator.post(address, {"idea": wanted})
    assert len(plan(session)) == 5


def test_what_nobody_knows_is_found_out_and_improves_nothing(session, client_as, people, chosen, address):
    coordinator = client_as(people.coordinator)
    page = coordinator.get(address)
    assert [key for key in keys(page) if key.startswith("geld/A.UI")] == ["geld/A.UI:uitzoeken"]
    assert "Zoek dit uit bij schuldhulpverleners en inkomensconsulenten" in page.text
    coordinator.post(address, {"take": "geld/A.UI:uitzoeken"})
    (made,) = plan(session)
    assert (made.kind, made.bank_id, made.value, made.expected) == ("find_out", None, None, None)
    assert made.title.startswith("Zoek uit: Hoeveel aandacht hebben schuldhulpverleners")
    assert made.text.startswith("Zoek dit uit bij schuldhulpverleners en inkomensconsulenten. De vraag is:")
    assert made.starts_on == months_later(chosen.started_on, 3)
    session.commit()
    # No improvement can be posted for it.
    coordinator.post(address, {"take": "geld/A.UI:ACT07"}, status=409)
    assert len(plan(session)) == 1


def test_without_anything_agreed_the_lowest_scores_count(session, client_as, people, assessment):
    make_report(session, assessment, people.coordinator)
    make_choice(session, assessment, people.coordinator, ["geld"])
    trajectory = make_trajectory(session, assessment, people.coordinator)
    address = f"/traject/{trajectory.id}/acties/voorstellen"
    page = client_as(people.coordinator).get(address)
    known = [one for one in headings(page) if one.startswith("geld-") and one != "geld-A.UI"]
    assert known[:2] == ["geld-D1.UI", "geld-D2.UI"] and len(known) == len(PROFILE) - 1
    assert "Nu, ongeveer (2)" in page.text
    assert "geen score afgesproken" not in page.text


def test_an_action_never_ends_before_it_begins(session, client_as, people, chosen, address):
    long_ago = today() - timedelta(days=400)
    session.execute(update(TrajectoryStep).values(planned_start=long_ago, planned_end=long_ago))
    session.commit()
    coordinator = client_as(people.coordinator)
    coordinator.post(address, {"idea": [k for k in keys(coordinator.get(address)) if k.startswith("geld/")]})
    assert all(today() <= one.starts_on <= one.ends_on for one in plan(session))


def test_what_else_was_ticked_stays(session, client_as, people, address):
    data = {"take": "geld/A.BE:ACT01", "idea": ["geld/A.BE:ACT01", "geld/A.BE:ACT02"], "geld/S.UI-reason": "Later."}
    page = client_as(people.coordinator).post(address, {**data, "geld/A.BE-reason": "Toch maar niet."}, status=200)
    assert len(plan(session)) == 1
    checked = [box.get("value") for box in page.all("input") if box.get("checked") is not None]
    assert checked == ["geld/A.BE:ACT02"]
    assert page.fields["geld/S.UI-reason"].strip() == "Later."
    # There is no place any more for a reason about an item with an action.
    assert "geld/A.BE-reason" not in page.fields
    assert "Dit had je getypt" in page.text and "Toch maar niet." in page.text


def test_nothing_ticked_is_said(session, client_as, people, address):
    page = client_as(people.coordinator).post(address, {"geld/A.BE-reason": "Nog niet klaar"}, status=422)
    assert "Vink eerst een of meer acties aan." in page.text
    assert page.fields["geld/A.BE-reason"].strip() == "Nog niet klaar"


@pytest.mark.parametrize("key", ["geld/A.BE:ACT99", "wonen/A.BE:ACT01", "geld/A.BL:ACT04", "x", ""])
def test_what_is_not_proposed_cannot_be_taken(session, client_as, people, address, key):
    page = client_as(people.coordinator).post(address, {"idea": ["geld/A.BE:ACT01", key]}, status=409)
    assert "staat niet meer bij de voorstellen" in page.text
    assert plan(session) == []
    checked = [box.get("value") for box in page.all("input") if box.get("checked") is not None]
    assert checked == ["geld/A.BE:ACT01"]


def test_own_actions_about_an_item_are_shown(session, client_as, people, chosen, address):
    make_action(session, chosen, people.coordinator, title="Zelf bedacht", bank_id=None, state="running")
    page = client_as(people.coordinator).get(address)
    assert "Ook in het plan: Zelf bedacht Bezig" in page.text
    assert "Geldzaken, armoede en schulden 1 actie in het plan" in page.text


def test_before_a_choice_it_sends_people_to_choosing(session, client_as, people, assessment):
    trajectory = make_trajectory(session, assessment, people.coordinator)
    address = f"/traject/{trajectory.id}/acties/voorstellen"
    coordinator = client_as(people.coordinator)
    page = coordinator.get(address)
    assert "Er is nog niets vastgesteld" in page.text and f"/inventarisaties/{assessment.id}" in page.links
    make_report(session, assessment, people.coordinator)
    page = coordinator.get(address)
    assert "Kies eerst de domeinen" in page.text
    assert f"/inventarisaties/{assessment.id}/prioriteren" in page.links
    assert f"/traject/{trajectory.id}/acties/nieuw" in page.links
    page = coordinator.post(address, {"take": "geld/A.BE:ACT01"}, status=409)
    assert "Er zijn nu geen voorstellen" in page.text


def test_others_do_not_come_here(session, client_as, people, address):
    for person, status in ((people.reader, 403), (people.participant, 404), (people.other, 404)):
        client_as(person).get(address, status=status)
        client_as(person).post(address, {"take": "geld/A.BE:ACT01"}, status=status)
    assert plan(session) == []


def test_a_closed_trajectory_takes_nothing(session, client_as, people, address):
    session.execute(update(Trajectory).values(ended_at=now()))
    session.commit()
    client_as(people.coordinator).get(address, status=409)
    data = {"decline": "geld/A.BE", "geld/A.BE-reason": "Dit wil ik houden."}
    page = client_as(people.coordinator).post(address, data, status=409)
    assert "Dit traject is afgesloten" in page.text and "Dit wil ik houden." in page.text
    assert plan(session) == []


def test_it_takes_few_statements(session, client_as, people, chosen, address):
    coordinator = client_as(people.coordinator)
    with statements() as few:
        coordinator.get(address)
    for number in range(20):
        make_action(session, chosen, people.coordinator, position=number, title=f"Actie {number}")
    with statements() as many:
        coordinator.get(address)
    assert len(few) == len(many) <= 11, many

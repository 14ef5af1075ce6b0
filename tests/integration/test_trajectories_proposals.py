"""The actions of the bank for the weakest items: what is proposed, and in which order."""

import pytest

from questionnaires.catalogue import current
from tests.integration.test_assessments_statements import statements
from tests.points import PROFILE
from tests.proposals import LOWEST, headings, keys, make_answered, make_chosen
from tests.trajectories import make_action, make_choice, make_report, make_trajectory


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
    assert "Geldzaken: Aandacht – bestuur Los →naar In opbouw" in text
    assert "NuHet komt af en toe langs." in text
    assert "StraksDe wethouder van armoede en schulden noemt het belangrijk." in text


def test_small_effort_comes_first(client_as, people, address):
    known = keys(client_as(people.coordinator).get(address))
    efforts = {"small": 0, "medium": 1, "large": 2}
    bank = {action.id: efforts[action.effort] for action in current("iba").actions}
    for question in LOWEST:
        found = [bank[key.partition(":")[2]] for key in known if key.startswith(f"geld/{question}:")]
        assert found and found == sorted(found)


def test_few_are_shown_and_the_rest_is_folded_away(client_as, people, address):
    page = client_as(people.coordinator).get(address)
    shown = [key for key in keys(page) if key.startswith("geld/")]
    folded = next(d for d in page.all("details") if d.get("class") == "rest")
    inside = [box.get("value") for box in folded.iter() if box.get("name") == "idea"]
    # Those for one question stay together, and so fewer than five can be shown.
    assert 0 < len(shown) - len(inside) <= 5 and shown[-len(inside) :] == inside
    assert f"Nog {len(inside)} voorstellen: Geldzaken" in page.text
    assert folded.get("open") is None and "vraag-geld-C.UI" in {e.get("id") for e in folded.iter()}
    page = client_as(people.coordinator).get(f"{address}?bij=geld/C.UI")
    assert next(d for d in page.all("details") if d.get("class") == "rest").get("open") is not None


def test_without_anything_agreed_the_lowest_scores_count(session, client_as, people, assessment):
    make_report(session, assessment, people.coordinator)
    make_choice(session, assessment, people.coordinator, ["geld"])
    trajectory = make_trajectory(session, assessment, people.coordinator)
    address = f"/traject/{trajectory.id}/acties/voorstellen"
    page = client_as(people.coordinator).get(address)
    known = [one for one in headings(page) if one.startswith("geld-") and one != "geld-A.UI"]
    assert known[:2] == ["geld-D1.UI", "geld-D2.UI"] and len(known) == len(PROFILE) - 1
    assert "Nu, ongeveer" in page.text
    assert "geen score afgesproken" not in page.text


def test_own_actions_about_an_item_are_shown(session, client_as, people, chosen, address):
    make_action(session, chosen, people.coordinator, title="Zelf bedacht", bank_id=None, state="running")
    page = client_as(people.coordinator).get(address)
    assert "1 al in het plan" in page.text
    assert "In het plan: Zelf bedacht Bezig" in page.text


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
    page = coordinator.post(address, {"idea": "geld/A.BE:ACT01"}, status=409)
    assert "Er zijn nu geen voorstellen" in page.text


def test_it_takes_few_statements(session, client_as, people, chosen, address):
    coordinator = client_as(people.coordinator)
    with statements() as few:
        coordinator.get(address)
    for number in range(20):
        make_action(session, chosen, people.coordinator, position=number, title=f"Actie {number}")
    with statements() as many:
        coordinator.get(address)
    assert len(few) == len(many) <= 11, many

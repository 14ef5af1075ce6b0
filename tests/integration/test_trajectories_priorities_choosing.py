"""Choosing the domains to begin with: what is kept, what is refused, and that nothing typed is lost."""

import pytest
from sqlalchemy import select

from app.models import AuditEntry, PriorityChoice, Trajectory, TrajectoryStep
from app.plan.priorities import choices_of
from app.texts import priorities as texts
from scoring.engine import RULES
from tests.integration import test_trajectories_priorities as first
from tests.trajectories import make_report

inventory, page = first.inventory, first.page
FORM = {
    "seen": "0",
    "order": ["geld", "inclusie", "wonen", "digitaal", "gezondheid"],
    "geld-begin": "y",
    "geld-reason": "Hier ligt een besluit.\nEn er is geld.",
    "wonen-begin": "y",
    "wonen-reason": "De corporatie wil <graag>.",
    "digitaal-ask": "y",
    "digitaal-asked": "Vertel hoe het lukte.",
    "decided_by": "het college",
    "note": "Besproken in de stuurgroep.",
}
NOTHING = {"geld-begin": "", "wonen-begin": ""}


def without(form, *names):
    return {name: value for name, value in form.items() if name not in names}


def kept(session, inventory):
    """Every choice as it stands now: number, domains, ambassadors and who decided."""
    session.expire_all()
    found = [
        (
            choice.number,
            [(row.domain, row.reason) for row in choice.domains if row.kind == "chosen"],
            [(row.domain, row.reason) for row in choice.domains if row.kind == "ambassador"],
            choice.decided_by,
        )
        for choice in choices_of(session, inventory.id)
    ]
    session.commit()
    return found


CHOSEN = [("geld", FORM["geld-reason"]), ("wonen", FORM["wonen-reason"])]
ASKED = [("digitaal", FORM["digitaal-asked"])]


@pytest.mark.parametrize("who", ["coordinator", "adviser"])
def test_the_choice_is_kept_beside_the_proposal_and_starts_the_ten_months(
    session, people, client_as, inventory, page, who
):
    user = getattr(people, who)
    client = client_as(user)
    answer = client.post(page, FORM)
    (trajectory,) = session.scalars(select(Trajectory)).all()
    assert trajectory.assessment_id == inventory.id and str(trajectory.id) in answer.headers["Location"]
    assert len(session.scalars(select(TrajectoryStep)).all()) == 5
    assert kept(session, inventory) == [(1, CHOSEN, ASKED, "het college")]
    choice = session.scalars(select(PriorityChoice)).one()
    assert (choice.report_number, choice.rules, choice.chosen_by, choice.note) == (1, RULES, user.id, FORM["note"])
    assert [(row["domain"], row["rank"], row["word"], row["proposed"]) for row in choice.proposal] == [
        ("geld", 1, "Nu kansrijk", True),
        ("inclusie", 1, "Nu kansrijk", True),
        ("wonen", 3, "Later", False),
        ("digitaal", 4, "Behouden", False),
    ]
    session.commit()
    assert texts.SAVED in client.follow(answer).text
    found = client.get(page)
    assert found.h1 == "Jullie beginnen met Geldzaken en Wonen" and "De corporatie wil <graag>." in found.text
    assert "Het voorstel was" in found.text and "Vertel hoe het lukte." in found.text
    assert f"door functie van {user.name}" in found.text


def test_the_way_goes_on_to_the_actions(session, people, client_as, app, page):
    answer = client_as(people.coordinator).post(page, FORM)
    end = "/acties/voorstellen" if "trajectories.proposals" in app.view_functions else ""
    (trajectory,) = session.scalars(select(Trajectory)).all()
    assert answer.headers["Location"] == f"/traject/{trajectory.id}{end}"


def test_taking_over_the_proposal_takes_one_field(people, client_as, page):
    client = client_as(people.coordinator)
    shown = client.get(page).fields
    client.post(page, {**without(shown, "order"), "decided_by": "de stuurgroep"})
    found = client.get(page)
    assert "Gelijk aan het voorstel." in found.text
    assert "Het voorstel was" not in found.text


def test_the_history_tells_of_it(session, people, client_as, inventory, page):
    client = client_as(people.coordinator)
    client.post(page, FORM)
    entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "choose_domains")).one()
    assert (entry.old, entry.new["domains"], entry.new["number"]) == (None, ["geld", "wonen"], 1)
    session.commit()
    told = client.get(f"/inventarisaties/{inventory.id}/geschiedenis?soort=traject").text
    assert "koos de domeinen om mee te beginnen: Geldzaken, armoede en schulden en Wonen." in told
    assert "Gevraagd als ambassadeur: Digitale inclusie." in told and "De corporatie wil <graag>." in told
    assert f"Opmerking{FORM['note']}" in told.replace("Opmerking ", "Opmerking")


def test_a_next_choice_says_what_changed_and_the_earlier_one_stays(session, people, client_as, inventory, page):
    client_as(people.coordinator).post(page, FORM)
    make_report(session, inventory, people.coordinator, 2)
    adviser = client_as(people.adviser)
    shown = adviser.get(page).fields
    assert (shown["seen"], shown["decided_by"], shown["note"].strip()) == ("1", "het college", FORM["note"])
    assert {"geld-begin", "wonen-begin", "digitaal-ask"} <= set(shown) and "inclusie-begin" not in shown
    changed = {
        "seen": "1",
        "order": ["wonen", "gezondheid", "geld"],
        "inclusie-begin": "y",
        "inclusie-reason": "Toch.",
        "gezondheid-begin": "y",
        "gezondheid-reason": "De GGD begint.",
        "wonen-begin": "y",
        "wonen-reason": "Anders.",
        "decided_by": "de raad",
    }
    adviser.post(page, changed)
    assert kept(session, inventory)[0][1] == [
        ("wonen", "Anders."),
        ("gezondheid", "De GGD begint."),
        ("inclusie", "Toch."),
    ]
    assert kept(session, inventory)[1] == (1, CHOSEN, ASKED, "het college")
    assert len(session.scalars(select(Trajectory)).all()) == 1
    session.commit()
    text = adviser.get(page).text
    for said in (
        "Erbij: Gezondheid en Inclusie.",
        "Eraf: Geldzaken.",
        "Een andere uitleg bij Wonen.",
        "Niet meer gevraagd als ambassadeur: Digitaal.",
        "Besloten door de raad. Eerst was dat het college.",
        "Gemaakt bij versie 2 van het rapport. De vorige bij versie 1.",
        "Eerdere keuzes",
        "De volgorde van toen",
        "door functie van Cora Dinator, bij versie 1 van het rapport",
    ):
        assert said in text, said


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"order": ["wonen", "geld"]}, "De volgorde is anders."),
        ({"note": "Iets anders."}, texts.NOTHING_ELSE),
        ({"digitaal-asked": ""}, "Een andere uitleg bij Digitaal."),
    ],
)
def test_small_changes_are_told_too(people, client_as, page, change, said):
    client = client_as(people.coordinator)
    client.post(page, FORM)
    client.post(page, FORM | {"seen": "1"} | change)
    assert said in client.get(page).text


@pytest.mark.parametrize("seen", ["0", "1"])
def test_the_same_twice_is_one_choice(session, people, client_as, inventory, page, seen):
    client = client_as(people.coordinator)
    client.post(page, FORM)
    answer = client.post(page, FORM | {"seen": seen})
    assert texts.SAME in client.follow(answer).text
    assert [number for number, *_ in kept(session, inventory)] == [1]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (NOTHING, texts.NONE_CHOSEN),
        (
            {"inclusie-begin": "y", "inclusie-reason": "a", "gezondheid-begin": "y", "gezondheid-reason": "b"},
            "Je koos 4 domeinen. Kies er hoogstens 3: haal er 1 weg.",
        ),
        ({"wonen-reason": "  "}, "Schrijf op waarom je met Wonen begint."),
        ({"wonen-reason": "x" * 5001}, "maximaal 5000 tekens"),
        ({"inclusie-begin": "y"}, "Schrijf op waarom je met Inclusie begint."),
        ({"decided_by": ""}, texts.DECIDED_BY_MISSING),
        ({"decided_by": "x" * 81}, "maximaal 80 tekens"),
        ({"note": "x" * 5001}, "maximaal 5000 tekens"),
        ({"note": "a\x00b"}, "Er stond een teken"),
        ({"digitaal-begin": "y", "digitaal-reason": "Toch."}, texts.BOTH),
    ],
)
def test_bad_input_is_said_and_nothing_typed_is_lost(session, people, client_as, inventory, page, change, said):
    typed = FORM | change
    found = client_as(people.coordinator).post(
        page, without(typed, *(n for n, v in change.items() if not v)) if change is NOTHING else typed, status=422
    )
    assert said in found.text
    for name in ("geld-reason", "wonen-reason", "digitaal-asked", "decided_by"):
        assert found.fields[name].strip() == typed[name].strip(), name
    assert "geld-begin" in found.fields or change is NOTHING
    assert kept(session, inventory) == [] and session.scalars(select(Trajectory)).all() == []
    session.rollback()


def test_what_does_not_exist_is_ignored(session, people, client_as, inventory, page):
    strange = {"order": ["geld", "geld", "maan", "wonen"], "maan-begin": "y", "wonen-ask": "y", "wonen-asked": "Kom."}
    client_as(people.coordinator).post(page, FORM | strange | {"seen": "nul"})
    assert kept(session, inventory) == [(1, CHOSEN, ASKED, "het college")]

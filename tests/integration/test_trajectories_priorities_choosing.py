"""Choosing the domains to begin with: what is kept, what is refused, and that nothing typed is lost."""

import pytest
from sqlalchemy import select, update

from app.clock import now
from app.models import Assessment, AuditEntry, PriorityChoice, Trajectory, TrajectoryStep
from app.texts import priorities as texts
from app.trajectories.queries.choices import choices_of
from tests.factories import make_assessment, make_participation
from tests.integration import test_trajectories_priorities as first
from tests.integration.test_assessments_statements import statements
from tests.trajectories import make_report, make_trajectory

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
    assert (choice.report_number, choice.rules, choice.chosen_by, choice.note) == (1, 1, user.id, FORM["note"])
    assert [(row["domain"], row["rank"], row["word"], row["proposed"]) for row in choice.proposal] == [
        ("geld", 1, "Nu kansrijk", True),
        ("inclusie", 1, "Nu kansrijk", True),
        ("wonen", 3, "Later", False),
        ("digitaal", 4, "Behouden", False),
    ]
    session.commit()
    assert texts.SAVED in client.follow(answer).text
    found = client.get(page)
    assert "Hiermee beginnen jullie" in found.text and "De corporatie wil <graag>." in found.text
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
    assert "Dit is het voorstel uit het rapport." in found.text and "Het voorstel was" not in found.text


def test_the_history_tells_of_it(session, people, client_as, inventory, page):
    client = client_as(people.coordinator)
    client.post(page, FORM)
    entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "choose_domains")).one()
    assert (entry.old, entry.new["domains"], entry.new["number"], entry.reason) == (
        None,
        ["geld", "wonen"],
        1,
        FORM["note"],
    )
    session.commit()
    told = client.get(f"/inventarisaties/{inventory.id}/geschiedenis?soort=traject").text
    assert "koos de domeinen om mee te beginnen: Geldzaken, armoede en schulden en Wonen." in told
    assert "Gevraagd als ambassadeur: Digitale inclusie." in told and "De corporatie wil <graag>." in told


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


def order(found):
    """The domains in the order of the form, with whether they are chosen."""
    return [e.get("value") for e in found.all("input") if e.get("name") == "order"]


@pytest.mark.parametrize(
    ("move", "expected", "said"),
    [
        ("down-geld", ["wonen", "geld"], "Geldzaken staat nu op plaats 2 van 2."),
        ("up-wonen", ["wonen", "geld"], "Wonen staat nu op plaats 1 van 2."),
        ("up-geld", ["geld", "wonen"], "Geldzaken staat nu op plaats 1 van 2."),
        ("down-wonen", ["geld", "wonen"], "Wonen staat nu op plaats 2 van 2."),
        ("up-inclusie", ["geld", "wonen"], "Inclusie is nog niet gekozen. Kies het domein eerst."),
        ("up-maan", ["geld", "wonen"], ""),
        ("", ["geld", "wonen"], ""),
    ],
)
def test_moving_a_domain_keeps_everything_and_saves_nothing(
    session, people, client_as, inventory, page, move, expected, said
):
    typed = FORM | {"gezondheid-reason": "Nog niet gekozen.", "wonen-reason": "x" * 5001}
    found = client_as(people.coordinator).post(page, typed | {"move": move}, status=200)
    assert order(found)[:2] == expected and set(order(found)) == set(FORM["order"])
    assert said in found.text and not found.title.startswith("Fout")
    names = [name for name in typed if name.endswith(("reason", "asked", "note", "by"))]
    assert {name: found.fields[name].strip() for name in names} == {name: typed[name] for name in names}
    assert found.fields["seen"] == "0" and kept(session, inventory) == []


def test_a_newer_choice_is_shown_beside_the_own_one(session, people, client_as, inventory, page):
    client_as(people.coordinator).post(page, FORM)
    mine = {
        "seen": "0",
        "inclusie-begin": "y",
        "inclusie-reason": "Mijn uitleg.",
        "decided_by": "de raad",
        "note": "Let op.",
    }
    adviser = client_as(people.adviser)
    found = adviser.post(page, mine, status=409)
    assert found.title.startswith("Fout: ") and "Iemand anders heeft intussen een keuze bewaard" in found.text
    for said in ("Nu bewaard", "Jij koos", "De corporatie wil <graag>.", "Mijn uitleg.", "de raad", "Let op."):
        assert said in found.text
    fields = found.fields
    assert (fields["inclusie-reason"].strip(), fields["seen"], fields["decided_by"]) == ("Mijn uitleg.", "1", "de raad")
    assert [number for number, *_ in kept(session, inventory)] == [1]
    adviser.post(page, {**mine, "seen": fields["seen"]})
    assert kept(session, inventory)[0][:2] == (2, [("inclusie", "Mijn uitleg.")])


@pytest.mark.parametrize(
    ("who", "status"), [("reader", 403), ("participant", 403), ("administrator", 404), ("other", 404)]
)
@pytest.mark.parametrize("form", [FORM, FORM | {"move": "down-geld"}])
def test_only_who_leads_can_choose(session, people, client_as, inventory, page, who, status, form):
    make_participation(session, inventory, people.participant, everything=True)
    session.commit()
    client_as(getattr(people, who)).post(page, form, status=status)
    assert kept(session, inventory) == []


@pytest.mark.parametrize("state", ["open", "in_review"])
def test_not_before_something_was_agreed(session, people, client_as, state):
    made = make_assessment(session, people, state=state)
    found = client_as(people.coordinator).post(f"/inventarisaties/{made.id}/prioriteren", FORM, status=409)
    assert "Domeinen kiezen kan nog niet" in found.text
    for typed in ("De corporatie wil <graag>.", "het college", FORM["note"], FORM["digitaal-asked"]):
        assert typed in found.text
    assert session.scalars(select(PriorityChoice)).all() == []


@pytest.mark.parametrize("why", ["reopened", "closed"])
@pytest.mark.parametrize("form", [FORM, FORM | {"move": "down-geld"}])
def test_not_after_it_was_reopened_or_closed(session, people, client_as, inventory, page, why, form):
    if why == "closed":
        make_trajectory(session, inventory, people.coordinator)
        session.execute(update(Trajectory).values(ended_at=now()))
    else:
        session.execute(update(Assessment).values(state="in_review"))
    session.commit()
    found = client_as(people.coordinator).post(page, form, status=409)
    assert "Je kunt nu niet kiezen" in found.text and "Dit had je getypt" in found.text
    for typed in ("De corporatie wil <graag>.", "het college", FORM["digitaal-asked"]):
        assert typed in found.text
    assert session.scalars(select(PriorityChoice)).all() == []


def test_saving_takes_a_fixed_number_of_statements(people, client_as, page):
    client = client_as(people.coordinator)
    sent = []
    for number, domains in enumerate((("geld",), ("geld", "wonen", "inclusie"), ("wonen",))):
        form = {"seen": str(number), "decided_by": "het college"}
        form |= {f"{domain}-begin": "y" for domain in domains} | {f"{domain}-reason": "Zo." for domain in domains}
        with statements() as found:
            client.post(page, form)
        sent.append(len(found))
    # The first one starts the ten months.
    assert sent[1] == sent[2] and max(sent) <= 16, sent

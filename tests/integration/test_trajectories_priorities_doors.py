"""Moving domains, choices that met a newer one, and who may choose when."""

import pytest
from sqlalchemy import select, update

from app.models import Answer, Assessment, PriorityChoice, Trajectory
from app.texts import priorities as texts
from app.web.clock import now
from tests.factories import make_assessment, make_participation
from tests.integration import test_trajectories_priorities_choosing as choosing
from tests.integration.test_assessments_statements import statements
from tests.integration.test_trajectories_priorities_choosing import FORM, kept
from tests.trajectories import make_report, make_trajectory

inventory, page = choosing.inventory, choosing.page


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


@pytest.mark.parametrize("more", [{}, {"move": "down-geld"}])
def test_a_choice_of_an_older_report_is_not_saved_for_a_newer_one(session, people, client_as, inventory, page, more):
    client = client_as(people.coordinator)
    shown = {name: client.get(page).fields[name] for name in ("seen", "report")}
    session.execute(update(Answer).where(Answer.item.startswith("digitaal/")).values(value=1))
    make_report(session, inventory, people.coordinator, 2)
    found = client.post(page, FORM | shown | more, status=409)
    assert found.title.startswith("Fout: ") and texts.newer_report(2) in found.text
    # Who is no longer where they want to be cannot be asked: what was typed for them stands on the page.
    assert FORM["digitaal-asked"] in found.text and "digitaal-asked" not in found.fields
    for name in ("geld-reason", "wonen-reason", "decided_by", "note"):
        assert found.fields[name].strip() == FORM[name]
    assert kept(session, inventory) == []
    client.post(page, FORM | {"report": found.fields["report"]})
    assert session.scalars(select(PriorityChoice.report_number)).all() == [2]


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
    assert found.title.startswith("Fout: ") and "Iemand anders heeft intussen een keuze opgeslagen" in found.text
    for said in ("Nu opgeslagen", "Jij koos", "De corporatie wil <graag>.", "Mijn uitleg.", "de raad", "Let op."):
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

"""The plan of action and the overview, as pages and files: what is in them, and for whom."""

import io
import uuid
from datetime import timedelta
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from app.models import ActionPartner, NoAction, Participation
from app.plan.booklets import proposed_ids
from app.plan.entrance import load_agreed
from app.plan.priorities import ChoiceDecision, save_choice
from app.plan.ranking import Priorities
from app.texts.plan import NO_CHOICE
from app.web.clock import now, today
from tests.factories import make_answers, make_assessment, make_user
from tests.guards.browsers import text_of_office, text_of_pdf
from tests.integration.test_assessments_statements import statements
from tests.trajectories import (
    make_action,
    make_appointment,
    make_choice,
    make_hours,
    make_partner,
    make_report,
    make_trajectory,
)

PAGES = ("plan", "overzicht")
FILES = ("plan.pdf", "plan.docx", "overzicht.pdf")
ITEMS = ("A.BE", "A.BL", "A.UI", "D1.UI", "M.BE", "M.BL", "M.UI", "C.BE", "C.UI", "S.BE", "S.BL", "S.UI", "D2.UI")
MOST = 15
"""Statements for a page: who somebody is, and one or two for each kind of thing that stands in a plan."""


@pytest.fixture
def inventory(session, people):
    """An agreed inventory with two domains: one is far, one is not; and its report."""
    made = make_assessment(session, people, ("geld", "inclusie", "wonen"), state="agreed", agreed_at=now())
    joint = session.scalars(select(Participation)).one()
    values = {f"{domain}/{item}": value for domain, value in (("geld", 1), ("inclusie", 4)) for item in ITEMS}
    make_answers(session, joint, values | {f"{domain}/K{n}": 3 for domain in ("geld", "inclusie") for n in range(1, 5)})
    make_report(session, made, people.coordinator)
    return made


@pytest.fixture
def trajectory(session, people, inventory):
    """Its ten months, with nothing in them."""
    return make_trajectory(session, inventory, people.coordinator)


@pytest.fixture
def planned(session, people, inventory, trajectory):
    """The same with a choice, actions, a partner, hours and appointments."""
    by = people.coordinator
    make_choice(session, inventory, by, ["geld", "wonen"])
    owner = make_user(session, "omar@voorbeeldstad.example", "Omar Naar")
    days = {"starts_on": today(), "ends_on": today() + timedelta(days=30)}
    action = make_action(session, trajectory, by, owner_id=owner.id, state="running", hours=8, **days)
    late = {"starts_on": None, "ends_on": today() - timedelta(days=1)}
    make_action(session, trajectory, by, title="Te laat", state="planned", position=2, **late)
    make_action(session, trajectory, by, title="Zoek het uit", kind="find_out", value=None, position=3)
    make_action(session, trajectory, by, title="Niet meer", state="stopped", stop_reason="Geen geld.", position=4)
    make_action(session, trajectory, by, title="Voor iedereen", domain="algemeen", item="algemeen/G01", position=5)
    partner = make_partner(session, trajectory, by)
    gone = make_partner(session, trajectory, by, organisation="Gestopte club", ended_at=now())
    ids = {"municipality_id": trajectory.municipality_id}
    session.add(ActionPartner(action_id=action.id, partner_id=partner.id, **ids))
    because = {"reason": "Dat kan nu niet.", "decided_at": now(), "decided_by": by.id}
    session.add(NoAction(trajectory_id=trajectory.id, item="geld/M.BE", **ids, **because))
    session.commit()
    assert gone.ended_at
    make_hours(session, trajectory, by, minutes=90)
    make_hours(session, trajectory, by, minutes=600, removed_at=now())
    make_appointment(session, trajectory, by, day=today() + timedelta(days=7))
    make_appointment(session, trajectory, by, day=today() - timedelta(days=7), title="Al geweest")
    make_appointment(session, trajectory, by, day=today() + timedelta(days=8), title="Afgezegd", cancelled_at=now())
    return f"/traject/{trajectory.id}"


def read(client, path):
    """What can be read in a file, the words one space apart."""
    response = client.ask(path)
    assert response.status_code == 200, path
    text = text_of_pdf if path.endswith("pdf") else text_of_office
    return " ".join(text(response.data).replace("\u00ad", "").split())


@pytest.mark.parametrize("who", ["coordinator", "adviser", "reader"])
def test_the_page_and_the_files_say_the_same(people, client_as, planned, who):
    client = client_as(getattr(people, who))
    texts = [
        client.get(f"{planned}/plan").text,
        read(client, f"{planned}/plan.pdf"),
        read(client, f"{planned}/plan.docx"),
    ]
    wanted = (
        "We beginnen met 2 domeinen: Geldzaken en Wonen. Besluit van: het college",
        "Daarom geld.",
        "Versie 1, vastgesteld op",
        "Vertel het bestuur waarom dit nodig is",
        "samen met Bibliotheek Voorbeeldstad; taalambassadeur",
        "Eerst uitzoeken.",
        "Zoek het uit",
        "Hier doen we nu niets aan",
        "Dat kan nu niet.",
        "Niet meer (Geldzaken). Geen geld.",
        "De hele gemeente",
        "Wonen heeft nog geen partner.",
        "Elke maand een spreekuur.",
        "Tot nu toe is 1,5 van de 70 uur besteed.",
        "Startoverleg (overleg)",
    )
    for text in texts:
        assert [sentence for sentence in wanted if sentence not in text] == []
        for other in ("Al geweest", "Afgezegd", "Gestopte club", "@", "Omar", "Carla"):
            assert other not in text


def test_only_paper_asks_for_a_pen(people, client_as, planned):
    client = client_as(people.coordinator)
    assert "handtekening" in read(client, f"{planned}/plan.pdf")
    page = client.get(f"{planned}/plan")
    assert "datum en handtekening" not in page.text and "ruimte voor een besluit" in page.text


def test_the_overview_is_short(people, client_as, planned):
    client = client_as(people.reader)
    for text in (client.get(f"{planned}/overzicht").text, read(client, f"{planned}/overzicht.pdf")):
        assert (
            "5 acties: 2 voorgesteld, 1 gepland, 1 bezig en 1 gestopt. Bij 1 actie is de laatste dag voorbij." in text
        )
        assert "(voorbij)" in text and "Startoverleg" in text
        for other in ("Al geweest", "Afgezegd", "@", "Omar"):
            assert other not in text


def test_files_are_named_after_what_they_are(people, client_as, planned):
    client = client_as(people.coordinator)
    names = {path: client.ask(f"{planned}/{path}").headers["Content-Disposition"] for path in FILES}
    assert names == {
        "plan.pdf": "inline; filename=plan-van-aanpak-voorbeeldstad-eerste-meting-2026.pdf",
        "plan.docx": "inline; filename=plan-van-aanpak-voorbeeldstad-eerste-meting-2026.docx",
        "overzicht.pdf": "inline; filename=overzicht-van-het-traject-voorbeeldstad-eerste-meting-2026.pdf",
    }


def test_the_same_plan_gives_the_same_file(people, client_as, planned):
    client = client_as(people.coordinator)
    for path in FILES:
        assert client.ask(f"{planned}/{path}").data == client.ask(f"{planned}/{path}").data, path
    with ZipFile(io.BytesIO(client.ask(f"{planned}/plan.docx").data)) as word:
        assert word.testzip() is None


@pytest.mark.parametrize("path", [*PAGES, *FILES])
def test_others_see_nothing(people, client_as, planned, path):
    for who in (people.other, people.participant, people.administrator):
        assert client_as(who).ask(f"{planned}/{path}").status_code == 404
    assert client_as(people.coordinator).ask(f"/traject/{uuid.uuid4()}/{path}").status_code == 404


def test_before_there_is_anything_the_page_says_what_to_do_first(people, client_as, trajectory):
    address = f"/traject/{trajectory.id}"
    page = client_as(people.coordinator).get(f"{address}/plan")
    assert "Er is nog geen plan" in page.text and "Kies eerst met welke domeinen je begint." in page.text
    assert f"{address}/plan.pdf" not in page.links
    # An address that somebody kept goes on working.
    assert NO_CHOICE in read(client_as(people.coordinator), f"{address}/plan.pdf")
    reader = client_as(people.reader).get(f"{address}/plan")
    assert "De coördinator kiest eerst de domeinen" in reader.text and "Kies eerst met welke" not in reader.text


def test_without_a_report_it_still_comes_out(session, people, client_as):
    made = make_assessment(session, people)
    address = f"/traject/{make_trajectory(session, made, people.coordinator).id}"
    client = client_as(people.coordinator)
    assert "Er is nog geen rapport vastgesteld." in client.get(f"{address}/plan").text
    for path in FILES:
        assert client.ask(f"{address}/{path}").status_code == 200


def test_a_reader_gets_no_links_to_pages_that_are_closed(people, client_as, planned):
    client = client_as(people.reader)
    for path in PAGES:
        page = client.get(f"{planned}/{path}")
        links = [link.get("href") for link in page.all("a")]
        mine = {link for link in links if link.startswith(("/traject/", "/inventarisaties"))}
        assert len(mine) >= 3 and {link for link in mine if client.ask(link).status_code != 200} == set()
    assert planned in [link.get("href") for link in client_as(people.coordinator).get(f"{planned}/plan").all("a")]


def test_what_people_typed_stays_text(session, people, client_as, trajectory, inventory):
    make_choice(session, inventory, people.coordinator, ["geld"])
    hostile = "<script>alert(1)</script> {{ 7*7 }} שלום 😀"
    typed = {"title": hostile, "text": f"{hostile} " * 50, "owner": hostile, "ends_on": today()}
    make_action(session, trajectory, people.coordinator, **typed)
    client = client_as(people.coordinator)
    address = f"/traject/{trajectory.id}"
    for path in PAGES:
        page = client.get(f"{address}/{path}")
        assert "<script>alert(1)</script> {{ 7*7 }}" in page.text
    for path in FILES:
        assert "<script>alert(1)</script> {{ 7*7 }}" in read(client, f"{address}/{path}")


def test_a_closed_trajectory_can_still_be_read(session, people, client_as, trajectory, planned):
    trajectory.ended_at = now()
    session.commit()
    assert "Dit traject is afgesloten op" in client_as(people.reader).get(f"{planned}/plan").text


def test_it_takes_a_fixed_number_of_statements(session, people, client_as, trajectory, planned):
    client = client_as(people.coordinator)
    counted = []
    for _ in range(2):
        for path in (*PAGES, *FILES):
            with statements() as sent:
                client.ask(f"{planned}/{path}")
            # One more counts that a file was drawn.
            counted.append(len(sent) - (path in FILES))
        for number in range(5):
            make_action(session, trajectory, people.coordinator, title=f"Nog een {number}", position=10 + number)
            make_partner(session, trajectory, people.coordinator, organisation=f"Club {number}")
            make_appointment(session, trajectory, people.coordinator)
    assert len(set(counted)) == 1 and counted[0] <= MOST, counted


def test_the_proposal_of_a_choice_is_told_beside_it(session, people, client_as, inventory):
    decision = ChoiceDecision(
        (("wonen", "Het kan nu."),), (("inclusie", "Vertel hoe."),), "de stuurgroep", "Na overleg."
    )
    save_choice(
        session, people.coordinator, inventory, Priorities(load_agreed(session, inventory)), decision, 0, now=now()
    )
    session.commit()
    trajectory = make_trajectory(session, inventory, people.coordinator)
    text = client_as(people.coordinator).get(f"/traject/{trajectory.id}/plan").text
    assert "Samenhang stelde voor: Geldzaken. Daar kiezen we anders: wel Wonen en nu nog niet Geldzaken." in text
    assert "Na overleg." in text and "Vertel hoe." in text and "Besluit van: de stuurgroep" in text


def test_what_is_for_later_is_no_proposal_to_begin_with():
    def entry(domain, rank, word="Nu kansrijk", proposed=True):
        return {"domain": domain, "rank": rank, "word": word, "proposed": proposed}

    kept = [entry("a", 2), entry("b", 1), entry("c", 3, "Later"), entry("d", 4, "Behouden", False)]
    assert proposed_ids(kept) == ("b", "a") and proposed_ids([]) == ()

"""Whose turn it is after the adviser said what is open: the same on the desk, the start page and the review."""

import pytest
from sqlalchemy import select

from app.models import Assessment, AuditEntry
from tests.colleagues import mails
from tests.factories import make_assessment

ADVISER = "adviseur@stichting.example"
OPEN = "Vraag 3 bij geld: <b>welk</b> besluit?"
DONE = "nog-open/gedaan"


@pytest.fixture
def hub(session, people):
    """A review."""
    made = make_assessment(session, people, ("geld",), state="in_review")
    session.commit()
    return f"/inventarisaties/{made.id}"


def seen(page):
    """What the form behind the button sends."""
    return {"seen": page.fields["seen"]}


def said(session):
    found = session.scalars(select(AuditEntry.id).where(AuditEntry.action == "finish_open_points")).all()
    session.rollback()
    return len(found)


def turns(adviser, coordinator):
    """For whom it waits: (the desk, and the start page of the coordinator)."""
    start = {
        "Coördinator doet open punten": "coordinator",
        "Bespreek en geef akkoord": "adviser",
        "Kijk wat er nog open is": "coordinator",
        "De adviseur kijkt ernaar en is aan zet.": "adviser",
    }
    texts = [adviser.get("/adviseur").text, coordinator.get("/").text]
    return tuple({who for line, who in start.items() if line in text} for text in texts)


def test_doing_what_is_open_gives_the_turn_to_the_adviser_everywhere(session, people, client_as, hub):
    adviser, coordinator = client_as(people.adviser), client_as(people.coordinator)
    adviser.post(f"{hub}/nog-open", {"text": OPEN})
    assert turns(adviser, coordinator) == ({"coordinator"},) * 2
    assert "Dit is gedaan" not in adviser.get(f"{hub}/bespreken").text
    page = coordinator.get(f"{hub}/bespreken")
    assert "Dit is gedaan" in page.text
    after = coordinator.follow(coordinator.post(f"{hub}/{DONE}", seen(page)))
    assert "De adviseur krijgt een mail" in after.text and "<b>welk</b>" in after.text
    assert "weten dat dit gedaan is" in after.text and "Dit is gedaan" not in after.text
    assert turns(adviser, coordinator) == ({"adviser"},) * 2
    (mail,) = [mail for mail in mails(session) if mail.kind == "open_points_done"]
    assert mail.recipient == ADVISER and "De coördinator liet weten" in mail.text and "<b>welk</b>" in mail.text
    # A second click finds it done.
    coordinator.post(f"{hub}/{DONE}", seen(page))
    assert said(session) == 1
    assert "liet weten dat gedaan is wat nog open was" in adviser.get(f"{hub}/geschiedenis").text


def test_the_same_is_open_again_when_the_adviser_says_so(session, people, client_as, hub):
    adviser, coordinator = client_as(people.adviser), client_as(people.coordinator)
    adviser.post(f"{hub}/nog-open", {"text": OPEN})
    coordinator.post(f"{hub}/{DONE}", seen(coordinator.get(f"{hub}/bespreken")))
    adviser.post(f"{hub}/nog-open", adviser.get(f"{hub}/nog-open").fields)
    assert turns(adviser, coordinator) == ({"coordinator"},) * 2
    assert "Dit is gedaan" in coordinator.get(f"{hub}/bespreken").text


def test_handing_in_again_gives_the_turn_to_the_adviser_too(session, people, client_as, hub):
    adviser, coordinator = client_as(people.adviser), client_as(people.coordinator)
    adviser.post(f"{hub}/nog-open", {"text": OPEN})
    adviser.post(f"{hub}/terugsturen", {"domains": ["geld"], "reason": "Kijk nog eens."})
    coordinator.post(f"{hub}/opnieuw-inleveren")
    assert turns(adviser, coordinator) == ({"adviser"},) * 2
    coordinator.post(f"{hub}/{DONE}", {"seen": ""}, status=409)


@pytest.mark.parametrize("token", ["", "x", "2026-03-04T12:00:00+00:00"])
def test_only_what_the_page_showed_is_done(session, people, client_as, hub, token):
    client_as(people.adviser).post(f"{hub}/nog-open", {"text": OPEN})
    page = client_as(people.coordinator).post(f"{hub}/{DONE}", {"seen": token}, status=409)
    assert "schreef intussen iets anders op" in page.text
    assert said(session) == 0 and session.scalars(select(Assessment.open_points)).one() == OPEN


def test_nothing_open_is_nothing_to_do(people, client_as, hub):
    page = client_as(people.coordinator).post(f"{hub}/{DONE}", {"seen": ""}, status=409)
    assert "De adviseur wacht nu niet op jou" in page.text

"""The page of an action: everything about it, its notes and its history."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.models import ActionPartner, Assessment, ImprovementAction, Trajectory
from app.trail.events import record
from app.web.clock import now, today
from app.web.formatting import long_date
from questionnaires.catalogue import current
from tests.factories import make_assessment
from tests.integration.test_assessments_statements import statements
from tests.trajectories import make_action, make_partner, make_trajectory


@pytest.fixture
def action(session, people):
    """An action of the bank, with a partner, owned by who takes part."""
    made = make_assessment(session, people, state="agreed", agreed_at=now())
    trajectory = make_trajectory(session, made, people.coordinator)
    days = {"starts_on": today(), "ends_on": today() + timedelta(days=30)}
    found = make_action(session, trajectory, people.coordinator, hours=8, owner_id=people.participant.id, **days)
    partner = make_partner(session, trajectory, people.coordinator)
    session.add(ActionPartner(action_id=found.id, partner_id=partner.id, municipality_id=found.municipality_id))
    session.commit()
    return found


@pytest.fixture
def address(action):
    """Of its page."""
    return f"/traject/acties/{action.id}"


def question(item):
    """A question about a domain of the inventory, in its words."""
    domain, _, question_id = item.partition("/")
    (chosen,) = current("iba").chosen_domains([domain], {}, {})
    return {one.id: one for one in current("iba").questions_in(chosen)}[question_id]


@pytest.mark.parametrize("who", ["coordinator", "adviser"])
def test_it_shows_everything(people, client_as, action, address, who):
    page = client_as(getattr(people, who)).get(address)
    assert page.h1 == action.title
    asked = question("geld/A.BE")
    for said in (
        *("Zet lokale cijfers op 1 A4.", "beleidsmedewerker schulden", "Bibliotheek Voorbeeldstad", "taalambassadeur"),
        *(long_date(today()), long_date(today() + timedelta(days=30)), "De wethouder noemt het.", "Kleine moeite"),
        *("8 uur", "Uit de actiebank van Samenhang", "Voorgesteld", "Er zijn nog geen notities"),
        *(asked.text, f"1. {asked.options[1]}", f"2. {asked.options[2]}"),
    ):
        assert said in page.text, said


def test_others_do_not_see_it(session, people, client_as, action, address):
    """Nor does its owner, who has a page that shows what was promised and no more."""
    for person in (people.participant, people.reader, people.other, people.administrator):
        client_as(person).get(address, status=404)
        client_as(person).post(f"{address}/voortgang", {"state": "done", "seen": "1"}, status=404)
    owner = client_as(people.participant).get(f"/mijn-acties/{action.id}")
    assert not [link for link in owner.links if link.startswith("/traject") or "bespreken" in link]


def test_an_action_without_anything_has_a_page(session, people, client_as, action):
    bare = {"item": None, "bank_id": None, "effort": None, "value": None, "expected": None, "owner": "", "text": ""}
    texts = dict.fromkeys(("partners_text", "done_when"), "")
    trajectory = session.get_one(Trajectory, action.trajectory_id)
    made = make_action(session, trajectory, people.coordinator, domain="algemeen", **bare, **texts)
    page = client_as(people.coordinator).get(f"/traject/acties/{made.id}")
    assert "Zelf bedacht" in page.text and "Nog niemand" in page.text and "Nog geen einddatum" in page.text
    assert "Verwacht antwoord" not in page.text
    assert "Er is nog niets veranderd" in page.text


def test_what_nobody_knows_is_found_out(session, people, client_as, action):
    found_out = {"kind": "find_out", "value": None, "expected": None, "source": "Voorbeelddorp", "title": "Zoek uit"}
    general = {"domain": "algemeen", "item": "algemeen/G01"}
    trajectory = session.get_one(Trajectory, action.trajectory_id)
    made = make_action(session, trajectory, people.coordinator, **found_out, **general)
    page = client_as(people.coordinator).get(f"/traject/acties/{made.id}")
    for said in ("Uitzoeken", "Wat zoek je uit?", "Nog niet bekend", "Voorbeelddorp"):
        assert said in page.text


def test_what_is_late_is_said(session, people, client_as, action, address):
    session.get_one(ImprovementAction, action.id).starts_on = None
    session.get_one(ImprovementAction, action.id).ends_on = today() - timedelta(days=1)
    session.commit()
    assert "1 dag te laat" in client_as(people.coordinator).get(address).text


def test_notes_and_history_by_function_the_newest_first(people, client_as, action, address):
    report = f"{address}/voortgang"
    adviser, owner, own = client_as(people.adviser), client_as(people.participant), f"/mijn-acties/{action.id}"
    adviser.post(report, {**adviser.get(address).fields, "state": "running", "note": "Van de adviseur."})
    owner.post(own, {**owner.get(own).fields, "note": "Van de eigenaar."})
    page = adviser.get(address)
    assert page.text.index("Van de eigenaar.") < page.text.index("Van de adviseur.")
    assert "Functie van Ad Viseur zette de actie" in page.text and "van ‘Voorgesteld’ op ‘Bezig’." in page.text
    assert "eleidsmedewerker schulden" in page.text
    assert not {"Ad Viseur", "Ivo Vuller"} & set(page.text.replace("unctie van Ad Viseur", "").split(", "))


def test_the_history_holds_what_is_about_this_action_only(session, people, client_as, action, address):
    assessment = session.scalars(select(Assessment)).one()
    told = {"title": "Van een ander", "state": "done"}
    record(session, people.adviser, "set_action_state", "een-ander", now=now(), assessment=assessment, new=told)
    # Of long ago, and by the application itself.
    record(session, None, "iets_van_vroeger", action.id, now=now(), assessment=assessment, old=[], new="?")
    session.commit()
    page = client_as(people.coordinator).get(address)
    assert "Van een ander" not in page.text
    assert "Samenhang deed iets dat hier geen zin heeft" in page.text


def test_a_closed_trajectory_has_no_forms(session, people, client_as, action, address):
    session.get_one(Trajectory, action.trajectory_id).ended_at = now()
    session.commit()
    for person in (people.coordinator, people.adviser):
        page = client_as(person).get(address)
        assert "Dit traject is afgesloten" in page.text and "Hoe gaat het?" not in page.text
        assert "Verander de actie" not in page.text


def test_it_takes_the_same_statements_however_much_happened(people, client_as, address):
    adviser, counts = client_as(people.adviser), []
    for turn in range(2):
        for place in range(1 + 10 * turn):
            state = ("running", "planned")[place % 2]
            form = {**adviser.get(address).fields, "state": state, "note": f"Notitie {turn} {place}"}
            adviser.post(f"{address}/voortgang", form)
        with statements() as sent:
            adviser.get(address)
        counts.append(len(sent))
    assert counts[0] == counts[1] <= 10, sent

"""An administrator hides what a municipality shares, with a reason, and shows it again."""

import pytest
from sqlalchemy import select, update

from app.models import AuditEntry, OutboxMail, SharedPractice
from app.web.clock import now
from tests.factories import make_assessment
from tests.practice import TOLD, make_practice
from tests.trajectories import make_action, make_trajectory

REASON = "Er staat een naam in.\nHaal die weg."
LIST = "/netwerk/praktijk"


@pytest.fixture
def action(session, people):
    """An action of Voorbeeldstad."""
    made = make_assessment(session, people, ("geld",), "agreed", agreed_at=now())
    return make_action(session, make_trajectory(session, made, people.coordinator), people.coordinator)


@pytest.fixture
def address(session, people, action):
    """Of what Voorbeeldstad shares."""
    return f"{LIST}/{make_practice(session, action, people.coordinator).id}"


@pytest.fixture
def sharing(action):
    """Where Voorbeeldstad shares it."""
    return f"/traject/acties/{action.id}/delen"


def hide(client, address, reason=REASON, status=303):
    """As the page says."""
    return client.post(f"{address}/verbergen", {**client.get(address).fields, "reason": reason}, status=status)


def mails(session, kind):
    """Who got a mail of this kind, and what it says."""
    found = session.scalars(select(OutboxMail).where(OutboxMail.kind == kind)).all()
    session.commit()
    return {mail.recipient: mail.text for mail in found}


def test_who_is_hidden_is_told_why_and_nobody_else_reads_it(session, people, client_as, address, sharing):
    administrator = client_as(people.administrator)
    assert LIST in administrator.get("/netwerk").links and TOLD["title"] in administrator.get(LIST).text
    page = administrator.get(address)
    assert "Voorbeeldstad" not in page.html and "Neem over" not in page.text
    page = administrator.follow(hide(administrator, address))
    assert "De actie is verborgen" in page.text and "Haal die weg." in page.text
    assert "Verborgen" in administrator.get(LIST).text
    (letter,) = mails(session, "practice_hidden").items()
    assert letter[0] == people.coordinator.email and "Haal die weg." in letter[1] and sharing in letter[1]
    other = client_as(people.other)
    assert "Er is nog niets gedeeld" in other.get(LIST).text
    other.get(address, status=404)
    assert "een beheerder heeft haar verborgen" in other.post(f"{address}/vragen", {"text": "Hoe?"}, status=409).text
    assert "een beheerder heeft haar verborgen" in other.post(f"{address}/overnemen", {}, status=409).text
    own = client_as(people.coordinator).get(sharing)
    assert "Een beheerder heeft deze actie verborgen" in own.text and "Haal die weg." in own.text
    assert address not in own.links


def test_it_is_shown_again_after_the_text_was_changed(session, people, client_as, address, sharing):
    administrator, coordinator = client_as(people.administrator), client_as(people.coordinator)
    hide(administrator, address)
    told = {**TOLD, "step": "share", "experience": "Zonder naam.", "seen": coordinator.get(sharing).fields["seen"]}
    page = coordinator.follow(coordinator.post(sharing, told))
    assert "De actie blijft verborgen" in page.text and "zien vanaf nu" not in page.text
    client_as(people.other).get(address, status=404)
    page = administrator.follow(administrator.post(f"{address}/tonen", {}))
    assert "weer te lezen" in page.text and "Zonder naam." in client_as(people.other).get(address).text
    assert list(mails(session, "practice_shown")) == [people.coordinator.email]
    page = administrator.follow(administrator.post(f"{address}/tonen", {}))
    assert "Er is niets veranderd" in page.text and len(mails(session, "practice_shown")) == 1


def test_withdrawing_and_sharing_once_more_does_not_show_it(session, people, client_as, address, sharing):
    administrator, coordinator = client_as(people.administrator), client_as(people.coordinator)
    hide(administrator, address)
    coordinator.post(f"{sharing}/intrekken", {})
    assert "heeft haar teruggetrokken" in administrator.post(f"{address}/tonen", {}, status=409).text
    page = coordinator.follow(coordinator.post(sharing, {**TOLD, "step": "share"}))
    assert "De actie blijft verborgen" in page.text and "Haal die weg." in page.text
    assert "Er is nog niets gedeeld" in client_as(people.other).get(LIST).text


def test_it_stands_in_the_trail_with_the_reason(session, people, client_as, address):
    administrator = client_as(people.administrator)
    hide(administrator, address)
    administrator.post(f"{address}/tonen", {})
    found = select(AuditEntry).where(AuditEntry.action.in_(("hide_practice", "show_practice_again")))
    hidden, shown = session.scalars(found.order_by(AuditEntry.at, AuditEntry.action)).all()
    assert (hidden.reason, shown.reason) == (REASON, None)
    assert hidden.assessment_id and hidden.municipality_id == shown.municipality_id == people.municipality.id
    page = client_as(people.coordinator).get(f"/inventarisaties/{hidden.assessment_id}/geschiedenis")
    assert f"verborg de gedeelde actie ‘{TOLD['title']}’" in page.text and "Haal die weg." in page.text


def test_a_reason_is_needed_and_a_newer_text_is_read_first(session, people, client_as, address):
    administrator = client_as(people.administrator)
    assert "Schrijf op waarom" in hide(administrator, address, "  ", 422).text
    seen = administrator.get(address).fields
    session.execute(update(SharedPractice).values(version=2, experience="Een nieuwe tekst."))
    session.commit()
    page = administrator.post(f"{address}/verbergen", {**seen, "reason": REASON}, status=409)
    assert "veranderde de tekst intussen" in page.text and "Een nieuwe tekst." in page.text
    assert "Haal die weg." in page.fields["reason"]
    administrator.post(f"{address}/verbergen", page.fields)
    # A second click changes nothing; another reason of somebody else does not vanish.
    page = administrator.follow(administrator.post(f"{address}/verbergen", page.fields))
    assert "Er is niets veranderd" in page.text
    page = administrator.post(f"{address}/verbergen", {**seen, "reason": "Een andere reden."}, status=409)
    assert "Een andere beheerder verborg" in page.text and "Een andere reden." in page.text
    assert len(mails(session, "practice_hidden")) == 1


def test_only_an_administrator_hides(session, people, client_as, address):
    for who in (people.coordinator, people.adviser, people.other, people.reader):
        for step in ("verbergen", "tonen"):
            client_as(who).post(f"{address}/{step}", {"reason": REASON}, status=403)
    assert "Verberg" not in client_as(people.adviser).get(address).text

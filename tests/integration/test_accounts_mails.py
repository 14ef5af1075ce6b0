"""The page on which somebody chooses of what they want mail, for themselves only."""

from sqlalchemy import select

from app.models import MAIL_KINDS, MutedMail
from tests.integration.test_assessments_statements import statements

HERE = "/account/mails"


def muted(session):
    """(whose, kind) of what was turned off."""
    found = {tuple(row) for row in session.execute(select(MutedMail.user_id, MutedMail.kind))}
    session.rollback()
    return found


def ticked(page):
    """The kinds that are ticked."""
    return [kind for kind in MAIL_KINDS if page.has(f"input[name=kinds][value={kind}][checked]")]


def test_everybody_gets_everything_until_they_turn_it_off(session, people, client_as):
    client, expected = client_as(people.coordinator), {(people.coordinator.id, kind) for kind in ("action", "network")}
    assert HERE in client.get("/account").links
    with statements() as sent:
        assert ticked(client.get(HERE)) == list(MAIL_KINDS)
    assert len(sent) <= 4, sent
    for _ in range(2):
        answer = client.post(HERE, {"kinds": ["step", "appointment"]})
    page = client.follow(answer)
    assert "Je krijgt hierover mail." in page.text and ticked(page) == ["step", "appointment"]
    assert muted(session) == expected
    assert ticked(client_as(people.adviser).get(HERE)) == list(MAIL_KINDS)
    assert "Mails die je uitzette" in client.get("/account/gegevens").text


def test_everything_can_be_turned_off_and_on_again(session, people, client_as):
    client, expected = client_as(people.reader), {(people.reader.id, kind) for kind in MAIL_KINDS}
    assert "geen mail van de dag meer" in client.follow(client.post(HERE, {})).text
    assert muted(session) == expected
    client.post(HERE, {"kinds": [*MAIL_KINDS, "code"]})
    assert muted(session) == set()

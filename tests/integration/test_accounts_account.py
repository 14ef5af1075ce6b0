"""The page of somebody's own account: who they are, their second step, and signing out everywhere."""

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from time_machine import Traveller

from app.models import AuditEntry, OutboxMail, RecoveryCode, SecondFactor, User
from tests.authenticator import PASSED, SET_UP, STEP, app_with, codes_on, prove_address, sessions_of, set_up
from tests.factories import People
from tests.pages import Client

ClientAs = Callable[[User | None], Client]
pytestmark = pytest.mark.usefixtures("clock")
REMOVE = "/account/tweede-stap/uitzetten"


def test_it_says_who_you_are(client_as: ClientAs, people: People) -> None:
    page = client_as(people.coordinator).get("/account")
    for said in (people.coordinator.name, people.coordinator.email, people.coordinator.function):
        assert said in page.text
    assert "Coördinator in Voorbeeldstad" in page.text
    assert "Staat uit" in page.text
    assert "Je bent hier ingelogd sinds 24 november 2026 om 11.00 uur." in page.text
    assert "nergens anders ingelogd" in page.text


def test_the_header_leads_there(client_as: ClientAs, people: People) -> None:
    page = client_as(people.reader).get("/hulp")
    assert [link for link in page.all("a") if link.get("href") == "/account"]
    assert not [link for link in client_as(None).get("/hulp").all("a") if link.get("href") == "/account"]


@pytest.mark.parametrize("who", ["adviser", "administrator", "reader", "participant"])
def test_the_example_says_what_is_different(client_as: ClientAs, people: People, who: str) -> None:
    text = client_as(getattr(people, who)).get("/account").text
    assert ("Dit is een voorbeeld. In een echte omgeving is een tweede stap verplicht" in text) == (
        who in ("adviser", "administrator")
    )


def test_a_real_installation_says_that_it_is_demanded(client_as: ClientAs, people: People, strict: None) -> None:
    assert "is een tweede stap verplicht" in client_as(people.adviser).get("/account").text
    assert "verplicht" not in client_as(people.coordinator).get("/account").text


def test_anybody_may_switch_it_on(client_as: ClientAs, session: Session, people: People, strict: None) -> None:
    client, elsewhere = client_as(people.reader), client_as(people.reader)
    _, codes = set_up(client)
    assert len(codes) == 10
    page = client.get("/account")
    assert "Staat aan" in page.text
    assert "Je hebt nog 10 herstelcodes" in page.text
    assert elsewhere.ask("/account").status_code == 302
    assert prove_address(client_as(None), session, people.reader) == STEP


def test_sending_it_twice_is_harmless(client_as: ClientAs, session: Session, people: People) -> None:
    client = client_as(people.reader)
    app = app_with(client.get(SET_UP))
    client.post(SET_UP, {"code": app.code()})
    page = client.follow(client.post(SET_UP, {"code": app.code()}))
    assert len(codes_on(page)) == 10
    assert session.scalars(select(SecondFactor)).one()


def test_renewing_asks_a_code_of_the_old_app(
    client_as: ClientAs, session: Session, people: People, clock: Traveller
) -> None:
    client, elsewhere = client_as(people.reader), client_as(people.reader)
    old, old_codes = set_up(client)
    clock.shift(PASSED)
    page = client.get(SET_UP)
    assert page.h1 == "Verander je tweede stap"
    new = app_with(page)
    assert new.secret != old.secret
    for current in ("", new.code(), old.wrong()):
        client.post(SET_UP, {"code": new.code(), "current": current}, 422)
    # A first code that does not fit uses no code of the old app up.
    client.post(SET_UP, {"code": new.wrong(), "current": old.code()}, 422)
    client.follow(client.post(SET_UP, {"code": new.code(), "current": old.code()}))
    assert elsewhere.ask("/account").status_code == 302
    assert client.ask("/account").status_code == 200
    actions = session.scalars(select(AuditEntry.action).order_by(AuditEntry.at)).all()
    assert actions == ["set_up_second_step", "renew_second_step"]
    assert session.scalars(select(OutboxMail).where(OutboxMail.subject.contains("veranderd"))).one()
    session.commit()
    clock.shift(PASSED)
    late = client_as(None)
    prove_address(late, session, people.reader)
    for typed in (old.code(), old_codes[0]):
        late.post(STEP, {"code": typed}, 422)
    late.post(STEP, {"code": new.code()})


def test_switching_off_asks_a_code(
    client_as: ClientAs, session: Session, people: People, clock: Traveller, strict: None
) -> None:
    client, elsewhere = client_as(people.reader), client_as(None)
    app, codes = set_up(client)
    prove_address(elsewhere, session, people.reader)
    elsewhere.post(STEP, {"code": codes[0]})
    clock.shift(PASSED)
    assert "alleen een code uit je e-mail" in client.get(REMOVE).text
    for typed in ("", app.wrong(), codes[0]):
        client.post(REMOVE, {"code": typed}, 422)
    page = client.follow(client.post(REMOVE, {"code": app.code()}))
    assert "Je tweede stap staat uit" in page.text
    assert elsewhere.ask("/account").status_code == 302
    assert session.scalars(select(SecondFactor)).all() == []
    assert session.scalars(select(RecoveryCode)).all() == []
    assert session.scalars(select(AuditEntry).where(AuditEntry.action == "remove_second_step")).one()
    mail = session.scalars(select(OutboxMail).where(OutboxMail.subject.contains("staat uit"))).one()
    assert mail.recipient == people.reader.email
    session.commit()
    assert prove_address(client_as(None), session, people.reader) == "/"
    assert client.ask(REMOVE).headers["Location"] == "/account"


def test_who_must_have_one_cannot_switch_it_off(
    client_as: ClientAs, session: Session, people: People, clock: Traveller, strict: None
) -> None:
    client = client_as(people.adviser)
    app, _ = set_up(client)
    clock.shift(PASSED)
    assert REMOVE not in client.get("/account").links
    for page in (client.get(REMOVE, 409), client.post(REMOVE, {"code": app.code()}, 409)):
        assert "Als adviseur of beheerder log je altijd in met een tweede stap" in page.text
    assert session.scalars(select(SecondFactor)).one()


def test_the_example_lets_them(client_as: ClientAs, session: Session, people: People, clock: Traveller) -> None:
    client = client_as(people.adviser)
    app, _ = set_up(client)
    clock.shift(PASSED)
    client.post(REMOVE, {"code": app.code()})
    assert session.scalars(select(SecondFactor)).all() == []


def test_signing_out_everywhere(client_as: ClientAs, session: Session, people: People) -> None:
    here, elsewhere, other = client_as(people.coordinator), client_as(people.coordinator), client_as(people.reader)
    assert "Je bent op 2 plekken ingelogd" in here.get("/account").text
    with here.client.session_transaction() as cookie:
        stolen = dict(cookie)
    response = here.post("/account/overal-uitloggen")
    assert "Je bent overal uitgelogd" in here.follow(response).text
    thief = client_as(None)
    with thief.client.session_transaction() as cookie:
        cookie.update(stolen)
    for client in (here, elsewhere, thief):
        assert client.ask("/account").status_code == 302
    assert other.ask("/account").status_code == 200
    assert sessions_of(session, people.coordinator) == 0
    row = session.scalars(select(AuditEntry)).one()
    assert (row.action, row.actor_id) == ("sign_out_everywhere", people.coordinator.id)


def test_signing_out_everywhere_by_a_link_does_nothing(client_as: ClientAs, people: People) -> None:
    client = client_as(people.coordinator)
    for method in ("GET", "HEAD"):
        assert client.ask("/account/overal-uitloggen", method=method).status_code == 405
    assert client.ask("/account/overal-uitloggen", method="POST").status_code == 400
    assert client.ask("/account").status_code == 200

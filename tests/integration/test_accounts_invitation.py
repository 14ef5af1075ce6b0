"""The link in an invitation: it fills in an address, opens nothing, and survives scanners."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.doors.tokens import new_token, token_hash
from app.models import Assessment, AuditEntry, LoginCode, OutboxMail, Participation, RateCount, SignIn, User
from app.web.clock import now, today
from tests.authenticator import prove_address
from tests.factories import People, make_assessment, make_participation
from tests.pages import Client

ClientAs = Callable[[User | None], Client]


@pytest.fixture
def invited(session: Session, people: People) -> str:
    """The address of the link that was mailed to the participant."""
    made = make_assessment(session, people, deadline=today() + timedelta(days=7))
    token = new_token()
    make_participation(session, made, people.participant, everything=True, link_hash=token_hash(token))
    session.commit()
    return f"/uitnodiging/{token}"


def hub(session: Session) -> str:
    """Where the link leads to in the end."""
    path = f"/inventarisaties/{session.scalars(select(Assessment.id)).one()}"
    session.commit()
    return path


def change(session: Session, kind: type[Assessment | Participation], **values: object) -> None:
    """Change every row of a kind; the last day in days from today."""
    dates = {name: today() + timedelta(value) for name, value in values.items() if isinstance(value, int)}
    session.execute(update(kind).values(**values | dates))
    session.commit()


def test_it_fills_in_the_sign_in_page(client_as: ClientAs, session: Session, people: People, invited: str) -> None:
    page = client_as(None).get(invited)
    assert page.h1 == "Je bent uitgenodigd"
    assert "De gemeente Voorbeeldstad vraagt je" in page.text
    assert page.fields["email"] == people.participant.email
    assert page.fields["verder"] == hub(session)
    assert not [link for link in page.links if people.participant.email in link]


def test_it_leads_to_the_questions(client_as: ClientAs, session: Session, people: People, invited: str) -> None:
    client = client_as(None)
    wanted = client.get(invited).fields["verder"]
    assert prove_address(client, session, people.participant, wanted) == hub(session)
    client.get(hub(session))
    response = client.ask(invited)
    assert (response.status_code, response.headers["Location"]) == (302, hub(session))


def test_it_is_no_sign_in(client_as: ClientAs, session: Session, invited: str) -> None:
    client = client_as(None)
    client.get(invited)
    assert client.ask(hub(session)).status_code == 302
    assert session.scalars(select(SignIn)).all() == []


def test_scanners_use_nothing_up(client_as: ClientAs, session: Session, people: People, invited: str) -> None:
    kinds = (Assessment, Participation, SignIn, LoginCode, OutboxMail, AuditEntry, RateCount)

    def everything() -> list[dict[str, object]]:
        rows = [
            {name: value for name, value in vars(row).items() if name != "_sa_instance_state"}
            for kind in kinds
            for row in session.scalars(select(kind).execution_options(populate_existing=True))
        ]
        session.commit()
        return rows

    before = everything()
    for client in (client_as(None), client_as(None)):
        for method in ("GET", "HEAD", "GET", "HEAD"):
            assert client.ask(invited, method=method).status_code == 200
    assert everything() == before
    assert prove_address(client_as(None), session, people.participant) == "/"


def test_only_get_is_answered(client_as: ClientAs, invited: str) -> None:
    client = client_as(None)
    assert client.ask(invited, method="POST", data={"csrf_token": client.token}).status_code == 405


def test_somebody_else_hears_that_it_is_not_theirs(
    client_as: ClientAs, session: Session, people: People, invited: str
) -> None:
    client = client_as(people.reader)
    page = client.get(invited)
    assert page.h1 == "Deze uitnodiging is voor iemand anders"
    assert people.reader.name in page.text
    # The address of the other is nobody's business.
    assert people.participant.email not in page.html
    assert people.participant.name not in page.html
    response = client.post("/uitloggen", {"verder": page.fields["verder"]})
    assert response.headers["Location"] == invited
    assert client.get(invited).fields["email"] == people.participant.email


@pytest.mark.parametrize("wanted", ["//elders.example/", "https://elders.example/", "/\\elders.example", ""])
def test_signing_out_sends_nobody_elsewhere(client_as: ClientAs, people: People, wanted: str) -> None:
    client = client_as(people.reader)
    assert client.post("/uitloggen", {"verder": wanted}).headers["Location"] == "/inloggen"


OPEN: list[dict[str, object]] = [
    {"deadline": -60, "state": "agreed"},
    {"deadline": -100, "state": "in_review"},
    {"deadline": None},
]
OVER: list[tuple[type[Assessment | Participation], dict[str, object]]] = [
    (Participation, {"ended_at": now()}),
    (Participation, {"link_hash": None}),
    (Assessment, {"deadline": -61, "state": "agreed"}),
    (Assessment, {"deadline": None, "state": "agreed"}),
]


@pytest.mark.parametrize("values", OPEN)
def test_it_works_on_while_there_is_something_to_see(
    client_as: ClientAs, session: Session, invited: str, values: dict[str, object]
) -> None:
    change(session, Assessment, **values)
    client_as(None).get(invited)


@pytest.mark.parametrize(("kind", "values"), OVER)
def test_a_link_that_has_ended_and_one_that_never_was_look_the_same(
    client_as: ClientAs,
    session: Session,
    people: People,
    invited: str,
    kind: type[Participation],
    values: dict[str, object],
) -> None:
    change(session, kind, **values)
    ended, unknown = (client_as(None).get(path, 404) for path in (invited, "/uitnodiging/bestaat-niet"))
    assert ended.text == unknown.text
    assert ended.h1 == "Deze link werkt niet meer"
    assert "Vraag dan degene die je uitnodigde" in ended.text
    assert ended.fields["email"] == ""
    assert people.participant.email not in ended.html
    # Whoever is signed in gets a way on instead of a form.
    page = client_as(people.participant).get(invited, 404)
    assert "email" not in page.fields
    assert "/" in page.links


@pytest.mark.parametrize("token", ["x" * 5000, "%00", "%F0%9F%98%80", "..%2f..", "' OR 1=1--"])
def test_a_strange_link_is_no_crash(client_as: ClientAs, token: str) -> None:
    assert client_as(None).ask(f"/uitnodiging/{token}").status_code in (400, 404)

"""People and roles: adding, giving, ending; everything in the audit trail and nothing removed."""

import uuid
from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import AuditEntry, Membership, User
from tests.factories import People, make_user
from tests.pages import Client

ClientAs = Callable[[User | None], Client]
NEW = "/beheer/mensen/nieuw"


def details(people: People, **changes: str) -> dict[str, str]:
    """What is typed for a new coordinator of Voorbeelddorp."""
    typed = {"name": "Nina Nieuw", "email": "Nina@Voorbeelddorp.example", "function": "beleidsadviseur"}
    return typed | {"role": "coordinator", "municipality": str(people.elsewhere.id)} | changes


def role_of(session: Session, user: User) -> Membership:
    """The only role of somebody."""
    return session.scalars(select(Membership).where(Membership.user_id == user.id)).one()


def ending(session: Session, user: User) -> str:
    """The address at which the only role of somebody is ended."""
    path = f"/beheer/rollen/{role_of(session, user).id}/beeindigen"
    session.commit()
    return path


def test_people_are_listed_and_found(client_as: ClientAs, people: People) -> None:
    client = client_as(people.administrator)
    page = client.get("/beheer/mensen")
    assert "Cora Dinator" in page.text
    assert "Coördinator van Voorbeeldstad" in page.text
    assert "Adviseur bij Voorbeeldstad" in page.text
    by_municipality = client.get("/beheer/mensen?zoek=voorbeelddorp").text
    assert "Otto Ander" in by_municipality
    assert "Cora Dinator" not in by_municipality
    assert "Niets gevonden" in client.get("/beheer/mensen?zoek=%25").text


def test_a_long_list_is_cut_and_says_so(client_as: ClientAs, session: Session, people: People) -> None:
    for number in range(100):
        make_user(session, f"p{number}@voorbeeldstad.example", f"Persoon {number}")
    session.commit()
    assert "Je ziet de eerste 100 mensen" in client_as(people.administrator).get("/beheer/mensen").text


def test_somebody_is_added_and_can_sign_in(client_as: ClientAs, session: Session, people: People) -> None:
    client = client_as(people.administrator)
    page = client.follow(client.post(NEW, details(people)))
    assert page.h1 == "Nina Nieuw"
    assert "Coördinator van Voorbeelddorp" in page.text
    added = session.scalars(select(User).where(User.email == "nina@voorbeelddorp.example")).one()
    assert role_of(session, added).municipality_id == people.elsewhere.id
    entries = session.scalars(select(AuditEntry)).all()
    assert {entry.action for entry in entries} == {"add_person", "add_role"}
    assert not any("nina" in str(entry.new).lower() for entry in entries)
    session.commit()
    client_as(added).get("/")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"name": " "}, "Vul de naam in."),
        ({"name": "x" * 81}, "Gebruik hier maximaal 80 tekens"),
        ({"email": "geen adres"}, "Vul een e-mailadres in zoals naam@gemeente.nl."),
        ({"email": "coordinator@voorbeeldstad.example"}, "Dit e-mailadres is al in gebruik"),
        ({"email": "COORDINATOR@voorbeeldstad.EXAMPLE"}, "Dit e-mailadres is al in gebruik"),
        ({"function": ""}, "Vul de functie in."),
        ({"role": ""}, "Kies een rol."),
        ({"role": "participant"}, "Kies een antwoord."),
        ({"municipality": ""}, "Kies een gemeente."),
        ({"municipality": str(uuid.uuid4())}, "Kies een antwoord."),
        ({"role": "administrator"}, "Een beheerder hoort niet bij een gemeente."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_added(
    client_as: ClientAs, session: Session, people: People, changes: dict[str, str], message: str
) -> None:
    page = client_as(people.administrator).post(NEW, details(people, **changes), status=422)
    assert message in page.text
    assert len(session.scalars(select(User)).all()) == 6
    assert session.scalars(select(AuditEntry)).all() == []


def test_the_summary_has_the_order_of_the_form(client_as: ClientAs, people: People) -> None:
    page = client_as(people.administrator).post(NEW, {}, status=422)
    assert [link for link in page.links if link.startswith("#")] == ["#name", "#email", "#function", "#role"]


def test_a_known_address_leads_to_its_person(client_as: ClientAs, people: People) -> None:
    page = client_as(people.administrator).post(NEW, details(people, email=people.reader.email), status=422)
    assert f"/beheer/mensen/{people.reader.id}" in page.links


def test_somebody_who_never_signed_in_gets_another_role_and_it_counts_at_once(
    client_as: ClientAs, session: Session, people: People
) -> None:
    client = client_as(people.administrator)
    path = f"/beheer/mensen/{people.adviser.id}"
    client.post(path, {"role": "coordinator", "municipality": str(people.elsewhere.id)})
    assert "Begin met je eerste inventarisatie" in client_as(people.adviser).get("/").text
    page = client.post(path, {"role": "coordinator", "municipality": str(people.elsewhere.id)}, status=422)
    assert "Deze persoon heeft deze rol al." in page.text
    entry = session.scalars(select(AuditEntry)).one()
    assert (entry.action, entry.municipality_id) == ("add_role", people.elsewhere.id)


def test_an_administrator_is_made(client_as: ClientAs, session: Session, people: People) -> None:
    client_as(people.administrator).post(f"/beheer/mensen/{people.reader.id}", {"role": "administrator"})
    client_as(people.reader).get("/beheer")


def test_a_role_is_ended_after_a_question(client_as: ClientAs, session: Session, people: People) -> None:
    client, reader = client_as(people.administrator), client_as(people.reader)
    path = ending(session, people.reader)
    assert people.reader.name in client.get(path).text
    client.ask(path, method="HEAD")
    assert "Actief" in client.get(f"/beheer/mensen/{people.reader.id}").text
    page = client.follow(client.post(path))
    assert "beëindigd op" in page.text
    assert path not in page.links
    assert "Er staat nog niets voor je klaar" in reader.get("/").text
    session.expire_all()
    assert role_of(session, people.reader).ended_at is not None
    entry = session.scalars(select(AuditEntry)).one()
    assert (entry.action, entry.old) == ("end_role", {"user": str(people.reader.id), "role": "reader"})
    session.commit()
    assert client.get(path).h1 == "Deze rol is al beëindigd"
    client.post(path)
    assert len(session.scalars(select(AuditEntry)).all()) == 1


def test_an_ended_role_can_be_given_again(client_as: ClientAs, session: Session, people: People) -> None:
    client = client_as(people.administrator)
    path = ending(session, people.reader)
    client.post(path)
    client.post(f"/beheer/mensen/{people.reader.id}", {"role": "reader", "municipality": str(people.municipality.id)})
    assert len(session.scalars(select(Membership).where(Membership.user_id == people.reader.id)).all()) == 2


def test_the_last_administrator_stays(client_as: ClientAs, session: Session, people: People) -> None:
    client = client_as(people.administrator)
    path = ending(session, people.administrator)
    assert "laatste beheerder" in client.post(path, status=409).text
    client.post(f"/beheer/mensen/{people.reader.id}", {"role": "administrator"})
    client.post(path)
    client.get("/beheer", status=403)


@pytest.mark.parametrize("path", ["/beheer/mensen/{}", "/beheer/rollen/{}/beeindigen"])
def test_what_does_not_exist_is_not_found(client_as: ClientAs, people: People, path: str) -> None:
    client_as(people.administrator).get(path.format(uuid.uuid4()), status=404)
    client_as(people.administrator).post(path.format(uuid.uuid4()), {"role": "reader"}, status=404)


@pytest.mark.parametrize("who", ["coordinator", "participant", "reader", "adviser", "other"])
def test_nobody_else_gives_or_ends_roles(client_as: ClientAs, session: Session, people: People, who: str) -> None:
    client = client_as(getattr(people, who))
    path = ending(session, people.reader)
    client.get(f"/beheer/mensen/{people.reader.id}", status=403)
    client.post(f"/beheer/mensen/{people.reader.id}", {"role": "administrator"}, status=403)
    client.get(path, status=403)
    client.post(path, status=403)
    assert session.scalars(select(AuditEntry)).all() == []

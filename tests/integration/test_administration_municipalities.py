"""The list of municipalities: looking and adding one."""

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import AuditEntry, Municipality, User
from tests.factories import People
from tests.pages import Client

ClientAs = Callable[[User | None], Client]
PAGES = ("/beheer", "/beheer/gemeenten", "/beheer/gemeenten/nieuw", "/beheer/gemeenten/inlezen", "/beheer/mensen")
NOT_ADMINISTRATORS = ("coordinator", "participant", "reader", "adviser", "other")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("who", NOT_ADMINISTRATORS)
def test_only_administrators_come_in(client_as: ClientAs, people: People, path: str, who: str) -> None:
    client_as(getattr(people, who)).get(path, status=403)


@pytest.mark.parametrize("path", PAGES)
def test_an_administrator_comes_in(client_as: ClientAs, people: People, path: str) -> None:
    client_as(people.administrator).get(path)


@pytest.mark.parametrize("path", ["/beheer/gemeenten/nieuw", "/beheer/gemeenten/inlezen", "/beheer/mensen/nieuw"])
def test_nobody_else_can_post(client_as: ClientAs, session: Session, people: People, path: str) -> None:
    data = {"code": "GM0363", "name": "Elders", "text": "GM0363;Elders", "confirmed": "ja"}
    client_as(people.coordinator).post(path, data, status=403)
    assert len(session.scalars(select(Municipality)).all()) == 2


def test_municipalities_are_listed_and_found(client_as: ClientAs, people: People) -> None:
    client = client_as(people.administrator)
    text = client.get("/beheer/gemeenten").text
    assert "Voorbeeldstad" in text
    assert "GM9902" in text
    for search in ("dorp", "DORP", "gm9902"):
        found = client.get(f"/beheer/gemeenten?zoek={search}").text
        assert "Voorbeelddorp" in found
        assert "Voorbeeldstad" not in found
    assert "Niets gevonden" in client.get("/beheer/gemeenten?zoek=50%25_").text


@pytest.mark.parametrize(("typed", "code"), [("GM0363", "GM0363"), ("363", "GM0363"), (" gm0014 ", "GM0014")])
def test_one_is_added(client_as: ClientAs, session: Session, people: People, typed: str, code: str) -> None:
    client = client_as(people.administrator)
    response = client.post("/beheer/gemeenten/nieuw", {"code": typed, "name": " ’s-Gravenhage "})
    assert "’s-Gravenhage is toegevoegd" in client.follow(response).text
    added = session.scalars(select(Municipality).where(Municipality.code == code)).one()
    assert added.name == "’s-Gravenhage"
    entry = session.scalars(select(AuditEntry)).one()
    assert (entry.action, entry.actor_id, entry.municipality_id) == (
        "add_municipality",
        people.administrator.id,
        added.id,
    )


@pytest.mark.parametrize(
    ("code", "name", "message"),
    [
        ("", "Naam", "Vul een gemeentecode in zoals GM0363"),
        ("GM12345", "Naam", "Vul een gemeentecode in zoals GM0363"),
        ("GM0000", "Naam", "Vul een gemeentecode in zoals GM0363"),
        ("GM0363", "  ", "Vul de naam in."),
        ("GM0363", "x" * 81, "Gebruik hier maximaal 80 tekens"),
        ("9901", "Naam", "Deze code is al in gebruik voor Voorbeeldstad"),
    ],
)
def test_what_is_wrong_is_said_at_the_field(
    client_as: ClientAs, session: Session, people: People, code: str, name: str, message: str
) -> None:
    page = client_as(people.administrator).post("/beheer/gemeenten/nieuw", {"code": code, "name": name}, status=422)
    assert message in page.text
    assert page.fields["name"] == name.strip()
    assert len(session.scalars(select(Municipality)).all()) == 2


def test_without_municipalities_the_page_says_what_to_do(client_as: ClientAs, session: Session, people: People) -> None:
    client = client_as(people.administrator)
    page = client.get("/beheer/gemeenten?zoek=zzz")
    assert "Probeer een korter woord" in page.text
    assert "/beheer/gemeenten" in page.links


def test_the_size_and_the_province_can_be_said(client_as: ClientAs, session: Session, people: People) -> None:
    client = client_as(people.administrator)
    typed = {"code": "GM0363", "name": "Amsterdam", "inhabitants": "934.927", "province": "Noord-Holland"}
    page = client.post("/beheer/gemeenten/nieuw", {**typed, "inhabitants": "veel"}, status=422)
    assert "Vul het aantal inwoners in met alleen cijfers" in page.text and page.fields["inhabitants"] == "veel"
    client.post("/beheer/gemeenten/nieuw", {**typed, "province": "Holland"}, status=422)
    client.post("/beheer/gemeenten/nieuw", typed)
    added = session.scalars(select(Municipality).where(Municipality.code == "GM0363")).one()
    assert (added.size_class, added.region) == ("100+", "Noord-Holland")

"""Writing down that a municipality becomes part of another one: what may be, correcting, undoing, and what ends."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import AuditEntry, Membership, Municipality, User
from app.web.clock import today
from tests.factories import People, make_assessment, make_municipality
from tests.merging import kept, key, make_third, merge
from tests.pages import Client

ClientAs = Callable[[User | None], Client]
LIST = "/beheer/gemeenten"
FIRST = date(2027, 1, 1)


@pytest.fixture
def third(session: Session, people: People) -> Municipality:
    """Nieuwstad."""
    return make_third(session)


def page_of(one: Municipality) -> str:
    """The page of a municipality."""
    return f"{LIST}/{key(one)}"


def typed(client: Client, one: Municipality, into: Municipality, day: str = "1-1-2027", **more: str) -> dict[str, str]:
    """The form as it comes, filled in."""
    seen = client.get(f"{page_of(one)}/samenvoegen").fields["seen"] or ""
    return {"seen": seen, "into": str(key(into)), "day": day, **more}


def test_it_is_written_down(client_as: ClientAs, session: Session, people: People, third: Municipality) -> None:
    client, stad = client_as(people.administrator), people.municipality
    assert page_of(stad) in client.get(LIST).links
    assert f"{page_of(stad)}/samenvoegen" in client.get(page_of(stad)).links
    form = client.get(f"{page_of(stad)}/samenvoegen")
    assert "begint in Voorbeeldstad niets nieuws meer" in form.text
    response = client.post(f"{page_of(stad)}/samenvoegen", typed(client, stad, third, begins="y"))
    text = client.follow(response).text
    assert "Vastgelegd: Voorbeeldstad gaat per 1 januari 2027 op in Nieuwstad." in text
    assert "Gaat op in Nieuwstad per 1 januari 2027" in client.get(LIST).text
    assert "Tot en met 31 december 2026" in client.get(page_of(stad)).text
    text = client.get(page_of(third)).text
    assert "Vanaf 1 januari 2027" in text and "Voorbeeldstad (GM9901)" in text
    assert kept(session, stad)[:2] == (key(third), date(2026, 12, 31))
    entry = session.scalars(select(AuditEntry)).one()
    assert (entry.action, entry.municipality_id, entry.actor_id) == (
        "merge_municipality",
        stad.id,
        people.administrator.id,
    )
    history = client.get("/beheer/geschiedenis").text
    assert "legde vast dat Voorbeeldstad per 1 januari 2027 opgaat in Nieuwstad (GM9903)." in history


def test_it_is_corrected_and_undone(client_as: ClientAs, session: Session, people: People, third: Municipality) -> None:
    client, stad, dorp = client_as(people.administrator), people.municipality, people.elsewhere
    path = f"{page_of(stad)}/samenvoegen"
    client.post(path, typed(client, stad, third, begins="y"))
    assert client.get(path).fields["day"] == "1-1-2027" and "begins" in client.get(path).fields
    client.post(path, typed(client, stad, dorp, "2027-07-01"))
    assert kept(session, stad)[:2] == (key(dorp), date(2027, 6, 30))
    assert kept(session, third)[2] is None
    ask = client.get(f"{path}/ongedaan")
    assert "Wil je dit ongedaan maken?" in ask.text
    response = client.post(f"{path}/ongedaan", {"seen": ask.fields["seen"]})
    assert "Voorbeeldstad is weer een gewone gemeente" in client.follow(response).text
    assert kept(session, stad) == (None, None, None)
    history = client.get("/beheer/geschiedenis").text
    assert "veranderde dat Voorbeeldstad per 1 juli 2027 opgaat in Voorbeelddorp (GM9902)." in history
    assert "maakte ongedaan dat Voorbeeldstad opgaat in Voorbeelddorp (GM9902)." in history
    assert "Er is niets om ongedaan te maken" in client.get(f"{path}/ongedaan").text
    client.post(f"{path}/ongedaan", {"seen": ""})
    assert len(session.scalars(select(AuditEntry)).all()) == 3


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"into": "", "day": "1-1-2027"}, "Kies in welke andere gemeente deze gemeente opgaat."),
        ({"into": "niemand", "day": "1-1-2027"}, "Kies in welke andere gemeente deze gemeente opgaat."),
        ({"day": ""}, "Vul in vanaf welke dag de gemeente is opgegaan."),
        ({"day": "30-2-2027"}, "Vul een dag in zoals 1-1-2027"),
        ({"day": "volgend jaar"}, "Vul een dag in zoals 1-1-2027"),
        ({"day": "1-1-0001"}, "Kijk of het jaar klopt."),
        ({"day": "1-1-9999"}, "Kijk of het jaar klopt."),
    ],
)
def test_what_is_typed_wrong_stays(
    client_as: ClientAs, session: Session, people: People, third: Municipality, data: dict[str, str], message: str
) -> None:
    client, stad = client_as(people.administrator), people.municipality
    page = client.post(f"{page_of(stad)}/samenvoegen", typed(client, stad, third, begins="y") | data, status=422)
    assert message in page.text and page.title.startswith("Fout:")
    assert page.fields["day"] == data.get("day", "1-1-2027") and "begins" in page.fields
    assert kept(session, stad) == (None, None, None)


def test_not_into_itself(client_as: ClientAs, session: Session, people: People) -> None:
    client, stad = client_as(people.administrator), people.municipality
    page = client.post(f"{page_of(stad)}/samenvoegen", typed(client, stad, stad), status=422)
    assert "Kies in welke andere gemeente deze gemeente opgaat." in page.text
    assert kept(session, stad) == (None, None, None)


def test_no_circle(client_as: ClientAs, session: Session, people: People, third: Municipality) -> None:
    client, stad, dorp = client_as(people.administrator), people.municipality, people.elsewhere
    merge(session, stad, dorp, FIRST)
    merge(session, dorp, third, FIRST + timedelta(days=365))
    for into, name in ((stad, "Voorbeeldstad"), (dorp, "Voorbeelddorp")):
        page = client.post(f"{page_of(third)}/samenvoegen", typed(client, third, into, "1-1-2030"), status=422)
        assert f"{name} gaat zelf op in Nieuwstad." in page.text
    assert kept(session, third) == (None, None, None)


def test_days_follow_each_other(client_as: ClientAs, session: Session, people: People, third: Municipality) -> None:
    client, stad, dorp = client_as(people.administrator), people.municipality, people.elsewhere
    merge(session, dorp, third, FIRST)
    path = f"{page_of(stad)}/samenvoegen"
    page = client.post(path, typed(client, stad, dorp), status=422)
    assert (
        "Voorbeelddorp gaat zelf per 1 januari 2027 op in Nieuwstad. Kies Nieuwstad, of een eerdere dag." in page.text
    )
    client.post(path, typed(client, stad, dorp, "31-12-2026"))
    page = client.post(f"{page_of(dorp)}/samenvoegen", typed(client, dorp, third, "31-12-2026"), status=422)
    assert "Voorbeeldstad gaat pas per 31 december 2026 op in Voorbeelddorp." in page.text


def test_both_are_there_on_that_day(client_as: ClientAs, session: Session, people: People, third: Municipality) -> None:
    client, stad, dorp = client_as(people.administrator), people.municipality, people.elsewhere
    client.post(f"{page_of(stad)}/samenvoegen", typed(client, stad, third, begins="y"))
    path = f"{page_of(dorp)}/samenvoegen"
    page = client.post(path, typed(client, dorp, third, "1-12-2026"), status=422)
    assert "Nieuwstad bestaat pas vanaf 1 januari 2027. Kies die dag of een latere." in page.text
    page = client.post(path, typed(client, dorp, third, "1-1-2028", begins="y"), status=422)
    assert "Haal het vinkje weg." in page.text
    page = client.post(f"{page_of(third)}/samenvoegen", typed(client, third, dorp), status=422)
    assert "Nieuwstad bestaat zelf pas vanaf 1 januari 2027." in page.text
    client.post(path, typed(client, dorp, third, begins="y"))
    # Several go into one, and undoing one leaves when it begins to the other.
    seen = client.get(f"{path}/ongedaan").fields["seen"] or ""
    client.post(f"{path}/ongedaan", {"seen": seen})
    assert kept(session, third)[2] == FIRST


def test_who_was_first_is_shown_and_nothing_typed_is_lost(
    client_as: ClientAs, session: Session, people: People, third: Municipality
) -> None:
    client, stad, dorp = client_as(people.administrator), people.municipality, people.elsewhere
    mine = typed(client, stad, third, "1-7-2027")
    merge(session, stad, dorp, FIRST)
    page = client.post(f"{page_of(stad)}/samenvoegen", mine, status=409)
    assert "gaat per 1 januari 2027 op in Voorbeelddorp." in page.text
    assert (page.fields["into"], page.fields["day"]) == (str(key(third)), "1-7-2027")
    assert kept(session, stad)[:2] == (key(dorp), FIRST - timedelta(days=1))
    page = client.post(f"{page_of(stad)}/samenvoegen/ongedaan", {"seen": ""}, status=409)
    assert "Iemand anders heeft dit net veranderd." in page.text
    client.post(f"{page_of(stad)}/samenvoegen", mine | {"seen": page.fields["seen"] or ""})
    # The same again, as by a second click, changes nothing.
    client.post(f"{page_of(stad)}/samenvoegen", mine)
    assert len(session.scalars(select(AuditEntry)).all()) == 1


@pytest.mark.parametrize("who", ["coordinator", "participant", "reader", "adviser", "other"])
def test_only_administrators(client_as: ClientAs, session: Session, people: People, who: str) -> None:
    client, stad = client_as(getattr(people, who)), people.municipality
    for path in ("", "/samenvoegen", "/samenvoegen/ongedaan"):
        client.get(page_of(stad) + path, status=403)
    data = {"into": str(key(people.elsewhere)), "day": "1-1-2027", "seen": ""}
    client.post(f"{page_of(stad)}/samenvoegen", data, status=403)
    client.post(f"{page_of(stad)}/samenvoegen/ongedaan", data, status=403)
    assert kept(session, stad) == (None, None, None)


def test_what_is_not_there(client_as: ClientAs, people: People) -> None:
    for path in ("", "/samenvoegen", "/samenvoegen/ongedaan"):
        client_as(people.administrator).get(f"{LIST}/{key(people.coordinator)}{path}", status=404)


def test_nobody_gets_a_role_where_nothing_goes_on(
    client_as: ClientAs, session: Session, people: People, third: Municipality
) -> None:
    client, stad, other = client_as(people.administrator), people.municipality, people.other.email
    session.rollback()
    merge(session, stad, third)
    role = {"role": "reader", "municipality": str(key(stad))}
    refused = "Voorbeeldstad is opgegaan in Nieuwstad. Er komen daar geen mensen meer bij."
    page = client.post(f"/beheer/mensen/{key(people.other)}", role, status=422)
    assert refused in page.text and page.fields["municipality"] == str(key(stad))
    person = {"name": "Nina Nieuw", "email": "nina@voorbeeldstad.example", "function": "lezer"}
    page = client.post("/beheer/mensen/nieuw", {**person, **role}, status=422)
    assert refused in page.text and page.fields["name"] == "Nina Nieuw"
    assert not session.scalars(select(User).where(User.email == person["email"])).all()
    session.rollback()
    page = client.post(f"/beheer/adviseurs/{key(stad)}", {"email": other}, status=422)
    assert refused in page.text and page.fields["email"] == other
    assert "Opgegaan in een andere gemeente" in client.get("/beheer").text
    # What was begun can be finished, with people.
    make_assessment(session, people, state="in_review")
    client.post(f"/beheer/mensen/{key(people.other)}", role)
    given = select(Membership).where(Membership.user_id == key(people.other), Membership.municipality_id == key(stad))
    assert session.scalars(given).one().role == "reader"


def test_until_the_day_everything_goes_on(
    client_as: ClientAs, session: Session, people: People, third: Municipality
) -> None:
    merge(session, people.municipality, third, today() + timedelta(days=1))
    role = {"role": "reader", "municipality": str(key(people.municipality))}
    client_as(people.administrator).post(f"/beheer/mensen/{key(people.other)}", role)


def test_a_list_tells_what_it_lacks_and_what_has_ended(
    client_as: ClientAs, session: Session, people: People, third: Municipality
) -> None:
    client = client_as(people.administrator)
    make_municipality(session, "GM9904", "Oudstad")
    merge(session, people.municipality, third)
    page = client.post(f"{LIST}/inlezen", {"text": "GM9901;Voorbeeldstad\nGM9903;Nieuwstad"}, status=200)
    assert "2 gemeenten staan niet (meer) in de lijst" in page.text
    assert "Oudstad (GM9904)" in page.text and "Voorbeelddorp (GM9902)" in page.text
    assert "in de lijst staan gemeenten die opgaan in een andere" in page.text
    page = client.post(
        f"{LIST}/inlezen", {"text": "GM9902;Voorbeelddorp\nGM9903;Nieuwstad\nGM9904;Oudstad"}, status=200
    )
    assert "niet (meer) in de lijst" not in page.text and "opgaan in een andere" not in page.text

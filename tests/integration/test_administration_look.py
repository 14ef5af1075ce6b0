"""What an administrator sees first: what waits, whom a search finds, and whether mails, tasks and drawing go on."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.administration.look import health, roles_held
from app.models import Membership, Municipality, NetworkState, OutboxMail, User
from app.web.clock import now
from tests.factories import People, make_municipality, make_user
from tests.pages import Client, Page

ClientAs = Callable[[User | None], Client]
LOOK = "/beheer"


def places(page: Page) -> list[str]:
    """The municipalities on the page, in their order."""
    return ["".join(row.itertext()).strip() for row in page.all("th") if row.get("scope") == "row"]


def mail_to(session: Session, address: str, *, days: int, attempts: int = 9, is_sent: bool = False) -> OutboxMail:
    """A mail of some days ago that was given up, or sent."""
    written = now() - timedelta(days=days)
    mail = OutboxMail(recipient=address, subject="Code", text="Code", created_at=written, attempts=attempts)
    mail.next_attempt_at, mail.sent_at = written + timedelta(days=2), written if is_sent else None
    session.add(mail)
    session.commit()
    return mail


def bare(session: Session, code: str, name: str, role: str = "") -> Municipality:
    """A municipality with one person at most."""
    made = make_municipality(session, code, name)
    if role:
        make_user(session, f"{role}@{name.lower()}.example", f"{role} van {name}", role, made)
    session.commit()
    return made


def test_who_lacks_somebody_comes_first_with_the_way_on(client_as: ClientAs, session: Session, people: People) -> None:
    bare(session, "GM9904", "Beedorp")
    led, advised = bare(session, "GM9903", "Ceedorp", "coordinator"), bare(session, "GM9905", "Deedorp", "adviser")
    page = client_as(people.administrator).get(LOOK)
    assert places(page)[:2] == ["Ceedorp", "Deedorp"] and places(page)[-1] == "Beedorp"
    assert "Ceedorp heeft geen adviseur" in page.text and "Deedorp heeft geen coördinator" in page.text
    assert "Beedorp heeft geen" not in page.text
    assert f"/beheer/adviseurs/{led.id}" in page.links
    assert f"/beheer/mensen/nieuw?role=coordinator&municipality={advised.id}" in page.links


def test_what_is_part_of_another_one_lacks_nobody(client_as: ClientAs, session: Session, people: People) -> None:
    gone = bare(session, "GM9903", "Ceedorp", "coordinator")
    client = client_as(people.administrator)
    assert "Ceedorp heeft geen adviseur" in client.get(LOOK).text
    gone.merged_into_id, gone.valid_until = people.municipality.id, now().date() - timedelta(days=9)
    session.commit()
    page = client.get(LOOK)
    assert "Ceedorp heeft geen adviseur" not in page.text and "Opgegaan in een andere gemeente" in page.text


def test_the_heading_counts_what_waits(client_as: ClientAs, session: Session, people: People) -> None:
    client = client_as(people.administrator)
    before = client.get(LOOK).h1
    bare(session, "GM9903", "Ceedorp", "coordinator")
    bare(session, "GM9904", "Deedorp", "coordinator")
    after = client.get(LOOK).h1
    numbers = [int(found) if found.isdigit() else 0 for found in (before.split()[0], after.split()[0])]
    assert numbers[1] == numbers[0] + 2, (before, after)


@pytest.mark.parametrize(
    ("search", "expected"),
    [("viseur", "Voorbeeldstad"), ("DORP", "Voorbeelddorp"), ("gm9903", "Ceedorp"), ("van ceedorp", "Ceedorp")],
)
def test_a_municipality_is_found_by_name_code_and_people(
    client_as: ClientAs, session: Session, people: People, search: str, expected: str
) -> None:
    bare(session, "GM9903", "Ceedorp", "coordinator")
    found = places(client_as(people.administrator).get(f"{LOOK}?zoek={search}"))
    assert expected in found and len(found) < 3


def test_somebody_is_found_by_typing_also_without_a_role(client_as: ClientAs, session: Session, people: People) -> None:
    lone = make_user(session, "lien@elders.example", "Lien Los")
    session.commit()
    client = client_as(people.administrator)
    assert f"/beheer/mensen/{lone.id}" not in client.get(LOOK).links
    for search in ("lien", "ELDERS"):
        assert f"/beheer/mensen/{lone.id}" in client.get(f"{LOOK}?zoek={search}").links
    page = client.get(f"{LOOK}?zoek=%25%25")
    assert "Niets gevonden met" in page.text and not places(page)


def test_a_mail_that_failed_waits_until_another_arrives(
    app: Flask, monkeypatch: pytest.MonkeyPatch, client_as: ClientAs, session: Session, people: People
) -> None:
    monkeypatch.setitem(app.config, "SETTINGS", app.config["SETTINGS"].model_copy(update={"example": False}))
    client = client_as(people.administrator)
    assert "Een mail kwam niet aan" not in client.get(LOOK).text
    mail_to(session, people.reader.email, days=3)
    mail_to(session, "niemand@nergens.example", days=3)
    page = client.get(LOOK)
    assert f"Naar {people.reader.email}, 2 dagen geprobeerd." in page.text
    assert f"/beheer/mensen/{people.reader.id}" in page.links
    assert f"{LOOK}?zoek=niemand@nergens.example" in page.links
    assert "2 niet aangekomen" in page.text
    mail_to(session, people.reader.email, days=1, is_sent=True)
    assert f"Naar {people.reader.email}" not in client.get(LOOK).text


def test_tasks_stand_still_when_nothing_is_counted_or_a_mail_waits(session: Session, people: People) -> None:
    def goes_on() -> bool:
        (tasks,) = (one for one in health(session, 0, example=False, now=now()) if one.title == "Taken")
        assert tasks.is_well or "Vraag wie Samenhang draaiend houdt." in tasks.about
        return tasks.is_well

    assert not goes_on()
    state = NetworkState(id=1, counted_at=now(), closed_filters={}, told={}, places={}, told_at=None)
    session.add(state)
    assert goes_on()
    mail = mail_to(session, people.reader.email, days=0, attempts=0)
    mail.next_attempt_at = now() - timedelta(minutes=16)
    assert not goes_on()
    mail.next_attempt_at = now() - timedelta(minutes=5)
    assert goes_on()
    state.counted_at = now() - timedelta(days=2)
    assert not goes_on()
    assert [one.title for one in health(session, 0, example=True, now=now())] == ["Mails", "Bestanden"]


def test_roles_are_counted_by_person(client_as: ClientAs, session: Session, people: People) -> None:
    client = client_as(people.administrator)
    assert dict(roles_held(session))["Beheerders"] == 1
    assert "Maak iemand anders ook beheerder." in client.get(LOOK).text
    make_user(session, "tweede@stichting.example", "Tweede", "administrator")
    session.commit()
    assert dict(roles_held(session))["Beheerders"] == 2
    assert "Maak iemand anders ook beheerder." not in client.get(LOOK).text
    # Two roles are one person.
    before = dict(roles_held(session))
    second = make_municipality(session, "GM9903", "Ceedorp")
    session.add(
        Membership(user_id=people.coordinator.id, municipality_id=second.id, role="coordinator", created_at=now())
    )
    session.commit()
    assert dict(roles_held(session)) == before

"""Who advises which municipality: assigning, and ending."""

import uuid
from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import AuditEntry, User
from tests.advising import Desk, advising, mails, to
from tests.factories import People
from tests.pages import Client

ClientAs = Callable[[User | None], Client]


def test_an_adviser_is_assigned_beside_another(
    client_as: ClientAs, session: Session, people: People, desk: Desk
) -> None:
    page = desk.admin.follow(desk.admin.post(desk.page(people), {"adviser": str(desk.ada.id), "email": ""}))
    assert "Ada Ander is nu adviseur van Voorbeeldstad en krijgt daar een e-mail over." in page.text
    assert advising(session, people) == [("Ad Viseur", True), ("Ada Ander", True)]
    mail = mails(session)["ada@stichting.example"]
    assert mail.subject == "Je bent nu adviseur van Voorbeeldstad"
    assert f"/adviseur/{people.municipality.id}" in mail.text
    entry = session.scalars(select(AuditEntry)).one()
    assert (entry.action, entry.municipality_id) == ("add_role", people.municipality.id)
    session.commit()
    assert "Voorbeeldstad" in client_as(desk.ada).get("/adviseur").text


def test_somebody_is_assigned_by_address(session: Session, people: People, desk: Desk) -> None:
    desk.admin.post(desk.page(people), {"adviser": "", "email": " Invuller@Voorbeeldstad.EXAMPLE "})
    assert advising(session, people) == [("Ad Viseur", True), ("Ivo Vuller", True)]


@pytest.mark.parametrize(
    ("form", "message"),
    [
        ({}, "Kies een adviseur, of vul het e-mailadres van iemand anders in."),
        ({"adviser": str(uuid.uuid4())}, "Kies een antwoord."),
        ({"email": "geen adres"}, "Vul een e-mailadres in zoals naam@gemeente.nl."),
        ({"email": "niemand@nergens.example"}, "Dit e-mailadres kennen we nog niet."),
        ({"email": "adviseur@stichting.example"}, "Deze persoon is al adviseur van deze gemeente."),
    ],
)
def test_what_is_wrong_is_said_and_nobody_is_assigned(
    session: Session, people: People, desk: Desk, form: dict[str, str], message: str
) -> None:
    page = desk.admin.post(desk.page(people), form, status=422)
    assert message in page.text
    assert f"/beheer/mensen/nieuw?role=adviser&municipality={people.municipality.id}" in page.links
    assert advising(session, people) == [("Ad Viseur", True)]
    assert mails(session) == {}


def test_not_both(people: People, desk: Desk) -> None:
    form = {"adviser": str(desk.ada.id), "email": "invuller@voorbeeldstad.example"}
    assert "niet allebei" in desk.admin.post(desk.page(people), form, status=422).text
    assert "is al adviseur" in desk.admin.post(desk.page(people), {"adviser": str(desk.role.user_id)}, status=422).text


def test_a_new_person_comes_with_the_role_filled_in(people: People, desk: Desk) -> None:
    page = desk.admin.get(f"/beheer/mensen/nieuw?role=adviser&municipality={people.municipality.id}")
    assert (page.fields["role"], page.fields["municipality"]) == ("adviser", str(people.municipality.id))
    assert "role" not in desk.admin.get("/beheer/mensen/nieuw?role=koning&municipality=x").fields


def test_ending_says_what_it_means_and_comes_back(session: Session, people: People, desk: Desk) -> None:
    path = f"/beheer/rollen/{desk.role.id}/beeindigen?terug=gemeente"
    page = desk.admin.get(path)
    assert "Daarna heeft Voorbeeldstad geen adviseur." in page.text
    assert desk.hand_over in page.links
    page = desk.admin.follow(desk.admin.post(path))
    assert page.path == desk.page(people)
    assert "Deze gemeente heeft geen adviseur." in page.text
    assert advising(session, people) == [("Ad Viseur", False)]


def test_ending_one_of_two_does_not_warn(people: People, desk: Desk) -> None:
    desk.admin.post(desk.page(people), {"adviser": str(desk.ada.id), "email": ""})
    assert "geen adviseur" not in desk.admin.get(f"/beheer/rollen/{desk.role.id}/beeindigen").text


@pytest.mark.parametrize("who", ["coordinator", "participant", "reader", "adviser", "other"])
def test_nobody_else_assigns_or_hands_over(
    client_as: ClientAs, session: Session, people: People, desk: Desk, who: str
) -> None:
    client = client_as(getattr(people, who))
    for path in (desk.page(people), desk.hand_over):
        client.get(path, status=403)
    client.post(desk.page(people), {"adviser": str(desk.ada.id)}, status=403)
    client.post(desk.hand_over, to(desk.ada), status=403)
    assert advising(session, people) == [("Ad Viseur", True)]

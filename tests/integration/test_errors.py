"""What people see when something is wrong, and that nothing is acknowledged that was not saved."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Answer
from app.web import database
from tests.factories import People, make_assessment
from tests.pages import Client


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Writers that wait a tenth of a second for their turn instead of ten."""
    monkeypatch.setattr(database, "LOCK_WAIT", 0.1)


# PostgreSQL has no lock on the whole database.
@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
@pytest.mark.usefixtures("impatient")
def test_a_locked_database_is_a_503_that_saves_nothing(
    app: Flask, session: Session, people: People, client_as: Callable[..., Client]
) -> None:
    assessment = make_assessment(session, people)
    client = client_as(people.coordinator)
    path = f"/inventarisaties/{assessment.id}/vragen/geld/A.BE"
    answer = {"value": "3", "reason": "Een lange <b>reden</b>.", "seen": "0"}
    session.connection()  # holds the turn to write
    page = client.post(path, answer, status=503)
    assert "Het is niet opgeslagen." in page.text
    assert "Een lange <b>reden</b>." in page.text
    assert page.response.headers["Retry-After"] == "10"
    session.rollback()
    assert session.scalars(select(Answer)).all() == []
    session.rollback()
    client.post(path, answer)
    assert session.scalars(select(Answer.value)).all() == ["3"]


def test_an_unknown_address_says_where_to_go(people: People, client_as: Callable[..., Client]) -> None:
    page = client_as(people.coordinator).get("/bestaat-niet", status=404)
    assert page.links


def test_nul_in_an_address_is_refused(people: People, client_as: Callable[..., Client]) -> None:
    client_as(people.coordinator).get("/inventarisaties?x=%00", status=400)


def test_a_form_without_token_is_refused(people: People, client_as: Callable[..., Client]) -> None:
    client_as(people.coordinator).post("/inventarisaties/nieuw", {"csrf_token": ""}, status=400)


def test_a_page_from_an_earlier_session_gives_its_text_back(
    session: Session, people: People, client_as: Callable[..., Client]
) -> None:
    path = f"/inventarisaties/{make_assessment(session, people).id}/vragen/geld"
    earlier, client = client_as(people.coordinator), client_as(people.coordinator)
    typed = {"csrf_token": earlier.token, "A.BE-value": "3", "A.BE-reason": "Een lange <b>reden</b>.", "A.BE-seen": "0"}
    for headers in ({}, {"Origin": "http://localhost"}):
        page = client.post(path, typed, status=400, headers=headers)
        assert "Het is niet opgeslagen." in page.text
        assert "Een lange <b>reden</b>." in page.text
    page = client.post(path, typed, status=400, headers={"Origin": "https://elders.example"})
    assert "reden" not in page.text
    assert session.scalars(select(Answer)).all() == []


def test_a_form_that_is_too_large_is_a_413(people: People, client_as: Callable[..., Client]) -> None:
    client_as(people.administrator).post("/beheer/mensen/nieuw", {"name": "x" * 300_000}, status=413)

"""The page with what differs between two versions of the questionnaire, and the way to it."""

from collections.abc import Callable

import pytest
from flask import Flask

from app.models import User
from questionnaires.catalogue import questionnaire
from tests.factories import People
from tests.integration.test_assessments_statements import statements
from tests.pages import Client

ClientAs = Callable[[User | None], Client]
CHANGES = "/vragenlijsten/iba/2/wijzigingen"


def test_old_and_new_stand_beside_each_other_with_what_it_means(client_as: ClientAs, people: People) -> None:
    page = client_as(people.coordinator).get(CHANGES)
    assert page.h1 == "Wat is er anders in versie 2?"
    assert "27 van de 30 vragen van versie 1 kun je vergelijken met versie 2." in page.text
    deleted = ["".join(mark.itertext()).strip() for mark in page.all("del")]
    inserted = ["".join(mark.itertext()).strip() for mark in page.all("ins")]
    assert "of afspraken" in deleted and "iemand om raad vragen" in inserted
    assert "Kun je niet vergelijken" in page.text and "De vraag betekent nu iets anders." in page.text
    assert "Een losse afspraak met een partner telde bij 2 vragen mee" in page.text
    assert "Aan de domeinen, de afwijkende teksten en de facetten is niets veranderd." in page.text
    assert "Vragen: 24 gelijk gebleven" in page.text
    assert "{" not in page.text


@pytest.mark.parametrize("role", ["coordinator", "participant", "reader", "adviser", "administrator", "other"])
def test_everybody_who_is_signed_in_can_read_it(client_as: ClientAs, people: People, role: str) -> None:
    assert client_as(getattr(people, role)).get(CHANGES).status == 200


def test_the_first_version_has_none_before_it(client_as: ClientAs, people: People) -> None:
    page = client_as(people.reader).get("/vragenlijsten/iba/1/wijzigingen")
    assert page.status == 200
    assert "Dit is de eerste versie" in page.text
    assert CHANGES in page.links


@pytest.mark.parametrize(
    "path", ["iba/0/wijzigingen", "iba/3/wijzigingen", "anders/1/wijzigingen", "iba/x/wijzigingen"]
)
def test_what_was_never_published_is_nowhere(client_as: ClientAs, people: People, path: str) -> None:
    assert client_as(people.coordinator).get(f"/vragenlijsten/{path}", 404).status == 404


def test_versions_lead_to_each_other(client_as: ClientAs, people: People) -> None:
    client = client_as(people.coordinator)
    first, second = client.get("/vragenlijsten/iba/1"), client.get("/vragenlijsten/iba/2")
    assert "Er is een nieuwere versie van deze vragenlijst: versie 2." in first.text
    assert {CHANGES, "/vragenlijsten/iba/2"} <= set(first.links)
    assert "Dit is de nieuwste versie. Er is ook een oudere." in second.text
    assert {CHANGES, "/vragenlijsten/iba/1"} <= set(second.links)


@pytest.mark.parametrize(("version", "words"), [(1, "versie 3."), (2, "versie 3."), (3, "Er is ook een oudere.")])
def test_with_three_versions_each_leads_to_both_others(app: Flask, version: int, words: str) -> None:
    """There are two versions yet: the third is made up."""
    shown = questionnaire("iba", 1).model_copy(update={"version": version})
    with app.test_request_context():
        html = app.jinja_env.get_template("instrument/versions.html").module.other_versions(shown, [3, 2, 1])
    assert words in html
    for other in {1, 2, 3} - {version}:
        assert f'href="/vragenlijsten/iba/{other}"' in html
    assert f'href="/vragenlijsten/iba/{max(version, 2)}/wijzigingen"' in html


def test_it_asks_the_database_for_the_person_only(client_as: ClientAs, people: People) -> None:
    client = client_as(people.coordinator)
    with statements() as elsewhere:
        client.get("/hulp")
    with statements() as sent:
        client.get(CHANGES)
    assert len(sent) <= len(elsewhere)

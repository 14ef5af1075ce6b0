"""The start page per role and state, and the pages that explain the tool."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import delete, event, update
from sqlalchemy.orm import Session

from app.models import Assessment, AssessmentDomain, IdentityProvider, Membership, Participation, User
from app.reports.document.accountability import PROVENANCE
from app.web.clock import now
from app.web.extensions import db
from questionnaires.catalogue import current
from tests.factories import People, make_assessment, make_participation, make_user
from tests.pages import Client, Page

ClientAs = Callable[[User | None], Client]
PUBLIC = ("/hulp", "/over-het-model", "/toegankelijkheid", "/privacy")


def reviewed(session: Session, people: People, **columns: Any) -> Assessment:
    """An assessment in review."""
    return make_assessment(session, people, state="in_review", review_started_at=now(), **columns)


def send_back(session: Session, assessment: Assessment) -> None:
    """Send one domain back."""
    session.execute(
        update(AssessmentDomain)
        .where(AssessmentDomain.assessment_id == assessment.id, AssessmentDomain.domain == "geld")
        .values(sent_back_at=now(), sent_back_reason="Kijk nog eens.")
    )
    session.commit()


def submit(session: Session, assessment: Assessment) -> None:
    """Hand in the coordinator's part."""
    session.execute(update(Participation).where(Participation.assessment_id == assessment.id).values(state="submitted"))
    session.commit()


@pytest.mark.parametrize("path", PUBLIC)
def test_explaining_pages_are_open_to_all(client_as: ClientAs, people: People, path: str) -> None:
    assert client_as(None).get(path).h1 == client_as(people.coordinator).get(path).h1


def test_signed_out_it_says_what_samenhang_is_and_lets_people_in(client_as: ClientAs, people: People) -> None:
    client = client_as(None)
    page = client.get("/")
    assert page.h1 == "Hoe goed werkt je gemeente aan basisvaardigheden?"
    assert PROVENANCE in page.text
    assert f"{len(current('iba').of_kind('domain'))} vragen per domein" in page.text
    assert {"/voorbeeld/rapport", "/over-het-model", "/hulp#contact"} <= set(page.links)
    response = client.post("/inloggen", {**page.form("/inloggen"), "email": people.coordinator.email})
    assert response.headers["Location"] == "/inloggen/code"
    assert "Welkom" not in client.get("/").text


def test_signed_out_it_shows_the_map_of_the_example_report(client_as: ClientAs) -> None:
    client = client_as(None)
    found = [cells_of(client.get(path)) for path in ("/", "/voorbeeld/rapport")]
    assert len(found[0]) == 9 * 8 and "75 Geregeld" in found[0]
    # The report has the total of each domain before its nine cells.
    assert found[0] == [cell for place, cell in enumerate(found[1]) if place % 10]


def cells_of(page: Page) -> list[str]:
    """The scores in the map, as they are read."""
    return [" ".join("".join(cell.itertext()).split()) for cell in page.all("td") if "heat-" in cell.get("class", "")]


def test_signed_out_it_offers_the_work_accounts_too(client_as: ClientAs, session: Session) -> None:
    provider = IdentityProvider(
        name="Gemeente Voorbeeldstad",
        kind="generic",
        issuer="https://127.0.0.1:9",
        client_id="samenhang",
        client_secret="",
        created_at=now(),
    )
    session.add(provider)
    session.commit()
    page = client_as(None).get("/")
    assert f"/inloggen/organisatie/{provider.id}" in page.links


def test_a_coordinator_without_inventory_can_begin(client_as: ClientAs, people: People) -> None:
    page = client_as(people.coordinator).get("/")
    assert people.coordinator.name in page.h1
    assert "Begin met je eerste inventarisatie" in page.text
    assert "/inventarisaties/nieuw" in page.links


def answers_elsewhere(session: Session, people: People) -> None:
    """Let the adviser answer in the other municipality too: who does more than advise has more than a desk."""
    there = People(people.elsewhere, people.municipality, *[people.other] * 6)
    make_participation(session, make_assessment(session, there), people.adviser, invited_at=now())
    session.commit()


@pytest.mark.parametrize(
    ("who", "state", "label", "where"),
    [
        ("coordinator", "open", "Begin met Geldzaken", "/vragen/geld/A.BE"),
        ("coordinator", "submitted", "Start de bespreking", "/bespreking-starten"),
        ("coordinator", "in_review", "Bespreek de antwoorden met de adviseur", "/bespreken"),
        ("coordinator", "without_adviser", "Bespreek de antwoorden", "/bespreken"),
        ("coordinator", "sent_back", "Pas de teruggestuurde domeinen aan", ""),
        ("coordinator", "approved", "Stel de inventarisatie vast", "/bespreken"),
        ("coordinator", "agreed", "Kies de domeinen waarmee je begint", "/prioriteren"),
        ("adviser", "open", "Bekijk hoe ver de gemeente is", ""),
        ("adviser", "in_review", "Bespreek de antwoorden en geef akkoord", "/bespreken"),
        ("adviser", "sent_back", "Bekijk de bespreking", "/bespreken"),
        ("adviser", "approved", "Bekijk de bespreking", "/bespreken"),
        ("adviser", "agreed", "Lees het rapport", "/rapport"),
        ("reader", "agreed", "Lees het rapport", "/rapport"),
        ("participant", "open", "Beantwoord de vragen", ""),
        ("participant", "submitted", "Bekijk je antwoorden", ""),
        ("participant", "closed", "Bekijk je antwoorden", "/controle"),
        ("participant", "in_review", "Bekijk de inventarisatie", ""),
        ("participant", "sent_back", "Kijk je antwoorden nog eens na", ""),
        ("participant", "agreed", "Bekijk je antwoorden", "/controle"),
        ("coordinator", "divided", "Start de bespreking", "/bespreking-starten"),
    ],
)
def test_the_next_step_is_a_link(
    client_as: ClientAs, session: Session, people: People, who: str, state: str, label: str, where: str
) -> None:
    columns: dict[str, Any] = {"approved": {"approved_at": now()}, "agreed": {"agreed_at": now()}}.get(state, {})
    if state in ("open", "submitted", "closed", "divided"):
        deadline = date(2020, 1, 1) if state == "closed" else None
        assessment = make_assessment(session, people, deadline=deadline)
    elif state == "agreed":
        assessment = make_assessment(session, people, state="agreed", **columns)
    else:
        assessment = reviewed(session, people, **columns)
    if who == "participant":
        make_participation(session, assessment, people.participant, everything=True)
        session.commit()
    if who == "adviser":
        answers_elsewhere(session, people)
    if state == "submitted":
        submit(session, assessment)
    if state == "divided":
        session.execute(update(Participation).values(everything=False))
        session.commit()
    if state == "sent_back":
        send_back(session, assessment)
    if state == "without_adviser":
        session.execute(delete(Membership).where(Membership.role == "adviser"))
        session.commit()
    page = client_as(getattr(people, who)).get("/")
    assert label in page.text
    assert f"/inventarisaties/{assessment.id}{where}" in page.links
    assert "Eerste meting 2026" in page.text


def test_a_colleague_reads_the_last_day(client_as: ClientAs, session: Session, people: People) -> None:
    assessment = make_assessment(session, people, deadline=date(2099, 12, 4))
    make_participation(session, assessment, people.participant, everything=True)
    session.commit()
    text = client_as(people.participant).get("/").text
    assert "Je kunt antwoorden tot en met vrijdag 4 december 2099." in text and "bespreking" not in text.lower()
    assert "tot en met" not in client_as(people.coordinator).get("/").text


def test_a_reader_hears_of_reports_only(client_as: ClientAs, session: Session, people: People) -> None:
    reader = client_as(people.reader)
    for path in ("/", "/inventarisaties"):
        assert "Er is nog geen rapport" in reader.get(path).text
    assessment = reviewed(session, people, agreed_at=now())
    for path in ("/", "/inventarisaties"):
        page = reader.get(path)
        assert f"/inventarisaties/{assessment.id}/rapport" in page.links and "Rapporten" in page.text
        assert f"/inventarisaties/{assessment.id}" not in page.links
        assert "Vastgesteld" in page.text and "Bespreken" not in page.text and "Er wacht nu niets" not in page.text


def test_what_waits_comes_first(client_as: ClientAs, session: Session, people: People) -> None:
    reviewed(session, people, title="Ronde die wacht")
    make_assessment(session, people, title="Ronde die klaar is", state="agreed", agreed_at=now())
    adviser = client_as(people.adviser)
    assert adviser.ask("/").headers["Location"] == "/adviseur"
    answers_elsewhere(session, people)
    text = adviser.get("/").text
    assert text.index("Dit kun je nu doen") < text.index("Ronde die wacht") < text.index("Dit kun je bekijken")
    assert text.index("Dit kun je bekijken") < text.index("Ronde die klaar is")


def test_nothing_of_another_municipality_is_shown(client_as: ClientAs, session: Session, people: People) -> None:
    assessment = make_assessment(session, people, title="Van Voorbeeldstad")
    for person in (people.other, people.reader, people.participant):
        page = client_as(person).get("/")
        assert "Van Voorbeeldstad" not in page.html
        assert str(assessment.id) not in page.html


def test_an_administrator_finds_the_administration(client_as: ClientAs, people: People) -> None:
    client = client_as(people.administrator)
    assert client.ask("/").headers["Location"] == "/beheer"
    page = client.get("/beheer")
    assert {"/beheer/gemeenten", "/beheer/mensen"} <= set(page.links)


def test_the_first_administrator_hears_where_to_begin(client_as: ClientAs, session: Session) -> None:
    first = make_user(session, "eerste@stichting.example", "Eva Eerst", "administrator")
    session.commit()
    page = client_as(first).get("/beheer")
    assert page.h1 == "Voeg eerst gemeenten toe" and "/beheer/gemeenten/inlezen" in page.links
    assert "Er zijn nog geen gemeenten" in client_as(first).get("/beheer/gemeenten").text


def test_who_has_nothing_hears_what_to_do(client_as: ClientAs, people: People) -> None:
    page = client_as(people.participant).get("/")
    assert "Er staat nog niets voor je klaar" in page.text
    assert "/hulp" in page.links


def test_the_start_page_asks_the_database_little(
    app: Flask, client_as: ClientAs, session: Session, people: People
) -> None:
    answers_elsewhere(session, people)
    client = client_as(people.adviser)
    counts = []
    for _ in range(2):
        reviewed(session, people, domains=("geld", "inclusie", "werk"))
        statements: list[str] = []
        with app.app_context():
            engine = db.engine

        def note(*arguments: Any, kept: list[str] = statements) -> None:
            kept.append(arguments[2])

        event.listen(engine, "before_cursor_execute", note)
        client.get("/")
        event.remove(engine, "before_cursor_execute", note)
        counts.append(len([statement for statement in statements if statement.startswith("SELECT")]))
    # One of them is to know that this adviser answers somewhere.
    assert counts[0] == counts[1] <= 7


def test_help_explains_every_term(client_as: ClientAs) -> None:
    page = client_as(None).get("/hulp")
    assert all(term.term in page.text for term in current("iba").terms)
    assert "mailto:hulp@voorbeeld.example" in page.links


def test_about_tells_where_it_comes_from_and_what_the_words_mean(client_as: ClientAs) -> None:
    text = client_as(None).get("/over-het-model").text
    assert current("iba").provenance in text
    assert all(word in text for word in current("iba").words)
    assert "12,5 tot 37,5" in text
    assert "nooit als nul" in text
    assert "grenzen zijn afspraken" in text


def test_privacy_tells_how_long(client_as: ClientAs) -> None:
    text = client_as(None).get("/privacy").text
    assert "Na afloop: codes 1 dag, sessies 30 dagen." in text
    assert "geen gegevens van inwoners" in text


def test_privacy_tells_the_periods_of_this_installation(
    app: Flask, client_as: ClientAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    longer = app.config["SETTINGS"].model_copy(update={"keep_mails_days": 45})
    monkeypatch.setitem(app.config, "SETTINGS", longer)
    assert "45 dagen" in client_as(None).get("/privacy").text


def test_accessibility_is_honest(client_as: ClientAs) -> None:
    text = client_as(None).get("/toegankelijkheid").text
    assert "WCAG 2.2" in text
    assert "Wat nog niet is getest" in text


def test_security_txt_expires_within_a_year(client_as: ClientAs) -> None:
    with time_machine.travel("2026-11-24T09:00:00Z", tick=False):
        response = client_as(None).ask("/.well-known/security.txt")
    lines = dict(line.split(": ", 1) for line in response.get_data(as_text=True).splitlines())
    assert response.mimetype == "text/plain"
    assert lines["Contact"] == "mailto:hulp@voorbeeld.example"
    expires = datetime.strptime(lines["Expires"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    assert timedelta(days=360) < expires - datetime(2026, 11, 24, 9, tzinfo=UTC) < timedelta(days=365)
    assert lines["Canonical"].endswith("/.well-known/security.txt")


@pytest.mark.parametrize("path", ["/uitloggen", "/bestaat-niet"])
def test_an_error_page_says_what_to_do(client_as: ClientAs, people: People, path: str) -> None:
    page = client_as(people.coordinator).get(path, status=405 if path == "/uitloggen" else 404)
    assert "/" in page.links

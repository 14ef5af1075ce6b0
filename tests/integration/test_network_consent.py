"""Taking part: who may, what they read first, stopping, and what happens meanwhile."""

from collections.abc import Callable
from datetime import timedelta
from random import Random

import pytest
from sqlalchemy import inspect, select, update
from sqlalchemy.orm import Session

from app.models import Assessment, AuditEntry, Municipality, NetworkConsent, NetworkScore, User
from app.network.entrance import give_consent
from app.web.clock import now, today
from app.web.formatting import long_date
from tests.factories import People, make_assessment
from tests.merging import merge, undo
from tests.network import join, make_network, make_round, night, values_of
from tests.pages import Client

ClientAs = Callable[[User | None], Client]
YES = {"confirmed": "y"}


@pytest.fixture
def agreed(session: Session, people: People) -> Assessment:
    """A round of Voorbeeldstad that was agreed."""
    made = make_round(session, people.municipality, people.coordinator, seven(), ("geld", "inclusie"))
    session.commit()
    return made


def seven() -> dict[str, int]:
    """An answer to everything."""
    return values_of(("geld", "inclusie"), Random(7), 2)


def path(assessment: Assessment) -> str:
    """The page of a round."""
    return f"/netwerk/meedoen/{inspect(assessment).identity[0]}"


def test_a_coordinator_takes_part_and_stops(
    client_as: ClientAs, session: Session, people: People, agreed: Assessment
) -> None:
    client = client_as(people.coordinator)
    assert "Bekijk hoe je meedoet" in client.get("/netwerk").text
    page = client.get("/netwerk/meedoen")
    assert "Eerste meting 2026" in page.text and "Doet niet mee" in page.text
    page = client.get(path(agreed))
    for promise in (
        "Dit zien anderen",
        "Dit ziet geen andere gemeente",
        "Stoppen kan altijd",
        "minstens negen gemeenten",
    ):
        assert promise in page.text
    page = client.follow(client.post(path(agreed), YES))
    assert "Je gemeente doet mee met het netwerk" in page.text
    # What joining would be is for who does not take part.
    assert "Doet mee met ‘Eerste meting 2026’" in page.text and "Doe je mee, dan" not in page.text
    session.expire_all()
    consent = session.scalars(select(NetworkConsent)).one()
    assert (consent.given_by, consent.report_number, consent.lane) == (people.coordinator.id, 1, "open")
    cells = set(session.scalars(select(NetworkScore.cell)))
    assert len(cells) == 6 + 14 and {"geld/middelen", "vraag/A.BE"} <= cells
    seen = {"seen": str(consent.id)}
    session.commit()
    page = client.follow(client.post(f"{path(agreed)}/stoppen", seen))
    assert "Je gemeente doet niet meer mee" in page.text
    session.expire_all()
    consent = session.scalars(select(NetworkConsent)).one()
    assert consent.withdrawn_by == people.coordinator.id and not session.scalars(select(NetworkScore)).all()
    actions = session.scalars(select(AuditEntry.action).order_by(AuditEntry.at)).all()
    session.commit()
    assert actions == ["join_network", "leave_network"]
    history = client.get(f"/inventarisaties/{inspect(agreed).identity[0]}/geschiedenis?soort=netwerk").text
    assert "gaf toestemming om met deze ronde mee te doen" in history
    assert "trok de toestemming voor het netwerk in" in history


def test_it_says_what_scores_wait_for_and_since_when_they_count(
    client_as: ClientAs, session: Session, people: People, agreed: Assessment
) -> None:
    join(session, people.coordinator, [agreed])
    night(session)
    client = client_as(people.coordinator)
    for address in (path(agreed), "/netwerk"):
        assert "Jullie scores tellen nog niet mee. Ze wachten tot er genoeg gemeenten zijn" in client.get(address).text
    assert "De coördinator krijgt een mail als de eerste meetellen." in client.get("/netwerk").text
    make_network(session, people.coordinator, 8)
    night(session, days=1)
    tomorrow = long_date(today() + timedelta(days=1))
    for address in (path(agreed), "/netwerk"):
        assert f"Al jullie scores zijn binnen, de laatste sinds {tomorrow}." in client.get(address).text
    session.execute(update(NetworkScore).where(NetworkScore.cell == "geld/middelen").values(mark="anders"))
    session.commit()
    assert "5 van jullie 6 scores zijn binnen, de laatste sinds " in client.get(path(agreed)).text
    assert "scores zijn binnen" not in client_as(people.other).get("/netwerk").text


def test_without_a_tick_nothing_happens(
    client_as: ClientAs, session: Session, people: People, agreed: Assessment
) -> None:
    page = client_as(people.coordinator).post(path(agreed), {}, status=422)
    assert "Zet een vinkje" in page.text
    assert not session.scalars(select(NetworkConsent)).all()


def test_an_adviser_may_read_and_not_decide(
    client_as: ClientAs, session: Session, people: People, agreed: Assessment
) -> None:
    client = client_as(people.adviser)
    assert "Als adviseur kun je dit lezen" in client.get(path(agreed)).text
    client.post(path(agreed), YES, status=403)
    client.post(f"{path(agreed)}/stoppen", {"seen": "x"}, status=403)
    client_as(people.reader).get(path(agreed), status=403)
    assert not session.scalars(select(NetworkConsent)).all()


def test_another_municipality_does_not_learn_that_it_exists(
    client_as: ClientAs, people: People, agreed: Assessment
) -> None:
    for who in (people.other, people.administrator):
        client = client_as(who)
        client.get(path(agreed), status=404)
        client.post(path(agreed), YES, status=404)
        client.post(f"{path(agreed)}/stoppen", {"seen": "x"}, status=404)


def test_who_has_no_part_in_the_network_is_kept_out(client_as: ClientAs, people: People) -> None:
    for who in (people.reader, people.participant):
        client_as(who).get("/netwerk", status=403)
        client_as(who).get("/netwerk/meedoen", status=403)


def test_a_round_that_was_not_agreed_cannot_take_part(client_as: ClientAs, session: Session, people: People) -> None:
    made = make_assessment(session, people)
    client = client_as(people.coordinator)
    page = client.get("/netwerk/meedoen")
    assert "Er is nog geen ronde vastgesteld" in page.text
    assert "Dit zien anderen" in page.text and "Dit ziet geen andere gemeente" in page.text
    assert "nog niet vastgesteld" in client.get(path(made), status=409).text
    client.post(path(made), YES, status=409)
    # Said to be agreed, without a report that was kept.
    session.execute(update(Assessment).values(agreed_at=now(), state="agreed"))
    session.commit()
    assert "nog niet vastgesteld" in client.post(path(made), YES, status=409).text


def test_two_clicks_are_nobody_else(client_as: ClientAs, session: Session, people: People, agreed: Assessment) -> None:
    client = client_as(people.coordinator)
    for _ in range(2):
        assert "Iemand anders" not in client.follow(client.post(path(agreed), YES)).text
    seen = {"seen": client.get(path(agreed)).fields["seen"]}
    for _ in range(2):
        assert "Iemand anders" not in client.follow(client.post(f"{path(agreed)}/stoppen", seen)).text
    assert session.scalars(select(NetworkConsent.withdrawn_by)).one() == people.coordinator.id


def test_somebody_else_was_first(client_as: ClientAs, session: Session, people: People, agreed: Assessment) -> None:
    client = client_as(people.coordinator)
    give_consent(session, people.adviser, agreed, now=now())
    session.commit()
    assert "intussen al toestemming gegeven" in client.post(path(agreed), YES, status=409).text
    page = client.post(f"{path(agreed)}/stoppen", {"seen": "een andere"}, status=409)
    assert "intussen al ingetrokken" in page.text
    assert len(session.scalars(select(NetworkConsent)).all()) == 1


def test_an_administrator_has_nothing_to_give(client_as: ClientAs, people: People) -> None:
    assert "Je hoort niet bij een gemeente" in client_as(people.administrator).get("/netwerk/meedoen").text


def test_an_own_domain_and_what_is_not_known_never_take_part(
    client_as: ClientAs, session: Session, people: People
) -> None:
    values = {item: value for item, value in seven().items() if not item.startswith("inclusie/A")}
    made = make_round(session, people.municipality, people.coordinator, values, ("geld", "inclusie"))
    session.commit()
    client_as(people.coordinator).post(path(made), YES)
    cells = set(session.scalars(select(NetworkScore.cell)))
    assert "geld/betrokkenheid" in cells and "inclusie/betrokkenheid" not in cells
    assert session.scalar(select(Municipality.id).where(Municipality.code == "GM9901")) is not None


def test_a_round_of_what_is_part_of_another_one_does_not_begin_to_take_part(
    client_as: ClientAs, session: Session, people: People, agreed: Assessment
) -> None:
    merge(session, people.municipality, people.elsewhere)
    client = client_as(people.coordinator)
    assert "kun je niet meer gaan meedoen" in client.get(path(agreed)).text
    assert "kun je niet meer gaan meedoen" in client.post(path(agreed), YES, status=409).text
    assert not session.scalars(select(NetworkConsent)).all()
    session.rollback()
    undo(session, people.municipality)
    client.post(path(agreed), YES)
    merge(session, people.municipality, people.elsewhere)
    # Who takes part already can still stop.
    assert "Stop met meedoen" in client.get(path(agreed)).text

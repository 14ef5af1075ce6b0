"""Whose an address for calendars is, and how it ends."""

import io
import sys
import uuid

from sqlalchemy import select, update

from app.models import (
    AuditEntry,
    CalendarFeed,
    Membership,
)
from app.plan.feed import feed_token
from app.web import logs
from app.web.clock import now
from config import Settings
from tests.feeds import address_on, feeds, made_by, page, trajectory

__all__ = ["page", "trajectory"]


def test_revoking_it_ends_it_and_a_new_one_is_another(session, people, client_as, page):
    coordinator, nobody = client_as(people.coordinator), client_as(None)
    first = made_by(coordinator, page)
    second = made_by(coordinator, page)
    assert first != second
    nobody.get(first, status=404)
    assert nobody.ask(second).status_code == 200
    shown = coordinator.follow(coordinator.post(f"{page}/intrekken"))
    assert "Je adres is ingetrokken" in shown.text and "Maak een adres" in shown.text
    nobody.get(second, status=404)
    # Once more changes nothing.
    coordinator.post(f"{page}/intrekken")
    entries = session.scalars(select(AuditEntry).where(AuditEntry.action.in_(("make_feed", "revoke_feed")))).all()
    assert sorted(entry.action for entry in entries) == ["make_feed", "make_feed", "revoke_feed", "revoke_feed"]
    assert not [id_ for id_ in feeds(session) for entry in entries if id_ in f"{entry.subject}{entry.old}{entry.new}"]


def test_two_clicks_make_one_address(session, people, client_as, page):
    coordinator = client_as(people.coordinator)
    for seen in ("", "", "iets anders"):
        coordinator.post(page, {"seen": seen})
    assert len(feeds(session)) == 1
    shown = coordinator.get(page)
    for _ in range(2):
        coordinator.post(page, {"seen": shown.fields["seen"]})
    assert len(feeds(session)) == 2


def test_everybody_has_their_own(people, client_as, page):
    coordinator, adviser = client_as(people.coordinator), client_as(people.adviser)
    mine, theirs = made_by(coordinator, page), made_by(adviser, page)
    assert mine != theirs
    assert address_on(coordinator.get(page)) == mine
    adviser.post(f"{page}/intrekken")
    assert client_as(None).ask(mine).status_code == 200


def test_it_ends_with_the_role(session, people, client_as, page):
    address, nobody = made_by(client_as(people.coordinator), page), client_as(None)
    session.execute(update(Membership).where(Membership.role == "coordinator").values(ended_at=now()))
    session.commit()
    nobody.get(address, status=404)
    session.execute(update(Membership).where(Membership.role == "coordinator").values(ended_at=None, role="reader"))
    session.commit()
    nobody.get(address, status=404)


def test_it_ends_when_the_role_is_elsewhere_only(session, people, client_as, page):
    address = made_by(client_as(people.coordinator), page)
    moved = update(Membership).where(Membership.user_id == people.coordinator.id)
    session.execute(moved.values(municipality_id=people.elsewhere.id))
    session.commit()
    client_as(None).get(address, status=404)


def test_what_was_not_signed_here_opens_nothing(app, session, people, client_as, page):
    address, nobody = made_by(client_as(people.coordinator), page), client_as(None)
    token = address.removeprefix("/traject/agenda/").removesuffix(".ics")
    feed = session.scalars(select(CalendarFeed)).one()
    id_, signature = token.split(".")
    other = Settings(secret_key="een ander geheim van dezelfde installatie")
    # Not its last character: that holds two bits that belong to nothing.
    first = "A" if signature[0] != "A" else "B"
    for forged in (
        *(id_, f"{id_}.", f".{signature}", f"{uuid.uuid4().hex}.{signature}", f"{id_}.{first}{signature[1:]}"),
        *(f"{id_.upper()}.{signature}", feed_token(other, feed.id), f"{token}.{token}", "é.é", str(feed.id)),
        feed_token(app.config["SETTINGS"], uuid.uuid4()),
    ):
        nobody.get(f"/traject/agenda/{forged}.ics", status=404)
    assert nobody.ask(address).status_code == 200


def test_others_may_not(session, people, client_as, page):
    for path in (page, f"{page}/intrekken"):
        for person, status in ((people.reader, 403), (people.participant, 404), (people.other, 404)):
            client_as(person).post(path, {"seen": ""}, status=status)
    client_as(people.reader).get(page, status=403)
    client_as(people.other).get(page, status=404)
    assert feeds(session) == set()


def test_the_address_stands_in_no_log(app, session, people, client_as, page, monkeypatch):
    written = io.StringIO()
    monkeypatch.setattr(sys, "stderr", written)
    logs.start(app.config["SETTINGS"].model_copy(update={"example": False}))
    coordinator, nobody = client_as(people.coordinator), client_as(None)
    address = made_by(coordinator, page)
    nobody.ask(address)
    coordinator.post(f"{page}/intrekken")
    nobody.get(address, status=404)
    monkeypatch.undo()
    logs.start(app.config["SETTINGS"])
    assert '"refused"' in written.getvalue()
    token = address.removeprefix("/traject/agenda/").removesuffix(".ics")
    assert [part for part in token.split(".") if part in written.getvalue()] == []

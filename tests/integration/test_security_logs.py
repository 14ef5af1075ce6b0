"""Log lines: one event a line, with who, from where and what, and never a name, an address, a code or a text."""

import io
import json
import re
import sys
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import select, text

from app.models import OutboxMail
from app.post.outbox import send_due
from app.web import logs
from app.web.clock import now
from app.web.extensions import db
from config import Settings
from tests.factories import make_assessment
from tests.postgresql import free_port

pytestmark = pytest.mark.both

TEXT = "Onze wethouder wil dit niet."
LINK = "https://intern.example/geheim"
BREAK = {
    # A message of PostgreSQL about a refused row holds the whole row.
    "postgresql": ("ALTER TABLE answer ADD CONSTRAINT broken CHECK (false) NOT VALID",),
    "sqlite": (f"CREATE TRIGGER broken BEFORE INSERT ON answer BEGIN SELECT RAISE(ABORT, '{TEXT}'); END",),
}
REPAIR = {"postgresql": "ALTER TABLE answer DROP CONSTRAINT broken", "sqlite": "DROP TRIGGER broken"}


@pytest.fixture
def broken(app: Flask, session) -> Iterator[None]:
    """A database that refuses every answer with a message of its own."""
    kind = db.engine.dialect.name
    for statement in BREAK[kind]:
        session.execute(text(statement))
    session.commit()
    yield
    session.rollback()
    session.execute(text(REPAIR[kind]))
    session.commit()


@pytest.fixture
def lines(app: Flask, monkeypatch) -> Iterator[io.StringIO]:
    """Where the lines come, as a real installation writes them."""
    written = io.StringIO()
    monkeypatch.setattr(sys, "stderr", written)
    logs.start(app.config["SETTINGS"].model_copy(update={"example": False}))
    yield written
    monkeypatch.undo()
    logs.start(app.config["SETTINGS"])


def sign_in(client, session, user) -> str:
    """Sign in through the pages, with a wrong code first; the code."""
    client.post("/inloggen", {"email": user.email})
    code = re.findall(r"\b\d{6}\b", session.scalars(select(OutboxMail.text)).one())[0]
    session.commit()
    client.post("/inloggen/code", {"code": "000000" if code != "000000" else "111111"}, status=422)
    client.post("/inloggen/code", {"code": code})
    client.take_token()
    return code


def flow(client, session, people) -> str:
    """Everything that a log could tell of; the code that was used."""
    made = make_assessment(session, people)
    path = f"/inventarisaties/{made.id}/vragen/geld/A.BE"
    code = sign_in(client, session, people.coordinator)
    form = {"value": "1", "reason": TEXT, "evidence_kind": "document", "evidence_link": LINK, "seen": "0"}
    client.post(path, form, status=500)
    client.post(path, {**form, "csrf_token": "nee"}, status=400)
    client.post(f"/inventarisaties/{made.id}/akkoord", {"reason": TEXT}, status=403)
    client.get(f"/inventarisaties/{people.elsewhere.id}", status=404)
    client.ask(f"/beheer/mensen?zoek={people.reader.email}")
    client.ask(f"/inloggen?verder=/{people.reader.email}")
    client.post("/uitloggen")
    send_due(session, Settings(mail_port=free_port()), now=now())
    return code


def test_a_log_tells_what_happened_and_never_what_was_said(session, people, client_as, broken, lines):
    client = client_as(None)
    code = flow(client, session, people)
    written = lines.getvalue()
    events = [json.loads(line) for line in written.splitlines()]
    told = {event["event"] for event in events}
    assert told == {"sign_in_refused", "signed_in", "crash", "refused", "signed_out", "mail_postponed"}
    for event in events:
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z", event["timestamp"])
        assert event["event"] == "mail_postponed" or event["origin"] == "127.0.0.1"
    crash = next(event for event in events if event["event"] == "crash")
    assert crash["actor"] == str(people.coordinator.id)
    assert crash["endpoint"] == "assessments.answer_question"
    assert "IntegrityError" in crash["trace"]
    with client.client.session_transaction() as cookie:
        tokens = [value for value in cookie.values() if isinstance(value, str)]
    secret = (TEXT, "wethouder", LINK, code, client.token, *tokens, "Dinator", "@", "Voorbeeldstad", "geheim")
    assert [word for word in secret if word in written] == []


def test_an_error_in_handling_an_error_tells_no_more(app, client_as, lines):
    def fail(response):
        raise ValueError(TEXT)

    client = client_as(None)
    after = app.after_request_funcs[None]
    after.append(fail)
    try:
        assert client.ask(f"/hulp?{LINK}").status_code == 500
    finally:
        after.remove(fail)
    written = lines.getvalue()
    assert next(json.loads(line)["event"] for line in written.splitlines()) in ("flask", "crash")
    assert TEXT not in written
    assert LINK not in written

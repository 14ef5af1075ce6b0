"""Somebody is removed: no byte of the database, the mails or the log holds their name or address any more."""

import io
import json
import sys
import uuid
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask
from markupsafe import escape
from sqlalchemy import Text, cast, event, func, make_url, select, update
from sqlalchemy.orm import Session

from app.models import (
    ActionNote,
    Answer,
    Assessment,
    AuditEntry,
    Base,
    CalendarFeed,
    ClosingText,
    ClosingTextVersion,
    Contact,
    HeldForm,
    Identity,
    IdentityProvider,
    ImprovementAction,
    LoginCode,
    Membership,
    OutboxMail,
    Participation,
    Proposal,
    Remark,
    Removal,
    Rendering,
    Report,
    SignIn,
    User,
)
from app.operation.tasks import run_tasks
from app.post.letters import Letter, Quote
from app.post.outbox import queue_letter
from app.web import logs
from app.web.clock import now, today
from app.web.extensions import db
from tests.factories import People, make_agreed, make_answers, make_assessment, make_participation, make_user
from tests.pages import Client
from tests.rounds import make_agreed_long_ago, make_evaluation
from tests.trajectories import make_action, make_choice, make_partner, make_trajectory

ClientAs = Callable[[User | None], Client]
pytestmark = pytest.mark.both

NAME, EMAIL, FUNCTION = "Zoë O'Hara-de Wit", "zoe.ohara@voorbeeldstad.example", "Regisseur basisvaardigheden"
MENTION = f"Vraag het {NAME} of {NAME.upper()}s team ({EMAIL.upper()}), of <{EMAIL}>."
LINK = f"https://intern.example/?wie={quote(NAME)}&mail={quote(EMAIL, safe='')}"
FORMS = {form.casefold() for text in (NAME, EMAIL) for form in (text, quote(text), quote(text, safe=""))} | {
    str(escape(NAME)).casefold(),
    json.dumps(NAME)[1:-1].casefold(),
    "zoe.ohara",
}


@pytest.fixture
def lines(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What the log writes meanwhile."""
    written = io.StringIO()
    monkeypatch.setattr(sys, "stderr", written)
    logs.start(app.config["SETTINGS"].model_copy(update={"example": False}))
    yield written
    monkeypatch.undo()
    logs.start(app.config["SETTINGS"])


@pytest.fixture
def careless(app: Flask) -> Iterator[None]:
    """SQLite as most machines have it: what is deleted stays in the file until something else comes there."""

    def connect(connection: Any, _: Any) -> None:
        connection.execute("PRAGMA secure_delete=OFF")

    with app.app_context():
        engine = db.engine
    if engine.dialect.name != "sqlite":
        yield
        return
    event.listen(engine, "connect", connect)
    engine.dispose()
    yield
    event.remove(engine, "connect", connect)
    engine.dispose()


@pytest.fixture
def zoe(session: Session, people: People) -> User:
    """Who will be removed: somebody who left something everywhere."""
    zoe = make_user(session, EMAIL, NAME, "coordinator", people.municipality)
    zoe.function = FUNCTION
    assessment = make_assessment(session, people, invitation_line=MENTION, open_points=MENTION, open_points_at=now())
    part = make_participation(session, assessment, zoe, name=NAME, function=FUNCTION, personal_line=MENTION)
    said = {"reason": MENTION, "evidence_note": MENTION, "evidence_link": LINK, "changed_what": MENTION}
    make_answers(session, part, {"geld/A.BE": 2}, **said)
    make_answers(session, part, {"geld/A.BE": 3}, seen=1, **said)
    make_agreed(session, assessment, zoe, {"geld/A.BE": 3}, dissent=MENTION, present=MENTION)
    place = {"municipality_id": assessment.municipality_id}
    where = {**place, "assessment_id": assessment.id}
    closing = {**where, "participation_id": part.id, "saved_by": zoe.id, "saved_at": now(), "version": 1}
    trajectory = make_trajectory(session, assessment, zoe)
    make_choice(session, assessment, zoe, ["geld"])
    make_partner(session, trajectory, zoe)
    action = make_action(session, trajectory, zoe, text=MENTION, owner_id=zoe.id, link_hash="a" * 64)
    provider = IdentityProvider(name="G", kind="generic", issuer="x", client_id="x", client_secret="", created_at=now())
    session.add(provider)
    session.flush()
    held = json.dumps([["reason", MENTION]])
    keys = {"user_id": people.adviser.id, "key_hash": "b" * 64, "created_at": now()}
    said_to = {**where, "participation_id": part.id, "created_at": now()}
    session.add_all(
        [
            AuditEntry(**where, at=now(), action="x", subject=str(part.id), new={"function": FUNCTION, "t": [MENTION]}),
            AuditEntry(**where, at=now(), action="y", subject="z", old=MENTION, reason=MENTION),
            AuditEntry(
                **where, at=now(), action="z", subject="z", new=[{"participation": str(part.id), "function": FUNCTION}]
            ),
            ClosingText(**closing, item="geld/goes_well", text=MENTION),
            ClosingTextVersion(**closing, item="geld/goes_well", text=MENTION),
            Contact(**place, adviser_id=people.adviser.id, day=today(), kind="phone", note=MENTION, created_at=now()),
            Remark(
                **where, author_id=people.adviser.id, audience="all", text=MENTION, created_at=now(), assigned_to=zoe.id
            ),
            ActionNote(**place, action_id=action.id, author_id=zoe.id, text=MENTION, created_at=now()),
            Proposal(**said_to, domain="geld", name="Zoë van ICT", email=EMAIL, reason=MENTION),
            Proposal(**said_to, domain="geld", name=NAME),
            HeldForm(**keys, path=f"/?zoek={quote(EMAIL)}", fields=held, expires_at=now() + timedelta(days=1)),
            Identity(provider_id=provider.id, subject=EMAIL, user_id=zoe.id, created_at=now()),
            LoginCode(email=EMAIL, code_hash="c", created_at=now(), expires_at=now()),
            CalendarFeed(**place, user_id=zoe.id, trajectory_id=trajectory.id, created_at=now()),
        ]
    )
    letter = Letter(f"Van {NAME}", f"Hallo {NAME},", (Quote(NAME, MENTION),), "Vraag.")
    queue_letter(session, EMAIL, letter, "", now=now())
    queue_letter(session, people.reader.email, letter, "", now=now(), reply_to=EMAIL, calendar=f"ORGANIZER:{EMAIL}")
    session.execute(update(Membership).where(Membership.user_id == people.reader.id).values(handover_note=MENTION))
    session.commit()
    return zoe


def found_in(text: str) -> set[str]:
    """The forms of the name and address that are in a text."""
    return {form for form in FORMS if form in text.casefold()}


def everything(session: Session, app: Flask) -> Iterator[tuple[str, str]]:
    """(where, text) of all there is: every column, and on SQLite every byte of the files."""
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            for value in session.scalars(select(column if column.name == "content" else cast(column, Text))):
                text = value.decode("utf-8", "ignore") if isinstance(value, bytes) else value
                yield f"{table.name}.{column.name}", text or ""
    session.commit()
    if db.engine.dialect.name == "sqlite":
        file = make_url(app.config["SETTINGS"].database_url).database
        for path in (Path(f"{file}{suffix}") for suffix in ("", "-wal", "-shm")):
            if path.exists():
                yield path.suffix, path.read_bytes().decode("utf-8", "ignore")


def remains(session: Session, app: Flask) -> list[tuple[str, set[str]]]:
    """Where the name or the address still is."""
    return [(where, found) for where, text in everything(session, app) if (found := found_in(text))]


def remove(client: Client, zoe: User) -> Any:
    """Remove somebody on the page; the receipt."""
    path = f"/beheer/mensen/{zoe.id}/verwijderen"
    assert "Oud-collega 3" in client.get(path).text
    return client.follow(client.post(path))


def tidy(session: Session, app: Flask) -> None:
    """Do what the tasks do."""
    run_tasks(session, app.config["SETTINGS"], now())


def test_no_byte_of_a_name_or_address_is_left(
    app: Flask,
    client_as: ClientAs,
    session: Session,
    people: People,
    careless: None,
    zoe: User,
    lines: io.StringIO,
) -> None:
    client_as(zoe).get("/account")
    assert {where for where, _ in remains(session, app)} > {"user.email", "answer_version.reason", "audit_entry.old"}
    page = remove(client_as(people.administrator), zoe)
    tidy(session, app)
    assert remains(session, app) == []
    assert found_in(lines.getvalue()) == set() and "person_removed" in lines.getvalue()
    assert page.h1 == "Verwijderd" and found_in(page.html) == set()


def test_what_was_said_stays_under_a_pseudonym(
    client_as: ClientAs, session: Session, people: People, zoe: User
) -> None:
    before = session.scalars(select(Answer.value)).all()
    page = remove(client_as(people.administrator), zoe)
    session.expire_all()
    user = session.get_one(User, zoe.id)
    assert (user.name, user.email, user.function) == ("Oud-collega 1", "oud-collega-1@verwijderd.invalid", "")
    answer = session.scalars(select(Answer).where(Answer.saved_by == zoe.id)).one()
    assert session.scalars(select(Answer.value)).all() == before
    assert answer.reason == "Vraag het Oud-collega 1 of Oud-collega 1s team (Oud-collega 1), of <Oud-collega 1>."
    part = session.scalars(select(Participation).where(Participation.user_id == zoe.id)).one()
    assert (part.name, part.function, part.personal_line) == (None, None, "") and part.ended_at
    assert session.scalars(select(ImprovementAction.owner_id)).all() == [None]
    assert session.scalars(select(Remark.assigned_to)).all() == [None]
    assert "Antwoorden die blijven, zonder naam1" in page.text
    functions = cast(AuditEntry.new, Text).contains("Regisseur")
    assert session.scalar(select(func.count()).select_from(AuditEntry).where(functions)) == 0
    told = session.scalars(select(AuditEntry).where(AuditEntry.action == "remove_person")).one()
    assert told.new["number"] == 1 and told.new["answers"] == 1 and told.new["mails"] == 1
    history = client_as(people.administrator).get("/beheer/geschiedenis?soort=privacy").text
    assert "verwijderde iemand, die nu Oud-collega 1 heet" in history


def test_who_is_removed_cannot_come_in_or_get_mail(
    client_as: ClientAs, session: Session, people: People, zoe: User
) -> None:
    hers = client_as(zoe)
    hers.get("/account")
    client = client_as(people.administrator)
    remove(client, zoe)
    assert hers.ask("/account").status_code == 302
    for table in (SignIn, LoginCode, Identity, CalendarFeed):
        owner = table.user_id if table is not LoginCode else table.email
        assert (
            session.scalars(select(table).where(owner.in_([zoe.id if table is not LoginCode else EMAIL]))).all() == []
        )
    queue_letter(session, "oud-collega-1@verwijderd.invalid", Letter("S", "H", (), "V"), "", now=now())
    assert session.scalars(select(OutboxMail).where(OutboxMail.recipient.endswith("invalid"))).all() == []
    assert "Oud-collega" not in client.get("/beheer/mensen").text
    client.get(f"/beheer/mensen/{zoe.id}", 404)
    client.get(f"/beheer/mensen/{zoe.id}/wijzigen", 404)


def test_the_round_goes_on_without_them(client_as: ClientAs, session: Session, people: People, zoe: User) -> None:
    remove(client_as(people.administrator), zoe)
    client = client_as(people.coordinator)
    path = f"/inventarisaties/{session.scalars(select(Participation.assessment_id)).first()}"
    session.commit()
    assert "Oud-collega 1" in client.get(f"{path}/deelnemers").text
    for page in ("", "/geschiedenis", "/deelnemers?domein=geld"):
        client.get(f"{path}{page}")
    session.execute(update(Assessment).values(state="in_review", review_started_at=now()))
    session.commit()
    for page in ("/bespreken", "/bespreken/geld/A.BE", "/geschiedenis", "/rapport?soort=adviseur"):
        assert found_in(client.get(f"{path}{page}").html) == set()


def test_who_was_removed_is_not_asked_again(client_as: ClientAs, session: Session, people: People) -> None:
    earlier = make_agreed_long_ago(session, people)
    make_participation(session, earlier, people.participant, name="Ivo Vuller", state="submitted")
    later = make_evaluation(session, people, earlier)
    client, page = client_as(people.coordinator), f"/inventarisaties/{later.id}/deelnemers"
    assert "Ivo Vuller" in client.get(f"{page}/opnieuw").text
    assert f"{page}/opnieuw" in client.get(page).links
    client_as(people.administrator).post(f"/beheer/mensen/{people.participant.id}/verwijderen")
    asked = client.get(f"{page}/opnieuw").text
    assert "Ivo" not in asked and "Oud-collega" not in asked
    assert f"{page}/opnieuw" not in client.get(page).links


def test_a_frozen_report_keeps_its_bytes(client_as: ClientAs, session: Session, people: People, zoe: User) -> None:
    round_id = session.scalars(select(Participation.assessment_id)).first()
    place = {"municipality_id": people.municipality.id}
    frozen = json.dumps({"reason": MENTION})
    report = {"agreed_at": now(), "agreed_by": zoe.id, "rules": 1, "interchange": frozen, "assessment_id": round_id}
    made = Report(**place, **report, id=uuid.uuid4(), number=1)
    session.add(made)
    session.flush()
    drawn = {"kind": "all", "form": "document", "renderer": 1, "sha256": "0" * 64}
    session.add(Rendering(**place, **drawn, report_id=made.id, content=frozen.encode()))
    session.commit()
    page = remove(client_as(people.administrator), zoe)
    session.expire_all()
    assert session.scalars(select(Report.interchange)).all() == [frozen]
    assert session.scalars(select(Rendering.content)).all() == [frozen.encode()]
    assert "Vastgestelde rapporten waarin de naam nog in een tekst staat1" in page.text


def test_each_gets_a_number_and_twice_is_harmless(
    client_as: ClientAs, session: Session, people: People, zoe: User
) -> None:
    client = client_as(people.administrator)
    for user, status in ((zoe, 303), (people.reader, 303), (zoe, 200)):
        client.post(f"/beheer/mensen/{user.id}/verwijderen", status=status)
    assert session.scalars(select(Removal.number).order_by(Removal.number)).all() == [1, 2]
    assert session.scalar(select(func.count()).where(AuditEntry.action == "remove_person")) == 2


def test_who_is_needed_stays(client_as: ClientAs, session: Session, people: People) -> None:
    make_assessment(session, people)
    client = client_as(people.administrator)
    path = f"/beheer/mensen/{people.coordinator.id}/verwijderen"
    for page in (client.get(path, 409), client.post(path, status=409)):
        assert "de enige coördinator van een lopende inventarisatie in Voorbeeldstad" in page.text
    own = client.post(f"/beheer/mensen/{people.administrator.id}/verwijderen", status=409)
    assert "Jezelf verwijder je niet" in own.text
    make_user(session, "tweede@voorbeeldstad.example", "Tweede", "coordinator", people.municipality)
    session.commit()
    assert client.follow(client.post(path)).h1 == "Verwijderd"


def test_a_person_asks_and_an_administrator_sees_it(client_as: ClientAs, session: Session, people: People) -> None:
    hers, client = client_as(people.reader), client_as(people.administrator)
    assert "/account/verwijderen" in hers.get("/account/gegevens").links
    for _ in range(2):
        hers.post("/account/verwijderen")
    mail = session.scalars(select(OutboxMail)).one()
    session.commit()
    path = f"/beheer/mensen/{people.reader.id}/verwijderen"
    assert mail.recipient == people.administrator.email and path in mail.text and people.reader.name not in mail.text
    assert "Verzoek om te verwijderen" in client.get("/beheer").text and path in client.get("/beheer/mensen").links
    assert "vroeg dit zelf op" in client.get(path).text
    assert hers.get("/account/verwijderen").h1 == "Je hebt gevraagd om je te verwijderen"
    hers.post("/account/verwijderen", {"do": "stay"})
    hers.post("/account/verwijderen", {"do": "stay"})
    assert path not in client.get("/beheer/mensen").links
    actions = session.scalars(select(AuditEntry.action).order_by(AuditEntry.at)).all()
    assert actions == ["ask_removal", "take_back_removal"]


def test_others_with_a_like_name_are_left_alone(client_as: ClientAs, session: Session, people: People) -> None:
    jan = make_user(session, "an@voorbeeldstad.example", "Wil")
    text = "Wil je Jan vragen? Wilma en jan@voorbeeldstad.example weten het: an@voorbeeldstad.example.org."
    session.add(
        Contact(
            municipality_id=people.municipality.id,
            adviser_id=people.adviser.id,
            day=today(),
            kind="mail",
            note=text,
            created_at=now(),
        )
    )
    session.commit()
    client = client_as(people.administrator)
    client.post(f"/beheer/mensen/{jan.id}/verwijderen")
    session.expire_all()
    assert session.scalars(select(Contact.note)).one() == text


def away(session: Session, people: People, **columns: Any) -> User:
    """Somebody of six years ago with a role that ended and a round that was agreed then."""
    long_ago = now() - timedelta(days=6 * 365)
    gone = make_user(session, "lang.geleden@voorbeeldstad.example", "Lang Geleden", "reader", people.municipality)
    agreed = make_assessment(session, people, state="agreed", agreed_at=columns.get("agreed", long_ago))
    make_participation(session, agreed, gone, ended_at=columns.get("part_ended", long_ago))
    session.execute(update(User).where(User.id == gone.id).values(created_at=long_ago))
    ended = columns.get("role_ended", long_ago)
    session.execute(update(Membership).where(Membership.user_id == gone.id).values(ended_at=ended))
    session.commit()
    return gone


def test_who_has_been_away_for_years_is_removed(app: Flask, session: Session, people: People) -> None:
    gone = away(session, people)
    for _ in range(2):
        tidy(session, app)
    session.expire_all()
    assert session.get_one(User, gone.id).name == "Oud-collega 1"
    told = session.scalars(select(AuditEntry).where(AuditEntry.action == "remove_person")).one()
    assert told.actor_id is None and session.scalars(select(Removal.user_id)).all() == [gone.id]


@pytest.mark.parametrize("why", ["role", "recent role", "part", "round", "sign-in", "action", "open round", "setting"])
def test_who_was_here_lately_is_not(app: Flask, session: Session, people: People, why: str) -> None:
    lately = now() - timedelta(days=300)
    parts = {"role": {"role_ended": None}, "recent role": {"role_ended": lately}, "part": {"part_ended": lately}}
    parts["round"] = {"agreed": lately}
    gone = away(session, people, **parts.get(why, {}))
    settings = app.config["SETTINGS"]
    if why == "sign-in":
        session.add(SignIn(user_id=gone.id, token_hash="d", created_at=lately, expires_at=now() + timedelta(days=1)))
    if why in ("action", "open round"):
        opened = make_assessment(session, people)
        if why == "open round":
            make_participation(session, opened, gone)
        else:
            make_action(
                session, make_trajectory(session, opened, people.coordinator), people.coordinator, owner_id=gone.id
            )
    if why == "setting":
        settings = settings.model_copy(update={"keep_people_days": 7 * 365})
    session.commit()
    run_tasks(session, settings, now())
    session.expire_all()
    assert session.get_one(User, gone.id).name == "Lang Geleden"

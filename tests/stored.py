"""Stored databases: of each release one with rows in every table, which the releases after it must be able to migrate.

`python -m tests.stored NAME` makes those of the release that is at hand, on both databases.
"""

import gzip
import os
import sqlite3
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import psycopg
from sqlalchemy.orm import Session

from app.accounts.sessions import start_session
from app.models import (
    ActionNote,
    ActionPartner,
    Assessment,
    Attendee,
    CalendarFeed,
    Contact,
    DigestDay,
    HeldForm,
    Identity,
    IdentityProvider,
    LoginCode,
    MutedMail,
    NoAction,
    Proposal,
    RateCount,
    RecoveryCode,
    Removal,
    ReviewDraft,
    SecondFactor,
    SentReminder,
    SettledPoint,
    TypedDraft,
)
from app.post.letters import Letter
from app.post.outbox import queue_letter
from app.saving.versioned import CLOSING_TEXTS, ClosingSaid
from app.web.clock import now, today
from app.web.extensions import db
from tests.account_changes import make_change
from tests.factories import People, make_filling, make_people
from tests.looking_back import ASKED, make_back_answers, make_colleague
from tests.meetings import begun
from tests.network import make_network, night
from tests.postgresql import PORT, Server, binaries
from tests.practice import make_practice, make_question
from tests.remarks import make_remark
from tests.rounds import look_back_at, make_baseline, make_evaluation
from tests.stores import PostgresqlStore, SqliteStore, Store
from tests.trajectories import make_action, make_appointment, make_choice, make_hours, make_partner, make_trajectory

FOLDER = Path(__file__).parent / "guards" / "databases"
RELEASES = sorted({path.name.partition(".")[0] for path in FOLDER.iterdir()})
SQLITE, POSTGRESQL = "sqlite.gz", "postgresql.sql.gz"
ASIDE = ("--", "\\", "SET ")
"""How lines of a dump begin that mean nothing to a database of another version."""


def fill(session: Session) -> None:
    """Put a row in every table."""
    people = make_people(session)
    _make_doors(session, people)
    baseline = make_baseline(session, people)
    meeting = begun(session, baseline, people.adviser, ended_at=now(), ended_by=people.adviser.id)
    came = {"meeting_id": meeting.id, "user_id": people.adviser.id, "function": "adviseur", "joined_at": now()}
    session.add(Attendee(**came, municipality_id=meeting.municipality_id))
    make_remark(session, baseline, people.adviser)
    make_filling(session, baseline, people.coordinator)
    place = {"municipality_id": people.municipality.id}
    settled = {"kind": "different", "subject": "geld/A.BE", "settled_at": now(), "settled_by": people.adviser.id}
    session.add(SettledPoint(assessment_id=baseline.id, **place, **settled, note=""))
    contact = {"day": today(), "kind": "phone", "note": "Gebeld.", "created_at": now()}
    session.add(Contact(adviser_id=people.adviser.id, **place, **contact))
    evaluation = make_evaluation(session, people, baseline)
    look_back_at(session, evaluation, "geld")
    part = make_colleague(session, evaluation, people.participant)
    make_back_answers(session, part, {f"geld/{ASKED[0]}": 1})
    where = {"assessment_id": evaluation.id, **place, "participation_id": part.id}
    written = {"geld/goes_well": ClosingSaid("Het spreekuur.")}
    CLOSING_TEXTS.write(session, people.participant, part, written, {"geld/goes_well": 0}, now=now())
    session.add(
        TypedDraft(
            **where,
            user_id=part.user_id,
            item="geld/A.BL",
            fields="{}",
            seen=0,
            version=uuid4(),
            saved_at=now(),
        )
    )
    review = {"assessment_id": evaluation.id, **place, "user_id": people.adviser.id}
    session.add(ReviewDraft(**review, item="geld/A.BL", fields="[]", version=uuid4(), saved_at=now()))
    session.add(Proposal(**where, domain="geld", name="Wiel Wijs", created_at=now()))
    _make_plan(session, people, baseline)
    make_network(session, people.coordinator, 12, domains=("geld",))
    night(session)


def _make_doors(session: Session, people: People) -> None:
    """What there is of how somebody comes in."""
    other, moment = people.other.id, now()
    later = moment + timedelta(hours=1)
    start_session(session, people.other, now=moment)
    make_change(session, people.other, people.administrator)
    provider = IdentityProvider(
        id=uuid4(), name="Voorbeelddorp", kind="generic", issuer="https://x.example", client_id="x", client_secret="x"
    )
    provider.created_at = moment
    session.add(provider)
    session.flush()
    hashed = {"key_hash": "a" * 64, "expires_at": later}
    session.add_all(
        [
            Identity(provider_id=provider.id, subject="1001", user_id=other, created_at=moment),
            SecondFactor(user_id=other, secret="x", created_at=moment),
            RecoveryCode(user_id=other, code_hash="a" * 64, created_at=moment),
            LoginCode(email=people.other.email, user_id=other, code_hash="a", created_at=moment, expires_at=later),
            RateCount(scope="code", window=1, count=1, **hashed),
            HeldForm(user_id=other, path="/", fields="[]", created_at=moment, **hashed),
            Removal(user_id=people.reader.id, asked_at=moment),
        ]
    )
    queue_letter(session, people.other.email, Letter("Over", "Hallo,", (), "Groet."), "", now=moment)
    session.commit()


def _make_plan(session: Session, people: People, baseline: Assessment) -> None:
    """What follows a round: a choice, actions with their partners, days and hours, and what is shared of it."""
    by = people.coordinator
    make_choice(session, baseline, by, ["geld"])
    trajectory = make_trajectory(session, baseline, by)
    action, partner = make_action(session, trajectory, by), make_partner(session, trajectory, by)
    make_hours(session, trajectory, by)
    make_appointment(session, trajectory, by)
    place = {"municipality_id": trajectory.municipality_id}
    reminded = {"subject": "action", "due": today(), "kind": "soon", "sent_at": now()}
    why = {"reason": "Gaat goed.", "decided_at": now(), "decided_by": by.id}
    session.add_all(
        [
            ActionPartner(action_id=action.id, partner_id=partner.id, **place),
            ActionNote(action_id=action.id, author_id=by.id, text="Het loopt.", created_at=now(), **place),
            NoAction(trajectory_id=trajectory.id, item="geld/M.BL", **place, **why),
            CalendarFeed(user_id=by.id, trajectory_id=trajectory.id, created_at=now(), **place),
            SentReminder(user_id=by.id, trajectory_id=trajectory.id, **reminded),
            MutedMail(user_id=by.id, kind="step", created_at=now()),
            DigestDay(user_id=by.id, day=today(), sent_at=now()),
        ]
    )
    make_question(session, make_practice(session, action, by), people.elsewhere, people.other)


def main(name: str) -> None:
    """Make the stored databases of a release."""
    programs = binaries()
    if programs is None:
        sys.exit("Not on this machine, and needed: PostgreSQL")
    with TemporaryDirectory() as folder:
        store = SqliteStore(Path(folder))
        _filled(store)
        whole = Path(folder) / "whole.db"
        with sqlite3.connect(store.path) as connection:
            connection.execute("VACUUM INTO ?", [str(whole)])
        _keep(name, SQLITE, whole.read_bytes())
    server = Server.started(programs)
    try:
        _filled(PostgresqlStore(server, "stored"))
        where = ["-h", "127.0.0.1", "-p", str(server.port), "-U", "tests", "stored"]
        dump = [str(programs / "pg_dump"), "--no-owner", "--rows-per-insert=1000", *where]
        lines = subprocess.run(dump, check=True, capture_output=True).stdout.decode().splitlines()
    finally:
        server.stop()
    _keep(name, POSTGRESQL, "\n".join(line for line in lines if line and not line.startswith(ASIDE)).encode())


def _filled(store: Store) -> None:
    with store.app.app_context():
        fill(db.session)
    store.close()


def _keep(name: str, kind: str, content: bytes) -> None:
    (FOLDER / f"{name}.{kind}").write_bytes(gzip.compress(content, mtime=0))


def put_back(release: str, database: str, folder: Path) -> str:
    """The URL of a new database that holds what was stored of a release."""
    if database == "sqlite":
        path = folder / f"{release}.db"
        path.write_bytes(gzip.decompress((FOLDER / f"{release}.{SQLITE}").read_bytes()))
        return f"sqlite:///{path}"
    server = Server(binaries() or Path(), int(os.environ[PORT]))
    url = server.make_database(f"{release}_{uuid4().hex}")
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        connection.execute(gzip.decompress((FOLDER / f"{release}.{POSTGRESQL}").read_bytes()))
    return url


if __name__ == "__main__":
    main(*sys.argv[1:])

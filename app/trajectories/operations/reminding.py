"""The mail that goes out by itself about days in a trajectory: one a day for a person at most."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.audit import record
from app.formatting import HERE
from app.mail import queue_letter
from app.models import Assessment, Base, DigestDay, SentReminder
from app.texts.mails.digest import About, DigestLine, digest
from app.trajectories.queries.due import load_digests
from app.trajectories.reminders.due import Line, Person, morning_of
from config import Settings


def send_due_digests(session: Session, settings: Settings, *, now: datetime) -> int:
    """Tell everybody what is due, in one mail each; the number of mails.

    Commits after reading and after each mail. Two processes that do this at the same moment send each mail once, and
    nobody gets a second one on a day, whatever comes up in the course of it.
    """
    if now < morning_of(now):
        return 0
    session.commit()
    # What is only read holds up nobody who saves.
    session.connection(execution_options={"reading": True})
    told = load_digests(session, now)
    session.commit()
    return sum(_send(session, settings, person, lines, now) for person, lines in told.items())


def _send(session: Session, settings: Settings, person: Person, lines: Sequence[Line], now: datetime) -> bool:
    lines = _taken(session, person, lines, now)
    if not lines:
        session.rollback()
        return False
    today, told = now.astimezone(HERE).date(), [_told(line, settings.base_url) for line in lines]
    letter = digest(person.name, told, today, settings.contact)
    queue_letter(session, person.email, letter, "digest", now=now)
    _tell_history(session, person, lines, now)
    session.commit()
    return True


def _taken(session: Session, person: Person, lines: Sequence[Line], now: datetime) -> Sequence[Line]:
    """The lines that this process tells: the keys of the rows decide, and hold them until the commit."""
    day = {"user_id": person.id, "day": now.astimezone(HERE).date(), "sent_at": now}
    if not _insert(session, DigestDay, [day], "day"):
        return ()
    rows = [_row(person, line, now) for line in lines]
    taken = _insert(session, SentReminder, rows, "subject", "due", "kind")
    return [line for line in lines if (line.dated.key, line.dated.due, line.moment) in taken]


def _row(person: Person, line: Line, now: datetime) -> dict[str, object]:
    dated = line.dated
    told = {"subject": dated.key, "due": dated.due, "kind": line.moment}
    return {"user_id": person.id, **told, "trajectory_id": dated.trajectory_id, "sent_at": now}


def _insert(
    session: Session, model: type[Base], rows: Sequence[dict[str, object]], *returned: str
) -> Collection[tuple[object, ...]]:
    """Insert what is not there yet; of each new row these columns."""
    build = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    table = Base.metadata.tables[model.__tablename__]
    statement = build(table).values(rows).on_conflict_do_nothing()
    found = session.execute(statement.returning(*(table.c[name] for name in returned)))
    return {tuple(row) for row in found}


def _told(line: Line, base_url: str) -> DigestLine:
    dated = line.dated
    about = About(dated.kind, dated.title, dated.municipality, owned=dated.owned)
    return DigestLine(line.moment, about, dated.due, dated.at, f"{base_url}{_path(line)}")


def _path(line: Line) -> str:
    """Where somebody sees it: the owner of an action that action only."""
    dated = line.dated
    if dated.kind != "action":
        return f"/traject/{dated.trajectory_id}"
    return f"/mijn-acties/{dated.id}" if dated.owned else f"/traject/acties/{dated.id}"


def _tell_history(session: Session, person: Person, lines: Sequence[Line], now: datetime) -> None:
    """One row in the history of each inventory that the mail is about."""
    for assessment_id in dict.fromkeys(line.dated.assessment_id for line in lines):
        about = session.get_one(Assessment, assessment_id)
        mine = [line for line in lines if line.dated.assessment_id == assessment_id]
        new = [{"kind": line.dated.kind, "title": line.dated.title} for line in mine]
        record(session, None, "remind_of_days", person.id, assessment=about, new=new, now=now)

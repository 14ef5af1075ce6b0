"""What the trail holds after the stories, with names for ids, and how the history tells it; run it to keep it anew."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import time_machine
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.models import AuditEntry, Base
from app.texts.history import INSIDE, OUTSIDE
from app.trail.telling import Entry
from app.web.extensions import db
from tests.factories import People, make_people
from tests.golden.trail_stories import STORIES, World
from tests.memory import database_folder
from tests.statements import LISTENER
from tests.stores import SqliteStore, Store

KEPT = Path(__file__).with_name("trail.json")
TOLD = Path(__file__).with_name("trail.txt")
MOMENT = "2026-11-24T10:00:00Z"
ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
HASH = re.compile(r"\b[0-9a-f]{64}\b")
"""Of what was approved, which has ids in it."""

Row = dict[str, Any]


def rows_of_stories() -> dict[str, list[Row]]:
    """What each story leaves in the trail, in the order in which it was written down."""
    # What the stories send is tried on both databases by the tests of each page: here only rows are looked at.
    LISTENER.heard = None
    with database_folder() as folder:
        store = SqliteStore(folder)
        try:
            return {story.__name__: _rows_of(store, story) for story in STORIES}
        finally:
            store.close()


def _rows_of(store: Store, story: Callable[[World], None]) -> list[Row]:
    store.empty()
    with store.app.app_context(), time_machine.travel(MOMENT, tick=False) as clock:
        people = make_people(db.session)
        story(World(store.app, db.session, people, clock))
        db.session.rollback()
        plain = [_plain(entry) for entry in db.session.scalars(select(AuditEntry).order_by(text("rowid")))]
        names = _names(db.session, people)
        db.session.rollback()
    return _named(plain, names)


def _plain(entry: AuditEntry) -> Row:
    """The columns that hold something, but for the moment and the id of the row itself."""
    columns = {column.name: getattr(entry, column.name) for column in AuditEntry.__table__.columns}
    return {name: value for name, value in columns.items() if value is not None and name not in ("id", "at")}


def _names(session: Session, people: People) -> dict[str, str]:
    """A word for each id there is: who of the six somebody is, or the table of a row."""
    names = {
        str(id_): table.name
        for table in Base.metadata.sorted_tables
        if "id" in table.columns
        for id_ in session.execute(select(table.c.id)).scalars()
    }
    return names | {str(getattr(people, who).id): who for who in People.__annotations__}


def _named(rows: list[Row], names: Mapping[str, str]) -> list[Row]:
    """The same with names; the second row of a table that is named gets a number."""
    numbered: dict[str, str] = {}

    def name(found: re.Match[str]) -> str:
        word = names.get(found[0], "id")
        number = sum(known.split(" ")[0] == word for known in numbered.values()) + 1
        return f"<{numbered.setdefault(found[0], word if number == 1 else f'{word} {number}')}>"

    named: list[Row] = json.loads(HASH.sub("<hash>", ID.sub(name, json.dumps(rows, default=str))))
    return named


class Names:
    """Ids as the kept rows name them."""

    def item(self, item: str) -> str:
        """A question."""
        return f"‘{item}’"

    def domain(self, domain: str) -> str:
        """A domain."""
        return f"‘{domain}’"

    def cell(self, cell: str) -> str:
        """The questions of a domain at a level."""
        return f"‘{cell}’"

    def person(self, person: str) -> str:
        """Somebody."""
        return person


def told(stories: Mapping[str, list[Row]]) -> str:
    """The history of these rows: a sentence for each, and under it what else it says."""
    return "\n".join(line for story, rows in stories.items() for line in (f"# {story}", *_lines(rows), ""))


def _lines(rows: list[Row]) -> Iterator[str]:
    for row in rows:
        columns = (row.get(name) for name in ("subject", "old", "new", "reason"))
        entry = Entry(row["action"], *columns, Names(), row.get("municipality_id", ""))
        found = (INSIDE if row["action"] in INSIDE.all else OUTSIDE).told(entry)
        yield f"{row['action']}: {found.sentence(row.get('actor_id', 'Samenhang'))}"
        for fact in found.facts:
            yield f"  {fact.label}: {fact.old!r} -> {fact.new!r}"
        for label, value in (
            ("values", " -> ".join(found.values).strip("-> ")),
            ("why", found.why),
            ("text", found.text),
        ):
            if value:
                yield f"  {label}: {value!r}"


def kept() -> dict[str, list[Row]]:
    """The rows that are kept."""
    found: dict[str, list[Row]] = json.loads(KEPT.read_text("utf-8"))
    return found


def as_text(stories: Mapping[str, list[Row]]) -> str:
    """Rows as they are kept."""
    return json.dumps(stories, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    stories = rows_of_stories()
    KEPT.write_text(as_text(stories), "utf-8")
    TOLD.write_text(told(stories), "utf-8")

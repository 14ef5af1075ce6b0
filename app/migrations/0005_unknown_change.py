"""That nobody knows whether something really changed since the earlier round has room beside a yes and a no."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TABLES = ("answer", "answer_version", "agreed_score", "agreed_score_version")
TRIGGERS = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :table",
    "postgresql": (
        "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE tgrelid = CAST(:table AS regclass) "
        "AND NOT tgisinternal"
    ),
}


def upgrade() -> None:
    """Go forward."""
    for table in TABLES:
        with without_triggers(table):
            widen(table, 3, 7)


def downgrade() -> None:
    """Go back: then nobody said it."""
    for table in TABLES:
        with without_triggers(table):
            rows = sa.table(table, sa.column("changed"))
            op.execute(sa.update(rows).where(rows.c.changed == "unknown").values(changed=None))
            widen(table, 7, 3)


@contextmanager
def without_triggers(table: str) -> Iterator[None]:
    """Take the triggers of a table away for a moment: PostgreSQL keeps the type of a column that one names."""
    connection = op.get_bind()
    on_postgresql = connection.dialect.name == "postgresql"
    found = connection.execute(sa.text(TRIGGERS[connection.dialect.name]), {"table": table}).all()
    for name, _ in found:
        op.execute(f"DROP TRIGGER {name} ON {table}" if on_postgresql else f"DROP TRIGGER {name}")
    yield
    for _, definition in found:
        op.execute(definition)


def widen(table: str, old: int, new: int) -> None:
    """Give the column another length."""
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column(table, "changed", type_=sa.String(new))
        return
    # SQLite does not look at lengths, and has no other way than to make the table anew: as it advises for what is
    # stored the same (sqlite.org/lang_altertable.html), only the text of the table changes.
    there = sa.table("sqlite_master", sa.column("type"), sa.column("name"), sa.column("sql"))
    text = sa.func.replace(there.c.sql, f"changed VARCHAR({old})", f"changed VARCHAR({new})")
    op.execute("PRAGMA writable_schema = ON")
    op.execute(sa.update(there).where(there.c.type == "table", there.c.name == table).values(sql=text))
    op.execute("PRAGMA writable_schema = RESET")

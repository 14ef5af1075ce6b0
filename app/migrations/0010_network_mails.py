"""Mails tell when scores count in the network: a kind that can be turned off, and what is told of no trajectory."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

OLD, NEW = "'step', 'action', 'appointment'", "'step', 'action', 'appointment', 'network'"
KEY = "trajectory_id CHAR(32)"


def upgrade() -> None:
    """Go forward."""
    if op.get_bind().dialect.name == "postgresql":
        _allow(NEW)
        op.alter_column("sent_reminder", "trajectory_id", nullable=True)
        return
    _rewrite("muted_mail", OLD, NEW)
    _rewrite("sent_reminder", f"{KEY} NOT NULL", KEY)


def downgrade() -> None:
    """Go back: who turned this off, and what was told of it, is known no more."""
    op.execute("DELETE FROM muted_mail WHERE kind = 'network'")
    op.execute("DELETE FROM sent_reminder WHERE trajectory_id IS NULL")
    if op.get_bind().dialect.name == "postgresql":
        _allow(OLD)
        op.alter_column("sent_reminder", "trajectory_id", nullable=False)
        return
    _rewrite("muted_mail", NEW, OLD)
    _rewrite("sent_reminder", KEY, f"{KEY} NOT NULL")


def _allow(kinds: str) -> None:
    op.drop_constraint("ck_muted_mail_kind", "muted_mail", type_="check")
    op.create_check_constraint("ck_muted_mail_kind", "muted_mail", f"kind IN ({kinds})")


def _rewrite(table: str, old: str, new: str) -> None:
    """Change the text of a table of SQLite, of which the rows are stored the same: see 0005."""
    there = sa.table("sqlite_master", sa.column("type"), sa.column("name"), sa.column("sql"))
    text = sa.func.replace(there.c.sql, old, new)
    op.execute("PRAGMA writable_schema = ON")
    op.execute(sa.update(there).where(there.c.type == "table", there.c.name == table).values(sql=text))
    op.execute("PRAGMA writable_schema = RESET")

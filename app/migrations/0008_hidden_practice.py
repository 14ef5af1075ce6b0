"""That an administrator hides what a municipality shares, and why."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

COLUMNS = ("hidden_at", "hidden_by", "hidden_reason")


def upgrade() -> None:
    """Go forward."""
    op.add_column("shared_practice", sa.Column("hidden_at", sa.DateTime(timezone=True)))
    # Written out: for SQLite only a whole new table would be made with a key.
    kind = "UUID" if op.get_bind().dialect.name == "postgresql" else "CHAR(32)"
    key = 'CONSTRAINT fk_shared_practice_hidden_by REFERENCES "user" (id)'
    op.execute(f"ALTER TABLE shared_practice ADD COLUMN hidden_by {kind} {key}")
    op.add_column("shared_practice", sa.Column("hidden_reason", sa.Text()))


def downgrade() -> None:
    """Go back: what was hidden is withdrawn, since nobody may read it."""
    rows = sa.table("shared_practice", *(sa.column(one) for one in (*COLUMNS, "withdrawn_at", "withdrawn_by")))
    hidden = rows.c.hidden_at.is_not(None) & rows.c.withdrawn_at.is_(None)
    gone = {"withdrawn_at": rows.c.hidden_at, "withdrawn_by": rows.c.hidden_by}
    op.execute(sa.update(rows).where(hidden).values(**gone))
    for name in reversed(COLUMNS):
        op.drop_column("shared_practice", name)

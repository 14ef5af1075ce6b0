"""Tables of which rows can only be added cannot be emptied either: PostgreSQL does not call triggers of rows for it."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TABLES = (
    "agreed_score_version",
    "answer_version",
    "audit_entry",
    "closing_text_version",
    "contact",
    "remark",
    "rendering",
    "report",
)


def upgrade() -> None:
    """Go forward; SQLite has no TRUNCATE."""
    if op.get_bind().dialect.name == "postgresql":
        for table in TABLES:
            op.execute(
                f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
            )


def downgrade() -> None:
    """Go back."""
    if op.get_bind().dialect.name == "postgresql":
        for table in TABLES:
            op.execute(f"DROP TRIGGER {table}_no_truncate ON {table}")

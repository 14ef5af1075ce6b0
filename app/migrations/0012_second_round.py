"""The second round: what really changed, how people look back, and municipalities that became part of another."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
LINKED = ("answer", "answer_version", "agreed_score", "agreed_score_version")
TABLES = ("back_answer_version", "back_answer")


def upgrade() -> None:
    """Go forward."""
    for table in LINKED:
        op.add_column(table, sa.Column("changed_action_id", sa.Uuid(), nullable=True))
    op.add_column("assessment_domain", sa.Column("looks_back", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("municipality", sa.Column("merged_into_id", sa.Uuid(), nullable=True))
    create_looking_back()
    refuse_changes("back_answer_version")


def create_looking_back() -> None:
    """What people would now answer for then, and every version of it."""
    op.create_table(
        "back_answer",
        *columns("back_answer"),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("value IN ('0', '1', '2', '3', '4', 'unknown', '')", name=op.f("ck_back_answer_value")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_back_answer")),
        sa.UniqueConstraint("participation_id", "item", name=op.f("uq_back_answer_participation_id_item")),
    )
    op.create_index("ix_back_answer_assessment_id_item", "back_answer", ["assessment_id", "item"], unique=False)
    op.create_table(
        "back_answer_version",
        *columns("back_answer_version"),
        sa.PrimaryKeyConstraint("participation_id", "item", "version", name=op.f("pk_back_answer_version")),
    )


def columns(table: str) -> list[Any]:
    """What both tables have."""
    keys = {"assessment_id": "assessment", "municipality_id": "municipality", "participation_id": "participation"}
    return [
        sa.Column("item", sa.String(length=60), nullable=False),
        sa.Column("value", sa.String(length=14), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("saved_at", MOMENT, nullable=False),
        *(sa.Column(name, sa.Uuid(), nullable=False) for name in ("saved_by", *keys)),
        *(
            sa.ForeignKeyConstraint([name], [f"{target}.id"], name=op.f(f"fk_{table}_{name}"))
            for name, target in {"saved_by": "user", **keys}.items()
        ),
    ]


def refuse_changes(table: str) -> None:
    """Triggers that keep rows as they are, once they are there."""
    if op.get_bind().dialect.name == "postgresql":
        for change, each in (("UPDATE OR DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
            op.execute(
                f"CREATE TRIGGER {table}_no_{change[:2].lower()} BEFORE {change} ON {table} "
                f"FOR EACH {each} EXECUTE FUNCTION refuse_change()"
            )
        return
    for change in ("UPDATE", "DELETE"):
        refusal = f"BEGIN SELECT RAISE(ABORT, 'rows of {table} can only be added'); END"
        op.execute(f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} {refusal}")


def downgrade() -> None:
    """Go back; what keeps rows as they are goes with its table."""
    for table in TABLES:
        op.drop_table(table)
    op.drop_column("municipality", "merged_into_id")
    op.drop_column("assessment_domain", "looks_back")
    for table in LINKED:
        op.drop_column(table, "changed_action_id")

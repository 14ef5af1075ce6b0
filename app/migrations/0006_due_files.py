"""The files of a frozen report that are still to be drawn."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "due_file",
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("form", sa.String(10), nullable=False),
        sa.Column("sheets", sa.Text()),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_attempt_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_due_file"),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name="fk_due_file_report_id"),
        sa.ForeignKeyConstraint(["municipality_id"], ["municipality.id"], name="fk_due_file_municipality_id"),
        sa.UniqueConstraint("report_id", "kind", "form", name="uq_due_file_report_id_kind_form"),
    )
    op.create_index("ix_due_file_next_attempt_at", "due_file", ["next_attempt_at"])


def downgrade() -> None:
    """Go back; a report whose files were not drawn yet lacks them then."""
    op.drop_table("due_file")

"""What somebody typed at a question and did not save yet."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "draft",
        sa.Column("participation_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("item", sa.String(60), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("seen", sa.Integer(), nullable=False),
        sa.Column("version", sa.Uuid(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("participation_id", "user_id", "item", name="pk_draft"),
        sa.ForeignKeyConstraint(["participation_id"], ["participation.id"], name="fk_draft_participation_id"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_draft_user_id"),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name="fk_draft_assessment_id"),
        sa.ForeignKeyConstraint(["municipality_id"], ["municipality.id"], name="fk_draft_municipality_id"),
    )
    op.create_index("ix_draft_user_id", "draft", ["user_id"])


def downgrade() -> None:
    """Go back; the index goes with the table."""
    op.drop_table("draft")

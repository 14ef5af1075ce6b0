"""What somebody typed on the page of a question in the review and did not save yet."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "review_draft",
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("item", sa.String(60), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("version", sa.Uuid(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("assessment_id", "user_id", "item", name="pk_review_draft"),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name="fk_review_draft_assessment_id"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_review_draft_user_id"),
        sa.ForeignKeyConstraint(["municipality_id"], ["municipality.id"], name="fk_review_draft_municipality_id"),
    )
    op.create_index("ix_review_draft_user_id", "review_draft", ["user_id"])


def downgrade() -> None:
    """Go back; the index goes with the table."""
    op.drop_table("review_draft")

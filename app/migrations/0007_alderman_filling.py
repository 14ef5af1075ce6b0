"""What a coordinator fills in on the page for the alderman."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "alderman_filling",
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer()),
        sa.Column("source", sa.String(120), nullable=False),
        sa.Column("year", sa.Integer()),
        sa.Column("assignment_owner", sa.String(80), nullable=False),
        sa.Column("assignment_day", sa.Date()),
        sa.Column("means_owner", sa.String(80), nullable=False),
        sa.Column("means_amount", sa.String(80), nullable=False),
        sa.Column("means_day", sa.Date()),
        sa.Column("moment_owner", sa.String(80), nullable=False),
        sa.Column("moment_day", sa.Date()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("saved_by", sa.Uuid(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_alderman_filling"),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name="fk_alderman_filling_assessment_id"),
        sa.ForeignKeyConstraint(["municipality_id"], ["municipality.id"], name="fk_alderman_filling_municipality_id"),
        sa.ForeignKeyConstraint(["saved_by"], ["user.id"], name="fk_alderman_filling_saved_by"),
        sa.UniqueConstraint("assessment_id", name="uq_alderman_filling_assessment_id"),
    )


def downgrade() -> None:
    """Go back; what was filled in is lost."""
    op.drop_table("alderman_filling")

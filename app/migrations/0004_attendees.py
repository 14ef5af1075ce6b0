"""Who joined a meeting, and the meetings that go on in a municipality."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

GOES_ON = sa.text("ended_at IS NULL")


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "attendee",
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("function", sa.Text(), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("meeting_id", "user_id", name="pk_attendee"),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name="fk_attendee_meeting_id"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_attendee_user_id"),
        sa.ForeignKeyConstraint(["municipality_id"], ["municipality.id"], name="fk_attendee_municipality_id"),
    )
    op.create_index(
        "ix_meeting_running", "meeting", ["municipality_id"], sqlite_where=GOES_ON, postgresql_where=GOES_ON
    )


def downgrade() -> None:
    """Go back."""
    op.drop_index("ix_meeting_running", "meeting")
    op.drop_table("attendee")

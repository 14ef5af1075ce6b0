"""What somebody does not want in their mail of the day."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "muted_mail",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("user_id", "kind", name="pk_muted_mail"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_muted_mail_user_id"),
        sa.CheckConstraint("kind IN ('step', 'action', 'appointment')", name="ck_muted_mail_kind"),
    )


def downgrade() -> None:
    """Go back: everybody is told of everything again."""
    op.drop_table("muted_mail")

"""The conversation: meetings, points that were talked about, contacts, and what an approval covers."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
AGREED: dict[str, tuple[sa.types.TypeEngine[Any], Any]] = {
    "present": (sa.Text(), None),
    "meeting_id": (sa.Uuid(), None),
}
COLUMNS: dict[str, dict[str, tuple[sa.types.TypeEngine[Any], Any]]] = {
    # name: (type, what it is in the rows that are there; None: nothing)
    "agreed_score": AGREED,
    "agreed_score_version": AGREED,
    "assessment": {
        "approved_hash": (sa.String(length=64), None),
        "open_points": (sa.Text(), None),
        "open_points_at": (MOMENT, None),
        "open_points_by": (sa.Uuid(), None),
    },
    "participation": {"shows_name": (sa.Boolean(), sa.false())},
    "membership": {"replaces_id": (sa.Uuid(), None), "handover_note": (sa.Text(), sa.text("''"))},
}
TABLES = ("contact", "settled_point", "meeting_item", "meeting")


def upgrade() -> None:
    """Go forward."""
    for table, columns in COLUMNS.items():
        for name, (kind, value) in columns.items():
            op.add_column(table, sa.Column(name, kind, nullable=value is None, server_default=value))
    create_meetings()
    create_points()
    create_contacts()


def create_meetings() -> None:
    """A meeting, and the items on its list."""
    op.create_table(
        "meeting",
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("item", sa.String(length=60), nullable=True),
        sa.Column("item_since", MOMENT, nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("present", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("started_by", sa.Uuid(), nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name=op.f("fk_meeting_assessment_id")),
        sa.ForeignKeyConstraint(["municipality_id"], ["municipality.id"], name=op.f("fk_meeting_municipality_id")),
        sa.ForeignKeyConstraint(["started_by"], ["user.id"], name=op.f("fk_meeting_started_by")),
        sa.ForeignKeyConstraint(["ended_by"], ["user.id"], name=op.f("fk_meeting_ended_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
    )
    op.create_index("ix_meeting_assessment_id", "meeting", ["assessment_id"], unique=False)
    running = sa.text("ended_at IS NULL")
    op.create_index(
        "uq_meeting_running", "meeting", ["assessment_id"], unique=True, sqlite_where=running, postgresql_where=running
    )
    op.create_table(
        "meeting_item",
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("item", sa.String(length=60), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("discussed_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_item_meeting_id")),
        sa.ForeignKeyConstraint(["municipality_id"], ["municipality.id"], name=op.f("fk_meeting_item_municipality_id")),
        sa.PrimaryKeyConstraint("meeting_id", "item", name=op.f("pk_meeting_item")),
    )


def create_points() -> None:
    """Points that were talked about and need no agreed score."""
    op.create_table(
        "settled_point",
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("subject", sa.String(length=80), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("settled_at", MOMENT, nullable=False),
        sa.Column("settled_by", sa.Uuid(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name=op.f("fk_settled_point_assessment_id")),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_settled_point_municipality_id")
        ),
        sa.ForeignKeyConstraint(["settled_by"], ["user.id"], name=op.f("fk_settled_point_settled_by")),
        sa.PrimaryKeyConstraint("assessment_id", "kind", "subject", name=op.f("pk_settled_point")),
    )


def create_contacts() -> None:
    """When an adviser spoke to a municipality."""
    op.create_table(
        "contact",
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("adviser_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("kind IN ('phone', 'mail', 'visit', 'online', 'other')", name=op.f("ck_contact_kind")),
        sa.ForeignKeyConstraint(["municipality_id"], ["municipality.id"], name=op.f("fk_contact_municipality_id")),
        sa.ForeignKeyConstraint(["adviser_id"], ["user.id"], name=op.f("fk_contact_adviser_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
    )
    op.create_index("ix_contact_municipality_id_day", "contact", ["municipality_id", "day"], unique=False)


def downgrade() -> None:
    """Go back."""
    for table in TABLES:
        op.drop_table(table)
    for table, columns in COLUMNS.items():
        for name in columns:
            op.drop_column(table, name)

"""Colleagues who are invited, and the doors they come in by: invitations, proposals, closing texts, ways to sign in."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
COLUMNS: dict[str, dict[str, tuple[sa.types.TypeEngine[Any], str | None]]] = {
    # name: (type, what it is in the rows that are there; None: nothing)
    "assessment": {
        "deadline_changes": (sa.Integer(), "0"),
        "reminder_days": (sa.Integer(), None),
        "reminded_for": (sa.Date(), None),
        "invitation_line": (sa.Text(), "''"),
    },
    "participation": {
        "name": (sa.String(length=80), None),
        "function": (sa.String(length=80), None),
        "personal_line": (sa.Text(), "''"),
        "link_hash": (sa.String(length=64), None),
        "invited_at": (MOMENT, None),
        "reminded_at": (MOMENT, None),
        "thanked_at": (MOMENT, None),
        "replaces_id": (sa.Uuid(), None),
    },
    "outbox_mail": {
        "kind": (sa.String(length=20), "''"),
        "participation_id": (sa.Uuid(), None),
        "html": (sa.Text(), None),
        "reply_to": (sa.String(length=254), None),
        "calendar": (sa.Text(), None),
    },
}

TABLES = ("closing_text_version", "closing_text", "proposal")


def upgrade() -> None:
    """Go forward."""
    for table, columns in COLUMNS.items():
        for name, (kind, value) in columns.items():
            op.add_column(
                table, sa.Column(name, kind, nullable=value is None, server_default=sa.text(value) if value else None)
            )
    op.create_index("uq_participation_link_hash", "participation", ["link_hash"], unique=True)
    with op.batch_alter_table("outbox_mail") as batch:
        batch.create_foreign_key("fk_outbox_mail_participation_id", "participation", ["participation_id"], ["id"])
        batch.create_index("ix_outbox_mail_participation_id", ["participation_id"])
    # Who took part already was invited by word of mouth.
    op.execute("UPDATE participation SET invited_at = created_at")
    op.execute("UPDATE assessment SET reminder_days = 3")
    add_questions_to_parts()
    create_texts()
    create_proposals()


def add_questions_to_parts() -> None:
    """Let a part be one question: the question becomes a part of the key."""
    op.add_column(
        "participation_part", sa.Column("question", sa.String(20), nullable=False, server_default=sa.text("''"))
    )
    op.add_column(
        "participation_part", sa.Column("given_away", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    key_of_parts("participation_id", "domain", "level", "question")


def key_of_parts(*columns: str) -> None:
    """Give the parts another primary key."""
    with op.batch_alter_table("participation_part") as batch:
        batch.drop_constraint("pk_participation_part", type_="primary")
        batch.create_primary_key("pk_participation_part", list(columns))


def create_texts() -> None:
    """The closing texts, and all their versions, to which can only be added."""
    op.create_table(
        "closing_text",
        sa.Column("item", sa.String(length=60), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("saved_at", MOMENT, nullable=False),
        sa.Column("saved_by", sa.Uuid(), nullable=False),
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("participation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name=op.f("fk_closing_text_assessment_id")),
        sa.ForeignKeyConstraint(["municipality_id"], ["municipality.id"], name=op.f("fk_closing_text_municipality_id")),
        sa.ForeignKeyConstraint(
            ["participation_id"], ["participation.id"], name=op.f("fk_closing_text_participation_id")
        ),
        sa.ForeignKeyConstraint(["saved_by"], ["user.id"], name=op.f("fk_closing_text_saved_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closing_text")),
        sa.UniqueConstraint("participation_id", "item", name=op.f("uq_closing_text_participation_id_item")),
    )
    op.create_index("ix_closing_text_assessment_id_item", "closing_text", ["assessment_id", "item"], unique=False)
    op.create_table(
        "closing_text_version",
        sa.Column("item", sa.String(length=60), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("saved_at", MOMENT, nullable=False),
        sa.Column("saved_by", sa.Uuid(), nullable=False),
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("participation_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk_closing_text_version_assessment_id")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_closing_text_version_municipality_id")
        ),
        sa.ForeignKeyConstraint(
            ["participation_id"], ["participation.id"], name=op.f("fk_closing_text_version_participation_id")
        ),
        sa.ForeignKeyConstraint(["saved_by"], ["user.id"], name=op.f("fk_closing_text_version_saved_by")),
        sa.PrimaryKeyConstraint("participation_id", "item", "version", name=op.f("pk_closing_text_version")),
    )
    refuse_changes("closing_text_version")


def refuse_changes(table: str) -> None:
    """Rows of this table can only be added."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )
        return
    for change in ("update", "delete"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{change} BEFORE {change.upper()} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'rows of {table} can only be added'); END"
        )


def create_proposals() -> None:
    """What participants propose."""
    op.create_table(
        "proposal",
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("participation_id", sa.Uuid(), nullable=False),
        sa.Column("domain", sa.String(length=40), nullable=False),
        sa.Column("question", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("decision", sa.String(length=10), nullable=True),
        sa.Column("decided_at", MOMENT, nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "decision IS NULL OR decision IN ('instead', 'beside', 'declined')", name=op.f("ck_proposal_decision")
        ),
        sa.CheckConstraint("(decision IS NULL) = (decided_at IS NULL)", name=op.f("ck_proposal_decided")),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name=op.f("fk_proposal_assessment_id")),
        sa.ForeignKeyConstraint(["decided_by"], ["user.id"], name=op.f("fk_proposal_decided_by")),
        sa.ForeignKeyConstraint(["municipality_id"], ["municipality.id"], name=op.f("fk_proposal_municipality_id")),
        sa.ForeignKeyConstraint(["participation_id"], ["participation.id"], name=op.f("fk_proposal_participation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
    )
    op.create_index("ix_proposal_assessment_id", "proposal", ["assessment_id"], unique=False)
    op.create_index("ix_proposal_participation_id", "proposal", ["participation_id"], unique=False)


def downgrade() -> None:
    """Go back; what only the newer tables can hold is lost."""
    for table in TABLES:
        op.drop_table(table)
    op.execute("DELETE FROM participation_part WHERE question <> ''")
    key_of_parts("participation_id", "domain", "level")
    for name in ("given_away", "question"):
        op.drop_column("participation_part", name)
    with op.batch_alter_table("outbox_mail") as batch:
        batch.drop_index("ix_outbox_mail_participation_id")
        batch.drop_constraint("fk_outbox_mail_participation_id", type_="foreignkey")
    op.drop_index("uq_participation_link_hash", "participation")
    for table, columns in COLUMNS.items():
        for name in columns:
            op.drop_column(table, name)

"""Improvement actions, the partners with whom, and how it goes."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
TABLES = ("no_action", "action_note", "action_partner", "improvement_action", "partner_domain", "partner")
ONLY_ADDED = ("action_note",)


def upgrade() -> None:
    """Go forward."""
    create_partners()
    create_actions()
    create_what_belongs_to_actions()
    for table in ONLY_ADDED:
        refuse_changes(table)


def create_partners() -> None:
    """Organisations and the domains they contribute to."""
    op.create_table(
        "partner",
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("contact", sa.String(length=80), nullable=False),
        sa.Column("agreements", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('language', 'library', 'welfare', 'health', 'work', 'education', 'housing', 'employer', "
            "'volunteers', 'government', 'other')",
            name=op.f("ck_partner_kind"),
        ),
        sa.ForeignKeyConstraint(["created_by"], ["user.id"], name=op.f("fk_partner_created_by")),
        sa.ForeignKeyConstraint(["municipality_id"], ["municipality.id"], name=op.f("fk_partner_municipality_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner")),
    )
    op.create_index("ix_partner_municipality_id", "partner", ["municipality_id"], unique=False)
    op.create_table(
        "partner_domain",
        sa.Column("partner_id", sa.Uuid(), nullable=False),
        sa.Column("domain", sa.String(length=40), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_partner_domain_municipality_id")
        ),
        sa.ForeignKeyConstraint(["partner_id"], ["partner.id"], name=op.f("fk_partner_domain_partner_id")),
        sa.PrimaryKeyConstraint("partner_id", "domain", name=op.f("pk_partner_domain")),
    )


def create_actions() -> None:
    """What will be done."""
    op.create_table(
        "improvement_action",
        sa.Column("trajectory_id", sa.Uuid(), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("domain", sa.String(length=40), nullable=False),
        sa.Column("item", sa.String(length=60), nullable=True),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("bank_id", sa.String(length=20), nullable=True),
        sa.Column("practice_id", sa.Uuid(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("owner", sa.String(length=80), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("owner_mailed_at", MOMENT, nullable=True),
        sa.Column("link_hash", sa.String(length=64), nullable=True),
        sa.Column("partners_text", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("done_when", sa.Text(), nullable=False),
        sa.Column("effort", sa.String(length=10), nullable=True),
        sa.Column("hours", sa.Integer(), nullable=True),
        sa.Column("value", sa.Integer(), nullable=True),
        sa.Column("expected", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("stop_reason", sa.Text(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(state = 'stopped') = (stop_reason IS NOT NULL)", name=op.f("ck_improvement_action_stopped")
        ),
        sa.CheckConstraint(
            "effort IS NULL OR effort IN ('small', 'medium', 'large')", name=op.f("ck_improvement_action_effort")
        ),
        sa.CheckConstraint("kind IN ('improve', 'find_out')", name=op.f("ck_improvement_action_kind")),
        sa.CheckConstraint(
            "state IN ('proposed', 'planned', 'running', 'done', 'stopped')", name=op.f("ck_improvement_action_state")
        ),
        sa.CheckConstraint("expected IS NULL OR expected BETWEEN 0 AND 4", name=op.f("ck_improvement_action_expected")),
        sa.CheckConstraint(
            "starts_on IS NULL OR ends_on IS NULL OR starts_on <= ends_on", name=op.f("ck_improvement_action_dates")
        ),
        sa.ForeignKeyConstraint(["created_by"], ["user.id"], name=op.f("fk_improvement_action_created_by")),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_improvement_action_municipality_id")
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], name=op.f("fk_improvement_action_owner_id")),
        sa.ForeignKeyConstraint(["trajectory_id"], ["trajectory.id"], name=op.f("fk_improvement_action_trajectory_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_improvement_action")),
        sa.UniqueConstraint("link_hash", name=op.f("uq_improvement_action_link_hash")),
    )
    op.create_index("ix_improvement_action_owner_id", "improvement_action", ["owner_id"], unique=False)
    op.create_index("ix_improvement_action_trajectory_id", "improvement_action", ["trajectory_id"], unique=False)


def create_what_belongs_to_actions() -> None:
    """With whom, how it goes, and why nothing is done about an item."""
    op.create_table(
        "action_partner",
        sa.Column("action_id", sa.Uuid(), nullable=False),
        sa.Column("partner_id", sa.Uuid(), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["action_id"], ["improvement_action.id"], name=op.f("fk_action_partner_action_id")),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_action_partner_municipality_id")
        ),
        sa.ForeignKeyConstraint(["partner_id"], ["partner.id"], name=op.f("fk_action_partner_partner_id")),
        sa.PrimaryKeyConstraint("action_id", "partner_id", name=op.f("pk_action_partner")),
    )
    op.create_index("ix_action_partner_partner_id", "action_partner", ["partner_id"], unique=False)
    op.create_table(
        "action_note",
        sa.Column("action_id", sa.Uuid(), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["action_id"], ["improvement_action.id"], name=op.f("fk_action_note_action_id")),
        sa.ForeignKeyConstraint(["author_id"], ["user.id"], name=op.f("fk_action_note_author_id")),
        sa.ForeignKeyConstraint(["municipality_id"], ["municipality.id"], name=op.f("fk_action_note_municipality_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_note")),
    )
    op.create_index("ix_action_note_action_id", "action_note", ["action_id"], unique=False)
    op.create_table(
        "no_action",
        sa.Column("trajectory_id", sa.Uuid(), nullable=False),
        sa.Column("item", sa.String(length=60), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_at", MOMENT, nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["decided_by"], ["user.id"], name=op.f("fk_no_action_decided_by")),
        sa.ForeignKeyConstraint(["municipality_id"], ["municipality.id"], name=op.f("fk_no_action_municipality_id")),
        sa.ForeignKeyConstraint(["trajectory_id"], ["trajectory.id"], name=op.f("fk_no_action_trajectory_id")),
        sa.PrimaryKeyConstraint("trajectory_id", "item", name=op.f("pk_no_action")),
    )


def refuse_changes(table: str) -> None:
    """Triggers that keep rows as they are, once they are there."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )
        op.execute(
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
        return
    for change in ("UPDATE", "DELETE"):
        refusal = f"BEGIN SELECT RAISE(ABORT, 'rows of {table} can only be added'); END"
        op.execute(f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} {refusal}")


def downgrade() -> None:
    """Go back; what keeps rows as they are goes with its table."""
    for table in TABLES:
        op.drop_table(table)

"""The ten months: what was chosen, steps, hours, appointments, reminders and addresses for calendars."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
TABLES = (
    "calendar_feed",
    "digest_day",
    "sent_reminder",
    "appointment",
    "hour_entry",
    "trajectory_step",
    "trajectory",
    "chosen_domain",
    "priority_choice",
)
ONLY_ADDED = ("priority_choice", "chosen_domain")


def upgrade() -> None:
    """Go forward."""
    create_choices()
    create_trajectories()
    create_days()
    create_reminders()
    create_feeds()
    for table in ONLY_ADDED:
        refuse_changes(table)


def create_choices() -> None:
    """Which domains were chosen, and why each."""
    op.create_table(
        "priority_choice",
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("report_number", sa.Integer(), nullable=False),
        sa.Column("rules", sa.Integer(), nullable=False),
        sa.Column("proposal", sa.JSON(), nullable=False),
        sa.Column("decided_by", sa.String(length=80), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("chosen_at", MOMENT, nullable=False),
        sa.Column("chosen_by", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name=op.f("fk_priority_choice_assessment_id")),
        sa.ForeignKeyConstraint(["chosen_by"], ["user.id"], name=op.f("fk_priority_choice_chosen_by")),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_priority_choice_municipality_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_priority_choice")),
        sa.UniqueConstraint("assessment_id", "number", name=op.f("uq_priority_choice_assessment_id_number")),
    )
    op.create_table(
        "chosen_domain",
        sa.Column("choice_id", sa.Uuid(), nullable=False),
        sa.Column("domain", sa.String(length=40), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint("kind IN ('chosen', 'ambassador')", name=op.f("ck_chosen_domain_kind")),
        sa.ForeignKeyConstraint(["choice_id"], ["priority_choice.id"], name=op.f("fk_chosen_domain_choice_id")),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_chosen_domain_municipality_id")
        ),
        sa.PrimaryKeyConstraint("choice_id", "domain", name=op.f("pk_chosen_domain")),
    )


def create_trajectories() -> None:
    """The ten months and their five steps."""
    op.create_table(
        "trajectory",
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name=op.f("fk_trajectory_assessment_id")),
        sa.ForeignKeyConstraint(["created_by"], ["user.id"], name=op.f("fk_trajectory_created_by")),
        sa.ForeignKeyConstraint(["municipality_id"], ["municipality.id"], name=op.f("fk_trajectory_municipality_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trajectory")),
        sa.UniqueConstraint("assessment_id", name=op.f("uq_trajectory_assessment_id")),
    )
    op.create_index("ix_trajectory_municipality_id", "trajectory", ["municipality_id"], unique=False)
    op.create_table(
        "trajectory_step",
        sa.Column("trajectory_id", sa.Uuid(), nullable=False),
        sa.Column("step", sa.String(length=20), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("planned_start", sa.Date(), nullable=False),
        sa.Column("planned_end", sa.Date(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "step IN ('inventory', 'priorities', 'actions', 'partners', 'evaluation')",
            name=op.f("ck_trajectory_step_step"),
        ),
        sa.CheckConstraint("planned_start <= planned_end", name=op.f("ck_trajectory_step_planned")),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_trajectory_step_municipality_id")
        ),
        sa.ForeignKeyConstraint(["trajectory_id"], ["trajectory.id"], name=op.f("fk_trajectory_step_trajectory_id")),
        sa.PrimaryKeyConstraint("trajectory_id", "step", name=op.f("pk_trajectory_step")),
    )


def create_days() -> None:
    """Hours and appointments."""
    op.create_table(
        "hour_entry",
        sa.Column("trajectory_id", sa.Uuid(), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("step", sa.String(length=20), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("who", sa.String(length=80), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("removed_at", MOMENT, nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "step IN ('inventory', 'priorities', 'actions', 'partners', 'evaluation')", name=op.f("ck_hour_entry_step")
        ),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_hour_entry_minutes")),
        sa.ForeignKeyConstraint(["created_by"], ["user.id"], name=op.f("fk_hour_entry_created_by")),
        sa.ForeignKeyConstraint(["municipality_id"], ["municipality.id"], name=op.f("fk_hour_entry_municipality_id")),
        sa.ForeignKeyConstraint(["trajectory_id"], ["trajectory.id"], name=op.f("fk_hour_entry_trajectory_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hour_entry")),
    )
    op.create_index("ix_hour_entry_trajectory_id", "hour_entry", ["trajectory_id"], unique=False)
    op.create_table(
        "appointment",
        sa.Column("trajectory_id", sa.Uuid(), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("step", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", sa.Time(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("cancelled_at", MOMENT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('meeting', 'session', 'visit', 'decision', 'other')", name=op.f("ck_appointment_kind")
        ),
        sa.CheckConstraint(
            "step IN ('inventory', 'priorities', 'actions', 'partners', 'evaluation')", name=op.f("ck_appointment_step")
        ),
        sa.ForeignKeyConstraint(["created_by"], ["user.id"], name=op.f("fk_appointment_created_by")),
        sa.ForeignKeyConstraint(["municipality_id"], ["municipality.id"], name=op.f("fk_appointment_municipality_id")),
        sa.ForeignKeyConstraint(["trajectory_id"], ["trajectory.id"], name=op.f("fk_appointment_trajectory_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment")),
    )
    op.create_index("ix_appointment_trajectory_id", "appointment", ["trajectory_id"], unique=False)


def create_reminders() -> None:
    """What was reminded, and when somebody got the mail of a day."""
    op.create_table(
        "sent_reminder",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("subject", sa.String(length=80), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("trajectory_id", sa.Uuid(), nullable=False),
        sa.Column("sent_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["trajectory_id"], ["trajectory.id"], name=op.f("fk_sent_reminder_trajectory_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_sent_reminder_user_id")),
        sa.PrimaryKeyConstraint("user_id", "subject", "due", "kind", name=op.f("pk_sent_reminder")),
    )
    op.create_table(
        "digest_day",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("sent_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_digest_day_user_id")),
        sa.PrimaryKeyConstraint("user_id", "day", name=op.f("pk_digest_day")),
    )


def create_feeds() -> None:
    """Addresses for calendars."""
    op.create_table(
        "calendar_feed",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("trajectory_id", sa.Uuid(), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("revoked_at", MOMENT, nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_calendar_feed_municipality_id")
        ),
        sa.ForeignKeyConstraint(["trajectory_id"], ["trajectory.id"], name=op.f("fk_calendar_feed_trajectory_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_calendar_feed_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_feed")),
    )
    op.create_index(
        "uq_calendar_feed_working",
        "calendar_feed",
        ["user_id", "trajectory_id"],
        unique=True,
        sqlite_where=sa.text("revoked_at IS NULL"),
        postgresql_where=sa.text("revoked_at IS NULL"),
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

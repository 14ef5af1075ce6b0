"""What municipalities share about actions, and the questions about it."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Go forward."""
    create_practices()
    create_questions()


def create_practices() -> None:
    """Actions as they were shared."""
    op.create_table(
        "shared_practice",
        sa.Column("action_id", sa.Uuid(), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("questionnaire_id", sa.String(length=20), nullable=False),
        sa.Column("domain", sa.String(length=40), nullable=False),
        sa.Column("question", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("partners", sa.Text(), nullable=False),
        sa.Column("done_when", sa.Text(), nullable=False),
        sa.Column("effort", sa.String(length=10), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("experience", sa.Text(), nullable=False),
        sa.Column("shows_name", sa.Boolean(), nullable=False),
        sa.Column("shared_at", MOMENT, nullable=False),
        sa.Column("shared_by", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn_at", MOMENT, nullable=True),
        sa.Column("withdrawn_by", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "effort IS NULL OR effort IN ('small', 'medium', 'large')", name=op.f("ck_shared_practice_effort")
        ),
        sa.CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawn_by IS NULL)", name=op.f("ck_shared_practice_withdrawn")
        ),
        sa.ForeignKeyConstraint(["action_id"], ["improvement_action.id"], name=op.f("fk_shared_practice_action_id")),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_shared_practice_municipality_id")
        ),
        sa.ForeignKeyConstraint(["shared_by"], ["user.id"], name=op.f("fk_shared_practice_shared_by")),
        sa.ForeignKeyConstraint(["withdrawn_by"], ["user.id"], name=op.f("fk_shared_practice_withdrawn_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shared_practice")),
    )
    op.create_index("ix_shared_practice_municipality_id", "shared_practice", ["municipality_id"], unique=False)
    op.create_index("ix_shared_practice_shared_at", "shared_practice", ["shared_at"], unique=False)
    op.create_index(
        "uq_shared_practice_shared",
        "shared_practice",
        ["action_id"],
        unique=True,
        sqlite_where=sa.text("withdrawn_at IS NULL"),
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )


def create_questions() -> None:
    """What others ask about them."""
    op.create_table(
        "practice_question",
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_at", MOMENT, nullable=True),
        sa.Column("answered_by", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("(answered_at IS NULL) = (answer IS NULL)", name=op.f("ck_practice_question_answered")),
        sa.ForeignKeyConstraint(["answered_by"], ["user.id"], name=op.f("fk_practice_question_answered_by")),
        sa.ForeignKeyConstraint(["asked_by"], ["user.id"], name=op.f("fk_practice_question_asked_by")),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_practice_question_municipality_id")
        ),
        sa.ForeignKeyConstraint(["practice_id"], ["shared_practice.id"], name=op.f("fk_practice_question_practice_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice_question")),
    )
    op.create_index("ix_practice_question_municipality_id", "practice_question", ["municipality_id"], unique=False)
    op.create_index("ix_practice_question_practice_id", "practice_question", ["practice_id"], unique=False)


def downgrade() -> None:
    """Go back."""
    op.drop_table("practice_question")
    op.drop_table("shared_practice")

"""The network: who takes part, and what is shown of many together."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
TABLES = (
    *("network_state", "network_figure", "network_member", "network_cohort"),
    *("network_score", "network_consent"),
)


def upgrade() -> None:
    """Go forward."""
    op.add_column("municipality", sa.Column("size_class", sa.String(length=10), nullable=True))
    op.add_column("municipality", sa.Column("region", sa.String(length=20), nullable=True))
    create_consents()
    create_scores()
    create_cohorts()
    create_figures()


def create_consents() -> None:
    """Who takes part with which round."""
    op.create_table(
        "network_consent",
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("lane", sa.String(length=10), nullable=False),
        sa.Column("given_at", MOMENT, nullable=False),
        sa.Column("given_by", sa.Uuid(), nullable=False),
        sa.Column("withdrawn_at", MOMENT, nullable=True),
        sa.Column("withdrawn_by", sa.Uuid(), nullable=True),
        sa.Column("report_number", sa.Integer(), nullable=False),
        sa.Column("core", sa.String(length=40), nullable=False),
        sa.Column("scored_at", MOMENT, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("lane IN ('open', 'size', 'region', 'questions')", name=op.f("ck_network_consent_lane")),
        sa.CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawn_by IS NULL)", name=op.f("ck_network_consent_withdrawn")
        ),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name=op.f("fk_network_consent_assessment_id")),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_network_consent_municipality_id")
        ),
        sa.ForeignKeyConstraint(["given_by"], ["user.id"], name=op.f("fk_network_consent_given_by")),
        sa.ForeignKeyConstraint(["withdrawn_by"], ["user.id"], name=op.f("fk_network_consent_withdrawn_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_network_consent")),
    )
    op.create_index("ix_network_consent_assessment_id", "network_consent", ["assessment_id"], unique=False)
    op.create_index("ix_network_consent_municipality_id", "network_consent", ["municipality_id"], unique=False)


def create_scores() -> None:
    """The scores of rounds that take part."""
    op.create_table(
        "network_score",
        sa.Column("consent_id", sa.Uuid(), nullable=False),
        sa.Column("cell", sa.String(length=60), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["consent_id"], ["network_consent.id"], name=op.f("fk_network_score_consent_id")),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_network_score_municipality_id")
        ),
        sa.PrimaryKeyConstraint("consent_id", "cell", name=op.f("pk_network_score")),
    )


def create_cohorts() -> None:
    """Scores that came in together, and who they are of together."""
    op.create_table(
        "network_cohort",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("cell", sa.String(length=60), nullable=False),
        sa.Column("pool", sa.String(length=20), nullable=False),
        sa.Column("inner", sa.JSON(), nullable=False),
        sa.Column("hidden", sa.Integer(), nullable=False),
        sa.Column("closed_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_network_cohort")),
    )
    op.create_index("ix_network_cohort_cell", "network_cohort", ["cell"], unique=False)
    op.create_table(
        "network_member",
        sa.Column("cohort_number", sa.Integer(), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("mark", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["cohort_number"], ["network_cohort.number"], name=op.f("fk_network_member_cohort_number")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_network_member_municipality_id")
        ),
        sa.PrimaryKeyConstraint("cohort_number", "municipality_id", name=op.f("pk_network_member")),
    )


def create_figures() -> None:
    """What is shown, and what was done last night."""
    op.create_table(
        "network_figure",
        sa.Column("cell", sa.String(length=60), nullable=False),
        sa.Column("filter", sa.String(length=20), nullable=False),
        sa.Column("low", sa.Integer(), nullable=True),
        sa.Column("middle", sa.Integer(), nullable=True),
        sa.Column("high", sa.Integer(), nullable=True),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("counted", sa.JSON(), nullable=False),
        sa.Column("published_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("cell", "filter", name=op.f("pk_network_figure")),
    )
    op.create_table(
        "network_state",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("counted_at", MOMENT, nullable=False),
        sa.Column("closed_filters", sa.JSON(), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.Column("places", sa.JSON(), nullable=False),
        sa.Column("told_at", MOMENT, nullable=True),
        sa.CheckConstraint("id = 1", name=op.f("ck_network_state_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_network_state")),
    )


def downgrade() -> None:
    """Go back; who took part is lost."""
    for table in TABLES:
        op.drop_table(table)
    op.drop_column("municipality", "region")
    op.drop_column("municipality", "size_class")

"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = ("default",)
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "municipality",
        sa.Column("code", sa.String(length=6), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_municipality")),
        sa.UniqueConstraint("code", name=op.f("uq_municipality_code")),
    )
    op.create_table(
        "outbox_mail",
        sa.Column("recipient", sa.String(length=254), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_attempt_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_mail")),
    )
    op.create_index("ix_outbox_mail_sent_at_created_at", "outbox_mail", ["sent_at", "created_at"], unique=False)
    op.create_table(
        "user",
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("function", sa.String(length=80), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user")),
        sa.UniqueConstraint("email", name=op.f("uq_user_email")),
    )
    op.create_table(
        "assessment",
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("questionnaire_id", sa.String(length=20), nullable=False),
        sa.Column("questionnaire_version", sa.Integer(), nullable=False),
        sa.Column("round", sa.String(length=10), nullable=False),
        sa.Column("earlier_id", sa.Uuid(), nullable=True),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("deadline", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("review_started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_by", sa.Uuid(), nullable=True),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("round IN ('baseline', 'evaluation')", name=op.f("ck_assessment_round")),
        sa.CheckConstraint("state IN ('open', 'in_review', 'agreed')", name=op.f("ck_assessment_state")),
        sa.ForeignKeyConstraint(["approved_by"], ["user.id"], name=op.f("fk_assessment_approved_by")),
        sa.ForeignKeyConstraint(["created_by"], ["user.id"], name=op.f("fk_assessment_created_by")),
        sa.ForeignKeyConstraint(["earlier_id"], ["assessment.id"], name=op.f("fk_assessment_earlier_id")),
        sa.ForeignKeyConstraint(["municipality_id"], ["municipality.id"], name=op.f("fk_assessment_municipality_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment")),
    )
    op.create_index("ix_assessment_municipality_id", "assessment", ["municipality_id"], unique=False)
    op.create_table(
        "held_form",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("path", sa.String(length=500), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_held_form_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_held_form")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_held_form_key_hash")),
    )
    op.create_index("ix_held_form_user_id", "held_form", ["user_id"], unique=False)
    op.create_table(
        "login_code",
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_login_code_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_code")),
    )
    op.create_index("ix_login_code_email_created_at", "login_code", ["email", "created_at"], unique=False)
    op.create_table(
        "membership",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=True),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("(role = 'administrator') = (municipality_id IS NULL)", name=op.f("ck_membership_scope")),
        sa.ForeignKeyConstraint(["municipality_id"], ["municipality.id"], name=op.f("fk_membership_municipality_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_membership_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
    )
    op.create_index("ix_membership_municipality_id", "membership", ["municipality_id"], unique=False)
    op.create_index("ix_membership_user_id", "membership", ["user_id"], unique=False)
    op.create_table(
        "sign_in",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_sign_in_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_in_token_hash")),
    )
    op.create_index("ix_sign_in_user_id", "sign_in", ["user_id"], unique=False)
    op.create_table(
        "agreed_score",
        sa.Column("item", sa.String(length=60), nullable=False),
        sa.Column("dissent", sa.Text(), nullable=True),
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("value", sa.String(length=14), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("evidence_kind", sa.String(length=12), nullable=True),
        sa.Column("evidence_note", sa.String(length=500), nullable=True),
        sa.Column("evidence_link", sa.String(length=500), nullable=True),
        sa.Column("changed", sa.String(length=3), nullable=True),
        sa.Column("changed_what", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "value IN ('0', '1', '2', '3', '4', 'not_applicable', '')", name=op.f("ck_agreed_score_value")
        ),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name=op.f("fk_agreed_score_assessment_id")),
        sa.ForeignKeyConstraint(["municipality_id"], ["municipality.id"], name=op.f("fk_agreed_score_municipality_id")),
        sa.ForeignKeyConstraint(["saved_by"], ["user.id"], name=op.f("fk_agreed_score_saved_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreed_score")),
        sa.UniqueConstraint("assessment_id", "item", name=op.f("uq_agreed_score_assessment_id_item")),
    )
    op.create_table(
        "agreed_score_version",
        sa.Column("item", sa.String(length=60), nullable=False),
        sa.Column("dissent", sa.Text(), nullable=True),
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("value", sa.String(length=14), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("evidence_kind", sa.String(length=12), nullable=True),
        sa.Column("evidence_note", sa.String(length=500), nullable=True),
        sa.Column("evidence_link", sa.String(length=500), nullable=True),
        sa.Column("changed", sa.String(length=3), nullable=True),
        sa.Column("changed_what", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk_agreed_score_version_assessment_id")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_agreed_score_version_municipality_id")
        ),
        sa.ForeignKeyConstraint(["saved_by"], ["user.id"], name=op.f("fk_agreed_score_version_saved_by")),
        sa.PrimaryKeyConstraint("assessment_id", "item", "version", name=op.f("pk_agreed_score_version")),
    )
    op.create_table(
        "assessment_domain",
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("domain", sa.String(length=40), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=True),
        sa.Column("ambition", sa.Integer(), nullable=True),
        sa.Column("ambition_version", sa.Integer(), nullable=False),
        sa.Column("sent_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_back_reason", sa.String(), nullable=True),
        sa.CheckConstraint(
            "(sent_back_at IS NULL) = (sent_back_reason IS NULL)", name=op.f("ck_assessment_domain_sent_back")
        ),
        sa.CheckConstraint(
            "ambition IS NULL OR ambition IN (25, 50, 75, 100)", name=op.f("ck_assessment_domain_ambition")
        ),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name=op.f("fk_assessment_domain_assessment_id")),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_assessment_domain_municipality_id")
        ),
        sa.PrimaryKeyConstraint("assessment_id", "domain", name=op.f("pk_assessment_domain")),
    )
    op.create_table(
        "audit_entry",
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("municipality_id", sa.Uuid(), nullable=True),
        sa.Column("assessment_id", sa.Uuid(), nullable=True),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=80), nullable=False),
        sa.Column("old", sa.JSON(), nullable=True),
        sa.Column("new", sa.JSON(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["user.id"], name=op.f("fk_audit_entry_actor_id")),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name=op.f("fk_audit_entry_assessment_id")),
        sa.ForeignKeyConstraint(["municipality_id"], ["municipality.id"], name=op.f("fk_audit_entry_municipality_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
    )
    op.create_index("ix_audit_entry_assessment_id_at", "audit_entry", ["assessment_id", "at"], unique=False)
    op.create_index("ix_audit_entry_municipality_id_at", "audit_entry", ["municipality_id", "at"], unique=False)
    op.create_table(
        "participation",
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("level", sa.String(length=20), nullable=True),
        sa.Column("everything", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("state IN ('invited', 'started', 'submitted')", name=op.f("ck_participation_state")),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name=op.f("fk_participation_assessment_id")),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_participation_municipality_id")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_participation_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participation")),
        sa.UniqueConstraint("assessment_id", "user_id", name=op.f("uq_participation_assessment_id_user_id")),
    )
    op.create_index("ix_participation_user_id", "participation", ["user_id"], unique=False)
    op.create_table(
        "remark",
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("item", sa.String(length=60), nullable=True),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("audience", sa.String(length=10), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("assigned_to", sa.Uuid(), nullable=True),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("resolved_by", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("audience IN ('all', 'advisers')", name=op.f("ck_remark_audience")),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name=op.f("fk_remark_assessment_id")),
        sa.ForeignKeyConstraint(["assigned_to"], ["user.id"], name=op.f("fk_remark_assigned_to")),
        sa.ForeignKeyConstraint(["author_id"], ["user.id"], name=op.f("fk_remark_author_id")),
        sa.ForeignKeyConstraint(["municipality_id"], ["municipality.id"], name=op.f("fk_remark_municipality_id")),
        sa.ForeignKeyConstraint(["parent_id"], ["remark.id"], name=op.f("fk_remark_parent_id")),
        sa.ForeignKeyConstraint(["resolved_by"], ["user.id"], name=op.f("fk_remark_resolved_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remark")),
    )
    op.create_index("ix_remark_assessment_id_item", "remark", ["assessment_id", "item"], unique=False)
    op.create_table(
        "report",
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("interchange", sa.Text(), nullable=False),
        sa.Column("rules", sa.Integer(), nullable=False),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("agreed_by", sa.Uuid(), nullable=False),
        sa.Column("approved_by", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["agreed_by"], ["user.id"], name=op.f("fk_report_agreed_by")),
        sa.ForeignKeyConstraint(["approved_by"], ["user.id"], name=op.f("fk_report_approved_by")),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name=op.f("fk_report_assessment_id")),
        sa.ForeignKeyConstraint(["municipality_id"], ["municipality.id"], name=op.f("fk_report_municipality_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sa.UniqueConstraint("assessment_id", "number", name=op.f("uq_report_assessment_id_number")),
    )
    op.create_table(
        "answer",
        sa.Column("item", sa.String(length=60), nullable=False),
        sa.Column("confidence", sa.String(length=12), nullable=True),
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("participation_id", sa.Uuid(), nullable=False),
        sa.Column("value", sa.String(length=14), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("evidence_kind", sa.String(length=12), nullable=True),
        sa.Column("evidence_note", sa.String(length=500), nullable=True),
        sa.Column("evidence_link", sa.String(length=500), nullable=True),
        sa.Column("changed", sa.String(length=3), nullable=True),
        sa.Column("changed_what", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "value IN ('0', '1', '2', '3', '4', 'unknown', 'not_applicable')", name=op.f("ck_answer_value")
        ),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name=op.f("fk_answer_assessment_id")),
        sa.ForeignKeyConstraint(["municipality_id"], ["municipality.id"], name=op.f("fk_answer_municipality_id")),
        sa.ForeignKeyConstraint(["participation_id"], ["participation.id"], name=op.f("fk_answer_participation_id")),
        sa.ForeignKeyConstraint(["saved_by"], ["user.id"], name=op.f("fk_answer_saved_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
        sa.UniqueConstraint("participation_id", "item", name=op.f("uq_answer_participation_id_item")),
    )
    op.create_index("ix_answer_assessment_id_item", "answer", ["assessment_id", "item"], unique=False)
    op.create_table(
        "answer_version",
        sa.Column("item", sa.String(length=60), nullable=False),
        sa.Column("confidence", sa.String(length=12), nullable=True),
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("participation_id", sa.Uuid(), nullable=False),
        sa.Column("value", sa.String(length=14), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("evidence_kind", sa.String(length=12), nullable=True),
        sa.Column("evidence_note", sa.String(length=500), nullable=True),
        sa.Column("evidence_link", sa.String(length=500), nullable=True),
        sa.Column("changed", sa.String(length=3), nullable=True),
        sa.Column("changed_what", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name=op.f("fk_answer_version_assessment_id")),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_answer_version_municipality_id")
        ),
        sa.ForeignKeyConstraint(
            ["participation_id"], ["participation.id"], name=op.f("fk_answer_version_participation_id")
        ),
        sa.ForeignKeyConstraint(["saved_by"], ["user.id"], name=op.f("fk_answer_version_saved_by")),
        sa.PrimaryKeyConstraint("participation_id", "item", "version", name=op.f("pk_answer_version")),
    )
    op.create_index("ix_answer_version_assessment_id_item", "answer_version", ["assessment_id", "item"], unique=False)
    op.create_table(
        "participation_part",
        sa.Column("participation_id", sa.Uuid(), nullable=False),
        sa.Column("domain", sa.String(length=40), nullable=False),
        sa.Column("level", sa.String(length=20), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_participation_part_municipality_id")
        ),
        sa.ForeignKeyConstraint(
            ["participation_id"], ["participation.id"], name=op.f("fk_participation_part_participation_id")
        ),
        sa.PrimaryKeyConstraint("participation_id", "domain", "level", name=op.f("pk_participation_part")),
    )
    op.create_table(
        "rendering",
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("form", sa.String(length=10), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("renderer", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["municipality_id"], ["municipality.id"], name=op.f("fk_rendering_municipality_id")),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_rendering_report_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rendering")),
        sa.UniqueConstraint("report_id", "kind", "form", name=op.f("uq_rendering_report_id_kind_form")),
    )
    op.create_index("ix_rendering_sha256", "rendering", ["sha256"], unique=False)


def downgrade() -> None:
    """Go back."""
    op.drop_index("ix_rendering_sha256", table_name="rendering")
    op.drop_table("rendering")
    op.drop_table("participation_part")
    op.drop_index("ix_answer_version_assessment_id_item", table_name="answer_version")
    op.drop_table("answer_version")
    op.drop_index("ix_answer_assessment_id_item", table_name="answer")
    op.drop_table("answer")
    op.drop_table("report")
    op.drop_index("ix_remark_assessment_id_item", table_name="remark")
    op.drop_table("remark")
    op.drop_index("ix_participation_user_id", table_name="participation")
    op.drop_table("participation")
    op.drop_index("ix_audit_entry_municipality_id_at", table_name="audit_entry")
    op.drop_index("ix_audit_entry_assessment_id_at", table_name="audit_entry")
    op.drop_table("audit_entry")
    op.drop_table("assessment_domain")
    op.drop_table("agreed_score_version")
    op.drop_table("agreed_score")
    op.drop_index("ix_sign_in_user_id", table_name="sign_in")
    op.drop_table("sign_in")
    op.drop_index("ix_membership_user_id", table_name="membership")
    op.drop_index("ix_membership_municipality_id", table_name="membership")
    op.drop_table("membership")
    op.drop_index("ix_login_code_email_created_at", table_name="login_code")
    op.drop_table("login_code")
    op.drop_index("ix_held_form_user_id", table_name="held_form")
    op.drop_table("held_form")
    op.drop_index("ix_assessment_municipality_id", table_name="assessment")
    op.drop_table("assessment")
    op.drop_table("user")
    op.drop_index("ix_outbox_mail_sent_at_created_at", table_name="outbox_mail")
    op.drop_table("outbox_mail")
    op.drop_table("municipality")

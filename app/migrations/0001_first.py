"""The database of the first release: all tables, and what keeps rows that are only added as they are."""

from collections.abc import Iterable

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = ("default",)
depends_on = None

MOMENT = sa.DateTime(timezone=True)
TABLES = sa.MetaData(
    naming_convention={
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)
"""Not those of the models, which change with every release."""
SCORED = ("reason", "evidence_note", "evidence_link", "changed_what")
KEPT = {
    "action_note": ("text",),
    "agreed_score_version": (*SCORED, "dissent", "present"),
    "answer_version": SCORED,
    "audit_entry": ("old", "new", "reason"),
    "back_answer_version": (),
    "chosen_domain": ("reason",),
    "closing_text_version": ("text",),
    "contact": ("note",),
    "priority_choice": ("decided_by", "note"),
    "remark": ("text",),
    "rendering": (),
    "report": (),
}
"""The tables of which rows are only added, each with the texts from which the name of who is removed can be taken."""
DECIDED = ("assigned_to", "resolved_at", "resolved_by")
"""What is decided about a remark later."""
UNDER_WAY = "EXISTS (SELECT 1 FROM removal WHERE number IS NOT NULL AND done_at IS NULL)"
"""That somebody is being removed. Nobody else sees such a row: it is begun and done in one transaction."""
FUNCTIONS = {
    "refuse_change": "BEGIN RAISE EXCEPTION 'rows of % can only be added', TG_TABLE_NAME; END",
    "refuse_change_of_words": f"""BEGIN
  IF NOT {UNDER_WAY} THEN RAISE EXCEPTION 'rows of % can only be added', TG_TABLE_NAME; END IF;
  RETURN NEW;
END""",
}


def upgrade() -> None:
    """Go forward."""
    TABLES.create_all(op.get_bind())
    if on_postgresql():
        for name, body in FUNCTIONS.items():
            op.execute(f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$\n{body} $$")
    for table, texts in KEPT.items():
        keep_rows(table, texts)


def on_postgresql() -> bool:
    """SQLite has no functions for triggers, and no TRUNCATE."""
    return op.get_bind().dialect.name == "postgresql"


def keep_rows(table: str, texts: tuple[str, ...]) -> None:
    """Refuse every change to rows of a table, but to texts only while nobody is being removed."""
    change = "UPDATE"
    if texts:
        change = update_of(one.name for one in TABLES.tables[table].columns if one.name not in texts + DECIDED)
        refuse(f"{table}_words", update_of(texts), table, unless_removing=True)
    if on_postgresql() and table not in ("contact", "remark"):
        row, whole = ("no_up", "no_tr") if table == "back_answer_version" else ("append_only", "no_truncate")
        refuse(f"{table}_{row}", f"{change} OR DELETE", table)
        refuse(f"{table}_{whole}", "TRUNCATE", table)
        return
    refuse(f"{table}_no_update", change, table)
    refuse(f"{table}_no_delete", "DELETE", table)
    if on_postgresql():
        refuse(f"{table}_no_truncate", "TRUNCATE", table)


def update_of(columns: Iterable[str]) -> str:
    """A change of one of these columns; some have the name of a keyword."""
    return "UPDATE OF " + ", ".join(f'"{column}"' for column in columns)


def refuse(name: str, change: str, table: str, *, unless_removing: bool = False) -> None:
    """A trigger against a change."""
    if on_postgresql():
        each = "STATEMENT" if change == "TRUNCATE" else "ROW"
        function = "refuse_change_of_words" if unless_removing else "refuse_change"
        answer = f"FOR EACH {each} EXECUTE FUNCTION {function}()"
    else:
        when = f"WHEN NOT {UNDER_WAY} " if unless_removing else ""
        answer = f"{when}BEGIN SELECT RAISE(ABORT, 'rows of {table} can only be added'); END"
    op.execute(f"CREATE TRIGGER {name} BEFORE {change} ON {table} {answer}")


def downgrade() -> None:
    """Go back; triggers go with their tables."""
    TABLES.drop_all(op.get_bind())
    if on_postgresql():
        for name in FUNCTIONS:
            op.execute(f"DROP FUNCTION {name}()")


# Municipalities, people and what they may do where.

sa.Table(
    "municipality",
    TABLES,
    sa.Column("code", sa.String(6), nullable=False),
    sa.Column("name", sa.String(80), nullable=False),
    sa.Column("valid_from", sa.Date()),
    sa.Column("valid_until", sa.Date()),
    sa.Column("created_at", MOMENT, nullable=False),
    sa.Column("size_class", sa.String(10)),
    sa.Column("region", sa.String(20)),
    sa.Column("merged_into_id", sa.Uuid()),
    sa.Column("id", sa.Uuid(), primary_key=True),
    sa.UniqueConstraint("code"),
)
sa.Table(
    "user",
    TABLES,
    sa.Column("email", sa.String(254), nullable=False),
    sa.Column("name", sa.String(80), nullable=False),
    sa.Column("function", sa.String(80), nullable=False),
    sa.Column("created_at", MOMENT, nullable=False),
    sa.Column("id", sa.Uuid(), primary_key=True),
    sa.UniqueConstraint("email"),
)
sa.Table(
    "membership",
    TABLES,
    sa.Column("user_id", sa.Uuid(), sa.ForeignKey("user.id"), nullable=False),
    sa.Column("municipality_id", sa.Uuid(), sa.ForeignKey("municipality.id")),
    sa.Column("role", sa.String(20), nullable=False),
    sa.Column("created_at", MOMENT, nullable=False),
    sa.Column("ended_at", MOMENT),
    sa.Column("replaces_id", sa.Uuid()),
    sa.Column("handover_note", sa.Text(), nullable=False, server_default=sa.text("''")),
    sa.Column("id", sa.Uuid(), primary_key=True),
    sa.CheckConstraint("(role = 'administrator') = (municipality_id IS NULL)", name="scope"),
    sa.Index("ix_membership_municipality_id", "municipality_id"),
    sa.Index("ix_membership_user_id", "user_id"),
)
sa.Table(
    "removal",
    TABLES,
    sa.Column("user_id", sa.Uuid(), sa.ForeignKey("user.id"), primary_key=True),
    sa.Column("asked_at", MOMENT),
    sa.Column("number", sa.Integer()),
    sa.Column("done_at", MOMENT),
    sa.Column("wiped_at", MOMENT),
    sa.CheckConstraint("done_at IS NULL OR number IS NOT NULL", name="done"),
    sa.UniqueConstraint("number"),
)
sa.Table(
    "held_form",
    TABLES,
    sa.Column("user_id", sa.Uuid(), sa.ForeignKey("user.id"), nullable=False),
    sa.Column("key_hash", sa.String(64), nullable=False),
    sa.Column("path", sa.String(500), nullable=False),
    sa.Column("fields", sa.Text(), nullable=False),
    sa.Column("created_at", MOMENT, nullable=False),
    sa.Column("expires_at", MOMENT, nullable=False),
    sa.Column("id", sa.Uuid(), primary_key=True),
    sa.UniqueConstraint("key_hash"),
    sa.Index("ix_held_form_user_id", "user_id"),
)

# How people prove who they are.

sa.Table(
    "login_code",
    TABLES,
    sa.Column("email", sa.String(254), nullable=False),
    sa.Column("user_id", sa.Uuid(), sa.ForeignKey("user.id")),
    sa.Column("code_hash", sa.String(64), nullable=False),
    sa.Column("created_at", MOMENT, nullable=False),
    sa.Column("expires_at", MOMENT, nullable=False),
    sa.Column("tries", sa.Integer(), nullable=False),
    sa.Column("used_at", MOMENT),
    sa.Column("id", sa.Uuid(), primary_key=True),
    sa.Index("ix_login_code_email_created_at", "email", "created_at"),
)
sa.Table(
    "sign_in",
    TABLES,
    sa.Column("user_id", sa.Uuid(), sa.ForeignKey("user.id"), nullable=False),
    sa.Column("token_hash", sa.String(64), nullable=False),
    sa.Column("created_at", MOMENT, nullable=False),
    sa.Column("expires_at", MOMENT, nullable=False),
    sa.Column("ended_at", MOMENT),
    sa.Column("id", sa.Uuid(), primary_key=True),
    sa.UniqueConstraint("token_hash"),
    sa.Index("ix_sign_in_user_id", "user_id"),
)
sa.Table(
    "account_change",
    TABLES,
    sa.Column("user_id", sa.Uuid(), sa.ForeignKey("user.id"), nullable=False),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("email", sa.String(254)),
    sa.Column("role", sa.String(20)),
    sa.Column("municipality_id", sa.Uuid(), sa.ForeignKey("municipality.id")),
    sa.Column("replaces_id", sa.Uuid(), sa.ForeignKey("membership.id")),
    sa.Column("note", sa.Text(), nullable=False),
    sa.Column("asked_by", sa.Uuid(), sa.ForeignKey("user.id"), nullable=False),
    sa.Column("asked_at", MOMENT, nullable=False),
    sa.Column("not_before", MOMENT, nullable=False),
    sa.Column("takes_effect_at", MOMENT),
    sa.Column("own_hash", sa.String(64), nullable=False),
    sa.Column("own_confirms", sa.Boolean(), nullable=False),
    sa.Column("own_confirmed_at", MOMENT),
    sa.Column("other_hash", sa.String(64)),
    sa.Column("other_confirmed_at", MOMENT),
    sa.Column("ended_at", MOMENT),
    sa.Column("outcome", sa.String(10)),
    sa.Column("id", sa.Uuid(), primary_key=True),
    sa.CheckConstraint("kind IN ('email', 'second_step', 'role')", name="kind"),
    sa.UniqueConstraint("other_hash"),
    sa.UniqueConstraint("own_hash"),
    sa.Index("ix_account_change_ended_at_takes_effect_at", "ended_at", "takes_effect_at"),
    sa.Index("ix_account_change_user_id", "user_id"),
)
sa.Table(
    "second_factor",
    TABLES,
    sa.Column("user_id", sa.Uuid(), sa.ForeignKey("user.id"), primary_key=True),
    sa.Column("secret", sa.String(200), nullable=False),
    sa.Column("created_at", MOMENT, nullable=False),
    sa.Column("last_step", sa.Integer(), nullable=False),
)
sa.Table(
    "recovery_code",
    TABLES,
    sa.Column("user_id", sa.Uuid(), sa.ForeignKey("user.id"), nullable=False),
    sa.Column("code_hash", sa.String(64), nullable=False),
    sa.Column("created_at", MOMENT, nullable=False),
    sa.Column("used_at", MOMENT),
    sa.Column("id", sa.Uuid(), primary_key=True),
    sa.UniqueConstraint("user_id", "code_hash"),
)
sa.Table(
    "identity_provider",
    TABLES,
    sa.Column("municipality_id", sa.Uuid(), sa.ForeignKey("municipality.id")),
    sa.Column("name", sa.String(80), nullable=False),
    sa.Column("kind", sa.String(10), nullable=False),
    sa.Column("issuer", sa.String(500), nullable=False),
    sa.Column("tenant", sa.String(100), nullable=False),
    sa.Column("client_id", sa.String(200), nullable=False),
    sa.Column("client_secret", sa.String(1000), nullable=False),
    sa.Column("created_at", MOMENT, nullable=False),
    sa.Column("ended_at", MOMENT),
    sa.Column("id", sa.Uuid(), primary_key=True),
    sa.CheckConstraint("kind IN ('entra', 'generic')", name="kind"),
)
sa.Table(
    "identity",
    TABLES,
    sa.Column("provider_id", sa.Uuid(), sa.ForeignKey("identity_provider.id"), nullable=False),
    sa.Column("tenant", sa.String(100), nullable=False),
    sa.Column("subject", sa.String(255), nullable=False),
    sa.Column("user_id", sa.Uuid(), sa.ForeignKey("user.id"), nullable=False),
    sa.Column("created_at", MOMENT, nullable=False),
    sa.Column("id", sa.Uuid(), primary_key=True),
    sa.UniqueConstraint("provider_id", "tenant", "subject"),
    sa.Index("ix_identity_user_id", "user_id"),
)
sa.Table(
    "rate_count",
    TABLES,
    sa.Column("scope", sa.String(40), nullable=False),
    sa.Column("key_hash", sa.String(64), nullable=False),
    sa.Column("window", sa.Integer(), nullable=False),
    sa.Column("count", sa.Integer(), nullable=False),
    sa.Column("expires_at", MOMENT, nullable=False),
    sa.PrimaryKeyConstraint("scope", "key_hash", "window"),
    sa.Index("ix_rate_count_expires_at", "expires_at"),
)

# Inventories and who takes part.

sa.Table(
    "assessment",
    TABLES,
    sa.Column("municipality_id", sa.Uuid(), sa.ForeignKey("municipality.id"), nullable=False),
    sa.Column("questionnaire_id", sa.String(20), nullable=False),
    sa.Column("questionnaire_version", sa.Integer(), nullable=False),
    sa.Column("round", sa.String(10), nullable=False),
    sa.Column("earlier_id", sa.Uuid(), sa.ForeignKey("assessment.id")),
    sa.Column("title", sa.String(80), nullable=False),
    sa.Column("state", sa.String(10), nullable=False),
    sa.Column("deadline", sa.Date()),
    sa.Column("deadline_changes", sa.Integer(), nullable=False, server_default=sa.text("0")),
    sa.Column("reminder_days", sa.Integer()),
    sa.Column("reminded_for", sa.Date()),
    sa.Column("invitation_line", sa.Text(), nullable=False, server_default=sa.text("''")),
    sa.Column("created_at", MOMENT, nullable=False),
    sa.Column("created_by", sa.Uuid(), sa.ForeignKey("user.id"), nullable=False),
    sa.Column("review_started_at", MOMENT),
    sa.Column("approved_at", MOMENT),
    sa.Column("approved_by", sa.Uuid(), sa.ForeignKey("user.id")),
    sa.Column("approved_hash", sa.String(64)),
    sa.Column("open_points", sa.Text()),
    sa.Column("open_points_at", MOMENT),
    sa.Column("open_points_by", sa.Uuid()),
    sa.Column("agreed_at", MOMENT),
    sa.Column("id", sa.Uuid(), primary_key=True),
    sa.CheckConstraint("round IN ('baseline', 'evaluation')", name="round"),
    sa.CheckConstraint("state IN ('open', 'in_review', 'agreed')", name="state"),
    sa.Index("ix_assessment_municipality_id", "municipality_id"),
)
sa.Table(
    "assessment_domain",
    TABLES,
    sa.Column("assessment_id", sa.Uuid(), sa.ForeignKey("assessment.id"), nullable=False),
    sa.Column("domain", sa.String(40), nullable=False),
    sa.Column("municipality_id", sa.Uuid(), sa.ForeignKey("municipality.id"), nullable=False),
    sa.Column("position", sa.Integer(), nullable=False),
    sa.Column("title", sa.String(80)),
    sa.Column("ambition", sa.Integer()),
    sa.Column("ambition_version", sa.Integer(), nullable=False),
    sa.Column("sent_back_at", MOMENT),
    sa.Column("sent_back_reason", sa.String()),
    sa.Column("looks_back", sa.Boolean(), nullable=False, server_default=sa.false()),
    sa.PrimaryKeyConstraint("assessment_id", "domain"),
    sa.CheckConstraint("ambition IS NULL OR ambition IN (25, 50, 75, 100)", name="ambition"),
    sa.CheckConstraint("(sent_back_at IS NULL) = (sent_back_reason IS NULL)", name="sent_back"),
)
sa.Table(
    "participation",
    TABLES,
    sa.Column("assessment_id", sa.Uuid(), sa.ForeignKey("assessment.id"), nullable=False),
    sa.Column("municipality_id", sa.Uuid(), sa.ForeignKey("municipality.id"), nullable=False),
    sa.Column("user_id", sa.Uuid(), sa.ForeignKey("user.id"), nullable=False),
    sa.Column("role", sa.String(20), nullable=False),
    sa.Column("level", sa.String(20)),
    sa.Column("everything", sa.Boolean(), nullable=False),
    sa.Column("name", sa.String(80)),
    sa.Column("function", sa.String(80)),
    sa.Column("personal_line", sa.Text(), nullable=False, server_default=sa.text("''")),
    sa.Column("shows_name", sa.Boolean(), nullable=False, server_default=sa.false()),
    sa.Column("link_hash", sa.String(64)),
    sa.Column("state", sa.String(10), nullable=False),
    sa.Column("created_at", MOMENT, nullable=False),
    sa.Column("invited_at", MOMENT),
    sa.Column("reminded_at", MOMENT),
    sa.Column("thanked_at", MOMENT),
    sa.Column("submitted_at", MOMENT),
    sa.Column("ended_at", MOMENT),
    sa.Column("replaces_id", sa.Uuid()),
    sa.Column("id", sa.Uuid(), primary_key=True),
    sa.CheckConstraint("state IN ('invited', 'started', 'submitted')", name="state"),
    sa.UniqueConstraint("assessment_id", "user_id"),
    sa.Index("ix_participation_user_id", "user_id"),
    sa.Index("uq_participation_link_hash", "link_hash", unique=True),
)
sa.Table(
    "participation_part",
    TABLES,
    sa.Column("participation_id", sa.Uuid(), sa.ForeignKey("participation.id"), nullable=False),
    sa.Column("domain", sa.String(40), nullable=False),
    sa.Column("level", sa.String(20), nullable=False),
    sa.Column("question", sa.String(20), nullable=False, server_default=sa.text("''")),
    sa.Column("given_away", sa.Boolean(), nullable=False, server_default=sa.false()),
    sa.Column("municipality_id", sa.Uuid(), sa.ForeignKey("municipality.id"), nullable=False),
    sa.PrimaryKeyConstraint("participation_id", "domain", "level", "question"),
)
sa.Table(
    "proposal",
    TABLES,
    sa.Column("assessment_id", sa.Uuid(), sa.ForeignKey("assessment.id"), nullable=False),
    sa.Column("municipality_id", sa.Uuid(), sa.ForeignKey("municipality.id"), nullable=False),
    sa.Column("participation_id", sa.Uuid(), sa.ForeignKey("participation.id"), nullable=False),
    sa.Column("domain", sa.String(40), nullable=False),
    sa.Column("question", sa.String(20), nullable=False),
    sa.Column("name", sa.String(80), nullable=False),
    sa.Column("email", sa.String(254), nullable=False),
    sa.Column("reason", sa.Text(), nullable=False),
    sa.Column("created_at", MOMENT, nullable=False),
    sa.Column("decision", sa.String(10)),
    sa.Column("decided_at", MOMENT),
    sa.Column("decided_by", sa.Uuid(), sa.ForeignKey("user.id")),
    sa.Column("answer", sa.Text(), nullable=False),
    sa.Column("id", sa.Uuid(), primary_key=True),
    sa.CheckConstraint("(decision IS NULL) = (decided_at IS NULL)", name="decided"),
    sa.CheckConstraint("decision IS NULL OR decision IN ('instead', 'beside', 'declined')", name="decision"),
    sa.Index("ix_proposal_assessment_id", "assessment_id"),
    sa.Index("ix_proposal_participation_id", "participation_id"),
)

# What is answered and agreed, with every version of it.

sa.Table(
    "answer",
    TABLES,
    sa.Column("item", sa.String(60), nullable=False),
    sa.Column("confidence", sa.String(12)),
    sa.Column("assessment_id", sa.Uuid(), sa.ForeignKey("assessment.id"), nullable=False),
    sa.Column("municipality_id", sa.Uuid(), sa.ForeignKey("municipality.id"), nullable=False),
    sa.Column("participation_id", sa.Uuid(), sa.ForeignKey("participation.id"), nullable=False),
    sa.Column("value", sa.String(14), nullable=False),
    sa.Column("reason", sa.Text()),
    sa.Column("evidence_kind", sa.String(12)),
    sa.Column("evidence_note", sa.String(500)),
    sa.Column("evidence_link", sa.String(500)),
    sa.Column("changed", sa.String(3)),
    sa.Column("changed_what", sa.Text()),
    sa.Column("changed_action_id", sa.Uuid()),
    sa.Column("version", sa.Integer(), nullable=False),
    sa.Column("saved_at", MOMENT, nullable=False),
    sa.Column("saved_by", sa.Uuid(), sa.ForeignKey("user.id"), nullable=False),
    sa.Column("id", sa.Uuid(), primary_key=True),
    sa.CheckConstraint("value IN ('0', '1', '2', '3', '4', 'unknown', 'not_applicable')", name="value"),
    sa.UniqueConstraint("participation_id", "item"),
    sa.Index("ix_answer_assessment_id_item", "assessment_id", "item"),
)
sa.Table(
    "answer_version",
    TABLES,
    sa.Column("item", sa.String(60), nullable=False),
    sa.Column("confidence", sa.String(12)),
    sa.Column("assessment_id", sa.Uuid(), sa.ForeignKey("assessment.id"), nullable=False),
    sa.Column("municipality_id", sa.Uuid(), sa.ForeignKey("municipality.id"), nullable=False),
    sa.Column("participation_id", sa.Uuid(), sa.ForeignKey("participation.id"), nullable=False),
    sa.Column("value", sa.String(14), nullable=False),
    sa.Column("reason", sa.Text()),
    sa.Column("evidence_kind", sa.String(12)),
    sa.Column("evidence_note", sa.String(500)),
    sa.Column("evidence_link", sa.String(500)),
    sa.Column("changed", sa.String(3)),
    sa.Column("changed_what", sa.Text()),
    sa.Column("changed_action_id", sa.Uuid()),
    sa.Column("version", sa.Integer(), nullable=False),
    sa.Column("saved_at", MOMENT, nullable=False),
    sa.Column("saved_by", sa.Uuid(), sa.ForeignKey("user.id"), nullable=False),
    sa.PrimaryKeyConstraint("participation_id", "item", "version"),
    sa.Index("ix_answer_version_assessment_id_item", "assessment_id", "item"),
)
sa.Table(
    "agreed_score",
    TABLES,
    sa.Column("item", sa.String(60), nullable=False),
    sa.Column("dissent", sa.Text()),
    sa.Column("present", sa.Text()),
    sa.Column("meeting_id", sa.Uuid()),
    sa.Column("assessment_id", sa.Uuid(), sa.ForeignKey("assessment.id"), nullable=False),
    sa.Column("municipality_id", sa.Uuid(), sa.ForeignKey("municipality.id"), nullable=False),
    sa.Column("value", sa.String(14), nullable=False),
    sa.Column("reason", sa.Text()),
    sa.Column("evidence_kind", sa.String(12)),
    sa.Column("evidence_note", sa.String(500)),
    sa.Column("evidence_link", sa.String(500)),
    sa.Column("changed", sa.String(3)),
    sa.Column("changed_what", sa.Text()),
    sa.Column("changed_action_id", sa.Uuid()),
    sa.Column("version", sa.Integer(), nullable=False),
    sa.Column("saved_at", MOMENT, nullable=False),
    sa.Column("saved_by", sa.Uuid(), sa.ForeignKey("user.id"), nullable=False),
    sa.Column("id", sa.Uuid(), primary_key=True),
    sa.CheckConstraint("value IN ('0', '1', '2', '3', '4', 'not_applicable', '')", name="value"),
    sa.UniqueConstraint("assessment_id", "item"),
)
sa.Table(
    "agreed_score_version",
    TABLES,
    sa.Column("item", sa.String(60), nullable=False),
    sa.Column("dissent", sa.Text()),
    sa.Column("present", sa.Text()),
    sa.Column("meeting_id", sa.Uuid()),
    sa.Column("assessment_id", sa.Uuid(), sa.ForeignKey("assessment.id"), nullable=False),
    sa.Column("municipality_id", sa.Uuid(), sa.ForeignKey("municipality.id"), nullable=False),
    sa.Column("value", sa.String(14), nullable=False),
    sa.Column("reason", sa.Text()),
    sa.Column("evidence_kind", sa.String(12)),
    sa.Column("evidence_note", sa.String(500)),
    sa.Column("evidence_link", sa.String(500)),
    sa.Column("changed", sa.String(3)),
    sa.Column("changed_what", sa.Text()),
    sa.Column("changed_action_id", sa.Uuid()),
    sa.Column("version", sa.Integer(), nullable=False),
    sa.Column("saved_at", MOMENT, nullable=False),
    sa.Column("saved_by", sa.Uuid(), sa.ForeignKey("user.id"), nullable=False),
    sa.PrimaryKeyConstraint("assessment_id", "item", "version"),
)
sa.Table(
    "closing_text",
    TABLES,
    sa.Column("text", sa.Text(), nullable=False),
    sa.Column("item", sa.String(60), nullable=False),
    sa.Column("version", sa.Integer(), nullable=False),
    sa.Column("saved_at", MOMENT, nullable=False),
    sa.Column("saved_by", sa.Uuid(), sa.ForeignKey("user.id"), nullable=False),
    sa.Column("assessment_id", sa.Uuid(), sa.ForeignKey("assessment.id"), nullable=False),
    sa.Column("municipality_id", sa.Uuid(), sa.ForeignKey("municipality.id"), nullable=False),
    sa.Column("participation_id", sa.Uuid(), sa.ForeignKey("participation.id"), nullable=False),
    sa.Column("id", sa.Uuid(), primary_key=True),
    sa.UniqueConstraint("participation_id", "item"),
    sa.Index("ix_closing_text_assessment_id_item", "assessment_id", "item"),
)
sa.Table(
    "closing_text_version",
    TABLES,
    sa.Column("text", sa.Text(), nullable=False),
    sa.Column("item", sa.String(60), nullable=False),
    sa.Column("version", sa.Integer(), nullable=False),
    sa.Column("saved_at", MOMENT, nullable=False),
    sa.Column("saved_by", sa.Uuid(), sa.ForeignKey("user.id"), nullable=False),
    sa.Column("assessment_id", sa.Uuid(), sa.ForeignKey("assessment.id"), nullable=False),
    sa.Column("municipality_id", sa.Uuid(), sa.ForeignKey("municipality.id"), nullable=False),
    sa.Column("participation_id", sa.Uuid(), sa.ForeignKey("participation.id"), nullable=False),
    sa.PrimaryKeyConstraint("participation_id", "item", "version"),
)
sa.Table(
    "back_answer",
    TABLES,
    sa.Column("value", sa.String(14), nullable=False),
    sa.Column("item", sa.String(60), nullable=False),
    sa.Column("version", sa.Integer(), nullable=False),
    sa.Column("saved_at", MOMENT, nullable=False),
    sa.Column("saved_by", sa.Uuid(), sa.ForeignKey("user.id"), nullable=False),
    sa.Column("assessment_id", sa.Uuid(), sa.ForeignKey("assessment.id"), nullable=False),
    sa.Column("municipality_id", sa.Uuid(), sa.ForeignKey("municipality.id"), nullable=False),
    sa.Column("participation_id", sa.Uuid(), sa.ForeignKey("participation.id"), nullable=False),
    sa.Column("id", sa.Uuid(), primary_key=True),
    sa.CheckConstraint("value IN ('0', '1', '2', '3', '4', 'unknown', '')", name="value"),
    sa.UniqueConstraint("participation_id", "item"),
    sa.Index("ix_back_answer_assessment_id_item", "assessment_id", "item"),
)
sa.Table(
    "back_answer_version",
    TABLES,
    sa.Column("value", sa.String(14), nullable=False),
    sa.Column("item", sa.String(60), nullable=False),
    sa.Column("version", sa.Integer(), nullable=False),
    sa.Column("saved_at", MOMENT, nullable=False),
    sa.Column("saved_by", sa.Uuid(), sa.ForeignKey("user.id"), nullable=False),
    sa.Column("assessment_id", sa.Uuid(), sa.ForeignKey("assessment.id"), nullable=False),
    sa.Column("municipality_id", sa.Uuid(), sa.ForeignKey("municipality.id"), nullable=False),
    sa.Column("participation_id", sa.Uuid(), sa.ForeignKey("participation.id"), nullable=False),
    sa.PrimaryKeyConstraint("participation_id", "item", "version"),
)

# Talking about it.

sa.Table(
    "meeting",
    TABLES,
    sa.Column("assessment_id", sa.Uuid(), sa.ForeignKey("assessment.id"), nullable=False),
    sa.Column("municipality_id", sa.Uuid(), sa.ForeignKey("municipality.id"), nullable=False),
    sa.Column("item", sa.String(60)),
    sa.Column("item_since", MOMENT),
    sa.Column("minutes", sa.Integer(), nullable=False),
    sa.Column("present", sa.Text(), nullable=False),
    sa.Column("version", sa.Integer(), nullable=False),
    sa.Column("started_at", MOMENT, nullable=False),
    sa.Column("started_by", sa.Uuid(), sa.ForeignKey("user.id"), nullable=False),
    sa.Column("ended_at", MOMENT),
    sa.Column("ended_by", sa.Uuid(), sa.ForeignKey("user.id")),
    sa.Column("id", sa.Uuid(), primary_key=True),
    sa.Index("ix_meeting_assessment_id", "assessment_id"),
    sa.Index(
        "uq_meeting_running",
        "assessment_id",
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    ),
)
sa.Table(
    "meeting_item",
    TABLES,
    sa.Column("meeting_id", sa.Uuid(), sa.ForeignKey("meeting.id"), nullable=False),
    sa.Column("item", sa.String(60), nullable=False),
    sa.Column("municipality_id", sa.Uuid(), sa.ForeignKey("municipality.id"), nullable=False),
    sa.Column("position", sa.Integer(), nullable=False),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("discussed_at", MOMENT),
    sa.PrimaryKeyConstraint("meeting_id", "item"),
)
sa.Table(
    "settled_point",
    TABLES,
    sa.Column("assessment_id", sa.Uuid(), sa.ForeignKey("assessment.id"), nullable=False),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("subject", sa.String(80), nullable=False),
    sa.Column("municipality_id", sa.Uuid(), sa.ForeignKey("municipality.id"), nullable=False),
    sa.Column("settled_at", MOMENT, nullable=False),
    sa.Column("settled_by", sa.Uuid(), sa.ForeignKey("user.id"), nullable=False),
    sa.Column("note", sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint("assessment_id", "kind", "subject"),
)
sa.Table(
    "contact",
    TABLES,
    sa.Column("municipality_id", sa.Uuid(), sa.ForeignKey("municipality.id"), nullable=False),
    sa.Column("adviser_id", sa.Uuid(), sa.ForeignKey("user.id"), nullable=False),
    sa.Column("day", sa.Date(), nullable=False),
    sa.Column("kind", sa.String(10), nullable=False),
    sa.Column("note", sa.Text(), nullable=False),
    sa.Column("created_at", MOMENT, nullable=False),
    sa.Column("id", sa.Uuid(), primary_key=True),
    sa.CheckConstraint("kind IN ('phone', 'mail', 'visit', 'online', 'other')", name="kind"),
    sa.Index("ix_contact_municipality_id_day", "municipality_id", "day"),
)

# The trail, mail, remarks and reports.

sa.Table(
    "remark",
    TABLES,
    sa.Column("assessment_id", sa.Uuid(), sa.ForeignKey("assessment.id"), nullable=False),
    sa.Column("municipality_id", sa.Uuid(), sa.ForeignKey("municipality.id"), nullable=False),
    sa.Column("item", sa.String(60)),
    sa.Column("parent_id", sa.Uuid(), sa.ForeignKey("remark.id")),
    sa.Column("author_id", sa.Uuid(), sa.ForeignKey("user.id"), nullable=False),
    sa.Column("audience", sa.String(10), nullable=False),
    sa.Column("text", sa.Text(), nullable=False),
    sa.Column("created_at", MOMENT, nullable=False),
    sa.Column("assigned_to", sa.Uuid(), sa.ForeignKey("user.id")),
    sa.Column("resolved_at", MOMENT),
    sa.Column("resolved_by", sa.Uuid(), sa.ForeignKey("user.id")),
    sa.Column("id", sa.Uuid(), primary_key=True),
    sa.CheckConstraint("audience IN ('all', 'advisers')", name="audience"),
    sa.Index("ix_remark_assessment_id_item", "assessment_id", "item"),
)
sa.Table(
    "audit_entry",
    TABLES,
    sa.Column("at", MOMENT, nullable=False),
    sa.Column("actor_id", sa.Uuid(), sa.ForeignKey("user.id")),
    sa.Column("municipality_id", sa.Uuid(), sa.ForeignKey("municipality.id")),
    sa.Column("assessment_id", sa.Uuid(), sa.ForeignKey("assessment.id")),
    sa.Column("action", sa.String(40), nullable=False),
    sa.Column("subject", sa.String(80), nullable=False),
    sa.Column("old", sa.JSON()),
    sa.Column("new", sa.JSON()),
    sa.Column("reason", sa.Text()),
    sa.Column("id", sa.Uuid(), primary_key=True),
    sa.Index("ix_audit_entry_assessment_id_at", "assessment_id", "at"),
    sa.Index("ix_audit_entry_municipality_id_at", "municipality_id", "at"),
)
sa.Table(
    "report",
    TABLES,
    sa.Column("assessment_id", sa.Uuid(), sa.ForeignKey("assessment.id"), nullable=False),
    sa.Column("municipality_id", sa.Uuid(), sa.ForeignKey("municipality.id"), nullable=False),
    sa.Column("number", sa.Integer(), nullable=False),
    sa.Column("interchange", sa.Text(), nullable=False),
    sa.Column("rules", sa.Integer(), nullable=False),
    sa.Column("agreed_at", MOMENT, nullable=False),
    sa.Column("agreed_by", sa.Uuid(), sa.ForeignKey("user.id"), nullable=False),
    sa.Column("approved_by", sa.Uuid(), sa.ForeignKey("user.id")),
    sa.Column("id", sa.Uuid(), primary_key=True),
    sa.UniqueConstraint("assessment_id", "number"),
)
sa.Table(
    "rendering",
    TABLES,
    sa.Column("report_id", sa.Uuid(), sa.ForeignKey("report.id"), nullable=False),
    sa.Column("municipality_id", sa.Uuid(), sa.ForeignKey("municipality.id"), nullable=False),
    sa.Column("kind", sa.String(10), nullable=False),
    sa.Column("form", sa.String(10), nullable=False),
    sa.Column("content", sa.LargeBinary(), nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("renderer", sa.Integer(), nullable=False),
    sa.Column("id", sa.Uuid(), primary_key=True),
    sa.UniqueConstraint("report_id", "kind", "form"),
    sa.Index("ix_rendering_sha256", "sha256"),
)
sa.Table(
    "outbox_mail",
    TABLES,
    sa.Column("kind", sa.String(20), nullable=False, server_default=sa.text("''")),
    sa.Column("participation_id", sa.Uuid(), sa.ForeignKey("participation.id")),
    sa.Column("recipient", sa.String(254), nullable=False),
    sa.Column("subject", sa.String(200), nullable=False),
    sa.Column("text", sa.Text(), nullable=False),
    sa.Column("html", sa.Text()),
    sa.Column("reply_to", sa.String(254)),
    sa.Column("calendar", sa.Text()),
    sa.Column("created_at", MOMENT, nullable=False),
    sa.Column("attempts", sa.Integer(), nullable=False),
    sa.Column("next_attempt_at", MOMENT, nullable=False),
    sa.Column("sent_at", MOMENT),
    sa.Column("id", sa.Uuid(), primary_key=True),
    sa.Index("ix_outbox_mail_participation_id", "participation_id"),
    sa.Index("ix_outbox_mail_sent_at_created_at", "sent_at", "created_at"),
)

# The ten months after it.

sa.Table(
    "priority_choice",
    TABLES,
    sa.Column("assessment_id", sa.Uuid(), sa.ForeignKey("assessment.id"), nullable=False),
    sa.Column("municipality_id", sa.Uuid(), sa.ForeignKey("municipality.id"), nullable=False),
    sa.Column("number", sa.Integer(), nullable=False),
    sa.Column("report_number", sa.Integer(), nullable=False),
    sa.Column("rules", sa.Integer(), nullable=False),
    sa.Column("proposal", sa.JSON(), nullable=False),
    sa.Column("decided_by", sa.String(80), nullable=False),
    sa.Column("note", sa.Text(), nullable=False),
    sa.Column("chosen_at", MOMENT, nullable=False),
    sa.Column("chosen_by", sa.Uuid(), sa.ForeignKey("user.id"), nullable=False),
    sa.Column("id", sa.Uuid(), primary_key=True),
    sa.UniqueConstraint("assessment_id", "number"),
)
sa.Table(
    "chosen_domain",
    TABLES,
    sa.Column("choice_id", sa.Uuid(), sa.ForeignKey("priority_choice.id"), nullable=False),
    sa.Column("domain", sa.String(40), nullable=False),
    sa.Column("municipality_id", sa.Uuid(), sa.ForeignKey("municipality.id"), nullable=False),
    sa.Column("kind", sa.String(10), nullable=False),
    sa.Column("position", sa.Integer(), nullable=False),
    sa.Column("reason", sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint("choice_id", "domain"),
    sa.CheckConstraint("kind IN ('chosen', 'ambassador')", name="kind"),
)
sa.Table(
    "trajectory",
    TABLES,
    sa.Column("assessment_id", sa.Uuid(), sa.ForeignKey("assessment.id"), nullable=False),
    sa.Column("municipality_id", sa.Uuid(), sa.ForeignKey("municipality.id"), nullable=False),
    sa.Column("started_on", sa.Date(), nullable=False),
    sa.Column("hours", sa.Integer(), nullable=False),
    sa.Column("created_at", MOMENT, nullable=False),
    sa.Column("created_by", sa.Uuid(), sa.ForeignKey("user.id"), nullable=False),
    sa.Column("ended_at", MOMENT),
    sa.Column("version", sa.Integer(), nullable=False),
    sa.Column("id", sa.Uuid(), primary_key=True),
    sa.UniqueConstraint("assessment_id"),
    sa.Index("ix_trajectory_municipality_id", "municipality_id"),
)
sa.Table(
    "trajectory_step",
    TABLES,
    sa.Column("trajectory_id", sa.Uuid(), sa.ForeignKey("trajectory.id"), nullable=False),
    sa.Column("step", sa.String(20), nullable=False),
    sa.Column("municipality_id", sa.Uuid(), sa.ForeignKey("municipality.id"), nullable=False),
    sa.Column("planned_start", sa.Date(), nullable=False),
    sa.Column("planned_end", sa.Date(), nullable=False),
    sa.Column("started_on", sa.Date()),
    sa.Column("ended_on", sa.Date()),
    sa.Column("version", sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint("trajectory_id", "step"),
    sa.CheckConstraint("planned_start <= planned_end", name="planned"),
    sa.CheckConstraint("step IN ('inventory', 'priorities', 'actions', 'partners', 'evaluation')", name="step"),
)
sa.Table(
    "hour_entry",
    TABLES,
    sa.Column("trajectory_id", sa.Uuid(), sa.ForeignKey("trajectory.id"), nullable=False),
    sa.Column("municipality_id", sa.Uuid(), sa.ForeignKey("municipality.id"), nullable=False),
    sa.Column("step", sa.String(20), nullable=False),
    sa.Column("day", sa.Date(), nullable=False),
    sa.Column("minutes", sa.Integer(), nullable=False),
    sa.Column("who", sa.String(80), nullable=False),
    sa.Column("note", sa.Text(), nullable=False),
    sa.Column("created_at", MOMENT, nullable=False),
    sa.Column("created_by", sa.Uuid(), sa.ForeignKey("user.id"), nullable=False),
    sa.Column("removed_at", MOMENT),
    sa.Column("id", sa.Uuid(), primary_key=True),
    sa.CheckConstraint("minutes > 0", name="minutes"),
    sa.CheckConstraint("step IN ('inventory', 'priorities', 'actions', 'partners', 'evaluation')", name="step"),
    sa.Index("ix_hour_entry_trajectory_id", "trajectory_id"),
)
sa.Table(
    "appointment",
    TABLES,
    sa.Column("trajectory_id", sa.Uuid(), sa.ForeignKey("trajectory.id"), nullable=False),
    sa.Column("municipality_id", sa.Uuid(), sa.ForeignKey("municipality.id"), nullable=False),
    sa.Column("step", sa.String(20), nullable=False),
    sa.Column("kind", sa.String(10), nullable=False),
    sa.Column("title", sa.String(80), nullable=False),
    sa.Column("day", sa.Date(), nullable=False),
    sa.Column("at", sa.Time()),
    sa.Column("minutes", sa.Integer()),
    sa.Column("place", sa.String(200), nullable=False),
    sa.Column("note", sa.Text(), nullable=False),
    sa.Column("created_at", MOMENT, nullable=False),
    sa.Column("created_by", sa.Uuid(), sa.ForeignKey("user.id"), nullable=False),
    sa.Column("cancelled_at", MOMENT),
    sa.Column("version", sa.Integer(), nullable=False),
    sa.Column("id", sa.Uuid(), primary_key=True),
    sa.CheckConstraint("kind IN ('meeting', 'session', 'visit', 'decision', 'other')", name="kind"),
    sa.CheckConstraint("step IN ('inventory', 'priorities', 'actions', 'partners', 'evaluation')", name="step"),
    sa.Index("ix_appointment_trajectory_id", "trajectory_id"),
)
sa.Table(
    "sent_reminder",
    TABLES,
    sa.Column("user_id", sa.Uuid(), sa.ForeignKey("user.id"), nullable=False),
    sa.Column("subject", sa.String(80), nullable=False),
    sa.Column("due", sa.Date(), nullable=False),
    sa.Column("kind", sa.String(10), nullable=False),
    sa.Column("trajectory_id", sa.Uuid(), sa.ForeignKey("trajectory.id"), nullable=False),
    sa.Column("sent_at", MOMENT, nullable=False),
    sa.PrimaryKeyConstraint("user_id", "subject", "due", "kind"),
)
sa.Table(
    "digest_day",
    TABLES,
    sa.Column("user_id", sa.Uuid(), sa.ForeignKey("user.id"), nullable=False),
    sa.Column("day", sa.Date(), nullable=False),
    sa.Column("sent_at", MOMENT, nullable=False),
    sa.PrimaryKeyConstraint("user_id", "day"),
)
sa.Table(
    "calendar_feed",
    TABLES,
    sa.Column("user_id", sa.Uuid(), sa.ForeignKey("user.id"), nullable=False),
    sa.Column("trajectory_id", sa.Uuid(), sa.ForeignKey("trajectory.id"), nullable=False),
    sa.Column("municipality_id", sa.Uuid(), sa.ForeignKey("municipality.id"), nullable=False),
    sa.Column("created_at", MOMENT, nullable=False),
    sa.Column("revoked_at", MOMENT),
    sa.Column("id", sa.Uuid(), primary_key=True),
    sa.Index(
        "uq_calendar_feed_working",
        "user_id",
        "trajectory_id",
        unique=True,
        sqlite_where=sa.text("revoked_at IS NULL"),
        postgresql_where=sa.text("revoked_at IS NULL"),
    ),
)

# Improvement actions and partners.

sa.Table(
    "improvement_action",
    TABLES,
    sa.Column("trajectory_id", sa.Uuid(), sa.ForeignKey("trajectory.id"), nullable=False),
    sa.Column("municipality_id", sa.Uuid(), sa.ForeignKey("municipality.id"), nullable=False),
    sa.Column("domain", sa.String(40), nullable=False),
    sa.Column("item", sa.String(60)),
    sa.Column("kind", sa.String(10), nullable=False),
    sa.Column("bank_id", sa.String(20)),
    sa.Column("practice_id", sa.Uuid()),
    sa.Column("source", sa.String(200), nullable=False),
    sa.Column("title", sa.String(120), nullable=False),
    sa.Column("text", sa.Text(), nullable=False),
    sa.Column("owner", sa.String(80), nullable=False),
    sa.Column("owner_id", sa.Uuid(), sa.ForeignKey("user.id")),
    sa.Column("owner_mailed_at", MOMENT),
    sa.Column("link_hash", sa.String(64)),
    sa.Column("partners_text", sa.Text(), nullable=False),
    sa.Column("starts_on", sa.Date()),
    sa.Column("ends_on", sa.Date()),
    sa.Column("done_when", sa.Text(), nullable=False),
    sa.Column("effort", sa.String(10)),
    sa.Column("hours", sa.Integer()),
    sa.Column("value", sa.Integer()),
    sa.Column("expected", sa.Integer()),
    sa.Column("state", sa.String(10), nullable=False),
    sa.Column("stop_reason", sa.Text()),
    sa.Column("position", sa.Integer(), nullable=False),
    sa.Column("created_at", MOMENT, nullable=False),
    sa.Column("created_by", sa.Uuid(), sa.ForeignKey("user.id"), nullable=False),
    sa.Column("done_on", sa.Date()),
    sa.Column("version", sa.Integer(), nullable=False),
    sa.Column("id", sa.Uuid(), primary_key=True),
    sa.CheckConstraint("starts_on IS NULL OR ends_on IS NULL OR starts_on <= ends_on", name="dates"),
    sa.CheckConstraint("effort IS NULL OR effort IN ('small', 'medium', 'large')", name="effort"),
    sa.CheckConstraint("expected IS NULL OR expected BETWEEN 0 AND 4", name="expected"),
    sa.CheckConstraint("kind IN ('improve', 'find_out')", name="kind"),
    sa.CheckConstraint("state IN ('proposed', 'planned', 'running', 'done', 'stopped')", name="state"),
    sa.CheckConstraint("(state = 'stopped') = (stop_reason IS NOT NULL)", name="stopped"),
    sa.UniqueConstraint("link_hash"),
    sa.Index("ix_improvement_action_owner_id", "owner_id"),
    sa.Index("ix_improvement_action_trajectory_id", "trajectory_id"),
)
sa.Table(
    "action_partner",
    TABLES,
    sa.Column("action_id", sa.Uuid(), sa.ForeignKey("improvement_action.id"), nullable=False),
    sa.Column("partner_id", sa.Uuid(), sa.ForeignKey("partner.id"), nullable=False),
    sa.Column("municipality_id", sa.Uuid(), sa.ForeignKey("municipality.id"), nullable=False),
    sa.PrimaryKeyConstraint("action_id", "partner_id"),
    sa.Index("ix_action_partner_partner_id", "partner_id"),
)
sa.Table(
    "action_note",
    TABLES,
    sa.Column("action_id", sa.Uuid(), sa.ForeignKey("improvement_action.id"), nullable=False),
    sa.Column("municipality_id", sa.Uuid(), sa.ForeignKey("municipality.id"), nullable=False),
    sa.Column("author_id", sa.Uuid(), sa.ForeignKey("user.id"), nullable=False),
    sa.Column("text", sa.Text(), nullable=False),
    sa.Column("created_at", MOMENT, nullable=False),
    sa.Column("id", sa.Uuid(), primary_key=True),
    sa.Index("ix_action_note_action_id", "action_id"),
)
sa.Table(
    "no_action",
    TABLES,
    sa.Column("trajectory_id", sa.Uuid(), sa.ForeignKey("trajectory.id"), nullable=False),
    sa.Column("item", sa.String(60), nullable=False),
    sa.Column("municipality_id", sa.Uuid(), sa.ForeignKey("municipality.id"), nullable=False),
    sa.Column("reason", sa.Text(), nullable=False),
    sa.Column("decided_at", MOMENT, nullable=False),
    sa.Column("decided_by", sa.Uuid(), sa.ForeignKey("user.id"), nullable=False),
    sa.PrimaryKeyConstraint("trajectory_id", "item"),
)
sa.Table(
    "partner",
    TABLES,
    sa.Column("municipality_id", sa.Uuid(), sa.ForeignKey("municipality.id"), nullable=False),
    sa.Column("organisation", sa.String(120), nullable=False),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("contact", sa.String(80), nullable=False),
    sa.Column("agreements", sa.Text(), nullable=False),
    sa.Column("created_at", MOMENT, nullable=False),
    sa.Column("created_by", sa.Uuid(), sa.ForeignKey("user.id"), nullable=False),
    sa.Column("ended_at", MOMENT),
    sa.Column("version", sa.Integer(), nullable=False),
    sa.Column("id", sa.Uuid(), primary_key=True),
    sa.CheckConstraint(
        "kind IN ('language', 'library', 'welfare', 'health', 'work', 'education', 'housing', 'employer', "
        "'volunteers', 'government', 'other')",
        name="kind",
    ),
    sa.Index("ix_partner_municipality_id", "municipality_id"),
)
sa.Table(
    "partner_domain",
    TABLES,
    sa.Column("partner_id", sa.Uuid(), sa.ForeignKey("partner.id"), nullable=False),
    sa.Column("domain", sa.String(40), nullable=False),
    sa.Column("municipality_id", sa.Uuid(), sa.ForeignKey("municipality.id"), nullable=False),
    sa.PrimaryKeyConstraint("partner_id", "domain"),
)

# What municipalities share with each other.

sa.Table(
    "shared_practice",
    TABLES,
    sa.Column("action_id", sa.Uuid(), sa.ForeignKey("improvement_action.id"), nullable=False),
    sa.Column("municipality_id", sa.Uuid(), sa.ForeignKey("municipality.id"), nullable=False),
    sa.Column("questionnaire_id", sa.String(20), nullable=False),
    sa.Column("domain", sa.String(40), nullable=False),
    sa.Column("question", sa.String(20), nullable=False),
    sa.Column("title", sa.String(120), nullable=False),
    sa.Column("text", sa.Text(), nullable=False),
    sa.Column("partners", sa.Text(), nullable=False),
    sa.Column("done_when", sa.Text(), nullable=False),
    sa.Column("effort", sa.String(10)),
    sa.Column("state", sa.String(10), nullable=False),
    sa.Column("experience", sa.Text(), nullable=False),
    sa.Column("shows_name", sa.Boolean(), nullable=False),
    sa.Column("shared_at", MOMENT, nullable=False),
    sa.Column("shared_by", sa.Uuid(), sa.ForeignKey("user.id"), nullable=False),
    sa.Column("version", sa.Integer(), nullable=False),
    sa.Column("withdrawn_at", MOMENT),
    sa.Column("withdrawn_by", sa.Uuid(), sa.ForeignKey("user.id")),
    sa.Column("id", sa.Uuid(), primary_key=True),
    sa.CheckConstraint("effort IS NULL OR effort IN ('small', 'medium', 'large')", name="effort"),
    sa.CheckConstraint("(withdrawn_at IS NULL) = (withdrawn_by IS NULL)", name="withdrawn"),
    sa.Index("ix_shared_practice_municipality_id", "municipality_id"),
    sa.Index("ix_shared_practice_shared_at", "shared_at"),
    sa.Index(
        "uq_shared_practice_shared",
        "action_id",
        unique=True,
        sqlite_where=sa.text("withdrawn_at IS NULL"),
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    ),
)
sa.Table(
    "practice_question",
    TABLES,
    sa.Column("practice_id", sa.Uuid(), sa.ForeignKey("shared_practice.id"), nullable=False),
    sa.Column("municipality_id", sa.Uuid(), sa.ForeignKey("municipality.id"), nullable=False),
    sa.Column("asked_by", sa.Uuid(), sa.ForeignKey("user.id"), nullable=False),
    sa.Column("asked_at", MOMENT, nullable=False),
    sa.Column("text", sa.Text(), nullable=False),
    sa.Column("answer", sa.Text()),
    sa.Column("answered_at", MOMENT),
    sa.Column("answered_by", sa.Uuid(), sa.ForeignKey("user.id")),
    sa.Column("id", sa.Uuid(), primary_key=True),
    sa.CheckConstraint("(answered_at IS NULL) = (answer IS NULL)", name="answered"),
    sa.Index("ix_practice_question_municipality_id", "municipality_id"),
    sa.Index("ix_practice_question_practice_id", "practice_id"),
)

# The numbers of the network.

sa.Table(
    "network_consent",
    TABLES,
    sa.Column("assessment_id", sa.Uuid(), sa.ForeignKey("assessment.id"), nullable=False),
    sa.Column("municipality_id", sa.Uuid(), sa.ForeignKey("municipality.id"), nullable=False),
    sa.Column("lane", sa.String(10), nullable=False),
    sa.Column("given_at", MOMENT, nullable=False),
    sa.Column("given_by", sa.Uuid(), sa.ForeignKey("user.id"), nullable=False),
    sa.Column("withdrawn_at", MOMENT),
    sa.Column("withdrawn_by", sa.Uuid(), sa.ForeignKey("user.id")),
    sa.Column("report_number", sa.Integer(), nullable=False),
    sa.Column("core", sa.String(40), nullable=False),
    sa.Column("scored_at", MOMENT, nullable=False),
    sa.Column("id", sa.Uuid(), primary_key=True),
    sa.CheckConstraint("lane IN ('open', 'size', 'region', 'questions')", name="lane"),
    sa.CheckConstraint("(withdrawn_at IS NULL) = (withdrawn_by IS NULL)", name="withdrawn"),
    sa.Index("ix_network_consent_assessment_id", "assessment_id"),
    sa.Index("ix_network_consent_municipality_id", "municipality_id"),
)
sa.Table(
    "network_score",
    TABLES,
    sa.Column("consent_id", sa.Uuid(), sa.ForeignKey("network_consent.id"), nullable=False),
    sa.Column("cell", sa.String(60), nullable=False),
    sa.Column("municipality_id", sa.Uuid(), sa.ForeignKey("municipality.id"), nullable=False),
    sa.Column("value", sa.Integer(), nullable=False),
    sa.Column("mark", sa.String(16), nullable=False),
    sa.PrimaryKeyConstraint("consent_id", "cell"),
)
sa.Table(
    "network_cohort",
    TABLES,
    sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
    sa.Column("cell", sa.String(60), nullable=False),
    sa.Column("pool", sa.String(20), nullable=False),
    sa.Column("inner", sa.JSON(), nullable=False),
    sa.Column("hidden", sa.Integer(), nullable=False),
    sa.Column("closed_at", MOMENT, nullable=False),
    sa.Index("ix_network_cohort_cell", "cell"),
)
sa.Table(
    "network_member",
    TABLES,
    sa.Column("cohort_number", sa.Integer(), sa.ForeignKey("network_cohort.number"), nullable=False),
    sa.Column("municipality_id", sa.Uuid(), sa.ForeignKey("municipality.id"), nullable=False),
    sa.Column("mark", sa.String(16), nullable=False),
    sa.PrimaryKeyConstraint("cohort_number", "municipality_id"),
)
sa.Table(
    "network_figure",
    TABLES,
    sa.Column("cell", sa.String(60), nullable=False),
    sa.Column("filter", sa.String(20), nullable=False),
    sa.Column("low", sa.Integer()),
    sa.Column("middle", sa.Integer()),
    sa.Column("high", sa.Integer()),
    sa.Column("size", sa.Integer(), nullable=False),
    sa.Column("counted", sa.JSON(), nullable=False),
    sa.Column("published_at", MOMENT, nullable=False),
    sa.PrimaryKeyConstraint("cell", "filter"),
)
sa.Table(
    "network_state",
    TABLES,
    sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
    sa.Column("counted_at", MOMENT, nullable=False),
    sa.Column("closed_filters", sa.JSON(), nullable=False),
    sa.Column("told", sa.JSON(), nullable=False),
    sa.Column("places", sa.JSON(), nullable=False),
    sa.Column("told_at", MOMENT),
    sa.CheckConstraint("id = 1", name="one"),
)

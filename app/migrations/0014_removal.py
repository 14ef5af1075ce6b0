"""Somebody can be removed: only while that is done, their name can be taken out of texts that otherwise stay."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
SCORED = ("reason", "evidence_note", "evidence_link", "changed_what")
TEXTS = {
    "action_note": ("text",),
    "agreed_score_version": (*SCORED, "dissent", "present"),
    "answer_version": SCORED,
    "audit_entry": ("old", "new", "reason"),
    "chosen_domain": ("reason",),
    "closing_text_version": ("text",),
    "contact": ("note",),
    "priority_choice": ("decided_by", "note"),
    "remark": ("text",),
}
"""The texts of tables of which rows are only added; all other columns never change."""
OF_REMARK = (
    "id",
    "assessment_id",
    "municipality_id",
    "item",
    "parent_id",
    "author_id",
    "audience",
    "text",
    "created_at",
)
"""What never changed about a remark before."""
UNDER_WAY = "EXISTS (SELECT 1 FROM removal WHERE number IS NOT NULL AND done_at IS NULL)"
"""Nobody else sees such a row: it is begun and done in one transaction."""
POSTGRESQL_FUNCTION = f"""
CREATE FUNCTION refuse_change_of_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT {UNDER_WAY} THEN RAISE EXCEPTION 'rows of % can only be added', TG_TABLE_NAME; END IF;
  RETURN NEW;
END $$
"""


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "removal",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("done_at", MOMENT, nullable=True),
        sa.Column("wiped_at", MOMENT, nullable=True),
        sa.CheckConstraint("done_at IS NULL OR number IS NOT NULL", name=op.f("ck_removal_done")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_removal_user_id")),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_removal")),
        sa.UniqueConstraint("number", name=op.f("uq_removal_number")),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute(POSTGRESQL_FUNCTION)
    for table, texts in TEXTS.items():
        others = [column for column in unchanging(table) if column not in texts]
        drop(trigger_of(table), table)
        refuse(trigger_of(table), update_of(others) + deleting(table), table)
        refuse(f"{table}_words", update_of(texts), table, unless=True)


def unchanging(table: str) -> Sequence[str]:
    """The columns that could not be changed until now."""
    if table == "remark":
        return OF_REMARK
    return [column["name"] for column in sa.inspect(op.get_bind()).get_columns(table)]


def update_of(columns: Sequence[str]) -> str:
    """A change of one of these columns; some have the name of a keyword."""
    return "UPDATE OF " + ", ".join(f'"{column}"' for column in columns)


def refuse(name: str, change: str, table: str, *, unless: bool = False) -> None:
    """A trigger against a change; `unless` somebody is being removed."""
    if op.get_bind().dialect.name == "postgresql":
        function = "refuse_change_of_words" if unless else "refuse_change"
        op.execute(f"CREATE TRIGGER {name} BEFORE {change} ON {table} FOR EACH ROW EXECUTE FUNCTION {function}()")
        return
    when = f"WHEN NOT {UNDER_WAY} " if unless else ""
    refusal = f"BEGIN SELECT RAISE(ABORT, 'rows of {table} can only be added'); END"
    op.execute(f"CREATE TRIGGER {name} BEFORE {change} ON {table} {when}{refusal}")


def refuses_both(table: str) -> bool:
    """Whether one trigger refuses both updating and deleting: on PostgreSQL, but for two tables."""
    return op.get_bind().dialect.name == "postgresql" and table not in ("contact", "remark")


def trigger_of(table: str) -> str:
    """The trigger that refuses updates."""
    return f"{table}_append_only" if refuses_both(table) else f"{table}_no_update"


def deleting(table: str) -> str:
    """What that trigger refuses besides."""
    return " OR DELETE" if refuses_both(table) else ""


def drop(name: str, table: str) -> None:
    """Drop a trigger."""
    op.execute(f"DROP TRIGGER {name}{f' ON {table}' if op.get_bind().dialect.name == 'postgresql' else ''}")


def downgrade() -> None:
    """Go back."""
    for table in TEXTS:
        drop(f"{table}_words", table)
        drop(trigger_of(table), table)
        refuse(trigger_of(table), (update_of(OF_REMARK) if table == "remark" else "UPDATE") + deleting(table), table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_change_of_words()")
    op.drop_table("removal")

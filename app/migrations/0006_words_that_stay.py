"""What was said stays: contacts are only added, and of a remark changes only who it is for and whether it is done."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

SAID = "id, assessment_id, municipality_id, item, parent_id, author_id, audience, text, created_at"
"""The columns of a remark that never change, for the history tells them."""
TRIGGERS = {
    # table: {name: what it refuses}
    "contact": {"contact_no_update": "UPDATE", "contact_no_delete": "DELETE"},
    "remark": {"remark_no_update": f"UPDATE OF {SAID}", "remark_no_delete": "DELETE"},
}


def upgrade() -> None:
    """Go forward."""
    postgresql = op.get_bind().dialect.name == "postgresql"
    for table, triggers in TRIGGERS.items():
        refusal = f"BEGIN SELECT RAISE(ABORT, 'rows of {table} can only be added'); END"
        body = "FOR EACH ROW EXECUTE FUNCTION refuse_change()" if postgresql else refusal
        for name, change in triggers.items():
            op.execute(f"CREATE TRIGGER {name} BEFORE {change} ON {table} {body}")


def downgrade() -> None:
    """Go back."""
    postgresql = op.get_bind().dialect.name == "postgresql"
    for table, triggers in TRIGGERS.items():
        for name in triggers:
            op.execute(f"DROP TRIGGER {name}{f' ON {table}' if postgresql else ''}")

"""Changes to accounts that wait, and who signed in before: that is no longer forgotten."""

import secrets
import uuid

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
REFERS = {
    "user_id": "user",
    "municipality_id": "municipality",
    "replaces_id": "membership",
    "asked_by": "user",
}


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "account_change",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("role", sa.String(length=20), nullable=True),
        sa.Column("municipality_id", sa.Uuid(), nullable=True),
        sa.Column("replaces_id", sa.Uuid(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        *(sa.Column(name, MOMENT, nullable=False) for name in ("asked_at", "not_before")),
        sa.Column("takes_effect_at", MOMENT, nullable=True),
        sa.Column("own_hash", sa.String(length=64), nullable=False),
        sa.Column("own_confirms", sa.Boolean(), nullable=False),
        sa.Column("own_confirmed_at", MOMENT, nullable=True),
        sa.Column("other_hash", sa.String(length=64), nullable=True),
        *(sa.Column(name, MOMENT, nullable=True) for name in ("other_confirmed_at", "ended_at")),
        sa.Column("outcome", sa.String(length=10), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("kind IN ('email', 'second_step', 'role')", name=op.f("ck_account_change_kind")),
        *(
            sa.ForeignKeyConstraint([name], [f"{table}.id"], name=op.f(f"fk_account_change_{name}"))
            for name, table in REFERS.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_change")),
        *(sa.UniqueConstraint(name, name=op.f(f"uq_account_change_{name}")) for name in ("own_hash", "other_hash")),
    )
    for columns in (["user_id"], ["ended_at", "takes_effect_at"]):
        op.create_index(f"ix_account_change_{'_'.join(columns)}", "account_change", columns, unique=False)
    take_everybody_for_known()


def take_everybody_for_known() -> None:
    """The last sign-in of somebody is kept from now on. Of those who are here already it may have been removed: none of
    them is taken for somebody who never signed in, whose address an administrator can change at once."""
    person = sa.table("user", sa.column("id", sa.Uuid()), sa.column("created_at", MOMENT))
    moments = ("created_at", "expires_at", "ended_at")
    sign_in = sa.table(
        "sign_in",
        *(sa.column(name, sa.Uuid()) for name in ("id", "user_id")),
        sa.column("token_hash", sa.String()),
        *(sa.column(name, MOMENT) for name in moments),
    )
    unknown = sa.select(person).where(person.c.id.not_in(sa.select(sign_in.c.user_id)))
    rows = [
        {"id": uuid.uuid4(), "user_id": key, "token_hash": secrets.token_hex(32), **dict.fromkeys(moments, at)}
        for key, at in op.get_bind().execute(unknown)
    ]
    op.bulk_insert(sign_in, rows)


def downgrade() -> None:
    """Go back."""
    op.drop_table("account_change")

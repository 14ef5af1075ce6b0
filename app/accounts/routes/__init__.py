"""HTTP of this feature: signing in and out, and what people need for that."""

from app.accounts.routes import (
    account,
    changes,
    invitation,
    linking,
    personal,
    recovery_codes,
    second_step,
    sessions,
    signing_in,
    work_accounts,
)
from app.accounts.routes.blueprint import blueprint

__all__ = [
    "account",
    "blueprint",
    "changes",
    "invitation",
    "linking",
    "personal",
    "recovery_codes",
    "second_step",
    "sessions",
    "signing_in",
    "work_accounts",
]

"""HTTP of this feature: signing in and out, and what people need for that."""

from app.accounts import (
    account,
    second_step,
    sessions,
    signing_in,
    work_accounts,
)
from app.accounts.blueprint import blueprint

__all__ = [
    "account",
    "blueprint",
    "second_step",
    "sessions",
    "signing_in",
    "work_accounts",
]

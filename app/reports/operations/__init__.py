"""What people do with reports: freezing one at agreement, and checking a file of one."""

from app.reports.operations.checking import count_check, hash_of
from app.reports.operations.freezing import (
    Draft,
    DraftChangedError,
    Drawn,
    draft_report,
    draw_report,
    freeze_report,
    keep_forms,
)

__all__ = [
    "Draft",
    "DraftChangedError",
    "Drawn",
    "count_check",
    "draft_report",
    "draw_report",
    "freeze_report",
    "hash_of",
    "keep_forms",
]

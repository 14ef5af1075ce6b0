"""What differs between two versions of a report, as data."""

from app.reports.versions.comparing import compare_numbers, compare_said
from app.reports.versions.model import AgreedChange, AnswerChange, Change, DissentChange, Moved, Numbers, Said

__all__ = [
    "AgreedChange",
    "AnswerChange",
    "Change",
    "DissentChange",
    "Moved",
    "Numbers",
    "Said",
    "compare_numbers",
    "compare_said",
]

"""What changed in the answers since domains were sent back, equal to what the audit trail noted then."""

from app.reviews.queries.changes.contents import Change, Changes, Content, changes_in
from app.reviews.queries.changes.page import ChangesPage, changes_page
from app.reviews.queries.changes.periods import Period, periods_of
from app.reviews.queries.changes.recent import Recent, recent_changes
from app.reviews.queries.changes.versions import Versions, noted_now, read_versions

__all__ = [
    "Change",
    "Changes",
    "ChangesPage",
    "Content",
    "Period",
    "Recent",
    "Versions",
    "changes_in",
    "changes_page",
    "noted_now",
    "periods_of",
    "read_versions",
    "recent_changes",
]

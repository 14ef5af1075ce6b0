"""What the review says to all about questions that came back to who answers them."""

from collections.abc import Collection, Mapping

from app.assessments.queries.work import Work
from app.extensions import db
from app.remarks import Thread, threads_of


def remarks_on(work: Work, domain: str, items: Collection[str]) -> Mapping[str, list[Thread]]:
    """The remarks to all about these items, by item; none, and no statement, unless their domain was sent back.

    Before the review nobody reads them: answers are given blind.
    """
    if domain not in work.sent_back:
        return {}
    found: dict[str, list[Thread]] = {}
    only = next(iter(items)) if len(items) == 1 else None
    for thread in threads_of(db.session, work.assessment.id, among_advisers=False, item=only):
        if thread.item is not None and thread.item in items:
            found.setdefault(thread.item, []).append(thread)
    return found

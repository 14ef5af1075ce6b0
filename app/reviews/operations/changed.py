"""Whether something really changed, as it stands with an agreed score: taken from the answers, kept, or said anew."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from app.changing import Said
from app.models import AgreedScoreVersion, Assessment, User
from app.reports.queries import StoredScore
from app.reports.queries.assessment import agreed_rows
from app.reviews.queries.earlier_scores import Counted
from app.versions import StaleSaveError, save_agreed_scores


class Change(NamedTuple):
    """The columns of an agreed score that say so (S25)."""

    changed: str | None = None
    changed_what: str | None = None
    changed_action_id: uuid.UUID | None = None


class Given(NamedTuple):
    """What somebody answered, and what they say about a change."""

    value: str
    changed: str | None
    changed_what: str | None
    changed_action_id: uuid.UUID | None


def change_with(
    stored: StoredScore | None, value: str | None, answers: Iterable[Given], then: Counted | None, *, is_later: bool
) -> Change:
    """What an agreed score with this value says about a change; `is_later` when there is an earlier round.

    A score that is no other than then says nothing. A yes or no was said about one value, and counts for no other
    (S25): with another value it is asked again, and only what was written stays. A score about which nothing was said
    yet says what the answers say that gave this value.
    """
    kept = Change(*(getattr(stored, name) for name in Change._fields)) if stored else Change()
    if not value:
        return kept
    if is_later and not (then and then.differs_from(value)):
        return Change()
    if stored and stored.value == value:
        return kept
    if kept.changed or kept.changed_what:
        return kept._replace(changed=None)
    said = change_in(answer for answer in answers if answer.value == value)
    return said if said.changed else kept


def change_in(answers: Iterable[Given]) -> Change:
    """What answers say about real change, as S25 reads them: a `yes` goes before a `no`."""
    said = [answer for answer in answers if answer.changed]
    real = [answer for answer in said if answer.changed == "yes"]
    if not real:
        return Change("no") if said else Change()
    what = dict.fromkeys(answer.changed_what for answer in real if answer.changed_what)
    actions = [answer.changed_action_id for answer in real if answer.changed_action_id]
    return Change("yes", "\n".join(what) or None, actions[0] if actions else None)


def say_changes(
    session: Session,
    actor: User,
    assessment: Assessment,
    said: Mapping[str, Said],
    seen: Mapping[str, int],
    *,
    now: datetime,
) -> int:
    """Save what is said about agreed scores, by item, and how many of them say something else now; the rest stays.

    `seen` has the version of the score on the page. What nobody typed about, on a page with more than one, is left as
    somebody else saved it. Raises StaleSaveError, with the items that were typed about and saved by somebody else.
    """
    stored = {row.item: row for row in agreed_rows(session, assessment.id, list(said))}
    behind = {item for item, row in stored.items() if seen[item] != row.version}
    shown = {item: said_with(row) for item, row in stored.items() if item not in behind}
    shown |= said_in_versions(session, assessment, {item: seen[item] for item in behind})
    typed = [item for item, new in said.items() if new not in (shown.get(item), _held(stored.get(item)))]
    if stale := [item for item in typed if item in behind or not _holds(stored.get(item))]:
        raise StaleSaveError(stale)
    rows = [
        {
            **{name: getattr(stored[item], name) for name in StoredScore._fields if name != "version"},
            **said[item]._asdict(),
            "assessment_id": assessment.id,
            "municipality_id": assessment.municipality_id,
            "saved_by": actor.id,
            "saved_at": now,
        }
        for item in typed
    ]
    save_agreed_scores(session, rows, {item: stored[item].version for item in typed})
    return len(rows)


def said_with(score: StoredScore) -> Said:
    """What an agreed score says about a change, and its evidence."""
    return Said(*(getattr(score, name) for name in Said._fields))


def said_in_versions(session: Session, assessment: Assessment, versions: Mapping[str, int]) -> Mapping[str, Said]:
    """The same as it was in earlier versions of agreed scores, by item; a version that never was is absent."""
    if not versions:
        return {}
    query = select(AgreedScoreVersion.item, *(getattr(AgreedScoreVersion, name) for name in Said._fields)).where(
        AgreedScoreVersion.assessment_id == assessment.id,
        tuple_(AgreedScoreVersion.item, AgreedScoreVersion.version).in_(list(versions.items())),
    )
    return {row[0]: Said(*row[1:]) for row in session.execute(query)}


def _held(score: StoredScore | None) -> Said | None:
    return said_with(score) if score else None


def _holds(score: StoredScore | None) -> bool:
    return score is not None and bool(score.value)

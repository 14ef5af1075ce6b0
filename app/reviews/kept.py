"""Nobody loses what they typed: what was not saved is shown again, and waits as a draft of the page of a question."""

import json
import uuid
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from flask import redirect, request
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from app.models import Assessment, Base, ReviewDraft, User
from app.reviews.points import SettleForm
from app.reviews.remarks import RemarkChangeForm, RemarkForm
from app.reviews.scores import AgreedScoreForm, ChanceForm
from app.reviews.watched import WatchedForm, without
from app.saving.versioned import StaleSaveError, known_versions
from app.texts.assessments import PARTS, draft_again
from app.web.clock import now
from app.web.extensions import db
from app.web.forms import BaseForm, FormData

WATCHED: dict[str, tuple[type[WatchedForm], str]] = {
    "score": (AgreedScoreForm, "afspraak"),
    "chance": (ChanceForm, "value"),
    "settle": (SettleForm, "note"),
}
"""The forms that are once on a page, by part of the page, and where that part is."""
ALWAYS = frozenset({"answer", "addressee", "remark"})
"""The parts that are on a page whatever the state of the inventory."""


class Unsaved(NamedTuple):
    """Something that was typed on a page and not saved."""

    part: str
    place: str
    """The id of an element of the page."""
    texts: tuple[str, ...]

    @property
    def name(self) -> str:
        """What it is, in words."""
        return PARTS[self.part]


@dataclass(frozen=True, slots=True)
class Kept:
    """What was typed on a page and was not saved, as the page shows it again."""

    named: tuple[Unsaved, ...] = ()
    """What stands in its field still, when something else was saved; empty when nothing was."""
    homeless: tuple[Unsaved, ...] = ()
    """What has no place on the page any more."""


def unsaved_in(posted: FormData) -> tuple[Unsaved, ...]:
    """Everything that was typed or chosen in a form of a page, in the order of the page."""
    forms = ((part, place, kind(posted)) for part, (kind, place) in WATCHED.items())
    found = [Unsaved(part, place, form.typed_texts) for part, place, form in forms if form.is_touched]
    for name, value in posted.items():
        # The fields of the forms at a remark have its id before their name.
        remark, _, field = name.rpartition("-")
        if remark and field == "text" and value.strip():
            found.append(Unsaved("answer", name, (value,)))
        elif remark and field == "addressee" and RemarkChangeForm(posted, prefix=remark).is_touched:
            found.append(Unsaved("addressee", name, ()))
    if text := RemarkForm(posted).text.data:
        found.append(Unsaved("remark", "text", (text,)))
    return tuple(found)


def kept_of(left: FormData | None, shown: Collection[str], *, stays: bool) -> Kept:
    """What was typed, for a page with the parts `shown` and those that are always there; `stays`: after saving."""
    found = unsaved_in(left) if left else ()
    here = tuple(one for one in found if one.part in ALWAYS or one.part in shown)
    return Kept(here if stays else (), tuple(one for one in found if one not in here))


def redirect_or_keep(onward: str, page: Callable[[FormData], str], *saved: BaseForm) -> ResponseReturnValue:
    """Go on; or stay when something else was typed than in the forms that were saved: then `page` shows that again."""
    left = without(request.form, *saved)
    return (page(left), 200) if unsaved_in(left) else redirect(onward, 303)


TABLE = Base.metadata.tables[ReviewDraft.__tablename__]
OF_THE_PAGE = frozenset({"csrf_token", "draft", "version", "subject", "next", "skip", "discard", "forget"})
"""What a page sends that nobody types or chooses."""


@dataclass(frozen=True, slots=True)
class DraftHere:
    """What stood in the fields of the page of a question, as somebody left it."""

    fields: FormData
    version: uuid.UUID
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class DraftLine:
    """What the page says of a draft, and the versions of it that it knows."""

    known: str = ""
    said: str = ""
    elsewhere: tuple[str, ...] = ()
    """The texts that the same person typed in another window."""


def load_draft(session: Session, user: User, assessment: Assessment, item: str) -> DraftHere | None:
    """What this person typed there and did not save."""
    columns = ReviewDraft.fields, ReviewDraft.version, ReviewDraft.saved_at
    row = session.execute(select(*columns).where(*_mine(user, assessment, item))).first()
    return DraftHere(MultiDict(map(tuple, json.loads(row[0]))), row[1], row[2]) if row else None


def _mine(user: User, assessment: Assessment, item: str) -> tuple[Any, ...]:
    return ReviewDraft.assessment_id == assessment.id, ReviewDraft.user_id == user.id, ReviewDraft.item == item


def typed_fields(posted: FormData) -> FormData:
    """What of a posted page can wait; a field that came twice with one value is one."""
    pairs = without(posted).items(multi=True)
    return MultiDict(list(dict.fromkeys(pair for pair in pairs if pair[0] not in OF_THE_PAGE)))


def keep_draft(
    session: Session,
    user: User,
    assessment: Assessment,
    item: str,
    posted: FormData,
    known: Collection[uuid.UUID],
    version: uuid.UUID,
    *,
    now: datetime,
) -> uuid.UUID | None:
    """Keep what stands on a page and is not saved, as this version or as the one that says the same.

    Without anything of that there is no draft. Nothing is kept, and StaleSaveError raised, when a draft was typed
    elsewhere that the page does not know.
    """
    fields = typed_fields(posted)
    if not unsaved_in(fields):
        let_go(session, user, assessment, item, known)
        return None
    there = load_draft(session, user, assessment, item)
    if there is not None and there.fields == fields:
        return there.version
    build = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    statement = build(TABLE).values(
        assessment_id=assessment.id,
        user_id=user.id,
        item=item,
        fields=json.dumps([*fields.items(multi=True)], ensure_ascii=False),
        version=version,
        saved_at=now,
        municipality_id=assessment.municipality_id,
    )
    kept = {name: statement.excluded[name] for name in ("fields", "version", "saved_at")}
    key = (TABLE.c.assessment_id, TABLE.c.user_id, TABLE.c.item)
    upsert = statement.on_conflict_do_update(index_elements=key, set_=kept, where=TABLE.c.version.in_(list(known)))
    if session.connection().execute(upsert.returning(TABLE.c.item)).first() is None:
        raise StaleSaveError([item])
    return version


def let_go(session: Session, user: User, assessment: Assessment, item: str, known: Collection[uuid.UUID]) -> None:
    """Forget a draft that the page knows; one that was typed elsewhere stays."""
    if known:
        about = *_mine(user, assessment, item), ReviewDraft.version.in_(list(known))
        session.connection().execute(delete(ReviewDraft).where(*about))


def posted_versions() -> Collection[uuid.UUID]:
    """The versions of the draft that the page knows from which this request came."""
    return known_versions(request.form.get("draft", ""))


def keep_posted(assessment: Assessment, item: str, version: uuid.UUID) -> str:
    """Keep what this request sent; what the page knows of it from then on. Raises StaleSaveError."""
    kept = keep_draft(db.session, current_user, assessment, item, request.form, posted_versions(), version, now=now())
    return kept.hex if kept else ""


def settle_draft(assessment: Assessment, item: str | None, *saved: BaseForm) -> None:
    """After saving a part of a page: what else was typed there waits on, and what was saved waits no more."""
    if item is None:
        return
    left, known = without(request.form, *saved), posted_versions()
    try:
        keep_draft(db.session, current_user, assessment, item, left, known, uuid.uuid4(), now=now())
    except StaleSaveError:
        # The page shows what is left; what was typed elsewhere stays as it is.
        return


def draft_line(there: DraftHere | None, left: FormData | None, *, elsewhere: bool = False) -> DraftLine:
    """What a page says that shows a draft, or (`left`) what was posted just now.

    `elsewhere`: it shows both, so that whoever sends it again has seen what was typed in another window.
    """
    if left is None:
        return DraftLine(there.version.hex, draft_again(there.saved_at, now())) if there else DraftLine()
    known = request.form.get("draft", "")
    if there is None or not (elsewhere or there.fields == typed_fields(left)):
        return DraftLine(known)
    texts = (text for one in unsaved_in(there.fields) for text in one.texts) if elsewhere else ()
    return DraftLine(f"{known} {there.version.hex}", elsewhere=tuple(texts))

"""What is kept of one person, to read and as a file: made from the classification, so that nothing is left out."""

import json
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Table, and_, false, or_, select, union
from sqlalchemy.orm import Session, joinedload, selectinload

from app.models import Assessment, Base, ImprovementAction, Membership, Municipality, Participation, User
from app.personal import HOLDINGS, Holding
from app.state.asked import closing_questions, opportunity_questions_of, questionnaire_of, questions_by_domain
from app.texts.history import INSIDE, OUTSIDE
from app.texts.personal import AUDIENCES, COLUMNS, MAIL_KINDS, NOTHING, TABLES
from app.texts.words import CONFIDENCE, EVIDENCE, ROLES, SPECIAL
from app.web.formatting import long_date, long_moment
from questionnaires.model import GENERAL, Question

ON_A_PAGE = 100
"""Rows of one kind; the file has all of them."""
WORDS: Mapping[str, Mapping[str, str]] = {
    "role": ROLES,
    "evidence_kind": EVIDENCE,
    "confidence": CONFIDENCE,
    "audience": AUDIENCES,
    "kind": MAIL_KINDS,
}
"""The words for choices, by column."""
TYPED = ("reason", "evidence_note", "evidence_link", "dissent", "present", "note", "text")
"""The fields of a draft in which people type."""


@dataclass(frozen=True, slots=True)
class ExportSection:
    """The rows of one table that are about somebody."""

    table: str
    columns: Sequence[str]
    """Those that hold something in at least one row."""
    rows: Sequence[Mapping[str, Any]]
    worded: Sequence[Sequence[str]]
    """The same for a page, the first of them."""

    @property
    def title(self) -> str:
        """What these rows are."""
        return TABLES[self.table]

    @property
    def heads(self) -> list[str]:
        """How the columns are called."""
        return [COLUMNS[column] for column in self.columns]


@dataclass(frozen=True, slots=True)
class Export:
    """Everything that is kept of somebody, or what an administrator may see of it."""

    sections: Sequence[ExportSection]

    def document(self) -> str:
        """As JSON: moments in UTC, choices as they are kept."""
        found = {section.table: [dict(row) for row in section.rows] for section in self.sections}
        return json.dumps(found, ensure_ascii=False, indent=1, default=_plain) + "\n"


def load_export(session: Session, user: User, *, for_administrator: bool = False) -> Export:
    """What is kept of somebody; `for_administrator`: without what they said and where they take part."""
    owner, names = _load_owner(session, user), ExportNames(session)
    found = [
        section
        for name, holding in HOLDINGS.items()
        if name in TABLES and (holding.for_administrators or not for_administrator)
        if (section := _section(session, name, holding, owner, names)).rows
    ]
    return Export(found)


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose data it is."""

    user: User
    parts: Sequence[uuid.UUID]
    """What they answer as a colleague."""
    places: Sequence[uuid.UUID]
    """The municipalities with which they have something to do now."""

    def has(self, table: Table, holding: Holding) -> ColumnElement[bool]:
        """Which rows of a table are theirs.

        What they typed for a municipality is of that municipality: who has nothing to do with it any more reads only
        their own answers, and what is about themselves.
        """
        keys = {"email": self.user.email, "recipient": self.user.email}
        columns = [column for column in holding.of.split() if column != "participation_id"]
        mine = or_(false(), *(table.columns[column] == keys.get(column, self.user.id) for column in columns))
        if holding.kind == "words" and "municipality_id" in table.columns:
            mine = and_(mine, table.columns["municipality_id"].in_(self.places))
        if "participation_id" in table.columns and holding.kind in ("words", "colleague"):
            mine = or_(mine, table.columns["participation_id"].in_(self.parts))
        return mine


def _load_owner(session: Session, user: User) -> Owner:
    own = (Participation.user_id == user.id, Participation.role == "participant")
    places: CompoundSelect[Any] = union(
        select(Membership.municipality_id).where(Membership.user_id == user.id, Membership.ended_at.is_(None)),
        select(Participation.municipality_id).where(*own, Participation.ended_at.is_(None)),
        select(ImprovementAction.municipality_id).where(ImprovementAction.owner_id == user.id),
    )
    found = [place for place in session.scalars(places) if place]
    return Owner(user, session.scalars(select(Participation.id).where(*own)).all(), found)


class ExportNames:
    """Names for ids, looked up when they are needed."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._assessments: dict[uuid.UUID, Assessment] = {}
        self._questions: dict[uuid.UUID, dict[str, Question | str]] = {}

    def assessment(self, key: uuid.UUID) -> Assessment:
        """A round with its municipality and domains."""
        if key not in self._assessments:
            loaded = (joinedload(Assessment.municipality), selectinload(Assessment.domains))
            query = select(Assessment).where(Assessment.id == key).options(*loaded)
            self._assessments[key] = self.session.scalars(query.execution_options(populate_existing=True)).one()
        return self._assessments[key]

    def round(self, key: uuid.UUID) -> str:
        """`Voorbeeldstad, Eerste meting 2026`."""
        found = self.assessment(key)
        return f"{found.municipality.name}, {found.title}"

    def municipality(self, key: uuid.UUID) -> str:
        return self.session.get_one(Municipality, key).name

    def question(self, key: uuid.UUID, item: str) -> Question | str:
        """The question that an item is, or the text of a closing question; an unknown one stays as it is."""
        if key not in self._questions:
            self._questions[key] = dict(_questions(self.assessment(key)))
        return self._questions[key].get(item, item)


def _questions(assessment: Assessment) -> Iterator[tuple[str, Question | str]]:
    for asked in questionnaire_of(assessment).of_kind("general"):
        yield f"{GENERAL}/{asked.id}", asked
    for domain, questions in questions_by_domain(assessment):
        for asked in (*questions, *opportunity_questions_of(assessment, domain.id)):
            yield f"{domain.id}/{asked.id}", asked
        for key, text in closing_questions(domain).items():
            yield f"{domain.id}/{key}", text


def _section(session: Session, name: str, holding: Holding, owner: Owner, names: ExportNames) -> ExportSection:
    table, columns = Base.metadata.tables[name], holding.exported
    # Not whole rows: some hold a report.
    read = [column for column in table.columns if column.name in {*columns, "assessment_id", "item", "value"}]
    found = [dict(row) for row in session.execute(select(*read).where(owner.has(table, holding))).mappings()]
    moments = [column for column in columns if issubclass(table.columns[column].type.python_type, date)]
    rows = sorted(found, key=lambda row: [str(row[column] or "") for column in moments], reverse=True)
    filled = [column for column in columns if any(row[column] not in (None, "") for row in rows)]
    worded = [[_worded(column, row, names) for column in filled] for row in rows[:ON_A_PAGE]]
    plain = [{column: _named(column, row[column], names) for column in filled} for row in rows]
    return ExportSection(name, filled, plain, worded)


def _named(column: str, value: Any, names: ExportNames) -> Any:
    """A value for a file: ids as names."""
    if value is not None and column == "assessment_id":
        return names.round(value)
    return names.municipality(value) if value is not None and column == "municipality_id" else value


def _worded(column: str, row: Mapping[str, Any], names: ExportNames) -> str:
    """A value for a page."""
    value = _named(column, row[column], names)
    if value in (None, ""):
        return NOTHING
    if column in WORDS:
        return WORDS[column].get(value, str(value))
    if column in ("item", "value"):
        return _answered(column, row, names)
    if column == "action":
        events = INSIDE if row["assessment_id"] else OUTSIDE
        return events.kinds[events.kind_of(value)]
    if column == "fields":
        found = json.loads(value)
        # Of a question its columns; of a page in the review every field, some with the id of a remark before them.
        pairs = found.items() if isinstance(found, dict) else found
        return ", ".join(text for name, text in pairs if text and name.rpartition("-")[2] in TYPED)
    if isinstance(value, datetime):
        return long_moment(value)
    return long_date(value) if isinstance(value, date) else str(value)


def _answered(column: str, row: Mapping[str, Any], names: ExportNames) -> str:
    """A question in words, or the answer to it."""
    item, value = row["item"], str(row.get("value", ""))
    asked = names.question(row["assessment_id"], item) if item else ""
    if column == "item":
        return asked.text if isinstance(asked, Question) else asked
    if value.isdecimal() and isinstance(asked, Question):
        return asked.options[int(value)]
    return SPECIAL.get(value, value)


def _plain(value: Any) -> str:
    """A moment, a day or an id in a file."""
    return value.isoformat() if isinstance(value, date) else str(value)

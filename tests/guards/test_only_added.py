"""The tables of which the history is made, and what was frozen: the database itself refuses to change a row of them."""

import uuid
from collections.abc import Iterator

import pytest
from sqlalchemy import Insert, Table, UpdateBase, func, insert, select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from app.models import (
    ActionNote,
    AuditEntry,
    BackAnswerVersion,
    Base,
    ClosingTextVersion,
    Contact,
    Participation,
    Remark,
    Removal,
    Rendering,
    Report,
)
from app.personal import HOLDINGS
from app.web.clock import now
from tests.factories import People, make_agreed, make_answers, make_assessment
from tests.trajectories import make_action, make_choice, make_trajectory

pytestmark = pytest.mark.both

WHOLE = (
    "action_note",
    "agreed_score_version",
    "answer_version",
    "audit_entry",
    "back_answer_version",
    "chosen_domain",
    "closing_text_version",
    "contact",
    "priority_choice",
    "rendering",
    "report",
)
"""Tables of which nothing may change."""
DECIDED = {"assigned_to", "resolved_at", "resolved_by"}
"""What may change about a remark; the audit trail tells of each."""


def changes() -> Iterator[tuple[str, str, UpdateBase]]:
    """(table, column, statement) of every change that is refused, one for each column; deleting is of no column."""
    for name in (*WHOLE, "remark"):
        table = Base.metadata.tables[name]
        yield name, "", table.delete()
        for column in table.columns:
            if name != "remark" or column.name not in DECIDED:
                yield name, column.name, table.update().values({column: column})


def replacing(table: Table) -> Insert:
    """INSERT OR REPLACE of every row by itself."""
    return insert(table).prefix_with("OR REPLACE").from_select(table.columns.keys(), select(table))


@pytest.fixture
def kept(session: Session, people: People) -> None:
    """A row in each of the tables."""
    assessment = make_assessment(session, people, state="in_review")
    part = session.scalars(select(Participation)).one()
    make_answers(session, part, {"geld/A.BE": 2})
    make_agreed(session, assessment, people.adviser, {"geld/A.BE": 3})
    place, report = {"municipality_id": assessment.municipality_id}, uuid.uuid4()
    where = {**place, "assessment_id": assessment.id}
    said = {"participation_id": part.id, "saved_by": people.coordinator.id, "saved_at": now(), "version": 1}
    agreed = {"agreed_at": now(), "agreed_by": people.coordinator.id, "rules": 1, "interchange": "{}"}
    session.add_all(
        [
            AuditEntry(**where, at=now(), action="approve", subject="x"),
            ClosingTextVersion(**where, **said, item="geld/goes_well", text="Goed."),
            BackAnswerVersion(**where, **said, item="geld/A.BE", value="1"),
            Contact(**place, adviser_id=people.adviser.id, day=now().date(), kind="phone", note="", created_at=now()),
            Remark(**where, author_id=people.adviser.id, audience="all", text="Goed.", created_at=now()),
            Report(**where, **agreed, id=report, number=1),
        ]
    )
    session.flush()
    kinds = {"kind": "all", "form": "document", "renderer": 1}
    session.add(Rendering(**place, **kinds, report_id=report, content=b"{}", sha256="0" * 64))
    make_choice(session, assessment, people.coordinator, ["geld"])
    action = make_action(session, make_trajectory(session, assessment, people.coordinator), people.coordinator)
    note = {"action_id": action.id, "author_id": people.coordinator.id, "text": "Het loopt.", "created_at": now()}
    session.add(ActionNote(**place, **note))
    session.commit()


def test_a_row_that_is_kept_cannot_be_changed(session: Session, kept: None) -> None:
    refused = 0
    for table, _, change in changes():
        assert session.scalar(select(func.count()).select_from(Base.metadata.tables[table])), table
        with pytest.raises(DatabaseError, match=f"rows of {table} can only be added"):
            session.connection().execute(change)
        session.rollback()
        refused += 1
    assert refused > 70


def test_a_row_that_is_kept_cannot_be_replaced(session: Session, kept: None) -> None:
    if session.get_bind().dialect.name != "sqlite":
        return
    for table in (*WHOLE, "remark"):
        with pytest.raises(DatabaseError, match=f"rows of {table} can only be added"):
            session.connection().execute(replacing(Base.metadata.tables[table]))
        session.rollback()


def test_a_table_that_is_kept_cannot_be_emptied(session: Session, kept: None) -> None:
    if session.get_bind().dialect.name != "postgresql":
        return
    # What others refer to can be emptied with what refers to it: those are refused as well.
    for emptied, refused in {**{table: table for table in (*WHOLE, "remark")}, "assessment": r"\w+"}.items():
        with pytest.raises(DatabaseError, match=f"rows of {refused} can only be added"):
            session.connection().exec_driver_sql(f"TRUNCATE {emptied} CASCADE")
        session.rollback()
    assert session.scalar(select(func.count()).select_from(AuditEntry))


def test_only_texts_change_and_only_while_somebody_is_removed(session: Session, kept: None, people: People) -> None:
    removal = {"user_id": people.reader.id, "number": 1}
    for table, column, change in changes():
        session.execute(insert(Removal).values(removal))
        if column in HOLDINGS[table].texts.split():
            session.connection().execute(change)
        else:
            with pytest.raises(DatabaseError, match=f"rows of {table} can only be added"):
                session.connection().execute(change)
        session.rollback()
    session.execute(insert(Removal).values(removal | {"done_at": now()}))
    with pytest.raises(DatabaseError, match="rows of audit_entry can only be added"):
        session.connection().execute(Base.metadata.tables["audit_entry"].update().values(reason="x"))
    session.rollback()


def test_a_remark_can_be_given_to_somebody_and_be_done(session: Session, kept: None, people: People) -> None:
    remark = session.scalars(select(Remark)).one()
    remark.assigned_to = remark.resolved_by = people.adviser.id
    remark.resolved_at = now()
    session.commit()
    session.expire_all()
    assert session.scalars(select(Remark.resolved_by)).one() == people.adviser.id


def test_every_table_of_versions_and_of_rows_that_are_only_added_is_among_them() -> None:
    told = {
        mapper.class_.__tablename__
        for mapper in Base.registry.mappers
        if "only added" in (mapper.class_.__doc__ or "") or mapper.class_.__tablename__.endswith("_version")
    }
    assert told <= set(WHOLE) and len(told) >= 6

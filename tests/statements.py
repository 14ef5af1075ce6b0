"""Which statements the tests send to each database: PostgreSQL runs again only what it has not run yet."""

import inspect
import math
import os
import re
import threading
from collections.abc import Set
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, Integer, event
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql.base import PGCompiler
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.sql import operators, visitors
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import BinaryExpression, ClauseElement, UnaryExpression

import app

FOLDER = "SAMENHANG_TEST_STATEMENTS"
"""The environment variable with the folder that all workers of one run share."""


class OneCompiler(PGCompiler):
    """Writes every statement as PostgreSQL would, also one that was made for SQLite."""

    def visit_on_conflict_do_update(self, on_conflict: Any, **options: Any) -> str:
        """SQLite has the same clause, but never one that names a constraint."""
        vars(on_conflict).setdefault("constraint_target", None)
        return super().visit_on_conflict_do_update(on_conflict, **options)

    def visit_on_conflict_do_nothing(self, on_conflict: Any, **options: Any) -> str:
        """The same."""
        vars(on_conflict).setdefault("constraint_target", None)
        return super().visit_on_conflict_do_nothing(on_conflict, **options)


DOUBTFUL = {
    "an exact LIKE": re.compile(r" LIKE "),
    "a cast": re.compile(r"\bCAST\((?!NULL\b|\(?[^()]+ ->> )"),
}
"""What can mean something else on each database, with the same statement and the same rows; no value is none there."""
OUTER = re.compile(r'LEFT OUTER JOIN "?(\w+)')
"""The names of the tables that a row may lack."""
SOME_COLUMNS = re.compile(r"SET \w+=:\w+::[\w ]+(?:, \w+=:\w+::[\w ]+)* WHERE")
MORE_ROWS = re.compile(r"(?:, \(:\w+_m[1-9]\d*::[^()]*\))+")
LARGEST = 2**31 - 1
TESTS = f"{Path(__file__).parent}{os.sep}"
APPLICATION = f"{Path(app.__file__).parent}{os.sep}"
MIGRATIONS = f"{APPLICATION}migrations{os.sep}"
NULLS = {operators.nulls_first_op, operators.nulls_last_op}
ONE = postgresql.dialect(paramstyle="named")
ONE.statement_compiler = OneCompiler


@dataclass
class Heard:
    """What one test did to a database."""

    test: str
    statements: set[str] = field(default_factory=set)
    """Those of the application, by fingerprint."""
    reason: str = ""
    """Why the other database may do something else with the same statements; empty when nothing says so."""


class Ledger:
    """The statements that ran on each database, in any worker: files to which each of them adds lines."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._known: dict[str, dict[str, str]] = {"sqlite": {}, "postgresql": {}}
        self._read = dict.fromkeys(self._known, 0)

    def known(self, database: str) -> dict[str, str]:
        """The statements that ran there until now, by fingerprint: the test that was first, and the statement."""
        path = self.folder / database
        if path.exists():
            with path.open("rb") as file:
                file.seek(self._read[database])
                lines = file.read()
            # A line of which another worker has written half is for the next time.
            whole = lines[: lines.rfind(b"\n") + 1]
            self._read[database] += len(whole)
            for line in whole.decode().splitlines():
                mark, _, rest = line.partition(" ")
                self._known[database].setdefault(mark, rest)
        return self._known[database]

    def add(self, database: str, mark: str, test: str, statement: str) -> None:
        """Note that a statement ran."""
        if mark not in self._known[database]:
            self._known[database][mark] = rest = f"{test}: {' '.join(statement.split())}"
            # One write of a file opened to append: lines of two workers do not mix.
            with (self.folder / database).open("ab", buffering=0) as file:
                file.write(f"{mark} {rest}\n".encode())

    def missing(self) -> list[str]:
        """What ran on SQLite and never on PostgreSQL: the first test that sent it, and the statement."""
        ran = self.known("postgresql")
        return sorted(rest for mark, rest in self.known("sqlite").items() if mark not in ran)


@dataclass(frozen=True)
class Statement:
    """One statement, whichever database it was made for."""

    mark: str
    text: str
    doubt: str
    """Why its rows can differ; empty when nothing says so."""


def statement_of(compiled: SQLCompiler) -> Statement:
    """What was compiled for one database, as it is for both."""
    options = {"column_keys": compiled.column_keys, "for_executemany": compiled.for_executemany}
    text = str(compiled.statement.compile(dialect=ONE, **options))
    # The same for any of the columns of a row: which of them changed makes no other statement.
    text = SOME_COLUMNS.sub("SET some columns WHERE", text)
    # The same for any number of rows that are written at once.
    text = MORE_ROWS.sub("", text)
    found = [reason for reason, pattern in DOUBTFUL.items() if pattern.search(text)]
    if orders_by_null(compiled.statement, outer=set(OUTER.findall(text))):
        found.append("an order in which NULL counts")
    return Statement(sha256(text.encode()).hexdigest()[:16], text, ", ".join(found))


def orders_by_null(statement: ClauseElement, outer: Set[str]) -> bool:
    """Whether rows are put in the order of a column that may be NULL: each database has its own end for those.

    What says itself where they go is fine: `nulls_last()`, or first whether the column is None. Of the `outer` tables
    any column may be.
    """
    for part in visitors.iterate(statement):
        apart: set[str] = set()
        for clause in getattr(part, "_order_by_clauses", ()):
            column, modifiers = clause, set()
            while isinstance(column, UnaryExpression):
                column, modifiers = column.element, {*modifiers, column.modifier}
            if isinstance(column, BinaryExpression) and column.operator in (operators.is_, operators.is_not):
                apart.add(str(column.left))
                continue
            table = getattr(getattr(column, "table", None), "element", getattr(column, "table", None))
            may_be_null = getattr(column, "nullable", False) or getattr(table, "name", None) in outer
            if may_be_null and not modifiers & NULLS and str(column) not in apart:
                return True
    return False


def doubt_of(context: DefaultExecutionContext) -> str:
    """Why PostgreSQL could refuse a value that SQLite takes; empty when nothing says so."""
    for row in context.compiled_parameters:
        for name, value in row.items():
            kind = getattr(context.compiled.binds.get(name), "type", None)
            if isinstance(value, str) and ("\0" in value or len(value) > (getattr(kind, "length", None) or math.inf)):
                return "a text that does not fit"
            if isinstance(value, int) and isinstance(kind, Integer) and abs(value) > LARGEST:
                return "a number that does not fit"
    return ""


def is_of_application() -> bool:
    """Whether the statement that is sent now comes from the application, not from a test that looks or prepares.

    A migration says itself what it does on which database, and is tried on both with a test of its own.
    """
    frame = inspect.currentframe()
    while frame is not None:
        name = frame.f_code.co_filename
        if name.startswith(APPLICATION):
            return not name.startswith(MIGRATIONS)
        if name.startswith(TESTS) and name != __file__:
            return False
        frame = frame.f_back
    return False


class Listener:
    """Hears what the engines of this process are asked, on behalf of the test that runs."""

    def __init__(self) -> None:
        self.heard: Heard | None = None
        self._ledger: Ledger | None = None
        self._known: WeakKeyDictionary[SQLCompiler, Statement] = WeakKeyDictionary()

    @property
    def ledger(self) -> Ledger:
        """The ledger of this run."""
        if self._ledger is None:
            self._ledger = Ledger(Path(os.environ[FOLDER]))
        return self._ledger

    def listen(self, engine: Engine) -> None:
        """Hear an engine from now on."""
        database = engine.dialect.name

        @event.listens_for(engine, "before_cursor_execute")
        def note(_: Any, __: Any, ___: str, ____: Any, context: Any, _____: bool) -> None:
            heard = self.heard
            if heard is None:
                return
            if threading.current_thread() is not threading.main_thread():
                heard.reason = "threads"
            # What is something else: transactions and settings of the driver, and the making of tables.
            if context is not None and isinstance(context.compiled, SQLCompiler):
                sent = self._statement(context.compiled)
                heard.reason = heard.reason or sent.doubt or doubt_of(context)
                # What a test sends itself is not missed on the other.
                if sent.mark not in heard.statements and is_of_application():
                    heard.statements.add(sent.mark)
                    self.ledger.add(database, sent.mark, heard.test, sent.text)

        @event.listens_for(engine, "handle_error")
        def refuse(_: Any) -> None:
            if self.heard is not None:
                self.heard.reason = "an error of the database"

    def _statement(self, compiled: SQLCompiler) -> Statement:
        if compiled not in self._known:
            self._known[compiled] = statement_of(compiled)
        return self._known[compiled]


LISTENER = Listener()
"""The one of this process."""

"""The two databases of the tests, with the application on each and a way to empty them quickly."""

import os
import shutil
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Collection
from pathlib import Path
from typing import Any

from flask import Flask
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import Connection, Table, delete, insert, select, text

from app import create_app
from app.models import Base
from app.web.extensions import alembic, db
from config import Settings
from tests.postgresql import Server
from tests.statements import FOLDER, LISTENER

SECRET = "een geheim dat alleen in de tests bestaat"


class Store(ABC):
    """An application on a database of its own."""

    holding: str | None = None
    """The name of what was put back last, when nothing else was done with the database than what people do."""

    def __init__(self, url: str, base_url: str = "http://localhost") -> None:
        self.app: Flask = create_app(Settings(database_url=url, secret_key=SECRET, example=True, base_url=base_url))
        if folder := os.environ.get(FOLDER):
            # Translating all templates takes three seconds, for each application in each worker: once is enough.
            self.app.jinja_env.bytecode_cache = FileSystemBytecodeCache(folder)
        self.made: dict[str, Any] = {}
        """What was said of each world when it was made, by the name under which it was kept."""
        with self.app.app_context():
            alembic.upgrade()
            # The tests send more statements than an engine remembers: it would make them anew again and again.
            db.engine.update_execution_options(compiled_cache={})
            LISTENER.listen(db.engine)

    @abstractmethod
    def empty(self) -> None:
        """Remove every row."""

    @abstractmethod
    def keep(self, name: str) -> None:
        """Keep what the database holds now under a name."""

    @abstractmethod
    def put_back(self, name: str, tables: Collection[str] | None = None) -> None:
        """Make the database what it was when it was kept under this name.

        `tables` are those that were written since it was put back, when that is known.
        """

    def close(self) -> None:
        """Give back every connection: one that is left open is a warning, and warnings are errors."""
        with self.app.app_context():
            db.engine.dispose()


class SqliteStore(Store):
    """A file; emptied by putting back a copy of the empty file."""

    def __init__(self, folder: Path, base_url: str = "http://localhost") -> None:
        self.path = folder / "samenhang.db"
        super().__init__(f"sqlite:///{self.path}", base_url)
        self.keep("empty")

    def keep(self, name: str) -> None:
        """Keep what the database holds now under a name."""
        with sqlite3.connect(self.path) as source, sqlite3.connect(self._kept(name)) as target:
            source.backup(target)

    def put_back(self, name: str, _: Collection[str] | None = None) -> None:
        """Make the file what it was when it was kept under this name, whichever tables were written."""
        with self.app.app_context():
            db.engine.dispose()
        # The file itself goes too: a connection that a failed test left behind keeps the old one.
        for suffix in ("", "-wal", "-shm"):
            Path(f"{self.path}{suffix}").unlink(missing_ok=True)
        shutil.copyfile(self._kept(name), self.path)
        self.holding = name

    def empty(self) -> None:
        """Remove every row."""
        self.put_back("empty")

    def _kept(self, name: str) -> Path:
        return self.path.with_name(f"{name}.kept.db")


class PostgresqlStore(Store):
    """A database of the private server; emptied as only the owner of the server can."""

    def __init__(self, server: Server, name: str) -> None:
        super().__init__(server.make_database(name))
        self.kept: dict[str, list[tuple[Table, list[dict[str, Any]]]]] = {}

    def keep(self, name: str) -> None:
        """Keep every row under a name."""
        with self.app.app_context(), db.engine.connect() as connection:
            rows = [(t, connection.execute(select(t)).mappings().all()) for t in Base.metadata.sorted_tables]
        self.kept[name] = [(table, [dict(row) for row in found]) for table, found in rows if found]

    def put_back(self, name: str, tables: Collection[str] | None = None) -> None:
        """Remove every row of these tables, and put in those that were kept under this name."""
        with self.app.app_context(), db.engine.begin() as connection:
            self._empty(connection, tables)
            # A row can come before the row of the same table that it refers to.
            connection.execute(text("SET LOCAL session_replication_role = replica"))
            for table, rows in self.kept[name]:
                if tables is None or table.name in tables:
                    connection.execute(insert(table), rows)
        self.holding = name

    def empty(self) -> None:
        """Remove every row."""
        with self.app.app_context(), db.engine.begin() as connection:
            self._empty(connection)
        self.holding = None

    def _empty(self, connection: Connection, tables: Collection[str] | None = None) -> None:
        # The triggers refuse it; they are silent for a replica, and only as long as this takes.
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        emptied = [table for table in Base.metadata.sorted_tables if tables is None or table.name in tables]
        deletes = "; ".join(str(delete(table)) for table in emptied)
        # Most tables are empty: then this takes a tenth of what TRUNCATE takes.
        connection.execute(text(f"DO $$ BEGIN {deletes}; END $$"))
        connection.execute(text("SET LOCAL session_replication_role = origin"))

"""The two databases of the tests, with the application on each and a way to empty them quickly."""

import shutil
import sqlite3
from abc import ABC, abstractmethod
from pathlib import Path

from flask import Flask
from sqlalchemy import text

from app import create_app
from app.extensions import alembic, db
from app.models import Base
from config import Settings
from tests.postgresql import Server

SECRET = "een geheim dat alleen in de tests bestaat"


class Store(ABC):
    """An application on a database of its own."""

    def __init__(self, url: str) -> None:
        self.app: Flask = create_app(
            Settings(database_url=url, secret_key=SECRET, example=True, base_url="http://localhost")
        )
        with self.app.app_context():
            alembic.upgrade()

    @abstractmethod
    def empty(self) -> None:
        """Remove every row."""


class SqliteStore(Store):
    """A file; emptied by putting back a copy of the empty file."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "samenhang.db"
        self.fresh = folder / "empty.db"
        super().__init__(f"sqlite:///{self.path}")
        with sqlite3.connect(self.path) as source, sqlite3.connect(self.fresh) as target:
            source.backup(target)

    def empty(self) -> None:
        """Remove every row."""
        with self.app.app_context():
            db.engine.dispose()
        for suffix in ("-wal", "-shm"):
            Path(f"{self.path}{suffix}").unlink(missing_ok=True)
        shutil.copyfile(self.fresh, self.path)


class PostgresqlStore(Store):
    """A database of the private server; emptied by TRUNCATE, which row triggers do not see."""

    def __init__(self, server: Server, name: str) -> None:
        super().__init__(server.make_database(name))
        self.tables = ", ".join(f'"{table.name}"' for table in Base.metadata.sorted_tables)

    def empty(self) -> None:
        """Remove every row."""
        with self.app.app_context(), db.engine.begin() as connection:
            connection.execute(text(f"TRUNCATE {self.tables} CASCADE"))

"""The fixtures with the application, with a second step, and with a database for commands."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from app.cli import main
from tests.advising import desk
from tests.authenticator import adviser_app, clock, half_way, strict
from tests.fixtures import app, client_as, once, people, session, stores


@pytest.fixture(scope="session")
def upgraded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database in which nothing was done yet, made by the command: some of the tests of commands begin with it."""
    file = tmp_path_factory.mktemp("upgraded") / "commands.db"
    with pytest.MonkeyPatch.context() as settings:
        settings.setenv("SAMENHANG_DATABASE_URL", f"sqlite:///{file}")
        assert CliRunner().invoke(main, ["upgrade"]).exit_code == 0
    return file


@pytest.fixture
def commands(upgraded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of that, in which commands work."""
    monkeypatch.setenv("SAMENHANG_DATABASE_URL", f"sqlite:///{tmp_path / 'commands.db'}")
    return Path(shutil.copy(upgraded, tmp_path))


__all__ = [
    "adviser_app",
    "app",
    "client_as",
    "clock",
    "desk",
    "half_way",
    "once",
    "people",
    "session",
    "stores",
    "strict",
]

"""The commands of the application on a database of their own."""

import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select

from app.cli import main
from app.factory import build_app
from app.models import Membership, OutboxMail, SecondFactor, User
from app.web.clock import now
from app.web.extensions import db
from tests.patience import PATIENCE

COMMAND = str(Path(sys.executable).with_name("samenhang"))


@pytest.fixture
def database(commands: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file in which the commands work."""
    monkeypatch.setenv("SAMENHANG_MAIL_PORT", "9")
    return commands


def run(*words: str) -> Result:
    """One command."""
    return CliRunner().invoke(main, words)


def test_upgrade_makes_the_tables_and_may_be_repeated(database: Path) -> None:
    database.unlink()
    for _ in range(2):
        done = run("upgrade")
        assert (done.exit_code, done.stdout, done.stderr) == (0, "De database is bij.\n", "")
    with sqlite3.connect(database) as connection:
        assert connection.execute("SELECT count(*) FROM assessment").fetchone() == (0,)


def test_the_first_administrator_comes_from_the_command_line(database: Path) -> None:
    for _ in range(2):
        done = run("create-administrator", "Bea@Stichting.example", "Bea Heer")
        assert (done.exit_code, done.stdout) == (0, "bea@stichting.example is nu beheerder en kan inloggen.\n")
    with build_app().app_context():
        (user,) = db.session.scalars(select(User))
        assert (user.email, user.name) == ("bea@stichting.example", "Bea Heer")
        assert [membership.role for membership in db.session.scalars(select(Membership))] == ["administrator"]
        db.engine.dispose()


def test_an_address_that_is_none_is_refused(database: Path) -> None:
    refused = run("create-administrator", "bea", "Bea Heer")
    assert refused.exit_code == 2
    assert refused.stderr == "bea is geen e-mailadres. Gebruik een adres zoals naam@gemeente.nl.\n"


def test_a_second_step_is_reset_from_the_command_line(database: Path) -> None:
    run("create-administrator", "bea@stichting.example", "Bea Heer")
    with build_app().app_context():
        user_id = db.session.scalars(select(User.id)).one()
        db.session.add(SecondFactor(user_id=user_id, secret="", created_at=now()))
        db.session.commit()
        db.engine.dispose()
    done = run("reset-second-step", " Bea@Stichting.example")
    assert (done.exit_code, done.stdout.split(".")[0]) == (0, "De tweede stap van bea@stichting")
    for address, message in (
        ("bea@stichting.example", "bea@stichting.example heeft geen tweede stap.\n"),
        ("niemand@stichting.example", "Niemand heeft het adres niemand@stichting.example.\n"),
    ):
        refused = run("reset-second-step", address)
        assert (refused.exit_code, refused.stderr) == (2, message)
    with build_app().app_context():
        assert db.session.scalars(select(SecondFactor)).all() == []
        assert db.session.scalars(select(OutboxMail.recipient)).all() == ["bea@stichting.example"]
        db.engine.dispose()


def test_tasks_do_one_round(database: Path) -> None:
    assert run("tasks").exit_code == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_tasks_go_on_until_they_are_asked_to_stop(database: Path, number: signal.Signals) -> None:
    process = subprocess.Popen([COMMAND, "tasks", "--loop"], stderr=subprocess.PIPE)
    wait_until_caught(process.pid, signal.SIGTERM)
    process.send_signal(number)
    assert process.communicate(timeout=PATIENCE)[1] == b""
    assert process.returncode == 0


def wait_until_caught(pid: int, number: signal.Signals) -> None:
    """Wait until a process has something to do at a signal: before that it would just die."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        caught = Path(f"/proc/{pid}/status").read_text("ascii").split("SigCgt:")[1].split()[0]
        if int(caught, 16) >> (number - 1) & 1:
            return
        time.sleep(0.05)
    raise TimeoutError


@pytest.fixture
def signals() -> Iterator[None]:
    """Puts back what this process does at signals."""
    numbers = (signal.SIGTERM, signal.SIGINT)
    before = [signal.getsignal(number) for number in numbers]
    yield
    for number, action in zip(numbers, before, strict=True):
        signal.signal(number, action)


def test_tasks_end_with_the_process_they_run_beside(database: Path, signals: None) -> None:
    assert run("tasks", "--loop", "--beside", "1").exit_code == 0


UNSAFE = [
    ({"EXAMPLE": "1"}, "SAMENHANG_EXAMPLE staat aan"),
    ({"DEBUG": "1"}, "SAMENHANG_DEBUG staat aan"),
    ({"SECRET_KEY": "alleen-voor-voorbeeld-en-ontwikkeling"}, "SAMENHANG_SECRET_KEY ontbreekt"),
    ({"SECRET_KEY": "te kort"}, "SAMENHANG_SECRET_KEY ontbreekt"),
    ({"MAIL_SERVER": "mail.voorbeeld.example"}, "SAMENHANG_MAIL_STARTTLS staat uit"),
    ({"BASE_URL": "http://samenhang.example"}, "SAMENHANG_BASE_URL moet met https:// beginnen"),
]


@pytest.mark.parametrize(("settings", "reason"), UNSAFE)
def test_an_unsafe_installation_does_not_serve(
    monkeypatch: pytest.MonkeyPatch, settings: Mapping[str, str], reason: str
) -> None:
    for name, value in {"SECRET_KEY": "een geheim dat alleen in deze test bestaat", **settings}.items():
        monkeypatch.setenv(f"SAMENHANG_{name}", value)
    refused = run("serve")
    assert (refused.exit_code, refused.stdout) == (2, "")
    first, *reasons = refused.stderr.splitlines()
    assert first == "Zo start Samenhang niet:"
    assert [line.startswith(reason) for line in reasons] == [True]


def test_every_reason_not_to_serve_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"EXAMPLE": "1", "DEBUG": "1", "SECRET_KEY": "te kort"}.items():
        monkeypatch.setenv(f"SAMENHANG_{name}", value)
    assert len(run("serve").stderr.splitlines()) == 4

"""Which tests run in the short form, on which database, and that a run cannot end well when a statement is missing."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
TESTS = """
import pytest
from tests.statements import LISTENER

DATABASES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]


def send(database, mark, reason=""):
    LISTENER.heard.statements.add(mark)
    LISTENER.heard.reason = reason
    LISTENER.ledger.add(database, mark, LISTENER.heard.test, mark)
    print("sent", database, mark)


@pytest.mark.parametrize("database", DATABASES)
class TestTwins:
    def test_new(self, database):
        send(database, "first")

    def test_nothing_new(self, database):
        send(database, "first")

    def test_in_doubt(self, database):
        send(database, "first", "threads")

    @pytest.mark.both
    def test_marked(self, database):
        send(database, "first")


@pytest.mark.long
def test_for_later():
    print("sent later")
"""
ON_ONE = """

def test_on_one_database():
    send("sqlite", "lonely")
"""


def run(folder: Path, tests: str, *options: str, form: str = "") -> tuple[int, list[str], str]:
    """Run tests in a process of their own: its exit code, what was sent, and all that it printed."""
    (folder / "test_some.py").write_text(tests)
    words = ("-p", "tests.selection", "-p", "tests.budgets", "-c", str(ROOT / "pyproject.toml"), "--rootdir", folder)
    environment = {**os.environ, "SAMENHANG_TESTS": form, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "pytest", "-q", "-s", *map(str, words), *options, str(folder)]
    done = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True)
    return done.returncode, re.findall(r"sent (.*)", done.stdout), done.stdout


MISSING = "never ran on PostgreSQL: test_some.py::test_on_one_database: lonely"


@pytest.mark.postgresql
def test_a_twin_runs_when_it_can_tell_something_new(tmp_path: Path) -> None:
    code, sent, told = run(tmp_path, TESTS + ON_ONE)
    assert sent.count("sqlite first") == 4
    assert sent.count("postgresql first") == 3
    assert "later" not in sent
    assert "twins on PostgreSQL: 3 ran, 1 had nothing new" in told
    assert MISSING in told
    assert code == 1


@pytest.mark.postgresql
def test_the_long_form_runs_everything(tmp_path: Path) -> None:
    code, sent, told = run(tmp_path, TESTS + ON_ONE, form="all")
    assert (sent.count("postgresql first"), sent.count("later")) == (4, 1)
    assert "4 ran, 0 had nothing new" in told
    assert MISSING in told
    assert code == 1


def test_of_some_chosen_tests_nothing_can_be_missing(tmp_path: Path) -> None:
    assert run(tmp_path, TESTS + ON_ONE, "-k", "test_new or lonely")[0] == 0


FORMS = """
from tests.selection import askers, examples, fewer_on_postgresql, one_of

DOORS = {"nobody": "in", "reader": "403", "adviser": "yes", "coordinator": "yes"}


def test_what_is_chosen():
    for database in ("sqlite", "postgresql"):
        asked = [askers(DOORS, database, f"GET door {number}") for number in range(20)]
        print("sent", database, {len(names) for names in asked}, sorted({name for names in asked for name in names}))
        assert all(names == [name for name in DOORS if name in names] for names in asked)
        assert all({DOORS[name] for name in names} == {"in", "403", "yes"} for names in asked)
    print("sent", [examples(number) for number in (1, 4, 5, 100)])
    print("sent", len(fewer_on_postgresql("abc", "b")))
    print("sent", {len(one_of("abc", str(key))) for key in range(9)}, len({*map(one_of, 9 * ["abc"], "123456789")}))
"""
EVERYBODY = "['adviser', 'coordinator', 'nobody', 'reader']"


def test_the_short_form_chooses_a_share_and_one_person_for_each_answer(tmp_path: Path) -> None:
    code, sent, _ = run(tmp_path, FORMS)
    assert code == 0
    assert sent == [f"sqlite {{4}} {EVERYBODY}", f"postgresql {{3}} {EVERYBODY}", "[1, 1, 2, 25]", "4", "{1} 3"]


def test_the_long_form_chooses_everything_and_everybody(tmp_path: Path) -> None:
    code, sent, _ = run(tmp_path, FORMS, form="all")
    assert code == 0
    assert sent == [f"sqlite {{4}} {EVERYBODY}", f"postgresql {{4}} {EVERYBODY}", "[1, 4, 5, 100]", "6", "{3} 1"]


BUSY = """
import pytest
import time


def busy():
    begun = time.process_time()
    while time.process_time() - begun < 0.3:
        pass


def test_over_its_budget():
    busy()


@pytest.mark.heavy
def test_that_may():
    busy()
"""


def test_a_test_over_its_budget_fails_unless_it_is_marked(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text("from tests import budgets\nbudgets.BUDGET, budgets.CROWD = 0.01, 999\n")
    code, _, told = run(tmp_path, BUSY)
    assert code == 1
    assert "1 failed, 1 passed" in told
    assert "over 0: make it less, or mark it heavy" in told
    assert "the 10 that took most processor" in told
    assert run(tmp_path, BUSY, form="all")[0] == 0

"""Planted faults: one is caught, one is not, and one that cannot be planted any more is told."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.mutants.fault import Fault
from tests.mutants.planted import FAULTS
from tests.mutants.planting import outcome, times_found
from tests.mutants.verdicts import Verdict, judge

ROOT = Path(__file__).resolve().parents[2]
BORDER = Fault("border", "words", "words.py", "points >= 5", "points > 5", ("test_words.py",))


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small program with a test of its own, which needs no plugins."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    root = tmp_path / "checkout"
    root.mkdir()
    (root / "words.py").write_text('def word(points):\n    return "much" if points >= 5 else "little"\n')
    (root / "test_words.py").write_text('from words import word\n\n\ndef test_word():\n    assert word(5) == "much"\n')
    return root


def verdict(root: Path, fault: Fault) -> Verdict:
    """What became of one fault."""
    (found,) = judge(root, [fault], copies=1)
    return found


def test_a_fault_that_a_test_notices_is_caught(checkout: Path) -> None:
    kept = (checkout / "words.py").read_bytes()
    found = verdict(checkout, BORDER)
    assert (found.caught, found.said) == (True, "test_words.py::test_word")
    assert (checkout / "words.py").read_bytes() == kept


def test_a_fault_that_no_test_notices_is_not_caught(checkout: Path) -> None:
    found = verdict(checkout, replace(BORDER, old="little", new="nothing"))
    assert (found.caught, found.said) == (False, "NOT CAUGHT")


@pytest.mark.parametrize(("old", "times"), [("points == 5", 0), ("points", 2)])
def test_a_fault_whose_text_is_not_there_once_cannot_be_planted(checkout: Path, old: str, times: int) -> None:
    found = verdict(checkout, replace(BORDER, old=old))
    assert not found.caught
    assert found.said == f"CANNOT BE PLANTED: its text stands {times} times in the file"


def test_a_lost_file_is_a_fault_too(checkout: Path) -> None:
    reading = "from pathlib import Path\n\n\ndef test_file():\n    assert Path('page.txt').exists()\n"
    (checkout / "test_file.py").write_text(reading)
    (checkout / "page.txt").write_text("text")
    found = verdict(checkout, Fault("page", "files", "page.txt", "text", None, ("test_file.py",)))
    assert (found.caught, found.said) == (True, "test_file.py::test_file")


def test_tests_that_fail_without_it_say_nothing(checkout: Path) -> None:
    found = verdict(checkout, replace(BORDER, tests=("test_words.py", "-k", "nothing_is_called_so")))
    assert not found.caught
    assert found.said.startswith("TESTS NOT GREEN WITHOUT IT")


def test_a_fault_with_which_nothing_can_be_read_is_not_caught(checkout: Path) -> None:
    found = verdict(checkout, replace(BORDER, new="points >=> 5"))
    assert not found.caught
    assert found.said.startswith("NOT CAUGHT: the tests do not run")


def test_a_failure_is_told_without_its_message() -> None:
    said = "F\nFAILED tests/test_a.py::test_b[c d] - assert 1 == 2\n1 failed\n"
    assert outcome(1, said).first == "tests/test_a.py::test_b[c d]"


def test_every_fault_has_its_name_once_and_can_be_planted() -> None:
    assert len({fault.name for fault in FAULTS}) == len(FAULTS) >= 40
    gone = [fault.name for fault in FAULTS if times_found(ROOT, fault) != 1]
    named = {argument for fault in FAULTS for argument in fault.tests if argument.startswith("tests/")}
    assert (gone, [path for path in sorted(named) if not (ROOT / path).exists()]) == ([], [])

"""Beginning a next version, completing its table, and publishing it."""

import datetime
from pathlib import Path

import pytest

from questionnaires.authoring import TO_FILL_IN, begin_version, complete_table, publish
from questionnaires.catalogue import verify_lock
from questionnaires.checks import problems_of_all
from questionnaires.loader import load
from questionnaires.lock import load_lock
from questionnaires.problems import QuestionnaireError
from tests.unit.questionnaires import folders

DATE = datetime.date(2027, 9, 1)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """One published version."""
    folders.publish(tmp_path, folders.make_version(tmp_path, 1))
    return tmp_path


def changed(folder: Path, name: str, old: str, new: str) -> None:
    """Change a text in a file of a version."""
    file = folder / name
    text = file.read_text("utf-8")
    assert text.count(old) >= 1
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def refused(*arguments: object) -> tuple[str, ...]:
    """The problems with which publishing is refused."""
    with pytest.raises(QuestionnaireError) as error:
        publish(*arguments)
    return error.value.problems


def test_a_version_begins_as_a_copy_without_changes(root: Path) -> None:
    folder = begin_version(root, "tiny")
    assert (folder.name, load(folder).version, load(folder).changes) == ("2", 2, ())
    assert problems_of_all(root) == []
    with pytest.raises(QuestionnaireError, match="al begonnen"):
        begin_version(root, "tiny")


def test_without_a_published_version_there_is_no_next(root: Path) -> None:
    for attempt in (begin_version, complete_table):
        with pytest.raises(QuestionnaireError, match="geen gepubliceerde versie"):
            attempt(root, "other")
    with pytest.raises(QuestionnaireError, match="nog niet begonnen"):
        complete_table(root, "tiny")


def test_every_difference_gets_a_row_that_waits_for_its_reason(root: Path) -> None:
    folder = begin_version(root, "tiny")
    assert complete_table(root, "tiny") == []
    changed(folder, "opportunity_questions.toml", 'id = "K1"', 'id = "K1", meaning = 2')
    changed(folder, "domain_questions.toml", 'text = "', 'text = "Zeg eens: ')
    changed(folder, "actions.toml", 'title = "', 'title = "Ga door: ')
    rows = complete_table(root, "tiny")
    assert {(row.kind, row.class_) for row in rows} == {
        ("question", "meaning_changed"),
        ("question", "reworded"),
        ("action", "reworded"),
    }
    assert problems_of_all(root) == []
    assert complete_table(root, "tiny") == []
    problems = refused(root, "tiny", 2, DATE)
    assert len(problems) == 3 and all(problem.endswith("schrijf op waarom") for problem in problems)


def test_publishing_locks_it_for_good(root: Path) -> None:
    folder = begin_version(root, "tiny")
    changed(folder, "actions.toml", 'title = "', 'title = "Ga door: ')
    assert any("staat niet in de tabel" in problem for problem in refused(root, "tiny", 2, DATE))
    complete_table(root, "tiny")
    changed(folder, "changes.toml", TO_FILL_IN, "Dat leest beter.")
    code = publish(root, "tiny", 2, DATE)
    verify_lock(root)
    newest = load_lock(root)[-1]
    assert (newest.version, newest.date, newest.sha256) == (2, DATE, code)
    assert refused(root, "tiny", 2, DATE) == ("tiny/2: na versie 2 kan alleen versie 3 komen",)
    assert refused(root, "tiny", 3, DATE) == ("tiny/3: deze versie is nog niet begonnen",)


def test_what_is_new_and_what_is_gone(root: Path) -> None:
    folder = begin_version(root, "tiny")
    changed(folder, "actions.toml", 'id = "', 'id = "NEW_')
    assert {row.class_ for row in complete_table(root, "tiny")} == {"added", "retired"}
    assert problems_of_all(root) == []

"""A published version is there exactly as it was published, or not at all."""

import hashlib
from pathlib import Path

import pytest

from questionnaires import catalogue
from questionnaires.catalogue import current, folder_hash, published, questionnaire, verify_lock
from questionnaires.lock import LockEntry, load_lock
from questionnaires.problems import QuestionnaireError
from tests.unit.questionnaires.folders import DATE, make_version, publish

CHANGED = (
    "tiny/1: de bestanden zijn anders dan bij de publicatie op 24-11-2026 (published.toml). "
    "Een gepubliceerde versie verandert nooit: maak een nieuwe versie"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    publish(tmp_path, make_version(tmp_path, 1), make_version(tmp_path, 2))
    return tmp_path


def problems(root: Path) -> tuple[str, ...]:
    with pytest.raises(QuestionnaireError) as caught:
        verify_lock(root)
    return caught.value.problems


def test_published_versions_in_order(root: Path) -> None:
    assert published(root) == (("tiny", 1), ("tiny", 2))
    assert questionnaire("tiny", 1, root).version == 1
    assert current("tiny", root).version == 2
    verify_lock(root)


def test_a_version_is_loaded_once(root: Path) -> None:
    assert questionnaire("tiny", 2, root) is current("tiny", root)


def test_what_is_not_published_is_a_key_error(root: Path) -> None:
    make_version(root, 3)
    for unknown in (("tiny", 3), ("other", 1)):
        with pytest.raises(KeyError):
            questionnaire(*unknown, root)
    with pytest.raises(KeyError):
        current("other", root)


def test_a_changed_byte_is_refused(root: Path) -> None:
    path = root / "files" / "tiny" / "1" / "actions.toml"
    path.write_bytes(path.read_bytes() + b"\n")
    assert problems(root) == (CHANGED,)
    with pytest.raises(QuestionnaireError):
        questionnaire("tiny", 1, root)


def test_a_missing_an_extra_and_a_renamed_file_are_refused_and_named(root: Path) -> None:
    folder = root / "files" / "tiny" / "1"
    (folder / "actions.toml").rename(folder / "acties.toml")
    assert problems(root) == (
        CHANGED,
        "tiny/1/actions.toml: dit bestand ontbreekt",
        "tiny/1/acties.toml: dit bestand hoort niet in een versie",
    )


def test_a_locked_version_that_does_not_load_is_refused_with_its_problems(tmp_path: Path) -> None:
    folder = make_version(tmp_path, 1)
    (folder / "actions.toml").write_bytes(b"actions = 1")
    publish(tmp_path, folder)
    assert problems(tmp_path) == ("tiny/1/actions.toml: actions: moet een lijst zijn",)


def test_versions_are_published_one_after_the_other(tmp_path: Path) -> None:
    publish(
        tmp_path, make_version(tmp_path, 1), make_version(tmp_path, 3), make_version(tmp_path, 1, questionnaire_id="b")
    )
    assert problems(tmp_path) == ("published.toml: de versies van tiny moeten 1, 2, 3 enzovoort zijn, gevonden: 1, 3",)


def test_the_hash_is_what_the_lock_says_it_is(root: Path) -> None:
    folder = root / "files" / "tiny" / "1"
    names = sorted(path.name for path in folder.iterdir())
    lines = [f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
    assert folder_hash(folder) == hashlib.sha256("".join(lines).encode()).hexdigest()


def test_the_lock_is_read_as_it_was_written(root: Path) -> None:
    entry = load_lock(root)[0]
    assert entry == LockEntry(id="tiny", version=1, date=DATE, sha256=folder_hash(root / "files" / entry.folder))


def test_a_lock_of_the_wrong_form_is_refused(tmp_path: Path) -> None:
    (tmp_path / "published.toml").write_text(
        '[[versions]]\nid = "tiny"\nversion = 1\ndate = "24 november"\nsha256 = "abc"\n', encoding="utf-8"
    )
    assert problems(tmp_path) == (
        "published.toml: versie tiny/1, date: moet een datum zijn, zoals 2026-11-24",
        "published.toml: versie tiny/1, sha256: moet uit 64 cijfers en letters a tot en met f bestaan",
    )


def test_our_own_questionnaires_are_the_default() -> None:
    assert published()[0] == ("iba", 1)
    assert current("iba") in [questionnaire(*version) for version in published()]
    assert (catalogue.ROOT / "published.toml").is_file()

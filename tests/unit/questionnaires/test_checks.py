"""All checks of all versions at once."""

from pathlib import Path

from questionnaires.checks import problems_of_all
from tests.unit.questionnaires.folders import make_version, publish


def test_nothing_is_wrong(tmp_path: Path) -> None:
    publish(tmp_path, make_version(tmp_path, 1))
    make_version(tmp_path, 2)
    (tmp_path / "files" / "readme.txt").write_text("Not a version.", encoding="utf-8")
    assert problems_of_all(tmp_path) == []


def test_problems_of_every_version_are_listed_once(tmp_path: Path) -> None:
    first, second = make_version(tmp_path, 1), make_version(tmp_path, 2)
    (first / "actions.toml").write_bytes(b"actions = 1")
    publish(tmp_path, first)
    (second / "domains.toml").unlink()
    assert problems_of_all(tmp_path) == [
        "tiny/1/actions.toml: actions: moet een lijst zijn",
        "tiny/2/domains.toml: dit bestand ontbreekt",
    ]


def test_change_tables_are_checked(tmp_path: Path) -> None:
    publish(tmp_path, make_version(tmp_path, 1))
    make_version(
        tmp_path, 2, {"kind": "question", "class": "grammar", "old": ["K1"], "new": ["K1"], "reason": "Komma."}
    )
    assert (
        problems_of_all(tmp_path)[0] == "tiny/2/changes.toml: vraag K1: is niet veranderd, maar staat wel in de tabel"
    )


def test_an_id_never_comes_back_for_something_else(tmp_path: Path) -> None:
    row = {"reason": "Het kan beter.", "kind": "action"}
    publish(tmp_path, make_version(tmp_path, 1))
    second = make_version(tmp_path, 2, {**row, "class": "moved", "old": ["ACT2"], "new": ["ACT3"]})
    make_version(tmp_path, 3, {**row, "class": "moved", "old": ["ACT3"], "new": ["ACT2"]})
    file = second / "actions.toml"
    file.write_bytes(file.read_bytes().replace(b"ACT2", b"ACT3"))
    assert problems_of_all(tmp_path) == [
        "tiny/3/changes.toml: actie ACT2: dit id hoorde al bij iets anders in versie 1"
    ]


def test_a_gap_between_versions_is_a_problem(tmp_path: Path) -> None:
    publish(tmp_path, make_version(tmp_path, 1))
    make_version(tmp_path, 3)
    assert problems_of_all(tmp_path) == ["tiny: de versies moeten 1, 2, 3 enzovoort zijn, gevonden: 1, 3"]

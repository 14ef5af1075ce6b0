"""Beginning and publishing a version from the command line."""

import shutil
from pathlib import Path

import pytest

from app.cli.authors import example_of
from questionnaires import catalogue
from questionnaires.authoring import TO_FILL_IN
from questionnaires.loader import load
from questionnaires.lock import load_lock
from scoring.engine import score
from scoring.interchange import build_interchange, build_result_document, render_json
from tests.unit.commands import refused, run

TITLE = 'title = "Vertel het bestuur waarom dit nodig is"'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The first version alone, where the next can be made."""
    root = tmp_path / "questionnaires"
    shutil.copytree(catalogue.ROOT / "files/iba/1", root / "files/iba/1")
    catalogue.write_lock(root, load_lock(catalogue.ROOT)[:1])
    (tmp_path / "tests/golden").mkdir(parents=True)
    return root


def test_from_a_copy_to_a_published_version(root: Path) -> None:
    result = run("new-version", "iba", "--root", root)
    folder = root / "files/iba/2"
    assert (result.exit_code, result.stdout) == (0, f"Begonnen: {folder}\n")
    actions, table = folder / "actions.toml", folder / "changes.toml"
    actions.write_text(actions.read_text("utf-8").replace(TITLE, TITLE.replace("nodig", "nú nodig")), "utf-8")
    assert run("new-version", "iba", "--root", root).stdout == "Regels erbij in changes.toml: 1.\n"
    publish = ("publish", "iba", "2", "--date", "2027-09-01", "--root", root)
    refused(run(*publish), "iba/2/changes.toml: wijziging nummer 1 (ACT01): schrijf op waarom")
    table.write_text(table.read_text("utf-8").replace(TO_FILL_IN, "Het moet nu."), "utf-8")
    result = run(*publish)
    code = load_lock(root)[-1].sha256
    assert (result.exit_code, result.stdout) == (0, f"Gepubliceerd: iba 2, sha256 {code}\n")
    refused(run("new-version", "other", "--root", root), "other: er is geen gepubliceerde versie")


def test_how_it_scores_is_kept(root: Path) -> None:
    run("new-version", "iba", "--root", root)
    run("publish", "iba", "2", "--date", "2027-09-01", "--root", root)
    whole = load(root / "files/iba/2")
    golden = root.parent / "tests/golden"
    example = example_of(whole)
    assert (golden / "iba-2.every-question.json").read_bytes() == render_json(build_interchange(example))
    result = render_json(build_result_document(whole, score(whole, example)))
    assert (golden / "iba-2.every-question.result.json").read_bytes() == result


def test_without_tests_beside_it_nothing_is_kept(root: Path) -> None:
    shutil.rmtree(root.parent / "tests")
    run("new-version", "iba", "--root", root)
    assert run("publish", "iba", "2", "--date", "2027-09-01", "--root", root).exit_code == 0
    assert [path.name for path in root.parent.iterdir()] == ["questionnaires"]

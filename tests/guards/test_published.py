"""A published questionnaire is what was published, to the byte, and everything in it is right."""

import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from questionnaires import catalogue
from questionnaires.catalogue import published, questionnaire, verify_lock
from questionnaires.checks import problems_of_all
from questionnaires.lock import LockEntry, load_lock
from questionnaires.problems import QuestionnaireError

VERSIONS = [pytest.param(*version, id="/".join(map(str, version))) for version in published()]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Our questionnaires in a folder where they can be changed."""
    shutil.copytree(catalogue.ROOT / "files", tmp_path / "files")
    shutil.copy(catalogue.ROOT / "published.toml", tmp_path)
    return tmp_path


def test_nothing_published_has_changed() -> None:
    verify_lock()


def test_nothing_is_wrong_in_any_version() -> None:
    assert problems_of_all() == []


@pytest.mark.parametrize("entry", load_lock(catalogue.ROOT), ids=lambda entry: entry.folder)
def test_the_hash_is_made_as_the_lock_describes(entry: LockEntry) -> None:
    paths = sorted((catalogue.ROOT / "files" / entry.folder).iterdir(), key=lambda path: path.name.encode())
    lines = "".join(f"{sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in paths)
    assert sha256(lines.encode()).hexdigest() == entry.sha256


@pytest.mark.parametrize(("questionnaire_id", "version"), VERSIONS)
def test_every_question_reads_in_every_domain_without_a_brace(questionnaire_id: str, version: int) -> None:
    whole = questionnaire(questionnaire_id, version)
    own = whole.chosen_domains(["eigen_1"], own={"eigen_1": "Veiligheid"})
    for domain in (*whole.domains, *own):
        for question in (*whole.questions_in(domain), *whole.questions_in(domain, "opportunity")):
            texts = " ".join((question.text, question.help, *question.options))
            assert "{" not in texts and "  " not in texts, f"{domain.id}/{question.id}"


@pytest.mark.parametrize(("questionnaire_id", "version"), VERSIONS)
def test_every_question_has_a_short_name_of_its_own(questionnaire_id: str, version: int) -> None:
    whole = questionnaire(questionnaire_id, version)
    assert {level.id: level.title.lower() for level in whole.levels} == {level.id: level.id for level in whole.levels}
    for kind in ("domain", "general", "opportunity"):
        names = [question.short_name for question in whole.questions if question.kind == kind]
        assert sorted(set(names)) == sorted(names)
    for question in whole.questions:
        assert question.short != question.text and len(question.short) <= 14, question.id


@pytest.mark.parametrize(("questionnaire_id", "version"), VERSIONS)
def test_every_chance_answer_has_a_statement_that_stays_true(questionnaire_id: str, version: int) -> None:
    whole = questionnaire(questionnaire_id, version)
    newest = {question.id: question for question in catalogue.current(questionnaire_id).of_kind("opportunity")}
    for question in whole.of_kind("opportunity"):
        said = question.statements
        assert len(set(said)) == len(said) == len(question.options), question.id
        for text in said:
            assert len(text) <= 50 and not text[0].isupper() and text[-1] not in ".,:;" and "," not in text, text
        # One list serves every version, as long as the answers say the same in each of them.
        assert question.options == newest.get(question.id, question).options, question.id


@pytest.mark.parametrize(("questionnaire_id", "version"), VERSIONS)
def test_every_file_of_every_version_is_guarded(copy: Path, questionnaire_id: str, version: int) -> None:
    for path in sorted((copy / "files" / questionnaire_id / str(version)).iterdir()):
        original = path.read_bytes()
        path.write_bytes(original[:-1] + bytes([original[-1] ^ 1]))
        with pytest.raises(QuestionnaireError, match="Een gepubliceerde versie verandert nooit"):
            verify_lock(copy)
        path.write_bytes(original)
    verify_lock(copy)


def test_an_extra_and_a_missing_file_are_refused(copy: Path) -> None:
    folder = copy / "files" / "iba" / "1"
    extra = folder / "extra.toml"
    extra.touch()
    with pytest.raises(QuestionnaireError, match=r"iba/1/extra\.toml: dit bestand hoort niet in een versie"):
        verify_lock(copy)
    extra.unlink()
    (folder / "actions.toml").unlink()
    with pytest.raises(QuestionnaireError, match=r"iba/1/actions\.toml: dit bestand ontbreekt"):
        verify_lock(copy)


def test_published_questionnaires_are_there_from_any_folder(tmp_path: Path) -> None:
    code = "from questionnaires.catalogue import current; print(current('iba').version)"
    root = str(catalogue.ROOT.parent)
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env={"PYTHONPATH": root}, capture_output=True, text=True
    )
    assert run.stdout.strip() == str(
        max(version for questionnaire_id, version in published() if questionnaire_id == "iba")
    )


@pytest.mark.heavy
def test_a_changed_byte_stops_the_start(tmp_path: Path) -> None:
    for name in ("app", "questionnaires", "scoring"):
        shutil.copytree(catalogue.ROOT.parent / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(catalogue.ROOT.parent / "config.py", tmp_path)
    file = tmp_path / "questionnaires/files/iba/1/actions.toml"
    file.write_bytes(file.read_bytes() + b"\n")
    start = "from app import create_app; create_app()"
    environment = {"PYTHONPATH": str(tmp_path), "PATH": os.environ["PATH"]}
    run = subprocess.run([sys.executable, "-c", start], cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert run.returncode == 1
    assert "iba/1: de bestanden zijn anders dan bij de publicatie" in run.stderr

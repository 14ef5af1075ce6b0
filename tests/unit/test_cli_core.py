"""The commands on files: what they print, and what they refuse."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.commands import GOLDEN, WORKED, refused, run, run_process
from tests.unit.interchange.examples import EXAMPLE, changed


@pytest.fixture
def file(tmp_path):
    """Writes a document to a file and gives its path."""

    def write(document, name="ronde.json"):
        path = tmp_path / name
        path.write_bytes(document if isinstance(document, bytes) else json.dumps(document).encode())
        return path

    return write


# What they print


def test_score_prints_the_result_document():
    result = run("score", WORKED)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout_bytes == (GOLDEN / "iba-1.worked-example.result.json").read_bytes()


def test_compare_prints_the_comparison_document(file):
    result = run("compare", WORKED, WORKED)
    assert (result.exit_code, result.stderr) == (0, "")
    document = json.loads(result.stdout)
    assert document["same_people"] is True
    assert document["accounting"]["total"] == document["accounting"]["carried"] == 91
    assert document["domains"]["geld"]["dimensions"]["middelen"]["change"] == 0.0


def test_questionnaire_prints_a_published_version():
    result = run("questionnaire", "iba", "1")
    assert (result.exit_code, result.stderr) == (0, "")
    document = json.loads(result.stdout)
    assert (document["id"], document["version"], len(document["questions"])) == ("iba", 1, 30)


def test_questionnaire_schema_prints_the_schema_of_every_file():
    result = run("questionnaire-schema")
    assert result.exit_code == 0
    assert {"questionnaire.toml", "domain_questions.toml", "changes.toml"} <= json.loads(result.stdout).keys()


def test_check_questionnaires_says_that_all_is_well():
    result = run("check-questionnaires")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "Alle vragenlijsten kloppen.\n", "")


def test_output_is_utf_8_in_any_locale(file):
    old = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    printed = run_process("questionnaire", "iba", "1", **old)
    assert "coördinator" in printed.stdout.decode("utf-8")
    refusal = run_process("score", file(changed("round", "é")), **old)
    assert (refusal.returncode, refusal.stdout) == (2, b"")
    assert refusal.stderr.decode("utf-8") == "round: ‘é’ kan hier niet. Kies baseline of evaluation.\n"
    explained = run_process("compare", "--help", **old)
    assert explained.returncode == 0


def test_the_core_commands_start_without_the_web(file):
    heavy = ("flask", "sqlalchemy", "reportlab", "matplotlib")
    show = f"print([name for name in {heavy} if name in sys.modules], file=sys.stderr)"
    code = f"import atexit, sys; from app.cli import main; atexit.register(lambda: {show}); main()"
    process = subprocess.run([sys.executable, "-c", code, "score", WORKED], capture_output=True, check=True)
    assert process.stderr.decode().strip() == "[]"


# What they refuse


def test_every_problem_is_a_line(file):
    document = changed("answers[1].value", 5)
    document["municipality"]["code"] = "9901"
    refused(
        run("score", file(document)),
        "municipality.code: ‘9901’ is geen gemeentecode. Schrijf GM en 4 cijfers, zoals GM9901.",
        "answers[1].value: kies 0, 1, 2, 3, 4, unknown of not_applicable. "
        "Een getal staat zonder aanhalingstekens en zonder punt.",
    )


@pytest.mark.parametrize("data", [b"", b"\xff", b"[" * 100_000, b"null"])
def test_a_file_that_is_no_json(file, data):
    result = run("score", file(data))
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1


def test_a_file_that_cannot_be_opened(tmp_path):
    refused(run("score", tmp_path), f"{tmp_path}: dit is een map, geen bestand.")
    missing = tmp_path / "weg.json"
    refused(run("score", missing), f"{missing}: dit bestand of deze map bestaat niet.")
    below = WORKED / "weg.json"
    refused(run("score", below), f"{below}: deze map bestaat niet.")


def test_compare_puts_the_name_of_the_file_before_each_problem(file, tmp_path):
    before, after = file(changed("round", "x"), "eerder.json"), tmp_path / "later.json"
    round_ = f"{before}: round: ‘x’ kan hier niet. Kies baseline of evaluation."
    refused(run("compare", before, after), round_, f"{after}: dit bestand of deze map bestaat niet.")
    name = f"{file(changed('municipality.name', ' '), 'later.json')}: municipality.name: "
    refused(run("compare", before, after), round_, f"{name}hier mag de tekst niet leeg zijn.")


def test_compare_refuses_two_municipalities(file):
    before, after = file(EXAMPLE), file(changed("municipality.code", "GM9902"), "ander.json")
    sentence = "het eerste bestand gaat over ‘GM9901’. Je kunt alleen rondes van één gemeente vergelijken."
    refused(run("compare", before, after), f"{after}: municipality.code: {sentence}")


@pytest.mark.parametrize("version", ["9", "01", "1.0", "een"])
def test_a_questionnaire_that_is_not_published(version):
    result = run("questionnaire", "iba", version)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"de vragenlijst ‘iba {version}’ is niet gepubliceerd. Wel: iba 1")


@pytest.mark.parametrize(
    ("arguments", "sentence", "command"),
    [
        (["score"], "Er ontbreekt iets: BESTAND.", "samenhang score"),
        (["compare", "a.json"], "Er ontbreekt iets: LATER.", "samenhang compare"),
        (["score", "a.json", "b.json"], "Je gaf meer mee dan deze opdracht kent.", "samenhang score"),
        (["score", "--snel", "a.json"], "De optie --snel bestaat niet.", "samenhang score"),
        (["--snel"], "De optie --snel bestaat niet.", "samenhang"),
        (["reken"], "De opdracht reken bestaat niet.", "samenhang"),
    ],
)
def test_a_wrong_call_is_explained_in_dutch(arguments, sentence, command):
    result = run(*arguments)
    refused(result, sentence, f"Uitleg: {command} --help")


def test_without_a_command_there_is_an_explanation():
    result = run()
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("Gebruik: samenhang [OPTIES] OPDRACHT")
    assert "Reken de scores van een ronde uit." in result.stderr


# What goes wrong with valid input


def test_output_that_cannot_be_written_gives_1():
    with Path("/dev/full").open("wb") as full:
        process = run_process("score", WORKED, stdout=full)
    assert process.returncode == 1
    assert process.stderr.decode() == "stdout: de schijf is vol.\n"

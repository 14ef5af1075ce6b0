"""The command that writes a report, and files that are written whole or not at all."""

import json
import os
import resource

import pytest

from app.cli.command import Failed, write_file
from tests.unit.commands import WORKED, refused, run
from tests.unit.interchange.examples import changed


@pytest.mark.parametrize(
    ("kind", "ending", "begins"),
    [
        ("alderman", ".pdf", b"%PDF-1.7"),
        ("alderman", ".docx", b"PK"),
        ("full", ".csv", "\ufeff".encode()),
        ("full", ".XLSX", b"PK"),
        *(pytest.param(kind, ".pdf", b"%PDF-1.7", marks=pytest.mark.long) for kind in ("full", "adviser")),
    ],
)
def test_report_writes_the_same_file_every_time(tmp_path, kind, ending, begins):
    first, second = tmp_path / f"rapport{ending}", tmp_path / f"nog-een{ending}"
    for out in (first, second):
        result = run("report", WORKED, "--out", out, "--kind", kind, "--date", "2026-11-24")
        assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    assert first.read_bytes().startswith(begins)
    assert first.read_bytes() == second.read_bytes()
    assert sorted(tmp_path.iterdir()) == sorted([first, second])


@pytest.mark.parametrize(
    ("kind", "ending", "begins"),
    [
        ("full", ".docx", b"PK"),
        ("adviser", ".xlsx", b"PK"),
        ("adviser", "", b"%PDF-1.7"),
    ],
)
def test_the_name_says_in_which_form(tmp_path, kind, ending, begins):
    out = tmp_path / f"rapport{ending}"
    result = run("report", WORKED, "--out", out, "--kind", kind, "--date", "2026-11-24")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    assert out.read_bytes().startswith(begins)


@pytest.mark.parametrize(
    ("kind", "name", "endings"),
    [
        ("full", "rapport.odt", ".pdf, .docx, .xlsx of .csv"),
        ("alderman", "rapport.xlsx", ".pdf of .docx"),
        ("adviser", "rapport.csv", ".pdf, .docx of .xlsx"),
    ],
)
def test_a_form_that_is_not_made(tmp_path, kind, name, endings):
    result = run("report", WORKED, "--out", tmp_path / name, "--kind", kind)
    refused(
        result,
        f"De waarde van --out klopt niet. Bij --kind {kind} eindigt de naam op {endings}.",
        "Uitleg: samenhang report --help",
    )
    assert not list(tmp_path.iterdir())


def test_a_report_beside_an_earlier_round_is_another_report(tmp_path):
    alone, beside = tmp_path / "alleen.pdf", tmp_path / "naast.pdf"
    assert run("report", WORKED, "--out", alone, "--kind", "alderman").exit_code == 0
    assert run("report", WORKED, "--out", beside, "--kind", "alderman", "--before", WORKED).exit_code == 0
    assert alone.read_bytes() != beside.read_bytes()


def test_nothing_is_written_when_the_input_is_refused(tmp_path):
    out, wrong, other = (tmp_path / name for name in ("rapport.pdf", "fout.json", "ander.json"))
    out.write_bytes(b"van vroeger")
    wrong.write_bytes(b"{")
    sentence = "Dit bestand kan niet worden gelezen: op regel 1, teken 2 is het geen geldige JSON."
    refused(run("report", wrong, "--out", out), sentence)
    refused(run("report", WORKED, "--out", out, "--before", wrong), f"{wrong}: {sentence}")
    other.write_text(json.dumps(changed("municipality.code", "GM9902")))
    result = run("report", other, "--out", out, "--before", WORKED)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"{other}: municipality.code: ")
    assert out.read_bytes() == b"van vroeger"


@pytest.mark.parametrize("day", ["2026-11-31", "24-11-2026", "20261124", "2026-W48-2", "morgen", ""])
def test_a_date_that_is_none(tmp_path, day):
    result = run("report", WORKED, "--out", tmp_path / "x.pdf", "--date", day)
    refused(
        result,
        "De waarde van --date klopt niet. Schrijf de datum zo: 2026-11-24.",
        "Uitleg: samenhang report --help",
    )
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ["--kind", "wethouder", "--out", "x.pdf"],
            "De waarde van --kind klopt niet. Kies uit: full, alderman, adviser.",
        ),
        ([], "Er ontbreekt iets: --out."),
        (["--out"], "Er hoort een waarde bij de optie --out."),
    ],
)
def test_wrong_options_of_a_report(arguments, sentence):
    result = run("report", WORKED, *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines()[0] == sentence


# Files that are written


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("", "dit is een map, geen bestand."), ("weg/rapport.pdf", "dit bestand of deze map bestaat niet.")],
)
def test_a_report_that_cannot_be_written_gives_1(tmp_path, name, sentence):
    out = tmp_path / name
    result = run("report", WORKED, "--out", out)
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", f"{out}: {sentence}\n")
    assert not list(tmp_path.iterdir())


def test_a_file_is_replaced_whole(tmp_path):
    out = tmp_path / "uit.pdf"
    write_file(out, b"eerst")
    write_file(out, b"daarna")
    assert out.read_bytes() == b"daarna"
    assert list(tmp_path.iterdir()) == [out]


def test_the_rights_of_a_file_are_the_usual_ones(tmp_path):
    usual, out = tmp_path / "gewoon", tmp_path / "uit.pdf"
    usual.touch()
    write_file(out, b"pdf")
    assert out.stat().st_mode == usual.stat().st_mode


def test_a_link_keeps_pointing_to_its_file(tmp_path):
    target, link = tmp_path / "echt.pdf", tmp_path / "link.pdf"
    target.write_bytes(b"oud")
    link.symlink_to(target)
    write_file(link, b"nieuw")
    assert link.is_symlink()
    assert target.read_bytes() == b"nieuw"


def test_a_device_stays_a_device(tmp_path):
    pipe = tmp_path / "pijp"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_file(pipe, b"pdf")
    assert os.read(reader, 10) == b"pdf"
    os.close(reader)
    assert pipe.is_fifo()


def test_a_name_that_is_too_long(tmp_path):
    with pytest.raises(Failed, match="dit bestand kan niet worden gelezen of geschreven"):
        write_file(tmp_path / ("x" * 300), b"pdf")


def test_a_file_that_was_written_halfway_is_not_left_behind(tmp_path):
    out = tmp_path / "uit.pdf"
    out.write_bytes(b"oud")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, limits[1]))
    try:
        with pytest.raises(Failed, match="dit bestand kan niet worden gelezen of geschreven"):
            write_file(out, b"x" * 100)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert out.read_bytes() == b"oud"
    assert list(tmp_path.iterdir()) == [out]


def test_a_file_that_may_not_be_changed_stays(tmp_path):
    out = tmp_path / "vast.pdf"
    out.write_bytes(b"oud")
    out.chmod(0o444)
    with pytest.raises(Failed, match="je hebt geen rechten"):
        write_file(out, b"nieuw")
    assert out.read_bytes() == b"oud"

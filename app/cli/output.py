"""What a command reads and gives back: interchange files, bytes on stdout or in a file, or a refusal on stderr."""

import errno
import os
import stat
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from questionnaires import catalogue
from questionnaires.model import Questionnaire
from scoring.assessment import Assessment
from scoring.interchange import InterchangeError, pair_problems, parse

WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


class Refused(click.ClickException):
    """Input that is not valid; each problem is a line on stderr."""

    exit_code = 2

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))

    def show(self, file: Any = None) -> None:
        """Write the problems to stderr."""
        click.echo(self.message, file=file, err=True)


class Failed(Refused):
    """What goes wrong with valid input, such as output that cannot be written."""

    exit_code = 1


def write_stdout(data: bytes) -> None:
    """Write to stdout, byte for byte."""
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except OSError as error:
        # Python tries once more when the process ends; let that go nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise Failed([f"stdout: {reason(error)}"]) from error


def write_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; what stood there stays when it fails."""
    try:
        target = path.resolve()
        if target.exists() and not target.is_file():  # such as /dev/stdout, which must stay what it is
            target.write_bytes(data)
        else:
            _replace(target, data)
    except OSError as error:
        raise Failed([f"{path}: {reason(error)}"]) from error


def _replace(target: Path, data: bytes) -> None:
    # Putting another file in its place is allowed to who may change the folder, even when the file is protected.
    if target.exists() and not (os.access(target, os.W_OK) and target.stat().st_mode & WRITABLE):
        raise PermissionError
    partial = target.with_name(f".samenhang-{os.getpid()}")
    try:
        partial.write_bytes(data)
        partial.replace(target)
    except OSError:
        partial.unlink(missing_ok=True)
        raise


def reason(error: OSError) -> str:
    """Why a file could not be read or written, as a Dutch sentence."""
    match error:
        case FileNotFoundError():
            return "dit bestand of deze map bestaat niet."
        case IsADirectoryError():
            return "dit is een map, geen bestand."
        case NotADirectoryError():
            return "deze map bestaat niet."
        case PermissionError():
            return "je hebt geen rechten voor dit bestand."
        case OSError(errno=errno.ENOSPC):
            return "de schijf is vol."
        case _:
            return "dit bestand kan niet worden gelezen of geschreven."


def read_assessment(file: Path) -> Assessment:
    """The assessment in one file. Refused with every problem that it has."""
    try:
        return parse(file.read_bytes())
    except OSError as error:
        raise Refused([f"{file}: {reason(error)}"]) from error
    except InterchangeError as error:
        raise Refused(error.problems) from error


def read_pair(before: Path, after: Path) -> tuple[Assessment, Assessment]:
    """The assessments in two files. Refused with every problem of both, each behind the name of its file."""
    pair: list[Assessment] = []
    problems: list[str] = []
    for file in (before, after):
        try:
            pair.append(parse(file.read_bytes()))
        except OSError as error:
            problems.append(f"{file}: {reason(error)}")
        except InterchangeError as error:
            problems += (f"{file}: {problem}" for problem in error.problems)
    if not problems:
        problems += (f"{after}: {problem}" for problem in pair_problems(*pair))
    if problems:
        raise Refused(problems)
    return pair[0], pair[1]


def questionnaire_of(assessment: Assessment) -> Questionnaire:
    """The questionnaire version that an assessment is on."""
    return catalogue.questionnaire(assessment.questionnaire_id, assessment.version)

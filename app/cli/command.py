"""What every command has: Dutch help, a Dutch sentence for a wrong call, files to read and write, or a refusal."""

import errno
import io
import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import click
from click.exceptions import NoArgsIsHelpError, NoSuchCommand

from questionnaires import catalogue
from questionnaires.model import Questionnaire
from scoring.assessment import Assessment
from scoring.interchange import InterchangeError, pair_problems, parse

_HEADINGS = {"Options": "Opties", "Commands": "Opdrachten"}


class Formatter(click.HelpFormatter):
    """The layout of a help text, with Dutch headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how to call a command."""
        super().write_usage(prog, args, prefix or "Gebruik: ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(_HEADINGS.get(heading, heading))

    def write_dl(self, rows: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        """Write names with their explanations."""
        super().write_dl([(name, text.replace("[required]", "[verplicht]")) for name, text in rows], *args, **kwargs)


class Context(click.Context):
    """One call of a command."""

    formatter_class = Formatter


class Command(click.Command):
    """A command with a Dutch help text."""

    context_class = Context

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"options_metavar": "[OPTIES]", **kwargs})

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option `--help`."""
        return _in_dutch(super().get_help_option(ctx))


class Group(click.Group):
    """A group of such commands; a wrong call of any of them gives a Dutch sentence and exit code 2."""

    context_class = Context
    command_class = Command
    group_class = type

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"options_metavar": "[OPTIES]", "subcommand_metavar": "OPDRACHT", **kwargs})

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option `--help`."""
        return _in_dutch(super().get_help_option(ctx))

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run the command that the arguments name, and end the process."""
        # Whatever the locale of the machine: texts have letters that ASCII lacks.
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")
        return super().main(*args, **kwargs)

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Read the arguments up to the name of the command."""
        with _wrong_calls_in_dutch():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """Read the arguments of the command and run it."""
        with _wrong_calls_in_dutch():
            return super().invoke(ctx)


class WrongCall(click.ClickException):
    """A call that no command understands."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        """Say on stderr what is wrong."""
        click.echo(self.format_message(), file=file, err=True)


@contextmanager
def _wrong_calls_in_dutch() -> Iterator[None]:
    try:
        yield
    except NoArgsIsHelpError:  # shows the help text, which is Dutch already
        raise
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx is not None else "samenhang"
        raise WrongCall(f"{_sentence(error)}\nUitleg: {command} --help") from error


def _sentence(error: click.UsageError) -> str:
    match error:
        case NoSuchCommand():
            return f"De opdracht {error.command_name} bestaat niet."
        case click.NoSuchOption():
            return f"De optie {error.option_name} bestaat niet."
        case click.BadOptionUsage():
            return f"Er hoort een waarde bij de optie {error.option_name}."
        case click.MissingParameter():
            return f"Er ontbreekt iets: {_name(error)}."
        case click.BadParameter():
            return f"De waarde van {_name(error)} klopt niet. {_expected(error)}"
        case _:
            return "Je gaf meer mee dan deze opdracht kent."


def _name(error: click.BadParameter) -> str:
    if error.param is None or error.ctx is None:
        return error.param_hint if isinstance(error.param_hint, str) else ""
    return error.param.get_error_hint(error.ctx).replace("'", "")


def _expected(error: click.BadParameter) -> str:
    kind = error.param.type if error.param is not None else None
    return f"Kies uit: {', '.join(kind.choices)}." if isinstance(kind, click.Choice) else error.message


def _in_dutch(option: click.Option | None) -> click.Option | None:
    if option is not None:
        option.help = "Laat deze uitleg zien."
    return option


class DayOption(click.ParamType[date]):
    """A date such as 2026-11-24."""

    name = "datum"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The date that a text says."""
        if isinstance(value, date):
            return value
        try:
            # fromisoformat knows more ways to write a date than one.
            return date.fromisoformat(value if re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII) else "")
        except ValueError:
            return self.fail("Schrijf de datum zo: 2026-11-24.", param, ctx)


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
    return catalogue.questionnaire(assessment.questionnaire_id, assessment.version)

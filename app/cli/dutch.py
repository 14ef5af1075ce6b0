"""Commands that explain themselves, and what is wrong with a call, in Dutch."""

import io
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import click
from click.exceptions import NoArgsIsHelpError, NoSuchCommand

_HEADINGS = {"Options": "Opties", "Commands": "Opdrachten"}


class Formatter(click.HelpFormatter):
    """The layout of a help text, with Dutch headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how to call a command."""
        super().write_usage(prog, args, prefix or "Gebruik: ")

    def write_heading(self, heading: str) -> None:
        """Write the heading of a section."""
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

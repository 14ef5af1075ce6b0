"""The lines of the table that the benchmarks print, and which of them were promised."""

from dataclasses import dataclass

import click


@dataclass(frozen=True)
class Line:
    """One figure; `met` is None for what is only shown, such as everything in seconds."""

    what: str
    figure: str
    goal: str = ""
    met: bool | None = None


def at_least(what: str, value: float, goal: float, form: str = ".2f") -> Line:
    """A figure that may not be below the goal."""
    return Line(what, format(value, form), f"at least {goal:{form}}", value >= goal)


def at_most(what: str, value: float, goal: float, form: str = ".0f", unit: str = "") -> Line:
    """A figure that may not be above the goal."""
    return Line(what, f"{value:{form}}{unit}", f"at most {goal:{form}}{unit}", value <= goal)


def shown(what: str, value: float, goal: str = "", form: str = ".1f", unit: str = " ms") -> Line:
    """A figure that depends on the machine: shown with what we aim for, and never a reason to fail."""
    return Line(what, f"{value:{form}}{unit}", goal)


def print_section(title: str, lines: list[Line]) -> None:
    """Print lines under a title, as soon as they are there."""
    click.echo(f"\n{title}")
    for line in lines:
        verdict = {None: "", True: "ok", False: "MISSED"}[line.met]
        click.echo(f"  {line.what:<78}{line.figure:>10}  {line.goal:<18}{verdict}".rstrip())

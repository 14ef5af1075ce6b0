"""Measures what was promised in performance goals, prints a table, and fails on ratios and counts only."""

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from tests.benchmarks.calculation import scoring_lines
from tests.benchmarks.colleagues import colleague_lines
from tests.benchmarks.counts import count_lines
from tests.benchmarks.meeting import meeting_lines
from tests.benchmarks.network import network_lines
from tests.benchmarks.reports import report_lines
from tests.benchmarks.review import review_lines
from tests.benchmarks.table import Line, print_section
from tests.benchmarks.throughput import throughput_lines

Sections = Iterator[tuple[str, list[Line]]]


def main() -> int:
    """0 when all that was promised is met, else 1."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--seconds", type=float, default=4, help="length of each phase of product and of bare stack")
    parser.add_argument("--only", choices=PARTS, help="one part of the table")
    options = parser.parse_args()
    missed = 0
    for name, sections in PARTS.items():
        if options.only in (None, name):
            with TemporaryDirectory(prefix="samenhang-bench-") as folder:
                missed += print_part(sections(Path(folder), options.seconds))
    click.echo(f"\n{missed} missed" if missed else "\nAll that was promised is met.")
    return 1 if missed else 0


def print_part(sections: Sections) -> int:
    """Print the sections as they come; how many lines missed their goal."""
    missed = 0
    for title, lines in sections:
        print_section(title, lines)
        missed += sum(line.met is False for line in lines)
    return missed


def counts(folder: Path, _: float) -> Sections:
    """Statements and sizes."""
    yield "Statements and sizes", count_lines(folder)


def scoring(_: Path, __: float) -> Sections:
    """Scoring."""
    yield "Scoring", scoring_lines()


def reports(_: Path, __: float) -> Sections:
    """Reports."""
    yield "Reports", report_lines()


PARTS: dict[str, Callable[[Path, float], Sections]] = {
    "counts": counts,
    "scoring": scoring,
    "reports": reports,
    "review": review_lines,
    "meeting": meeting_lines,
    "network": network_lines,
    "throughput": throughput_lines,
    "colleagues": colleague_lines,
}

if __name__ == "__main__":
    sys.exit(main())

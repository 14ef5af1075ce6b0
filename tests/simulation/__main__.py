"""Prints how often a change is said that is none, and how often a real one is seen; `--write` keeps it."""

import argparse
from pathlib import Path

import click

from tests.simulation.assumptions import MUNICIPALITIES, REPLIES, VARIATIONS
from tests.simulation.counting import simulate, vary
from tests.simulation.picture import picture
from tests.simulation.text import text

FOLDER = Path(__file__).parent


def main() -> None:
    """Simulate, print, and write when asked to."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--municipalities", type=int, default=MUNICIPALITIES, help="how many for each setting")
    parser.add_argument("--write", action="store_true", help="write result.md and result.svg beside the simulation")
    options = parser.parse_args()
    found = {name: simulate(options.municipalities, assumed) for name, assumed in REPLIES.items()}
    said = text(found, vary(options.municipalities // 2, VARIATIONS))
    click.echo(said)
    if options.write:
        (FOLDER / "result.md").write_text(f"{said}\n", "utf-8")
        (FOLDER / "result.svg").write_bytes(picture(next(iter(found.values()))))


if __name__ == "__main__":
    main()

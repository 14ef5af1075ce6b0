"""The command that writes the report of an interchange file."""

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.cli.dutch import Command
from app.cli.files import questionnaire_of, read_assessment, read_pair
from app.cli.output import write_file
from scoring.assessment import Assessment
from scoring.comparison import compare
from scoring.engine import score

if TYPE_CHECKING:
    from app.reports.document import EditionKind

FILE = click.Path(path_type=Path)
KINDS: tuple["EditionKind", ...] = ("full", "alderman", "adviser")


class Day(click.ParamType[date]):
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


@click.command(cls=Command)
@click.argument("file", type=FILE, metavar="BESTAND")
@click.option("--out", type=FILE, required=True, metavar="PDF", help="Hier komt het rapport.")
@click.option("--kind", type=click.Choice(KINDS), default="full", help="Voor wie: full (beleid), alderman of adviser.")
@click.option("--before", type=FILE, metavar="EERDER", help="De ronde waarmee je vergelijkt, als JSON.")
@click.option("--date", "day", type=Day(), metavar="DATUM", help="De datum in het rapport, zoals 2026-11-24.")
def report(file: Path, out: Path, kind: "EditionKind", before: Path | None, day: date | None) -> None:
    """Maak het rapport van een ronde, als PDF.

    BESTAND is een ronde als JSON.
    """
    earlier, assessment = (None, read_assessment(file)) if before is None else read_pair(before, file)
    write_file(out, _rendered(earlier, assessment, kind, day))


def _rendered(earlier: Assessment | None, assessment: Assessment, kind: "EditionKind", day: date | None) -> bytes:
    # Half a second of libraries that no other core command needs.
    from app.reports.document import ReportContext, build_document
    from app.reports.pdf.rendering import render_pdf

    questionnaire = questionnaire_of(assessment)
    comparison = None if earlier is None else compare(questionnaire_of(earlier), earlier, questionnaire, assessment)
    context = ReportContext(date=day, comparison=comparison)
    return render_pdf(build_document(questionnaire, assessment, score(questionnaire, assessment), context), kind)

"""The command that writes the report of an interchange file."""

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.cli.dutch import Command
from app.cli.output import questionnaire_of, read_assessment, read_pair, write_file
from app.texts.words import listing
from scoring.assessment import Assessment
from scoring.comparison import compare

if TYPE_CHECKING:
    from app.documents.model import EditionKind
    from app.reports.contents import Form

FILE = click.Path(path_type=Path)
KINDS: tuple["EditionKind", ...] = ("full", "alderman", "adviser")


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


@click.command(cls=Command)
@click.argument("file", type=FILE, metavar="BESTAND")
@click.option(
    "--out", type=FILE, required=True, metavar="RAPPORT", help="Hier komt het rapport: .pdf, .docx, .xlsx of .csv."
)
@click.option("--kind", type=click.Choice(KINDS), default="full", help="Voor wie: full (beleid), alderman of adviser.")
@click.option("--before", type=FILE, metavar="EERDER", help="De ronde waarmee je vergelijkt, als JSON.")
@click.option("--date", "day", type=DayOption(), metavar="DATUM", help="De datum in het rapport, zoals 2026-11-24.")
def report(file: Path, out: Path, kind: "EditionKind", before: Path | None, day: date | None) -> None:
    """Maak het rapport van een ronde: als PDF, of in de vorm die bij de naam van --out hoort.

    BESTAND is een ronde als JSON.
    """
    form = _form(out, kind)
    earlier, assessment = (None, read_assessment(file)) if before is None else read_pair(before, file)
    write_file(out, _rendered(earlier, assessment, kind, form, day))


def _form(out: Path, kind: "EditionKind") -> "Form":
    """The form that a file name asks for, PDF without an ending; click.BadParameter for one that is not made."""
    from app.reports.contents import FORMS_OF

    ending = out.suffix.lower().removeprefix(".") or "pdf"
    found: Form | None = next((form for form in FORMS_OF[kind] if form == ending), None)
    if found is None:
        names = [f".{form}" for form in FORMS_OF[kind]]
        raise click.BadParameter(f"Bij --kind {kind} eindigt de naam op {listing(names, 'of')}.", param_hint="--out")
    return found


def _rendered(
    earlier: Assessment | None, assessment: Assessment, kind: "EditionKind", form: "Form", day: date | None
) -> bytes:
    # Half a second of libraries that no other core command needs.
    from app.reports.contents import make_contents, render_form
    from app.reports.document.material import ReportContext

    questionnaire = questionnaire_of(assessment)
    comparison = None if earlier is None else compare(questionnaire_of(earlier), earlier, questionnaire, assessment)
    context = ReportContext(date=day, comparison=comparison)
    return render_form(make_contents(questionnaire, assessment, context), kind, form)

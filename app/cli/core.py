"""The commands that need no database and no web: calculating with files, their report, and the questionnaires."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli import authors
from app.cli.command import (
    Command,
    DayOption,
    Refused,
    questionnaire_of,
    read_assessment,
    read_pair,
    write_file,
    write_stdout,
)
from app.texts.words import listing
from questionnaires import catalogue
from questionnaires.checks import problems_of_all
from questionnaires.schema import render_schemas
from scoring.assessment import Assessment
from scoring.comparison import compare as compared
from scoring.engine import score as scored
from scoring.interchange import (
    build_comparison_document,
    build_questionnaire_document,
    build_result_document,
    publication_problem,
    render_json,
)

if TYPE_CHECKING:
    from app.documents.model import EditionKind
    from app.reports.contents import Form

FILE = click.Path(path_type=Path)
KINDS: tuple["EditionKind", ...] = ("full", "alderman", "adviser")


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
    comparison = None if earlier is None else compared(questionnaire_of(earlier), earlier, questionnaire, assessment)
    context = ReportContext(date=day, comparison=comparison)
    return render_form(make_contents(questionnaire, assessment, context), kind, form)


@click.command(cls=Command)
@click.argument("file", type=FILE, metavar="BESTAND")
def score(file: Path) -> None:
    """Reken de scores van een ronde uit.

    BESTAND is een ronde als JSON. De uitkomst is ook JSON.
    """
    assessment = read_assessment(file)
    questionnaire = questionnaire_of(assessment)
    write_stdout(render_json(build_result_document(questionnaire, scored(questionnaire, assessment))))


@click.command(cls=Command)
@click.argument("before", type=FILE, metavar="EERDER")
@click.argument("after", type=FILE, metavar="LATER")
def compare(before: Path, after: Path) -> None:
    """Vergelijk twee rondes van een gemeente.

    EERDER en LATER zijn rondes als JSON. De uitkomst is ook JSON.
    """
    earlier, later = read_pair(before, after)
    comparison = compared(questionnaire_of(earlier), earlier, questionnaire_of(later), later)
    write_stdout(render_json(build_comparison_document(comparison)))


@click.command(cls=Command)
@click.argument("questionnaire_id", metavar="NAAM")
@click.argument("version", metavar="VERSIE")
def questionnaire(questionnaire_id: str, version: str) -> None:
    """Laat een vragenlijst zien.

    Het moet een gepubliceerde vragenlijst zijn, zoals: iba 1. De uitkomst is JSON.
    """
    for published_id, number in catalogue.published():
        if (published_id, str(number)) == (questionnaire_id, version):
            published = catalogue.questionnaire(published_id, number)
            write_stdout(render_json(build_questionnaire_document(published)))
            return
    raise Refused([publication_problem(questionnaire_id, version)])


@click.command(cls=Command)
def check_questionnaires() -> None:
    """Controleer alle vragenlijsten.

    Je ziet alles wat niet klopt, met de plek erbij.
    """
    problems = problems_of_all()
    if problems:
        raise Refused(problems)
    click.echo("Alle vragenlijsten kloppen.")


@click.command(cls=Command)
def questionnaire_schema() -> None:
    """Laat de opbouw van een vragenlijst zien.

    De uitkomst is een JSON-schema per bestand, voor wie een vragenlijst schrijft.
    """
    write_stdout(render_schemas().encode("utf-8"))


COMMANDS = (score, compare, report, questionnaire, check_questionnaires, questionnaire_schema, *authors.COMMANDS)

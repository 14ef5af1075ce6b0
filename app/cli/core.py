"""The commands that need no database and no web: calculating with files, and the questionnaires."""

from pathlib import Path

import click

from app.cli import authors
from app.cli.dutch import Command
from app.cli.output import Refused, questionnaire_of, read_assessment, read_pair, write_stdout
from app.cli.report import FILE, report
from questionnaires import catalogue
from questionnaires.checks import problems_of_all
from questionnaires.schema import render_schemas
from scoring.comparison import compare as compared
from scoring.engine import score as scored
from scoring.interchange import (
    build_comparison_document,
    build_questionnaire_document,
    build_result_document,
    publication_problem,
    render_json,
)


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

"""The commands for authors of a questionnaire: beginning a next version, and publishing it."""

from datetime import date
from hashlib import sha256
from pathlib import Path

import click

from app.cli.command import Command, DayOption, Refused, write_file
from questionnaires import catalogue
from questionnaires.authoring import begin_version, complete_table, publish
from questionnaires.loader import load
from questionnaires.model import GENERAL, Questionnaire
from questionnaires.problems import QuestionnaireError
from scoring.assessment import Answer, Assessment, Participant, Value
from scoring.engine import score
from scoring.interchange import build_interchange, build_result_document, render_json
from scoring.items import item_id

WHERE = click.option(
    "--root",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=catalogue.ROOT,
    metavar="MAP",
    help="Map met de vragenlijsten. Zonder map: die van Samenhang zelf.",
)
VALUES: tuple[Value, ...] = (0, 1, 2, 3, 4, "unknown")


@click.command(cls=Command)
@click.argument("questionnaire_id", metavar="NAAM")
@WHERE
def new_version(questionnaire_id: str, root: Path) -> None:
    """Begin een nieuwe versie van een vragenlijst.

    De nieuwe versie is een kopie van de vorige. Is ze al begonnen? Dan komt er in changes.toml een regel bij voor alles
    wat anders is. Schrijf bij elke regel de reden op.
    """
    try:
        folder = begin_version(root, questionnaire_id)
    except QuestionnaireError as begun:
        try:
            rows = complete_table(root, questionnaire_id)
        except QuestionnaireError:
            raise Refused(begun.problems) from begun
        click.echo(f"Regels erbij in changes.toml: {len(rows)}.")
        return
    click.echo(f"Begonnen: {folder}")


@click.command("publish", cls=Command)
@click.argument("questionnaire_id", metavar="NAAM")
@click.argument("version", type=int, metavar="VERSIE")
@click.option("--date", "day", type=DayOption(), required=True, metavar="DATUM", help="Dag van publicatie.")
@WHERE
def publish_version(questionnaire_id: str, version: int, day: date, root: Path) -> None:
    """Publiceer een versie van een vragenlijst.

    Daarna verandert ze nooit meer. In tests/golden, naast de map met de vragenlijsten, komt te staan hoe ze scoort.
    """
    try:
        code = publish(root, questionnaire_id, version, day)
    except QuestionnaireError as error:
        raise Refused(error.problems) from error
    golden = root.parent / "tests" / "golden"
    if golden.is_dir():
        write_golden(golden, load(root / "files" / questionnaire_id / str(version)))
    click.echo(f"Gepubliceerd: {questionnaire_id} {version}, sha256 {code}")


def write_golden(folder: Path, questionnaire: Questionnaire) -> None:
    """Keep how this version scores an example in which every question is answered."""
    example = example_of(questionnaire)
    name = f"{questionnaire.id}-{questionnaire.version}.every-question"
    write_file(folder / f"{name}.json", render_json(build_interchange(example)))
    result = build_result_document(questionnaire, score(questionnaire, example))
    write_file(folder / f"{name}.result.json", render_json(result))


def example_of(questionnaire: Questionnaire) -> Assessment:
    """Two people who answered every question about every domain; the same at all times."""
    people = (Participant("p1", "coordinator", "beleid"), Participant("p2", "participant", "uitvoering"))
    return Assessment(
        questionnaire_id=questionnaire.id,
        version=questionnaire.version,
        municipality_code="GM9901",
        municipality_name="Voorbeeldstad",
        round="baseline",
        domains=tuple(domain.id for domain in questionnaire.domains),
        participants=people,
        answers=tuple(Answer(one.id, item, _value(one.id, item)) for one in people for item in _items(questionnaire)),
    )


def _items(questionnaire: Questionnaire) -> list[str]:
    asked = (*questionnaire.of_kind("domain"), *questionnaire.of_kind("opportunity"))
    items = [item_id(domain.id, question.id) for domain in questionnaire.domains for question in asked]
    return items + [item_id(GENERAL, question.id) for question in questionnaire.of_kind("general")]


def _value(person: str, item: str) -> Value:
    """A value that depends on nothing but whose answer to what it is."""
    return VALUES[sha256(f"{person} {item}".encode()).digest()[0] % len(VALUES)]


COMMANDS = (new_version, publish_version)

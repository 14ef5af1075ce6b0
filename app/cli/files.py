"""Reads interchange files for a command, and refuses them together with all that is wrong with them."""

from pathlib import Path

from app.cli.output import Refused, reason
from questionnaires import catalogue
from questionnaires.model import Questionnaire
from scoring.assessment import Assessment
from scoring.interchange import InterchangeError, pair_problems, parse


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
    """The questionnaire version that an assessment is on."""
    return catalogue.questionnaire(assessment.questionnaire_id, assessment.version)

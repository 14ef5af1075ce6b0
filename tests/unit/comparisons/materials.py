"""Two rounds beside each other for the tests, and what an evaluation report says of them."""

import copy
import datetime
import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any

from app.comparisons.document.ground import ComparisonMaterial, DoneAction, Round, What
from app.comparisons.document.report import ComparisonReport
from app.documents.model import BulletList, Heading, KeyFacts, Moves, Table, Trend
from questionnaires import catalogue
from scoring.assessment import Assessment
from scoring.comparison import compare
from scoring.interchange import parse
from tests.golden.random_pairs import Json, evidence_or_none, moved, random_pair

GOLDEN = Path(__file__).parents[2] / "golden"
DAY = datetime.date(2027, 10, 4)
DAYS = (datetime.date(2026, 11, 24), datetime.date(2027, 9, 30), datetime.date(2028, 9, 28))


def make_round(data: Assessment, number: int = 1, **changed: Any) -> Round:
    """A round with a title of its own."""
    known: dict[str, Any] = {
        "id": f"00000000-0000-4000-8000-00000000000{number}",
        "title": "Nulmeting" if number == 1 else f"Vervolgmeting {DAYS[number - 1].year}",
        "agreed_on": DAYS[number - 1],
        "report_number": 1,
    }
    questionnaire = catalogue.questionnaire(data.questionnaire_id, data.version)
    return Round(number=number, questionnaire=questionnaire, data=data, **known | changed)


def make_material(before: Assessment, after: Assessment, **more: Any) -> ComparisonMaterial:
    """The material of two rounds."""
    first, second = more.pop("before_round", make_round(before)), more.pop("after_round", make_round(after, 2))
    comparison = compare(first.questionnaire, before, second.questionnaire, after)
    known: dict[str, Any] = {"rounds": (first, second), "day": DAY}
    return ComparisonMaterial(first, second, comparison, **known | more)


def on_version_2(document: Json, seed: str = "later", share: float = 0.4) -> Json:
    """The same municipality a year later on version 2: some answers moved, a new question, another person."""
    random, later = Random(seed), copy.deepcopy(document)
    later["questionnaire"]["version"], later["round"] = 2, "evaluation"
    known = {question.id for question in catalogue.questionnaire("iba", 2).questions}
    later["answers"] = [each for each in later["answers"] if each["item"].split("/")[1] in known]
    ways = {domain: random.choice((-1, 0, 1, 1)) for domain in later["domains"]}
    for given in later["answers"]:
        if random.random() < share:
            before = given["value"]
            given["value"] = moved(random, before, ways.get(given["item"].split("/")[0], 1))
            if isinstance(before, int) and isinstance(given["value"], int) and before != given["value"]:
                given |= {"changed": random.choice(("yes", "yes", "no")), "evidence": evidence_or_none(random)}
    return later


def golden(name: str) -> Json:
    """A signed off example as a document."""
    found: Json = json.loads((GOLDEN / f"{name}.json").read_bytes())
    return found


def parsed(document: Json) -> Assessment:
    """A document as an assessment."""
    return parse(json.dumps(document).encode())


@lru_cache(maxsize=1)
def worked_material() -> ComparisonMaterial:
    """The worked example and its second round, with actions and what really changed."""
    document = golden("iba-1.worked-example")
    before, after = parsed(document), parsed(on_version_2(document, share=0.7))
    return make_material(before, after, actions=ACTIONS, whats=WHATS)


ACTIONS = (
    DoneAction("Taalcafé bij de Voedselbank", "geld", "geld/A.BE", "teamleider schuldhulp", "done", 3, DAYS[0]),
    DoneAction("Afspraken in het contract", "wonen", "wonen/M.BL", "contractmanager", "running", 2),
    DoneAction("Training voor de balie", "inclusie", "inclusie/S.UI", "adviseur", "planned", 3),
    DoneAction("Vraag het aan de wijkteams", "gezondheid", "gezondheid/D1.UI", "beleidsmedewerker", "stopped", None),
    DoneAction("Een folder", "geld", None, "communicatie", "proposed", None),
)
WHATS = {
    "geld/A.BE": (What("De wethouder spreekt er nu elk kwartaal over", "Taalcafé bij de Voedselbank"),),
    "wonen/S.BE": (What("Er is een opdracht."), What("Het college besloot het in juni.")),
}


def random_material(seed: int, version: int = 1) -> ComparisonMaterial:
    """A random pair of rounds on one version."""
    from scoring.interchange import build_questionnaire_document

    random = Random(seed)
    before, after = random_pair(random, build_questionnaire_document(catalogue.questionnaire("iba", version)))
    return make_material(parsed(before), parsed(after))


def three_rounds(document: Json) -> ComparisonMaterial:
    """A third round after it, so that there is a trend: the second and third are on the same version."""
    second = on_version_2(document)
    third = on_version_2(second, "third", 0.3)
    rounds = tuple(make_round(parsed(each), n) for n, each in enumerate((document, second, third), start=1))
    return make_material(rounds[1].data, rounds[2].data, before_round=rounds[1], after_round=rounds[2], rounds=rounds)


def texts_of(report: ComparisonReport) -> list[str]:
    """Every text that a report shows, in order."""
    found = [report.municipality, report.title, report.lead, *report.notices, *_facts(report.facts)]
    for section in report.sections:
        found.append(section.title)
        for block in section.blocks:
            found += texts_in(block)
    return found


def _facts(facts: KeyFacts) -> list[str]:
    return [text for fact in facts.facts for text in (fact.label, fact.text)]


def texts_in(block: Any) -> list[str]:
    """Every text of a block, in order."""
    match block:
        case KeyFacts():
            return _facts(block)
        case BulletList():
            return list(block.items)
        case Table():
            rows = [cell.text for row in block.rows for cell in row]
            return [block.caption, *(column.title for column in block.columns), *rows]
        case Moves() | Trend():
            return [block.message, *texts_in(block.table)]
        case Heading():
            return [block.text]
    return [block.text]


def section_of(report: ComparisonReport, section_id: str) -> Sequence[Any]:
    """The blocks of one section."""
    (section,) = [section for section in report.sections if section.id == section_id]
    return section.blocks

"""Checks what an interchange file is about: its format, questionnaire, municipality, round and participants."""

import re

from questionnaires import catalogue
from questionnaires.model import Questionnaire
from scoring.interchange.domains import check_renamed, chosen_domains
from scoring.interchange.fields import Fields
from scoring.interchange.problems import listed, shown
from scoring.interchange.scope import Scope

FORMAT = "samenhang-assessment"
FORMAT_VERSION = 1
ROUNDS = ("baseline", "evaluation")
ROLES = ("coordinator", "participant", "adviser")
LEVELS = ("bestuur", "beleid", "uitvoering")

_MUNICIPALITY_CODE = re.compile(r"GM[0-9]{4}")


def checked_scope(top: Fields) -> Scope:
    """Check everything but answers, agreed scores and ambitions, and tell what those must fit."""
    _check_format(top)
    questionnaire = _questionnaire(top)
    _check_municipality(top)
    round_ = top.choice("round", ROUNDS)
    domains = chosen_domains(top, questionnaire)
    scope = Scope(top.problems, questionnaire, round_, domains, _participants(top))
    check_renamed(top, scope)
    return scope


def _check_format(top: Fields) -> None:
    top.choice("format", (FORMAT,))
    version = top.integer("format_version")
    if version is not None and version != FORMAT_VERSION:
        top.add("format_version", f"deze versie van het formaat bestaat niet. Wel: {FORMAT_VERSION}.")


def _questionnaire(top: Fields) -> Questionnaire | None:
    if top.raw("questionnaire") is None:
        return None
    fields = Fields(top.problems, "questionnaire", top.raw("questionnaire"), ("id", "version"))
    id_, version = fields.text("id"), fields.integer("version")
    if id_ is None or version is None:
        return None
    if (id_, version) in catalogue.published():
        return catalogue.questionnaire(id_, version)
    top.add("questionnaire", publication_problem(id_, version))
    return None


def publication_problem(questionnaire_id: str, version: int | str) -> str:
    """That there is no such published questionnaire, and which there are."""
    published = listed([f"{name} {number}" for name, number in catalogue.published()])
    return f"de vragenlijst {shown(f'{questionnaire_id} {version}')} is niet gepubliceerd. Wel: {published}."


def _check_municipality(top: Fields) -> None:
    if top.raw("municipality") is None:
        return
    fields = Fields(top.problems, "municipality", top.raw("municipality"), ("code", "name"))
    code = fields.text("code")
    if code is not None and not _MUNICIPALITY_CODE.fullmatch(code):
        fields.add("code", f"{shown(code)} is geen gemeentecode. Schrijf GM en 4 cijfers, zoals GM9901.")
    fields.filled_text("name")


def _participants(top: Fields) -> frozenset[str] | None:
    entries = top.entries("participants")
    if entries is None:
        return None
    seen: set[str] = set()
    for place, node in entries:
        fields = Fields(top.problems, place, node, ("id", "role"), nullable=("level",))
        id_ = fields.filled_text("id")
        if id_ in seen:
            fields.add("id", f"{shown(str(id_))} is al de id van een andere collega.")
        if id_ is not None:
            seen.add(id_)
        fields.choice("role", ROLES)
        fields.choice("level", LEVELS)
    return frozenset(seen)

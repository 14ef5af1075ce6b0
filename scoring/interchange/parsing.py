"""From the bytes of an interchange file to an Assessment, or to everything that is wrong with it."""

import json
from typing import Any

from scoring.assessment import AgreedScore, Answer, Assessment, Evidence, Participant
from scoring.interchange.fields import Fields
from scoring.interchange.outline import checked_scope
from scoring.interchange.problems import InterchangeError, Problems
from scoring.interchange.scores import check_agreed, check_ambitions, check_answers
from scoring.interchange.syntax import Json, load_tree

_REQUIRED = (
    "format",
    "format_version",
    "questionnaire",
    "municipality",
    "round",
    "domains",
    "participants",
    "answers",
)
_OPTIONAL = ("agreed", "ambitions", "own_domains", "renamed")


def parse(data: bytes) -> Assessment:
    """The assessment in an interchange file.

    Raises InterchangeError, with every problem and its place, when the file is not valid; nothing else.
    """
    problems = Problems()
    tree = load_tree(data, problems)
    top = Fields(problems, "", tree, _REQUIRED, optional=_OPTIONAL)
    scope = checked_scope(top)
    check_answers(top, scope)
    check_agreed(top, scope)
    check_ambitions(top, scope)
    if problems.lines:
        raise InterchangeError(problems.lines)
    return _assessment(tree)


def parse_own(data: bytes) -> Assessment:
    """The assessment in a document that `build_interchange` made: what was right when it was kept, is not checked."""
    return _assessment(json.loads(data))


# From here on the tree is known to be right.


def _assessment(tree: dict[str, Any]) -> Assessment:
    return Assessment(
        questionnaire_id=tree["questionnaire"]["id"],
        version=tree["questionnaire"]["version"],
        municipality_code=tree["municipality"]["code"],
        municipality_name=tree["municipality"]["name"],
        round=tree["round"],
        domains=tuple(tree["domains"]),
        participants=tuple(Participant(**node) for node in tree["participants"]),
        answers=tuple(Answer(**_with_evidence(node)) for node in tree["answers"]),
        agreed=tuple(AgreedScore(**_with_evidence(node)) for node in tree.get("agreed") or []),
        ambitions=dict(tree.get("ambitions") or {}),
        own_domains={node["id"]: node["title"] for node in tree.get("own_domains") or []},
        renamed=dict(tree.get("renamed") or {}),
    )


def _with_evidence(node: dict[str, Json]) -> dict[str, Json]:
    evidence = node.get("evidence")
    return {**node, "evidence": None if evidence is None else Evidence(**evidence)}

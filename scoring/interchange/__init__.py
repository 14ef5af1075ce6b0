"""One assessment as one JSON document, and what is computed from it as JSON documents."""

from scoring.interchange.comparison_document import build_comparison_document
from scoring.interchange.documents import build_interchange, render_json
from scoring.interchange.outline import publication_problem
from scoring.interchange.pairs import pair_problems
from scoring.interchange.parsing import parse, parse_own
from scoring.interchange.problems import InterchangeError
from scoring.interchange.questionnaire_document import build_questionnaire_document
from scoring.interchange.result_document import build_result_document

__all__ = [
    "InterchangeError",
    "build_comparison_document",
    "build_interchange",
    "build_questionnaire_document",
    "build_result_document",
    "pair_problems",
    "parse",
    "parse_own",
    "publication_problem",
    "render_json",
]

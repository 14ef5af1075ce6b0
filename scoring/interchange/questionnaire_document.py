"""A questionnaire version as JSON: what is asked, with the parameters still in the texts."""

from typing import Any

from questionnaires.model import Question, Questionnaire


def build_questionnaire_document(questionnaire: Questionnaire) -> dict[str, Any]:
    """The document of a questionnaire version; a key that does not apply is null."""
    return {
        "id": questionnaire.id,
        "version": questionnaire.version,
        "words": list(questionnaire.words),
        "facets": dict(questionnaire.dimension_of),
        "domains": [{"id": each.id, "title": each.title, "default": each.default} for each in questionnaire.domains],
        "questions": [_question(question) for question in questionnaire.questions],
        "actions": [{"id": each.id, "question": each.question, "title": each.title} for each in questionnaire.actions],
    }


def _question(question: Question) -> dict[str, Any]:
    return {
        "id": question.id,
        "kind": question.kind,
        "facet": question.facet,
        "level": question.level,
        "group": question.group,
        # An anchor is what two rounds are compared on; chances are never compared.
        "anchor": None if question.kind == "opportunity" else question.anchor,
        "meaning": question.meaning,
        "text": question.text,
        "help": question.help,
        "options": list(question.options),
    }

"""Which words of the glossary occur in a question, so that they can be explained there."""

import re
from functools import lru_cache

from questionnaires.catalogue import questionnaire
from questionnaires.model import Question, Questionnaire, Term


def terms_in(asked: Questionnaire, *questions: Question) -> tuple[Term, ...]:
    """The terms that occur in the texts of these questions, in the order of the glossary."""
    texts = "\n".join("\n".join((question.text, question.help, *question.options)) for question in questions)
    return _terms(asked.id, asked.version, texts)


@lru_cache(maxsize=1024)
def _terms(questionnaire_id: str, version: int, texts: str) -> tuple[Term, ...]:
    terms = questionnaire(questionnaire_id, version).terms
    return tuple(term for term in terms if _pattern(term.term).search(texts))


@lru_cache(maxsize=1024)
def _pattern(term: str) -> re.Pattern[str]:
    # What stands in brackets is another name. An ending may follow ("taalaanbieders"), except after short words
    # ("vast" is not in "vaststellen").
    name = re.escape(re.sub(r"\s*\(.*\)", "", term))
    ending = r"\b" if len(term) < 6 else r"\w{0,3}\b"
    return re.compile(rf"\b{name}{ending}", re.IGNORECASE)

"""How domains and questions of shared actions are called: by the questionnaire, never by a municipality."""

from collections.abc import Mapping
from functools import lru_cache

from app.network.queries.taking_part import NETWORK
from app.texts.paper import ANY_DOMAIN
from app.texts.practice import OWN_DOMAIN
from app.texts.words import GENERAL as GENERAL_TITLE
from questionnaires.catalogue import current, questionnaire
from questionnaires.model import GENERAL, Domain, Questionnaire


def domain_titles() -> Mapping[str, str]:
    """The domains of the questionnaire and its general part, by id."""
    return {**{domain.id: domain.title for domain in current(NETWORK).domains}, GENERAL: GENERAL_TITLE}


def question_texts() -> Mapping[str, str]:
    """Every question of the profile, in words that fit every domain, and the general ones, by id."""
    return {
        **_in_words(current(NETWORK).version, ""),
        **{one.id: one.text for one in current(NETWORK).of_kind("general")},
    }


def domain_title(domain: str) -> str:
    """The title of the domain of a shared action; one that is not asked about any more is nobody's."""
    return domain_titles().get(domain, OWN_DOMAIN)


def question_text(domain: str, question: str) -> str:
    """The question in the words of its domain; empty when there is none, or none that is still asked."""
    return _in_words(current(NETWORK).version, domain).get(question) or question_texts().get(question, "")


def is_general(question: str) -> bool:
    """Whether a question is about the municipality as a whole."""
    return current(NETWORK).question(question).kind == "general"


@lru_cache(maxsize=64)
def _in_words(version: int, domain: str) -> Mapping[str, str]:
    """The questions about a domain in its own words; in words that fit every one when it is not there."""
    asked = questionnaire(NETWORK, version)
    known = {one.id: one for one in asked.domains}
    return {one.id: one.text for one in asked.questions_in(known.get(domain) or _any_domain(asked))}


def _any_domain(asked: Questionnaire) -> Domain:
    parameters = asked.own_domain.model_copy(update={"domein": ANY_DOMAIN})
    return Domain(id="any", title=ANY_DOMAIN, short=ANY_DOMAIN, explanation="", parameters=parameters)

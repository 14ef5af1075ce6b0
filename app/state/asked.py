"""What one assessment asks: its questionnaire version, its domains under their own names, its questions."""

from functools import lru_cache

from flask import abort

from app.models import Assessment, AssessmentDomain
from app.texts import words
from questionnaires.catalogue import questionnaire
from questionnaires.model import GENERAL, OWN_DOMAINS, Domain, Question, Questionnaire


def questionnaire_of(assessment: Assessment) -> Questionnaire:
    """The version with which the assessment was started."""
    return questionnaire(assessment.questionnaire_id, assessment.questionnaire_version)


def domains_of(assessment: Assessment) -> tuple[Domain, ...]:
    """The chosen domains in their order, own ones and new names included."""
    key = (assessment.questionnaire_id, assessment.questionnaire_version)
    return tuple(_domain(*key, row.domain, row.title) for row in assessment.domains)


@lru_cache(maxsize=512)
def _domain(questionnaire_id: str, version: int, domain_id: str, title: str | None) -> Domain:
    titles = {domain_id: title} if title else {}
    own, renamed = (titles, {}) if domain_id in OWN_DOMAINS else ({}, titles)
    return questionnaire(questionnaire_id, version).chosen_domains([domain_id], own, renamed)[0]


def questions_by_domain(assessment: Assessment) -> tuple[tuple[Domain, tuple[Question, ...]], ...]:
    """Every chosen domain with its questions, in their own words."""
    key = (assessment.questionnaire_id, assessment.questionnaire_version)
    return tuple(
        (_domain(*key, row.domain, row.title), _questions(*key, row.domain, row.title, "domain"))
        for row in assessment.domains
    )


def row_of(assessment: Assessment, domain_id: str) -> AssessmentDomain:
    """The row of a chosen domain, or 404."""
    rows = [row for row in assessment.domains if row.domain == domain_id]
    return rows[0] if rows else abort(404)


def is_answered_again(assessment: Assessment, about: str = "") -> bool:
    """Whether a domain was sent back and is not handed in again, so that people answer it blind.

    Any domain, or the one that is meant by its own id or by that of an item in it.
    """
    domain = about.partition("/")[0]
    return any(row.sent_back_at and domain in ("", row.domain) for row in assessment.domains)


def title_of(assessment: Assessment, domain_id: str) -> str:
    """How a domain, or the general part, is called in this assessment; 404 when it was not chosen."""
    if domain_id == GENERAL:
        return words.GENERAL
    return _chosen(assessment, domain_id).title


def short_title_of(assessment: Assessment, domain_id: str) -> str:
    """The same, short, for beside a question; 404 when it was not chosen."""
    return words.GENERAL if domain_id == GENERAL else _chosen(assessment, domain_id).short


def questions_of(assessment: Assessment, domain_id: str) -> tuple[Question, ...]:
    """The questions about a chosen domain, or the general ones, in their own words; 404 when not chosen."""
    if domain_id == GENERAL:
        return questionnaire_of(assessment).of_kind("general")
    _chosen(assessment, domain_id)
    row = row_of(assessment, domain_id)
    return _questions(assessment.questionnaire_id, assessment.questionnaire_version, domain_id, row.title, "domain")


def opportunity_questions_of(assessment: Assessment, domain_id: str) -> tuple[Question, ...]:
    """The four chance questions about a chosen domain, or 404."""
    row = row_of(assessment, domain_id)
    return _questions(
        assessment.questionnaire_id, assessment.questionnaire_version, domain_id, row.title, "opportunity"
    )


def question_of(assessment: Assessment, domain_id: str, question_id: str) -> Question:
    """One question about a chosen domain (chance questions included), or 404."""
    questions = questions_of(assessment, domain_id)
    if domain_id != GENERAL:
        questions += opportunity_questions_of(assessment, domain_id)
    found = [question for question in questions if question.id == question_id]
    return found[0] if found else abort(404)


def _chosen(assessment: Assessment, domain_id: str) -> Domain:
    row = row_of(assessment, domain_id)
    return _domain(assessment.questionnaire_id, assessment.questionnaire_version, domain_id, row.title)


@lru_cache(maxsize=512)
def _questions(
    questionnaire_id: str, version: int, domain_id: str, title: str | None, kind: str
) -> tuple[Question, ...]:
    domain = _domain(questionnaire_id, version, domain_id, title)
    chosen = questionnaire(questionnaire_id, version)
    return chosen.questions_in(domain, "opportunity" if kind == "opportunity" else "domain")

"""What one assessment asks: its questionnaire, domains and questions in their own words, and who answers which part."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from flask import abort

from app.models import Assessment, AssessmentDomain, Participation, ParticipationPart
from app.texts import words
from app.texts.assessments import CLOSING, split_question
from app.texts.mails.colleagues import AskedParts
from questionnaires.catalogue import questionnaire
from questionnaires.model import GENERAL, OWN_DOMAINS, Domain, Question, Questionnaire


def questionnaire_of(assessment: Assessment) -> Questionnaire:
    """The version with which the assessment was started."""
    return questionnaire(assessment.questionnaire_id, assessment.questionnaire_version)


def domains_of(assessment: Assessment) -> tuple[Domain, ...]:
    """The chosen domains in their order, own ones and new names included."""
    return tuple(_domain(*_words(assessment, row)) for row in assessment.domains)


def _words(assessment: Assessment, row: AssessmentDomain) -> tuple[str, int, str, str | None]:
    """What decides in which words a domain is asked about."""
    return assessment.questionnaire_id, assessment.questionnaire_version, row.domain, row.title


@lru_cache(maxsize=512)
def _domain(questionnaire_id: str, version: int, domain_id: str, title: str | None) -> Domain:
    titles = {domain_id: title} if title else {}
    own, renamed = (titles, {}) if domain_id in OWN_DOMAINS else ({}, titles)
    return questionnaire(questionnaire_id, version).chosen_domains([domain_id], own, renamed)[0]


def questions_by_domain(assessment: Assessment) -> tuple[tuple[Domain, tuple[Question, ...]], ...]:
    """Every chosen domain with its questions, in their own words."""
    asked = (_words(assessment, row) for row in assessment.domains)
    return tuple((_domain(*one), _questions(*one, "domain")) for one in asked)


def row_of(assessment: Assessment, domain_id: str) -> AssessmentDomain:
    """The row of a chosen domain, or 404."""
    rows = [row for row in assessment.domains if row.domain == domain_id]
    return rows[0] if rows else abort(404)


def domain_ids(assessment: Assessment) -> tuple[str, ...]:
    """The ids of the chosen domains in their order, that of the general part last."""
    return (*(row.domain for row in assessment.domains), GENERAL)


def sent_back_in(assessment: Assessment) -> list[str]:
    """The ids of the domains that were sent back and not handed in again, in their order."""
    return [row.domain for row in assessment.domains if row.sent_back_at]


def is_answered_again(assessment: Assessment, about: str = "") -> bool:
    """Whether a domain was sent back and is not handed in again, so that people answer it blind.

    Any domain, or the one that is meant by its own id or by that of an item in it.
    """
    domain = about.partition("/")[0]
    return any(domain in ("", one) for one in sent_back_in(assessment))


def title_of(assessment: Assessment, domain_id: str) -> str:
    """How a domain, or the general part, is called in this assessment; 404 when it was not chosen."""
    return words.GENERAL if domain_id == GENERAL else _chosen(assessment, domain_id).title


def short_title_of(assessment: Assessment, domain_id: str) -> str:
    """The same, short, for beside a question; 404 when it was not chosen."""
    return words.GENERAL if domain_id == GENERAL else _chosen(assessment, domain_id).short


def questions_of(assessment: Assessment, domain_id: str) -> tuple[Question, ...]:
    """The questions about a chosen domain, or the general ones, in their own words; 404 when not chosen."""
    if domain_id == GENERAL:
        return questionnaire_of(assessment).of_kind("general")
    return _questions(*_words(assessment, row_of(assessment, domain_id)), "domain")


def opportunity_questions_of(assessment: Assessment, domain_id: str) -> tuple[Question, ...]:
    """The four chance questions about a chosen domain, or 404."""
    return _questions(*_words(assessment, row_of(assessment, domain_id)), "opportunity")


def question_of(assessment: Assessment, domain_id: str, question_id: str) -> Question:
    """One question about a chosen domain (chance questions included), or 404."""
    questions = questions_of(assessment, domain_id)
    if domain_id != GENERAL:
        questions += opportunity_questions_of(assessment, domain_id)
    found = [question for question in questions if question.id == question_id]
    return found[0] if found else abort(404)


def _chosen(assessment: Assessment, domain_id: str) -> Domain:
    return _domain(*_words(assessment, row_of(assessment, domain_id)))


@lru_cache(maxsize=512)
def _questions(
    questionnaire_id: str, version: int, domain_id: str, title: str | None, kind: Literal["domain", "opportunity"]
) -> tuple[Question, ...]:
    domain = _domain(questionnaire_id, version, domain_id, title)
    return questionnaire(questionnaire_id, version).questions_in(domain, kind)


@dataclass(frozen=True, slots=True)
class Part:
    """The questions about one domain, or the general ones, that somebody answers."""

    domain: str
    title: str
    short: str
    questions: tuple[Question, ...]
    about: Domain | None = None
    """The domain itself; None for the general part."""

    def item(self, question: Question) -> str:
        """The id under which the answer to a question is kept."""
        return f"{self.domain}/{question.id}"

    @property
    def items(self) -> tuple[str, ...]:
        return tuple(f"{self.domain}/{question.id}" for question in self.questions)

    def named(self, question_id: str) -> str:
        """How one of its questions is called, or (without one) all of them together."""
        texts = {question.id: question.text for question in self.questions}
        return texts.get(question_id, f"alle vragen over {self.title}")

    @property
    def closing(self) -> dict[str, str]:
        """The open questions with which it ends, by the id under which a text is kept; the general part has none."""
        asked = closing_questions(self.about) if self.about else {}
        return {f"{self.domain}/{key}": question for key, question in asked.items()}


def name_of(participation: Participation) -> str:
    """How somebody is called here: what the coordinator wrote down, else their own name; the user is loaded."""
    return participation.name or participation.user.name


def closing_questions(domain: Domain) -> dict[str, str]:
    """The open questions with which the questions about a domain end, by key."""
    return {key: domain.parameters.fill(question) for key, question in CLOSING.items()}


def questions_for(participation: Participation | None, assessment: Assessment) -> tuple[Part, ...]:
    """The parts that a participation answers, in the order of the assessment, the general part last."""
    everything = parts_of(assessment)
    if participation is None or participation.everything:
        return everything
    own = [_own_part(part, participation.parts) for part in everything]
    return tuple(part for part in own if part.questions)


def asked_parts(name: str, parts: Sequence[Part], answered: int = 0) -> AskedParts:
    """What somebody of this name is asked, as the mails and the invitation say it."""
    first = split_question(parts[0].questions[0])[0] if parts else ""
    return AskedParts(name, tuple((part.title, len(part.questions)) for part in parts), answered, first)


def parts_of(assessment: Assessment) -> tuple[Part, ...]:
    """Every question of the assessment, the general part last."""
    parts = [
        Part(domain.id, domain.title, domain.short, questions, domain)
        for domain, questions in questions_by_domain(assessment)
    ]
    general = Part(GENERAL, words.GENERAL, words.GENERAL, questions_of(assessment, GENERAL))
    return (*parts, general)


def _own_part(part: Part, assigned: list[ParticipationPart]) -> Part:
    rows = [row for row in assigned if row.domain == part.domain]
    # An assignment without a level is for the whole part; the general part has no levels.
    levels = {row.level for row in rows if not row.question}
    single = {row.question for row in rows if row.question and not row.given_away}
    elsewhere = {row.question for row in rows if row.given_away}
    questions = tuple(
        question
        for question in part.questions
        if question.id in single or (("" in levels or question.level in levels) and question.id not in elsewhere)
    )
    return Part(part.domain, part.title, part.short, questions, part.about)

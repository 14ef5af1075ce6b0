"""The parts of a questionnaire that a was-wordt table accounts for, and how two versions of one can differ."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

from questionnaires.model import ChangeClass, ChangeKind, Override, Question, Questionnaire

KINDS: tuple[ChangeKind, ...] = get_args(ChangeKind)
OWN_DOMAIN = "own_domain"
"""The id, among domains, of the words for domains that municipalities add."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One part, as far as a change of it counts."""

    asked: tuple[object, ...]
    """What people read when they answer or act."""
    place: tuple[object, ...] = ()
    """Where it belongs: its facet, level, group, question or dimension."""
    rest: tuple[object, ...] = ()
    """What goes with it without changing what is asked."""
    meaning: int = 0


Units = Mapping[str, Unit]


def units(kind: ChangeKind, before: Questionnaire, after: Questionnaire) -> tuple[Units, Units]:
    """The parts of one kind in both versions, by id.

    Options and overrides come and go with their question and domain, which have a row of their own: they count
    only where these are in both versions.
    """
    if kind == "option":
        shared = {question.id for question in before.questions if after.has_question(question.id)}
        return _options(before, shared), _options(after, shared)
    if kind == "override":
        pairs = _shared_pairs(before, after)
        return _overrides(before, pairs), _overrides(after, pairs)
    return _OF_KIND[kind](before), _OF_KIND[kind](after)


def possible_classes(old: Unit, new: Unit) -> tuple[ChangeClass, ...]:
    """What a row can call this difference; the author chooses where there is more than one."""
    if new.meaning != old.meaning:
        return ("meaning_changed",)
    if new.place != old.place:
        return ("moved",)
    return ("grammar", "reworded") if new.asked != old.asked else ("carried",)


def _questions(questionnaire: Questionnaire) -> Units:
    return {question.id: _question(question) for question in questionnaire.questions}


def _question(question: Question) -> Unit:
    place = (question.kind, question.facet, question.level, question.group, question.axis)
    return Unit((question.text, question.help), place, (question.anchor, question.evidence), question.meaning)


def _options(questionnaire: Questionnaire, question_ids: set[str]) -> Units:
    return {
        f"{question.id}/{value}": Unit((text,))
        for question in questionnaire.questions
        if question.id in question_ids
        for value, text in enumerate(question.options)
    }


def _domains(questionnaire: Questionnaire) -> Units:
    """With the words in which questions about a municipality's own domain are asked."""
    own = {OWN_DOMAIN: Unit((questionnaire.own_domain,))}
    return own | {
        domain.id: Unit(
            (domain.title, domain.short, domain.explanation, domain.parameters),
            rest=(domain.default, domain.fact, domain.practice),
        )
        for domain in questionnaire.domains
    }


def _shared_pairs(before: Questionnaire, after: Questionnaire) -> set[tuple[str, str]]:
    domains = {domain.id for domain in before.domains} & {domain.id for domain in after.domains}
    return {
        (override.domain, override.question)
        for override in (*before.overrides, *after.overrides)
        if override.domain in domains
        if before.has_question(override.question) and after.has_question(override.question)
    }


def _overrides(questionnaire: Questionnaire, pairs: set[tuple[str, str]]) -> Units:
    known = {(override.domain, override.question): override for override in questionnaire.overrides}
    return {f"{domain}/{question}": _override(known.get((domain, question))) for domain, question in sorted(pairs)}


def _override(override: Override | None) -> Unit:
    """Without an override the common text holds, which can be another text than before just as well."""
    return Unit((override.text, override.help) if override else (None, None))


def _actions(questionnaire: Questionnaire) -> Units:
    return {
        action.id: Unit(
            (action.title, action.text, action.who, action.partners, action.effort, action.done_when),
            (action.question,),
            (action.basis,),
        )
        for action in questionnaire.actions
    }


def _facets(questionnaire: Questionnaire) -> Units:
    return {facet.id: Unit((facet.title,), (facet.dimension,)) for facet in questionnaire.facets}


_OF_KIND = {"question": _questions, "domain": _domains, "action": _actions, "facet": _facets}

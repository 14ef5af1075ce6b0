"""The parts of a questionnaire as people read them: a name, and labelled texts."""

from collections.abc import Callable

from app.texts import paper
from app.texts import questionnaire_versions as texts
from questionnaires.changes.units import OWN_DOMAIN
from questionnaires.model import ChangeKind, Parameters, Question, Questionnaire

Texts = dict[str, str]
"""By label; what is empty is not there."""


def texts_of(kind: ChangeKind, questionnaire: Questionnaire, unit_id: str) -> Texts:
    """All that belongs to a part, with the words of any domain in its questions."""
    return {label: text for label, text in _TEXTS[kind](questionnaire, unit_id).items() if text}


def name_of(kind: ChangeKind, questionnaire: Questionnaire, unit_id: str) -> str:
    """How a part is called."""
    return _NAMES[kind](questionnaire, unit_id)


def _filled(questionnaire: Questionnaire, question_id: str) -> Question:
    return questionnaire.question(question_id).filled(any_domain(questionnaire))


def any_domain(questionnaire: Questionnaire) -> Parameters:
    """The words of an own domain fit every domain."""
    return questionnaire.own_domain.model_copy(update={"domein": paper.ANY_DOMAIN})


def _question(questionnaire: Questionnaire, question_id: str) -> Texts:
    question = _filled(questionnaire, question_id)
    options = {f"{texts.ANSWER} {value}": option for value, option in enumerate(question.options)}
    return {
        texts.NUMBER: question_id,
        texts.QUESTION: question.text,
        texts.HELP: question.help,
        **options,
        texts.PLACE: _place(questionnaire, question),
        texts.ANCHOR: texts.YES_NO[question.anchor] if question.kind == "domain" else "",
        texts.EVIDENCE: question.evidence or "",
    }


def _place(questionnaire: Questionnaire, question: Question) -> str:
    if question.facet and question.level:
        facet = {each.id: each for each in questionnaire.facets}[question.facet]
        dimension = questionnaire.dimension(facet.dimension)
        return texts.place_of(dimension.title, facet.title, questionnaire.level(question.level).title)
    return question.group or (texts.AXES[question.axis] if question.axis else "")


def _option(questionnaire: Questionnaire, unit_id: str) -> Texts:
    question_id, _, value = unit_id.partition("/")
    return {texts.ANSWER: _filled(questionnaire, question_id).options[int(value)]}


def _domain(questionnaire: Questionnaire, domain_id: str) -> Texts:
    if domain_id == OWN_DOMAIN:
        return _words(questionnaire.own_domain)
    domain = questionnaire.domain(domain_id)
    return {
        texts.NAME: domain.title,
        texts.SHORT: domain.short,
        texts.EXPLANATION: domain.explanation,
        **_words(domain.parameters),
        texts.DEFAULT: texts.YES_NO[domain.default],
        texts.FACT: domain.fact.text if domain.fact else "",
        texts.PRACTICE: domain.practice or "",
    }


def _words(parameters: Parameters) -> Texts:
    return {texts.word_in_questions(name): value for name, value in dict(parameters).items()}


def _override(questionnaire: Questionnaire, unit_id: str) -> Texts:
    """What is read in this domain, whether it differs from elsewhere or not."""
    domain_id, _, question_id = unit_id.partition("/")
    question = questionnaire.question_in(questionnaire.domain(domain_id), questionnaire.question(question_id))
    return {texts.QUESTION: question.text, texts.HELP: question.help}


def _action(questionnaire: Questionnaire, action_id: str) -> Texts:
    action = {each.id: each for each in questionnaire.actions}[action_id].filled(any_domain(questionnaire))
    return {
        texts.NUMBER: action_id,
        texts.TITLE: action.title,
        texts.TEXT: action.text,
        texts.AT_QUESTION: f"{action.question}: {_filled(questionnaire, action.question).text}",
        texts.WHO: action.who,
        texts.PARTNERS: action.partners,
        texts.EFFORT: texts.EFFORTS[action.effort],
        texts.DONE_WHEN: action.done_when,
        texts.BASIS: questionnaire.source(action.basis).title if action.basis else "",
    }


def _facet(questionnaire: Questionnaire, facet_id: str) -> Texts:
    facet = {each.id: each for each in questionnaire.facets}[facet_id]
    return {texts.NAME: facet.title, texts.DIMENSION: questionnaire.dimension(facet.dimension).title}


def _question_name(questionnaire: Questionnaire, question_id: str) -> str:
    return f"{question_id}: {_filled(questionnaire, question_id).text}"


def _option_name(_questionnaire: Questionnaire, unit_id: str) -> str:
    question_id, _, value = unit_id.partition("/")
    return texts.answer_of(value, question_id)


def _domain_name(questionnaire: Questionnaire, domain_id: str) -> str:
    return texts.OWN_DOMAIN if domain_id == OWN_DOMAIN else questionnaire.domain(domain_id).title


def _override_name(questionnaire: Questionnaire, unit_id: str) -> str:
    domain_id, _, question_id = unit_id.partition("/")
    return texts.in_domain(question_id, questionnaire.domain(domain_id).title)


def _action_name(questionnaire: Questionnaire, action_id: str) -> str:
    return _action(questionnaire, action_id)[texts.TITLE]


def _facet_name(questionnaire: Questionnaire, facet_id: str) -> str:
    return _facet(questionnaire, facet_id)[texts.NAME]


_TEXTS: dict[ChangeKind, Callable[[Questionnaire, str], Texts]] = {
    "question": _question,
    "option": _option,
    "domain": _domain,
    "override": _override,
    "action": _action,
    "facet": _facet,
}
_NAMES: dict[ChangeKind, Callable[[Questionnaire, str], str]] = {
    "question": _question_name,
    "option": _option_name,
    "domain": _domain_name,
    "override": _override_name,
    "action": _action_name,
    "facet": _facet_name,
}

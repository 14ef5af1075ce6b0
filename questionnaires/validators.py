"""The rules between the parts of a questionnaire, one function each, yielding Dutch problems with their place."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from questionnaires.layout import QUESTION_FILES
from questionnaires.model import GENERAL, OWN_DOMAINS, Action, Question, Questionnaire, parameter_names
from questionnaires.texts import TITLE

Validator = Callable[[Questionnaire], Iterator[str]]

ABOVE = "Alles van het antwoord hierboven"
"""What an option says that includes the one before it."""


def questionnaire_problems(questionnaire: Questionnaire) -> list[str]:
    """Everything that is wrong between the parts, in a fixed order."""
    return [problem for validator in VALIDATORS for problem in validator(questionnaire)]


def _place(question: Question) -> str:
    return f"{QUESTION_FILES[question.kind]}: vraag {question.id}"


def _twice(values: Iterable[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]


def unique_ids(questionnaire: Questionnaire) -> Iterator[str]:
    """An id names one thing."""
    lists: dict[str, Iterable[str]] = {
        "questionnaire.toml: niveau": (level.id for level in questionnaire.levels),
        "questionnaire.toml: dimensie": (dimension.id for dimension in questionnaire.dimensions),
        "questionnaire.toml: facet": (facet.id for facet in questionnaire.facets),
        "questionnaire.toml: begrip": (term.term for term in questionnaire.terms),
        "questionnaire.toml: bron": (source.id for source in questionnaire.sources),
        "domains.toml: domein": (domain.id for domain in questionnaire.domains),
        "domains.toml: afwijkende tekst": (f"{text.domain}/{text.question}" for text in questionnaire.overrides),
        "actions.toml: actie": (action.id for action in questionnaire.actions),
    }
    for what, ids in lists.items():
        yield from (f"{what} {twice}: staat er meer dan 1 keer" for twice in _twice(ids))


def unique_questions(questionnaire: Questionnaire) -> Iterator[str]:
    """A question's id names one question, whatever its kind and file."""
    for twice in _twice(question.id for question in questionnaire.questions):
        files = [QUESTION_FILES[question.kind] for question in questionnaire.questions if question.id == twice]
        yield f"{files[-1]}: vraag {twice}: staat er meer dan 1 keer ({' en '.join(dict.fromkeys(files))})"


def three_by_three(questionnaire: Questionnaire) -> Iterator[str]:
    """Profiles have three dimensions and three levels."""
    counts = {"niveaus": len(questionnaire.levels), "dimensies": len(questionnaire.dimensions)}
    for what, count in counts.items():
        if count != 3:
            yield f"questionnaire.toml: er moeten 3 {what} zijn, gevonden: {count}"


def different_words(questionnaire: Questionnaire) -> Iterator[str]:
    """The five words can be told apart."""
    yield from (f"questionnaire.toml: woord {word}: staat er meer dan 1 keer" for word in _twice(questionnaire.words))


def facet_dimensions(questionnaire: Questionnaire) -> Iterator[str]:
    """Every facet belongs to a dimension."""
    dimensions = {dimension.id for dimension in questionnaire.dimensions}
    for facet in questionnaire.facets:
        if facet.dimension not in dimensions:
            yield f"questionnaire.toml: facet {facet.id}: de dimensie {facet.dimension} bestaat niet"


def question_places(questionnaire: Questionnaire) -> Iterator[str]:
    """Every domain question has a facet and a level that exist."""
    facets = {facet.id for facet in questionnaire.facets}
    levels = {level.id for level in questionnaire.levels}
    for question in questionnaire.of_kind("domain"):
        if question.facet not in facets:
            yield f"{_place(question)}: het facet {question.facet} bestaat niet"
        if question.level not in levels:
            yield f"{_place(question)}: het niveau {question.level} bestaat niet"


def filled_cells(questionnaire: Questionnaire) -> Iterator[str]:
    """Every cell of a profile has at least one question."""
    dimension_of = questionnaire.dimension_of
    cells = {(dimension_of.get(question.facet or ""), question.level) for question in questionnaire.of_kind("domain")}
    for dimension in questionnaire.dimensions:
        for level in questionnaire.levels:
            if (dimension.id, level.id) not in cells:
                yield f"{QUESTION_FILES['domain']}: er is geen vraag voor {dimension.id} op het niveau {level.id}"


def both_axes(questionnaire: Questionnaire) -> Iterator[str]:
    """Both return and feasibility have at least one question."""
    axes = {question.axis for question in questionnaire.of_kind("opportunity")}
    for axis in ("return", "feasibility"):
        if axis not in axes:
            yield f"{QUESTION_FILES['opportunity']}: er is geen vraag met axis = {axis}"


def different_options(questionnaire: Questionnaire) -> Iterator[str]:
    """The five answers can be told apart, and an answer that points upwards has one above it."""
    for question in questionnaire.questions:
        yield from (
            f"{_place(question)}: dit antwoord staat er meer dan 1 keer: {text}" for text in _twice(question.options)
        )
        if ABOVE in question.options[0]:
            yield f"{_place(question)}, antwoord met waarde 0: “{ABOVE}” kan niet, want er staat niets boven"


def domain_ids(questionnaire: Questionnaire) -> Iterator[str]:
    """No domain takes an id that has another use, and only a municipality's own domain is `own`."""
    for domain in questionnaire.domains:
        if domain.id in (GENERAL, "own_domain", *OWN_DOMAINS):
            yield f"domains.toml: domein {domain.id}: dit id heeft al een andere betekenis"
        if domain.own:
            yield f"domains.toml: domein {domain.id}, own: alleen een gemeente voegt een eigen domein toe"


def default_domains(questionnaire: Questionnaire) -> Iterator[str]:
    """A new inventory starts with at least one domain."""
    if not any(domain.default for domain in questionnaire.domains):
        yield "domains.toml: minstens 1 domein heeft default = true"


def own_domain(questionnaire: Questionnaire) -> Iterator[str]:
    """The title of an own domain comes into its questions."""
    if TITLE not in parameter_names(questionnaire.own_domain.domein):
        yield f"domains.toml: eigen domein, domein: hier hoort {{{TITLE}}} in te staan"


def facts(questionnaire: Questionnaire) -> Iterator[str]:
    """Every fact has a source that exists."""
    sources = {source.id for source in questionnaire.sources}
    for domain in questionnaire.domains:
        if domain.fact and domain.fact.source not in sources:
            yield f"domains.toml: domein {domain.id}, feit: de bron {domain.fact.source} bestaat niet"


def overrides(questionnaire: Questionnaire) -> Iterator[str]:
    """A text that differs says what differs, of a question that is asked in that domain."""
    domains = {domain.id for domain in questionnaire.domains}
    asked = {question.id for question in questionnaire.questions if question.kind != "general"}
    for override in questionnaire.overrides:
        where = f"domains.toml: afwijkende tekst {override.domain}/{override.question}"
        if override.domain not in domains:
            yield f"{where}: het domein {override.domain} bestaat niet"
        if override.question not in asked:
            yield f"{where}: de vraag {override.question} bestaat niet of is niet per domein"
        if override.text is None and override.help is None:
            yield f"{where}: er staat geen tekst en geen hulptekst"


def actions(questionnaire: Questionnaire) -> Iterator[str]:
    """Every action is about a question that exists, and its basis is a source that exists."""
    sources = {source.id for source in questionnaire.sources}
    for action in questionnaire.actions:
        where = f"actions.toml: actie {action.id}"
        if not questionnaire.has_question(action.question):
            yield f"{where}: de vraag {action.question} bestaat niet"
        elif questionnaire.question(action.question).kind == "general" and _parameters(action):
            yield f"{where}: een actie bij een algemene vraag kan geen {{{_parameters(action)[0]}}} hebben"
        if action.basis and action.basis not in sources:
            yield f"{where}: de bron {action.basis} bestaat niet"


def _parameters(action: Action) -> list[str]:
    return parameter_names(" ".join((action.title, action.text, action.who, action.partners, action.done_when)))


VALIDATORS: tuple[Validator, ...] = (
    unique_ids,
    unique_questions,
    three_by_three,
    different_words,
    facet_dimensions,
    question_places,
    filled_cells,
    both_axes,
    different_options,
    domain_ids,
    default_domains,
    own_domain,
    facts,
    overrides,
    actions,
)

"""Section 3: every domain, dimension and question that cannot be compared, with its reason (S22, S23)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.comparisons.document.ground import Compared, Ground, changed_questions
from app.comparisons.sentences import domains as names
from app.comparisons.sentences import excluded as texts
from app.documents.model import Block, Cell, Column, Paragraph, Section, Table
from questionnaires.model import Domain, Question
from scoring.comparison.dimensions import later
from scoring.items import item_id


@dataclass(frozen=True, slots=True)
class Excluded:
    """Something that cannot be compared."""

    where: str
    what: str
    why: str


def excluded_section(ground: Ground) -> Section:
    """A row for each; in a sentence when there is none."""
    places, questions = excluded_places(ground), excluded_questions(ground)
    blocks: list[Block] = [Paragraph(text=texts.LEAD if places or questions else texts.NOTHING)]
    if any(_dimensions(ground)):
        blocks.append(Paragraph(text=texts.ANCHORS))
    blocks += [
        _table(caption, found)
        for caption, found in ((texts.PLACES_CAPTION, places), (texts.QUESTIONS_CAPTION, questions))
        if found
    ]
    return Section(id="niet-vergelijkbaar", title=texts.TITLE, blocks=tuple(blocks))


def _table(caption: str, found: Sequence[Excluded]) -> Table:
    return Table(
        caption=caption,
        columns=tuple(Column(title=title) for title in texts.COLUMNS),
        rows=tuple((Cell(text=each.where), Cell(text=each.what), Cell(text=each.why)) for each in found),
    )


def excluded_places(ground: Ground) -> tuple[Excluded, ...]:
    """Domains, then dimensions of the others."""
    return (*_domains(ground), *_dimensions(ground))


def excluded_questions(ground: Ground) -> tuple[Excluded, ...]:
    """Questions that changed, then those without a score in both rounds."""
    return (*_questions(ground), *_items(ground))


def _domains(ground: Ground) -> Iterator[Excluded]:
    for domain in ground.domains:
        if domain.found is None:
            yield Excluded(domain.name, texts.WHOLE_DOMAIN, new_reason(ground, domain))
    for left in ground.left:
        yield Excluded(left.short, texts.WHOLE_DOMAIN, left_reason(ground, left))


def new_reason(ground: Ground, domain: Compared) -> str:
    """Why a domain of the later round is not compared as a whole."""
    retitled = domain.domain.id in ground.material.before.data.domains
    return texts.OTHER_TITLE_THEN if retitled else texts.NEW_DOMAIN


def left_reason(ground: Ground, domain: Domain) -> str:
    """Why a domain of the earlier round is not compared."""
    return texts.OTHER_TITLE if domain.id in ground.material.after.data.domains else texts.LEFT_DOMAIN


def _dimensions(ground: Ground) -> Iterator[Excluded]:
    for domain in ground.domains:
        for name, change in domain.found.dimensions.items() if domain.found else ():
            if change.kind == "not_comparable":
                yield Excluded(domain.name, ground.titles[name], dimension_reason(ground, domain, name))


def dimension_reason(ground: Ground, domain: Compared, dimension: str) -> str:
    """Why a dimension is not compared: too few anchors (S23), or too few levels (S9)."""
    asked = later(ground.material.after.questionnaire)
    anchors = [each for each in asked.layout.questions[dimension] if each in asked.anchors]
    causes = {each: _cause(ground, domain.domain.id, each) for each in anchors}
    applicable = {each: cause for each, cause in causes.items() if cause != "never_applied" and _applies(domain, each)}
    inside = [each for each, cause in applicable.items() if cause is None]
    if 3 * len(inside) < 2 * len(applicable):
        counts = Counter(cause for cause in applicable.values() if cause)
        return texts.too_few(len(inside), len(applicable), counts)
    anything = any(_applies(domain, each) for each in asked.layout.questions[dimension])
    return texts.FEW_LEVELS if anything else texts.NOTHING_APPLIES


def _applies(domain: Compared, question_id: str) -> bool:
    return domain.now.items[question_id].state != "not_applicable"


def _cause(ground: Ground, domain_id: str, question_id: str) -> str | None:
    """Why an item is not in the core; None when it is."""
    if question_id not in ground.comparable:
        return "meaning" if ground.material.before.questionnaire.has_question(question_id) else "new"
    return _state(ground, item_id(domain_id, question_id))


def _state(ground: Ground, item: str) -> str | None:
    """Why an item that means the same has no score in both rounds; None when it has."""
    then, now = ground.item_then(item), ground.item_now(item)
    states = (then.state if then else "unknown", now.state if now else "unknown")
    if states == ("scored", "scored"):
        return None
    if "not_applicable" in states:
        return "never_applied" if states[0] == states[1] else "task_changed"
    if states == ("unknown", "unknown"):
        return "both_unknown"
    return "then_unknown" if states[0] == "unknown" else "now_unknown"


def _questions(ground: Ground) -> Iterator[Excluded]:
    """What changed in the questionnaire, once for all domains, in the words of the first."""
    for changed in changed_questions(ground.material.before.questionnaire, ground.material.after.questionnaire):
        general = changed.question.kind == "general"
        where = names.WHOLE_MUNICIPALITY if general else texts.EVERY_DOMAIN
        text = _worded(ground, changed.question)
        yield Excluded(where, text, texts.because(changed.class_, changed.reasons))


def _worded(ground: Ground, question: Question) -> str:
    """A question in words that fit every domain."""
    parameters = ground.material.after.questionnaire.own_domain.model_copy(update={"domein": texts.ANY_DOMAIN})
    anything = Domain(id="any", title=texts.ANY_DOMAIN, short=texts.ANY_DOMAIN, explanation="", parameters=parameters)
    asked = ground.material.after.questionnaire
    return question.text if question.kind == "general" else asked.question_in(anything, question).text


def _items(ground: Ground) -> Iterator[Excluded]:
    """The items of domains of both rounds that mean the same but have no score in both, by domain and reason."""
    for domain in ground.domains:
        if domain.found is None:
            continue
        by_state: dict[str, list[str]] = {}
        for question in ground.material.after.questionnaire.questions_in(domain.domain):
            state = _state(ground, item_id(domain.domain.id, question.id)) if question.id in ground.comparable else None
            if state:
                by_state.setdefault(state, []).append(question.short_name)
        for state, why in texts.STATES.items():
            if state in by_state:
                yield Excluded(domain.name, ", ".join(by_state[state]), why)

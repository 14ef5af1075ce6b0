"""Sections 2 and 3: each domain then and now, what really changed, and what cannot be compared, with its reason."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.comparisons.document.ground import WHOLE_MUNICIPALITY, Compared, Ground, anywhere, changed_questions
from app.documents.model import (
    Block,
    BulletList,
    Cell,
    FactRow,
    Heading,
    KeyFacts,
    Paragraph,
    Section,
    Table,
    columns_of,
)
from app.reports.document import comparison as moves
from app.reports.document import scores as profiles
from app.reports.document.comparison import build_moves
from app.texts.words import listing
from app.web.formatting import exact_number, number
from questionnaires.model import GENERAL, Domain
from scoring.comparison.dimensions import later
from scoring.items import item_id
from scoring.result import DimensionScore, Total

TITLE = "Per domein"
LEAD = (
    "Een open rondje is toen, een dicht rondje is nu. De getallen daarbij gaan over de vragen die te vergelijken zijn. "
    "Het hele profiel rekent met alle vragen van een ronde. Die getallen kunnen dus anders zijn."
)
PROFILE_COLUMNS = ("Hele profiel", "Toen", "Nu", "Te vergelijken")
TOTAL = "Totaal"
ONLY_DIMENSIONS = "alleen per dimensie"
NOT_COMPARABLE = "niet vergelijkbaar"
NOT_COUNTED = "Dit telt niet als verandering"
NOT_COUNTED_LABELS = {
    "now_known": "Nu bekend",
    "now_unknown": "Nu onbekend",
    "task_changed": "Taak veranderd",
    "seen_differently": "Anders bekeken",
    "unsaid": "Nog niet te zeggen",
}
"""The lists of S25."""
NOT_KNOWN = "dat weten jullie niet"
"""Behind what is unsaid, where people said that they do not know."""
REALLY_CHANGED = "Dit is volgens jullie werkelijk veranderd"
WITH_EVIDENCE, WITHOUT_EVIDENCE = "Met bewijs.", "Zonder bewijs."


def profile_caption(name: str) -> str:
    """Above the whole profile of both rounds."""
    return f"{name}, het hele profiel (0 tot 100 punten)"


def change_told(question: str, text: str, action: str | None, evidence: bool) -> str:
    """What somebody says about an item that differs, with the action that it has to do with."""
    said = " ".join(text.split())
    ending = "" if said.endswith((".", "!", "?", "…")) else "."
    about = f" Hoort bij de actie ‘{action}’." if action else ""
    return f"{question}: {said}{ending}{about} {WITH_EVIDENCE if evidence else WITHOUT_EVIDENCE}"


def domains_section(ground: Ground) -> Section:
    """Every domain of the later round, in its order."""
    blocks: list[Block] = [Paragraph(text=LEAD)]
    if any(each.found and (each.found.seen_differently or each.found.unsaid) for each in ground.domains):
        blocks.append(Paragraph(text=moves.ONLY_CHANGED, tone="note"))
    for domain in ground.domains:
        blocks += _domain(ground, domain)
    blocks += _general(ground)
    return Section(id="domeinen", title=TITLE, blocks=tuple(blocks))


def _domain(ground: Ground, domain: Compared) -> Iterator[Block]:
    yield Heading(level=3, text=domain.domain.title, anchor=f"domein-{domain.domain.id}")
    if domain.found is None:
        yield Paragraph(text=new_reason(ground, domain))
    else:
        yield build_moves(
            domain.name, domain.found.dimensions, ground.titles, ground.material.after.questionnaire.words
        )
    yield _profile(ground, domain)
    if domain.found:
        yield from _not_counted(ground, domain)
        yield from _really_changed(ground, domain.domain.id)


def _profile(ground: Ground, domain: Compared) -> Table:
    """The whole profile of both rounds: on other questions than what is compared, so it says which are."""
    rows = [
        (
            Cell(text=ground.titles[name]),
            _score(domain.then.dimensions[name] if domain.then else None),
            _score(score),
            Cell(text=_on_what(domain, name)),
        )
        for name, score in domain.now.dimensions.items()
    ]
    total = (_score(domain.then.total if domain.then else None), _score(domain.now.total))
    comparable = ONLY_DIMENSIONS if domain.found else NOT_COMPARABLE
    return Table(
        caption=profile_caption(domain.name),
        columns=columns_of(PROFILE_COLUMNS),
        rows=(*rows, (Cell(text=TOTAL), *total, Cell(text=comparable))),
    )


def _score(found: DimensionScore | Total | None) -> Cell:
    if found is None:
        return Cell(text="–")
    if found.score is None or found.word is None:
        return Cell(text=profiles.TOO_LITTLE_KNOWN)
    return Cell(text=f"{number(found.score)} ({found.word})", value=exact_number(found.score))


def _on_what(domain: Compared, dimension: str) -> str:
    change = domain.found.dimensions[dimension] if domain.found else None
    if change is None or change.kind == "not_comparable":
        return NOT_COMPARABLE
    asked = domain.now.dimensions[dimension].applicable
    return f"op {change.core} van de {asked} vragen" if change.core < asked or asked > 1 else "op de ene vraag"


def _not_counted(ground: Ground, domain: Compared) -> Iterator[Block]:
    """What does not count as change, by list (S25)."""
    facts = []
    for name, label in NOT_COUNTED_LABELS.items():
        items = [item_id(domain.domain.id, question_id) for question_id in getattr(domain.found, name)]
        if items:
            asked = [
                f"{question.short_name} ({NOT_KNOWN})" if is_not_known(ground, name, item) else question.short_name
                for item in items
                if (question := ground.question(item))
            ]
            facts.append(FactRow(label=label, text="\n".join(asked)))
    if facts:
        yield Paragraph(text=NOT_COUNTED, tone="lead")
        yield KeyFacts(facts=tuple(facts))


def is_not_known(ground: Ground, name: str, item: str) -> bool:
    """Whether an item of the list of what is unsaid is there because people do not know."""
    return name == "unsaid" and ground.now.is_unknown(item)


def _really_changed(ground: Ground, domain_id: str) -> Iterator[Block]:
    """What people say really changed about the items of a domain, in the order of the questionnaire."""
    lines = []
    for asked in ground.material.after.questionnaire.questions:
        item = item_id(domain_id, asked.id)
        question = ground.question(item)
        for what in ground.material.whats.get(item, ()):
            if question and what.text.strip():
                evidence = ground.now.has_evidence(item)
                lines.append(change_told(question.short_name, what.text, what.action, evidence))
    if lines:
        yield Paragraph(text=REALLY_CHANGED, tone="lead")
        yield BulletList(items=tuple(lines))


def _general(ground: Ground) -> Iterator[Block]:
    """The questions about the whole municipality have no dimension, but something can really have changed there."""
    said = list(_really_changed(ground, GENERAL))
    if said:
        yield Heading(level=3, text=WHOLE_MUNICIPALITY, anchor="domein-algemeen")
        yield from said


EXCLUDED_TITLE = "Niet te vergelijken"
NEVER = (
    "De vragen over de hele gemeente en over kansen horen bij geen enkele dimensie. "
    "Ze doen daarom nooit mee in deze vergelijking."
)
EXCLUDED_LEAD = f"Hier staat alles wat we niet konden vergelijken, met de reden. {NEVER}"
ANCHORS = (
    "Ankervragen zijn de vragen waarmee we rondes vergelijken. Per dimensie moeten we er minstens 2 van de 3 kunnen "
    "vergelijken."
)
NOTHING_EXCLUDED = f"Alle domeinen, dimensies en vragen over domeinen van deze 2 rondes zijn te vergelijken. {NEVER}"
PLACES_CAPTION = "Domeinen en dimensies die niet te vergelijken zijn"
QUESTIONS_CAPTION = "Vragen die niet te vergelijken zijn"
EXCLUDED_COLUMNS = ("Waar", "Wat", "Waarom niet")
WHOLE_DOMAIN = "Het hele domein"
EVERY_DOMAIN = "Elk domein"

NEW_DOMAIN = "Dit domein zat toen niet in de ronde."
LEFT_DOMAIN = "Dit domein zit niet meer in deze ronde."
OTHER_TITLE_THEN = "Dit eigen domein had toen een andere titel. Daarom telt het als een ander domein."
OTHER_TITLE = "Dit eigen domein heeft nu een andere titel. Daarom telt het als een ander domein."
TOGETHER = {
    LEFT_DOMAIN: "Deze domeinen zitten niet meer in deze ronde.",
    OTHER_TITLE: "Deze eigen domeinen hebben nu een andere titel. Daarom tellen ze als andere domeinen.",
}
"""The reasons for which a domain of the earlier round is not compared, said of several at once."""
FEW_LEVELS = "Op minder dan 2 niveaus is er een vraag die we kunnen vergelijken."
NOTHING_APPLIES = "Geen enkele vraag van deze dimensie is nu van toepassing."

CLASS_REASONS = {
    "added": "Nieuwe vraag.",
    "retired": "De vraag is vervallen.",
    "meaning_changed": "De vraag betekent nu iets anders.",
    "moved": "De vraag kreeg een andere plek en een nieuw nummer.",
    "split": "De vraag is gesplitst.",
    "merged": "De vraag is samengevoegd met een andere.",
}
"""What became of a question that cannot be compared; every other class asks the same as before."""
STATE_REASONS = {
    "both_unknown": "In beide rondes onbekend.",
    "then_unknown": "Toen onbekend, nu bekend.",
    "now_unknown": "Toen bekend, nu onbekend.",
    "task_changed": "De taak veranderde: de vraag was of werd niet van toepassing.",
    "never_applied": "In beide rondes niet van toepassing.",
}
"""Why an item that means the same has no score in both rounds."""
_CAUSES = {
    "meaning": ("betekent nu iets anders", "betekenen nu iets anders"),
    "new": ("is nieuw", "zijn nieuw"),
    "both_unknown": ("is in beide rondes onbekend", "zijn in beide rondes onbekend"),
    "then_unknown": ("was toen onbekend", "waren toen onbekend"),
    "now_unknown": ("is nu onbekend", "zijn nu onbekend"),
    "task_changed": ("was toen niet van toepassing", "waren toen niet van toepassing"),
}


def too_few(inside: int, applicable: int, causes: Mapping[str, int]) -> str:
    """That fewer than 2 in 3 of the questions on which a dimension is compared could be (S23), and why."""
    found = [f"{n} {_CAUSES[cause][n > 1]}" for cause, n in causes.items() if n]
    if applicable == 1:
        return f"We kunnen de ene ankervraag niet vergelijken.{f' Die {found[0][2:]}.' if found else ''}"
    if inside == 0:
        return f"We kunnen geen van de {applicable} ankervragen vergelijken{f': {listing(found)}' if found else ''}."
    why = f" Van de andere: {listing(found)}." if found else ""
    return f"We kunnen {inside} van de {applicable} ankervragen vergelijken. Dat is te weinig.{why}"


@dataclass(frozen=True, slots=True)
class Excluded:
    """Something that cannot be compared."""

    where: str
    what: str
    why: str


def excluded_section(ground: Ground) -> Section:
    """A row for each; in a sentence when there is none."""
    places, questions = excluded_places(ground), excluded_questions(ground)
    blocks: list[Block] = [Paragraph(text=EXCLUDED_LEAD if places or questions else NOTHING_EXCLUDED)]
    if any(_excluded_dimensions(ground)):
        blocks.append(Paragraph(text=ANCHORS))
    blocks += [
        _excluded_table(caption, found)
        for caption, found in ((PLACES_CAPTION, places), (QUESTIONS_CAPTION, questions))
        if found
    ]
    return Section(id="niet-vergelijkbaar", title=EXCLUDED_TITLE, blocks=tuple(blocks))


def _excluded_table(caption: str, found: Sequence[Excluded]) -> Table:
    return Table(
        caption=caption,
        columns=columns_of(EXCLUDED_COLUMNS),
        rows=tuple((Cell(text=each.where), Cell(text=each.what), Cell(text=each.why)) for each in found),
    )


def excluded_places(ground: Ground) -> tuple[Excluded, ...]:
    """Domains, then dimensions of the others."""
    return (*_excluded_domains(ground), *_excluded_dimensions(ground))


def excluded_questions(ground: Ground) -> tuple[Excluded, ...]:
    """Questions that changed, then those without a score in both rounds."""
    return (*_questions(ground), *_items(ground))


def _excluded_domains(ground: Ground) -> Iterator[Excluded]:
    for domain in ground.domains:
        if domain.found is None:
            yield Excluded(domain.name, WHOLE_DOMAIN, new_reason(ground, domain))
    for left in ground.left:
        yield Excluded(left.short, WHOLE_DOMAIN, left_reason(ground, left))


def new_reason(ground: Ground, domain: Compared) -> str:
    """Why a domain of the later round is not compared as a whole."""
    retitled = domain.domain.id in ground.material.before.data.domains
    return OTHER_TITLE_THEN if retitled else NEW_DOMAIN


def left_reason(ground: Ground, domain: Domain) -> str:
    """Why a domain of the earlier round is not compared."""
    return OTHER_TITLE if domain.id in ground.material.after.data.domains else LEFT_DOMAIN


def _excluded_dimensions(ground: Ground) -> Iterator[Excluded]:
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
        return too_few(len(inside), len(applicable), counts)
    anything = any(_applies(domain, each) for each in asked.layout.questions[dimension])
    return FEW_LEVELS if anything else NOTHING_APPLIES


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
        where = WHOLE_MUNICIPALITY if general else EVERY_DOMAIN
        text = anywhere(ground.material.after.questionnaire, changed.question)
        yield Excluded(where, text, " ".join((CLASS_REASONS[changed.class_], *dict.fromkeys(changed.reasons))))


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
        for state, why in STATE_REASONS.items():
            if state in by_state:
                yield Excluded(domain.name, ", ".join(by_state[state]), why)

"""Section 8 and the accounting: how then and now were compared, and what became of every answer of then."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.comparisons.document.ground import NOW, THEN, Ground, anywhere, question_of
from app.documents.model import BulletList, Cell, FactRow, KeyFacts, Paragraph, Section, Table, columns_of, fact_rows
from app.reports.document import accountability as reports
from app.reports.document import comparison as classes
from app.reports.document.comparison import ONLY_CHANGED
from app.texts.words import sentence_start
from questionnaires import catalogue
from questionnaires.changes import classes_between
from questionnaires.changes.accounting import Rows, steps_between
from questionnaires.model import GENERAL, Domain, Question, Questionnaire
from scoring.assessment import Assessment
from scoring.comparison.rounds import CLASSES, is_same_domain
from scoring.items import item_id
from scoring.result import Score

TITLE = "Verantwoording"
HOW = (
    "We vergelijken alleen vragen die in beide rondes een score hebben en nog hetzelfde betekenen.",
    "Een dimensie vergelijken we als dat voor minstens 2 van de 3 ankervragen kan, en voor minstens 2 niveaus.",
    "Minder dan 5 punten verschil noemen we ongeveer gelijk. Een verandering is zichtbaar vanaf 10 punten als van de "
    "meeste vragen in beide rondes de score samen is afgesproken, en anders vanaf 15 punten. Daartussen is ze klein.",
    "Wat eerst onbekend was, wat nu onbekend is, wat niet van toepassing was of werd en wat mensen nu anders bekijken, "
    f"telt niet als verandering. {ONLY_CHANGED}",
    "Deze grenzen zijn afspraken. Ze gelden tot een proef met gemeenten laat zien wat beter is.",
)
ACCOUNTING_CAPTION = "Wat er met elk antwoord van toen gebeurde"
ACCOUNTING_COLUMNS = ("Wat er gebeurde", "Aantal vragen", "Wat dat betekent")
TOTAL = "Samen"
TOTAL_CELL = "Alle vragen van toen met een antwoord of een afgesproken score."
TOTAL_MEANING = "Elke vraag met een antwoord of afgesproken score, per domein geteld, telt precies 1 keer mee."
MEANINGS = {
    "carried": "De vraag is precies hetzelfde gebleven.",
    "grammar": "Alleen de taal is beter. De vraag betekent hetzelfde.",
    "reworded": "De vraag staat er met andere woorden. Ze betekent hetzelfde.",
    "meaning_changed": "De vraag betekent nu iets anders. We vergelijken haar niet.",
    "moved": "De vraag staat nu ergens anders in de vragenlijst.",
    "split": "Er zijn meer vragen van gemaakt. We vergelijken haar niet.",
    "merged": "De vraag ging op in een andere. We vergelijken haar niet.",
    "retired": "De vraag wordt niet meer gesteld.",
    "domain_left": "Dit domein zit niet meer in deze ronde.",
}
"""By class of the accounting."""


def two_versions(title: str, before: int, after: int) -> str:
    """Which questionnaire both rounds were on."""
    if before == after:
        return f"{title}, 2 keer versie {after}."
    return f"{title}, toen versie {before} en nu versie {after}."


@dataclass(frozen=True, slots=True)
class Accounted:
    """One item of the earlier round that had an answer or an agreed score."""

    item: str
    domain: str
    """The name that its domain had then."""
    question: Question | None
    """In the words of then; None where nobody asks it about its domain any more."""
    class_: str
    then: Score
    now: Score


def accounted(ground: Ground) -> tuple[Accounted, ...]:
    """Every such item, in the order of the domains and the questionnaire of then."""
    before = ground.material.before
    known = set(ground.then.answers) | set(ground.then.agreed)
    order = {question.id: place for place, question in enumerate(before.questionnaire.questions)}
    domains = {domain: place for place, domain in enumerate(before.data.domains)}

    def place(item: str) -> tuple[int, int]:
        domain_id, _, question_id = item.partition("/")
        return domains.get(domain_id, len(domains)), order[question_id]

    classes = classes_between(before.questionnaire, ground.material.after.questionnaire)
    return tuple(_accounted(ground, item, classes[item.partition("/")[2]]) for item in sorted(known, key=place))


def _accounted(ground: Ground, item: str, class_: str) -> Accounted:
    domain_id = item.partition("/")[0]
    stays = ground.is_shared(domain_id)
    then, now = ground.item_then(item), ground.item_now(item) if stays else None
    return Accounted(
        item,
        ground.names_then[domain_id],
        question_of(ground.material.before, item),
        class_ if stays else "domain_left",
        then.points if then else None,
        now.points if now else None,
    )


def accountability_section(ground: Ground) -> Section:
    """The facts, the rules in five sentences, and the accounting."""
    blocks = (
        KeyFacts(facts=facts_of(ground)),
        BulletList(items=HOW, ordered=True),
        _accounting(ground),
        Paragraph(text=TOTAL_MEANING, tone="note"),
        Paragraph(text=ground.material.after.questionnaire.provenance, tone="note"),
    )
    return Section(id="verantwoording", title=TITLE, blocks=blocks)


def facts_of(ground: Ground) -> tuple[FactRow, ...]:
    """Which rounds and versions, by which rules, and where a file can be checked."""
    material = ground.material
    before, after = material.before.questionnaire, material.after.questionnaire
    data = material.after.data
    found = {
        "Gemeente": f"{data.municipality_name} ({data.municipality_code})",
        THEN: material.before.fact,
        NOW: material.after.fact,
        "Vragenlijst": two_versions(after.title, before.version, after.version),
        "Rekenregels": reports.rules(material.comparison.rules),
        "Herkomst": reports.PROVENANCE,
        "Kenmerk": material.document_id,
    }
    facts = fact_rows(found)
    if material.document_id and material.check_page:
        check = FactRow(label="Controle", text=reports.check(material.check_page), href=material.check_page)
        return (*facts, check)
    return facts


def _accounting(ground: Ground) -> Table:
    """Every class that has answers; together they are all of them."""
    counts = ground.material.comparison.accounting
    rows = [
        (Cell(text=sentence_start(word)), _count(counts[name]), Cell(text=MEANINGS[name]))
        for name, word in classes.CLASSES.items()
        if counts[name]
    ]
    total = (Cell(text=TOTAL), _count(counts["total"]), Cell(text=TOTAL_CELL))
    return Table(
        caption=ACCOUNTING_CAPTION,
        columns=columns_of(ACCOUNTING_COLUMNS, ACCOUNTING_COLUMNS[1:2]),
        rows=(*rows, total),
    )


def _count(n: int) -> Cell:
    return Cell(text=str(n), value=n)


UNCHANGED = "carried"
LEFT = "domain_left"


@dataclass(frozen=True, slots=True)
class Sides:
    """Two rounds, as far as this needs them."""

    before: Assessment
    after: Assessment
    asked_then: Questionnaire
    asked_now: Questionnaire


@dataclass(frozen=True, slots=True)
class Account:
    """What became of one question about one domain."""

    name: str
    """Its short name."""
    text: str
    """In the words of then."""
    class_: str
    reasons: tuple[str, ...]
    """Why, according to the was-wordt table; none where nothing changed or the whole domain left."""
    now: tuple[str, ...]
    """How it is asked now, where that reads differently."""


@dataclass(frozen=True, slots=True)
class AccountedPart:
    """One domain of the earlier round, or its general questions."""

    id: str
    title: str | None
    """As it was called then; None for the general questions."""
    accounts: tuple[Account, ...]

    @property
    def unchanged(self) -> tuple[Account, ...]:
        """The questions that are the same to the letter."""
        return tuple(each for each in self.accounts if each.class_ == UNCHANGED)

    @property
    def changed(self) -> tuple[Account, ...]:
        return tuple(each for each in self.accounts if each.class_ != UNCHANGED)

    @property
    def has_left(self) -> bool:
        """Whether the later round does not have it any more."""
        return any(each.class_ == LEFT for each in self.accounts)


@dataclass(frozen=True, slots=True)
class NewQuestion:
    """A question that no question of the earlier version became."""

    text: str
    """In words that fit every domain."""
    is_general: bool
    """Whether it is asked once, about the whole municipality."""
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Accounting:
    """All of it: each old question is in one class, and the classes add up to all of them."""

    parts: tuple[AccountedPart, ...]
    new: tuple[NewQuestion, ...]
    new_domains: tuple[Domain, ...]

    @property
    def counts(self) -> Mapping[str, int]:
        """How many questions are in each class, as the comparison document has them."""
        found = Counter(each.class_ for part in self.parts for each in part.accounts)
        return {"total": sum(found.values()), **{name: found[name] for name in CLASSES}}


def account_for(sides: Sides) -> Accounting:
    """What became of all that was answered or agreed in the earlier round."""
    items = {answer.item for answer in sides.before.answers} | {agreed.item for agreed in sides.before.agreed}
    onward = list(steps_between(sides.asked_then, sides.asked_now, catalogue.questionnaire))
    parts = (_part(sides, domain, items, onward) for domain in (*_domains(sides.asked_then, sides.before), None))
    return Accounting(
        parts=tuple(part for part in parts if part.accounts),
        new=tuple(_new(sides)),
        new_domains=tuple(
            domain
            for domain in _domains(sides.asked_now, sides.after)
            if not is_same_domain(domain.id, sides.before, sides.after)
        ),
    )


def _domains(asked: Questionnaire, data: Assessment) -> tuple[Domain, ...]:
    return asked.chosen_domains(data.domains, data.own_domains, data.renamed)


def _part(sides: Sides, domain: Domain | None, items: Collection[str], onward: Sequence[Rows]) -> AccountedPart:
    """The general questions when there is no domain."""
    place, classes = domain.id if domain else GENERAL, classes_between(sides.asked_then, sides.asked_now)
    stays = domain is None or is_same_domain(place, sides.before, sides.after)
    later = next((each for each in _domains(sides.asked_now, sides.after) if domain and each.id == place), None)
    accounts = []
    for question in sides.asked_then.questions:
        if item_id(place, question.id) in items:
            class_ = classes[question.id] if stays else LEFT
            text = _worded(sides.asked_then, domain, question.id)
            now = _now(sides.asked_now, later, question.id, onward) if stays else ()
            reasons = _reasons(question.id, class_, onward)
            differing = tuple(each for each in now if each != text)
            accounts.append(Account(question.short_name, text, class_, reasons, differing))
    return AccountedPart(place, domain.title if domain else None, tuple(accounts))


def _worded(asked: Questionnaire, domain: Domain | None, question_id: str) -> str:
    question = asked.question(question_id)
    return asked.question_in(domain, question).text if domain else question.text


def _now(asked: Questionnaire, domain: Domain | None, question_id: str, onward: Sequence[Rows]) -> list[str]:
    """What a question is now, in the words of the later round."""
    ids = {question_id}
    for rows in onward:
        ids = _followed(ids, rows)
    return [_worded(asked, domain, each) for each in sorted(ids)]


def _followed(ids: Collection[str], rows: Rows) -> set[str]:
    onward = {old: row.new for row in rows if row.kind == "question" for old in row.old}
    return {new for each in ids for new in onward.get(each, (each,))}


def _reasons(question_id: str, class_: str, steps: Sequence[Rows]) -> tuple[str, ...]:
    """Why a question is in its class: of every row of that class about it, or about an answer to it; each once."""
    ids, found = {question_id}, []
    for rows in steps:
        found += [row.reason for row in rows if row.class_ == class_ and ids & set(_about(row.kind, row.old))]
        ids = _followed(ids, rows)
    return tuple(dict.fromkeys(found))


def _about(kind: str, old: Sequence[str]) -> Iterator[str]:
    """The questions that a row is about: an answer is `A.BE/3`."""
    if kind in ("question", "option"):
        yield from (each.partition("/")[0] for each in old)


def _new(sides: Sides) -> Iterator[NewQuestion]:
    back = list(steps_between(sides.asked_now, sides.asked_then, catalogue.questionnaire))
    # Read backwards, what was added is what goes away.
    for question_id, class_ in classes_between(sides.asked_now, sides.asked_then).items():
        if class_ == "retired":
            question = sides.asked_now.question(question_id)
            text = anywhere(sides.asked_now, question)
            yield NewQuestion(text, question.kind == "general", _reasons(question_id, class_, back))

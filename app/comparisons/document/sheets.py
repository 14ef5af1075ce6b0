"""The evaluation report as tables, with the sheet that explains them first."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.comparisons.document import accountability, actions, domains, summary, time
from app.comparisons.document.accountability import Accounted, accounted, facts_of
from app.comparisons.document.actions import ActionMoved, actions_moved
from app.comparisons.document.domains import Excluded, excluded_places, excluded_questions, is_not_known, new_reason
from app.comparisons.document.ground import TITLE, Compared, ComparisonMaterial, Ground
from app.comparisons.document.time import DomainThen, courses
from app.documents.sheets import DataSheets, Field, decimal, either, lines, make_sheet, whole, writable
from app.reports.document import comparison
from app.reports.question_sheets import SHORT_NAME
from app.reports.sheets import READING, THIS, GuideRow, guide_sheet
from app.texts.words import sentence_start
from questionnaires.model import Dimension, Question
from scoring.comparison import DimensionChange
from scoring.items import item_id

MOVED, UNCOUNTED, EXCLUDED = "Toen en nu", "Geen verandering", "Niet vergelijkbaar"
ACTIONS, ANSWERS, ROUNDS = "Acties", "Alle antwoorden", "Rondes"
ABOUT = {
    MOVED: "Elke rij is een dimensie van een domein, toen en nu, op de vragen die te vergelijken zijn.",
    UNCOUNTED: "Elke rij is een vraag met een ander antwoord dan toen, die we niet als verandering tellen.",
    EXCLUDED: "Elke rij is iets dat niet te vergelijken is, met de reden.",
    ACTIONS: "Elke rij is een verbeteractie. Dat een vraag bewoog, zegt niet dat de actie de oorzaak is.",
    ANSWERS: "Elke rij is een vraag van toen met een antwoord of een afgesproken score, en wat ermee gebeurde.",
    ROUNDS: "Elke rij is een domein in een ronde, met zijn eigen hele profiel.",
}
READING_TEXTS = {
    "Lege cel": "Niet bekend, niet van toepassing of niet te vergelijken. Een lege cel is nooit 0.",
    "Getallen": (
        "Je ziet getallen zoals in het rapport, meestal met 1 cijfer achter de komma. "
        "In de cel staan er hoogstens 4, zodat je er verder mee kunt rekenen."
    ),
    "Filteren": "Elk blad is een tabel. Met de pijltjes in de bovenste rij kun je sorteren en filteren.",
}
HOW = "Over de vergelijking"
NOTICE = "Let op"


@dataclass(frozen=True, slots=True)
class InRound:
    domain: str
    then: DomainThen


def _dimension(dimension: Dimension) -> Field[InRound]:
    return decimal(
        dimension.title,
        f"De score van {dimension.title.lower()}, met alle vragen van die ronde. Leeg: er is te weinig bekend.",
        lambda each: each.then.result.dimensions[dimension.id].score if each.then.result else None,
    )


def _agreed(each: InRound) -> str | None:
    day = each.then.round.agreed_on
    return day.isoformat() if day else None


def _short(question: Question | None) -> str | None:
    return question.short_name if question else None


def _text(question: Question | None) -> str | None:
    return question.text if question else None


_ACTIONS: tuple[Field[ActionMoved], ...] = (
    Field("Domein", "Het domein.", lambda each: each.domain),
    Field("Actie", "De actie.", lambda each: each.action.title, "long"),
    Field("Wie", "Wie het doet.", lambda each: each.action.owner),
    Field("Gedaan", "Of de actie gedaan is, en anders hoe ze ervoor staat.", lambda each: each.done),
    Field(*SHORT_NAME, lambda each: _short(each.question)),
    Field(
        "Vraag",
        "De vraag die de actie vooruit moet helpen. Leeg: er is geen gekozen.",
        lambda each: _text(each.question),
        "long",
    ),
    decimal("Toen", "De score van die vraag toen, van 0 tot 100 punten.", lambda each: each.then),
    decimal("Nu", "De score van die vraag nu.", lambda each: each.now),
    decimal(
        "Verwacht",
        "De score die je van de actie verwachtte.",
        lambda each: None if each.action.expected is None else 25 * each.action.expected,
    ),
    Field("De vraag bewoog", "Wat er met de vraag gebeurde.", lambda each: actions.MOVES[each.move]),
    Field("Code", "De code van de vraag, zoals in het JSON-bestand.", lambda each: each.action.item),
)
_ANSWERS: tuple[Field[Accounted], ...] = (
    Field("Domein", "Het domein, zoals het toen heette.", lambda each: each.domain),
    Field(*SHORT_NAME, lambda each: _short(each.question)),
    Field("Vraag", "De vraag, in de woorden van toen.", lambda each: _text(each.question), "long"),
    Field("Wat er gebeurde", "Precies 1 van de soorten.", lambda each: sentence_start(comparison.CLASSES[each.class_])),
    Field("Wat dat betekent", "Wat die soort betekent.", lambda each: accountability.MEANINGS[each.class_], "long"),
    decimal("Toen", "De score van toen, van 0 tot 100 punten.", lambda each: each.then),
    decimal(
        "Nu",
        "De score van nu. Leeg: onbekend, niet van toepassing, vervallen, verplaatst of domein weg.",
        lambda each: each.now,
    ),
    Field("Code", "De code van de vraag, zoals in het JSON-bestand.", lambda each: each.item),
)
_ROUND: tuple[Field[InRound], ...] = (
    Field("Domein", "Het domein.", lambda each: each.domain),
    whole("Ronde", "De hoeveelste ronde.", lambda each: each.then.round.number),
    Field("Naam", "Hoe de gemeente de ronde noemt.", lambda each: each.then.round.title),
    Field("Vastgesteld", "De dag waarop de ronde is vastgesteld. Leeg: nog niet.", _agreed),
    whole("Vragenlijst", "De versie van de vragenlijst.", lambda each: each.then.round.questionnaire.version),
    either("Andere vragenlijst", "Of de ronde ervoor een andere versie had.", lambda each: each.then.breaks),
    decimal("Totaal", "De totaalscore, met alle vragen van die ronde.", lambda each: each.then.total),
    Field("Woord", "Het woord bij het totaal.", lambda each: _word(each)),
)


def _word(each: InRound) -> str:
    if each.then.result is None:
        return time.NOT_CHOSEN
    return each.then.result.total.word or time.UNKNOWN


@dataclass(frozen=True, slots=True)
class ComparedDimension:
    """A dimension of a domain at both moments; of a domain that only one round has, there is none."""

    ground: Ground
    domain: Compared
    dimension: str | None = None
    change: DimensionChange | None = None


@dataclass(frozen=True, slots=True)
class UncountedChange:
    """A question that looks changed, and why that does not count (S25)."""

    domain: str
    why: str
    question: Question | None
    item: str


def _moved(ground: Ground) -> Iterator[ComparedDimension]:
    for domain in ground.domains:
        if domain.found is None:
            yield ComparedDimension(ground, domain)
        else:
            yield from (
                ComparedDimension(ground, domain, name, change) for name, change in domain.found.dimensions.items()
            )


def _uncounted(ground: Ground) -> Iterator[UncountedChange]:
    for domain in ground.domains:
        for name, why in domains.NOT_COUNTED_LABELS.items() if domain.found else ():
            for question_id in getattr(domain.found, name):
                item = item_id(domain.domain.id, question_id)
                known = f"{why} ({domains.NOT_KNOWN})" if is_not_known(ground, name, item) else why
                yield UncountedChange(domain.name, known, ground.question(item), item)


def _meaning(moved: ComparedDimension) -> str:
    return comparison.meaning(moved.change) if moved.change else new_reason(moved.ground, moved.domain)


_MOVED: tuple[Field[ComparedDimension], ...] = (
    Field("Domein", "Het domein.", lambda moved: moved.domain.name),
    Field(
        "Dimensie",
        "De dimensie. Leeg bij een domein dat er toen niet was.",
        lambda moved: moved.dimension and moved.ground.titles[moved.dimension],
    ),
    decimal(
        "Toen",
        f"De score van toen, op de vragen die te vergelijken zijn. {comparison.ONLY_CHANGED}",
        lambda m: m.change.before if m.change else None,
    ),
    decimal("Nu", "De score van nu, op diezelfde vragen.", lambda moved: moved.change.after if moved.change else None),
    decimal("Verschil", "Nu min toen, in punten.", lambda moved: moved.change.change if moved.change else None),
    Field("Wat het betekent", "Hoe groot de verandering is, en of er bewijs bij staat.", _meaning, "long"),
    either(
        "Onderbouwd",
        "Bij een zichtbare verandering: of er bewijs bij staat.",
        lambda m: m.change.supported if m.change else None,
    ),
    whole(
        "Vanaf zichtbaar",
        "Vanaf hoeveel punten een verandering zichtbaar is.",
        lambda m: m.change.border if m.change else None,
    ),
    whole("Vragen vergeleken", "Hoeveel vragen te vergelijken zijn.", lambda m: m.change.core if m.change else 0),
    Field("Domein als geheel", "Waar het domein als geheel heen ging.", lambda m: summary.GROUPS[m.domain.standing]),
)
_UNCOUNTED: tuple[Field[UncountedChange], ...] = (
    Field("Domein", "Het domein.", lambda each: each.domain),
    Field("Waarom", "Waarom het geen verandering is.", lambda each: each.why),
    Field(*SHORT_NAME, lambda each: _short(each.question)),
    Field("Vraag", "De vraag, in de woorden van nu.", lambda each: _text(each.question), "long"),
    Field("Code", "De code van de vraag, zoals in het JSON-bestand.", lambda each: each.item),
)
_EXCLUDED: tuple[Field[Excluded], ...] = (
    Field(domains.EXCLUDED_COLUMNS[0], "Het domein, elk domein of de hele gemeente.", lambda each: each.where),
    Field(domains.EXCLUDED_COLUMNS[1], "Het domein, de dimensie of de vragen.", lambda each: each.what, "long"),
    Field(domains.EXCLUDED_COLUMNS[2], "De reden.", lambda each: each.why, "long"),
)


def build_comparison_sheets(material: ComparisonMaterial) -> DataSheets:
    """All sheets of two rounds."""
    ground = Ground(material)
    changed: Field[Accounted] = Field(
        "Echt veranderd",
        "Wat er volgens jullie werkelijk veranderde, als dat in het rapport mag staan.",
        lambda each: lines(what.text for what in material.whats.get(each.item, ())),
        "long",
    )
    parts = tuple(_dimension(dimension) for dimension in material.after.questionnaire.dimensions)
    in_rounds = (InRound(domain.short, then) for domain, course in courses(ground) for then in course)
    sheets = (
        make_sheet(MOVED, ABOUT[MOVED], _MOVED, _moved(ground)),
        make_sheet(UNCOUNTED, ABOUT[UNCOUNTED], _UNCOUNTED, _uncounted(ground)),
        make_sheet(EXCLUDED, ABOUT[EXCLUDED], _EXCLUDED, (*excluded_places(ground), *excluded_questions(ground))),
        make_sheet(ACTIONS, ABOUT[ACTIONS], _ACTIONS, actions_moved(ground)),
        make_sheet(ANSWERS, ABOUT[ANSWERS], (*_ANSWERS, changed), accounted(ground)),
        make_sheet(ROUNDS, ABOUT[ROUNDS], (*_ROUND, *parts), in_rounds),
    )
    return DataSheets(
        kind="full",
        title=writable(f"{TITLE} – {material.after.data.municipality_name}"),
        day=material.day,
        document_id=material.document_id,
        sheets=(guide_sheet((*_facts(ground), *_reading()), sheets), *sheets),
    )


def _facts(ground: Ground) -> Iterator[GuideRow]:
    material = ground.material
    yield from ((THIS, NOTICE, notice) for notice in material.notices)
    yield from ((THIS, fact.label, fact.text) for fact in facts_of(ground))


def _reading() -> Iterator[GuideRow]:
    yield from ((READING, name, text) for name, text in READING_TEXTS.items())
    yield from ((READING, HOW, text) for text in accountability.HOW)

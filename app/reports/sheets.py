"""The report as tables: every number as a number, with a sheet that explains them first; and the questions as CSV."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.documents.files import inert, semicolon_file
from app.documents.model import BulletList, KeyFacts, Paragraph
from app.documents.sheets import (
    Cell,
    DataSheets,
    Field,
    Sheet,
    WorkbookKind,
    decimal,
    either,
    is_cut,
    make_sheet,
    whole,
    writable,
)
from app.reports.document import accountability, chances, overview, scores
from app.reports.document import building as cover
from app.reports.document import comparison as comparison_texts
from app.reports.document.accountability import accountability_section
from app.reports.document.chances import actions_for, missing_parts, worth_acting_on
from app.reports.document.domains import named_cell, pattern_sentence
from app.reports.document.material import DomainMaterial, Item, Material, ReportContext
from app.reports.document.overview import proposed
from app.reports.question_sheets import (
    NAME,
    SHORT_NAME,
    answers_sheet,
    points_sheet,
    questions_sheet,
    spread_sheet,
    unknowns_sheet,
)
from app.texts.words import counted, listing
from questionnaires.model import Action, Dimension, Level, Question, Questionnaire
from scoring.assessment import Assessment
from scoring.comparison import Comparison, DimensionChange
from scoring.result import DimensionScore, Opportunity, Rank, Result, Score, WeakestCell
from scoring.words import word_step

FIRST_IDEA, OTHER_IDEA = "eerste idee", "kan ook"


@dataclass(frozen=True, slots=True)
class ProfilePlace:
    """A place in the profile of a domain; without a level, or without both, it is wider."""

    material: Material
    domain: DomainMaterial
    dimension: str = ""
    level: str = ""

    @property
    def score(self) -> DimensionScore:
        return self.domain.result.dimensions[self.dimension]

    @property
    def cell(self) -> tuple[str, str]:
        return self.dimension, self.level

    @property
    def rank(self) -> Rank | None:
        """The place of the domain in the order of chances."""
        return next((rank for rank in self.material.result.ranking if rank.domain == self.domain.domain.id), None)

    @property
    def chance(self) -> Opportunity | None:
        """The chance of the domain, where it has an order (S19)."""
        return self.domain.result.opportunity

    @property
    def weakest(self) -> WeakestCell | None:
        """The lowest of the nine cells of the domain (S7)."""
        return self.domain.result.weakest

    @property
    def weakest_name(self) -> str | None:
        """The lowest cell in words: `middelen bij beleid`."""
        found = self.weakest
        return named_cell(self.material, found.dimension, found.level) if found else None

    def total_of(self, count: str) -> int:
        """One of the counts of the dimensions, over all of them."""
        return sum(getattr(score, count) for score in self.domain.result.dimensions.values())

    @property
    def states(self) -> list[str]:
        """The states of the items of the cell."""
        dimension_of = self.material.questionnaire.dimension_of
        return [
            item.score.state
            for item in self.domain.items
            if item.question.level == self.level and dimension_of[item.question.facet or ""] == self.dimension
        ]


def dimension_places(material: Material) -> Iterator[ProfilePlace]:
    for domain in material.domains:
        yield from (ProfilePlace(material, domain, dimension.id) for dimension in material.questionnaire.dimensions)


def cell_places(material: Material) -> Iterator[ProfilePlace]:
    """All nine cells of every domain."""
    levels = material.questionnaire.levels
    for place in dimension_places(material):
        yield from (ProfilePlace(material, place.domain, place.dimension, level.id) for level in levels)


DOMAIN: Field[ProfilePlace] = Field("Domein", "Het domein.", lambda place: place.domain.name)
DIMENSION: Field[ProfilePlace] = Field(
    "Dimensie", "De dimensie.", lambda place: place.material.dimension_title(place.dimension)
)

WORD = "Het woord bij de score, of dat er nog te weinig bekend is."
NEAR = "Of de score hoogstens 2,5 punt van een ander woord af ligt."
LOW = "De score als elk onbekend antwoord 0 punten zou zijn."
HIGH = "De score als elk onbekend antwoord 100 punten zou zijn."
KNOWN = "Hoeveel vragen een score hebben."
APPLICABLE = "Hoeveel vragen van toepassing zijn. Deel ‘Vragen bekend’ hierdoor: dat is de dekking."
UNKNOWN = "Hoeveel van de antwoorden ‘weet ik niet’ zijn."
ANSWERS = "Hoeveel antwoorden er zijn gegeven, door alle mensen samen."


def domains_sheet(material: Material) -> Sheet:
    """A row per domain."""
    about = "Elke rij is een domein, met de scores van 0 tot 100 punten."
    asked = material.questionnaire
    parts = (*map(_dimension_field, asked.dimensions), *map(_level_field, asked.levels))
    fields = (DOMAIN, *_TOTAL, *parts, *_PROFILE, *_CHANCE_NUMBERS)
    return make_sheet("Domeinen", about, fields, (ProfilePlace(material, domain) for domain in material.domains))


def dimensions_sheet(material: Material) -> Sheet:
    """A row per domain and dimension."""
    about = "Elke rij is een dimensie van een domein: de score, en hoeveel daarvan bekend is."
    return make_sheet("Dimensies", about, _DIMENSION, dimension_places(material))


def cells_sheet(material: Material) -> Sheet:
    """A row per domain, dimension and level."""
    about = "Elke rij is een vak: een dimensie van een domein, op 1 niveau."
    return make_sheet("Vakken", about, _CELL, cell_places(material))


def general_sheet(material: Material) -> Sheet:
    """A row per group of general questions."""
    about = (
        "Elke rij is een onderwerp van de vragen over de hele gemeente. Ze tellen niet mee in de scores van domeinen. "
        "De vragen zelf staan op het blad Vragen."
    )
    fields: tuple[Field[str], ...] = (
        Field("Onderwerp", "Het onderwerp.", lambda group: group),
        decimal("Score", "De score, van 0 tot 100 punten.", lambda group: material.result.general_groups[group]),
        Field("Woord", WORD, lambda group: _word(material, material.result.general_groups[group])),
        whole("Vragen bekend", KNOWN, lambda group: _states(material, group).count("scored")),
        whole("Vragen die tellen", APPLICABLE, lambda group: _applicable(_states(material, group))),
    )
    return make_sheet("Algemeen", about, fields, material.result.general_groups)


def _states(material: Material, group: str) -> list[str]:
    items: list[Item] = [item for item in material.general if item.question.group == group]
    return [item.score.state for item in items]


def _applicable(states: list[str]) -> int:
    return len(states) - states.count("not_applicable")


def _word(material: Material, score: Score) -> str:
    return scores.TOO_LITTLE_KNOWN if score is None else material.questionnaire.words[word_step(score)]


def _cell_word(place: ProfilePlace) -> str | None:
    score = place.domain.result.known.cells[place.cell]
    return None if score is None else _word(place.material, score)


def _dimension_field(dimension: Dimension) -> Field[ProfilePlace]:
    meaning = f"De score van de dimensie {dimension.title.lower()}. Leeg: er is te weinig bekend."
    return decimal(dimension.title, meaning, lambda place: place.domain.result.known.dimensions[dimension.id])


def _level_field(level: Level) -> Field[ProfilePlace]:
    meaning = f"De score van het niveau {level.title.lower()}, over alle dimensies. Leeg: er is te weinig bekend."
    return decimal(level.title, meaning, lambda place: place.domain.result.known.levels[level.id])


_TOTAL: tuple[Field[ProfilePlace], ...] = (
    decimal("Totaal", "Het gemiddelde van de drie dimensies.", lambda place: place.domain.result.total.score),
    Field("Woord", WORD, lambda place: place.domain.result.total.word or scores.TOO_LITTLE_KNOWN),
    either("Op de grens", NEAR, lambda place: place.domain.result.total.near_border),
    decimal("Laagst mogelijk", LOW, lambda place: place.domain.result.total.low),
    decimal("Hoogst mogelijk", HIGH, lambda place: place.domain.result.total.high),
    whole("Vragen bekend", KNOWN, lambda place: place.total_of("scored")),
    whole("Vragen die tellen", APPLICABLE, lambda place: place.total_of("applicable")),
    whole("Weet ik niet", UNKNOWN, lambda place: place.total_of("unknown_answers")),
    whole("Antwoorden", ANSWERS, lambda place: place.total_of("answers")),
)
_PROFILE: tuple[Field[ProfilePlace], ...] = (
    Field("Zwakste vak", "Het laagste van de negen vakken.", lambda place: place.weakest_name),
    decimal("Score zwakste vak", "De score van dat vak.", lambda place: place.weakest.score if place.weakest else None),
    Field(
        "Niveaus vergeleken",
        "Of een niveau duidelijk hoger staat dan een ander: 25 punten of meer.",
        lambda place: pattern_sentence(place.material, place.domain),
        "long",
    ),
)
_CHANCE_NUMBERS: tuple[Field[ProfilePlace], ...] = (
    whole("Ambitie", "Hoe ver de gemeente wil komen, in punten.", lambda place: place.domain.result.ambition),
    decimal("Kans", "De kans, van 0 tot 100.", lambda place: place.chance.score if place.chance else None),
    Field("Kans in woorden", "Het woord bij de kans.", lambda place: place.chance.word if place.chance else None),
    whole("Plaats", "De plaats in de volgorde van kans.", lambda place: place.rank.rank if place.rank else None),
)
_DIMENSION: tuple[Field[ProfilePlace], ...] = (
    DOMAIN,
    DIMENSION,
    decimal("Score", "De score. Leeg: er is te weinig bekend.", lambda place: place.score.score),
    Field("Woord", WORD, lambda place: place.score.word or scores.TOO_LITTLE_KNOWN),
    either("Op de grens", NEAR, lambda place: place.score.near_border),
    decimal("Laagst mogelijk", LOW, lambda place: place.score.low),
    decimal("Hoogst mogelijk", HIGH, lambda place: place.score.high),
    whole("Vragen bekend", KNOWN, lambda place: place.score.scored),
    whole("Vragen die tellen", APPLICABLE, lambda place: place.score.applicable),
    whole("Weet ik niet", UNKNOWN, lambda place: place.score.unknown_answers),
    whole("Antwoorden", ANSWERS, lambda place: place.score.answers),
)
_CELL: tuple[Field[ProfilePlace], ...] = (
    DOMAIN,
    DIMENSION,
    Field("Niveau", "Het niveau.", lambda place: place.material.levels[place.level].title),
    decimal("Score", "De score. Leeg: er is niets bekend.", lambda place: place.domain.result.known.cells[place.cell]),
    Field("Woord", "Het woord bij de score.", _cell_word),
    decimal("Laagst mogelijk", LOW, lambda place: place.domain.result.low.cells[place.cell]),
    decimal("Hoogst mogelijk", HIGH, lambda place: place.domain.result.high.cells[place.cell]),
    whole("Vragen bekend", KNOWN, lambda place: place.states.count("scored")),
    whole("Vragen die tellen", APPLICABLE, lambda place: _applicable(place.states)),
)


def chances_sheet(material: Material) -> Sheet:
    """A row per domain: those with a place first, in their order."""
    about = "Elke rij is een domein, met wat de kans ervan bepaalt. De domeinen met een plaats staan bovenaan."
    ranked = [material.by_id[rank.domain] for rank in material.result.ranking]
    others = [domain for domain in material.domains if domain not in ranked]
    return make_sheet("Kansen", about, _CHANCE, (ProfilePlace(material, domain) for domain in (*ranked, *others)))


@dataclass(frozen=True, slots=True)
class IdeaRow:
    """One action from the bank for one item."""

    domain: DomainMaterial
    item: Item
    action: Action
    first: bool


def actions_sheet(material: Material) -> Sheet:
    """A row per action, for the same questions as in the report."""
    about = "Elke rij is een idee voor een actie, bij dezelfde vragen als in het rapport. Kies wat past."
    return make_sheet("Acties", about, _ACTION, _ideas(material))


def _ideas(material: Material) -> Iterator[IdeaRow]:
    for domain, found in worth_acting_on(material):
        for item in found:
            for n, action in enumerate(actions_for(material, domain, item)):
                yield IdeaRow(domain, item, action, n == 0)


def _certainty(place: ProfilePlace) -> str:
    rank = place.rank
    return chances.certainty(rank.best, rank.worst) if rank else chances.NO_ORDER


def _shared(place: ProfilePlace) -> bool | None:
    ranks = [rank.rank for rank in place.material.result.ranking]
    return ranks.count(place.rank.rank) > 1 if place.rank else None


def _missing(place: ProfilePlace) -> str | None:
    return None if place.rank else listing(missing_parts(place.material, place.domain))


_CHANCE: tuple[Field[ProfilePlace], ...] = (
    DOMAIN,
    whole(
        "Plaats",
        "De plaats in de volgorde. Leeg: nog geen volgorde.",
        lambda place: place.rank.rank if place.rank else None,
    ),
    either("Gelijk", "Of een ander domein dezelfde plaats heeft.", _shared),
    whole(
        "Beste plaats",
        "De beste plaats die het domein kan hebben.",
        lambda place: place.rank.best if place.rank else None,
    ),
    whole(
        "Slechtste plaats",
        "De laagste plaats die het domein kan hebben.",
        lambda place: place.rank.worst if place.rank else None,
    ),
    Field("Hoe zeker", "Of de plaats zeker is.", _certainty),
    decimal("Kans", "De kans, van 0 tot 100.", lambda place: place.chance.score if place.chance else None),
    Field("Woord", "Het woord bij de kans.", lambda place: place.chance.word if place.chance else None),
    decimal("Opbrengst", "Wat er te winnen is, van 0 tot 100.", lambda place: place.domain.result.parts.return_),
    decimal("Haalbaarheid", "Of het nu kan, van 0 tot 100.", lambda place: place.domain.result.parts.feasibility),
    decimal(
        "Ruimte",
        "Hoeveel ruimte er is tot de ambitie: 1 is genoeg, 0 is geen.",
        lambda place: place.domain.result.parts.room,
        "share",
    ),
    whole("Ambitie", "Hoe ver de gemeente wil komen, in punten.", lambda place: place.domain.result.ambition),
    either(
        "Voorstel",
        "Of het rapport dit domein voorstelt. De gemeente kiest zelf.",
        lambda place: place.domain in proposed(place.material),
    ),
    Field("Nog nodig", "Wat we nog moeten weten voor een plaats in de volgorde.", _missing, "long"),
)
_ACTION: tuple[Field[IdeaRow], ...] = (
    Field("Domein", "Het domein.", lambda idea: idea.domain.name),
    Field("Idee", "De naam van het idee.", lambda idea: idea.action.title, "long"),
    Field(
        "Keuze",
        "Het eerste idee bij de vraag, of een ander idee dat ook kan.",
        lambda idea: FIRST_IDEA if idea.first else OTHER_IDEA,
    ),
    Field("Wat", "Wat je doet.", lambda idea: idea.action.text, "long"),
    Field("Wie", "Wie het doet, en met wie samen.", lambda i: chances.who(i.action.who, i.action.partners), "long"),
    Field("Moeite", "Hoeveel moeite het kost.", lambda idea: chances.EFFORTS[idea.action.effort]),
    Field("Klaar als", "Wanneer het klaar is.", lambda idea: idea.action.done_when, "long"),
    Field(*SHORT_NAME, lambda idea: idea.item.question.short_name),
    Field("Hoort bij", "De vraag waar het idee bij hoort.", lambda idea: idea.item.question.text, "long"),
    Field("Uit de praktijk", "Wat andere gemeenten doen.", lambda idea: idea.domain.domain.practice, "long"),
    Field("Code", "De code van die vraag.", lambda idea: idea.item.id),
)


@dataclass(frozen=True, slots=True)
class DimensionMoved:
    """A dimension of a domain at both moments; a new domain has neither."""

    material: Material
    domain: DomainMaterial
    dimension: str | None = None
    change: DimensionChange | None = None


@dataclass(frozen=True, slots=True)
class Uncounted:
    """A question that looks changed, and why that does not count (S25)."""

    domain: DomainMaterial
    why: str
    question: Question


def comparison_sheets(material: Material) -> tuple[Sheet, ...]:
    """What changed, and what does not count as change; none without an earlier round."""
    comparison = material.context.comparison
    if comparison is None:
        return ()
    about = f"Elke rij is een dimensie van een domein, toen en nu. {comparison_texts.CORE}"
    uncounted = "Elke rij is een vraag met een ander antwoord dan toen, die we niet als verandering tellen."
    return (
        make_sheet(comparison_texts.TITLE, about, _MOVED, _moved(material, comparison)),
        make_sheet("Geen verandering", uncounted, _UNCOUNTED, _uncounted(material, comparison)),
    )


def _moved(material: Material, comparison: Comparison) -> Iterator[DimensionMoved]:
    for domain in material.domains:
        found = comparison.domains[domain.domain.id]
        if found is None:
            yield DimensionMoved(material, domain)
        else:
            yield from (DimensionMoved(material, domain, name, change) for name, change in found.dimensions.items())


def _uncounted(material: Material, comparison: Comparison) -> Iterator[Uncounted]:
    for domain in material.domains:
        found, asked = comparison.domains[domain.domain.id], {item.question.id: item.question for item in domain.items}
        if found is not None:
            for name, why in comparison_texts.LISTS.items():
                yield from (Uncounted(domain, why, asked[question_id]) for question_id in getattr(found, name))


_MOVED: tuple[Field[DimensionMoved], ...] = (
    Field("Domein", "Het domein.", lambda moved: moved.domain.name),
    Field(
        "Dimensie",
        "De dimensie. Leeg bij een domein dat er eerst niet was.",
        lambda moved: moved.dimension and moved.material.dimension_title(moved.dimension),
    ),
    decimal(
        "Toen",
        f"De score van toen, op de vragen die te vergelijken zijn. {comparison_texts.ONLY_CHANGED}",
        lambda m: m.change.before if m.change else None,
    ),
    decimal("Nu", "De score van nu, op diezelfde vragen.", lambda moved: moved.change.after if moved.change else None),
    decimal("Verschil", "Nu min toen, in punten.", lambda moved: moved.change.change if moved.change else None),
    Field(
        "Wat het betekent",
        "Hoe groot de verandering is, en of er bewijs bij staat.",
        lambda moved: comparison_texts.meaning(moved.change) if moved.change else comparison_texts.NEW_DOMAIN,
        "long",
    ),
)
_UNCOUNTED: tuple[Field[Uncounted], ...] = (
    Field("Domein", "Het domein.", lambda each: each.domain.name),
    Field("Waarom", "Waarom het geen verandering is.", lambda each: each.why),
    Field(*SHORT_NAME, lambda each: each.question.short_name),
    Field("Vraag", "De vraag.", lambda each: each.question.text, "long"),
)


EDITIONS = {"full": "Volledig rapport", "adviser": "Voor de adviseur"}

READING_TEXTS = {
    "Lege cel": "Niet bekend, of niet van toepassing. Een lege cel is nooit 0.",
    "Getallen": (
        "Je ziet getallen zoals in het rapport, meestal met 1 cijfer achter de komma. "
        "In de cel staan er hoogstens 4, zodat je er verder mee kunt rekenen."
    ),
    "Laagst en hoogst mogelijk": (
        "De bandbreedte: hoe laag en hoe hoog een score nog kan worden als de onbekende antwoorden bekend zijn. "
        "Zijn ze gelijk? Dan is alles bekend."
    ),
    "Filteren": "Elk blad is een tabel. Met de pijltjes in de bovenste rij kun je sorteren en filteren.",
}
SINGLE = "Losse antwoorden"
WITHOUT_SINGLE = (
    "Die staan niet in dit bestand. Bij elke vraag zie je de afgesproken score of het gemiddelde, "
    "en hoeveel antwoorden er zijn."
)
ONLY_ONE = "1 persoon vulde deze inventarisatie in. Daarom staan ook de redenen en het bewijs van die persoon hier."
WITH_SINGLE = (
    "Die staan op het blad Antwoorden, met de functie van wie het antwoord gaf en zonder namen. "
    "Deel dit bestand niet met anderen."
)
THIS, READING = "Dit rapport", "Zo lees je dit"
GuideRow = tuple[str, str, str]
"""What it is about, its name, and its explanation."""


def _facts(material: Material, title: str, kind: WorkbookKind) -> Iterator[GuideRow]:
    context = material.context
    yield THIS, "Rapport", title
    yield THIS, "Uitgave", EDITIONS[kind]
    yield THIS, "Versie", str(context.version)
    if context.preliminary:
        yield THIS, "Let op", accountability.PRELIMINARY
    for block in accountability_section(material).blocks:
        if isinstance(block, KeyFacts):
            yield from ((THIS, fact.label, fact.text) for fact in block.facts)


def _reading(material: Material, kind: WorkbookKind) -> Iterator[GuideRow]:
    for name, text in READING_TEXTS.items():
        yield READING, name, text
    yield READING, SINGLE, WITH_SINGLE if kind == "adviser" else WITHOUT_SINGLE
    if kind == "full" and material.sole_participant:
        yield READING, SINGLE, ONLY_ONE
    yield READING, "Punten en woorden", overview.points_and_words(material.questionnaire.words)
    for block in accountability_section(material).blocks:
        if isinstance(block, Paragraph):
            yield READING, "Over de antwoorden", block.text
        elif isinstance(block, BulletList):
            yield from ((READING, "Over de scores", text) for text in block.items)


def guide_sheet(about: Iterable[GuideRow], sheets: Sequence[Sheet]) -> Sheet:
    """What stands in a workbook, whose other sheets are given: after what is said about it where texts were cut off,
    and what each column is.
    """
    rows = [*about]
    counts = {sheet.name: sum(is_cut(cell) for row in sheet.rows for cell in row) for sheet in sheets}
    if total := sum(counts.values()):
        found = [name for name, count in counts.items() if count]
        were = "is 1 tekst" if total == 1 else f"zijn {total} teksten"
        where = f"het blad {found[0]}" if len(found) == 1 else f"de bladen {listing(found)}"
        said = f"Op {where} {were} te lang voor een cel: daar passen 32.767 tekens in. Het begin staat er. "
        rows.append((READING, "Afgekapte teksten", f"{said}Alles staat in het rapport en in het JSON-bestand."))
    for sheet in sheets:
        n, name = len(sheet.rows), f"Blad {sheet.name}"
        said = f"{sheet.about} Er {'is' if n == 1 else 'zijn'} {counted(n, 'rij', 'rijen')}."
        rows.append((name, "Het hele blad", said))
        rows += ((name, column.title, column.explanation) for column in sheet.columns)
    fields: tuple[Field[GuideRow], ...] = (
        Field("Waarover", "", lambda row: row[0]),
        Field("Naam", "", lambda row: row[1]),
        Field("Uitleg", "", lambda row: row[2], "page"),
    )
    return make_sheet("Uitleg", "", fields, rows)


FULL = (
    domains_sheet,
    dimensions_sheet,
    cells_sheet,
    questions_sheet,
    general_sheet,
    unknowns_sheet,
    chances_sheet,
    actions_sheet,
)
ADVISER = (points_sheet, spread_sheet, answers_sheet)


def build_sheets(
    questionnaire: Questionnaire, data: Assessment, result: Result, context: ReportContext, kind: WorkbookKind
) -> DataSheets:
    """The sheets of a report; those with single answers are in the adviser's edition only.

    Single reasons and evidence stand in the full edition only when one person answered, as in the document.
    """
    material = Material(questionnaire, data, result, context)
    title = writable(f"{context.title or cover.report_title(data.round)} – {data.municipality_name}")
    builders = (*FULL, *(ADVISER if kind == "adviser" else ()))
    sheets = (*(build(material) for build in builders), *comparison_sheets(material))
    about = (*_facts(material, title, kind), *_reading(material, kind))
    return DataSheets(
        kind=kind,
        title=title,
        day=context.date,
        document_id=context.document_id,
        sheets=(guide_sheet(about, sheets), *sheets),
    )


def render_csv(sheets: DataSheets) -> bytes:
    """The sheet of questions; the same sheets always give the same bytes.

    UTF-8 with a mark in front, semicolons, CRLF; decimals after a comma, and no text that a spreadsheet takes for a
    formula.
    """
    sheet = sheets.sheet(NAME)
    heads = [column.title for column in sheet.columns]
    return semicolon_file([heads, *([_text(cell) for cell in row] for row in sheet.rows)]).encode()


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    return inert(cell) if isinstance(cell, str) else str(cell).replace(".", ",")

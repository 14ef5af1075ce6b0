"""The sheets of questions: what was agreed or answered and why; for the adviser every answer."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from app.documents.sheets import Field, Sheet, decimal, either, lines, make_sheet, whole
from app.reports.document import differences
from app.reports.document import scores as item_texts
from app.reports.document.differences import STRIKING
from app.reports.document.domains import evidence_facts, is_chance, now_text, step_text
from app.reports.document.material import DomainMaterial, Item, Material
from app.state.points import Alike, Point
from app.texts import points as point_texts
from app.texts.words import SPECIAL
from questionnaires.model import GENERAL
from scoring.assessment import AgreedScore, Answer, Evidence, Value
from scoring.result import Agreement, InsideOutside

STATES = {"scored": "Bekend", "unknown": "Nog niet bekend", "not_applicable": "Niet van toepassing"}
AXES = {"return": "Opbrengst", "feasibility": "Haalbaarheid"}
CHANCES = "Kansen"
SHORT_NAME = ("Korte naam", "Hoe de vraag in lijsten en tabellen heet.")


@dataclass(frozen=True, slots=True)
class AskedItem:
    """An item with the domain that it is about; without one it is about the whole municipality."""

    material: Material
    domain: DomainMaterial | None
    item: Item

    @property
    def name(self) -> str:
        return self.domain.name if self.domain else differences.WHOLE

    @property
    def dimension(self) -> str:
        """The dimension, or which other part of the questionnaire."""
        facet = self.item.question.facet
        if facet:
            return self.material.dimension_title(self.material.questionnaire.dimension_of[facet])
        return CHANCES if self.domain else differences.WHOLE

    @property
    def subject(self) -> str | None:
        """The facet, the axis of a chance question, or the group of a general one."""
        question = self.item.question
        if question.facet:
            return next(facet.title for facet in self.material.questionnaire.facets if facet.id == question.facet)
        return AXES[question.axis] if question.axis else question.group

    @property
    def level(self) -> str | None:
        """The level, where the question is about one."""
        level = self.item.question.level
        return self.material.levels[level].title if level else None

    @property
    def could_know(self) -> str | None:
        """Whom to ask, while the answer is not known."""
        if self.item.score.state != "unknown":
            return None
        if self.domain is None:
            return differences.GENERAL_WHO
        level = self.item.question.level
        return differences.who_could_know(self.domain.domain, level) if level else differences.CHANCES_WHO

    @property
    def value(self) -> Fraction | None:
        """The agreed value, or the mean of the answers: 0 to 4."""
        points = self.item.score.points
        return None if points is None else points / 25

    @property
    def agreement(self) -> Agreement | None:
        """How people differ: with two answers or more, as long as nothing was agreed."""
        found = self.material.result.agreement.get(self.item.id)
        return found if found and found.n > 1 else None

    @property
    def sides(self) -> InsideOutside | None:
        """Who works at the level and the others, where the report shows that: at a striking difference (S14)."""
        found = self.agreement
        return self.material.result.inside_outside.get(self.item.id) if found and found.kind in STRIKING else None

    def given(self, value: str | int) -> int:
        """How many people gave this answer."""
        return sum(answer.value == value for answer in self.item.answers)


def asked_items(material: Material) -> Iterator[AskedItem]:
    """Every question: of the domains, their chances, and the general ones."""
    return (AskedItem(material, domain, item) for domain, item in material.everything())


def evidence_text(*found: Evidence | None) -> str | None:
    """On what something rests, in words."""
    return lines(fact.text for each in found for fact in evidence_facts(each) if fact.href is None)


def evidence_link(*found: Evidence | None) -> str | None:
    """The links to what something rests on."""
    return lines(fact.href for each in found for fact in evidence_facts(each))


DOMAIN: Field[AskedItem] = Field("Domein", "Het domein, of de hele gemeente.", lambda asked: asked.name)
LEVEL: Field[AskedItem] = Field(
    "Niveau",
    "Het niveau. Leeg bij vragen over kansen en over de hele gemeente: die gaan niet over 1 niveau.",
    lambda asked: asked.level,
)
SHORT: Field[AskedItem] = Field(*SHORT_NAME, lambda asked: asked.item.question.short_name)
QUESTION: Field[AskedItem] = Field("Vraag", "De vraag.", lambda asked: asked.item.question.text, "long")
CODE: Field[AskedItem] = Field(
    "Code",
    "De code van de vraag. Die is in elk bestand van deze inventarisatie hetzelfde.",
    lambda asked: asked.item.id,
)


NAME = "Vragen"


def questions_sheet(material: Material) -> Sheet:
    """A row per question about a domain, its chances, and the municipality as a whole."""
    about = "Elke rij is een vraag over een domein of over de hele gemeente."
    return make_sheet(NAME, about, (*_QUESTION, *_SCORE, *_DIFFERENCE, *_WHY, CODE), asked_items(material))


def unknowns_sheet(material: Material) -> Sheet:
    """A row per question without an answer that counts."""
    about = "Elke rij is een vraag waarvan we het antwoord nog niet weten. Niet weten telt nooit als 0."
    unknown = (asked for asked in asked_items(material) if asked.item.score.state == "unknown")
    return make_sheet("Onbekend", about, _UNKNOWN, unknown)


def _sources(asked: AskedItem) -> Iterator[AgreedScore | Answer]:
    """Whose reasons and evidence the report shows: agreed ones, and those of who filled in everything alone."""
    if asked.item.agreed:
        yield asked.item.agreed
    if asked.material.sole_participant:
        yield from asked.item.answers


def _remarks(asked: AskedItem) -> str | None:
    remarks = asked.material.context.remarks
    return lines(f"{remark.text} ({remark.function})" for remark in remarks if remark.item == asked.item.id)


_QUESTION: tuple[Field[AskedItem], ...] = (
    DOMAIN,
    Field(
        "Dimensie", "De dimensie, of het deel van de vragenlijst: kansen of de hele gemeente.", lambda a: a.dimension
    ),
    LEVEL,
    Field("Onderwerp", "Waar de vraag over gaat.", lambda asked: asked.subject),
    SHORT,
    QUESTION,
    either("Ankervraag", "Of we met deze vraag metingen vergelijken.", lambda asked: asked.item.question.anchor),
)
_SCORE: tuple[Field[AskedItem], ...] = (
    Field(
        "Stand",
        "Bekend, nog niet bekend, of niet van toepassing.",
        lambda asked: STATES[asked.item.score.state],
    ),
    decimal("Score", "De score, van 0 tot 100 punten.", lambda asked: asked.item.score.points),
    decimal(
        "Waarde", "De afgesproken waarde, of het gemiddelde van de antwoorden: van 0 tot 4.", lambda asked: asked.value
    ),
    either("Afgesproken", "Of de score samen is afgesproken.", lambda asked: asked.item.score.agreed),
    Field("Nu", "Wat het antwoord zegt.", lambda a: now_text(a.material, a.item), "long"),
    Field(
        "1 stap verder",
        "Wat het volgende antwoord zegt. Leeg bij vragen over kansen.",
        lambda asked: step_text(asked.item),
        "long",
    ),
)
_DIFFERENCE: tuple[Field[AskedItem], ...] = (
    whole("Antwoorden", "Hoeveel mensen antwoord gaven.", lambda asked: len(asked.item.answers)),
    whole("Weet ik niet", "Hoeveel daarvan ‘weet ik niet’ zijn.", lambda asked: asked.given("unknown")),
    whole(
        "Niet van toepassing",
        "Hoeveel daarvan ‘niet van toepassing’ zijn.",
        lambda asked: asked.given("not_applicable"),
    ),
    decimal(
        "Gemiddeld verschil",
        "Hoe ver de antwoorden gemiddeld van het gemiddelde af liggen, in stappen. "
        "Leeg bij minder dan 2 antwoorden, of als de score is afgesproken.",
        lambda asked: asked.agreement.average_deviation if asked.agreement else None,
    ),
    Field(
        "Beeld",
        "Zijn collega’s het eens, liggen de antwoorden verspreid, of is er een duidelijk verschil?",
        lambda asked: differences.KINDS[asked.agreement.kind] if asked.agreement else None,
    ),
    either(
        "Verschil",
        "Of collega’s dit duidelijk anders zien.",
        lambda asked: asked.agreement.kind == "different" if asked.agreement else None,
    ),
    decimal(
        "Op het niveau zelf",
        "Het gemiddelde antwoord van wie op het niveau van de vraag werkt. "
        "Alleen bij antwoorden die verspreid liggen of verschillen, en bij 2 mensen of meer.",
        lambda asked: asked.sides.inside if asked.sides else None,
    ),
    decimal(
        "Anderen", "Het gemiddelde antwoord van de anderen.", lambda asked: asked.sides.outside if asked.sides else None
    ),
)
_WHY: tuple[Field[AskedItem], ...] = (
    Field("Reden", "De reden bij de afgesproken score.", lambda a: lines(each.reason for each in _sources(a)), "long"),
    Field(
        "Bewijs",
        "Waar dat uit blijkt.",
        lambda asked: evidence_text(*(each.evidence for each in _sources(asked))),
        "long",
    ),
    Field("Link", "Waar het bewijs staat.", lambda asked: evidence_link(*(each.evidence for each in _sources(asked)))),
    Field(
        "Iemand ziet het anders",
        "De reden van iemand die het niet eens is met de afgesproken score.",
        lambda asked: asked.material.context.dissents.get(asked.item.id),
        "long",
    ),
    Field("Opmerkingen", "Opmerkingen voor iedereen, met de functie van wie ze schreef.", _remarks, "long"),
    Field("Wie het kan weten", "Aan wie je het kunt vragen, als het nog niet bekend is.", lambda a: a.could_know),
)
_UNKNOWN: tuple[Field[AskedItem], ...] = (
    DOMAIN,
    LEVEL,
    SHORT,
    QUESTION,
    Field("Wie het kan weten", "Aan wie je het kunt vragen.", lambda asked: asked.could_know, "long"),
    whole("Antwoorden", "Hoeveel mensen antwoord gaven. Geen van hen wist het.", lambda asked: len(asked.item.answers)),
    CODE,
)


@dataclass(frozen=True, slots=True)
class PersonAnswer:
    asked: AskedItem
    answer: Answer


@dataclass(frozen=True, slots=True)
class TalkRow:
    """One thing to talk about; a pattern in somebody's answers has no question, but what was found."""

    material: Material
    point: Point
    asked: AskedItem | None
    alike: Alike | None


def answers_sheet(material: Material) -> Sheet:
    """A row per answer."""
    about = "Elke rij is 1 antwoord van 1 persoon, met de functie en zonder naam. Deel dit blad niet met anderen."
    given = (PersonAnswer(asked, answer) for asked in asked_items(material) for answer in asked.item.answers)
    return make_sheet("Antwoorden", about, _ANSWER, given)


def spread_sheet(material: Material) -> Sheet:
    """A row per question: how often each answer was given."""
    about = "Elke rij is een vraag: hoe vaak elk antwoord is gegeven. Afgesproken scores tellen hier niet mee."
    return make_sheet("Verdeling", about, _SPREAD, asked_items(material))


def points_sheet(material: Material) -> Sheet:
    """A row per point to talk about, in the order in which they are best discussed."""
    about = "Elke rij is een punt om over te praten, van de soorten die je ook in de bespreking ziet."
    return make_sheet("Punten", about, _POINT, _talks(material))


def _talks(material: Material) -> Iterator[TalkRow]:
    by_item = {asked.item.id: asked for asked in asked_items(material)}
    for point in material.points:
        person = point.participant
        yield TalkRow(
            material,
            point,
            by_item[point.item] if point.item else None,
            material.alike[person, point.domain] if person is not None else None,
        )


def _domain(talk: TalkRow) -> str:
    return differences.WHOLE if talk.point.domain == GENERAL else talk.material.by_id[talk.point.domain].name


def _whose(talk: TalkRow) -> str | None:
    person = talk.point.participant
    return None if person is None else talk.material.function_of(person)


def _found(talk: TalkRow) -> str:
    return point_texts.alike(talk.alike.n, talk.alike.value) if talk.alike else point_texts.WHY[talk.point.kind]


def _given_field(value: int) -> Field[AskedItem]:
    return whole(f"Antwoord {value}", f"Hoeveel mensen {value} antwoordden.", lambda asked: asked.given(value))


def _mean(asked: AskedItem) -> Fraction | None:
    numbers = asked.item.numbers
    return Fraction(sum(numbers), len(numbers)) if numbers else None


def _agreed(asked: AskedItem) -> int | None:
    value = asked.item.agreed.value if asked.item.agreed else None
    return value if isinstance(value, int) else None


def _sides(asked: AskedItem) -> InsideOutside | None:
    return asked.material.result.inside_outside.get(asked.item.id)


def _picture(asked: AskedItem) -> str | None:
    found = asked.material.result.agreement.get(asked.item.id)
    return differences.KINDS[found.kind] if found else ("afgesproken" if asked.item.score.agreed else None)


def _function(given: PersonAnswer) -> str:
    return given.asked.material.function_of(given.answer.participant)


def value_word(material: Material, item: Item, value: Value) -> str:
    """A value in words: of the five, the answer itself to a chance question, weet ik niet or niet van toepassing."""
    if not isinstance(value, int):
        return SPECIAL[value]
    if is_chance(item):
        return f"{item_texts.answer_text(item.question.options, value).removesuffix('.')} ({value})"
    return f"{material.questionnaire.words[value]} ({value})"


def _word(given: PersonAnswer) -> str:
    return value_word(given.asked.material, given.asked.item, given.answer.value)


def _of_asked(field: Field[AskedItem]) -> Field[PersonAnswer]:
    return Field(field.title, field.explanation, lambda given: field.value(given.asked), field.kind)


_ANSWER: tuple[Field[PersonAnswer], ...] = (
    *map(_of_asked, (DOMAIN, LEVEL, SHORT, QUESTION)),
    Field("Functie", "Wie het antwoord gaf.", _function),
    whole(
        "Waarde",
        "Het antwoord, van 0 tot 4. Leeg bij ‘weet ik niet’ en ‘niet van toepassing’.",
        lambda given: given.answer.value if isinstance(given.answer.value, int) else None,
    ),
    Field("Antwoord", "Het antwoord in woorden.", _word),
    Field(
        "Hoe zeker",
        "Hoe zeker diegene is van het antwoord.",
        lambda given: item_texts.CONFIDENCE[given.answer.confidence] if given.answer.confidence else None,
    ),
    Field("Reden", "De reden bij het antwoord.", lambda given: given.answer.reason, "long"),
    Field("Bewijs", "Waar dat uit blijkt.", lambda given: evidence_text(given.answer.evidence), "long"),
    Field("Link", "Waar het bewijs staat.", lambda given: evidence_link(given.answer.evidence)),
    _of_asked(CODE),
)
_SPREAD: tuple[Field[AskedItem], ...] = (
    DOMAIN,
    LEVEL,
    SHORT,
    QUESTION,
    *map(_given_field, range(5)),
    whole("Weet ik niet", "Hoeveel mensen het niet wisten.", lambda asked: asked.given("unknown")),
    whole("Niet van toepassing", "Hoeveel mensen dat zeiden.", lambda asked: asked.given("not_applicable")),
    decimal("Gemiddeld antwoord", "Het gemiddelde van de antwoorden van 0 tot 4.", _mean),
    whole("Afgesproken", "De afgesproken waarde, van 0 tot 4.", _agreed),
    decimal(
        "Op het niveau zelf",
        "Het gemiddelde antwoord van wie op het niveau van de vraag werkt. "
        "Alleen als daar 2 mensen of meer werken, en ook 2 anderen antwoord gaven.",
        lambda asked: sides.inside if (sides := _sides(asked)) else None,
    ),
    decimal(
        "Anderen",
        "Het gemiddelde antwoord van de anderen.",
        lambda asked: sides.outside if (sides := _sides(asked)) else None,
    ),
    Field("Beeld", "Eens, verspreid, verschil, 1 antwoord of afgesproken.", _picture),
    CODE,
)
_POINT: tuple[Field[TalkRow], ...] = (
    Field("Soort", "De soort van het punt.", lambda talk: point_texts.KINDS[talk.point.kind]),
    Field("Domein", "Het domein, of de hele gemeente.", _domain),
    Field(
        "Niveau",
        "Het niveau van de vraag. Bij een patroon: waar diegene werkt.",
        lambda talk: talk.material.levels[talk.point.level].title if talk.point.level else None,
    ),
    Field(*SHORT_NAME, lambda talk: talk.asked.item.question.short_name if talk.asked else None),
    Field(
        "Vraag",
        "De vraag. Leeg bij een patroon: dat gaat over meer vragen.",
        lambda talk: talk.asked.item.question.text if talk.asked else None,
        "long",
    ),
    Field("Functie", "Alleen bij een patroon: van wie de antwoorden zijn.", _whose),
    Field("Waarom", "Waarom het op de lijst staat.", _found, "long"),
    Field("Code", "De code van de vraag.", lambda talk: talk.point.item),
)

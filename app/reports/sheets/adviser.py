"""The sheets that only the adviser gets: single answers by function, how they are spread, and what to talk about."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from app.points import Alike, Point
from app.reports.document.adviser_answers import value_word
from app.reports.document.answers import function_of
from app.reports.document.material import Material
from app.reports.sentences import differences
from app.reports.sentences import items as item_texts
from app.reports.sheets.asked import (
    CODE,
    DOMAIN,
    LEVEL,
    QUESTION,
    Asked,
    asked_items,
    evidence_link,
    evidence_text,
)
from app.reports.sheets.fields import Field, decimal, make_sheet, whole
from app.reports.sheets.model import Sheet
from app.texts import points as point_texts
from questionnaires.model import GENERAL
from scoring.assessment import Answer
from scoring.result import InsideOutside


@dataclass(frozen=True, slots=True)
class Given:
    """One answer of one person."""

    asked: Asked
    answer: Answer


@dataclass(frozen=True, slots=True)
class Talk:
    """One thing to talk about; a pattern in somebody's answers has no question, but what was found."""

    material: Material
    point: Point
    asked: Asked | None
    alike: Alike | None


def answers_sheet(material: Material) -> Sheet:
    """A row per answer."""
    about = "Elke rij is 1 antwoord van 1 persoon, met de functie en zonder naam. Deel dit blad niet met anderen."
    given = (Given(asked, answer) for asked in asked_items(material) for answer in asked.item.answers)
    return make_sheet("Antwoorden", about, _ANSWER, given)


def spread_sheet(material: Material) -> Sheet:
    """A row per question: how often each answer was given."""
    about = "Elke rij is een vraag: hoe vaak elk antwoord is gegeven. Afgesproken scores tellen hier niet mee."
    return make_sheet("Verdeling", about, _SPREAD, asked_items(material))


def points_sheet(material: Material) -> Sheet:
    """A row per point to talk about, in the order in which they are best discussed."""
    about = "Elke rij is een punt om over te praten, van de soorten die je ook in de bespreking ziet."
    return make_sheet("Punten", about, _POINT, _talks(material))


def _talks(material: Material) -> Iterator[Talk]:
    by_item = {asked.item.id: asked for asked in asked_items(material)}
    for point in material.points:
        person = point.participant
        yield Talk(
            material,
            point,
            by_item[point.item] if point.item else None,
            material.alike[person, point.domain] if person is not None else None,
        )


def _domain(talk: Talk) -> str:
    return differences.GENERAL if talk.point.domain == GENERAL else talk.material.by_id[talk.point.domain].name


def _whose(talk: Talk) -> str | None:
    person = talk.point.participant
    return None if person is None else function_of(talk.material, person)


def _found(talk: Talk) -> str:
    return point_texts.alike(talk.alike.n, talk.alike.value) if talk.alike else point_texts.WHY[talk.point.kind]


def _given_field(value: int) -> Field[Asked]:
    return whole(f"Antwoord {value}", f"Hoeveel mensen {value} antwoordden.", lambda asked: asked.given(value))


def _mean(asked: Asked) -> Fraction | None:
    numbers = asked.item.numbers
    return Fraction(sum(numbers), len(numbers)) if numbers else None


def _agreed(asked: Asked) -> int | None:
    value = asked.item.agreed.value if asked.item.agreed else None
    return value if isinstance(value, int) else None


def _sides(asked: Asked) -> InsideOutside | None:
    return asked.material.result.inside_outside.get(asked.item.id)


def _picture(asked: Asked) -> str | None:
    found = asked.material.result.agreement.get(asked.item.id)
    return differences.KINDS[found.kind] if found else ("afgesproken" if asked.item.score.agreed else None)


def _function(given: Given) -> str:
    return function_of(given.asked.material, given.answer.participant)


def _word(given: Given) -> str:
    return value_word(given.asked.material, given.asked.item, given.answer.value)


def _of_asked(field: Field[Asked]) -> Field[Given]:
    return Field(field.title, field.explanation, lambda given: field.value(given.asked), field.kind)


_ANSWER: tuple[Field[Given], ...] = (
    *map(_of_asked, (DOMAIN, LEVEL, QUESTION)),
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
_SPREAD: tuple[Field[Asked], ...] = (
    DOMAIN,
    LEVEL,
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
_POINT: tuple[Field[Talk], ...] = (
    Field("Soort", "De soort van het punt.", lambda talk: point_texts.KINDS[talk.point.kind]),
    Field("Domein", "Het domein, of de hele gemeente.", _domain),
    Field(
        "Niveau",
        "Het niveau van de vraag. Bij een patroon: waar diegene werkt.",
        lambda talk: talk.material.levels[talk.point.level].title if talk.point.level else None,
    ),
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

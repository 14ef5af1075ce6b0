"""The sheet of questions: what was agreed or answered on average, why, and how far people differ."""

from collections.abc import Iterator

from app.reports.document.answers import now_text, step_text
from app.reports.document.material import Material
from app.reports.sentences import differences
from app.reports.sentences import sheets as texts
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
from app.reports.sheets.cells import lines
from app.reports.sheets.fields import Field, decimal, either, make_sheet, whole
from app.reports.sheets.model import Sheet
from scoring.assessment import AgreedScore, Answer

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


def _sources(asked: Asked) -> Iterator[AgreedScore | Answer]:
    """Whose reasons and evidence the report shows: agreed ones, and those of who filled in everything alone."""
    if asked.item.agreed:
        yield asked.item.agreed
    if asked.material.sole_participant:
        yield from asked.item.answers


def _remarks(asked: Asked) -> str | None:
    remarks = asked.material.context.remarks
    return lines(f"{remark.text} ({remark.function})" for remark in remarks if remark.item == asked.item.id)


_QUESTION: tuple[Field[Asked], ...] = (
    DOMAIN,
    Field(
        "Dimensie", "De dimensie, of het deel van de vragenlijst: kansen of de hele gemeente.", lambda a: a.dimension
    ),
    LEVEL,
    Field("Onderwerp", "Waar de vraag over gaat.", lambda asked: asked.subject),
    QUESTION,
    either("Ankervraag", "Of we met deze vraag metingen vergelijken.", lambda asked: asked.item.question.anchor),
)
_SCORE: tuple[Field[Asked], ...] = (
    Field(
        "Stand",
        "Bekend, nog niet bekend, of niet van toepassing.",
        lambda asked: texts.STATES[asked.item.score.state],
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
_DIFFERENCE: tuple[Field[Asked], ...] = (
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
_WHY: tuple[Field[Asked], ...] = (
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
_UNKNOWN: tuple[Field[Asked], ...] = (
    DOMAIN,
    LEVEL,
    QUESTION,
    Field("Wie het kan weten", "Aan wie je het kunt vragen.", lambda asked: asked.could_know, "long"),
    whole("Antwoorden", "Hoeveel mensen antwoord gaven. Geen van hen wist het.", lambda asked: len(asked.item.answers)),
    CODE,
)

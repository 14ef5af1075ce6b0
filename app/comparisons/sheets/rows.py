"""The sheets of actions, of every answer of then, and of the rounds."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.comparisons.document.actions import ActionMoved, actions_moved
from app.comparisons.document.answers import Accounted, accounted
from app.comparisons.document.ground import Ground
from app.comparisons.document.time import Then, courses
from app.comparisons.sentences import accountability, time
from app.comparisons.sentences import actions as words
from app.comparisons.sentences import sheets as texts
from app.reports.sentences import comparison
from app.reports.sheets.cells import lines
from app.reports.sheets.fields import Field, decimal, either, make_sheet, whole
from app.reports.sheets.model import Sheet
from app.texts.counting import sentence_start
from questionnaires.model import Dimension


@dataclass(frozen=True, slots=True)
class InRound:
    """One domain in one round."""

    domain: str
    then: Then


def actions_sheet(ground: Ground) -> Sheet:
    """A row per action."""
    return make_sheet(texts.ACTIONS, texts.ABOUT[texts.ACTIONS], _ACTIONS, actions_moved(ground))


def answers_sheet(ground: Ground) -> Sheet:
    """A row per answer of then, with its class and what people say really changed."""
    changed: Field[Accounted] = Field(
        "Echt veranderd",
        "Wat er volgens de invullers echt veranderde, als dat in het rapport mag staan.",
        lambda each: lines(what.text for what in ground.material.whats.get(each.item, ())),
        "long",
    )
    return make_sheet(texts.ANSWERS, texts.ABOUT[texts.ANSWERS], (*_ANSWERS, changed), accounted(ground))


def rounds_sheet(ground: Ground) -> Sheet:
    """A row per domain and round: two rounds or more."""
    parts = tuple(_dimension(dimension) for dimension in ground.material.after.questionnaire.dimensions)
    return make_sheet(texts.ROUNDS, texts.ABOUT[texts.ROUNDS], (*_ROUND, *parts), _in_rounds(ground))


def _in_rounds(ground: Ground) -> Iterator[InRound]:
    for domain, course in courses(ground):
        yield from (InRound(domain.short, then) for then in course)


def _dimension(dimension: Dimension) -> Field[InRound]:
    return decimal(
        dimension.title,
        f"De score van {dimension.title.lower()}, met alle vragen van die ronde. Leeg: er is te weinig bekend.",
        lambda each: each.then.result.dimensions[dimension.id].score if each.then.result else None,
    )


def _agreed(each: InRound) -> str | None:
    day = each.then.round.agreed_on
    return day.isoformat() if day else None


_ACTIONS: tuple[Field[ActionMoved], ...] = (
    Field("Domein", "Het domein.", lambda each: each.domain),
    Field("Actie", "De actie.", lambda each: each.action.title, "long"),
    Field("Wie", "Wie het doet.", lambda each: each.action.owner),
    Field("Gedaan", "Of de actie gedaan is, en anders hoe ze ervoor staat.", lambda each: each.done),
    Field(
        "Vraag",
        "De vraag die de actie vooruit moet helpen. Leeg: er is geen gekozen.",
        lambda each: each.question,
        "long",
    ),
    decimal("Toen", "De score van die vraag toen, van 0 tot 100 punten.", lambda each: each.then),
    decimal("Nu", "De score van die vraag nu.", lambda each: each.now),
    decimal(
        "Verwacht",
        "De score die je van de actie verwachtte.",
        lambda each: None if each.action.expected is None else 25 * each.action.expected,
    ),
    Field("De vraag bewoog", "Wat er met de vraag gebeurde.", lambda each: words.MOVES[each.move]),
    Field("Code", "De code van de vraag, zoals in het JSON-bestand.", lambda each: each.action.item),
)
_ANSWERS: tuple[Field[Accounted], ...] = (
    Field("Domein", "Het domein, zoals het toen heette.", lambda each: each.domain),
    Field("Vraag", "De vraag, in de woorden van toen.", lambda each: each.question, "long"),
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

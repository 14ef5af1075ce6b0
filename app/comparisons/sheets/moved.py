"""The sheets of what moved, of what does not count, and of what cannot be compared."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.comparisons.document.excluded import Excluded, excluded_places, excluded_questions, new_reason
from app.comparisons.document.ground import Compared, Ground
from app.comparisons.sentences import domains as words
from app.comparisons.sentences import excluded as reasons
from app.comparisons.sentences import sheets as texts
from app.comparisons.sentences import summary
from app.reports.sentences import comparison
from app.reports.sheets.fields import Field, decimal, either, make_sheet, whole
from app.reports.sheets.model import Sheet
from scoring.comparison import DimensionChange
from scoring.items import item_id


@dataclass(frozen=True, slots=True)
class Moved:
    """A dimension of a domain at both moments; of a domain that only one round has, there is none."""

    ground: Ground
    domain: Compared
    dimension: str | None = None
    change: DimensionChange | None = None


@dataclass(frozen=True, slots=True)
class Uncounted:
    """A question that looks changed, and why that does not count (S25)."""

    domain: str
    why: str
    question: str
    item: str


def moved_sheet(ground: Ground) -> Sheet:
    """A row per domain and dimension."""
    return make_sheet(texts.MOVED, texts.ABOUT[texts.MOVED], _MOVED, _moved(ground))


def uncounted_sheet(ground: Ground) -> Sheet:
    """A row per question that does not count as change."""
    return make_sheet(texts.UNCOUNTED, texts.ABOUT[texts.UNCOUNTED], _UNCOUNTED, _uncounted(ground))


def excluded_sheet(ground: Ground) -> Sheet:
    """A row per reason, as in the report."""
    rows = (*excluded_places(ground), *excluded_questions(ground))
    return make_sheet(texts.EXCLUDED, texts.ABOUT[texts.EXCLUDED], _EXCLUDED, rows)


def _moved(ground: Ground) -> Iterator[Moved]:
    for domain in ground.domains:
        if domain.found is None:
            yield Moved(ground, domain)
        else:
            yield from (Moved(ground, domain, name, change) for name, change in domain.found.dimensions.items())


def _uncounted(ground: Ground) -> Iterator[Uncounted]:
    for domain in ground.domains:
        for name, why in words.NOT_COUNTED_LABELS.items() if domain.found else ():
            for question_id in getattr(domain.found, name):
                item = item_id(domain.domain.id, question_id)
                question = ground.question(item)
                yield Uncounted(domain.name, why, question.text if question else "", item)


def _meaning(moved: Moved) -> str:
    return comparison.meaning(moved.change) if moved.change else new_reason(moved.ground, moved.domain)


_MOVED: tuple[Field[Moved], ...] = (
    Field("Domein", "Het domein.", lambda moved: moved.domain.name),
    Field(
        "Dimensie",
        "De dimensie. Leeg bij een domein dat er toen niet was.",
        lambda moved: moved.dimension and moved.ground.titles[moved.dimension],
    ),
    decimal(
        "Toen",
        f"De score van toen, op de vragen die te vergelijken zijn. {comparison.SEEN_DIFFERENTLY}",
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
_UNCOUNTED: tuple[Field[Uncounted], ...] = (
    Field("Domein", "Het domein.", lambda each: each.domain),
    Field("Waarom", "Waarom het geen verandering is.", lambda each: each.why),
    Field("Vraag", "De vraag, in de woorden van nu.", lambda each: each.question, "long"),
    Field("Code", "De code van de vraag, zoals in het JSON-bestand.", lambda each: each.item),
)
_EXCLUDED: tuple[Field[Excluded], ...] = (
    Field(reasons.COLUMNS[0], "Het domein, elk domein of de hele gemeente.", lambda each: each.where),
    Field(reasons.COLUMNS[1], "Het domein, de dimensie of de vragen.", lambda each: each.what, "long"),
    Field(reasons.COLUMNS[2], "De reden.", lambda each: each.why, "long"),
)

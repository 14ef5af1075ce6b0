"""Then and now, where an earlier round is given: what changed, as pictures with their tables."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from app.documents.model import Block, BulletList, Cell, Column, Heading, Move, Moves, Paragraph, Section, Table
from app.reports.document.material import DomainMaterial, Material
from app.reports.document.standing import Standing, standing
from app.reports.sentences import comparison as texts
from app.web.formatting import exact_number, number, signed_number
from scoring.comparison import Comparison, DimensionChange
from scoring.result import Score

NOTHING = Cell(text="–")
_COLUMNS = (
    Column(title="Dimensie"),
    Column(title="Toen", align="number"),
    Column(title="Nu", align="number"),
    Column(title="Verschil", align="number"),
    Column(title="Wat het betekent"),
)


def build_moves(
    domain: str, changes: Mapping[str, DimensionChange], titles: Mapping[str, str], words: Sequence[str]
) -> Moves:
    """Every dimension of a domain; what cannot be compared says so. `titles` are those of the dimensions."""
    named = [(titles[name], change) for name, change in changes.items()]
    table = Table(
        caption=texts.moves_caption(domain),
        columns=_COLUMNS,
        rows=tuple((Cell(text=title), *change_cells(change)) for title, change in named),
    )
    return Moves(
        message=texts.dimensions_moved(named),
        alt=texts.moves_alt(domain, named),
        words=tuple(words),
        rows=tuple(_move(title, change) for title, change in named),
        table=table,
    )


def change_cells(change: DimensionChange) -> tuple[Cell, ...]:
    """Then, now, the difference and what it means."""
    difference = (
        NOTHING if change.change is None else Cell(text=signed_number(change.change), value=exact_number(change.change))
    )
    return (_score(change.before), _score(change.after), difference, Cell(text=texts.meaning(change)))


def _score(score: Score) -> Cell:
    return NOTHING if score is None else Cell(text=number(score), value=exact_number(score))


def _move(title: str, change: DimensionChange) -> Move:
    before, after = _score(change.before), _score(change.after)
    return Move(
        label=title,
        word=texts.moved(change),
        note=texts.note(change),
        way=_way(change),
        visible=change.kind == "visible",
        before=before.value,
        after=after.value,
        before_text=before.text,
        after_text=after.text,
    )


def _way(change: DimensionChange) -> Literal["up", "down", "same"] | None:
    if change.change is None:
        return None
    if change.kind == "same":
        return "same"
    return "up" if change.change > 0 else "down"


_PEOPLE_COLUMNS = (
    Column(title="Domein"),
    Column(title="Dimensie"),
    Column(title="Toen", align="number"),
    Column(title="Nu", align="number"),
    Column(title="Verschil", align="number"),
    Column(title="Wat het betekent"),
)


def comparison_sections(material: Material, *, short: bool = False, pictures: bool = False) -> tuple[Section, ...]:
    """The section on then and now, in a few sentences or whole; none when there is no earlier round."""
    comparison = material.context.comparison
    if comparison is None:
        return ()
    blocks = [*_sentences(material, comparison, short), *([] if short else _whole(material, comparison, pictures))]
    return (Section(id="toen-en-nu", title=texts.TITLE, blocks=tuple(blocks)),)


def _sentences(material: Material, comparison: Comparison, short: bool) -> list[Block]:
    names: dict[Standing, list[str]] = {}
    for domain in material.domains:
        found = comparison.domains[domain.domain.id]
        names.setdefault(standing(found.dimensions.values() if found else ()), []).append(domain.name)
    people = [] if comparison.same_people else [Paragraph(text=texts.OTHER_PEOPLE, tone="warning")]
    core = Paragraph(text=texts.CORE if short else f"{texts.CORE} {texts.OTHER_NUMBERS}", tone="note")
    return [Paragraph(text=texts.in_short(comparison.before.round, names)), *people, core]


def _whole(material: Material, comparison: Comparison, pictures: bool) -> list[Block]:
    shown = _pictures(material, comparison) if pictures else _table(material, comparison)
    listed = tuple(line for domain in material.domains for line in _listed(comparison, domain))
    no_change: list[Block] = [Paragraph(text=texts.NO_CHANGE), BulletList(items=listed)] if listed else []
    if any(found and (found.seen_differently or found.unsaid) for found in comparison.domains.values()):
        no_change.append(Paragraph(text=texts.ONLY_CHANGED, tone="note"))
    accounting = Paragraph(text=texts.accounting(comparison.accounting), tone="note")
    return [*shown, *no_change, accounting]


def _pictures(material: Material, comparison: Comparison) -> Iterator[Block]:
    """Each domain of both rounds as a picture; of a new one there is nothing to draw."""
    asked = material.questionnaire
    titles = {dimension.id: dimension.title for dimension in asked.dimensions}
    for domain in material.domains:
        found = comparison.domains[domain.domain.id]
        if found is not None:
            yield Heading(level=3, text=domain.domain.title)
            yield build_moves(domain.name, found.dimensions, titles, asked.words)
    new = [domain.name for domain in material.domains if comparison.domains[domain.domain.id] is None]
    if new:
        yield BulletList(items=tuple(texts.without_comparison(name) for name in new))


def _table(material: Material, comparison: Comparison) -> Iterator[Block]:
    rows = tuple(row for domain in material.domains for row in _rows(material, comparison, domain))
    yield Table(caption=texts.CAPTION, columns=_PEOPLE_COLUMNS, rows=rows)


def _rows(material: Material, comparison: Comparison, domain: DomainMaterial) -> Iterator[tuple[Cell, ...]]:
    found = comparison.domains[domain.domain.id]
    if found is None:
        yield (Cell(text=domain.name), *[NOTHING] * 4, Cell(text=texts.NEW_DOMAIN))
        return
    for dimension, change in found.dimensions.items():
        yield (Cell(text=domain.name), Cell(text=material.dimension_title(dimension)), *change_cells(change))


def _listed(comparison: Comparison, domain: DomainMaterial) -> Iterator[str]:
    """What does not count as change, by list (S25)."""
    found = comparison.domains[domain.domain.id]
    if found is None:
        return
    asked = {item.question.id: item.question.short_name for item in domain.items}
    for name, what in texts.LISTS.items():
        questions = [asked[question_id] for question_id in getattr(found, name)]
        if questions:
            yield texts.listed(domain.name, what, questions)

"""Then and now: what changed since an earlier round, where one is given."""

from collections.abc import Iterator

from app.formatting import exact_number, number, signed_number
from app.reports.document.editions import Section
from app.reports.document.material import DomainMaterial, Material
from app.reports.document.model import Block, BulletList, Cell, Column, Paragraph, Table
from app.reports.sentences import comparison as texts
from scoring.comparison import Comparison, DimensionChange
from scoring.result import Score

_COLUMNS = (
    Column(title="Domein"),
    Column(title="Dimensie"),
    Column(title="Toen", align="number"),
    Column(title="Nu", align="number"),
    Column(title="Verschil", align="number"),
    Column(title="Wat het betekent"),
)
_NOTHING = Cell(text="–")


def comparison_sections(material: Material, *, short: bool = False) -> tuple[Section, ...]:
    """The section on then and now, in a few sentences or whole; none when there is no earlier round."""
    comparison = material.context.comparison
    if comparison is None:
        return ()
    blocks = [*_sentences(material, comparison), *([] if short else _whole(material, comparison))]
    return (Section(id="toen-en-nu", title=texts.TITLE, blocks=tuple(blocks)),)


def _sentences(material: Material, comparison: Comparison) -> list[Block]:
    up, down = (
        [domain.name for domain in material.domains if _has_visible(comparison, domain, way)] for way in (1, -1)
    )
    people = [] if comparison.same_people else [Paragraph(text=texts.OTHER_PEOPLE, tone="warning")]
    introduction = Paragraph(text=texts.introduction(comparison.before.round))
    return [introduction, Paragraph(text=texts.in_short(up, down)), *people]


def _whole(material: Material, comparison: Comparison) -> list[Block]:
    rows = tuple(row for domain in material.domains for row in _rows(material, comparison, domain))
    listed = tuple(line for domain in material.domains for line in _listed(comparison, domain))
    no_change: list[Block] = [Paragraph(text=texts.NO_CHANGE), BulletList(items=listed)] if listed else []
    accounting = Paragraph(text=texts.accounting(comparison.accounting), tone="note")
    return [Table(caption=texts.CAPTION, columns=_COLUMNS, rows=rows), *no_change, accounting]


def _has_visible(comparison: Comparison, domain: DomainMaterial, way: int) -> bool:
    found = comparison.domains[domain.domain.id]
    changes = found.dimensions.values() if found else ()
    return any(each.kind == "visible" and each.change is not None and each.change * way > 0 for each in changes)


def _rows(material: Material, comparison: Comparison, domain: DomainMaterial) -> Iterator[tuple[Cell, ...]]:
    found = comparison.domains[domain.domain.id]
    if found is None:
        yield (Cell(text=domain.name), *[_NOTHING] * 4, Cell(text=texts.NEW_DOMAIN))
        return
    for dimension, change in found.dimensions.items():
        yield (Cell(text=domain.name), Cell(text=material.dimension_title(dimension)), *_numbers(change))


def _numbers(change: DimensionChange) -> tuple[Cell, ...]:
    difference = (
        _NOTHING
        if change.change is None
        else Cell(text=signed_number(change.change), value=exact_number(change.change))
    )
    return (_score(change.before), _score(change.after), difference, Cell(text=texts.meaning(change)))


def _score(score: Score) -> Cell:
    return _NOTHING if score is None else Cell(text=number(score), value=exact_number(score))


def _listed(comparison: Comparison, domain: DomainMaterial) -> Iterator[str]:
    """What does not count as change, by list (S25)."""
    found = comparison.domains[domain.domain.id]
    if found is None:
        return
    asked = {item.question.id: item.question.text for item in domain.items}
    for name, what in texts.LISTS.items():
        questions = [asked[question_id] for question_id in getattr(found, name)]
        if questions:
            yield texts.listed(domain.name, what, questions)

"""Section 1: in words where each domain went, and then on which rounds and people that rests."""

from collections import Counter
from collections.abc import Iterator, Sequence

from app.comparisons.document.excluded import left_reason, new_reason
from app.comparisons.document.ground import Compared, Ground
from app.comparisons.sentences import summary as texts
from app.documents.model import Block, BulletList, Paragraph, Section
from app.reports.document import comparison as moves
from app.reports.document.comparison import STANDINGS, Standing
from questionnaires.model import Domain


def summary_section(ground: Ground) -> Section:
    """Every domain of both rounds once, under what can be said of it."""
    return Section(id="kort", title=texts.TITLE, blocks=tuple(_blocks(ground)))


def _blocks(ground: Ground) -> Iterator[Block]:
    material = ground.material
    counts: Counter[Standing] = Counter(domain.standing for domain in ground.domains)
    counts["unknown"] += len(ground.left)
    yield Paragraph(text=texts.in_numbers(counts))
    if not material.comparison.same_people:
        yield Paragraph(text=moves.OTHER_PEOPLE, tone="warning")
    for standing in STANDINGS:
        yield from _group(ground, standing)
    yield Paragraph(text=texts.READING, tone="lead")
    yield from _rounds(ground)
    if material.comparison.same_people and material.after.data.answers:
        yield Paragraph(text=texts.SAME_PEOPLE)
    yield from _meaning(ground)


def _rounds(ground: Ground) -> Iterator[Block]:
    """Which rounds stand beside each other, and on which versions they were."""
    before, after = ground.material.before, ground.material.after
    yield Paragraph(text=texts.compared(before.title, after.title))
    if before.questionnaire.version != after.questionnaire.version:
        yield Paragraph(text=texts.other_version(before.questionnaire.version, after.questionnaire.version))


def _group(ground: Ground, standing: Standing) -> Iterator[Block]:
    items = [_of_domain(ground, domain) for domain in ground.domains if domain.standing == standing]
    left = ground.left if standing == "unknown" else ()
    if items or left:
        yield Paragraph(text=texts.group(standing, len(items) + len(left)), tone="lead")
        items += _left(ground, left)
        yield BulletList(items=tuple(items))


def _left(ground: Ground, left: Sequence[Domain]) -> Iterator[str]:
    """What is not in the later round, by reason: who measures two domains again has left many."""
    reasons = [left_reason(ground, domain) for domain in left]
    for reason in dict.fromkeys(reasons):
        yield texts.left([domain.short for domain, why in zip(left, reasons, strict=True) if why == reason], reason)


def _of_domain(ground: Ground, domain: Compared) -> str:
    if domain.found is None:
        return texts.of_domain(domain.name, new_reason(ground, domain))
    changes = [(ground.titles[name], change) for name, change in domain.found.dimensions.items()]
    return texts.of_domain(domain.name, moves.dimensions_moved(changes, briefly=True))


def _meaning(ground: Ground) -> Iterator[Block]:
    """What small and supported mean, where something is said to have changed."""
    changes = [change for domain in ground.domains if domain.found for change in domain.found.dimensions.values()]
    kinds = {change.kind for change in changes}
    if "small" in kinds:
        yield Paragraph(text=texts.SMALL)
    if "unsaid" in kinds:
        yield Paragraph(text=texts.UNSAID)
    if "visible" in kinds:
        yield Paragraph(text=f"{texts.SUPPORTED} {texts.BY_CHANCE}")

"""Section 2: each domain then and now, beside its whole profile, with what does not count and what really changed."""

from collections.abc import Iterator

from app.comparisons.document.excluded import new_reason
from app.comparisons.document.ground import Compared, Ground
from app.comparisons.sentences import domains as texts
from app.documents.model import Block, BulletList, Cell, Column, FactRow, Heading, KeyFacts, Paragraph, Section, Table
from app.reports.document import comparison as moves
from app.reports.document.comparison import build_moves
from app.web.formatting import exact_number
from questionnaires.model import GENERAL
from scoring.items import item_id
from scoring.result import DimensionScore, Total


def domains_section(ground: Ground) -> Section:
    """Every domain of the later round, in its order."""
    blocks: list[Block] = [Paragraph(text=texts.LEAD)]
    for domain in ground.domains:
        blocks += _domain(ground, domain)
    blocks += _general(ground)
    return Section(id="domeinen", title=texts.TITLE, blocks=tuple(blocks))


def _domain(ground: Ground, domain: Compared) -> Iterator[Block]:
    yield Heading(level=3, text=domain.domain.title, anchor=f"domein-{domain.domain.id}")
    if domain.found is None:
        yield Paragraph(text=new_reason(ground, domain))
    else:
        yield build_moves(
            domain.name, domain.found.dimensions, ground.titles, ground.material.after.questionnaire.words
        )
    yield _profile(ground, domain)
    if domain.found:
        yield from _not_counted(ground, domain)
        yield from _really_changed(ground, domain.domain.id)


def _profile(ground: Ground, domain: Compared) -> Table:
    """The whole profile of both rounds: on other questions than what is compared, so it says which are."""
    rows = [
        (
            Cell(text=ground.titles[name]),
            _score(domain.then.dimensions[name] if domain.then else None),
            _score(score),
            Cell(text=_on_what(domain, name)),
        )
        for name, score in domain.now.dimensions.items()
    ]
    total = (_score(domain.then.total if domain.then else None), _score(domain.now.total))
    comparable = texts.ONLY_DIMENSIONS if domain.found else texts.NOT_COMPARABLE
    return Table(
        caption=texts.profile_caption(domain.name),
        columns=tuple(Column(title=title) for title in texts.PROFILE_COLUMNS),
        rows=(*rows, (Cell(text=texts.TOTAL), *total, Cell(text=comparable))),
    )


def _score(found: DimensionScore | Total | None) -> Cell:
    if found is None:
        return Cell(text="–")
    value = None if found.score is None else exact_number(found.score)
    return Cell(text=texts.profile_score(found.score, found.word), value=value)


def _on_what(domain: Compared, dimension: str) -> str:
    change = domain.found.dimensions[dimension] if domain.found else None
    if change is None or change.kind == "not_comparable":
        return texts.NOT_COMPARABLE
    return texts.core(change.core, domain.now.dimensions[dimension].applicable)


def _not_counted(ground: Ground, domain: Compared) -> Iterator[Block]:
    """What does not count as change, by list (S25)."""
    facts = []
    for name, label in texts.NOT_COUNTED_LABELS.items():
        items = [item_id(domain.domain.id, question_id) for question_id in getattr(domain.found, name)]
        if items:
            asked = [
                f"{question.short_name} ({texts.NOT_KNOWN})"
                if is_not_known(ground, name, item)
                else question.short_name
                for item in items
                if (question := ground.question(item))
            ]
            facts.append(FactRow(label=label, text="\n".join(asked)))
    if facts:
        yield Paragraph(text=texts.NOT_COUNTED, tone="lead")
        yield KeyFacts(facts=tuple(facts))
    if domain.found and (domain.found.seen_differently or domain.found.unsaid):
        yield Paragraph(text=moves.ONLY_CHANGED, tone="note")


def is_not_known(ground: Ground, name: str, item: str) -> bool:
    """Whether an item of the list of what is unsaid is there because people do not know."""
    return name == "unsaid" and ground.now.is_unknown(item)


def _really_changed(ground: Ground, domain_id: str) -> Iterator[Block]:
    """What people say really changed about the items of a domain, in the order of the questionnaire."""
    lines = []
    for asked in ground.material.after.questionnaire.questions:
        item = item_id(domain_id, asked.id)
        question = ground.question(item)
        for what in ground.material.whats.get(item, ()):
            if question and what.text.strip():
                evidence = ground.now.has_evidence(item)
                lines.append(texts.really_changed(question.short_name, what.text, what.action, evidence))
    if lines:
        yield Paragraph(text=texts.REALLY_CHANGED, tone="lead")
        yield BulletList(items=tuple(lines))


def _general(ground: Ground) -> Iterator[Block]:
    """The questions about the whole municipality have no dimension, but something can really have changed there."""
    said = list(_really_changed(ground, GENERAL))
    if said:
        yield Heading(level=3, text=texts.WHOLE_MUNICIPALITY, anchor="domein-algemeen")
        yield from said

"""The adviser's edition: what to talk about, how answers are spread, and what changed in the review."""

from app.reports.document.adviser_answers import answers_annex, changed_section, patterns_section
from app.reports.document.chances import order_table
from app.reports.document.differences import STRIKING, differences_section, striking
from app.reports.document.editions import Section
from app.reports.document.material import Item, Material
from app.reports.document.model import Block, BulletList, Cell, Column, Heading, Paragraph, Table
from app.reports.document.own_words import own_words_sections
from app.reports.document.unknowns import unknowns_section
from app.reports.sentences import adviser as texts
from app.reports.sentences import differences, opportunity
from app.reports.sentences.differences import KINDS
from app.reports.sentences.profile import coverage


def adviser_sections(material: Material) -> tuple[Section, ...]:
    """The parts of the adviser's edition."""
    return (
        _guide(material),
        differences_section(material, most=None),
        _without_evidence(material),
        unknowns_section(material),
        *own_words_sections(material),
        changed_section(material),
        patterns_section(material),
        _order(material),
        _comparable(material),
        _distributions(material),
        answers_annex(material),
    )


def _guide(material: Material) -> Section:
    questions = tuple(
        f"{name}: {item.question.text}" for name, item, agreement in striking(material) if agreement.kind == STRIKING[0]
    )
    blocks: list[Block] = [Paragraph(text=texts.guide(len(questions)))]
    if questions:
        blocks.append(BulletList(items=questions, ordered=True))
    return Section(id="gesprek", title="Om te bespreken", blocks=tuple(blocks))


def _without_evidence(material: Material) -> Section:
    bare = {point.subject for point in material.points if point.kind == "no_evidence"}
    found = [
        f"{domain.name if domain else differences.GENERAL}: {item.question.text}"
        for domain, item in material.everything()
        if item.id in bare
    ]
    blocks: list[Block] = [Paragraph(text=texts.without_evidence(len(found)))]
    if found:
        blocks.append(BulletList(items=tuple(found)))
    return Section(id="bewijs", title="Hoog zonder bewijs", blocks=tuple(blocks))


def _order(material: Material) -> Section:
    ranking = material.result.ranking
    uncertain = [material.by_id[rank.domain].name for rank in ranking if rank.best != rank.worst]
    blocks: list[Block] = [Paragraph(text=opportunity.uncertain(uncertain, len(ranking)))]
    if ranking:
        blocks.append(order_table(material))
    return Section(id="volgorde", title="Hoe zeker is de volgorde", blocks=tuple(blocks))


def _comparable(material: Material) -> Section:
    rows = tuple((Cell(text=domain.name), Cell(text=_anchors(domain.items))) for domain in material.domains)
    columns = (Column(title="Domein"), Column(title="Ankervragen met een score"))
    table = Table(caption=texts.ANCHORS_CAPTION, columns=columns, rows=rows)
    return Section(id="vergelijkbaar", title="Straks te vergelijken", blocks=(Paragraph(text=texts.ANCHORS), table))


def _anchors(items: tuple[Item, ...]) -> str:
    states = [item.score.state for item in items if item.question.anchor]
    return coverage(states.count("scored"), len(states) - states.count("not_applicable"))


def _distributions(material: Material) -> Section:
    blocks: list[Block] = [Paragraph(text=texts.DISTRIBUTION)]
    for domain in material.domains:
        blocks.append(Heading(level=3, text=domain.domain.title))
        blocks.append(_distribution_table(material, domain.name, (*domain.items, *domain.chances)))
    if material.general:
        blocks.append(Heading(level=3, text=differences.GENERAL))
        blocks.append(_distribution_table(material, differences.GENERAL, material.general))
    return Section(id="verdeling", title="Verdeling van de antwoorden", blocks=tuple(blocks), annex=True)


def _distribution_table(material: Material, name: str, items: tuple[Item, ...]) -> Table:
    counts = ("0", "1", "2", "3", "4", "Weet niet", "N.v.t.")
    return Table(
        caption=texts.distribution_caption(name),
        columns=(
            Column(title="Vraag"),
            *(Column(title=title, align="number") for title in counts),
            Column(title="Beeld"),
        ),
        rows=tuple(_distribution_row(material, item) for item in items),
    )


def _distribution_row(material: Material, item: Item) -> tuple[Cell, ...]:
    values = [answer.value for answer in item.answers]
    counts = [values.count(value) for value in (0, 1, 2, 3, 4, "unknown", "not_applicable")]
    agreement = material.result.agreement.get(item.id)
    picture = KINDS[agreement.kind] if agreement else ("afgesproken" if item.score.agreed else "–")
    return (
        Cell(text=item.question.text),
        *(Cell(text=str(count) if count else "–", value=count) for count in counts),
        Cell(text=picture),
    )

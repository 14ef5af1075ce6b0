"""Section 8: how then and now were compared, and what became of every answer of then."""

from app.comparisons.document.ground import Ground
from app.comparisons.document.material import Round
from app.comparisons.sentences import accountability as texts
from app.comparisons.sentences import cover
from app.reports.document.editions import Section
from app.reports.document.model import BulletList, Cell, Column, Fact, KeyFacts, Paragraph, Table
from app.reports.sentences import accountability as reports
from app.reports.sentences import comparison as classes
from app.texts.counting import sentence_start


def accountability_section(ground: Ground) -> Section:
    """The facts, the rules in five sentences, and the accounting."""
    blocks = (
        KeyFacts(facts=facts_of(ground)),
        BulletList(items=texts.HOW, ordered=True),
        _accounting(ground),
        Paragraph(text=texts.TOTAL_MEANING, tone="note"),
        Paragraph(text=ground.material.after.questionnaire.provenance, tone="note"),
    )
    return Section(id="verantwoording", title=texts.TITLE, blocks=blocks)


def facts_of(ground: Ground) -> tuple[Fact, ...]:
    """Which rounds and versions, by which rules, and where a file can be checked."""
    material = ground.material
    before, after = material.before.questionnaire, material.after.questionnaire
    data = material.after.data
    found = {
        "Gemeente": f"{data.municipality_name} ({data.municipality_code})",
        cover.THEN: round_fact(material.before),
        cover.NOW: round_fact(material.after),
        "Vragenlijst": texts.two_versions(after.title, before.version, after.version),
        "Rekenregels": reports.rules(material.comparison.rules),
        "Herkomst": reports.PROVENANCE,
        "Kenmerk": material.document_id,
    }
    facts = tuple(Fact(label=label, text=text) for label, text in found.items() if text)
    if material.document_id and material.check_page:
        check = Fact(label="Controle", text=reports.check(material.check_page), href=material.check_page)
        return (*facts, check)
    return facts


def round_fact(one: Round) -> str:
    """One round in a sentence."""
    return cover.round_fact(one.title, one.number, one.agreed_on, one.report_number)


def _accounting(ground: Ground) -> Table:
    """Every class that has answers; together they are all of them."""
    counts = ground.material.comparison.accounting
    rows = [
        (Cell(text=sentence_start(word)), _count(counts[name]), Cell(text=texts.MEANINGS[name]))
        for name, word in classes.CLASSES.items()
        if counts[name]
    ]
    total = (Cell(text=texts.TOTAL), _count(counts["total"]), Cell(text=texts.TOTAL_CELL))
    titles = texts.ACCOUNTING_COLUMNS
    return Table(
        caption=texts.ACCOUNTING_CAPTION,
        columns=tuple(Column(title=title, align="number" if n == 1 else "text") for n, title in enumerate(titles)),
        rows=(*rows, total),
    )


def _count(n: int) -> Cell:
    return Cell(text=str(n), value=n)

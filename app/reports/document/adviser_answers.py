"""What the adviser sees of single answers: by function, never by name."""

from app.formatting import number
from app.points import Alike, Point
from app.reports.document.answers import evidence_facts, function_of, is_chance
from app.reports.document.editions import Section
from app.reports.document.material import Item, Material
from app.reports.document.model import Block, BulletList, Fact, Heading, KeyFacts, Paragraph
from app.reports.sentences import adviser as texts
from app.reports.sentences.differences import GENERAL
from app.reports.sentences.items import CONFIDENCE, answer_text
from questionnaires.model import GENERAL as GENERAL_PART
from scoring.assessment import Answer, Value


def changed_section(material: Material) -> Section:
    """The agreed scores that differ from the mean of the answers, with the reason that was given."""
    blocks: list[Block] = []
    for domain, item in material.everything():
        if (text := _change(item)) is not None and item.agreed is not None:
            name = domain.name if domain else GENERAL
            facts = [Fact(label="Verandering", text=text), Fact(label="Reden", text=item.agreed.reason)]
            if really := texts.REALLY.get(item.agreed.changed or ""):
                facts.append(Fact(label="Sinds de vorige ronde", text=really))
            blocks += [Heading(level=3, text=f"{name}: {item.question.text}"), KeyFacts(facts=tuple(facts))]
    lead = Paragraph(text=texts.changed(len(blocks) // 2))
    return Section(id="veranderd", title="Wat in het gesprek veranderde", blocks=(lead, *blocks))


def _change(item: Item) -> str | None:
    values = item.numbers
    if item.agreed is None or not values:
        return None
    if item.agreed.value == "not_applicable":
        return texts.became_not_applicable(number(sum(values) / len(values)))
    if item.agreed.value * len(values) == sum(values):
        return None
    return texts.became(number(sum(values) / len(values)), item.agreed.value)


def patterns_section(material: Material) -> Section:
    """Who gave the same answer to everything in a domain; a reason to ask, never a conclusion."""
    patterns = [point for point in material.points if point.kind == "pattern"]
    found = tuple(
        _pattern(material, point, material.alike[point.participant or "", point.domain]) for point in patterns
    )
    blocks: list[Block] = [BulletList(items=found)] if found else [Paragraph(text=texts.NO_PATTERNS)]
    return Section(id="patronen", title="Opvallende patronen", blocks=tuple(blocks))


def _pattern(material: Material, point: Point, alike: Alike) -> str:
    name = GENERAL if point.domain == GENERAL_PART else material.by_id[point.domain].name
    return texts.all_alike(function_of(material, point.participant or ""), name, alike.n, alike.value)


def answers_annex(material: Material) -> Section:
    """Every single answer, by function."""
    blocks: list[Block] = [Paragraph(text=texts.ANSWERS)]
    name = None
    for domain, item in material.everything():
        if not item.answers:
            continue
        title = domain.domain.title if domain else GENERAL
        if title != name:
            blocks.append(Heading(level=3, text=title))
            name = title
        blocks += [Heading(level=4, text=item.question.text), _answer_facts(material, item)]
    return Section(id="antwoorden", title="Bijlage: alle antwoorden", blocks=tuple(blocks), annex=True)


def _answer_facts(material: Material, item: Item) -> KeyFacts:
    facts: list[Fact] = []
    for answer in item.answers:
        facts.append(Fact(label=function_of(material, answer.participant), text=_said(material, item, answer)))
        facts += evidence_facts(answer.evidence)
    return KeyFacts(facts=tuple(facts))


def _said(material: Material, item: Item, answer: Answer) -> str:
    parts = [value_word(material, item, answer.value)]
    if answer.confidence:
        parts.append(f"({CONFIDENCE[answer.confidence]})")
    said = " ".join(parts)
    return f"{said}. {answer.reason}" if answer.reason and answer.reason.strip() else f"{said}."


def value_word(material: Material, item: Item, value: Value) -> str:
    """A value in words: of the five, the answer itself to a chance question, weet ik niet or niet van toepassing."""
    if not isinstance(value, int):
        return texts.SPECIAL[value]
    if is_chance(item):
        return f"{answer_text(item.question.options, value).removesuffix('.')} ({value})"
    return f"{material.questionnaire.words[value]} ({value})"

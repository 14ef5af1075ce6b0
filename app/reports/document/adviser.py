"""The adviser's edition: what to talk about, single answers and own words, by function and never by name."""

from app.documents.model import Block, BulletList, Cell, Column, FactRow, Heading, KeyFacts, Paragraph, Section, Table
from app.reports.document.chances import order_table
from app.reports.document.differences import STRIKING, differences_section, striking, unknowns_section
from app.reports.document.domains import evidence_facts, function_of, is_chance
from app.reports.document.material import DomainMaterial, Item, Material
from app.reports.sentences import differences, opportunity
from app.reports.sentences.differences import GENERAL, KINDS
from app.reports.sentences.items import CONFIDENCE, answer_text
from app.reports.sentences.profile import coverage
from app.state.points import Alike, Point
from app.texts.words import counted
from app.web.formatting import number
from questionnaires.model import GENERAL as GENERAL_PART
from scoring.assessment import Answer, Value
from scoring.items import POINTS, item_score

ANCHORS = (
    "Met ankervragen vergelijken we metingen. Wat zij vragen, houden we zo lang mogelijk gelijk. Een volgende meting "
    "is goed te vergelijken als minstens 2 van de 3 ankervragen van een dimensie in beide metingen een score hebben."
)
ANCHORS_CAPTION = "Ankervragen met een score, per domein"
DISTRIBUTION = "Hoe vaak elk antwoord is gegeven. Afgesproken scores tellen hier niet mee."
ANSWERS = "Elk los antwoord, met de functie van wie het gaf. Deel deze bijlage niet met anderen."
OWN_WORDS = (
    "Wat collega’s schreven bij de open vragen over een domein, met hun functie. Deel deze teksten niet met anderen."
)
NO_PATTERNS = "Er zijn geen collega’s die bij een domein steeds hetzelfde antwoord gaven."
SPECIAL = {"unknown": "Weet ik niet", "not_applicable": "Niet van toepassing"}


def guide(questions: int) -> str:
    """How many questions there are to open the conversation with."""
    if questions == 0:
        return "Er zijn geen vragen die collega’s duidelijk anders zien. Begin bij wat nog niet bekend is."
    return (
        f"Begin met {counted(questions, 'vraag die', 'vragen die')} collega’s duidelijk anders zien. "
        "Vraag telkens: ‘Wat zie jij gebeuren dat een ander misschien niet ziet?’ Praat pas daarna over de score."
    )


def without_evidence(n: int) -> str:
    """How many questions with a 3 or 4 have no evidence for it."""
    if n == 0:
        return "Bij elke vraag met een 3 of 4 is er bewijs, of er is geen 3 of 4."
    return (
        f"Bij {counted(n, 'vraag', 'vragen')} is 3 of 4 geantwoord of afgesproken, zonder bewijs. "
        "Vraag waar dit uit blijkt."
    )


REALLY = {
    "yes": "Er is werkelijk iets veranderd.",
    "no": "Er veranderde niets, maar jullie kijken er nu anders naar.",
    "unknown": "Jullie weten niet of er werkelijk iets veranderde.",
}
"""What an agreed score says of the difference with the earlier round (S25)."""


def changed(n: int) -> str:
    """How many agreed scores differ from the mean of the answers."""
    if n == 0:
        return "Geen enkele afgesproken score wijkt af van het gemiddelde van de antwoorden."
    differ = "wijkt" if n == 1 else "wijken"
    return f"{counted(n, 'afgesproken score', 'afgesproken scores')} {differ} af van het gemiddelde van de antwoorden."


def became(mean: str, agreed: int) -> str:
    """From the mean of the answers to the agreed value."""
    return f"Gemiddeld antwoord {mean}, afgesproken {agreed}."


def became_not_applicable(mean: str) -> str:
    """From the mean of the answers to not applicable."""
    return f"Gemiddeld antwoord {mean}, afgesproken dat de vraag niet van toepassing is."


def became_applicable(agreed: int) -> str:
    """From not applicable to the agreed value."""
    return f"Geantwoord: niet van toepassing. Afgesproken: {agreed}."


def all_alike(function: str, domain: str, n: int, value: int) -> str:
    """Somebody who gave the same answer to everything in a domain."""
    return f"Iemand gaf bij {domain} {n} keer hetzelfde antwoord: {value} ({function}). Vraag hoe dat komt."


def distribution_caption(name: str) -> str:
    """The caption of the distribution of one domain."""
    return f"Verdeling van de antwoorden bij {name}"


def changed_section(material: Material) -> Section:
    """The agreed scores that differ from the mean of the answers, with the reason that was given."""
    blocks: list[Block] = []
    for domain, item in material.everything():
        if (text := _change(item)) is not None and item.agreed is not None:
            name = domain.name if domain else GENERAL
            facts = [FactRow(label="Verandering", text=text), FactRow(label="Reden", text=item.agreed.reason)]
            if really := REALLY.get(item.agreed.changed or ""):
                facts.append(FactRow(label="Sinds de vorige ronde", text=really))
            blocks += [Heading(level=3, text=f"{name}: {item.question.short_name}"), KeyFacts(facts=tuple(facts))]
    lead = Paragraph(text=changed(len(blocks) // 2))
    return Section(id="veranderd", title="Wat in het gesprek veranderde", blocks=(lead, *blocks))


def _change(item: Item) -> str | None:
    """What an agreed score made of what the answers amount to (S1); None where that is the same, or unknown."""
    if item.agreed is None or not item.answers:
        return None
    agreed, before = item.agreed.value, item_score(item.id, [answer.value for answer in item.answers])
    if before.state == "unknown" or (before.state, before.points) == (item.score.state, item.score.points):
        return None
    if before.points is None:
        return became_applicable(agreed) if isinstance(agreed, int) else None
    mean = number(before.points / POINTS)
    return became_not_applicable(mean) if agreed == "not_applicable" else became(mean, agreed)


def patterns_section(material: Material) -> Section:
    """Who gave the same answer to everything in a domain; a reason to ask, never a conclusion."""
    patterns = [point for point in material.points if point.kind == "pattern"]
    found = tuple(
        _pattern(material, point, material.alike[point.participant or "", point.domain]) for point in patterns
    )
    blocks: list[Block] = [BulletList(items=found)] if found else [Paragraph(text=NO_PATTERNS)]
    return Section(id="patronen", title="Opvallende patronen", blocks=tuple(blocks))


def _pattern(material: Material, point: Point, alike: Alike) -> str:
    name = GENERAL if point.domain == GENERAL_PART else material.by_id[point.domain].name
    return all_alike(function_of(material, point.participant or ""), name, alike.n, alike.value)


def answers_annex(material: Material) -> Section:
    """Every single answer, by function."""
    blocks: list[Block] = [Paragraph(text=ANSWERS)]
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
    facts: list[FactRow] = []
    for answer in item.answers:
        facts.append(FactRow(label=function_of(material, answer.participant), text=_said(material, item, answer)))
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
        return SPECIAL[value]
    if is_chance(item):
        return f"{answer_text(item.question.options, value).removesuffix('.')} ({value})"
    return f"{material.questionnaire.words[value]} ({value})"


def own_words_sections(material: Material) -> tuple[Section, ...]:
    """The section, or none where nobody wrote anything."""
    blocks = [block for domain in material.domains for block in _domain_blocks(material, domain)]
    if not blocks:
        return ()
    return (Section(id="woorden", title="In eigen woorden", blocks=(Paragraph(text=OWN_WORDS), *blocks)),)


def _domain_blocks(material: Material, domain: DomainMaterial) -> list[Block]:
    written = [each for each in material.context.own_words if each.domain == domain.domain.id]
    blocks: list[Block] = [Heading(level=3, text=domain.domain.title)] if written else []
    for question in dict.fromkeys(each.question for each in written):
        facts = tuple(FactRow(label=each.function, text=each.text) for each in written if each.question == question)
        blocks += [Heading(level=4, text=question), KeyFacts(facts=facts)]
    return blocks


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
        f"{name}: {item.question.short_name}"
        for name, item, agreement in striking(material)
        if agreement.kind == STRIKING[0]
    )
    blocks: list[Block] = [Paragraph(text=guide(len(questions)))]
    if questions:
        blocks.append(BulletList(items=questions, ordered=True))
    return Section(id="gesprek", title="Om te bespreken", blocks=tuple(blocks))


def _without_evidence(material: Material) -> Section:
    bare = {point.subject for point in material.points if point.kind == "no_evidence"}
    found = [
        f"{domain.name if domain else differences.GENERAL}: {item.question.short_name}"
        for domain, item in material.everything()
        if item.id in bare
    ]
    blocks: list[Block] = [Paragraph(text=without_evidence(len(found)))]
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
    table = Table(caption=ANCHORS_CAPTION, columns=columns, rows=rows)
    return Section(id="vergelijkbaar", title="Straks te vergelijken", blocks=(Paragraph(text=ANCHORS), table))


def _anchors(items: tuple[Item, ...]) -> str:
    states = [item.score.state for item in items if item.question.anchor]
    return coverage(states.count("scored"), len(states) - states.count("not_applicable"))


def _distributions(material: Material) -> Section:
    blocks: list[Block] = [Paragraph(text=DISTRIBUTION)]
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
        caption=distribution_caption(name),
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
        Cell(text=item.question.short_name),
        *(Cell(text=str(count) if count else "–", value=count) for count in counts),
        Cell(text=picture),
    )

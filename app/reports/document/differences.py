"""Sections 5 and 6: what colleagues see differently (S13, S14), and what is not known yet; every answer by function."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import cast

from app.documents.model import Answered, Block, BulletList, Cell, Column, Paragraph, Section, Table, Voice, Voices
from app.reports.document.material import DomainMaterial, Item, Material
from app.reports.document.scores import CONFIDENCE
from app.reports.document.scores import evidence as evidence_text
from app.texts.assessments import split_question
from app.texts.words import counted, listing, sentence_start
from app.web.formatting import Number, exact_number, number
from questionnaires.model import Domain
from scoring.assessment import Answer, Evidence, Value
from scoring.result import Agreement

KINDS = {
    "single": "1 antwoord",
    "agreed": "eens",
    "spread": "verspreid",
    "different": "verschil",
}


def differences_overview(different: int, spread: int, compared: int) -> str:
    """How many questions colleagues see differently; `compared` is how many had at least two answers."""
    if compared == 0:
        return (
            "Er zijn geen vragen met 2 of meer antwoorden en zonder afgesproken score. "
            "Daarom zegt dit rapport niets over verschillen tussen collega’s."
        )
    of_them = f"{counted(compared, 'vraag', 'vragen')} met 2 of meer antwoorden en zonder afgesproken score"
    if different + spread == 0:
        return f"Bij {of_them} zijn collega’s het eens."
    seen = f"Bij {different} daarvan zien collega’s het duidelijk anders."
    scattered = f"Bij {spread or 'geen'} daarvan liggen de antwoorden verspreid."
    return (
        f"Er {'is' if compared == 1 else 'zijn'} {of_them}. "
        f"{seen if different else 'Bij geen daarvan is het verschil groot.'} {scattered}"
    )


def cut(most: int) -> str:
    """That only the largest differences are listed."""
    return f"Hier staan de {most} grootste verschillen. In de bijlage staat het verschil bij elke vraag."


def said(kind: str, deviation: Number) -> str:
    """How far the answers to one question lie apart."""
    return f"{sentence_start(KINDS[kind])}, gemiddeld verschil {average_difference(deviation)}."


def average_difference(deviation: Number) -> str:
    """The average deviation, in steps of an answer."""
    return f"{number(deviation)} stap"


def inside_outside(inside: Number, outside: Number) -> str:
    """The people of the level itself against all others (S14)."""
    return f"op het niveau zelf {number(inside)}, anderen {number(outside)}"


DIFFERENCES_CAPTION = "Vragen die collega’s verschillend zien (antwoorden van 0 tot 4)"
WHOLE = "Hele gemeente"


def unknown_overview(unknown: int, applicable: int) -> str:
    """How many questions nobody could answer."""
    if unknown == 0:
        return "Van alle vragen is het antwoord bekend."
    return (
        f"Van {unknown} van de {counted(applicable, 'vraag', 'vragen')} weten we het antwoord nog niet. "
        "Niet weten telt nooit als nul. Daarom staat bij elke score hoeveel vragen bekend zijn."
    )


def who_could_know(domain: Domain, level: str) -> str:
    """Whom to ask about a level of a domain: functions, as the questionnaire calls them."""
    names = domain.parameters
    return {"bestuur": names.bestuurder, "beleid": f"beleidsmedewerkers van {names.domein}"}.get(
        level, names.uitvoerders
    )


def too_little(domain: str, parts: str) -> str:
    """Of which parts of a domain too little is known to show them (S9)."""
    return f"{domain}: nog te weinig bekend over {parts}."


GENERAL_WHO = "de coördinator basisvaardigheden"
CHANCES = "Kansen"
CHANCES_WHO = "de coördinator en de adviseur, in het gesprek"
UNKNOWN_CAPTION = "Wat we nog niet weten, en wie het kan weten"


STRIKING = ("different", "spread")
MOST_SHOWN = 12


def differences_section(material: Material) -> Section:
    """The items that people see differently, the largest difference first; at most MOST_SHOWN of them."""
    found = material.result.agreement
    kinds = [agreement.kind for agreement in found.values()]
    compared = len(kinds) - kinds.count("single")
    blocks: list[Block] = [
        Paragraph(text=differences_overview(kinds.count("different"), kinds.count("spread"), compared)),
        *_striking_table(material),
    ]
    if len(striking(material)) > MOST_SHOWN:
        blocks.append(Paragraph(text=cut(MOST_SHOWN), tone="note"))
    return Section(id="verschillen", title="Verschillen tussen collega’s", blocks=tuple(blocks))


def striking(material: Material) -> list[tuple[str, Item, Agreement]]:
    """The items with a striking difference, with the name of their domain; the largest first."""
    found = [
        (domain.name if domain else WHOLE, item, material.result.agreement[item.id])
        for domain, item in material.everything()
        if item.id in material.result.agreement
    ]
    kept = [entry for entry in found if entry[2].kind in STRIKING]
    return sorted(kept, key=lambda entry: (entry[2].kind != STRIKING[0], -entry[2].average_deviation))


def _striking_table(material: Material) -> list[Table]:
    """The table of striking differences, or none when there are none."""
    rows = tuple(_row(material, name, item, agreement) for name, item, agreement in striking(material)[:MOST_SHOWN])
    if not rows:
        return []
    titles = ("Vraag", "Domein", "Antwoorden", "Gemiddeld antwoord", "Gemiddeld verschil", "Beeld")
    columns = tuple(Column(title=title, align="number" if title in titles[2:4] else "text") for title in titles)
    return [Table(caption=DIFFERENCES_CAPTION, columns=columns, rows=rows)]


def _row(material: Material, name: str, item: Item, agreement: Agreement) -> tuple[Cell, ...]:
    kind = KINDS[agreement.kind]
    sides = material.result.inside_outside.get(item.id)
    if sides is not None:
        kind = f"{kind}; {inside_outside(sides.inside, sides.outside)}"
    return (
        Cell(text=item.question.short_name),
        Cell(text=name),
        Cell(text=str(agreement.n), value=agreement.n),
        Cell(text=number(agreement.mean), value=exact_number(agreement.mean)),
        Cell(
            text=average_difference(agreement.average_deviation),
            value=exact_number(agreement.average_deviation),
        ),
        Cell(text=kind),
    )


def unknowns_section(material: Material) -> Section:
    """The unknown items by domain and level, with whom to ask."""
    items = [item for _, item in material.everything()]
    unknown = [item for item in items if item.score.state == "unknown"]
    applicable = len(items) - sum(item.score.state == "not_applicable" for item in items)
    blocks: list[Block] = [Paragraph(text=unknown_overview(len(unknown), applicable))]
    hidden = tuple(sentence for domain in material.domains for sentence in _hidden(material, domain))
    if hidden:
        blocks.append(BulletList(items=hidden))
    if unknown:
        blocks.append(_table(material))
    return Section(id="onbekend", title="Wat we nog niet weten", blocks=tuple(blocks))


def _hidden(material: Material, domain: DomainMaterial) -> list[str]:
    """The dimensions that are not shown under S9, in a sentence."""
    names = [
        material.dimension_title(name).lower()
        for name, score in domain.result.dimensions.items()
        if score.score is None
    ]
    return [too_little(domain.name, listing(names))] if names else []


def _table(material: Material) -> Table:
    titles = ("Domein", "Niveau", "Nog niet bekend", "Wie dit kan weten")
    return Table(
        caption=UNKNOWN_CAPTION,
        columns=tuple(Column(title=title) for title in titles),
        rows=tuple(unknown_row(*group) for group in unknown_groups(material)),
    )


def unknown_groups(material: Material) -> Iterator[tuple[str, str, list[Item], str]]:
    """What is not known by domain and level: the name of the domain, the level, the items and who could know."""
    for domain in material.domains:
        for level in material.questionnaire.levels:
            unknown = [item for item in domain.items if item.score.state == "unknown"]
            items = [item for item in unknown if item.question.level == level.id]
            if items:
                yield domain.name, level.title, items, who_could_know(domain.domain, level.id)
        chances = [item for item in domain.chances if item.score.state == "unknown"]
        if chances:
            yield domain.name, CHANCES, chances, CHANCES_WHO
    general = [item for item in material.general if item.score.state == "unknown"]
    if general:
        yield WHOLE, "–", general, GENERAL_WHO


def unknown_row(domain: str, level: str, items: list[Item], who: str) -> tuple[Cell, ...]:
    asked = ", ".join(item.question.short for item in items)
    return (Cell(text=domain), Cell(text=level), Cell(text=asked, value=len(items)), Cell(text=who))


MOST_VOICES = 10
"""When more people answered, the highest and the lowest of them are told: the conversation is about those."""
OUTER = 3

_ORDER = ("4", "3", "2", "1", "0", "?", "–")
_VALUES = {"unknown": "?", "not_applicable": "–"}
"""Of what has no score."""
_IN_WORDS = {"?": "weet ik niet", "–": "niet van toepassing"}
REALLY = {
    "yes": "Er is werkelijk iets veranderd.",
    "no": "Er veranderde niets, maar jullie kijken er nu anders naar.",
    "unknown": "Jullie weten niet of er werkelijk iets veranderde.",
}
"""What an agreed score says of the difference with the earlier round (S25)."""


def voices(material: Material, domain: DomainMaterial | None, item: Item) -> Voices:
    """The answers from high to low, each with its function and what was said, and what was agreed."""
    ordered = sorted(item.answers, key=lambda each: _ORDER.index(answered(each.value)))
    answers = tuple(answered(each.value) for each in ordered)
    agreed = answered(item.agreed.value) if item.agreed else None
    given = ", ".join(_IN_WORDS.get(answer, answer) for answer in answers)
    told = f"Antwoorden: {given}." if answers else "Geen antwoorden."
    return Voices(
        title=item.question.short_name,
        about=name_of(domain),
        question=split_question(item.question)[0],
        answers=answers,
        agreed=agreed,
        alt=f"{told} Afgesproken: {_IN_WORDS.get(agreed, agreed)}." if agreed else told,
        voices=(*_told(material, ordered), *_remarks(material, item), *_agreed(material, item)),
    )


def name_of(domain: DomainMaterial | None) -> str:
    """The domain as it stands in a sentence, or the whole municipality."""
    return domain.name if domain else WHOLE


def answered(value: Value) -> Answered:
    """An answer as it stands in a strip."""
    return cast("Answered", _VALUES.get(value, value) if isinstance(value, str) else str(value))


def _told(material: Material, ordered: Sequence[Answer]) -> Iterator[Voice]:
    if len(ordered) <= MOST_VOICES:
        yield from (_voice(material, answer) for answer in ordered)
        return
    # Who does not know it, or to whom it does not apply, is neither high nor low.
    scored = [answer for answer in ordered if isinstance(answer.value, int)]
    low = scored[max(OUTER, len(scored) - OUTER) :]
    told = (*scored[:OUTER], *low)
    others = Counter(label(answer.value) for answer in ordered if answer not in told)
    given = listing([f"{n} keer {_IN_WORDS.get(other, other)}" for other, n in others.items()])
    yield from (_voice(material, answer) for answer in scored[:OUTER])
    yield Voice(label="…", text=f"Ook {given}. Wie en waarom, staat in Excel.")
    yield from (_voice(material, answer) for answer in low)


def _voice(material: Material, answer: Answer) -> Voice:
    function = material.function_of(answer.participant)
    reason = (answer.reason or "").strip()
    told = f"{function}: {reason}" if reason else function
    return Voice(label=label(answer.value), text=told + said_with(answer))


def said_with(answer: Answer, function: str | None = None) -> str:
    """How sure somebody is, where they are not, and what the answer rests on, between brackets."""
    unsure = CONFIDENCE[answer.confidence] if answer.confidence not in (None, "sure") else None
    return _about(function, unsure, proof_text(answer.evidence))


def proof_text(evidence: Evidence | None) -> str | None:
    """What something rests on, without the stop behind it."""
    return evidence_text(evidence.kind, evidence.note).removesuffix(".") if evidence else None


def _about(function: str | None, confidence: str | None, proof: str | None) -> str:
    """Who said it, how sure they are and what it rests on, between brackets; nothing where there is nothing."""
    parts = [part for part in (function, confidence, proof) if part]
    return f" ({'; '.join(parts)})" if parts else ""


def label(value: Value) -> str:
    """An answer as it stands before what was said with it."""
    return "n.v.t." if value == "not_applicable" else ("?" if value == "unknown" else str(value))


def _remarks(material: Material, item: Item) -> Iterator[Voice]:
    for remark in material.context.remarks:
        if remark.item == item.id:
            yield Voice(label="Opmerking", text=f"‘{remark.text}’ ({remark.function})")


def _agreed(material: Material, item: Item) -> Iterator[Voice]:
    if item.agreed is None:
        return
    told = item.agreed.reason + _about(None, None, proof_text(item.agreed.evidence))
    yield Voice(label=f"Afgesproken {label(item.agreed.value)}", text=told)
    if really := REALLY.get(item.agreed.changed or ""):
        yield Voice(label="Sinds de vorige ronde", text=really)
    if dissent := material.context.dissents.get(item.id):
        yield Voice(label="Ziet het anders", text=dissent)

"""One item as facts: the answer in words, one step further, why, and on what it rests."""

from collections.abc import Iterator

from app.reports.document.material import Item, Material
from app.reports.document.model import Fact, KeyFacts
from app.reports.sentences import accountability, differences, items
from scoring.assessment import Evidence


def step_facts(material: Material, item: Item) -> KeyFacts:
    """Now, and one step further."""
    return KeyFacts(facts=tuple(_steps(material, item)))


def item_facts(material: Material, item: Item) -> KeyFacts:
    """All that the report for the municipality says about an item: no answer that is only somebody's own."""
    facts = (
        *_steps(material, item),
        Fact(label="Basis", text=items.basis(item.score.agreed, len(item.answers), len(item.numbers))),
        *_difference(material, item),
        *_agreed(material, item),
        *_own(material, item),
        *_remarks(material, item),
    )
    return KeyFacts(facts=facts)


def _steps(material: Material, item: Item) -> Iterator[Fact]:
    yield Fact(label="Nu", text=now_text(material, item))
    if (further := step_text(item)) is not None:
        yield Fact(label="1 stap verder", text=further)


def now_text(material: Material, item: Item) -> str:
    """Where an item stands: with a word of the profile (S11), which a chance question (S19) does not have."""
    points, options = item.score.points, item.question.options
    if points is None:
        return items.UNKNOWN if item.score.state == "unknown" else items.NOT_APPLICABLE
    if is_chance(item):
        return items.chance_now(options, points)
    return items.now(options, material.questionnaire.words, points)


def step_text(item: Item) -> str | None:
    """What the next answer says; None where nothing is known, and for a chance: nobody works on a good moment."""
    points = item.score.points
    return None if points is None or is_chance(item) else items.next_step(item.question.options, points)


def is_chance(item: Item) -> bool:
    """Whether it is about what can be won and whether it is feasible, and not about how far a domain is."""
    return item.question.kind == "opportunity"


def _difference(material: Material, item: Item) -> Iterator[Fact]:
    agreement = material.result.agreement.get(item.id)
    if agreement is not None and agreement.n > 1:
        yield Fact(label="Collega’s", text=differences.said(agreement.kind, agreement.average_deviation))


def _agreed(material: Material, item: Item) -> Iterator[Fact]:
    if item.agreed is None:
        return
    yield Fact(label="Reden", text=item.agreed.reason)
    yield from evidence_facts(item.agreed.evidence)
    if dissent := material.context.dissents.get(item.id):
        yield Fact(label="Iemand ziet het anders", text=dissent)


def _own(material: Material, item: Item) -> Iterator[Fact]:
    """The reason of the only participant; said once when the agreed score took it over."""
    if not material.sole_participant:
        return
    for answer in item.answers:
        if answer.reason and answer.reason.strip() and not (item.agreed and item.agreed.reason == answer.reason):
            yield Fact(label="Toelichting" if item.agreed else "Reden", text=answer.reason)
        if not (item.agreed and item.agreed.evidence == answer.evidence):
            yield from evidence_facts(answer.evidence)


def evidence_facts(evidence: Evidence | None) -> Iterator[Fact]:
    """What an answer rests on, with its link as a fact of its own."""
    if evidence is None:
        return
    yield Fact(label="Bewijs", text=items.evidence(evidence.kind, evidence.note))
    if evidence.link:
        yield Fact(label="Link", text=evidence.link, href=evidence.link)


def _remarks(material: Material, item: Item) -> Iterator[Fact]:
    for remark in material.context.remarks:
        if remark.item == item.id:
            yield Fact(label="Opmerking", text=f"{remark.text} ({remark.function})")


def function_of(material: Material, participant_id: str) -> str:
    """What the participant is, without a name; for the adviser's edition only, where it stands by every answer."""
    return material.context.functions.get(participant_id) or role_of(material, participant_id)


def role_of(material: Material, participant_id: str) -> str:
    """The role of the participant, and the level where they work: what any reader may know."""
    person = next(person for person in material.assessment.participants if person.id == participant_id)
    level = material.levels[person.level].title if person.level else None
    return accountability.function(person.role, level)

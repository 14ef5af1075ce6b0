"""A question with what everybody answered to it, by function and never by name; for the adviser's edition only."""

from collections.abc import Iterator, Sequence
from typing import cast

from app.documents.model import Answered, Voice, Voices
from app.reports.document.domains import function_of
from app.reports.document.material import DomainMaterial, Item, Material
from app.reports.sentences import adviser as texts
from app.reports.sentences import differences
from app.reports.sentences.items import CONFIDENCE
from app.reports.sentences.items import evidence as evidence_text
from app.texts.assessments import split_question
from scoring.assessment import Answer, Evidence, Value

MOST_VOICES = 10
"""When more people answered, the highest and the lowest of them are told: the conversation is about those."""
OUTER = 3

_ORDER = ("4", "3", "2", "1", "0", "?", "–")


def voices(material: Material, domain: DomainMaterial | None, item: Item) -> Voices:
    """The answers from high to low, each with its function and what was said, and what was agreed."""
    ordered = sorted(item.answers, key=lambda each: _ORDER.index(answered(each.value)))
    answers = tuple(answered(each.value) for each in ordered)
    agreed = answered(item.agreed.value) if item.agreed else None
    return Voices(
        title=item.question.short_name,
        about=name_of(domain),
        question=split_question(item.question)[0],
        answers=answers,
        agreed=agreed,
        alt=texts.in_words(answers, agreed),
        voices=(*_told(material, ordered), *_remarks(material, item), *_agreed(material, item)),
    )


def name_of(domain: DomainMaterial | None) -> str:
    """The domain as it stands in a sentence, or the whole municipality."""
    return domain.name if domain else differences.GENERAL


def answered(value: Value) -> Answered:
    """An answer as it stands in a strip."""
    return cast("Answered", texts.VALUES.get(value, value) if isinstance(value, str) else str(value))


def _told(material: Material, ordered: Sequence[Answer]) -> Iterator[Voice]:
    if len(ordered) <= MOST_VOICES:
        yield from (_voice(material, answer) for answer in ordered)
        return
    # Who does not know it, or to whom it does not apply, is neither high nor low.
    scored = [answer for answer in ordered if isinstance(answer.value, int)]
    low = scored[max(OUTER, len(scored) - OUTER) :]
    told = (*scored[:OUTER], *low)
    labels = [texts.label(answer.value) for answer in ordered if answer not in told]
    yield from (_voice(material, answer) for answer in scored[:OUTER])
    yield Voice(label="…", text=texts.others([(label, labels.count(label)) for label in dict.fromkeys(labels)]))
    yield from (_voice(material, answer) for answer in low)


def _voice(material: Material, answer: Answer) -> Voice:
    function = function_of(material, answer.participant)
    reason = (answer.reason or "").strip()
    told = f"{function}: {reason}" if reason else function
    return Voice(label=texts.label(answer.value), text=told + said_with(answer))


def said_with(answer: Answer, function: str | None = None) -> str:
    """How sure somebody is, where they are not, and what the answer rests on, between brackets."""
    unsure = CONFIDENCE[answer.confidence] if answer.confidence not in (None, "sure") else None
    return texts.about(function, unsure, proof_text(answer.evidence))


def proof_text(evidence: Evidence | None) -> str | None:
    """What something rests on, without the stop behind it."""
    return evidence_text(evidence.kind, evidence.note).removesuffix(".") if evidence else None


def _remarks(material: Material, item: Item) -> Iterator[Voice]:
    for remark in material.context.remarks:
        if remark.item == item.id:
            yield Voice(label=texts.REMARK, text=f"‘{remark.text}’ ({remark.function})")


def _agreed(material: Material, item: Item) -> Iterator[Voice]:
    if item.agreed is None:
        return
    told = item.agreed.reason + texts.about(None, None, proof_text(item.agreed.evidence))
    yield Voice(label=texts.agreed_label(item.agreed.value), text=told)
    if really := texts.REALLY.get(item.agreed.changed or ""):
        yield Voice(label=texts.SINCE, text=really)
    if dissent := material.context.dissents.get(item.id):
        yield Voice(label=texts.SEES_DIFFERENTLY, text=dissent)

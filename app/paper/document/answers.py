"""Somebody's own answers as a booklet, in the words of the questions."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from app.formatting import long_date, long_moment
from app.paper.document.asking import AskedPart
from app.reports.document.booklet import Booklet
from app.reports.document.editions import Section
from app.reports.document.model import Block, Fact, Heading, KeyFacts, Paragraph
from app.texts import paper as texts
from app.texts.closing import CLOSING
from app.texts.words import CONFIDENCE, EVIDENCE, SPECIAL
from questionnaires.model import Question


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """What somebody said about one question; `value` is 0 to 4, unknown or not_applicable."""

    value: str
    reason: str | None = None
    evidence_kind: str | None = None
    evidence_note: str | None = None
    evidence_link: str | None = None
    confidence: str | None = None
    changed: str | None = None
    """Whether something really changed since the round before: yes or no."""
    changed_what: str | None = None
    action: str | None = None
    """The title of the action that the change belongs to."""


@dataclass(frozen=True, slots=True)
class OwnAnswers:
    """Everything that somebody answered in one inventory."""

    municipality: str
    round: str
    instrument: str
    function: str
    """What they are, or that coordinator and adviser answered together."""
    joint: bool
    handed_in: datetime.datetime | None
    day: datetime.date
    parts: Sequence[AskedPart]
    """With the questions that are theirs now, and those that they answered before they went to somebody else."""
    passed_on: frozenset[str]
    """The items of the latter."""
    answers: Mapping[str, GivenAnswer]
    closing: Mapping[str, str] = field(default_factory=dict)
    """The closing texts, by item."""


def own_answers(own: OwnAnswers) -> Booklet:
    """Every answer with its reason and evidence, and the closing texts."""
    name = f"{texts.ANSWERS_TITLE} – {own.municipality} – {own.round}"
    blocks = tuple(_blocks(own)) or (Paragraph(text=texts.NO_ANSWERS),)
    return Booklet(
        name=name,
        author=own.municipality,
        day=own.day.isoformat(),
        running_header=f"{name}, {long_date(own.day)}",
        title=texts.ANSWERS_TITLE,
        subtitle=own.municipality,
        lead=texts.JOINT_LEAD if own.joint else texts.ANSWERS_LEAD,
        facts=KeyFacts(facts=_cover(own)),
        sections=(Section(id="antwoorden", title=texts.ANSWERS, blocks=blocks),),
    )


def _cover(own: OwnAnswers) -> tuple[Fact, ...]:
    items = [f"{part.id}/{each.id}" for part in own.parts for each in part.questions if each.kind != "opportunity"]
    asked = [item for item in items if item not in own.passed_on]
    done = sum(item in own.answers for item in asked)
    facts = {
        "Inventarisatie": own.round,
        "Vragenlijst": own.instrument,
        "Ingevuld door": own.function,
        "Beantwoord": texts.answered(done, len(asked)),
        "Ingeleverd": long_moment(own.handed_in) if own.handed_in else texts.NOT_HANDED_IN,
        "Gemaakt op": long_date(own.day),
    }
    return tuple(Fact(label=label, text=text) for label, text in facts.items())


def _blocks(own: OwnAnswers) -> Iterator[Block]:
    for part in own.parts:
        yield Heading(level=3, text=part.title)
        for number, question in enumerate(part.questions, start=1):
            item = f"{part.id}/{question.id}"
            yield Heading(level=4, text=texts.numbered(number, question.text))
            if item in own.passed_on:
                yield Paragraph(text=texts.PASSED_ON, tone="note")
            yield KeyFacts(facts=tuple(_answer(question, own.answers.get(item))))
        yield from _closing(own, part)


def _answer(question: Question, given: GivenAnswer | None) -> Iterator[Fact]:
    if given is None:
        yield Fact(label="Antwoord", text=texts.NOT_ANSWERED)
        return
    chosen = question.options[int(given.value)] if given.value.isdecimal() else SPECIAL[given.value]
    yield Fact(label="Antwoord", text=chosen)
    said = {
        "Toelichting": given.reason,
        "Bewijs": ". ".join(filter(None, (EVIDENCE.get(given.evidence_kind or ""), given.evidence_note))),
    }
    yield from (Fact(label=label, text=text) for label, text in said.items() if text)
    if given.evidence_link:
        yield Fact(label="Link", text=given.evidence_link, href=given.evidence_link)
    more = {
        "Hoe zeker": CONFIDENCE.get(given.confidence or ""),
        "Veranderd": texts.YES_NO.get(given.changed or ""),
        "Wat veranderde": given.changed_what,
        "Hoort bij de verbeteractie": given.action,
    }
    yield from (Fact(label=label, text=text) for label, text in more.items() if text)


def _closing(own: OwnAnswers, part: AskedPart) -> Iterator[Block]:
    for key, question in CLOSING.items():
        text = own.closing.get(f"{part.id}/{key}")
        if text and part.about:
            yield Heading(level=4, text=part.about.parameters.fill(question))
            yield Paragraph(text=text)

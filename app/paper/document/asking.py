"""Questions as blocks to answer on paper, and the sections that every blank booklet has."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.reports.document.editions import Section
from app.reports.document.model import (
    Block,
    BulletList,
    Choice,
    Fact,
    KeyFacts,
    PaperQuestion,
    Paragraph,
    Space,
)
from app.texts import paper as texts
from app.texts.closing import CLOSING, HINTS
from app.texts.words import CONFIDENCE
from questionnaires.model import Domain, Question, Questionnaire, Term

REASON_LINES = 2
CLOSING_LINES = 4


@dataclass(frozen=True, slots=True)
class AskedPart:
    """The questions about one domain, or the general ones."""

    id: str
    title: str
    questions: tuple[Question, ...]
    about: Domain | None = None
    """The domain in its own words; None for the general part, which has no closing questions."""


def how_section(questionnaire: Questionnaire, *, asks_who: bool) -> Section:
    """How to answer; with `asks_who` there is room to say who did."""
    items = tuple(text.format(instruction=questionnaire.instruction) for text in texts.HOW_TO)
    blocks: list[Block] = [BulletList(items=items), Paragraph(text=texts.ONLY_PAPER, tone="lead")]
    if asks_who:
        spaces = (Space(label=texts.FUNCTION), Space(label=texts.DAY))
        blocks.append(PaperQuestion(text=texts.WHO, spaces=spaces))
    return Section(id="uitleg", title=texts.HOW, blocks=tuple(blocks))


def words_section(questionnaire: Questionnaire, terms: tuple[Term, ...]) -> Section:
    """The levels, and the words that occur in the questions."""
    levels = [Fact(label=level.title, text=level.explanation) for level in questionnaire.levels]
    words = [Fact(label=term.term, text=term.explanation) for term in terms]
    lead = Paragraph(text=texts.TERMS_LEAD)
    return Section(id="woorden", title=texts.TERMS, blocks=(lead, KeyFacts(facts=(*levels, *words))))


def part_section(questionnaire: Questionnaire, part: AskedPart) -> Section:
    """The questions of one part, and for a domain its closing questions."""
    blocks = (*_about(questionnaire, part), *paper_questions(questionnaire, part.questions))
    closing = closing_blocks(part.about) if part.about else ()
    return Section(id=f"vragen-{part.id}", title=part.title, blocks=(*blocks, *closing))


def _about(questionnaire: Questionnaire, part: AskedPart) -> Iterator[Block]:
    """Why a domain matters, with a fact."""
    if part.about is None:
        yield Paragraph(text=texts.GENERAL_LEAD)
        return
    if part.about.explanation:
        yield Paragraph(text=part.about.explanation)
    if fact := part.about.fact:
        source = questionnaire.source(fact.source).title
        year = f", {fact.year}" if fact.year else ""
        yield Paragraph(text=f"{fact.text} Bron: {source}{year}.", tone="note")


def paper_questions(questionnaire: Questionnaire, questions: tuple[Question, ...]) -> Iterator[PaperQuestion]:
    """Questions to answer on paper, numbered from 1."""
    for number, question in enumerate(questions, start=1):
        yield PaperQuestion(
            text=texts.numbered(number, question.text),
            about=question.group or (questionnaire.level(question.level).title if question.level else None),
            help=question.help,
            choices=(
                *(Choice(text=option) for option in question.options),
                Choice(text=texts.UNKNOWN, open=True),
                Choice(text=texts.NOT_APPLICABLE, open=True),
            ),
            spaces=(
                Space(label=texts.REASON, lines=REASON_LINES),
                Space(label=f"{texts.EVIDENCE} {question.evidence or ''}".rstrip()),
            ),
            closing=texts.SURE,
            closing_choices=tuple(CONFIDENCE.values()),
        )


def closing_blocks(domain: Domain) -> Iterator[Block]:
    """The open questions with which the questions about a domain end."""
    yield Paragraph(text=texts.CLOSING, tone="lead")
    for key, question in CLOSING.items():
        text = domain.parameters.fill(question)
        yield PaperQuestion(text=text, help=HINTS[key], spaces=(Space(label="", lines=CLOSING_LINES),))

"""What goes on paper as data: a blank questionnaire, some of its parts, or somebody's own answers."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from app.documents.model import (
    Block,
    Booklet,
    BulletList,
    Cell,
    Choice,
    FactRow,
    Heading,
    KeyFacts,
    PaperQuestion,
    Paragraph,
    Section,
    Space,
    Table,
    columns_of,
)
from app.texts import paper as texts
from app.texts.assessments import CLOSING, HINTS
from app.texts.words import CONFIDENCE, EVIDENCE, SPECIAL
from app.texts.words import GENERAL as GENERAL_TITLE
from app.web.formatting import long_date, long_moment
from questionnaires.model import GENERAL, Domain, Question, Questionnaire, Term

REASON_LINES = 2
CLOSING_LINES = 3


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
    levels = [FactRow(label=level.title, text=level.explanation) for level in questionnaire.levels]
    words = [FactRow(label=term.term, text=term.explanation) for term in terms]
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


@dataclass(frozen=True, slots=True)
class ForColleague:
    """For whom the questions of one colleague are, and where and until when they can be answered."""

    municipality: str
    round: str
    name: str
    function: str
    address: str
    deadline: datetime.date | None
    day: datetime.date


def whole_questionnaire(questionnaire: Questionnaire, terms: tuple[Term, ...]) -> Booklet:
    """Every question once: those about a domain in words that fit each of them."""
    general = AskedPart(GENERAL, GENERAL_TITLE, questionnaire.of_kind("general"))
    sections = (
        how_section(questionnaire, asks_who=True),
        _domains_section(questionnaire),
        _any_domain_section(questionnaire),
        part_section(questionnaire, general),
        _chances_section(questionnaire),
        words_section(questionnaire, terms),
    )
    return _blank(questionnaire, texts.LEAD_WHOLE, sections)


def chosen_parts(questionnaire: Questionnaire, parts: Sequence[AskedPart], terms: tuple[Term, ...]) -> Booklet:
    """The questions of some parts, each domain in its own words."""
    sections = (
        how_section(questionnaire, asks_who=True),
        *(part_section(questionnaire, part) for part in parts),
        words_section(questionnaire, terms),
    )
    return _blank(questionnaire, texts.lead_chosen([part.title for part in parts]), sections)


def colleague_questions(
    questionnaire: Questionnaire, parts: Sequence[AskedPart], terms: tuple[Term, ...], whom: ForColleague
) -> Booklet:
    """What one colleague is asked, under the names that the domains have in this inventory."""
    sections = (
        how_section(questionnaire, asks_who=False),
        *(part_section(questionnaire, part) for part in parts),
        words_section(questionnaire, terms),
    )
    return Booklet(
        name=" – ".join(filter(None, (texts.TITLE, whom.municipality, whom.round, whom.function))),
        author=whom.municipality,
        day=whom.day.isoformat(),
        running_header=f"{whom.municipality} – {texts.TITLE}",
        title=texts.TITLE,
        subtitle=whom.municipality,
        lead=texts.LEAD_OWN,
        notices=() if parts else (texts.NO_QUESTIONS,),
        facts=_cover(parts, whom),
        sections=sections,
        new_pages=_new_pages(sections),
    )


def _new_pages(sections: Sequence[Section]) -> tuple[str, ...]:
    """Parts can be copied and handed out; only the first follows how to answer."""
    return tuple(section.id for section in sections[2:])


def _cover(parts: Sequence[AskedPart], whom: ForColleague) -> KeyFacts:
    facts = {
        "Inventarisatie": whom.round,
        "Voor": f"{whom.name}, {whom.function}" if whom.function else whom.name,
        "Vragen": texts.total(sum(len(part.questions) for part in parts)),
        "Laatste dag": long_date(whom.deadline) if whom.deadline else "",
        "Gemaakt op": long_date(whom.day),
    }
    cover = [FactRow(label=label, text=text) for label, text in facts.items() if text]
    return KeyFacts(facts=(*cover, FactRow(label="Website", text=whom.address, href=whom.address)))


def _blank(questionnaire: Questionnaire, lead: str, sections: tuple[Section, ...]) -> Booklet:
    version = f"{questionnaire.title}, versie {questionnaire.version}"
    facts = {"Vragenlijst": version, "Herkomst": questionnaire.provenance}
    return Booklet(
        name=f"{texts.TITLE} – {version}",
        author=texts.AUTHOR,
        running_header=f"{texts.TITLE} – {version}",
        title=texts.TITLE,
        subtitle=version,
        lead=lead,
        facts=KeyFacts(facts=tuple(FactRow(label=label, text=text) for label, text in facts.items())),
        sections=sections,
        new_pages=_new_pages(sections),
    )


def _domains_section(questionnaire: Questionnaire) -> Section:
    lead = Paragraph(text=texts.domains_lead(len(questionnaire.of_kind("domain")), len(questionnaire.domains)))
    blocks = (lead, _domain_table(questionnaire.domains), *_differences(questionnaire))
    return Section(id="domeinen", title=texts.DOMAINS, blocks=blocks)


def _any_domain_section(questionnaire: Questionnaire) -> Section:
    """The pages to copy for each domain."""
    anything = questionnaire.any_domain
    blocks: tuple[Block, ...] = (
        PaperQuestion(text=texts.DOMAIN_NAME, spaces=(Space(label=""),)),
        *paper_questions(questionnaire, questionnaire.questions_in(anything)),
        *closing_blocks(anything),
    )
    return Section(id="vragen-domein", title=texts.ONE_DOMAIN, blocks=blocks)


def _domain_table(domains: Sequence[Domain]) -> Table:
    rows = [
        (domain.title, domain.parameters.bestuurder, domain.parameters.uitvoerders, domain.parameters.contactmoment)
        for domain in domains
    ]
    return Table(
        caption=texts.DOMAIN_WORDS,
        columns=columns_of(texts.COLUMNS),
        rows=tuple(tuple(Cell(text=text) for text in row) for row in rows),
    )


def _differences(questionnaire: Questionnaire) -> tuple[Block, ...]:
    """How a question reads in the domains where it is not the same as elsewhere."""
    numbers = {question.id: number for number, question in enumerate(questionnaire.of_kind("domain"), start=1)}
    items = []
    for override in questionnaire.overrides:
        if number := numbers.get(override.question):
            domain = questionnaire.domain(override.domain)
            said = domain.parameters.fill(" ".join(filter(None, (override.text, override.help))))
            items.append(texts.different(domain.title, number, said))
    if not items:
        return ()
    heading = Heading(level=3, text=texts.DIFFERENT)
    return (heading, Paragraph(text=texts.DIFFERENT_LEAD), BulletList(items=tuple(items)))


def _chances_section(questionnaire: Questionnaire) -> Section:
    questions = questionnaire.questions_in(questionnaire.any_domain, "opportunity")
    lead = Paragraph(text=texts.CHANCES_LEAD)
    return Section(id="vragen-kansen", title=texts.CHANCES, blocks=(lead, *paper_questions(questionnaire, questions)))


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
    """Whether something really changed since the round before: yes, no or unknown."""
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
        facts=KeyFacts(facts=_answers_cover(own)),
        sections=(Section(id="antwoorden", title=texts.ANSWERS, blocks=blocks),),
    )


def _answers_cover(own: OwnAnswers) -> tuple[FactRow, ...]:
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
    return tuple(FactRow(label=label, text=text) for label, text in facts.items())


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


def _answer(question: Question, given: GivenAnswer | None) -> Iterator[FactRow]:
    if given is None:
        yield FactRow(label="Antwoord", text=texts.NOT_ANSWERED)
        return
    chosen = question.options[int(given.value)] if given.value.isdecimal() else SPECIAL[given.value]
    yield FactRow(label="Antwoord", text=chosen)
    said = {
        "Toelichting": given.reason,
        "Bewijs": ". ".join(filter(None, (EVIDENCE.get(given.evidence_kind or ""), given.evidence_note))),
    }
    yield from (FactRow(label=label, text=text) for label, text in said.items() if text)
    if given.evidence_link:
        yield FactRow(label="Link", text=given.evidence_link, href=given.evidence_link)
    more = {
        "Hoe zeker": CONFIDENCE.get(given.confidence or ""),
        "Veranderd": texts.REALLY.get(given.changed or ""),
        "Wat veranderde": given.changed_what,
        "Hoort bij de verbeteractie": given.action,
    }
    yield from (FactRow(label=label, text=text) for label, text in more.items() if text)


def _closing(own: OwnAnswers, part: AskedPart) -> Iterator[Block]:
    for key, question in CLOSING.items():
        text = own.closing.get(f"{part.id}/{key}")
        if text and part.about:
            yield Heading(level=4, text=part.about.parameters.fill(question))
            yield Paragraph(text=text)

"""The blank booklets: a whole questionnaire, some of its parts, and what one colleague is asked."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from app.formatting import long_date
from app.paper.document.asking import (
    AskedPart,
    closing_blocks,
    how_section,
    paper_questions,
    part_section,
    words_section,
)
from app.reports.document.booklet import Booklet
from app.reports.document.editions import Section
from app.reports.document.model import (
    Block,
    BulletList,
    Cell,
    Column,
    Fact,
    Heading,
    KeyFacts,
    PaperQuestion,
    Paragraph,
    Space,
    Table,
)
from app.texts import paper as texts
from app.texts.words import GENERAL as GENERAL_TITLE
from questionnaires.model import GENERAL, Domain, Questionnaire, Term


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
        new_pages=tuple(section.id for section in sections[1:]),
    )


def _cover(parts: Sequence[AskedPart], whom: ForColleague) -> KeyFacts:
    facts = {
        "Inventarisatie": whom.round,
        "Voor": f"{whom.name}, {whom.function}" if whom.function else whom.name,
        "Vragen": texts.total(sum(len(part.questions) for part in parts)),
        "Laatste dag": long_date(whom.deadline) if whom.deadline else "",
        "Gemaakt op": long_date(whom.day),
    }
    cover = [Fact(label=label, text=text) for label, text in facts.items() if text]
    return KeyFacts(facts=(*cover, Fact(label="Website", text=whom.address, href=whom.address)))


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
        facts=KeyFacts(facts=tuple(Fact(label=label, text=text) for label, text in facts.items())),
        sections=sections,
        new_pages=tuple(section.id for section in sections[1:]),
    )


def _any_domain(questionnaire: Questionnaire) -> Domain:
    """The words of an own domain fit every domain."""
    parameters = questionnaire.own_domain.model_copy(update={"domein": texts.ANY_DOMAIN})
    return Domain(id="any", title=texts.DOMAINS, short=texts.DOMAINS, explanation="", parameters=parameters)


def _domains_section(questionnaire: Questionnaire) -> Section:
    """What stands for what in each domain."""
    lead = Paragraph(text=texts.domains_lead(len(questionnaire.of_kind("domain")), len(questionnaire.domains)))
    blocks = (lead, _domain_table(questionnaire.domains), *_differences(questionnaire))
    return Section(id="domeinen", title=texts.DOMAINS, blocks=blocks)


def _any_domain_section(questionnaire: Questionnaire) -> Section:
    """The pages to copy for each domain."""
    anything = _any_domain(questionnaire)
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
        columns=tuple(Column(title=title) for title in texts.COLUMNS),
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
    questions = questionnaire.questions_in(_any_domain(questionnaire), "opportunity")
    lead = Paragraph(text=texts.CHANCES_LEAD)
    return Section(id="vragen-kansen", title=texts.CHANCES, blocks=(lead, *paper_questions(questionnaire, questions)))

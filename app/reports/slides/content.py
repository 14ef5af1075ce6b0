"""What the seven slides say: one idea each, and the title says it.

Made of the blocks of the document alone, as the alderman's page, with the same conclusions, numbers and blanks, so that
a report of before has it too. It holds nothing that this page and the full edition do not say to the same readers.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.documents.model import FactRow, HeatGroup, KeyFacts, ReportDocument, Section
from app.reports.alderman import (
    NOTHING_FILLED,
    AldermanPage,
    AskedDecision,
    Filling,
    Row,
    SourcedFact,
    alderman_page,
    answers_of,
)
from app.reports.sentences import slides as texts
from app.reports.sentences.accountability import OWN_JUDGEMENT
from app.reports.sentences.story import Conclusion
from app.reports.story import (
    MapRow,
    Reached,
    ReportStory,
    by_name,
    order_of,
    reached_of,
    start_and_later,
    story,
    whole,
)
from questionnaires.model import Questionnaire

MOST_QUESTIONS = 4
MOST_ASKED = 4
_ARRANGED = 3
_LOOSE = 1
"""From the word Geregeld on, something is arranged; up to the word Los it lacks."""


@dataclass(frozen=True, slots=True)
class BestAndWeakest:
    """The best domain beside the weakest on the same questions; one domain, or none, where no more is known."""

    title: str
    domains: tuple[MapRow, ...]
    rows: tuple[tuple[str, tuple[Reached, ...]], ...]
    source: str
    asked: tuple[str, ...] = ()
    """Without a domain: who can help to know more."""


@dataclass(frozen=True, slots=True)
class ProposedDomain:
    """A domain to begin with, or for later."""

    name: str
    said: str
    """How far it is, and should come."""
    step: int | None
    goal: int | None
    why: str
    first: str


@dataclass(frozen=True, slots=True)
class Presentation:
    """All that the slides say."""

    municipality: str
    title: str
    """Of the first slide, and so on."""
    conclusions: tuple[Conclusion, ...]
    about: tuple[str, ...]
    notices: tuple[str, ...]
    map_title: str
    groups: tuple[HeatGroup, ...]
    map: tuple[MapRow, ...]
    words: tuple[str, ...]
    signs: str
    pair: BestAndWeakest
    facts: tuple[SourcedFact, ...]
    local: SourcedFact
    """How many people it is about here; without a number: a line to write on."""
    proposal_title: str
    proposal_said: str
    proposed: tuple[ProposedDomain, ...]
    proposal_source: str
    decisions: tuple[AskedDecision, ...]
    begins: int
    """With how many domains to begin."""
    footer: str


def presentation(
    document: ReportDocument, questionnaire: Questionnaire, filled: Filling = NOTHING_FILLED
) -> Presentation:
    """The slides of a document; the questionnaire knows which question is which."""
    full, told = document.edition("full"), story(document.edition("full"), questionnaire)
    page = alderman_page(document, questionnaire, filled)
    sections = {section.id: section for section in full.sections}
    start, later = start_and_later(order_of(sections["kansen"]))
    cells = [cell for row in told.map for cell in (row.total, *row.cells)]
    return Presentation(
        municipality=document.municipality,
        title=page.title,
        conclusions=told.conclusions,
        about=(OWN_JUDGEMENT, _known(told.accountability), " ".join(fact.text for fact in page.about)),
        notices=document.edition("alderman").notices,
        map_title=page.lead.removesuffix("."),
        groups=told.groups,
        map=told.map,
        words=told.words,
        signs=texts.signs(
            any(cell.text == "?" for cell in cells),
            any(cell.note for cell in cells),
            any(cell.text == "–" for cell in cells),
        ),
        pair=_pair(told, sections["bijlage"], questionnaire),
        facts=page.facts,
        local=page.local,
        proposal_title=texts.proposal_title(told.conclusions[2], bool(start)),
        proposal_said="" if start else page.reasons[0][1],
        proposed=tuple(_proposed(told, page, start or later)),
        proposal_source=_proposal_source(told, page, start),
        decisions=tuple(replace(each, text=texts.of_the_college(each.text)) for each in page.decisions),
        begins=len(start),
        footer=_footer(document),
    )


def _footer(document: ReportDocument) -> str:
    agreed = texts.when(document.preliminary, document.date, document.version)
    return f"{document.municipality} · {document.title} · {agreed}"


def _known(accountability: Section) -> str:
    facts = [fact for block in accountability.blocks if isinstance(block, KeyFacts) for fact in block.facts]
    return next((fact.text for fact in facts if fact.label == "Vragen bekend"), "")


def _pair(told: ReportStory, annex: Section, questionnaire: Questionnaire) -> BestAndWeakest:
    known = [row for row in told.map if row.total.value is not None]
    if not known:
        asked = tuple(f"{row.name}: {row.who}" for row in told.unknown[:MOST_ASKED] if row.who)
        return BestAndWeakest(texts.NO_PAIR, (), (), "", asked)
    answers = answers_of(annex)

    def reached(row: MapRow) -> dict[str, Reached]:
        return _reached(answers[row.anchor.replace("domein-", "antwoorden-", 1)], questionnaire, told.words)

    best, weakest = known[0], known[-1]
    good = reached(best)
    if len(known) == 1:
        highest = sorted(good, key=lambda name: -good[name].points)[:MOST_QUESTIONS]
        single = tuple((name, (good[name],)) for name in good if name in highest)
        return BestAndWeakest(texts.single_title(best.name), (best,), single, texts.ONE_DOMAIN)
    bad = reached(weakest)
    ahead = {name: good[name].points - bad[name].points for name in good if name in bad}
    differ = best.total.value != weakest.total.value and any(difference > 0 for difference in ahead.values())
    chosen = [name for name in sorted(ahead, key=lambda name: -ahead[name]) if ahead[name] > 0] if differ else [*ahead]
    shown = [name for name in ahead if name in chosen[:MOST_QUESTIONS]]
    lacks = all(good[name].step >= _ARRANGED and bad[name].step <= _LOOSE for name in shown)
    title = texts.pair_title(best.name, weakest.name, differ, lacks)
    return BestAndWeakest(
        title, (best, weakest), tuple((name, (good[name], bad[name])) for name in shown), texts.SAME_QUESTIONS
    )


def _reached(
    answers: Sequence[tuple[FactRow, ...]], questionnaire: Questionnaire, words: Sequence[str]
) -> dict[str, Reached]:
    """By the short name of a question how far the domain is, where that is known."""
    found = {}
    for question, facts in zip(questionnaire.of_kind("domain"), answers, strict=False):
        now = next((fact.text for fact in facts if fact.label == "Nu"), "")
        if reached := reached_of(now, words):
            found[question.short_name] = reached
    return found


def _proposed(told: ReportStory, page: AldermanPage, rows: Sequence[Row]) -> Iterator[ProposedDomain]:
    totals = by_name((row.name, row.total) for row in told.map)
    titles = by_name((domain.name, domain.title) for domain in told.domains)
    reasons = page.reasons[len(page.reasons) - len(rows) :]
    for row, (_, why) in zip(rows, reasons, strict=True):
        name, ambition, total = row[0].text, row[6].value, totals.get(row[0].text)
        goal = None if ambition is None else int(ambition) // 25
        points, word, step = (
            (total.text, total.word, total.step) if total and total.value is not None else ("", "", None)
        )
        first = next((idea.title for idea in told.ideas if idea.domain == titles.get(name)), "")
        yield ProposedDomain(
            name=name,
            said=texts.from_to(points, word, "" if goal is None else told.words[goal]),
            step=step,
            goal=goal,
            why=why,
            first=texts.first_step(first) if first else "",
        )


def _proposal_source(told: ReportStory, page: AldermanPage, start: Sequence[Row]) -> str:
    found = [told.conclusions[2][1], texts.chances([whole(row[2].value) for row in start])] if start else []
    found += [f"{head}. {said}" for head, said in page.why_not[:1]]
    return " ".join(filter(None, found))

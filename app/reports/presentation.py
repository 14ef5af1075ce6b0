"""What the seven slides say: one idea each, and the title says it.

Made of the blocks of the document alone, as the alderman's page, with the same conclusions, numbers and blanks, so that
a report of before has it too. It holds nothing that this page and the full edition do not say to the same readers.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.documents.model import FactRow, HeatGroup, Paragraph, ReportDocument, Section
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
from app.reports.document.accountability import OWN_JUDGEMENT
from app.reports.document.alderman import of_all
from app.reports.story import (
    Conclusion,
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
from app.texts.words import counted, listing, sentence_start
from questionnaires.model import Questionnaire

STEPS = {
    "priorities": ("Kiezen", "Domeinen en besluit"),
    "actions": ("Acties", "Wie doet wat, en wanneer klaar"),
    "partners": ("Uitvoeren", "Met partners"),
    "evaluation": ("Evalueren", "Opnieuw kijken: wat veranderde?"),
}
"""The steps after the inventory, in a word and a few."""
NAME = "Presentatie"
MAP = "Score per domein, van 0 tot 100"
LEGEND = "De woorden van laag naar hoog, met hun punten"
FIRST_STEP = "Eerste stap."
NOT_NEEDED = "niet nodig"
WHY = "Waarom dit telt: veel inwoners hebben moeite met basisvaardigheden"
OWN_SOURCE = "Vul in, met bron en jaar"
SAME_QUESTIONS = "Dezelfde vragen bij beide domeinen. Bron: de antwoorden."
ONE_DOMAIN = "De vragen met de hoogste score. Bron: de antwoorden."
_TO_ONE = ((" Jij steunt dat.", " Het college steunt dat."), (", en jij steunt dat.", ", en het college steunt dat."))
"""As it is said now, and as it was before."""


def when(preliminary: bool, date: str | None, version: int) -> str:
    """How far the report is: agreed on a day, or not yet; and which version, after the first."""
    if preliminary:
        return "voorlopig"
    agreed = f"vastgesteld op {date}" if date else "vastgesteld"
    return f"{agreed} · versie {version}" if version > 1 else agreed


def pair_title(best: str, weakest: str, differ: bool, lacks: bool) -> str:
    """What the best domain has arranged and the weakest hardly; otherwise that it is further, or alike."""
    if not differ:
        return f"Tussen {best} en {weakest} is weinig verschil"
    if lacks:
        return f"Wat {best} al regelde, mist {weakest} nog"
    return f"Op dezelfde vragen is {best} verder dan {weakest}"


NO_PAIR = "Van geen enkel domein weten we genoeg om te vergelijken"
ASK = "Deze mensen kunnen ons verder helpen:"


def proposal_title(conclusion: Conclusion, begins: bool) -> str:
    """Where to begin, as our proposal; otherwise why there is none."""
    head = conclusion[0]
    return f"Ons voorstel: {head[:1].lower()}{head[1:]}" if begins else head


def because(said: str) -> str:
    """Why these domains, below a title that says that it is a proposal."""
    return sentence_start(said.removeprefix("Dat is het voorstel: "))


def from_to(points: str, word: str, goal: str) -> str:
    """How far a domain is, and how far it should come."""
    return " naar ".join(each for each in (", ".join(filter(None, (points, word))), goal) if each)


def chances(points: Sequence[str]) -> str:
    return f"Kans {listing(points)} van 100." if points else ""


def decisions_title(n: int) -> str:
    """How many decisions are asked."""
    return f"We vragen het college om {counted(n, 'besluit', 'besluiten')}"


def below_decisions(blank: bool) -> str:
    """What to do with the lines, where there are any, and whose choice it is."""
    fill_in = "Vul dit in voor de vergadering. " if blank else ""
    return f"{fill_in}De gemeente kiest zelf, en zegt waarom."


def of_the_college(text: str) -> str:
    """A decision as a whole college hears it; on the page of the alderman it is said to one person."""
    for to_one, to_all in _TO_ONE:
        text = text.replace(to_one, to_all)
    return text


def next_steps(proposed: int, last: str) -> str:
    """What to do now, then, and in the last month."""
    which = f"over {'het domein' if proposed == 1 else f'de {proposed} domeinen'}" if proposed else "hoe het verdergaat"
    return (
        f"Deze maand: het college besluit {which}. Daarna: per domein 1 of 2 acties, met een naam en een datum. "
        f"Vanaf {last}: kijken wat er veranderde."
    )


def timeline(steps: Sequence[tuple[str, str]]) -> str:
    """The picture in words: each step, and until when it goes on."""
    return f"Tijdlijn. {' '.join(f'{name}: {until}.' for name, until in steps)}"


def signs(unknown: bool, part: bool, not_asked: bool) -> str:
    """The signs of the map; one only where it is used."""
    found = ["? is nog niet bekend. Dat is iets anders dan 0."] if unknown else []
    found += ["* 1 of meer antwoorden zijn nog niet bekend."] if part else []
    found += ["– is niet van toepassing."] if not_asked else []
    return " ".join(found) or "Alle scores zijn bekend. Donkerder is meer geregeld."


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
    then_and_now: tuple[str, ...]
    """What changed since an earlier round, where there is one."""
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
        about=(
            OWN_JUDGEMENT,
            of_all(page.ground.asked, page.ground.parts),
            " ".join(fact.text for fact in page.about),
        ),
        notices=document.edition("alderman").notices,
        map_title=page.lead.removesuffix("."),
        groups=told.groups,
        map=told.map,
        words=told.words,
        signs=signs(
            any(cell.text == "?" for cell in cells),
            any(cell.note for cell in cells),
            any(cell.text == "–" for cell in cells),
        ),
        then_and_now=tuple(
            block.text
            for section in page.changed
            for block in section.blocks
            if isinstance(block, Paragraph) and block.tone != "note"
        ),
        pair=_pair(told, sections["bijlage"], questionnaire),
        facts=page.facts,
        local=page.local,
        proposal_title=proposal_title(told.conclusions[2], bool(start)),
        proposal_said="" if start else page.reasons[0][1],
        proposed=tuple(_proposed(told, page, start or later)),
        proposal_source=_proposal_source(told, page, start),
        decisions=tuple(replace(each, text=of_the_college(each.text)) for each in page.decisions),
        begins=len(start),
        footer=_footer(document),
    )


def _footer(document: ReportDocument) -> str:
    agreed = when(document.preliminary, document.date, document.version)
    return f"{document.municipality} · {document.title} · {agreed}"


def _pair(told: ReportStory, annex: Section, questionnaire: Questionnaire) -> BestAndWeakest:
    known = [row for row in told.map if row.total.value is not None]
    if not known:
        asked = tuple(f"{row.name}: {row.who}" for row in told.unknown[:MOST_ASKED] if row.who)
        return BestAndWeakest(NO_PAIR, (), (), "", asked)
    answers = answers_of(annex)

    def reached(row: MapRow) -> dict[str, Reached]:
        return _reached(answers[row.anchor.replace("domein-", "antwoorden-", 1)], questionnaire, told.words)

    best, weakest = known[0], known[-1]
    good = reached(best)
    if len(known) == 1:
        highest = sorted(good, key=lambda name: -good[name].points)[:MOST_QUESTIONS]
        single = tuple((name, (good[name],)) for name in good if name in highest)
        return BestAndWeakest(f"Alleen van {best.name} weten we genoeg", (best,), single, ONE_DOMAIN)
    bad = reached(weakest)
    ahead = {name: good[name].points - bad[name].points for name in good if name in bad}
    differ = best.total.value != weakest.total.value and any(difference > 0 for difference in ahead.values())
    chosen = [name for name in sorted(ahead, key=lambda name: -ahead[name]) if ahead[name] > 0] if differ else [*ahead]
    shown = [name for name in ahead if name in chosen[:MOST_QUESTIONS]]
    lacks = all(good[name].step >= _ARRANGED and bad[name].step <= _LOOSE for name in shown)
    title = pair_title(best.name, weakest.name, differ, lacks)
    return BestAndWeakest(
        title, (best, weakest), tuple((name, (good[name], bad[name])) for name in shown), SAME_QUESTIONS
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
            said=from_to(points, word, "" if goal is None else told.words[goal]),
            step=step,
            goal=goal,
            why=why,
            first=f"{first}." if first else "",
        )


def _proposal_source(told: ReportStory, page: AldermanPage, start: Sequence[Row]) -> str:
    found = [because(told.conclusions[2][1]), chances([whole(row[2].value) for row in start])] if start else []
    found += [f"{head}. {said}" for head, said in page.why_not[:1]]
    return " ".join(filter(None, found))

"""The full edition as it is printed: the conclusion first, half a page for a domain, and what is not known.

Made of the blocks of the document alone, as the story of the page, so that a report of before is printed this way too.
It says nothing that those blocks do not say to the same readers.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from app.documents.model import (
    Cell,
    Dot,
    FactRow,
    Heading,
    HeatCell,
    KeyFacts,
    Paragraph,
    ReportDocument,
    Section,
    Table,
)
from app.documents.printed import (
    FURTHER,
    Guide,
    PrintedCard,
    PrintedDomain,
    PrintedIdea,
    PrintedMapRow,
    PrintedQuestions,
    PrintedReport,
    PrintedScore,
    PrintedTrack,
    TableWords,
)
from app.reports.alderman import AldermanPage, alderman_page, answers_of, first_sentence
from app.reports.document.accountability import OWN_JUDGEMENT
from app.reports.document.differences import CHANCES as CHANCE_LEVEL
from app.reports.document.differences import UNKNOWN_CAPTION, WHOLE
from app.reports.document.scores import TOO_LITTLE_KNOWN, UNKNOWN
from app.reports.story import (
    START,
    Conclusion,
    MapRow,
    ReportStory,
    StoryDomain,
    StoryIdea,
    Win,
    accounted,
    by_name,
    order_of,
    reached_of,
    story,
    whole,
)
from app.texts.assessments import EXAMPLES
from app.texts.words import listing, sentence_start
from questionnaires.model import Question, Questionnaire
from scoring.opportunity import LATER, NOW, WORD_BORDERS
from scoring.words import BORDERS

DOMAINS = "Per domein: wat is er te winnen?"
BESIDE_HEADS = ("Domein", "Totaal", "Wat opvalt")
GENERAL_HEADS = ("Onderwerp", "Score")
UNKNOWN_HEADS = ("Domein", "Nog niet bekend", "Wie dit kan weten")
QUESTION_HEADS = ("Naam", "De vraag", "Wat erover is gezegd")
MOST_QUESTIONS = 20
"""Of more unknown questions only their number and their level are told."""
FEW_MOVING = 3
"""Of so many domains the dimensions that can still move are drawn too."""
CHANCES = "Waar ligt de meeste kans?"
CHANCE_HEADS = ("Domein", "Kans", "Te winnen", "Haalbaar", "Wat de antwoorden zeggen")
CHANCE_ZONES = (LATER, "Voorwerk", NOW)
"""Above the axis, from low to high."""
IDEA_HEADS = ("Idee", "Wat", "Wie", "Klaar als", "Hoort bij")
GUIDE = "Zo lees je dit rapport"
DIMENSIONS = "Onderwerpen"
LEVELS = "Niveaus"
WORDS = "Vijf woorden"
NOT_ZERO = "Wat we niet weten, telt niet als 0"
STEPS = "Nu en 1 stap verder"
SIGNS = "Tekens"
UNKNOWN_SIGN = ("?", "Nog niet bekend. Dat is iets anders dan 0.")
PART_SIGN = ("*", "1 van de 2 antwoorden is bekend.")
OUT_SIGN = ("–", "Niet van toepassing.")
BAND = (
    "De stippellijn is de bandbreedte: hoe laag en hoe hoog een score nog kan worden. Het is geen statistische marge."
)
ALL_KNOWN = "Bij een score zonder bandbreedte is alles bekend."
BORDER = "Staat er ‘op de grens’? Dan is het hoogstens 2,5 punt tot een ander woord. Maak dat verschil niet te groot."
LITTLE = "te weinig"
SO_FAR = "Nu: zo ver is het domein met deze vraag."
NEXT = "1 stap verder: het vak met de stippellijn."
KNOWN = "Wat weten we?"
SURE = "Hoe zeker is het?"
NOT = "Wat is het niet?"


def headline(
    unknown_levels: Sequence[str],
    known: bool,
    gap: tuple[str, str] | None,
    words: Sequence[str],
    lowest: Sequence[str],
) -> str:
    """What a domain comes down to, by the first rule that holds; where nothing does, that it has a score.

    `unknown_levels` have no score at all; `gap` is which level stands above which (S12); `words` are those of the
    dimensions, and `lowest` is which of them are lowest.
    """
    if unknown_levels:
        return f"Bij {listing([level.lower() for level in unknown_levels])} weten we nog niets"
    if not known:
        return "We weten nog te weinig voor een totaal"
    if gap:
        return f"{sentence_start(gap[0].lower())} is verder dan {gap[1].lower()}"
    if words and len(set(words)) == 1:
        return f"Elke dimensie is {words[0]}"
    verb = "is" if len(lowest) == 1 else "zijn"
    return f"{sentence_start(listing([name.lower() for name in lowest]))} {verb} het laagst"


def beside(lowest: Conclusion, domains: int) -> str:
    """The title above all domains beside each other."""
    head = lowest[0]
    which = f"{domains} domeinen naast elkaar" if domains > 1 else "Het ene domein"
    return f"{which}: {head[:1].lower()}{head[1:]}"


def ask(name: str, who: str) -> str:
    """Above the questions of a domain that somebody could know."""
    return f"{name}: vraag het aan {who}"


def chance_keys(start: int) -> tuple[str, ...]:
    """How the chances are read: the dot, and where the axis begins."""
    return "de kans nu", f"de as begint bij {start}, niet bij 0"


def printed_report(document: ReportDocument, questionnaire: Questionnaire) -> PrintedReport:
    """What is printed of a document; the questionnaire knows which question is which."""
    edition = document.edition("full")
    told, page = story(edition, questionnaire), alderman_page(document, questionnaire)
    sections = {section.id: section for section in edition.sections}
    answers = answers_of(sections["bijlage"])
    domains = tuple(
        _domain(told, row, domain, _reasons(answers, domain.id, questionnaire))
        for row, domain in zip(told.map, told.domains, strict=True)
    )
    questions = _questions(told, sections, questionnaire)
    unknown_rows = tuple((row.name, row.what, row.who) for row in told.unknown)
    return PrintedReport(
        document=document,
        edition=edition,
        title=page.title,
        conclusions=told.conclusions,
        groups=told.groups,
        map=tuple(PrintedMapRow(row.name, _total(row.total), row.cells) for row in told.map),
        words=tuple(_words(told.words)),
        legend=" ".join(
            ("Getallen zijn afgerond.", *(f"‘{sign}’: {said[:1].lower()}{said[1:]}" for sign, said in _signs(told)))
        ),
        notes=tuple(_notes(told, page)),
        guide=_guide(told, questionnaire, sections["kort"]),
        beside_title=beside(told.conclusions[0], len(domains)),
        beside_heads=BESIDE_HEADS,
        general=TableWords(sections["algemeen"].title, told.general_said, GENERAL_HEADS),
        general_rows=tuple(PrintedTrack(row.name, row.more, row.place, (row.beside,)) for row in told.general),
        compared=told.before,
        domains_title=DOMAINS,
        domains=domains,
        unknown=TableWords(UNKNOWN_CAPTION, told.unknown_said, _unknown_heads(questions)),
        unknown_scores=tuple(_moving(domains)),
        unknown_rows=unknown_rows,
        unknown_questions=questions,
        differences=told.differences,
        chances=TableWords(CHANCES, _first(sections["kansen"]), CHANCE_HEADS),
        chance_rows=tuple(_chances(told, sections["kansen"])),
        chance_start=START,
        chance_borders=tuple(float(border) for border, _ in reversed(WORD_BORDERS)),
        chance_zones=CHANCE_ZONES,
        chance_keys=chance_keys(START),
        chance_texts=told.chances_said,
        would_change=told.would_change,
        proposal_title=page.begin,
        proposal=page.reasons,
        why_not_title=page.not_here,
        why_not=page.why_not,
        ideas=TableWords(sections["acties"].title, told.ideas_said, IDEA_HEADS),
        practice=dict(told.practice),
        idea_rows=tuple(_ideas(told)),
        accountability=told.accountability,
    )


def _total(cell: HeatCell) -> HeatCell:
    """In the map there is little room for words."""
    return cell if cell.value is not None else cell.model_copy(update={"word": LITTLE})


def _first(section: Section) -> str:
    return next((block.text for block in section.blocks if isinstance(block, Paragraph)), "")


def _words(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """As the map rounds: a half counts for the next word."""
    starts = [0, *(int(border) + 1 for border in BORDERS)]
    ends = [*(int(border) for border in BORDERS), 100]
    for word, start, end in zip(words, starts, ends, strict=True):
        yield word, f"{start} tot {end}"


def _notes(told: ReportStory, page: AldermanPage) -> Iterator[tuple[str, str]]:
    if known := accounted(told.accountability, "Vragen bekend"):
        yield KNOWN, known
    agreed, are = page.ground.agreed or "Geen", "is" if page.ground.agreed == 1 else "zijn"
    yield SURE, f"{agreed} van de {page.ground.asked} scores {are} samen afgesproken, met een reden."
    yield NOT, OWN_JUDGEMENT


def _signs(told: ReportStory) -> list[tuple[str, str]]:
    """The signs that are used in the map, with what they mean."""
    cells = [cell for row in told.map for cell in (row.total, *row.cells)]
    return [
        *((UNKNOWN_SIGN,) if any(cell.text == "?" for cell in cells) else ()),
        *((PART_SIGN,) if any(cell.note and cell.value is not None for cell in cells) else ()),
        *((OUT_SIGN,) if any(cell.text == "–" for cell in cells) else ()),
    ]


def _guide(told: ReportStory, questionnaire: Questionnaire, summary: Section) -> Guide:
    meanings = [fact for block in summary.blocks if isinstance(block, KeyFacts) for fact in block.facts]
    levels = [(level.title, first_sentence(level.explanation)) for level in questionnaire.levels]
    parts = [
        (DIMENSIONS, tuple((fact.label, fact.text) for fact in meanings)),
        (LEVELS, tuple(levels)),
        (SIGNS, tuple(_signs(told))),
    ]
    return Guide(
        title=GUIDE,
        intro=(
            f"Elk domein heeft {len(questionnaire.of_kind('domain'))} vragen, over {len(questionnaire.dimensions)} "
            f"onderwerpen en {len(questionnaire.levels)} niveaus. "
            "Elk antwoord telt 0, 25, 50, 75 of 100 punten. Een score is het gemiddelde."
        ),
        parts=tuple(part for part in parts if part[1]),
        words_title=WORDS,
        border=BORDER,
        unknown_title=NOT_ZERO,
        unknown=f"{BAND} {ALL_KNOWN}",
        steps_title=STEPS,
        steps=(SO_FAR, NEXT),
    )


def _domain(
    told: ReportStory, row: MapRow, domain: StoryDomain, reasons: Mapping[str, tuple[str, str]]
) -> PrintedDomain:
    dots, rows = (*domain.dots, domain.total), domain.scores.rows
    per = [len(group.columns) for group in told.groups]
    cells = tuple(row.cells[sum(per[:place]) : sum(per[: place + 1])] for place in range(len(per)))
    scores = tuple(
        _score(dot, said, place if place < len(domain.dots) else None)
        for place, (dot, said) in enumerate(zip(dots, rows, strict=True))
    )
    return PrintedDomain(
        key=row.anchor,
        name=domain.name,
        title=domain.title,
        headline=_headline(told, row, domain),
        score=domain.score or "?",
        word=domain.word,
        said=_SCORED.sub("", domain.sentences, count=1),
        scores=scores,
        cells=cells,
        cards=tuple(_card(win, told.words, *reasons.get(win.name, ("", ""))) for win in domain.wins),
        changes=domain.changed,
    )


_SCORED = re.compile(r".*? heeft [\d,]+ van de 100 punten: [^.]*\. ?|Over .*? voor een totaalscore\. ?", re.DOTALL)


def _score(dot: Dot, said: Sequence[Cell], mark: int | None) -> PrintedScore:
    moves = dot.low is not None and dot.high is not None and dot.low != dot.high
    low, high = (dot.low, dot.high) if moves else (None, None)
    points = whole(dot.value)
    return PrintedScore(
        label=said[0].text,
        text=f"{points} {said[2].text}" if points else f"? {TOO_LITTLE_KNOWN.lower()}",
        value=dot.value,
        low=low,
        high=high,
        band=f"{whole(low)} tot {whole(high)}" if moves else "",
        mark=mark,
    )


_GAP = re.compile(r"(\w+) staat duidelijk hoger dan (\w+):")


def _headline(told: ReportStory, row: MapRow, domain: StoryDomain) -> str:
    known = {dot.label: dot.value for dot in domain.dots if dot.value is not None}
    gap = _GAP.search(domain.sentences)
    return headline(
        _unknown_levels(told, row),
        row.total.value is not None,
        (gap[1], gap[2]) if gap else None,
        [
            said[2].text.partition(",")[0]
            for dot, said in zip(domain.dots, domain.scores.rows, strict=False)
            if dot.value is not None
        ],
        [name for name, value in known.items() if value == min(known.values())],
    )


def _unknown_levels(told: ReportStory, row: MapRow) -> list[str]:
    """The levels of which nothing is known, though it was asked."""
    names = [name for group in told.groups for name in group.columns]
    found = []
    for level in dict.fromkeys(names):
        cells = [cell for name, cell in zip(names, row.cells, strict=True) if name == level]
        if all(cell.value is None for cell in cells) and any(cell.text == "?" for cell in cells):
            found.append(level)
    return found


def _reasons(
    answers: Mapping[str, Sequence[Sequence[FactRow]]], domain: str, questionnaire: Questionnaire
) -> dict[str, tuple[str, str]]:
    """By the short name of a question why it stands where it stands, and on what that rests."""
    found = {}
    for question, facts in zip(questionnaire.of_kind("domain"), answers.get(f"antwoorden-{domain}", ()), strict=False):
        said = {fact.label: fact.text for fact in facts}
        reason = said.get("Reden") or said.get("Toelichting") or ""
        found[question.short_name] = (reason, said.get("Bewijs", ""))
    return found


def _card(win: Win, words: Sequence[str], reason: str, proof: str) -> PrintedCard:
    facts = {fact.label: fact.text for fact in win.facts}
    now = next(iter(facts.values()), "")
    reached = reached_of(now, words)
    return PrintedCard(
        name=win.name,
        question=win.question,
        word=f"Nu: {reached.word}" if reached else "Nu",
        step=reached.step if reached else 0,
        now=reached.text if reached else now,
        reason=reason,
        proof=proof,
        further=facts.get(FURTHER, ""),
    )


def _moving(domains: Sequence[PrintedDomain]) -> Iterator[PrintedScore]:
    """Of each domain the total that can still move; of few domains their dimensions below it."""
    moving = [domain for domain in domains if domain.scores[-1].span]
    for domain in moving:
        *parts, total = domain.scores
        yield replace(total, label=domain.name)
        if len(moving) <= FEW_MOVING:
            yield from (replace(part, label=part.label.lower()) for part in parts if part.span)


def _unknown_heads(questions: Sequence[PrintedQuestions]) -> tuple[str, ...]:
    """Of a table by domain, or of questions: then without a column for what nobody said."""
    if not questions:
        return UNKNOWN_HEADS
    return QUESTION_HEADS if any(row[2] for each in questions for row in each.rows) else QUESTION_HEADS[:2]


def _questions(
    told: ReportStory, sections: Mapping[str, Section], questionnaire: Questionnaire
) -> tuple[PrintedQuestions, ...]:
    """Each unknown question with what the annex tells of it; nothing where there are very many."""
    table = next((block for block in sections["onbekend"].blocks if isinstance(block, Table)), None)
    rows = table.rows if table else ()
    if sum(what.value or 0 for _, _, what, _ in rows) > MOST_QUESTIONS:
        return ()
    asked = (*questionnaire.of_kind("domain"), *questionnaire.of_kind("opportunity"))
    ids = by_name((domain.name, domain.id) for domain in told.domains)
    found = []
    for name, level, _, who in rows:
        anchor = "antwoorden-algemeen" if name.text == WHOLE else f"antwoorden-{ids.get(name.text)}"
        questions = questionnaire.of_kind("general") if name.text == WHOLE else asked
        unknown = tuple(
            (question.short_name, text, said)
            for question, (text, said) in zip(questions, _told_of(sections["bijlage"], anchor), strict=False)
            if said is not None and _level(question, questionnaire) == level.text
        )
        found.append(PrintedQuestions(ask(name.text, who.text), unknown))
    # Of two domains with one name nobody can tell which is which.
    return tuple(found) if all(each.rows for each in found) else ()


def _told_of(annex: Section, anchor: str) -> Iterator[tuple[str, str | None]]:
    """The questions of a part of the annex, each with what was said where it is unknown: None where it is known."""
    head, inside = "", False
    for block in annex.blocks:
        if isinstance(block, Heading):
            inside = block.anchor == anchor if block.level == 3 else inside
            head = block.text
        elif inside and isinstance(block, KeyFacts):
            said = {fact.label: fact.text for fact in block.facts}
            reason = said.get("Reden") or said.get("Opmerking") or ""
            yield head.partition(EXAMPLES)[0], reason if said["Nu"] == UNKNOWN else None


def _level(question: Question, questionnaire: Questionnaire) -> str:
    """How the level of a question is called in what is not known."""
    if question.kind == "opportunity":
        return CHANCE_LEVEL
    return questionnaire.level(question.level).title if question.level else "–"


def _chances(told: ReportStory, section: Section) -> Iterator[PrintedTrack]:
    order = order_of(section)
    rows = by_name((row[0].text, row) for row in order.rows) if order else {}
    for track in told.chances:
        row = rows.get(track.name)
        if track.place is None or row is None:
            yield PrintedTrack(track.name, track.more, None, (track.words, track.beside))
            continue
        numbers = tuple(whole(row[place].value) for place in (2, 4, 5))
        yield PrintedTrack(
            track.name,
            track.more,
            row[2].value,
            (*numbers, f"{row[3].text}: {track.beside}."),
            (row[8].value or 0.0, row[9].value or 0.0) if len(row) > 8 else None,
        )


_ALSO = ("Moeite", "Kan ook")


def _ideas(told: ReportStory) -> Iterator[tuple[str, tuple[PrintedIdea, ...]]]:
    for domain, ideas in groupby(told.ideas, key=lambda idea: idea.domain):
        yield domain, tuple(_idea(idea) for idea in ideas)


def _idea(idea: StoryIdea) -> PrintedIdea:
    facts = {fact.label: fact.text for fact in idea.facts}
    more = tuple(f"{label}: {facts[label]}" for label in _ALSO if label in facts)
    cells = (idea.text, *(facts.get(label, "") for label in IDEA_HEADS[2:]))
    return PrintedIdea(idea.title, more, cells)

"""The adviser's edition: an agenda, and what it rests on, by function and never by name; only what says something."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from app.documents.model import (
    Block,
    BulletList,
    Cell,
    Column,
    EvidenceCell,
    EvidenceRow,
    EvidenceTable,
    FactRow,
    Figure,
    Heading,
    KeyFacts,
    Paragraph,
    Proof,
    Section,
    Table,
    Tallies,
    Tally,
    Voice,
)
from app.reports.document import agenda as agenda_texts
from app.reports.document import chances, differences, overview, scores
from app.reports.document.agenda import agenda, agenda_blocks, answers_needed
from app.reports.document.differences import (
    STRIKING,
    answered,
    name_of,
    said_with,
    striking,
    unknown_groups,
    unknown_row,
    voices,
)
from app.reports.document.material import DomainMaterial, Item, Material
from app.reports.document.overview import score_dot
from app.reports.document.scores import reached_statement
from app.state.points import HIGH
from app.texts.words import counted, listing, part_of, sentence_start
from app.web.formatting import exact_number, number
from questionnaires.model import GENERAL as GENERAL_PART
from scoring.assessment import AgreedScore, Answer
from scoring.items import item_score
from scoring.result import ItemScore

ELSEWHERE = (
    "Alle antwoorden staan in Excel. Scores en ideeën staan in het hele rapport. "
    "Rijen waarover niets te zeggen is, staan er niet."
)
PEOPLE = "Wie vulde in"
SAID = "Toelichtingen"
OTHERS = "Andere grote verschillen"
PROOFS = {"backed": "met bewijs", "impression": "alleen een eigen indruk", "bare": "geen bewijs"}
MATRIX = "Scores per vraag en domein; bij 3 of 4 staat of er bewijs is"
LEGEND = "Bij een * zien collega’s het duidelijk anders. ? is niet bekend, – niet van toepassing."
MARKED = "Een ! staat bij een 3 of 4 zonder bewijs."
TOTALS = "Totalen die nog kunnen veranderen"
REACH = "De lijn is wat een totaal nog kan worden."
ASK = "Vraag waar het uit blijkt"
OWN_WORDS = "Wat collega’s schreven bij de open vragen. Deel deze teksten niet."


GENERAL_QUESTIONS = "de algemene vragen"


def conclusion(people: int, apart: str | None, unknown: str | None, bare: int) -> str:
    """What stands out most: the domain that colleagues see most differently, else what to ask further about.

    `people` is how many answered; `unknown` the domain with most that is unknown, `bare` the high scores without
    evidence.
    """
    if apart:
        return f"Over {apart} denken collega’s het meest verschillend. Begin daar."
    asked = [
        *([f"bij {unknown}"] if unknown else []),
        *([f"bij {counted(bare, 'hoge score', 'hoge scores')} zonder bewijs"] if bare else []),
    ]
    first = {0: "Niemand vulde iets in.", 1: "Eén persoon vulde in."}.get(people, "Collega’s zien niets heel anders.")
    further = f"Vraag door {', en '.join(asked)}." if asked else "Er staat niets open."
    return f"{first} {further}" if people else first


def filled_in(names: Sequence[str], of: int) -> str:
    """About what somebody answered, of so many parts."""
    return "Alles" if len(names) == of else ", ".join(names)


def placed(counts: Mapping[str, int]) -> str:
    """`8 bij Werk, 2 bij Wonen`: where most of something is."""
    ordered = sorted(counts.items(), key=lambda each: -each[1])
    if len(ordered) == 1:
        return f"bij {ordered[0][0]}"
    more = " en meer" if len(ordered) > MOST_PLACES else ""
    return ", ".join(f"{n} bij {name}" for name, n in ordered[:MOST_PLACES]) + more


def moved(down: int, up: int, others: int) -> str:
    """Which way agreed scores went from the answers."""
    found = ((down, "omlaag"), (up, "omhoog"), (others, "van of naar ‘niet van toepassing’"))
    return ", ".join(f"{n} {way}" for n, way in found if n)


def differences_title(n: int, shown: int) -> str:
    """Over what colleagues see differently."""
    title = f"{counted(n, 'vraag die', 'vragen die')} collega’s duidelijk anders zien"
    return f"{title}: de {shown} grootste verschillen" if shown < n else f"{title}, grootste verschil eerst"


def spread(n: int) -> str:
    """Over answers that lie apart, and not far."""
    return counted(n, "vraag met verspreide antwoorden", "vragen met verspreide antwoorden")


def more(n: int) -> str:
    """What is not told here, and stands in Excel."""
    return f"Nog {counted(n, 'vraag staat', 'vragen staan')} alleen in Excel."


def evidence(bare: int, impressions: int) -> str:
    """How many high scores rest on nothing, or on an own impression alone."""
    if bare + impressions == 0:
        return "Bewijs: bij elke hoge score staat bewijs"
    nothing = f"bij {counted(bare, 'hoge score', 'hoge scores')} staat niets"
    impressed = f"bij {impressions} alleen een eigen indruk"
    return f"Bewijs: {', '.join([*([nothing] if bare else []), *([impressed] if impressions else [])])}"


def also(names: Sequence[str]) -> str:
    """The high scores without evidence that belong to no domain."""
    return f"Ook over de hele gemeente zonder bewijs: {listing(names)}."


def unsure(names: Sequence[str]) -> str:
    """Of which questions somebody is not sure."""
    return f"Iemand is niet zeker van: {listing(names)}."


def changed(n: int) -> str:
    """How many agreed scores differ from what was answered."""
    if n == 0:
        return "Iemand ziet een afgesproken score anders"
    return f"In het gesprek veranderde{'' if n == 1 else 'n'} {counted(n, 'score', 'scores')}"


def unchanged(n: int) -> str:
    """How many agreed scores are what was answered."""
    are = "afgesproken score is" if n == 1 else "afgesproken scores zijn"
    return f"{n} andere {are} gelijk aan de antwoorden."


def unknown(n: int, needed: Mapping[str, int]) -> str:
    """What is not known, and how many answers give a domain a total."""
    first = f"Niet bekend: {counted(n, 'antwoord', 'antwoorden')}"
    if len(needed) != 1:
        return first
    (name, answers), *_ = needed.items()
    return f"{first}. {name} heeft er {answers} nodig voor een totaal"


def order(uncertain: int, ranked: int, domains: int) -> str:
    """How certain the order is (S21), and how many domains take part in it."""
    part = f", en {ranked} van de {domains} domeinen doen mee" if ranked < domains else ""
    if uncertain == 0:
        return f"De volgorde is zeker{part}"
    return f"De volgorde is niet zeker: {counted(uncertain, 'domein kan', 'domeinen kunnen')} nog wisselen{part}"


def place(best: int, worst: int) -> str:
    """The place of a domain, with the room that it has (S21)."""
    return f"{best}" if best == worst else f"{best} tot {worst}"


def comparable(whole: int, domains: int) -> str:
    """How many domains can be compared later, with all their anchor questions."""
    return f"Straks te vergelijken: {part_of(whole, domains)} domeinen helemaal"


def anchors(missed: Sequence[str]) -> str:
    """Which domains miss an anchor question (S23), each with how many have a score."""
    return f"Een volgende meting vergelijken we op de ankervragen. Niet overal is een score: bij {listing(missed)}."


def said(n: int) -> str:
    """Over what was said and is told nowhere else."""
    return f"Wat er verder gezegd is: {counted(n, 'toelichting', 'toelichtingen')}"


def too_many(n: int) -> str:
    """Where what was said can be read when it is too much for paper."""
    return f"Het zijn er {n}. Lees ze in Excel: daar kun je zoeken en sorteren."


def all_alike(function: str, domain: str, n: int, value: int) -> str:
    """Somebody who gave the same answer to everything in a domain."""
    return f"Iemand gaf bij {domain} {n} keer hetzelfde antwoord: {value} ({function}). Vraag hoe dat komt."


Placed = tuple[DomainMaterial | None, Item]
"""An item with its domain; None: the whole municipality."""

MOST_PLACES = 3
MOST_CASES = 12
"""So many differences are told with every answer."""
MOST_SPREAD = 20
MOST_ASKED = 12
"""So many high scores without evidence are listed with what could show them; the matrix has them all."""
FEW_SAID = 12
"""So many explanations stand in one table; of more, each domain has its own."""
MOST_SAID = 100
"""So many explanations are printed; more are read in Excel."""
MOST_UNKNOWN_SAID = 3


def adviser_sections(material: Material) -> tuple[Section, ...]:
    """The parts of the adviser's edition that have something to say."""
    parts = (
        *(_differences, _spread, _patterns, _own_words, _evidence),
        *(_changed, _unknown, _order, _comparable, _said),
    )
    return (_agenda(material), *(section for part in parts for section in part(material)))


def adviser_lead(material: Material) -> str:
    """The conclusion that the edition begins with."""
    apart = Counter(name for name, _, agreement in striking(material) if agreement.kind == STRIKING[0])
    unknown = _where(_unknown_items(material))
    if general := unknown.pop(differences.WHOLE, 0):
        # A domain goes before what is asked about the municipality as a whole.
        unknown = unknown or Counter({GENERAL_QUESTIONS: general})
    people = {answer.participant for answer in material.assessment.answers}
    return conclusion(len(people), _most(apart), _most(unknown), len(_bare(material)))


def _most(found: Counter[str]) -> str | None:
    return next((name for name, _ in found.most_common(1)), None)


def _where(found: Iterable[Placed]) -> Counter[str]:
    return Counter(name_of(domain) for domain, _ in found)


def _unknown_items(material: Material) -> list[Placed]:
    """What nobody could answer, without the questions about chances, which are answered together."""
    return [
        (domain, item)
        for domain, item in material.everything()
        if item.score.state == "unknown" and item.question.kind != "opportunity"
    ]


def _bare(material: Material) -> list[Placed]:
    """The high scores without evidence (S24: an own impression is none)."""
    bare = {point.subject for point in material.points if point.kind == "no_evidence"}
    return [(domain, item) for domain, item in material.everything() if item.id in bare]


def _tallies(material: Material) -> Iterator[Tally]:
    apart = Counter(name for name, _, agreement in striking(material) if agreement.kind == STRIKING[0])
    alone = "er vulde 1 persoon in" if material.sole_participant else ""
    yield _tally(apart.total(), "groot verschil", "grote verschillen", placed(apart) if apart else alone)
    for found, one, many in (
        (_bare(material), "hoge score zonder bewijs", "hoge scores zonder bewijs"),
        (_unknown_items(material), "vraag niet bekend", "vragen niet bekend"),
    ):
        places = _where(found)
        yield _tally(len(found), one, many, placed(places) if places else "")
    changes = [item for _, item in material.everything() if _differs(item)]
    ways = [_way(item) for item in changes]
    note = moved(ways.count("down"), ways.count("up"), ways.count("other"))
    yield _tally(len(changes), "score veranderd in het gesprek", "scores veranderd in het gesprek", note)


def _tally(n: int, one: str, many: str, note: str) -> Tally:
    return Tally(number=str(n), label=one if n == 1 else many, note=note)


def _agenda(material: Material) -> Section:
    found = agenda(material)
    numbers = Tallies(tallies=tuple(_tallies(material)))
    blocks = (numbers, *agenda_blocks(found), *_people(material), Paragraph(text=ELSEWHERE, tone="note"))
    return Section(id="gesprek", title=agenda_texts.agenda_title(found.minutes), blocks=blocks)


def _people(material: Material) -> Iterator[Block]:
    """Who filled in what, by function; nothing where one person filled in everything."""
    if material.sole_participant:
        return
    names = {domain.domain.id: domain.name for domain in material.domains} | {GENERAL_PART: differences.WHOLE}
    parts: dict[str, dict[str, None]] = {}
    for answer in material.assessment.answers:
        name = names[answer.item.partition("/")[0]]
        parts.setdefault(answer.participant, {}).setdefault(name)
    people: dict[str, list[str]] = {}
    for person in material.assessment.participants:
        if found := parts.get(person.id):
            told = filled_in([name for name in names.values() if name in found], len(names))
            people.setdefault(told, []).append(material.function_of(person.id))
    if people:
        columns = tuple(Column(title=title) for title in ("Vulde in over", "Functie"))
        rows = tuple((Cell(text=told), Cell(text=_functions(functions))) for told, functions in people.items())
        yield Table(caption=PEOPLE, columns=columns, rows=rows)


def _striking(material: Material, kind: str) -> list[Placed]:
    by_item = {item.id: (domain, item) for domain, item in material.everything()}
    return [by_item[item.id] for _, item, agreement in striking(material) if agreement.kind == kind]


def _differences(material: Material) -> Iterator[Section]:
    """What colleagues see differently, each with every answer; of very many the largest."""
    found = _striking(material, STRIKING[0])
    if found:
        blocks: list[Block] = [voices(material, domain, item) for domain, item in found[:MOST_CASES]]
        if len(found) > MOST_CASES:
            blocks += [Paragraph(text=OTHERS, tone="lead"), *_spread_out(material, found[MOST_CASES:])]
        title = differences_title(len(found), min(len(found), MOST_CASES))
        yield Section(id="verschillen", title=title, blocks=tuple(blocks))


def _spread(material: Material) -> Iterator[Section]:
    found = _striking(material, STRIKING[1])
    if found:
        blocks = tuple(_spread_out(material, found))
        yield Section(id="verspreid", title=spread(len(found)), blocks=blocks)


def _spread_out(material: Material, found: Sequence[Placed]) -> Iterator[Block]:
    """Questions with who gave each answer, from high to low and without what was said; of very many the first."""
    for domain, item in found[:MOST_SPREAD]:
        told = tuple(Voice(label=str(value), text=_functions(who)) for value, who in _who_said_what(material, item))
        yield voices(material, domain, item).model_copy(update={"question": "", "voices": told})
    if len(found) > MOST_SPREAD:
        yield Paragraph(text=more(len(found) - MOST_SPREAD), tone="note")


def _who_said_what(material: Material, item: Item) -> Iterator[tuple[int, list[str]]]:
    """From high to low who gave each answer."""
    given: dict[int, list[str]] = {}
    for answer in item.answers:
        if isinstance(answer.value, int):
            given.setdefault(answer.value, []).append(material.function_of(answer.participant))
    yield from sorted(given.items(), reverse=True)


def _functions(names: Sequence[str]) -> str:
    counts = Counter(names)
    return "; ".join(name if n == 1 else f"{n} keer {name}" for name, n in counts.items())


def _patterns(material: Material) -> Iterator[Section]:
    """Who gave the same answer to everything in a domain; a reason to ask, never a conclusion."""
    found = []
    for point in material.points:
        if point.kind == "pattern":
            person = point.participant or ""
            name = differences.WHOLE if point.domain == GENERAL_PART else material.by_id[point.domain].name
            alike = material.alike[person, point.domain]
            found.append(all_alike(material.function_of(person), name, alike.n, alike.value))
    if found:
        yield Section(id="patronen", title="Opvallende patronen", blocks=(BulletList(items=tuple(found)),))


def _own_words(material: Material) -> Iterator[Section]:
    blocks = [block for domain in material.domains for block in _own_words_about(material, domain)]
    if blocks:
        yield Section(id="woorden", title="In eigen woorden", blocks=(Paragraph(text=OWN_WORDS), *blocks))


def _own_words_about(material: Material, domain: DomainMaterial) -> Iterator[Block]:
    written = [each for each in material.context.own_words if each.domain == domain.domain.id]
    if written:
        yield Heading(level=3, text=domain.domain.title)
    for question in dict.fromkeys(each.question for each in written):
        facts = tuple(FactRow(label=each.function, text=each.text) for each in written if each.question == question)
        yield Heading(level=4, text=question)
        yield KeyFacts(facts=facts)


def _evidence(material: Material) -> Iterator[Section]:
    """The matrix of what high scores rest on, and what could show those without; nothing without a high score."""
    rows = tuple(_evidence_rows(material))
    if not any(cell.proof for row in rows for cell in row.cells):
        return
    columns = tuple(domain.name for domain in material.domains)
    bare = _bare(material)
    impressions = sum(_proof(item) == "impression" for _, item in bare)
    blocks = [
        EvidenceTable(caption=MATRIX, corner="Vraag", columns=columns, rows=rows),
        Paragraph(text=LEGEND, tone="note"),
        *_to_ask(bare),
        *_unsure(material),
    ]
    title = evidence(len(bare) - impressions, impressions)
    yield Section(id="bewijs", title=title, blocks=tuple(blocks))


def _evidence_rows(material: Material) -> Iterator[EvidenceRow]:
    for place, questions in enumerate(zip(*(domain.items for domain in material.domains), strict=True)):
        cells = tuple(_evidence_cell(material, domain.items[place]) for domain in material.domains)
        yield EvidenceRow(title=questions[0].question.short_name, cells=cells)


def _evidence_cell(material: Material, item: Item) -> EvidenceCell:
    agreement = material.result.agreement.get(item.id)
    mark = " *" if agreement is not None and agreement.kind == STRIKING[0] else ""
    proof = _proof(item)
    return EvidenceCell(text=_spanned(item) + mark, word=PROOFS[proof] if proof else "", proof=proof)


def _spanned(item: Item) -> str:
    """The agreed score, or the lowest and the highest answer."""
    if item.agreed is not None:
        return answered(item.agreed.value)
    if item.score.state != "scored":
        return "–" if item.score.state == "not_applicable" else "?"
    low, high = min(item.numbers), max(item.numbers)
    return str(low) if low == high else f"{low}–{high}"


def _proof(item: Item) -> Proof | None:
    """What a high score rests on, as the points to talk about take it; None where nothing high counts."""
    high: list[Answer | AgreedScore] = [each for each in item.answers if _is_high(each)]
    if item.agreed is not None:
        if not _is_high(item.agreed):
            return None
        high.append(item.agreed)
    if not high:
        return None
    if any(map(_is_backed, high)):
        return "backed"
    return "impression" if any(each.evidence for each in high) else "bare"


def _is_high(said: Answer | AgreedScore) -> bool:
    return isinstance(said.value, int) and said.value >= HIGH


def _is_backed(said: Answer | AgreedScore) -> bool:
    return said.evidence is not None and said.evidence.counts


def _to_ask(bare: Sequence[Placed]) -> Iterator[Block]:
    """What could show the high scores without evidence, where those are few."""
    general = [item.question.short_name for domain, item in bare if domain is None]
    if 0 < len(bare) <= MOST_ASKED:
        rows = tuple(
            (
                Cell(text=f"{name_of(domain)}: {item.question.short_name}"),
                Cell(text=_spanned(item)),
                Cell(text=sentence_start((item.question.evidence or "").removeprefix("Bijvoorbeeld: "))),
            )
            for domain, item in bare
        )
        columns = tuple(Column(title=title) for title in ("Vraag", "Score", "Wat het kan laten zien"))
        yield Table(caption=ASK, columns=columns, rows=rows)
    elif general:
        yield Paragraph(text=also(general))


def _unsure(material: Material) -> Iterator[Block]:
    by_item = {item.id: f"{name_of(domain)}: {item.question.short_name}" for domain, item in material.everything()}
    names = [by_item[point.subject] for point in material.points if point.kind == "uncertain"]
    if names:
        yield Paragraph(text=unsure(names[:MOST_ASKED]))


def _differs(item: Item) -> bool:
    """Whether an agreed score is another one than what the answers amount to (S1); not where that is unknown."""
    before = _before(item)
    return before is not None and (before.state, before.points) != (item.score.state, item.score.points)


def _before(item: Item) -> ItemScore | None:
    """What the answers amount to without the agreed score; None where that is unknown, or nothing was agreed."""
    if item.agreed is None or not item.answers:
        return None
    found = item_score(item.id, [answer.value for answer in item.answers])
    return None if found.state == "unknown" else found


def _way(item: Item) -> str:
    before = _before(item)
    if before is None or before.points is None or item.score.points is None:
        return "other"
    return "down" if item.score.points < before.points else "up"


def _changed(material: Material) -> Iterator[Section]:
    """The agreed scores that differ from the answers, or that somebody sees differently, with what was said."""
    everything = list(material.everything())
    changes = [item.id for _, item in everything if _differs(item)]
    dissents = [item.id for _, item in everything if item.id in material.context.dissents and item.agreed]
    told = {*changes, *dissents}
    if told:
        blocks: list[Block] = [voices(material, domain, item) for domain, item in everything if item.id in told]
        same = sum(item.agreed is not None and item.id not in changes for _, item in everything)
        if same:
            blocks.insert(0, Paragraph(text=unchanged(same)))
        yield Section(id="veranderd", title=changed(len(changes)), blocks=tuple(blocks))


def _unknown(material: Material) -> Iterator[Section]:
    """What is not known with whom to ask and what was said of it, and how far scores can still move."""
    groups = list(unknown_groups(material))
    if not groups:
        return
    needed = {domain.name: answers_needed(material, domain) for domain in material.domains}
    title = unknown(sum(len(items) for *_, items, _ in groups), {name: n for name, n in needed.items() if n})
    said = [_unknown_said(material, items) for *_, items, _ in groups]
    rows = tuple(
        (*unknown_row(*group), *([Cell(text=text)] if any(said) else []))
        for group, text in zip(groups, said, strict=True)
    )
    titles = ("Domein", "Niveau", "Nog niet bekend", "Wie dit kan weten", "Wat erover is gezegd")
    columns = tuple(Column(title=title) for title in titles[: len(rows[0])])
    table = Table(caption=differences.UNKNOWN_CAPTION, columns=columns, rows=rows)
    yield Section(id="onbekend", title=title, blocks=(*_reach(material), table))


def _unknown_said(material: Material, items: Sequence[Item]) -> str:
    told = [
        f"{answer.reason}{_by(material, answer)}"
        for item in items
        for answer in item.answers
        if answer.reason and answer.reason.strip()
    ]
    return " ".join(list(dict.fromkeys(told))[:MOST_UNKNOWN_SAID])


def _by(material: Material, answer: Answer) -> str:
    """The function of who said something, unless one person filled in everything."""
    return "" if material.sole_participant else f" ({material.function_of(answer.participant)})"


def _reach(material: Material) -> Iterator[Block]:
    """How far the totals can still move, of the domains where that is so."""
    found = [
        domain
        for domain in material.domains
        if domain.result.total.low is not None and domain.result.total.low != domain.result.total.high
    ]
    if found:
        rows = tuple(_reach_row(domain) for domain in found)
        yield Figure(
            kind="dots",
            message=REACH,
            alt=overview.totals_alt([(row[0].text, f"{row[1].text}, kan {row[2].text} worden") for row in rows]),
            words=material.questionnaire.words,
            dots=tuple(score_dot(domain.name, domain.result.total) for domain in found),
            table=Table(
                caption=TOTALS,
                columns=(Column(title="Domein"), Column(title="Score nu"), Column(title="Kan nog worden")),
                rows=rows,
            ),
        )


def _reach_row(domain: DomainMaterial) -> tuple[Cell, ...]:
    total = domain.result.total
    low, high = (number(points or Fraction(0), 0) for points in (total.low, total.high))
    now = "?" if total.score is None else number(total.score, 0)
    value = None if total.score is None else exact_number(total.score)
    return (Cell(text=domain.name), Cell(text=now, value=value), Cell(text=f"{low} tot {high}"))


def _order(material: Material) -> Iterator[Section]:
    """The order of the chances with its certainty, and what weighs; nothing where less than two domains have one."""
    ranking = material.result.ranking
    if len(ranking) > 1:
        uncertain = sum(rank.best != rank.worst for rank in ranking)
        rows = tuple(_order_row(material.by_id[rank.domain], rank.best, rank.worst) for rank in ranking)
        titles = ("Domein", "Kans", "Woord", "Plaats", "Wat de doorslag geeft")
        columns = tuple(Column(title=title, align="number" if title == "Kans" else "text") for title in titles)
        table = Table(caption=chances.ORDER_CAPTION, columns=columns, rows=rows)
        title = order(uncertain, len(ranking), len(material.domains))
        yield Section(id="volgorde", title=title, blocks=(table,))


def _order_row(domain: DomainMaterial, best: int, worst: int) -> tuple[Cell, ...]:
    found = domain.result.opportunity
    if found is None:
        raise ValueError(f"{domain.domain.id} stands in the ranking without an opportunity")
    weighs = [
        reached_statement(item.question.statements, item.score.points)
        for item in domain.chances
        if item.question.id in chances.BESIDE and item.score.points is not None and item.question.statements
    ]
    return (
        Cell(text=domain.name),
        Cell(text=number(found.score, 0), value=exact_number(found.score)),
        Cell(text=found.word),
        Cell(text=place(best, worst)),
        Cell(text=sentence_start(", ".join(weighs))),
    )


def _comparable(material: Material) -> Iterator[Section]:
    """The domains that miss an anchor question; nothing where none does."""
    missed = []
    for domain in material.domains:
        states = [item.score.state for item in domain.items if item.question.anchor]
        scored, asked = states.count("scored"), len(states) - states.count("not_applicable")
        if scored < asked:
            missed.append(f"{domain.name} ({scores.coverage(scored, asked)})")
    if missed:
        title = comparable(len(material.domains) - len(missed), len(material.domains))
        yield Section(id="vergelijkbaar", title=title, blocks=(Paragraph(text=anchors(missed)),))


def _said(material: Material) -> Iterator[Section]:
    """What was said and stands nowhere above; when it is very much, that it stands in Excel."""
    told = {item.id for _, item in _striking(material, STRIKING[0])[:MOST_CASES]}
    told |= {item.id for _, item in material.everything() if _differs(item) or item.id in material.context.dissents}
    found = [
        (domain, item, answer)
        for domain, item in material.everything()
        for answer in item.answers
        if item.id not in told and item.score.state != "unknown" and answer.reason and answer.reason.strip()
    ]
    n = len(found)
    if n > MOST_SAID:
        yield Section(id="gezegd", title=said(n), blocks=(Paragraph(text=too_many(n)),))
    elif n:
        groups: dict[str, list[tuple[str, Answer]]] = {}
        for domain, item, answer in found:
            if n <= FEW_SAID:
                groups.setdefault(SAID, []).append((f"{name_of(domain)}: {item.question.short_name}", answer))
            else:
                name = domain.domain.title if domain else differences.WHOLE
                groups.setdefault(name, []).append((item.question.short_name, answer))
        tables = [_said_table(material, name, rows) for name, rows in groups.items()]
        marked = any("!" in row[1].text for table in tables for row in table.rows)
        notes = [Paragraph(text=MARKED, tone="note")] if marked else []
        yield Section(id="gezegd", title=said(n), blocks=(*notes, *tables))


def _said_table(material: Material, name: str, found: Sequence[tuple[str, Answer]]) -> Table:
    rows = tuple(
        (
            Cell(text=about),
            Cell(text=differences.label(answer.value) + (" !" if _is_high(answer) and not _is_backed(answer) else "")),
            Cell(text=_said_text(material, answer)),
        )
        for about, answer in found
    )
    columns = tuple(Column(title=title) for title in ("Vraag", "Antwoord", "Toelichting, en waar het uit blijkt"))
    return Table(caption=name, columns=columns, rows=rows)


def _said_text(material: Material, answer: Answer) -> str:
    function = None if material.sole_participant else material.function_of(answer.participant)
    return f"{(answer.reason or '').strip()}{said_with(answer, function)}"

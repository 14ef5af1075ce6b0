"""The proposed agenda of the next conversation: a rule over differences, evidence, what is unknown, chances and people.

Of each kind the largest comes first. The largest of every kind goes on the agenda, then the next of every kind as
long as it fits in MOST_MINUTES, at most MOST_OF_A_KIND; it is told in the order of the kinds. What is left is said.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import zip_longest

from app.documents.model import Block, BulletList, Cell, Column, Heading, Paragraph, Table
from app.reports.document import differences as unknown_texts
from app.reports.document.differences import STRIKING, WHOLE, striking, unknown_groups
from app.reports.document.material import DomainMaterial, Item, Material
from app.state.points import HIGH
from app.texts.words import counted, listing
from scoring.result import Agreement

CAPTION = "Voorstel voor de agenda"
TOGETHER = "Samen"
NOTHING = "Er staat niets open. Kies wat jullie zelf willen bespreken."
START = (
    "Vraag eerst: ‘Wat zie jij gebeuren dat een ander misschien niet ziet?’ Praat pas daarna over de score. "
    "Een middenweg is geen doel: het hoogste antwoord dat helemaal klopt, telt."
)
COORDINATOR = "coördinator"
ADVISER = "adviseur"
CHANCES = "kansen"
BARE = "Waar blijkt dat uit? Is er een stuk, een afspraak of een getal?"
IMPRESSION = "Nu staat er alleen een eigen indruk bij. Waar blijkt het nog meer uit?"
CLOSE = "De cijfers liggen dicht bij elkaar. Wat geeft voor jullie de doorslag?"
NEXT = "De volgende meting"
ALONE = "Wie vullen er dan mee in? Uit de antwoorden van 1 persoon blijken geen verschillen."


def agenda_title(minutes: int) -> str:
    """Over the agenda; none is proposed where nothing is open."""
    return f"Voorstel voor het volgende gesprek: {minutes} minuten" if minutes else "Voor het volgende gesprek"


def _side_text(value: int, functions: Sequence[str]) -> str:
    return f"{value} ({functions[0] if len(functions) == 1 else f'{len(functions)} collega’s'})"


def who_knows(n: int, needed: int | None) -> str:
    """Who can answer them; `needed` is how many answers give the domain a total that it does not have."""
    asked = "Wie weet het antwoord" if n == 1 else f"Wie weet de antwoorden op deze {n} vragen"
    total = f" Met {counted(needed, 'antwoord', 'antwoorden')} meer kan er een totaal zijn." if needed else ""
    return f"{asked}, en wanneer spreken we die?{total}"


def chances_open(names: Sequence[str], n: int) -> str:
    """For which domains, and what that means."""
    are = "is" if n == 1 else "zijn"
    where = listing(names) if len(names) <= _NAMED else f"{len(names)} domeinen"
    return f"{counted(n, 'vraag', 'vragen')} over kansen {are} nog open bij {where}. Zonder antwoord is er geen plaats."


_NAMED = 3
_LEFT = 6


def levels_missing(levels: Sequence[str]) -> str:
    """The levels of which nobody answered."""
    return f"Wie van {listing([level.lower() for level in levels])} vult dan mee in? Daarvan vulde nu niemand in."


def not_on_it(subjects: Sequence[str]) -> str:
    """What is for another conversation; of very much the first."""
    more = len(subjects) - _LEFT
    named = [*subjects[:_LEFT], *([f"nog {counted(more, 'onderwerp', 'onderwerpen')}"] if more > 0 else [])]
    return f"Staat niet op deze agenda: {'; '.join(named)}."


GAINS = "Wat dit gesprek kan opleveren"


def gain(kind: str, names: Sequence[str], n: int) -> str:
    """What the subjects of one kind can bring, which are about these domains and so many questions or domains."""
    about = listing([f"de {name.lower()}" if name == WHOLE else name for name in names])
    return {
        "differences": f"Een score met een reden bij {counted(n, 'vraag', 'vragen')} over {about}.",
        "evidence": f"Bewijs bij {counted(n, 'hoge score', 'hoge scores')} van {about}, of een lagere score.",
        "totals": f"Een totaal voor {about}.",
        "answers": f"Antwoord op {counted(n, 'vraag', 'vragen')} over {about}.",
        "places": f"Wat er nodig is voor een plaats van {about} in de volgorde.",
        "choice": f"Een keuze uit {n} domeinen die dicht bij elkaar liggen, met een eigen reden.",
        "people": "Functies die de volgende keer ook invullen.",
    }[kind]


@dataclass(frozen=True, slots=True)
class Gain:
    """What a subject can bring: of which kind, for which domains and for how many questions or domains."""

    kind: str
    names: tuple[str, ...] = ()
    n: int = 0


MOST_MINUTES = 90
"""What one conversation lasts at most."""
MOST_OF_A_KIND = 3
"""More than so many subjects of one kind are for another conversation."""
MOST_ASKED = 4
"""So many functions are named with a subject."""
SHOWN_FROM = Fraction(2, 3)
"""The coverage from which a dimension is shown (S9)."""
LEVELS_SHOWN = 2
"""And so many levels with a score."""


@dataclass(frozen=True, slots=True)
class TalkSubject:
    """Something to talk about, with the question that opens it, who must be there, and for how many minutes."""

    subject: str
    question: str
    who: tuple[str, ...]
    minutes: int
    gain: Gain


@dataclass(frozen=True, slots=True)
class Agenda:
    """What is for one conversation, and the subjects that are not."""

    points: tuple[TalkSubject, ...]
    left_out: tuple[str, ...]

    @property
    def minutes(self) -> int:
        return sum(point.minutes for point in self.points)


def agenda(material: Material) -> Agenda:
    """The agenda of this assessment, at most MOST_MINUTES long."""
    return fitted([[*make(material)] for make in (_differences, _evidence, _unknown, _chances, _next_round)])


def fitted(kinds: Sequence[Sequence[TalkSubject]]) -> Agenda:
    """The first of every kind, then the second and the third, as long as they fit; in the order of the kinds."""
    kept: list[TalkSubject] = []
    for turn in zip_longest(*(kind[:MOST_OF_A_KIND] for kind in kinds)):
        for point in turn:
            if point is not None and sum(each.minutes for each in kept) + point.minutes <= MOST_MINUTES:
                kept.append(point)
    every = [point for kind in kinds for point in kind]
    return Agenda(
        tuple(point for point in every if point in kept), tuple(point.subject for point in every if point not in kept)
    )


def agenda_blocks(found: Agenda) -> tuple[Block, ...]:
    """The agenda as a table, how to begin, and what is not on it."""
    if not found.points:
        return (Paragraph(text=NOTHING),)
    titles = ("Onderwerp", "Vraag om mee te beginnen", "Wie erbij", "Minuten")
    columns = tuple(Column(title=title, align="number" if title == "Minuten" else "text") for title in titles)
    rows = [
        (
            Cell(text=f"{place}. {point.subject}"),
            Cell(text=point.question),
            Cell(text="; ".join(point.who)),
            Cell(text=str(point.minutes), value=point.minutes),
        )
        for place, point in enumerate(found.points, start=1)
    ]
    total = Cell(text=str(found.minutes), value=found.minutes)
    last = (Cell(text=TOGETHER), Cell(text=""), Cell(text=""), total)
    table = Table(caption=CAPTION, columns=columns, rows=(*rows, last))
    left = (Paragraph(text=not_on_it(found.left_out), tone="note"),) if found.left_out else ()
    gains = BulletList(items=tuple(gains_of(found.points)))
    return (table, *left, Paragraph(text=START), Heading(level=3, text=GAINS), gains)


def gains_of(points: Sequence[TalkSubject]) -> Iterator[str]:
    """What a conversation about these can bring, each kind once."""
    kinds: dict[str, list[Gain]] = {}
    for point in points:
        kinds.setdefault(point.gain.kind, []).append(point.gain)
    for kind, found in kinds.items():
        names = tuple(dict.fromkeys(name for each in found for name in each.names))
        yield gain(kind, names, sum(each.n for each in found))


def _minutes(questions: int, sizes: tuple[int, int, int], borders: tuple[int, int]) -> int:
    """Minutes by how many questions there are: up to the first border, up to the second, and more."""
    return sizes[sum(questions > border for border in borders)]


def _differences(material: Material) -> Iterator[TalkSubject]:
    """What colleagues see differently (S13), by domain and level: the most questions first, then the furthest apart."""
    groups: dict[tuple[str, str | None], list[tuple[Item, Agreement]]] = {}
    for name, item, agreement in striking(material):
        if agreement.kind == STRIKING[0]:
            groups.setdefault((name, _level(material, item)), []).append((item, agreement))
    for (name, level), found in sorted(groups.items(), key=lambda each: -len(each[1])):
        item = found[0][0]
        high, low = (_side(material, item, pick(item.numbers)) for pick in (max, min))
        yield TalkSubject(
            f"{name}: {level.lower()}" if level else name,
            f"‘{item.question.short}’: {_side_text(*high)} tegenover {_side_text(*low)}. Hoe komt dat?",
            _few((*high[1], *low[1])),
            _minutes(len(found), (10, 15, 20), (1, 2)),
            Gain("differences", (name,), len(found)),
        )


def _level(material: Material, item: Item) -> str | None:
    if item.question.kind == "opportunity":
        return CHANCES
    return material.levels[item.question.level].title if item.question.level else None


def _side(material: Material, item: Item, value: int) -> tuple[int, list[str]]:
    return value, [_called(material, each.participant) for each in item.answers if each.value == value]


def _called(material: Material, participant_id: str) -> str:
    """The function alone: at which level somebody works stands with what they answered."""
    return material.function_of(participant_id).partition(", ")[0]


def _few(functions: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(functions))[:MOST_ASKED]


def _evidence(material: Material) -> Iterator[TalkSubject]:
    """The domains with high scores without evidence, the most first."""
    bare = {point.subject for point in material.points if point.kind == "no_evidence"}
    groups: dict[str, list[tuple[DomainMaterial | None, Item]]] = {}
    for domain, item in material.everything():
        if item.id in bare:
            groups.setdefault(domain.domain.id if domain else "", []).append((domain, item))
    for found in sorted(groups.values(), key=lambda each: -len(each)):
        domain, items = found[0][0], [item for _, item in found]
        said = all(impressed(item) for item in items)
        yield TalkSubject(
            f"{domain.name if domain else WHOLE}: bewijs bij {counted(len(items), 'score', 'scores')}",
            IMPRESSION if said else BARE,
            _who_shows(material, domain, items),
            _minutes(len(items), (5, 10, 15), (2, 5)),
            Gain("evidence", (domain.name if domain else WHOLE,), len(items)),
        )


def impressed(item: Item) -> bool:
    """Whether an own impression is said with what is high about an item."""
    found = [each.evidence for each in (item.agreed, *item.answers) if each is not None]
    return any(each is not None and not each.counts for each in found)


def _who_shows(material: Material, domain: DomainMaterial | None, items: Sequence[Item]) -> tuple[str, ...]:
    """Who gave the high answers, the most first; where one person filled in everything, who could know it."""
    if not material.sole_participant:
        high = [each for item in items for each in item.answers if isinstance(each.value, int) and each.value >= HIGH]
        functions = Counter(_called(material, each.participant) for each in high)
        if functions:
            return _few(function for function, _ in functions.most_common())
    if domain is None:
        return (unknown_texts.GENERAL_WHO,)
    levels = Counter(item.question.level for item in items if item.question.level)
    return _few(unknown_texts.who_could_know(domain.domain, level) for level, _ in levels.most_common())


def _unknown(material: Material) -> Iterator[TalkSubject]:
    """What nobody could answer, by domain: the most questions first; chances stand apart."""
    groups: dict[str, list[tuple[list[Item], str]]] = {}
    for name, level, items, who in unknown_groups(material):
        if level != unknown_texts.CHANCES:
            groups.setdefault(name, []).append((items, who))
    needed = {domain.name: answers_needed(material, domain) for domain in material.domains}
    ordered = sorted(groups.items(), key=lambda each: -sum(len(items) for items, _ in each[1]))
    for name, parts in ordered:
        n = sum(len(items) for items, _ in parts)
        asked = _few(who for _, who in parts)
        yield TalkSubject(
            f"{name}: {counted(n, 'vraag', 'vragen')} open",
            who_knows(n, needed.get(name)),
            asked,
            _minutes(n, (5, 10, 15), (2, 5)),
            Gain("totals" if needed.get(name) else "answers", (name,), n),
        )


def answers_needed(material: Material, domain: DomainMaterial) -> int | None:
    """How many answers more give a domain its total (S6, S9); None where it has one or cannot get one."""
    if domain.result.total.score is not None or domain.result.total.low is None:
        return None
    needed = 0
    for dimension, found in domain.result.dimensions.items():
        levels = [domain.result.known.cells[dimension, level.id] is not None for level in material.questionnaire.levels]
        missing = math.ceil(SHOWN_FROM * found.applicable) - found.scored
        needed += max(0, missing, LEVELS_SHOWN - sum(levels))
    return needed


def _chances(material: Material) -> Iterator[TalkSubject]:
    """The open questions about chances, then the order as far as it is not certain (S21)."""
    found = {domain.name: sum(item.score.state == "unknown" for item in domain.chances) for domain in material.domains}
    names = [name for name, n in found.items() if n]
    both = (COORDINATOR, ADVISER)
    if names:
        yield TalkSubject(
            f"Kansen van {counted(len(names), 'domein', 'domeinen')}",
            chances_open(names, sum(found.values())),
            both,
            15,
            Gain("places", tuple(names)),
        )
    uncertain = [rank for rank in material.result.ranking if rank.best != rank.worst]
    if uncertain:
        subject = f"Volgorde van {counted(len(uncertain), 'domein', 'domeinen')}"
        yield TalkSubject(subject, CLOSE, both, 20, Gain("choice", n=len(uncertain)))


def _next_round(material: Material) -> Iterator[TalkSubject]:
    """Who could fill in with the others: after one person alone anybody, and else the levels of which nobody did."""
    answered = {answer.participant for answer in material.assessment.answers}
    people = [person for person in material.assessment.participants if person.id in answered]
    levels = {person.level for person in people}
    missing = [level.title for level in material.questionnaire.levels if level.id not in levels]
    if len(people) == 1:
        yield TalkSubject(NEXT, ALONE, (COORDINATOR,), 10, Gain("people"))
    elif people and missing:
        yield TalkSubject(NEXT, levels_missing(missing), (COORDINATOR,), 10, Gain("people"))

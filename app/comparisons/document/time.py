"""Section 6: three rounds or more, each on its own whole profile; the line breaks where questions differ."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.comparisons.document.ground import Ground, Round, domains_of
from app.documents.model import (
    Block,
    Cell,
    Heading,
    Paragraph,
    Section,
    Table,
    Trend,
    TrendPoint,
    columns_of,
    score_cell,
)
from app.web.formatting import exact_number, number
from questionnaires.model import Domain
from scoring.engine import score
from scoring.result import DomainResult, Score

TITLE = "Door de tijd"
LEAD = (
    "Hier staat elke ronde met zijn eigen hele profiel. Niet in elke ronde zijn dezelfde vragen bekend. "
    "Lees dit als een beeld, niet als bewijs. Wat echt te vergelijken is, staat bij ‘Per domein’."
)
BREACH = "andere vragenlijst"
BREAKS = "Bij de stippellijn veranderde de vragenlijst. Daar loopt geen lijn, want die punten zijn niet vergelijkbaar."
COLUMNS = ("Ronde", "Vragenlijst", "Totaal")
NOT_CHOSEN = "niet gekozen"
UNKNOWN = "nog te weinig bekend"
NO_TOTAL = "In geen enkele ronde is er een totaalscore: er is nog te weinig bekend."


def caption(name: str) -> str:
    """Above the table of a domain."""
    return f"{name} door de tijd (0 tot 100 punten)"


def message(runs: Sequence[Sequence[tuple[int, Score]]]) -> str:
    """What the total of a domain did; each run is of rounds that can stand on one line."""
    known = [[(n, score) for n, score in run if score is not None] for run in runs]
    return " ".join(_run(run) for run in known if run) or NO_TOTAL


def _run(run: Sequence[tuple[int, Score]]) -> str:
    """One run of rounds with a total."""
    (first, then), (last, now) = run[0], run[-1]
    if len(run) == 1:
        return f"In ronde {first} was het totaal {number(then or 0)}."
    if number(then or 0) == number(now or 0):
        return f"In ronde {first} en in ronde {last} was het totaal {number(now or 0)}."
    return f"Van ronde {first} naar ronde {last} ging het totaal van {number(then or 0)} naar {number(now or 0)}."


def alt(name: str, points: Sequence[tuple[str, str, bool]]) -> str:
    """The picture for who cannot see it: round, score, and whether the line breaks before it."""
    said = [
        f"{'daarna een andere vragenlijst, ' if breaks else ''}{label.lower()} {text}" for label, text, breaks in points
    ]
    return f"{name}, totaalscore per ronde op een schaal van 0 tot 100: {'; '.join(said)}."


FEWEST = 3
"""Two rounds are no trend: they are compared."""


@dataclass(frozen=True, slots=True)
class DomainThen:
    """One domain in one round; without a result it was not chosen there."""

    round: Round
    result: DomainResult | None
    breaks: bool
    """Whether the round before was on another version."""

    @property
    def total(self) -> Score:
        """The total of its own whole profile."""
        return self.result.total.score if self.result else None


def time_sections(ground: Ground) -> tuple[Section, ...]:
    """One section, or none with fewer than three rounds."""
    rounds = ground.material.rounds
    if len(rounds) < FEWEST:
        return ()
    blocks: list[Block] = [Paragraph(text=LEAD)]
    found = [block for domain, course in courses(ground) for block in _domain(ground, domain, course)]
    if any(isinstance(block, Trend) and any(point.breaks for point in block.points) for block in found):
        blocks.append(Paragraph(text=BREAKS))
    blocks += found
    return (Section(id="tijd", title=TITLE, blocks=tuple(blocks)),)


def courses(ground: Ground) -> Iterator[tuple[Domain, tuple[DomainThen, ...]]]:
    """Each domain of the later round in every round; an own domain with another title is another one."""
    rounds = ground.material.rounds
    results = [score(each.questionnaire, each.data) for each in rounds]
    known = [{domain.id: domain for domain in domains_of(each)} for each in rounds]
    for compared in ground.domains:
        domain, course = compared.domain, []
        for place, one in enumerate(rounds):
            then = known[place].get(domain.id)
            same = then is not None and (not domain.own or then.title == domain.title)
            found = results[place].domains[domain.id] if same else None
            breaks = place > 0 and rounds[place - 1].questionnaire.version != one.questionnaire.version
            course.append(DomainThen(one, found, breaks))
        yield domain, tuple(course)


def _domain(ground: Ground, domain: Domain, course: Sequence[DomainThen]) -> Iterator[Block]:
    """The trend; without a single total only the table."""
    yield Heading(level=3, text=domain.title, anchor=f"tijd-{domain.id}")
    if all(each.total is None for each in course):
        yield Paragraph(text=NO_TOTAL)
        yield _table(ground, domain, course)
    else:
        yield _trend(ground, domain, course)


def _trend(ground: Ground, domain: Domain, course: Sequence[DomainThen]) -> Trend:
    points = tuple(
        TrendPoint(
            label=f"Ronde {each.round.number}",
            text="–" if each.total is None else number(each.total),
            value=None if each.total is None else exact_number(each.total),
            breaks=each.breaks,
        )
        for each in course
    )
    return Trend(
        message=message(_runs(course)),
        alt=alt(domain.short, [(point.label, point.text, point.breaks) for point in points]),
        breach=BREACH,
        words=ground.material.after.questionnaire.words,
        points=points,
        table=_table(ground, domain, course),
    )


def _runs(course: Sequence[DomainThen]) -> list[list[tuple[int, Score]]]:
    """The rounds in pieces that can stand on one line: cut at other versions, and where there is no total."""
    runs: list[list[tuple[int, Score]]] = [[]]
    for each in course:
        if each.breaks or each.total is None:
            runs.append([])
        runs[-1].append((each.round.number, each.total))
        if each.total is None:
            runs.append([])
    return [run for run in runs if run]


def _table(ground: Ground, domain: Domain, course: Sequence[DomainThen]) -> Table:
    titles = (*COLUMNS, *ground.titles.values())
    return Table(
        caption=caption(domain.short),
        columns=columns_of(titles, titles[2:]),
        rows=tuple(_row(ground, each) for each in course),
    )


def _row(ground: Ground, each: DomainThen) -> tuple[Cell, ...]:
    agreed = each.round.agreed_on
    # The year, unless the municipality put it in the title.
    when = f", {agreed.year}" if agreed and str(agreed.year) not in each.round.title else ""
    title = f"{each.round.number}. {each.round.title}{when}{'' if agreed else ' (voorlopig)'}"
    scores = [each.total, *(each.result.dimensions[name].score if each.result else None for name in ground.titles)]
    return (
        Cell(text=title),
        Cell(text=f"versie {each.round.questionnaire.version}"),
        *map(score_cell, scores),
    )

"""Opening and posting pages at 1, 8 and 32 respondents, against the bare stack in the same run."""

from collections.abc import Iterator, Sequence
from itertools import product as pairs
from pathlib import Path

from tests.benchmarks.load import Figures, Respondent, measure
from tests.benchmarks.product import Bare, Coordinator, make_respondents
from tests.benchmarks.servers import Running, memory, serving
from tests.benchmarks.table import Line, at_least, at_most, shown

CROWDS = (1, 8, 32)
GOAL = 0.5
WARM = 4
"""Seconds in which both fill what they keep, before anything counts."""
ROUNDS = 2
"""Product and bare stack take turns so often, so that a slow moment of the machine hits both."""


def throughput_lines(folder: Path, seconds: float) -> Iterator[tuple[str, list[Line]]]:
    """Sections of the table, each when it has been measured."""
    made = make_respondents(folder, max(CROWDS))
    with serving("product", folder, "/inloggen") as ours, serving("bare", folder, "/0") as bare:
        respondents = [Coordinator(ours.port, *cookie_and_address) for cookie_and_address in made]
        others = [Bare(bare.port) for _ in made]
        yield "Starting", starting_lines(ours)
        measure(respondents[:8], "post", WARM)
        measure(others[:8], "post", WARM)
        for kind, crowd in pairs(("open", "post"), CROWDS):
            yield f"{kind}, {crowd} at once", crowd_lines(kind, respondents[:crowd], others[:crowd], seconds)
        yield "Memory", memory_lines(ours, respondents[0])


def starting_lines(ours: Running) -> list[Line]:
    """How long it takes to the first page."""
    return [shown("cold start to the first page", ours.cold_start, "2 s", ".2f", " s")]


def crowd_lines(
    kind: str, respondents: Sequence[Respondent], others: Sequence[Respondent], seconds: float
) -> list[Line]:
    """Product and bare stack in turns; the ratio counts from 8 respondents on."""
    turns = [
        (measure(respondents, kind, seconds / ROUNDS), measure(others, kind, seconds / ROUNDS)) for _ in range(ROUNDS)
    ]
    ours, bare = joined([turn[0] for turn in turns]), joined([turn[1] for turn in turns])
    ratio = ours.per_second / bare.per_second if bare.per_second else 0.0
    what = "ratio of product to bare stack"
    return [
        figures_line("product", ours),
        figures_line("bare stack", bare),
        at_most("errors", len(ours.errors) + len(bare.errors), 0),
        *([shown("longest", ours.longest, "under 150 ms")] if kind == "post" else []),
        at_least(what, ratio, GOAL) if len(respondents) > 1 else shown(what, ratio, "", ".2f", ""),
    ]


def joined(turns: Sequence[Figures]) -> Figures:
    """The figures of several turns of the same length."""
    return Figures(
        sum(turn.per_second for turn in turns) / len(turns),
        sum(turn.p50 for turn in turns) / len(turns),
        sum(turn.p95 for turn in turns) / len(turns),
        max(turn.longest for turn in turns),
        tuple(error for turn in turns for error in turn.errors),
    )


def figures_line(name: str, figures: Figures) -> Line:
    """Latencies and throughput on one line."""
    latencies = f"p50 {figures.p50:.1f}, p95 {figures.p95:.1f}, max {figures.longest:.0f} ms"
    return Line(f"{name}: {latencies}", f"{figures.per_second:.0f}/s")


def memory_lines(ours: Running, respondent: Coordinator) -> list[Line]:
    """Memory of both workers before any of them loaded matplotlib, and after."""
    before = memory(ours.pid)
    respondent.browser.connect()
    for _ in range(8):
        respondent.report()
    return [
        shown("2 workers before the first chart", before, "150 MiB", ".0f", " MiB"),
        shown("2 workers after reports as PDF", memory(ours.pid), "", ".0f", " MiB"),
    ]

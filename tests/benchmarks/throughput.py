"""Opening and posting pages at 1, 8 and 32 respondents, against the bare stack in the same run."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product as pairs
from pathlib import Path

from tests.benchmarks.load import Figures, Respondent, measure
from tests.benchmarks.product import Bare, Coordinator, make_respondents
from tests.benchmarks.servers import Running, memory, processor_time, serving
from tests.benchmarks.table import Line, at_least, at_most, shown

CROWDS = (1, 8, 32)
GOAL = 0.5
WARM = 4
"""Seconds in which both fill what they keep, before anything counts."""
ROUNDS = 2
"""Product and bare stack take turns so often, so that a slow moment of the machine hits both."""


@dataclass(frozen=True)
class Stack:
    """A server and the people at it."""

    name: str
    server: Running
    respondents: Sequence[Respondent]


@dataclass(frozen=True)
class Turn:
    """What a stack did in one turn; `processor` is in milliseconds for each step of a respondent."""

    figures: Figures
    processor: float


def throughput_lines(folder: Path, seconds: float) -> Iterator[tuple[str, list[Line]]]:
    """Sections of the table, each when it has been measured."""
    made = make_respondents(folder, max(CROWDS))
    with serving("product", folder, "/inloggen") as ours, serving("bare", folder, "/0") as bare:
        coordinators = [Coordinator(ours.port, *cookie_and_address) for cookie_and_address in made]
        stacks = (Stack("product", ours, coordinators), Stack("bare stack", bare, [Bare(bare.port) for _ in made]))
        yield "Starting", [shown("cold start to the first page", ours.cold_start, "2 s", ".2f", " s")]
        for stack in stacks:
            measure(stack.respondents[:8], "post", WARM)
        for kind, crowd in pairs(("open", "post"), CROWDS):
            yield f"{kind}, {crowd} at once", crowd_lines(stacks, kind, crowd, seconds / ROUNDS)
        yield "Memory", memory_lines(ours, coordinators[0])


def crowd_lines(stacks: tuple[Stack, Stack], kind: str, crowd: int, seconds: float) -> list[Line]:
    """Product and bare stack in turns; the ratio counts from 8 respondents on."""
    turns = [[one_turn(stack, kind, crowd, seconds) for stack in stacks] for _ in range(ROUNDS)]
    ours, bare = (joined(of_one) for of_one in zip(*turns, strict=True))
    ratio = ours.figures.per_second / bare.figures.per_second if bare.figures.per_second else 0.0
    what = "ratio of product to bare stack"
    return [
        *(figures_line(stack.name, turn) for stack, turn in zip(stacks, (ours, bare), strict=True)),
        at_most("errors", len(ours.figures.errors) + len(bare.figures.errors), 0),
        *([shown("longest", ours.figures.longest, "under 150 ms", ".0f")] if kind == "post" else []),
        at_least(what, ratio, GOAL) if crowd > 1 else shown(what, ratio, "", ".2f", ""),
    ]


def one_turn(stack: Stack, kind: str, crowd: int, seconds: float) -> Turn:
    """Some respondents of one stack, for some seconds."""
    before = processor_time(stack.server.pid)
    figures = measure(stack.respondents[:crowd], kind, seconds)
    steps = max(1, round(figures.per_second * seconds))
    return Turn(figures, (processor_time(stack.server.pid) - before) * 1000 / steps)


def joined(turns: Sequence[Turn]) -> Turn:
    """The figures of several turns of the same length."""
    all_figures = [turn.figures for turn in turns]
    figures = Figures(
        sum(one.per_second for one in all_figures) / len(turns),
        sum(one.p50 for one in all_figures) / len(turns),
        sum(one.p95 for one in all_figures) / len(turns),
        max(one.longest for one in all_figures),
        tuple(error for one in all_figures for error in one.errors),
    )
    return Turn(figures, sum(turn.processor for turn in turns) / len(turns))


def figures_line(name: str, turn: Turn) -> Line:
    """Latencies, what it took of the processor, and throughput."""
    figures = turn.figures
    latencies = f"p50 {figures.p50:.1f}, p95 {figures.p95:.1f} ms, max {figures.longest:.0f} ms"
    return Line(f"{name}: {latencies}, processor {turn.processor:.1f} ms", f"{figures.per_second:.0f}/s")


def memory_lines(ours: Running, respondent: Coordinator) -> list[Line]:
    """Memory of the server before any worker loaded what makes a report, and after reports."""
    respondent.browser.connect()
    for _ in range(8):
        respondent.report()
    return [
        shown("2 workers just started", ours.memory, "150 MiB", ".0f", " MiB"),
        shown("2 workers after reports as PDF", memory(ours.pid), "", ".0f", " MiB"),
    ]

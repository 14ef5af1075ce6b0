"""What runs where: `make test` proves the product in ten minutes, `make test-all` tries every combination.

The marks are in pyproject.toml; what they do is decided here, and nowhere else.
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, Protocol, TypeVar
from zlib import crc32

import pytest
from hypothesis import HealthCheck, settings

from tests.postgresql import binaries
from tests.statements import FOLDER, LISTENER, Heard

EVERYTHING = os.environ.get("SAMENHANG_TESTS") == "all"
"""Whether this is the long form."""
SHARE = 4
"""Of this many random examples the short form tries one."""
NARROWED = ("keyword", "markexpr", "deselect")
"""The options with which somebody chooses some of the tests."""


def examples(number: int) -> int:
    """How many of this number of random examples are tried: all of them, or a share in the short form."""
    return number if EVERYTHING else -(-number // SHARE)


# How long an example takes, or making it, depends on what else the machine does; speed is for the benchmarks.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
# The same examples each time: a fault that is there now and then is for the long form to find.
settings.register_profile("ci", settings.get_profile("unhurried"), max_examples=examples(100), derandomize=True)
settings.load_profile("unhurried" if EVERYTHING else "ci")


def fewer_on_postgresql(keys: Iterable[str], *there: str) -> tuple[Any, ...]:
    """(database, key) for tests that try everything for somebody: the short form has only some of them on PostgreSQL.

    What people may see is decided in one place, with the same statements for everybody who gets as far.
    """
    found = tuple(keys)
    on_postgresql = found if EVERYTHING else there
    return (
        *(("sqlite", key) for key in found),
        *(pytest.param("postgresql", key, marks=pytest.mark.postgresql) for key in on_postgresql),
    )


def askers(expected: Mapping[str, str], database: str, path: str) -> list[str]:
    """Who tries a door: everybody, but in the short form on PostgreSQL only one for each answer that is `expected`.

    Another one for each door, and always the same one, in the order in which they are given.
    """
    return list(expected) if EVERYTHING or database == "sqlite" else one_for_each_answer(expected, path)


def one_for_each_answer(expected: Mapping[str, str], key: str) -> list[str]:
    """One of those of whom the same answer is expected: another for each key, in the order in which they are given."""
    names = list(expected)
    first = crc32(key.encode()) % len(names)
    chosen: dict[str, str] = {}
    for name in (*names[first:], *names[:first]):
        chosen.setdefault(expected[name], name)
    return sorted(chosen.values(), key=names.index)


def one_of(names: Sequence[str], key: str) -> Sequence[str]:
    """Those of whom the same is expected: all, but in the short form one, another for each key and always the same."""
    return names if EVERYTHING else (names[crc32(key.encode()) % len(names)],)


def worst_of(found: list[Any], number: int) -> list[Any]:
    """Those that are measured, given from the worst on: all, but in the short form only this number."""
    return found if EVERYTHING else found[:number]


def looks_for_everything(*, narrow: bool) -> bool:
    """Whether axe looks with every rule: on a narrow screen, the second look at a page, only with those of widths."""
    return EVERYTHING or not narrow


class Seen(Protocol):
    """Something to look at."""

    @property
    def shows(self) -> str:
        """What can be seen there, and not at the first of its kind."""


Look = TypeVar("Look", bound=Seen)


def first_of_each(looks: Iterable[Look], kind: Callable[[Look], object]) -> list[Look]:
    """The first of each kind, and what shows something of its own: what the short form looks at."""
    found, kinds = [], set()
    for look in looks:
        if look.shows or kind(look) not in kinds:
            found.append(look)
        kinds.add(kind(look))
    return found


def with_later(looks: Iterable[Look], first: Collection[Look]) -> list[Any]:
    """Everything to look at, for tests: what is not among the first is for the long form."""
    return [pytest.param(look, marks=[] if look in first else [pytest.mark.long]) for look in looks]


def twin_of(item: pytest.Item) -> str | None:
    """The test that does the same on SQLite, by its id; None for a test that is not on PostgreSQL."""
    return item.nodeid.replace("postgresql", "sqlite") if item.get_closest_marker("postgresql") else None


def runs_on_postgresql(item: pytest.Item, heard: Heard | None) -> bool:
    """Whether a test runs on PostgreSQL, after its twin was `heard` on SQLite (None: it did not run here).

    PostgreSQL can give another answer only to a statement, and gives the same answer to the same one: so a test runs
    there when it sends one that did not run there yet, in any worker, or when something else can differ.
    """
    if EVERYTHING or heard is None or heard.reason or item.get_closest_marker("both"):
        return True
    return not heard.statements <= LISTENER.ledger.known("postgresql").keys()


def is_whole(config: pytest.Config) -> bool:
    """Whether a run has all the tests of its form: only then can it be told what no test did."""
    whole = {config.rootpath, config.rootpath / "tests"}
    return {config.rootpath / path for path in config.args} <= whole and not any(map(config.getoption, NARROWED))


class Selection:
    """Chooses while the tests run; `counts` of the twins: how many ran, and how many had nothing new."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.heard: dict[str, Heard] = {}
        self.counts = {"ran": 0, "had nothing new": 0}
        self.is_complete = False
        self.missing: list[str] = []

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave out what is for the long form; begin with what takes longest; put each twin behind its own."""
        if not EVERYTHING:
            later = [item for item in items if item.get_closest_marker("long")]
            self.config.hook.pytest_deselected(items=later)
            items[:] = [item for item in items if not item.get_closest_marker("long")]
        place: dict[str, int] = {}
        for item in items:
            place.setdefault(twin_of(item) or item.nodeid, len(place))
        items.sort(
            key=lambda item: (
                item.get_closest_marker("heavy") is None,
                place[twin_of(item) or item.nodeid],
                twin_of(item) is not None,
            )
        )
        self.is_complete = is_whole(self.config) and any(twin_of(item) for item in items)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
        """Hear what a test sends, or go past a twin that would send nothing new."""
        twin = twin_of(item)
        if twin is not None:
            runs = runs_on_postgresql(item, self.heard.pop(twin, None))
            self.counts["ran" if runs else "had nothing new"] += 1
            if not runs:
                # As after any test: what the next one does not need is put away.
                item.session._setupstate.teardown_exact(nextitem)
                return True
        LISTENER.heard = self.heard[item.nodeid] = Heard(item.nodeid)
        return None

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Fail when a statement never ran on PostgreSQL, also of a run that failed; a worker only tells what it did."""
        told = {"twins": self.counts, "complete": self.is_complete}
        if hasattr(self.config, "workeroutput"):
            self.config.workeroutput.update(told)
            return
        if self.is_complete and binaries():
            self.missing = LISTENER.ledger.missing()
        if self.missing:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Take over what a worker did."""
        told = getattr(node, "workeroutput", {})
        self.is_complete |= told.get("complete", False)
        for name, number in told.get("twins", {}).items():
            self.counts[name] += number

    @pytest.hookimpl(trylast=True)
    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Tell what ran on PostgreSQL, last of all: the end of a long log is what people keep."""
        if self.is_complete:
            told = ", ".join(f"{number} {name}" for name, number in self.counts.items())
            terminalreporter.write_line(f"twins on PostgreSQL: {told}")
        for statement in self.missing:
            terminalreporter.write_line(f"never ran on PostgreSQL: {statement}", red=True)


def pytest_configure(config: pytest.Config) -> None:
    """Choose, with one folder for all workers of this run."""
    if not hasattr(config, "workerinput"):
        os.environ[FOLDER] = tempfile.mkdtemp(prefix="samenhang-statements-")
        config.add_cleanup(lambda: shutil.rmtree(os.environ[FOLDER], ignore_errors=True))
    config.pluginmanager.register(Selection(config), "selection")

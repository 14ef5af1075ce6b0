"""One browser and one server for each worker, and people who use them."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, ViewportSize, expect, sync_playwright

from tests.browser.chromium import chromium
from tests.browser.site import Site
from tests.browser.visitor import PATIENCE, WIDE, Visitor
from tests.memory import database_folder

__all__ = ["browser", "idle", "site", "visitor"]

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, or a test that is left out."""
    program = chromium()
    if program is None:
        pytest.skip("no Chromium on this machine; make test has said so")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(browser: Browser) -> Iterator[Site]:
    """The application, served; only where there is a browser to look at it."""
    with database_folder() as folder:
        site = Site(folder)
        yield site
        site.stop()


Idle = dict[frozenset[tuple[str, Any]], list[Visitor]]
"""Browsers that nobody uses now, by what is special about them."""


@pytest.fixture(scope="session")
def idle(browser: Browser) -> Iterator[Idle]:
    """Browsers that stay open between tests: making one takes longer than most tests."""
    visitors: Idle = {}
    yield visitors
    for somebody in (each for alike in visitors.values() for each in alike):
        somebody.context.close()


@pytest.fixture
def visitor(browser: Browser, site: Site, idle: Idle) -> Iterator[Callable[..., Visitor]]:
    """Somebody with a browser of their own, signed in when an address is given; anything strange is a failure."""
    here: list[tuple[frozenset[tuple[str, Any]], Visitor]] = []

    def arrive(email: str | None = None, viewport: ViewportSize = WIDE, **options: Any) -> Visitor:
        kind = frozenset(options.items())
        waiting = idle.get(kind)
        somebody = waiting.pop() if waiting else Visitor(browser, site, **options)
        here.append((kind, somebody))
        somebody.become(email)
        somebody.page.set_viewport_size(viewport)
        return somebody

    yield arrive
    problems = [problem for _, somebody in here for problem in somebody.problems]
    for kind, somebody in here:
        idle.setdefault(kind, []).append(somebody)
    assert problems == []

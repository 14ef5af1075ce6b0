"""One browser and one server for each worker, and people who use them."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.chromium import chromium
from tests.browser.site import Site
from tests.browser.visitor import PATIENCE, WIDE, Visitor
from tests.memory import database_folder
from tests.standins import drawing

__all__ = ["browser", "drawing", "idle", "site", "visitor"]

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


@pytest.fixture(scope="session")
def idle(browser: Browser) -> Iterator[list[Visitor]]:
    """Browsers that nobody uses now: making one takes longer than most tests."""
    visitors: list[Visitor] = []
    yield visitors
    for somebody in visitors:
        somebody.context.close()


@pytest.fixture
def visitor(browser: Browser, site: Site, idle: list[Visitor]) -> Iterator[Callable[..., Visitor]]:
    """Somebody with a browser of their own, signed in when an address is given; anything strange is a failure."""
    usual: list[Visitor] = []
    special: list[Visitor] = []

    def arrive(email: str | None = None, **options: Any) -> Visitor:
        somebody = idle.pop() if idle and not options else Visitor(browser, site, **options)
        (special if options else usual).append(somebody)
        somebody.page.set_viewport_size(options.get("viewport", WIDE))
        return somebody.become(email)

    yield arrive
    problems = [problem for somebody in (*usual, *special) for problem in somebody.problems]
    idle.extend(usual)
    for somebody in special:
        somebody.context.close()
    assert problems == []

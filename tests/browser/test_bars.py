"""How much stands on the first screen of the example: where the main button ends, and how high the page is."""

from collections.abc import Callable

import pytest

from tests.browser.site import Site
from tests.browser.visitor import NARROW, WIDE, Visitor
from tests.browser.worlds import example

pytestmark = pytest.mark.browser

MEASURES = """[
  Math.round(document.querySelector("main .nl-button--primary").getBoundingClientRect().bottom + scrollY),
  document.documentElement.scrollHeight,
]"""
BARS = {
    ("", "/"): ((500, 1600), (500, 3300)),
    ("village", "/"): ((350, 1200), (450, 2400)),
    ("village", "{open}"): ((400, 1800), (480, 3600)),
    ("village", "{open}/controle"): ((900, 4000), (1900, 4000)),
    ("village", "{open}/vragen/geld/klaar"): ((900, 1100), (1056, 2000)),
    ("village", "{open}/bespreking-starten"): ((900, 1100), (1500, 2600)),
    ("village", "{open}/deelnemers"): ((300, 1300), (400, 3000)),
    ("adviser", "{haven}/bespreken/punten"): ((290, 1800), (360, 3400)),
    ("adviser", "{haven}/bespreken"): ((500, 1400), (680, 3100)),
}
"""By who looks at which page: the end of the button and the height at most, in pixels, on a wide and a small screen."""


def test_what_somebody_came_for_stands_on_the_first_screen(site: Site, visitor: Callable[..., Visitor]) -> None:
    rounds = site.holds(example)
    over = {}
    for (who, path), bars in BARS.items():
        page = visitor(getattr(rounds, who) if who else None).go(path.format(**vars(rounds)))
        for size, bar in zip((WIDE, NARROW), bars, strict=True):
            page.set_viewport_size(size)
            end, height = page.evaluate(MEASURES)
            if end > bar[0] or height > bar[1]:
                over[path, size["width"]] = end, height
    assert over == {}

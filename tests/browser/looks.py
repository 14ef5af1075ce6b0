"""What a page must look like at both widths: nothing that axe objects to, and nothing that sticks out."""

from pathlib import Path

from playwright.sync_api import Page

from tests.browser.visitor import NARROW, WIDE
from tests.selection import looks_for_everything

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text("utf-8")
HAVE_AXE = """axe => {
  if (axe) window.name = axe;
  if (window.name) (0, eval)(window.name);
  return Boolean(window.name);
}"""
"""Have axe on the page; whether it is there. The name of a window stays with it: half a megabyte is sent once."""
RUN = """async runOnly => {
  const found = (await axe.run(document, {runOnly, resultTypes: ['violations'], preload: false})).violations;
  return found.flatMap(one => one.nodes.map(node => `axe ${one.id}: ${node.html.slice(0, 160)}`));
}"""
EVERY_RULE = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
RULES_OF_WIDTH = ("target-size", "scrollable-region-focusable")
"""Those whose answer depends on the width: colours do not, and elements stay what they are."""
STICKS_OUT = """() => {
  const root = document.documentElement, width = root.clientWidth, problems = [];
  if (root.scrollWidth > width) problems.push(`the page is ${root.scrollWidth} wide`);
  for (const frame of document.querySelectorAll('.table-frame:has(> .stacked)'))
    if (width < 400 && frame.scrollWidth > frame.clientWidth) problems.push(`cut off: ${frame.innerText.slice(0, 99)}`);
  for (const one of document.querySelectorAll('body *:not(.unseen, .unseen *, .table-frame *)')) {
    const box = one.getBoundingClientRect(), outside = box.right > width + 1 || box.left < -1;
    if (box.width && outside) problems.push(`sticks out: ${one.outerHTML.slice(0, 160)}`);
  }
  return problems;
}"""
"""A wide table may scroll in its own frame; a stacked one has no reason to."""
OUT_OF_SIGHT = """() => [...document.querySelectorAll(
  'a[href], button, summary, input, select, textarea')].filter(one => {
  const box = one.closest('thead, ul, ol, div');
  return box && one.checkVisibility() && box.clientWidth <= 1 && getComputedStyle(box).clipPath !== 'none';
}).map(one => `nobody sees where the keyboard is: ${one.outerHTML.slice(0, 160)}`)"""
"""What the keyboard reaches in a part that is only there to be read aloud, as the heads of a table that is stacked."""

COMPONENTS = """() => [...document.querySelectorAll('body *')]
  .filter(one => one.checkVisibility()).map(one => [one.localName, ...one.classList].join('.'))"""
"""Every kind of element that can be seen: its name with its classes."""


def components(page: Page) -> set[str]:
    """What the styles know the page on the screen by."""
    return set(page.evaluate(COMPONENTS))


def flaws(page: Page) -> list[str]:
    """Everything that is wrong with the page on the screen, wide and narrow."""
    found = []
    if not page.evaluate(HAVE_AXE):
        page.evaluate(HAVE_AXE, AXE)
    for size in (WIDE, NARROW):
        # Setting the size that it has makes the page anew too.
        if page.viewport_size != size:
            page.set_viewport_size(size)
        rules = EVERY_RULE if looks_for_everything(narrow=size == NARROW) else RULES_OF_WIDTH
        here = (*page.evaluate(STICKS_OUT), *page.evaluate(OUT_OF_SIGHT), *page.evaluate(RUN, rules))
        found += [f"{size['width']}: {flaw}" for flaw in here]
    return found

"""What the reader asked of their device: dark, the colours of the system, larger text, more room between letters."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.looks import AXE, HAVE_AXE, RUN, STICKS_OUT
from tests.browser.site import Site
from tests.browser.test_pages import FIRST_VISITS, arrive, name_of
from tests.browser.visiting import Visit
from tests.browser.visitor import Visitor
from tests.selection import with_later

pytestmark = pytest.mark.browser

PICTURED = {
    "reports.report_page",
    "comparisons.comparison_page",
    "trajectories.show_priorities",
    "network.overview",
    "trajectories.show_trajectory",
    "assessments.hub",
    "assessments.answer_question",
    "assessments.check_answers",
    "participants.overview",
    "reviews.item",
    "trajectories.board",
    "trajectories.show_hours",
    "trajectories.show_own_action",
    "trajectories.proposals",
    "accounts.set_up_second_step",
    "meetings.meeting",
    "desk.overview",
}
"""Pages that tell something by a colour, a shape or a bar."""
SAMPLE = [visit for visit in FIRST_VISITS if visit.endpoint in PICTURED]

CONTRAST = """(one, other) => {
  const light = text => {
    const parts = text.match(/[\\d.]+/g).slice(0, 3).map(part => part / 255);
    const [red, green, blue] = parts.map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [high, low] = [light(one), light(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}"""
UNSEEN_IN_SYSTEM_COLORS = f"""() => {{
  const contrast = {CONTRAST}, problems = [];
  const probe = document.body.appendChild(document.createElement('div'));
  probe.style.backgroundColor = 'Canvas';
  probe.style.color = 'CanvasText';
  const {{backgroundColor: canvas, color: ink}} = getComputedStyle(probe);
  probe.remove();
  const seen = color => color.startsWith('rgb(') && contrast(color, canvas) >= 3;
  const shown = each => each.checkVisibility();
  const say = (what, each) => problems.push(`${{what}}: ${{each.outerHTML.slice(0, 120)}}`);
  for (const picture of [...document.querySelectorAll('main svg:not(.qr)')].filter(shown)) {{
    for (const text of picture.querySelectorAll('text')) if (getComputedStyle(text).fill !== ink) say('text', text);
    for (const line of picture.querySelectorAll('line')) if (getComputedStyle(line).stroke !== ink) say('line', line);
    for (const dot of picture.querySelectorAll('circle, polygon, path:not(.tick)')) {{
      const {{fill, stroke}} = getComputedStyle(dot);
      if (fill !== ink && stroke !== ink) say('dot', dot);
    }}
    const rects = [...picture.querySelectorAll('rect:not(.track)')].map(rect => getComputedStyle(rect));
    const alone = !picture.querySelector('text');
    if (alone && rects.length && !rects.every(({{fill, stroke}}) => [fill, stroke].includes(ink))) say('bar', picture);
  }}
  const boxes = '.badge, .panel, .alert, :is(.heat, .moved) tbody td, .heat-legend li, progress, .strip i, .nobody, ' +
    '.dots a, .card';
  for (const each of [...document.querySelectorAll(boxes)].filter(shown)) {{
    const style = getComputedStyle(each);
    const has = side => parseFloat(style[`border${{side}}Width`]) && seen(style[`border${{side}}Color`]);
    if (!['Top', 'Right', 'Bottom', 'Left'].some(has)) say('no edge', each);
  }}
  for (const each of [...document.querySelectorAll('nav [aria-current]')].filter(shown)) {{
    const style = getComputedStyle(each);
    if (!parseFloat(style.borderBlockEndWidth) && !seen(style.backgroundColor)) say('where you are', each);
  }}
  for (const each of [...document.querySelectorAll('.cards > div:has(:checked)')].filter(shown))
    if (!seen(getComputedStyle(each).outlineColor)) say('chosen', each);
  return problems;
}}"""
"""What a page told by a colour that the system took away: in its pictures, at its edges, and of where you are."""

SIZES = """() => [...document.querySelectorAll('body *')].filter(each => each.checkVisibility()
  && [...each.childNodes].some(node => node.nodeType === 3 && node.data.trim()) && !each.closest('svg'))
  .map(each => [parseFloat(getComputedStyle(each).fontSize), each.outerHTML.slice(0, 120)])"""
ONCE = "() => { document.documentElement.style.fontSize = ''; }"
TWICE = "() => { document.documentElement.style.fontSize = '200%'; }"
CUT = """() => [...document.querySelectorAll('main *')].filter(each => each.checkVisibility()
  && !each.matches('.unseen, input') && !each.closest('svg') && /hidden|clip/.test(getComputedStyle(each).overflow)
  && (each.scrollHeight > each.clientHeight + 1 || each.scrollWidth > each.clientWidth + 1))
  .map(each => `cut: ${each.outerHTML.slice(0, 120)}`)"""
OVER_EACH_OTHER = """() => {
  const lines = [], floats = new Set(['absolute', 'fixed', 'sticky']);
  const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode, one = text.parentElement, range = document.createRange();
    if (!text.data.trim() || !one.checkVisibility() || one.closest('.unseen, thead, option, svg')) continue;
    let around = one;
    while (around && !floats.has(getComputedStyle(around).position)) around = around.parentElement;
    if (around) continue;
    const frame = one.closest('.table-frame')?.getBoundingClientRect() ?? {left: 0, right: Infinity};
    range.selectNodeContents(text);
    for (const {left, right, top, bottom, height} of range.getClientRects()) {
      const seen = {left: Math.max(left, frame.left), right: Math.min(right, frame.right)};
      if (seen.right > seen.left) lines.push({text, ...seen, top: top + height / 4, bottom: bottom - height / 4});
    }
  }
  lines.sort((one, other) => one.top - other.top);
  return lines.flatMap((one, at) => lines.slice(at + 1, at + 60)
    .filter(other => other.text !== one.text && other.top < one.bottom - 2
      && Math.min(one.right, other.right) - Math.max(one.left, other.left) > 3)
    .map(other => `over each other: ${one.text.data.trim()} / ${other.text.data.trim()}`));
}"""
"""Lines of text that cannot be read because another stands there: blank above letters may overlap, and so may what
opens over the page or stays on the screen."""
CHOSEN = """() => {
  const pen = document.createElement('canvas').getContext('2d'), problems = [];
  for (const select of document.querySelectorAll('select:not([multiple])')) {
    const style = getComputedStyle(select), lines = () => select.clientHeight / parseFloat(style.lineHeight);
    pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const room = select.clientWidth - parseFloat(style.paddingInlineStart) - parseFloat(style.paddingInlineEnd);
    const wide = option => pen.measureText(option.label).width;
    const longest = [...select.options].sort((one, other) => wide(other) - wide(one))[0], was = select.selectedIndex;
    if (!longest || !select.checkVisibility()) continue;
    longest.selected = true;
    if (wide(longest) > room && lines() < 2) problems.push(`a long choice is cut: ${longest.label}`);
    select.selectedIndex = was;
  }
  return problems;
}"""
"""What somebody chose from a list can be read whole, also when the list is narrow."""
SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
    p { margin-block-end: 2em !important; }`);
  document.adoptedStyleSheets = [sheet];
}"""
"""What WCAG 1.4.12 asks a page to bear."""


def too_dim(page: Page) -> list[str]:
    """Text that axe finds hard to read in the scheme that the page has now."""
    if not page.evaluate(HAVE_AXE):
        page.evaluate(HAVE_AXE, AXE)
    found: list[str] = page.evaluate(RUN, {"type": "rule", "values": ["color-contrast"]})
    return found


@contextmanager
def media(page: Page, **asked: Any) -> Iterator[None]:
    """The page for a device that asks this."""
    page.emulate_media(**asked)
    yield
    nothing: dict[str, Any] = dict.fromkeys(asked, "null")
    page.emulate_media(**nothing)


@pytest.mark.parametrize("visit", with_later(FIRST_VISITS, SAMPLE), ids=name_of)
def test_page_as_its_reader_wants_it(site: Site, visitor: Callable[..., Visitor], visit: Visit) -> None:
    page = arrive(site, visitor, visit).page
    page.evaluate("() => document.querySelectorAll('details').forEach(each => { each.open = true; })")
    found = {}
    with media(page, color_scheme="dark"):
        found["dark"] = too_dim(page)
    with media(page, forced_colors="active", color_scheme="dark"):
        found["the system's colours"] = page.evaluate(UNSEEN_IN_SYSTEM_COLORS)
    once = page.evaluate(SIZES)
    page.evaluate(TWICE)
    pairs = zip(once, page.evaluate(SIZES), strict=True)
    found["not twice as large"] = [text for (size, text), (larger, _) in pairs if larger < 1.99 * size]
    found["larger"] = [each for look in (STICKS_OUT, CUT, OVER_EACH_OTHER, CHOSEN) for each in page.evaluate(look)]
    page.evaluate(ONCE)
    page.evaluate(SPACED)
    found["more room"] = [each for look in (STICKS_OUT, CUT, OVER_EACH_OTHER) for each in page.evaluate(look)]
    assert {kind: flaws for kind, flaws in found.items() if flaws} == {}


def test_every_page_with_a_picture_is_visited() -> None:
    assert {visit.endpoint for visit in SAMPLE} == PICTURED


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_a_page_follows_the_device(site: Site, visitor: Callable[..., Visitor], scheme: str) -> None:
    """The fields of the browser too; and paper stays white."""
    somebody = visitor()
    page = somebody.go("/inloggen")
    ground = "() => getComputedStyle(document.documentElement).backgroundColor"
    with media(page, color_scheme=scheme):
        parts = re.findall(r"\d+", page.evaluate(ground))
        assert [int(part) < 50 for part in parts] == [scheme == "dark"] * 3
        assert page.evaluate("() => getComputedStyle(document.querySelector('[name=email]')).colorScheme") == scheme
        with somebody.on_paper():
            assert page.evaluate(ground) == "rgb(255, 255, 255)"

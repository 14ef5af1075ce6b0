"""A page read aloud by the device itself: what is said, in which order, and never by a voice that somebody else has."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, ViewportSize, expect

from tests.browser.site import Site
from tests.browser.visitor import NARROW, WIDE, Visitor
from tests.browser.worlds import Example, example

pytestmark = pytest.mark.browser

SOURCE = (Path(__file__).resolve().parents[2] / "app/static/aloud.js").read_text("utf-8")
STUB = """
window.heard = [];
window.SpeechSynthesisUtterance = class extends EventTarget {
  constructor(text) { super(); this.text = text; }
};
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => VOICES,
  addEventListener(_, act) { this.changed = act; },
  speak(utterance) { heard.push(utterance.text); this.now = utterance; },
  cancel() { const was = this.now; this.now = null; was?.dispatchEvent(new Event("error")); },
  finish() { this.now.dispatchEvent(new Event("end")); },
} });
"""
"""A device that keeps what it says, and finishes when it is told to."""
OWN = {"lang": "nl-NL", "localService": True}
TO_THE_END = """() => {
  for (let turns = 0; document.querySelector(".being-said") && turns < 999; turns += 1) speechSynthesis.finish();
  return heard.splice(0);
}"""
MAP = """() => [...document.querySelectorAll(".map tbody tr")].map(row => {
  const heads = [...row.closest("table").querySelectorAll("thead th")].map(head => head.textContent);
  const [name, ...cells] = [...row.cells]
    .map(cell => cell.textContent.trim().replace(/^[?] /, "").replace("?", "onbekend"));
  return `${name}. ${cells.map((text, at) => `${heads[at + 1]}: ${text}`).join(", ")}`;
})"""


def listened(somebody: Visitor, path: str, *voices: dict[str, object]) -> Page:
    """The page as a device with these voices has it."""

    def answer(route: Route) -> None:
        stub = STUB.replace("VOICES", json.dumps(voices))
        route.fulfill(body=f"{stub}{SOURCE}", content_type="text/javascript")

    somebody.page.route("**/static/aloud.js", answer)
    return somebody.go(path)


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_an_alderman_hears_the_sheet_from_top_to_bottom(
    site: Site, visitor: Callable[..., Visitor], size: ViewportSize
) -> None:
    rounds = site.holds(example)
    page = listened(visitor(Example.reader, size), f"{rounds.agreed}/rapport?soort=wethouder", OWN)
    page.get_by_role("button", name="Lees voor").click()
    said = page.evaluate(TO_THE_END)
    headings = page.locator(".sheet :is(h1, h2)").all_text_contents()
    # Titles, the map as sentences and what is asked, in the order of the page.
    rows = page.evaluate(MAP)
    places = [said.index(text) for text in (headings[0], headings[1], *rows, *headings[2:])]
    assert len(rows) == 8 and places == sorted(places)
    assert len([text for text in said if text[:2] in ("1 ", "2 ", "3 ") and "niet nodig" in text]) == 2
    everything = " ".join(said)
    assert [text for text in ("Hoe komen", "Download", "Bron, jaar", "\xad") if text in everything] == []
    assert said == list(dict.fromkeys(said))


def test_who_listens_to_the_questions_hears_their_answers(site: Site, visitor: Callable[..., Visitor]) -> None:
    site.holds(example)
    page = listened(visitor(Example.coordinator), "/vragenlijsten/iba/2/geld", OWN)
    page.get_by_role("button", name="Lees voor").click()
    said = page.evaluate(TO_THE_END)
    questions = page.locator(".question-to-read")
    assert questions.count() > 10
    at = 0
    for question in questions.all():
        at = said.index(question.locator("h3").inner_text(), at)
        answers = [f"{value}: {text}" for value, text in enumerate(question.locator("li").all_text_contents())]
        start = said.index(answers[0], at)
        # Between them the level, where there is one, and what helps to answer.
        assert start - at <= 3 and said[start : start + 5] == answers
    assert "deze vragen als PDF" not in " ".join(said)


def test_what_is_said_is_marked_and_goes_on_where_it_stopped(site: Site, visitor: Callable[..., Visitor]) -> None:
    site.holds(example)
    page = listened(visitor(), "/voorbeeld/rapport?soort=wethouder", OWN)
    toggle, stop = page.locator(".aloud button").all()
    expect(stop).to_be_hidden()
    toggle.press("Enter")
    page.evaluate("speechSynthesis.finish()")
    first, second = page.evaluate("heard")
    expect(page.locator(".being-said")).to_have_text(second)
    toggle.press("Enter")
    expect(page.locator(".being-said")).to_have_count(0)
    expect(toggle).to_have_text("Lees verder")
    toggle.press("Enter")
    stop.press("Enter")
    expect(toggle).to_be_focused()
    toggle.press("Enter")
    assert page.evaluate("heard") == [first, second, second, first]


@pytest.mark.parametrize(
    "left",
    ["dispatchEvent(new Event('pagehide'))", "speechSynthesis.getVoices = () => []; speechSynthesis.changed()"],
    ids=["the page", "by the voice"],
)
def test_it_stops_when_it_is_left(site: Site, visitor: Callable[..., Visitor], left: str) -> None:
    site.holds(example)
    page = listened(visitor(), "/voorbeeld/rapport?soort=wethouder", OWN)
    page.get_by_role("button", name="Lees voor").click()
    expect(page.locator(".being-said")).to_have_count(1)
    page.evaluate(left)
    expect(page.locator(".being-said")).to_have_count(0)
    assert page.evaluate("[speechSynthesis.now, heard.length]") == [None, 1]


@pytest.mark.parametrize(
    "voices", [(), ({**OWN, "localService": False},), ({**OWN, "lang": "en-GB"},)], ids=["none", "a service", "English"]
)
def test_without_a_dutch_voice_of_the_device_nothing_is_offered(
    site: Site, visitor: Callable[..., Visitor], voices: tuple[dict[str, object], ...]
) -> None:
    site.holds(example)
    bar = listened(visitor(Example.coordinator), "/vragenlijsten/iba/2", *voices).locator(".aloud")
    expect(bar).to_have_count(1)
    expect(bar).to_be_hidden()

"""How much stands on the first screen of the example: where the main button ends, and how high the page is."""

import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import ViewportSize, expect
from pypdf import PdfReader
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.example.data import make_example
from app.example.network import make_network
from app.models import Assessment, Municipality
from app.state.asked import questions_of
from app.web.clock import now, today
from tests.browser.site import Site
from tests.browser.visitor import NARROW, WIDE, Visitor
from tests.browser.worlds import Example, example
from tests.desk import advise
from tests.factories import People, make_assessment, make_participation, make_people
from tests.remarks import make_remark

pytestmark = pytest.mark.browser

PICTURE_END = """() => [
  Math.round(document.querySelector("main .moved").getBoundingClientRect().bottom + scrollY),
  document.documentElement.scrollHeight,
  document.documentElement.scrollWidth - innerWidth,
]"""

MOST_ON_A_SHEET = """() => {
  const fill = (list, most) => { while (list.children.length < most) list.append(list.children[0].cloneNode(true)); };
  const names = "Maatschappelijke ondersteuning en wonen";
  fill(document.querySelector(".map tbody"), 12);
  document.querySelectorAll(".map tbody th").forEach((name) => { name.textContent = names; });
  document.querySelectorAll(".because").forEach((reasons) => fill(reasons, 3));
  document.querySelectorAll(".because b").forEach((head) => { head.textContent = `${names}: van Los naar Geregeld`; });
  document.querySelector("h1").textContent = `${names} is op orde. Bij ${names} en ${names} is nog het minst geregeld.`;
  document.querySelector("#voorstel").textContent = `Waarom beginnen bij ${names}, ${names} en ${names}?`;
  fill(document.querySelector(".sure ul:last-child"), 3);
}"""
"""Twelve domains with long names, and the most that a sheet says of them."""

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
    ("coordinator", "{trajectory}"): ((330, 1500), (600, 2900)),
    ("coordinator", "{trajectory}/acties"): ((300, 1500), (450, 3600)),
    ("coordinator", "{trajectory}/acties?weergave=lijst"): ((300, 1300), (450, 3100)),
    ("coordinator", "{trajectory}/acties/voorstellen"): ((600, 2100), (3200, 3500)),
    ("adviser", "{haven}/bespreken/punten"): ((290, 1800), (360, 3400)),
    ("adviser", "{haven}/bespreken"): ((500, 1400), (680, 3100)),
    ("adviser", "{haven}/bespreken/samen"): ((800, 1300), (1300, 2000)),
    ("adviser", "{haven}/bespreken/geld"): ((700, 1300), (1800, 2600)),
    ("adviser", "{second_review}/bespreken/geld/veranderd"): ((820, 1150), (700, 2600)),
    ("coordinator", "{second}/veranderd/geld"): ((900, 1150), (1750, 2200)),
    ("adviser", "{haven}/akkoord"): ((900, 1200), (1300, 2200)),
    ("adviser", "{haven}/terugsturen"): ((850, 1100), (1300, 2200)),
    ("adviser", "{haven}/nog-open"): ((550, 950), (550, 1300)),
    ("adviser", "{agreed}/heropenen"): ((550, 950), (550, 1300)),
    ("adviser", "{agreed}/rapport"): ((250, 5000), (400, 9000)),
    ("adviser", "{agreed}/rapport?soort=adviseur"): ((250, 6200), (400, 12000)),
    ("reader", "{agreed}/rapport?soort=beleid"): ((250, 5000), (400, 9000)),
    ("coordinator", "{approved}/vaststellen"): ((900, 1200), (1300, 2400)),
    ("coordinator", "{sent_back}/opnieuw-inleveren"): ((600, 950), (700, 1400)),
}
"""By who looks at which page: the end of the button and the height at most, in pixels, on a wide and a small screen."""


HAVEN = ("bibliotheek_cultuur", "geld", "gezondheid", "werk_inkomen", "algemeen")
WORKBENCH = """() => {
  const bottom = (one) => one.getBoundingClientRect().bottom + scrollY;
  const end = (selector) => Math.max(...[...document.querySelectorAll(selector)].map(bottom));
  return [end(".opt"), end("main .nl-button--primary"), document.documentElement.scrollHeight].map(Math.round);
}"""
"""Where the last answer of a question ends, and the button that agrees a score, and how high the page is."""
MOST = {1280: (900, 900, 1300), 320: (9999, 9999, 3000)}


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


def test_the_arrows_of_the_evaluation_stand_on_the_first_screen(site: Site, visitor: Callable[..., Visitor]) -> None:
    site.holds(example)
    with site.session() as session:
        compared = session.scalars(select(Assessment.id).where(Assessment.earlier_id.is_not(None))).first()
    page = visitor("coordinator@voorbeelddam.example").go(f"/inventarisaties/{compared}/vergelijking")
    for size, most in ((WIDE, (900, 2400)), (NARROW, (9999, 5000))):
        page.set_viewport_size(size)
        end, height, aside = page.evaluate(PICTURE_END)
        assert end <= most[0] and height <= most[1] and aside <= 0, (size, end, height)
    assert len(page.get_by_role("main").inner_text().split()) <= 700


def test_the_whole_map_of_a_report_stands_on_the_first_screen(site: Site, visitor: Callable[..., Visitor]) -> None:
    rounds = site.holds(example)
    page = visitor(Example.coordinator).go(f"{rounds.agreed}/rapport")
    page.set_viewport_size(WIDE)
    rows = page.locator(".map tbody tr")
    assert rows.count() == 8
    assert page.evaluate("document.querySelector('.map').getBoundingClientRect().bottom + scrollY") <= 900
    # The table is as wide as the frame: nothing of it has to be scrolled to.
    assert page.evaluate("(one => one.scrollWidth - one.clientWidth)(document.querySelector('.map'))") <= 0


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_a_domain_of_the_map_opens_where_it_stands(
    site: Site, visitor: Callable[..., Visitor], size: ViewportSize, *, scripts: bool
) -> None:
    rounds = site.holds(example)
    page = visitor(Example.coordinator, size, java_script_enabled=scripts).go(f"{rounds.agreed}/rapport")
    for row in (3, 6):
        link = page.locator(".map tbody th a").nth(row)
        domain = page.locator("details.domain", has=page.locator(link.get_attribute("href") or ""))
        expect(domain.locator("dt").first).to_be_hidden()
        link.click()
        expect(domain.locator("dt").first).to_be_visible()
        expect(domain.locator("h3")).to_be_in_viewport()


def test_an_alderman_is_asked_for_decisions_on_the_first_screen(site: Site, visitor: Callable[..., Visitor]) -> None:
    rounds = site.holds(example)
    # Who only reads begins here, without asking for an edition.
    page = visitor(Example.reader).go(f"{rounds.agreed}/rapport")
    page.set_viewport_size(WIDE)
    ends = [page.locator(part).bounding_box() or {} for part in (".map", ".asked")]
    assert [end["y"] + end["height"] <= most for end, most in zip(ends, (600, 900), strict=True)] == [True, True]
    assert len(page.get_by_role("main").inner_text().split()) <= 450
    assert len(PdfReader(io.BytesIO(page.pdf(format="A4"))).pages) == 1
    page.set_viewport_size(NARROW)
    height, aside = page.evaluate("[document.documentElement.scrollHeight, document.documentElement.scrollWidth]")
    assert height <= 3600 and aside <= NARROW["width"]
    page.evaluate(MOST_ON_A_SHEET)
    assert len(PdfReader(io.BytesIO(page.pdf(format="A4"))).pages) == 1


@pytest.mark.heavy
def test_every_question_of_a_review_fits_on_one_screen(site: Site, visitor: Callable[..., Visitor]) -> None:
    site.holds(example)
    with site.session() as session:
        town = Municipality.name == "Voorbeeldhaven"
        found = select(Assessment).join(Assessment.municipality).where(town).options(selectinload(Assessment.domains))
        haven = session.scalars(found).one()
        asked = [(domain, question.id) for domain in HAVEN for question in questions_of(haven, domain)]
    page, over = visitor(Example.adviser).page, {}
    for domain, question in asked:
        page.goto(f"/inventarisaties/{haven.id}/bespreken/{domain}/{question}")
        for size in (WIDE, NARROW):
            page.set_viewport_size(size)
            found = page.evaluate(WORKBENCH)
            if any(end > most for end, most in zip(found, MOST[size["width"]], strict=True)):
                over[domain, question, size["width"]] = found
        page.set_viewport_size(WIDE)
    assert len(asked) > 60 and over == {}


def nine(session: Session) -> People:
    """An adviser of nine municipalities: two wait for them, five for the municipality, two for nobody."""
    people = make_people(session)
    reviewed = make_assessment(session, people, state="in_review", review_started_at=now() - timedelta(days=11))
    make_remark(session, reviewed, people.adviser)
    for number in range(8):
        place = advise(session, people, f"GM70{number:02}", f"Voorbeeldplaats {number}")
        if number in (1, 2, 3):
            made = make_assessment(session, place, deadline=today() + timedelta(days=number - 2))
            make_participation(session, made, people.participant, invited_at=now() - timedelta(days=9))
        elif number in (4, 5, 6):
            made = make_assessment(session, place, state="agreed", agreed_at=now() - timedelta(days=60))
            if number == 4:
                make_remark(session, made, people.coordinator, assigned_to=people.adviser.id)
    session.commit()
    return people


def test_nine_municipalities_stand_on_the_first_screen(site: Site, visitor: Callable[..., Visitor]) -> None:
    page = visitor(site.holds(nine).adviser.email).go("/adviseur")
    end, height = page.evaluate(MEASURES)
    rows = page.evaluate('document.querySelector(".advised").getBoundingClientRect().bottom')
    assert page.locator("main h1").inner_text() == "2 van je 9 gemeenten wachten op jou"
    assert (end <= 370, rows <= 900, height <= 1300) == (True, True, True), (end, rows, height)
    page.set_viewport_size(NARROW)
    assert page.evaluate(MEASURES)[1] <= 2600


CHOICE = """() => {
  const end = (selector) => Math.round(document.querySelector(selector).getBoundingClientRect().bottom + scrollY);
  const words = document.querySelector("main").innerText.trim().split(/\\s+/).length;
  return [end(".chosen"), end(".chances"), document.documentElement.scrollHeight, words];
}"""
"""Where the cards of what was chosen end, and the picture of chances; how high the page is, and its words."""


def chosen(session: Session) -> str:
    """The example as it begins, where domains were chosen with the report that there is: the address of that round."""
    make_example(session, now())
    query = select(Assessment.id).join(Assessment.municipality).where(Municipality.name == "Voorbeeldstad")
    return f"/inventarisaties/{session.scalars(query).one()}"


def test_before_a_choice_the_picture_of_chances_stands_on_the_first_screen(
    site: Site, visitor: Callable[..., Visitor]
) -> None:
    site.holds(example)
    with site.session() as session:
        compared = session.scalars(select(Assessment.id).where(Assessment.earlier_id.is_not(None))).first()
    page = visitor("coordinator@voorbeelddam.example").go(f"/inventarisaties/{compared}/prioriteren")
    end = "document.querySelector('.chances').getBoundingClientRect().bottom + scrollY"
    assert page.evaluate(end) <= 900
    page.get_by_role("link", name="Kies domeinen").click()
    expect(page.get_by_role("group", name="Met welke domeinen begin je?")).to_be_in_viewport()


def test_what_was_chosen_and_the_picture_of_chances_stand_on_the_first_screen(
    site: Site, visitor: Callable[..., Visitor]
) -> None:
    here = f"{site.holds(chosen)}/prioriteren"
    page = visitor(Example.coordinator).go(here)
    choice, picture, height, words = page.evaluate(CHOICE)
    assert choice <= 360 and picture <= 900 and height <= 1350 and words <= 390, (choice, picture, height, words)
    page.set_viewport_size(NARROW)
    height = page.evaluate(CHOICE)[2]
    assert height <= 3000, height


PLACE = """() => [
  Math.round(document.querySelector("#plaats").getBoundingClientRect().bottom + scrollY),
  document.documentElement.scrollHeight,
  document.querySelector("main").innerText.trim().split(/\\s+/).length,
]"""
"""Where the own place among others ends, how high the page is, and its words."""


def networked(session: Session) -> None:
    """The example as it begins, with its network."""
    moment = now()
    make_example(session, moment)
    make_network(session, moment)


def test_the_own_place_among_others_stands_on_the_first_screen(site: Site, visitor: Callable[..., Visitor]) -> None:
    site.holds(networked)
    page = visitor(Example.coordinator).go("/netwerk")
    place, height, words = page.evaluate(PLACE)
    assert place <= 830 and height <= 1900 and words <= 800, (place, height, words)
    cards = page.locator(".practices > li").all()
    boxes = [card.bounding_box() for card in cards[:3]]
    assert len(cards) == 6 and len({box["y"] for box in boxes if box}) == 1
    page.set_viewport_size(NARROW)
    height = page.evaluate(PLACE)[1]
    assert height <= 4800, height

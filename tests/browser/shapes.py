"""The shape of a page on a wide screen: one heading, the main action on the first screen, no more than one reads."""

from playwright.sync_api import Page

HEADINGS, SCREEN, SCREENS, WORDS = 1, 900, 4, 400
DOCUMENTS = frozenset(
    {
        "comparisons.accounting",
        "comparisons.comparison_page",
        "instrument.changes",
        "instrument.read",
        "instrument.read_domain",
        "pages.about",
        "pages.privacy",
        "reports.annex_page",
        "reports.example_page",
        "reports.explain_domain",
        "reports.explain_municipality",
        "reports.report_page",
        "reports.show_version",
        "reviews.explain",
        "trajectories.plan",
    }
)
"""What is read from the first line to the last, or printed and kept, and asks for nothing: as long as what it says."""
WERE = {
    "assessments.answer_domain": 553,
    "assessments.look_back": 1567,
    "desk.overview": 431,
    "example.mailbox": 2450,
    "reviews.item": 708,
    "trajectories.proposals": 1464,
    "trajectories.show_priorities": 462,
}
"""Words on each page that had over 400 before the pages were made lighter (1 December 2026): half of them is enough."""
MEASURE = """() => {
  window.scrollTo({top: 0, behavior: 'instant'});
  const main = document.querySelector('main');
  const primary = [...main.querySelectorAll('.nl-button--primary:not(span)')].find(one => one.checkVisibility());
  const words = one => one.innerText.split(/\\s+/).filter(Boolean).length;
  const unseen = [...main.querySelectorAll('.unseen')].filter(one => one.checkVisibility());
  return {
    headings: document.querySelectorAll('h1').length,
    action: primary ? Math.round(primary.getBoundingClientRect().bottom) : null,
    height: document.documentElement.scrollHeight,
    words: unseen.reduce((left, one) => left - words(one), words(main)),
  };
}"""
"""Pixels down the page and words one sees, at 1280 by 900; what is folded is not counted: nobody has to pass it."""


def limits(endpoint: str) -> dict[str, int]:
    """The most that a page may measure of what `MEASURE` gives."""
    most = {"action": SCREEN}
    if endpoint not in DOCUMENTS:
        most |= {"height": SCREENS * SCREEN, "words": WERE.get(endpoint, 2 * WORDS) // 2}
    return most


def misshapes(page: Page, endpoint: str) -> list[str]:
    """What is wrong with the shape of the page on the screen."""
    found = page.evaluate(MEASURE)
    wrong = [] if found["headings"] == HEADINGS else [f"{found['headings']} headings of the first level"]
    over = [(what, found[what], most) for what, most in limits(endpoint).items() if (found[what] or 0) > most]
    return [*wrong, *(f"{what}: {measured}, more than {most}" for what, measured, most in over)]

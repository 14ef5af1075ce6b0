"""Two ways to use a page: with the keyboard alone, or by pointing at things."""

import re
from typing import Protocol

from playwright.sync_api import Locator, Page, expect

FOCUS = """target => {
  const here = document.activeElement;
  const ring = here.closest('.cards > div, .opt') ?? here;
  const style = getComputedStyle(ring), box = ring.getBoundingClientRect();
  const drawn = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  const inView = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const what = here.outerHTML.slice(0, 200);
  return {there: here === target, seen: drawn && inView, onPage: here === document.body, what};
}"""
"""Where the focus is: on the target, and so that people can see it."""
MOST = 200
"""How many places of a page somebody passes at most."""


class Hands(Protocol):
    """How somebody works."""

    page: Page

    def press(self, target: Locator) -> None:
        """Tick or clear a box, open what is folded, or push something that leads nowhere."""

    def follow(self, target: Locator) -> None:
        """Push a link or a button, and wait for the page where it leads."""

    def choose(self, target: Locator) -> None:
        """Choose one of the answers that stand together."""

    def write(self, target: Locator, text: str) -> None:
        """Put a text in a field, in the place of what was there."""

    def pick(self, target: Locator, label: str) -> None:
        """Pick from a list."""


class Pointer:
    """A mouse or a finger."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, target: Locator) -> None:
        """Click it."""
        target.click()

    def follow(self, target: Locator) -> None:
        """Push it, and wait for the page with its styles: until they are there everything still moves."""
        with self.page.expect_navigation():
            self.press(target)

    def choose(self, target: Locator) -> None:
        """Click it."""
        target.check()

    def write(self, target: Locator, text: str) -> None:
        """Fill it."""
        target.fill(text)

    def pick(self, target: Locator, label: str) -> None:
        """Select it."""
        target.select_option(label=label)


class Keyboard:
    """Only keys; every place where the focus comes must be seen."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, target: Locator) -> None:
        """Go there and push: Enter, or Space for a box."""
        self._go(target)
        self.page.keyboard.press("Space" if target.get_attribute("type") == "checkbox" else "Enter")

    def follow(self, target: Locator) -> None:
        """Push it, and wait for the page with its styles: without them no focus is seen."""
        with self.page.expect_navigation():
            self.press(target)

    def choose(self, target: Locator) -> None:
        """Go to the group; Space takes the first, the arrow goes down to the wanted one."""
        radios = self.page.locator(f'input[name="{target.get_attribute("name")}"]')
        ids = radios.evaluate_all("all => all.map(one => one.id)")
        chosen = radios.evaluate_all("all => all.findIndex(one => one.checked)")
        # One stop for the whole group: the chosen one, or the first when nothing is chosen.
        self._go(radios.nth(max(chosen, 0)))
        if chosen < 0:
            self.page.keyboard.press("Space")
        steps = ids.index(target.get_attribute("id")) - max(chosen, 0)
        for _ in range(abs(steps)):
            self.page.keyboard.press("ArrowDown" if steps > 0 else "ArrowUp")
        expect(target).to_be_checked()

    def write(self, target: Locator, text: str) -> None:
        """Go there, select what was there, and type."""
        self._go(target)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(text)

    def pick(self, target: Locator, label: str) -> None:
        """Go there and type the beginning of what is wanted."""
        self._go(target)
        self.page.keyboard.type(label)
        expect(target.locator("option:checked")).to_have_text(re.compile(label))

    def _go(self, target: Locator) -> None:
        goal = target.element_handle()
        for _ in range(MOST):
            # Held down, as people do: it repeats.
            self.page.keyboard.down("Tab")
            focus = self.page.evaluate(FOCUS, goal)
            assert focus["seen"] or focus["onPage"], f"the focus is not seen: {focus['what']}"
            if focus["there"]:
                return self.page.keyboard.up("Tab")
        raise AssertionError(f"the keyboard does not reach {target}")

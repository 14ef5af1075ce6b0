"""The pages on which domains are chosen."""

from tests.browser.visiting import State, Visit

PRIORITIES_VISITS: tuple[Visit, ...] = ()

PRIORITIES_STATES: tuple[State, ...] = ()

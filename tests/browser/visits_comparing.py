"""The pages of then and now."""

from tests.browser.visiting import State, Visit

COMPARING_VISITS: tuple[Visit, ...] = ()

COMPARING_STATES: tuple[State, ...] = ()

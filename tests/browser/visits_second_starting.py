"""The pages of starting a second round."""

from tests.browser.visiting import State, Visit

SECOND_STARTING_VISITS: tuple[Visit, ...] = ()

SECOND_STARTING_STATES: tuple[State, ...] = ()

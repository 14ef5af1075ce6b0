"""The pages on which municipalities see and help each other."""

from tests.browser.visiting import State, Visit

NETWORK_VISITS: tuple[Visit, ...] = ()

NETWORK_STATES: tuple[State, ...] = ()

"""The pages of actions: the bank, the board and one action."""

from tests.browser.visiting import State, Visit

ACTIONS_VISITS: tuple[Visit, ...] = ()

ACTIONS_STATES: tuple[State, ...] = ()

"""The pages of looking back."""

from tests.browser.visiting import State, Visit

SECOND_BACK_VISITS: tuple[Visit, ...] = ()

SECOND_BACK_STATES: tuple[State, ...] = ()

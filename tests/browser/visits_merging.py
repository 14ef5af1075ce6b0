"""The pages of municipalities that became part of another."""

from tests.browser.visiting import State, Visit

MERGING_VISITS: tuple[Visit, ...] = ()

MERGING_STATES: tuple[State, ...] = ()

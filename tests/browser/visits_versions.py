"""The pages of the versions of a questionnaire."""

from tests.browser.visiting import State, Visit

VERSIONS_VISITS: tuple[Visit, ...] = ()

VERSIONS_STATES: tuple[State, ...] = ()

"""The pages of the versions of a questionnaire."""

from tests.browser import acts
from tests.browser.visiting import State, Visit

VERSIONS_VISITS: tuple[Visit, ...] = (
    Visit("instrument.changes", "coordinator", "/vragenlijsten/iba/2/wijzigingen", acts.unfold),
    Visit("instrument.changes", "coordinator", "/vragenlijsten/iba/1/wijzigingen"),
    Visit("instrument.read", "reader", "/vragenlijsten/iba/2"),
)

VERSIONS_STATES: tuple[State, ...] = (
    State("changes of no version", "coordinator", "/vragenlijsten/iba/99/wijzigingen", 404),
)

"""The pages of the plan of action and the overview."""

from tests.browser.visiting import State, Visit

PLAN_VISITS: tuple[Visit, ...] = (
    Visit("trajectories.plan", "coordinator", "{trajectory}/plan"),
    Visit("trajectories.plan", "reader", "{trajectory}/plan"),
    Visit("trajectories.summary", "adviser", "{trajectory}/overzicht"),
    Visit("trajectories.summary", "reader", "{trajectory}/overzicht"),
)

PLAN_STATES: tuple[State, ...] = (
    State("a plan of somebody else", "village", "{trajectory}/plan", 404),
    State("the one page of somebody else", "village", "{trajectory}/overzicht", 404),
)

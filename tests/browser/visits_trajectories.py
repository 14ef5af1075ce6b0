"""The pages of the ten months and of the network."""

from tests.browser.visiting import State, Visit
from tests.browser.visits_actions import ACTIONS_STATES, ACTIONS_VISITS
from tests.browser.visits_network import NETWORK_STATES, NETWORK_VISITS
from tests.browser.visits_owners import OWNERS_STATES, OWNERS_VISITS
from tests.browser.visits_plan import PLAN_STATES, PLAN_VISITS
from tests.browser.visits_planning import PLANNING_STATES, PLANNING_VISITS
from tests.browser.visits_practice import PRACTICE_STATES, PRACTICE_VISITS
from tests.browser.visits_priorities import PRIORITIES_STATES, PRIORITIES_VISITS

TRAJECTORY_VISITS: tuple[Visit, ...] = (
    *ACTIONS_VISITS,
    *NETWORK_VISITS,
    *OWNERS_VISITS,
    *PLAN_VISITS,
    *PLANNING_VISITS,
    *PRACTICE_VISITS,
    *PRIORITIES_VISITS,
    Visit("trajectories.list_trajectories", "newcomer", "/traject"),
    Visit("trajectories.show_trajectory", "coordinator", "{trajectory}"),
)

TRAJECTORY_STATES: tuple[State, ...] = (
    *ACTIONS_STATES,
    *NETWORK_STATES,
    *OWNERS_STATES,
    *PLAN_STATES,
    *PLANNING_STATES,
    *PRACTICE_STATES,
    *PRIORITIES_STATES,
)

"""The pages of actions: the bank, the board and one action."""

from tests.browser import acts, acts_actions, acts_proposals
from tests.browser.visiting import State, Visit

PROPOSALS = "{trajectory}/acties/voorstellen"
OWN = "{trajectory}/acties/nieuw"

ACTIONS_VISITS: tuple[Visit, ...] = (
    Visit("trajectories.proposals", "coordinator", PROPOSALS, acts_proposals.tick_and_leave_out),
    Visit("trajectories.proposals", "coordinator", PROPOSALS),
    Visit("trajectories.proposals", "adviser", PROPOSALS, acts.unfold),
    Visit("trajectories.proposals", "coordinator", PROPOSALS, acts_proposals.decline),
    Visit("trajectories.new_action", "coordinator", OWN),
    Visit("trajectories.new_action", "coordinator", OWN, acts_proposals.show_questions),
    Visit("trajectories.edit_action", "adviser", "{action}/wijzigen"),
    Visit("trajectories.board", "coordinator", "{trajectory}/acties", acts.unfold),
    Visit("trajectories.board", "adviser", "{trajectory}/acties?weergave=lijst", shows="the list"),
    Visit("trajectories.board", "coordinator", "{trajectory}/acties?domein=geld&staat=te-laat"),
    Visit("trajectories.board", "coordinator", "{trajectory}/acties?staat=klaar&vraag=geld/A.BE&eigenaar=-"),
    Visit("trajectories.board", "coordinator", "/traject/acties"),
    Visit("trajectories.list_boards", "newcomer", "/traject/acties"),
    Visit("trajectories.show_action", "coordinator", "{action}", acts_actions.write_notes),
    Visit("trajectories.show_action", "coordinator", "{action}"),
)

ACTIONS_STATES: tuple[State, ...] = (
    State("nothing ticked", "coordinator", PROPOSALS, 422, acts.pushes("Neem over in het plan")),
    State("no reason for no action", "coordinator", PROPOSALS, 422, acts_proposals.decline_without_reason),
    State(
        "an own action with wrong days",
        "coordinator",
        OWN,
        422,
        acts_proposals.wrong_days,
        shows="an error at one of two fields",
    ),
    State("an action changed in two tabs", "coordinator", "{action}/wijzigen", 409, acts_proposals.change_twice),
    State("planned without an end", "coordinator", "{trajectory}/acties", 422, acts.pushes("Naar Gepland")),
    State(
        "stopped without a reason",
        "coordinator",
        "{action}",
        422,
        acts_actions.stop_without_reason,
        shows="the fields of a state",
    ),
    State("an action in two tabs", "coordinator", "{action}", 409, acts_actions.report_twice, "a newer state"),
)

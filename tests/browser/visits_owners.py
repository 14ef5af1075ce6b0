"""The pages of owners of actions, and of partners."""

from tests.browser import acts
from tests.browser import acts_owners as more
from tests.browser.planning import OWNER_LINK
from tests.browser.visiting import State, Visit

ASKING, PARTNERS = "{action}/eigenaar", "{trajectory}/partners"

OWNERS_VISITS: tuple[Visit, ...] = (
    Visit("trajectories.show_owner", "coordinator", ASKING, acts.unfold),
    Visit("trajectories.show_owner", "adviser", ASKING, more.ask_again),
    Visit("accounts.owned_action", "", OWNER_LINK),
    Visit("accounts.owned_action", "reader", OWNER_LINK, shows="who is signed in"),
    Visit("trajectories.list_own_actions", "owner", "/mijn-acties"),
    Visit("trajectories.list_own_actions", "newcomer", "/mijn-acties"),
    Visit("trajectories.show_own_action", "owner", "/mijn-acties", more.report),
    Visit("trajectories.show_own_action", "owner", "/mijn-acties", more.open_own_action),
    Visit("trajectories.show_own_action", "owner", OWNER_LINK),
    Visit("pages.start", "owner", "/"),
    Visit("trajectories.list_partners", "coordinator", PARTNERS, acts.unfold),
    Visit("trajectories.new_partner", "coordinator", f"{PARTNERS}/nieuw", more.add_the_same_partner),
    Visit("trajectories.new_partner", "adviser", f"{PARTNERS}/nieuw?domein=geld"),
    Visit("trajectories.show_partner", "coordinator", "{partner}", acts.pushes("Stop de samenwerking")),
    Visit("trajectories.show_partner", "coordinator", "{partner}"),
    Visit("trajectories.edit_partner", "coordinator", "{partner}/wijzigen"),
    Visit("trajectories.invite_partner", "coordinator", "{partner}/uitnodiging"),
)

OWNERS_STATES: tuple[State, ...] = (
    State("no owner", "coordinator", ASKING, 422, more.ask_nobody),
    State("two owners", "coordinator", ASKING, 409, more.ask_in_two_tabs),
    State("the link of an owner that is over", "", "/actie/een-oude-link", 404),
    State("stopped by its owner without a reason", "owner", "/mijn-acties", 422, more.stop_without_reason),
    State("reported in two tabs", "owner", "/mijn-acties", 409, more.report_in_two_tabs),
    State("no organisation", "coordinator", f"{PARTNERS}/nieuw", 422, acts.pushes("Voeg toe")),
    State("a partner in two tabs", "coordinator", "{partner}/wijzigen", 409, more.change_partner_twice),
    State("actions of a partner in two tabs", "coordinator", "{partner}", 409, more.link_twice),
)

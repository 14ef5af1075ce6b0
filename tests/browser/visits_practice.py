"""The pages on which municipalities share actions, and ask each other about them."""

from tests.browser import acts, acts_practice
from tests.browser.visiting import State, Visit

LIST = "/netwerk/praktijk"
SHARE = "{action}/delen"

PRACTICE_VISITS: tuple[Visit, ...] = (
    Visit("network.list_practices", "coordinator", LIST),
    Visit("network.list_practices", "village", f"{LIST}?domein=geld&moeite=small&zoek=wethouder"),
    Visit("network.list_practices", "adviser", f"{LIST}?zoek=niets"),
    Visit("network.show_practice", "coordinator", "{practice}", acts_practice.ask),
    Visit("network.show_practice", "coordinator", "{practice}"),
    Visit("network.show_practice", "adviser", "{own_practice}"),
    Visit("network.show_practice", "coordinator", "{own_practice}"),
    Visit("network.show_practice", "newcomer", "{named_practice}"),
    Visit("trajectories.show_action", "coordinator", "{practice}", acts.pushes("Neem over in ons plan")),
    Visit("sharing.show_sharing", "coordinator", SHARE, acts_practice.share),
    Visit("sharing.show_sharing", "coordinator", SHARE),
    Visit("sharing.show_sharing", "coordinator", SHARE, acts_practice.preview, shows="what others will see"),
    Visit("sharing.show_sharing", "coordinator", "{shared_action}"),
    Visit("network.list_questions", "coordinator", "/netwerk/vragen"),
    Visit("network.list_questions", "adviser", "/netwerk/vragen"),
    Visit("network.list_questions", "newcomer", "/netwerk/vragen"),
    Visit("network.show_question", "adviser", "{asked}", acts_practice.answers("Ga <b>zelf</b> mee.\nDat helpt.")),
    Visit("network.show_question", "coordinator", "{asked}"),
    Visit("network.show_question", "adviser", "{asked}"),
)

PRACTICE_STATES: tuple[State, ...] = (
    State("shared without an experience", "coordinator", SHARE, 422, acts.pushes(acts_practice.SHOW)),
    State("shared in two tabs", "coordinator", "{shared_action}", 409, acts_practice.share_in_two_tabs),
    State("a domain for a copy", "coordinator", "{named_practice}", 200, acts.pushes("Neem over in ons plan")),
    State("no domain for a copy", "coordinator", "{named_practice}", 422, acts_practice.choose_no_domain),
    State("no question", "coordinator", "{practice}", 422, acts.pushes("Verstuur je vraag")),
    State("no answer", "adviser", "{asked}", 422, acts.pushes("Opslaan")),
    State("answered in two tabs", "adviser", "{asked}", 409, acts_practice.answer_in_two_tabs),
)

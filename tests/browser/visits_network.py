"""The pages on which municipalities see and help each other."""

from tests.browser import acts
from tests.browser.visiting import State, Visit

NETWORK_VISITS: tuple[Visit, ...] = (
    Visit("network.overview", "networker", "/netwerk"),
    Visit("network.overview", "adviser", "/netwerk"),
    Visit("network.overview", "coordinator", "/netwerk", shows="how to take part"),
    Visit("network.overview", "networker", "/netwerk?groep=size:20-50"),
    Visit("network.list_rounds", "networker", "/netwerk/meedoen"),
    Visit("network.list_rounds", "newcomer", "/netwerk/meedoen"),
    Visit("network.show_consent", "networker", "{not_joined}"),
    Visit("network.show_consent", "networker", "{joined}"),
    Visit("network.national", "administrator", "/netwerk/landelijk"),
)

NETWORK_STATES: tuple[State, ...] = (
    State("no tick", "networker", "{not_joined}", 422, acts.pushes("Doe mee"), shows="an error at one box"),
)

"""The pages of then and now."""

from tests.browser import acts
from tests.browser.visiting import State, Visit

COMPARING_VISITS: tuple[Visit, ...] = (
    Visit("comparisons.comparison_page", "coordinator", "{compared}/vergelijking", acts.unfold),
    Visit("comparisons.comparison_page", "reader", "{compared}/vergelijking?versie=1"),
    Visit("comparisons.comparison_page", "adviser", "{second_review}/vergelijking", shows="what is not compared"),
    Visit("comparisons.accounting", "coordinator", "{compared}/vergelijking/verantwoording", acts.unfold),
    Visit("comparisons.accounting", "adviser", "{second_review}/vergelijking/verantwoording"),
    Visit("reports.report_page", "reader", "{compared}/rapport"),
)

COMPARING_STATES: tuple[State, ...] = (
    State("then and now while people answer", "coordinator", "{second}/vergelijking", 409),
    State("then and now of a first round", "coordinator", "{agreed}/vergelijking", 409),
    State("then and now of a first round of a newcomer", "adviser", "{review}/vergelijking", 409),
)

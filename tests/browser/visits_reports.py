"""The pages around a report: how its numbers came about, and its versions."""

from tests.browser.visiting import Visit

REPORT_VISITS = (
    Visit("reports.explain_municipality", "reader", "{agreed}/rapport/uitleg"),
    Visit("reports.explain_municipality", "adviser", "{review}/rapport/uitleg"),
    Visit("reports.explain_domain", "reader", "{agreed}/rapport/uitleg/geld"),
    Visit("reports.explain_domain", "coordinator", "{agreed}/rapport/uitleg/geld?versie=1"),
)

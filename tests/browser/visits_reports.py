"""The pages around a report: how its numbers came about, and its versions."""

from tests.browser import acts, acts_reports
from tests.browser.visiting import State, Visit

REPORT_VISITS = (
    Visit("reports.annex_page", "reader", "{agreed}/rapport/bijlage", acts.unfold),
    Visit("reports.annex_page", "adviser", "{review}/rapport/bijlage", acts.unfold),
    Visit("reports.example_annex", "", "/voorbeeld/rapport/bijlage"),
    Visit("reports.report_page", "adviser", "{agreed}/rapport", acts.unfold, shows="every domain opened"),
    Visit("reports.explain_municipality", "reader", "{agreed}/rapport/uitleg"),
    Visit("reports.explain_municipality", "adviser", "{review}/rapport/uitleg"),
    Visit("reports.explain_domain", "reader", "{agreed}/rapport/uitleg/geld"),
    Visit("reports.explain_domain", "coordinator", "{agreed}/rapport/uitleg/geld?versie=1"),
    Visit("reports.text_page", "adviser", "{review}/rapport/tekst"),
    Visit("reports.text_page", "coordinator", "{agreed}/rapport/tekst"),
    Visit("reports.text_page", "reader", "{agreed}/rapport/tekst?versie=1"),
    Visit("reports.check_report", "coordinator", "{agreed}/rapport?soort=adviseur", acts_reports.check_a_code),
    Visit("reports.check_report", "reader", "{agreed}/rapport?versie=1", acts_reports.check_a_file),
    Visit("reports.check_report", "", "/rapporten/controle"),
    Visit(
        "reports.check_report",
        "",
        "/rapporten/controle",
        acts_reports.check_an_unknown_code,
        shows="that a code is not known",
    ),
    Visit("reports.list_versions", "coordinator", "{agreed}/rapport/versies"),
    Visit("reports.list_versions", "reader", "{agreed}/rapport/versies"),
    Visit("reports.list_versions", "adviser", "{review}/rapport/versies"),
    Visit("reports.show_version", "adviser", "{agreed}/rapport/versies/2", acts.unfold),
    Visit("reports.show_version", "reader", "{agreed}/rapport/versies/2"),
    Visit("reports.show_version", "coordinator", "{agreed}/rapport/versies/1"),
)

REPORT_STATES = (
    State("nothing to check", "", "/rapporten/controle", 422, acts.pushes("Controleer")),
    State("only the id of a report", "", "/rapporten/controle", 422, acts_reports.check_an_id),
)

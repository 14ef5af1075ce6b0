"""Every page of the application with somebody who may see it; `{open}` and the like are rounds of the example."""

from dataclasses import dataclass

from tests.browser import acts


@dataclass(frozen=True)
class Visit:
    """One page: its endpoint, who looks (a role in the example; "" for who is not signed in), and the way there."""

    endpoint: str
    who: str
    path: str
    act: acts.Act | None = None
    """What is done on the page of `path` to come there."""


NOT_PAGES = {
    "static": "files",
    "operation.health": "JSON, for machines",
    "pages.security_txt": "text, for machines",
    "reports.report_json": "a file",
    "reports.report_pdf": "a file",
    "reports.chances_picture": "a picture in the report",
}
"""What is no page, and why."""

VISITS = (
    Visit("pages.start", "coordinator", "/"),
    Visit("pages.start", "newcomer", "/"),
    Visit("pages.start", "adviser", "/"),
    Visit("pages.start", "reader", "/"),
    Visit("pages.start", "participant", "/"),
    Visit("pages.start", "administrator", "/"),
    Visit("pages.about", "", "/over-het-model"),
    Visit("pages.accessibility", "", "/toegankelijkheid"),
    Visit("pages.help_page", "", "/hulp"),
    Visit("pages.privacy", "", "/privacy"),
    Visit("accounts.sign_in", "", "/inloggen"),
    Visit("accounts.enter_code", "", "/inloggen", acts.ask_code),
    Visit("accounts.show_held_forms", "", "/inloggen", acts.hold_a_form),
    Visit("example.mailbox", "", "/voorbeeld/post"),
    Visit("example.mailbox", "", "/inloggen", acts.read_mail),
    Visit("instrument.read", "coordinator", "/vragenlijsten/iba/1"),
    Visit("instrument.read_domain", "coordinator", "/vragenlijsten/iba/1/wonen"),
    Visit("administration.overview", "administrator", "/beheer"),
    Visit("administration.list_municipalities", "administrator", "/beheer/gemeenten"),
    Visit("administration.list_municipalities", "administrator", "/beheer/gemeenten?zoek=niets"),
    Visit("administration.new_municipality", "administrator", "/beheer/gemeenten/nieuw"),
    Visit("administration.import_list", "administrator", "/beheer/gemeenten/inlezen"),
    Visit("administration.list_people", "administrator", "/beheer/mensen"),
    Visit("administration.new_person", "administrator", "/beheer/mensen/nieuw"),
    Visit("administration.show_person", "administrator", "/beheer/mensen", acts.follows("Ada Voorbeeld")),
    Visit("administration.edit_person", "administrator", "/beheer/mensen", acts.edit_somebody),
    Visit("administration.end_membership", "administrator", "/beheer/mensen", acts.end_a_role),
    Visit("assessments.list_assessments", "coordinator", "/inventarisaties"),
    Visit("assessments.list_assessments", "newcomer", "/inventarisaties"),
    Visit("assessments.start_assessment", "newcomer", "/inventarisaties/nieuw", acts.unfold),
    Visit("assessments.start_assessment", "coordinator", "/inventarisaties/nieuw"),
    Visit("assessments.hub", "village", "{open}"),
    Visit("assessments.hub", "coordinator", "{sent_back}"),
    Visit("assessments.hub", "adviser", "{open}"),
    Visit("assessments.answer_domain", "village", "{open}/vragen/geld"),
    Visit("assessments.answer_question", "village", "{open}/vragen/werk_inkomen/A.BE", acts.unfold),
    Visit("assessments.answer_question", "village", "{open}/vragen/algemeen/G01"),
    Visit("assessments.check_answers", "village", "{open}/controle"),
    Visit("assessments.check_answers", "coordinator", "{review}/controle"),
    Visit("assessments.submitted", "village", "{open}/controle", acts.pushes("Lever je antwoorden in")),
    Visit("reviews.overview", "adviser", "{review}/bespreken"),
    Visit("reviews.overview", "coordinator", "{sent_back}/bespreken"),
    Visit("reviews.overview", "coordinator", "{approved}/bespreken"),
    Visit("reviews.domain", "adviser", "{review}/bespreken/geld"),
    Visit("reviews.domain", "coordinator", "{approved}/bespreken/algemeen"),
    Visit("reviews.item", "adviser", "{review}/bespreken/geld/A.BE", acts.unfold),
    Visit("reviews.item", "coordinator", "{review}/bespreken/geld/M.BE"),
    Visit("reviews.item", "coordinator", "{agreed}/bespreken/werk_inkomen/A.BE"),
    Visit("reviews.item", "adviser", "{review}/bespreken/geld/K1"),
    Visit("reviews.chances", "adviser", "{review}/bespreken/geld/kansen"),
    Visit("reviews.explain", "adviser", "{review}/bespreken/geld/uitleg"),
    Visit("reviews.consider_sending_back", "adviser", "{review}/terugsturen"),
    Visit("reviews.consider_agreeing", "coordinator", "{approved}/vaststellen"),
    Visit("reviews.agreed", "coordinator", "{agreed}/vaststellen/klaar"),
    Visit("reviews.consider_reopening", "coordinator", "{agreed}/heropenen"),
    Visit("reports.report_page", "coordinator", "{agreed}/rapport"),
    Visit("reports.report_page", "coordinator", "{review}/rapport?soort=wethouder"),
    Visit("reports.report_page", "reader", "{agreed}/rapport?soort=wethouder"),
    Visit("reports.report_page", "adviser", "{agreed}/rapport?soort=adviseur"),
)


@dataclass(frozen=True)
class State:
    """A page that shows after something went wrong, or that says why it cannot be had."""

    name: str
    who: str
    path: str
    status: int
    act: acts.Act | None = None


STATES = (
    State("no address", "", "/inloggen", 422, acts.pushes("Stuur mij een code")),
    State("no code", "", "/inloggen", 422, acts.wrong_code),
    State("too many codes", "", "/inloggen", 429, acts.ask_too_often),
    State("nothing chosen at the start", "newcomer", "/inventarisaties/nieuw", 422, acts.start_nothing),
    State("no answer", "village", "{open}/vragen/gezondheid/A.BE", 422, acts.evidence_only),
    State("domain", "village", "{open}/vragen/gezondheid", 422, acts.reason_only),
    State("two tabs", "village", "{open}/vragen/geld/A.BL", 409, acts.two_tabs("Opslaan en volgende vraag")),
    State("two tabs with a domain", "village", "{open}/vragen/geld", 409, acts.two_tabs("Opslaan en naar overzicht")),
    State("answers closed", "village", "{open}/vragen/geld/A.BL", 409, acts.closed_meanwhile),
    State("no agreed score", "adviser", "{review}/bespreken/geld/A.BE", 422, acts.pushes("Opslaan en verder")),
    State("agreed twice", "adviser", "{review}/bespreken/geld/M.BE", 409, acts.two_tabs("Opslaan en verder")),
    State("no remark", "adviser", "{review}/bespreken/geld/A.BE", 422, acts.pushes("Voeg de opmerking toe")),
    State("no chance", "adviser", "{review}/bespreken/geld/K1", 422, acts.pushes("Opslaan")),
    State("chances twice", "adviser", "{review}/bespreken/geld/kansen", 409, acts.two_tabs("Opslaan")),
    State("no reason to take over", "adviser", "{review}/bespreken/geld", 422, acts.pushes("Neem de antwoorden over")),
    State("nothing sent back", "adviser", "{review}/terugsturen", 422, acts.pushes("Stuur terug")),
    State("no reason to reopen", "coordinator", "{agreed}/heropenen", 422, acts.pushes("Heropen de inventarisatie")),
    State("not approved", "coordinator", "{review}/vaststellen", 409),
    State("refused with a text", "adviser", "{review}/bespreken/geld/A.BE", 409, acts.approved_meanwhile),
    State("no municipality", "administrator", "/beheer/gemeenten/nieuw", 422, acts.pushes("Voeg toe")),
    State("no person", "administrator", "/beheer/mensen/nieuw", 422, acts.pushes("Voeg toe")),
    State("no role", "administrator", "/beheer/mensen", 422, acts.add_no_role),
    State("no list", "administrator", "/beheer/gemeenten/inlezen", 422, acts.pushes("Bekijk wat er verandert")),
    State("a list", "administrator", "/beheer/gemeenten/inlezen", 200, acts.paste_list),
    State("forged", "village", "{open}/vragen/geld/A.BL", 400, acts.forge),
    State("wrong role", "coordinator", "/beheer", 403),
    State("somebody else's", "coordinator", "{open}", 404),
    State("absent", "coordinator", "/bestaat-niet", 404),
    State("only for a form", "coordinator", "{review}/akkoord", 405),
    State("too much", "village", "{open}/vragen/geld/A.BL", 413, acts.type_a_book),
    State("broken", "village", "{open}/vragen/geld/A.BL", 500, acts.breaks(acts.IMPOSSIBLE)),
    State("no database", "village", "{open}", 503, acts.breaks(acts.ABSENT)),
)

"""The pages at which people come in, their own account, and those with which an administrator looks after that."""

from tests.browser import acts
from tests.browser import acts_doors as doors
from tests.browser.asking import CHANGE
from tests.browser.visiting import State, Visit

DOOR_VISITS = (
    Visit("accounts.invitation", "", "{link}"),
    Visit("accounts.invitation", "done", "{link}", shows="who is signed in"),
    Visit("accounts.invitation", "", "{closed_link}", shows="that the round has closed"),
    Visit("accounts.enter_code", "", "{link}", acts.pushes("Stuur mij"), shows="what was not typed"),
    Visit("accounts.account_change", "", f"/wijziging/{CHANGE}"),
    Visit("accounts.mails_off", "", "{mails_off}", acts.pushes("Zet alles uit")),
    Visit("accounts.show_second_step", "guarded", "/account/tweede-stap/laten-zien"),
    Visit("accounts.show_second_step", "coordinator", "/account/tweede-stap/laten-zien", shows="no second step"),
    Visit("accounts.second_step", "", "/inloggen", doors.half_way),
    Visit("accounts.set_up_second_step", "coordinator", "/inloggen/tweede-stap/instellen"),
    Visit("accounts.set_up_second_step", "guarded", "/inloggen/tweede-stap/instellen"),
    Visit("accounts.recovery_codes", "coordinator", "/inloggen/tweede-stap/instellen", doors.set_up),
    Visit("accounts.new_recovery_codes", "guarded", "/account/herstelcodes"),
    Visit("accounts.recovery_codes", "guarded", "/account/herstelcodes", doors.renew_codes),
    Visit("accounts.remove_second_step", "guarded", "/account/tweede-stap/uitzetten"),
    Visit("accounts.account", "coordinator", "/account"),
    Visit("accounts.account", "fresh", "/account"),
    Visit("accounts.account", "guarded", "/account"),
    Visit("accounts.own_data", "coordinator", "/account/gegevens", acts.unfold),
    Visit("accounts.mails", "coordinator", "/account/mails", acts.pushes("Opslaan")),
    Visit("accounts.ask_removal", "coordinator", "/account/verwijderen"),
    Visit("accounts.work_account_confirm", "", "/inloggen", doors.come_back),
    Visit("accounts.link_work_account", "coordinator", "/account", doors.come_back),
    Visit("accounts.link_work_account", "coordinator", "/account/koppelen"),
    Visit("administration.list_providers", "administrator", "/beheer/organisaties"),
    Visit("administration.new_provider", "administrator", "/beheer/organisaties/nieuw"),
    Visit("administration.new_provider", "administrator", "/beheer/organisaties/nieuw?kind=generic"),
    Visit("administration.edit_provider", "administrator", "{provider}"),
    Visit("administration.post_end_provider", "administrator", "{provider}/beeindigen"),
    Visit("administration.show_person", "administrator", "{guarded_person}"),
    Visit("administration.person_data", "administrator", "{guarded_person}/gegevens"),
    Visit("administration.post_remove_person", "administrator", "{guarded_person}/verwijderen"),
    Visit("administration.reset_second_step", "administrator", "{guarded_person}/tweede-stap"),
)

DOOR_STATES = (
    State("a link that is over", "", "/uitnodiging/bestaat-niet", 404),
    State("no second step", "", "/inloggen", 422, doors.wrong_step),
    State("no code of the app", "coordinator", "/inloggen/tweede-stap/instellen", 422, acts.pushes("Zet de")),
    State("no step for new codes", "guarded", "/account/herstelcodes", 422, acts.pushes("Maak nieuwe")),
    State("no step to switch off", "guarded", "/account/tweede-stap/uitzetten", 422, acts.pushes("Zet de")),
    State("organisation does not answer", "", "{organisation}", 502),
    State("organisation has ended", "", "{ended_organisation}", 409),
    State("back from nowhere", "", "/inloggen/organisatie/terug", 400),
    State("no organisation", "administrator", "/beheer/organisaties/nieuw", 422, acts.pushes("Opslaan")),
)

"""What is promised to people, and the tests that keep it: a promise without one is a promise too many.

Of the pages about privacy and accessibility every sentence stands here, so that a new one cannot be forgotten; of other
pages and of mails the promises do.
"""

import ast
import re
from collections.abc import Sequence
from itertools import chain

import pytest

from tests.guards.sources import python_files, relative, templates

Promises = Sequence[tuple[str, ...]]
"""A sentence, and its tests: the file below tests/, and the name of the function."""
PRIVACY: Promises = (
    (
        "Zolang de ronde open is, leest niemand antwoorden van een ander; daarna lezen coördinator, adviseur en "
        "wie meepraat ze met de functie erbij, nooit met een naam tenzij jij dat goedvindt.",
        "guards/test_blind.py::test_what_others_answer_makes_no_difference",
        "integration/test_assessments_name.py::test_nobody_is_named_until_they_say_so",
    ),
    (
        "Je kunt dat altijd terugdraaien.",
        "integration/test_assessments_name.py::test_twice_is_once_and_nothing_is_no_choice",
    ),
    (
        "De coördinator en de adviseur zien wel hoeveel vragen er zijn beantwoord, en wie klaar is.",
        "integration/test_participants_overview.py::test_everybody_stands_there_with_how_far_they_are",
    ),
    (
        "In een rapport staat nooit een naam.",
        "integration/test_reports_page.py::test_names_are_in_no_edition",
    ),
    (
        "De antwoorden en toelichtingen staan dan op het scherm, zonder naam en zonder functie.",
        "integration/meetings/test_following.py::test_shows_how_the_answers_lie_and_never_whose_they_are",
    ),
    (
        "Wie meedoet, krijgt daarna de afspraken per mail.",
        "integration/meetings/test_ending.py::test_everybody_gets_the_summary",
    ),
    (
        "Dan tellen de scores mee in cijfers van ten minste negen gemeenten samen.",
        "integration/test_network_counting.py::test_eight_municipalities_are_not_shown_and_nine_are",
    ),
    (
        "Geen gemeente kan daar in haar eentje uit halen wat jouw gemeente scoort.",
        "unit/network/test_privacy.py::test_there_is_always_another_world_that_looks_the_same",
    ),
    (
        "Een actie delen jullie alleen als je dat zelf doet.",
        "integration/test_network_practice_sharing.py::test_only_a_coordinator_of_the_municipality_shares",
    ),
    (
        "Je kiest dan of de naam van de gemeente erbij staat.",
        "integration/test_network_practice.py::test_a_municipality_is_named_only_when_it_agreed",
    ),
    (
        "Dan kunnen de coördinatoren, adviseurs en lezers van die gemeente de vastgestelde rapporten lezen.",
        "integration/test_reports_merged.py::test_people_of_the_new_one_read_the_frozen_report",
    ),
    (
        "Ze zien niet wie wat antwoordde.",
        "guards/test_leaks_merged.py::test_people_of_the_new_municipality_find_agreed_reports_and_nothing_else",
    ),
    (
        "Andere gemeenten zien je antwoorden niet.",
        "guards/test_leaks.py::test_nobody_reads_what_is_not_for_them",
    ),
    (
        "De beheerder ziet namen en rollen, maar geen antwoorden.",
        "guards/test_leaks.py::test_nobody_reads_what_is_not_for_them",
    ),
    (
        "Samenhang stuurt alleen mails, en vraagt alleen je eigen organisatie wie je bent als je met een "
        "werkaccount inlogt.",
        "guards/test_promises.py::test_only_mails_and_providers_go_out",
    ),
    (
        "Verder gaan er geen gegevens naar anderen.",
        "guards/test_promises.py::test_only_mails_and_providers_go_out",
    ),
    (
        "We gebruiken twee cookies.",
        "guards/test_promises.py::test_there_are_two_cookies",
    ),
    (
        "De ene houdt je ingelogd en onthoudt voor welke gemeente je werkt.",
        "integration/test_pages_municipality.py::test_narrows_down_both_pages_and_back",
    ),
    (
        "De andere onthoudt zeven dagen wie het laatst inlogde, zodat je tekst niet verloren gaat als je sessie "
        "afloopt.",
        "integration/test_accounts_held_forms.py::test_the_text_is_offered_again_and_saved",
    ),
    (
        "Als je uitlogt, verdwijnt die cookie.",
        "integration/test_accounts_held_forms.py::test_after_signing_out_nothing_is_held",
    ),
    (
        "Je kunt bekijken wat we van je bewaren en vragen om je te verwijderen.",
        "integration/test_own_data.py::test_a_person_reads_everything_of_their_own",
        "integration/test_removal.py::test_a_person_asks_and_an_administrator_sees_it",
    ),
    (
        "Wat je typt en nog niet is opgeslagen, bewaart je browser hooguit een dag op je apparaat.",
        "browser/test_kept_in_browser.py::test_without_a_connection_the_text_waits_and_is_saved_after_all",
    ),
    (
        "Als je uitlogt, is het weg.",
        "browser/test_kept_in_browser.py::test_signing_out_leaves_nothing",
    ),
    (
        "We laden niets van andere websites.",
        "integration/test_door.py::test_pages_ask_nothing_of_others_and_stand_in_no_frame",
    ),
)
"""Of /privacy; its table has a guard of its own."""
ACCESSIBILITY: Promises = (
    (
        "Ook met een toetsenbord, een schermlezer, een telefoon of grote letters.",
        "browser/test_pages.py::test_page",
    ),
    (
        "We zoeken op elke pagina automatisch naar fouten, ook als er een foutmelding staat.",
        "browser/test_pages.py::test_every_page_has_a_visit",
        "browser/test_pages.py::test_error",
    ),
    (
        "We doorlopen het belangrijkste werk met alleen een toetsenbord.",
        "browser/test_main_job.py::test_from_an_empty_municipality_to_an_agreed_report",
    ),
    (
        "We bekijken elke pagina op een scherm van 320 pixels breed.",
        "browser/test_pages.py::test_page",
    ),
    (
        "Je hoeft dan niet opzij te scrollen.",
        "browser/test_pages.py::test_page",
    ),
    (
        "Alles werkt ook zonder JavaScript.",
        "browser/test_main_job.py::test_from_an_empty_municipality_to_an_agreed_report",
    ),
    (
        "De kleuren volgen je apparaat: licht, donker of met meer contrast.",
        "browser/test_schemes.py::test_a_page_follows_the_device",
    ),
    (
        "We rekenen voor alle drie na of je alles kunt lezen.",
        "guards/test_styles.py::test_what_stands_on_each_other_can_be_told_apart",
    ),
    (
        "We bekijken pagina’s in de kleuren van je systeem, met letters die 2 keer zo groot zijn, en met meer ruimte "
        "tussen letters en regels.",
        "browser/test_schemes.py::test_page_as_its_reader_wants_it",
    ),
    (
        "De webpagina van het rapport heeft dezelfde inhoud.",
        "golden/test_reading_order.py::test_the_example_is_read_as_it_was_signed_off",
    ),
)
"""Of /toegankelijkheid."""
ELSEWHERE: Promises = (
    (
        "Wat je hebt opgeslagen, blijft bewaard.",
        "integration/test_accounts_session.py::test_signing_out_leaves_other_sessions_alone",
    ),
    (
        "Wat al is ingevuld of besproken, blijft bewaard.",
        "integration/test_administration_people.py::test_a_role_is_ended_after_a_question",
    ),
    (
        "We bewaren het versleuteld en laten het nooit meer zien.",
        "integration/test_administration_providers.py::test_the_secret_never_comes_out",
    ),
    (
        "Anderen zien niet welke gemeente dit is.",
        "integration/test_network_practice.py::test_a_municipality_is_named_only_when_it_agreed",
    ),
    (
        "Je ziet nooit van wie een score is.",
        "unit/network/test_privacy.py::test_there_is_always_another_world_that_looks_the_same",
    ),
    (
        "Andere gemeenten zien jullie scores niet.",
        "unit/network/test_privacy.py::test_there_is_always_another_world_that_looks_the_same",
    ),
    (
        "Een versie die eenmaal in gebruik is, verandert niet meer.",
        "guards/test_published.py::test_nothing_published_has_changed",
    ),
    (
        "Een versie verandert nooit meer.",
        "integration/test_reports_page.py::test_what_was_agreed_stays_as_it_was",
    ),
    (
        "Het rapport verandert daarna niet meer.",
        "integration/test_reports_page.py::test_what_was_agreed_stays_as_it_was",
    ),
    (
        "We slaan elk antwoord op als je naar de volgende vraag gaat.",
        "integration/test_assessments_question.py::test_saves_everything_and_goes_on",
    ),
    (
        "Je krijgt je tekst dan terug.",
        "integration/test_accounts_held_forms.py::test_the_text_is_offered_again_and_saved",
    ),
    (
        "Op deze pagina staan nooit namen van mensen.",
        "integration/test_reports_checking.py::test_the_file_itself_is_recognised",
    ),
    (
        "De antwoorden die zij gaven, blijven bewaard en tellen mee.",
        "integration/test_participants_leaving.py::test_who_stops_sees_nothing_more_and_hears_of_it",
    ),
    (
        "De keuze van nu blijft bewaard bij de eerdere keuzes.",
        "integration/test_trajectories_priorities_choosing.py::test_a_next_choice_says_what_changed_and_the_earlier_one_stays",
    ),
    (
        "Niemand kan daarna nog iets veranderen: geen acties, uren, afspraken of dagen.",
        "integration/test_trajectories_planning.py::test_closing_asks_first_and_can_be_undone",
    ),
    (
        "Je kunt de code één keer gebruiken.",
        "integration/test_accounts_code.py::test_a_code_works_once",
    ),
    (
        "Zonder deze code kan niemand inloggen.",
        "integration/test_accounts_code.py::test_the_code_signs_in",
    ),
    (
        "Dan krijg je er geen mail meer over.",
        "integration/test_trajectories_reminders_away.py::test_it_stays_away",
    ),
    (
        "Je krijgt zo’n mail hooguit één keer per dag.",
        "integration/test_trajectories_reminders.py::test_it_goes_once_from_eight",
    ),
    (
        "Jij hoeft dat niet meer te doen.",
        "integration/test_participants_deciding.py::test_somebody_else_answers_instead",
    ),
    (
        "Je bent geen adviseur meer van deze gemeente en kunt de inventarisaties niet meer zien.",
        "integration/test_administration_handing_over.py::test_a_municipality_is_handed_over",
    ),
    (
        "Bevestigen het oude en het nieuwe adres allebei? Dan gaat het meteen in.",
        "integration/test_security_accounts.py::"
        "test_a_new_address_is_confirmed_and_a_day_passes_unless_the_old_one_confirmed_too",
    ),
    ("Er verandert niets. De beheerders krijgen bericht.", "integration/test_security_accounts.py::test_the_attack"),
    (
        "Je kunt stoppen en later verdergaan met dezelfde link.",
        "integration/test_accounts_invitation.py::test_every_mail_to_a_colleague_has_the_same_link",
        "integration/test_accounts_invitation.py::test_it_goes_on_where_somebody_was",
    ),
    (
        "Daarna zie je de eerste vraag.",
        "integration/test_accounts_invitation.py::test_a_code_and_then_the_first_question",
    ),
    (
        "Wat je hebt opgeslagen, blijft bewaard en telt mee.",
        "integration/test_accounts_invitation.py::test_what_somebody_saved_counts_after_the_round_has_closed",
    ),
    (
        "In het rapport staat nooit een naam. Je eigen antwoorden zijn niet veranderd. Je hoeft niets te doen.",
        "integration/test_reports_page.py::test_names_are_in_no_edition",
        "integration/test_reviews_outcome.py::test_agreeing_changes_no_answer",
    ),
)
"""On other pages and in mails."""
PLAIN = {
    "Samenhang gaat over het beleid van gemeenten, niet over inwoners.",
    "Zet geen gegevens van inwoners in een toelichting.",
    "Dan kan er een bespreking zijn met collega’s.",
    "Dan kun je een klacht indienen bij de Autoriteit Persoonsgegevens.",
    "Mail naar hulp@voorbeeld.example.",
    "Iedereen moet Samenhang kunnen gebruiken.",
    "We werken volgens de richtlijnen WCAG 2.2, niveau AA.",
    "Ook gebruiken we het NL Design System, waar veel overheden mee werken.",
    "Een onafhankelijk bureau heeft Samenhang nog niet onderzocht.",
    "Daarom kunnen we niet beloven dat we aan alle eisen voldoen.",
    "Mensen met een beperking hebben Samenhang nog niet getest.",
    "De pdf van het rapport is nog niet getest met schermlezers.",
    "Schrijf op welke pagina het was en wat er niet lukte.",
    "Vraag dan om de tekst in een andere vorm.",
}
"""What promises nothing on those two pages: it says how things are, or what somebody can do."""
SENDING = {"app/post/outbox.py", "app/doors/fetching.py"}
"""The modules that open connections to somewhere else."""
NETWORK = {"smtplib", "requests", "urllib3", "http", "httpx", "aiohttp", "ftplib", "xmlrpc", "telnetlib"}


def sentences(text: str) -> list[str]:
    """The sentences of a text, one after another."""
    return [one.strip() for one in re.split(r"(?<=[.!?])\s+(?=[A-Z‘])", text) if one.strip()]


@pytest.mark.parametrize(("address", "promises"), [("privacy", PRIVACY), ("toegankelijkheid", ACCESSIBILITY)])
def test_every_sentence_of_a_page_of_promises_has_its_test(client_as, address: str, promises: Promises) -> None:
    (main,) = client_as(None).get(f"/{address}").all("main")
    told = [
        sentence for tag in ("p", "li") for one in main.iter(tag) for sentence in sentences("".join(one.itertext()))
    ]
    assert {sentence for sentence in told if not sentence.endswith("?")} - PLAIN == {
        sentence for sentence, *_ in promises
    }


def test_promises_elsewhere_are_made_in_these_words() -> None:
    sources = [path.read_text("utf-8") for path in templates()]
    for path in python_files("app/texts"):
        nodes = ast.walk(ast.parse(path.read_text("utf-8")))
        sources += [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    everything = "\n".join(sources)
    assert [sentence for sentence, *_ in ELSEWHERE if sentence not in everything] == []


def test_every_test_of_a_promise_exists() -> None:
    named = {test for _, *tests in chain(PRIVACY, ACCESSIBILITY, ELSEWHERE) for test in tests}
    known = {
        f"{relative(path).removeprefix('tests/')}::{node.name}"
        for path in python_files("tests")
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef)
    }
    assert named - known == set()


def test_only_mails_and_providers_go_out() -> None:
    found = set()
    for path in python_files("app"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if {name.split(".")[0] for name in names} & NETWORK or "urllib.request" in names:
                found.add(relative(path))
    assert found == SENDING


def test_there_are_two_cookies() -> None:
    setting = [relative(path) for path in python_files("app") if ".set_cookie(" in path.read_text("utf-8")]
    # The other one is the session of Flask.
    assert setting == ["app/saving/typed.py"]

"""Random forms and addresses by every role: never an error of ours, never slow, always a valid page.

A few hundred requests; with SAMENHANG_FUZZ=5000 in the environment that many.
"""

import os
import random
import time

import pytest

from app.web.clock import now
from tests.factories import make_agreed, make_answers, make_assessment, make_participation
from tests.pages import Page

REQUESTS = int(os.environ.get("SAMENHANG_FUZZ", "120"))
SLOW = 5
"""Seconds of our own processor time."""
REFUSED = {400, 403, 404, 405, 409, 413, 422, 429}
WHO = ("coordinator", "participant", "reader", "adviser", "administrator", "other", "nobody")
PAGES = (
    *("/", "/inloggen", "/inloggen/code", "/inloggen/bewaard", "/inventarisaties", "/inventarisaties/nieuw", "/hulp"),
    *("/beheer/gemeenten", "/beheer/gemeenten/nieuw", "/beheer/gemeenten/inlezen", "/beheer/mensen"),
    *("/beheer/mensen/nieuw", "/beheer/mensen/{person}", "/beheer/rollen/{person}", "/vragenlijsten/{word}/{word}"),
    *("{hub}", "{hub}/vragen/geld", "{hub}/vragen/geld/A.BE", "{hub}/vragen/{word}/{word}", "{hub}/controle"),
    *("{hub}/controle/klaar", "{hub}/bespreking-starten", "{hub}/bespreken", "{hub}/bespreken/geld"),
    *("{hub}/bespreken/geld/A.BE", "{hub}/bespreken/geld/A.BE/opmerking", "{hub}/bespreken/geld/K1"),
    *("{hub}/bespreken/geld/kansen", "{hub}/bespreken/geld/overnemen", "{hub}/bespreken/geld/uitleg"),
    *("{hub}/bespreken/{word}/{word}", "{hub}/akkoord", "{hub}/terugsturen", "{hub}/opnieuw-inleveren"),
    *("{hub}/vaststellen", "{hub}/vaststellen/klaar", "{hub}/heropenen", "{hub}/rapport"),
    *("{hub}/rapport.json", "{hub}/deadline.ics", "{hub}/vragen/geld/slotvragen", "{hub}/vragen/{word}/slotvragen"),
    *("{hub}/vragen/geld/collega", "{hub}/vragen/{word}/collega", "{hub}/deelnemers", "{hub}/deelnemers/nieuw"),
    *("{hub}/deelnemers/plakken", "{hub}/deelnemers/{part}", "{hub}/deelnemers/{part}", "{hub}/deelnemers/dekking"),
    *("{hub}/deelnemers/verdelen/geld", "{hub}/deelnemers/verdelen/{word}", "{hub}/deelnemers/uitnodigen"),
    *("{hub}/deelnemers/herinneren", "{hub}/deelnemers/bedanken", "{hub}/deelnemers/deadline"),
    *("{hub}/deelnemers/{part}/intrekken", "{hub}/deelnemers/{part}/vervangen", "{hub}/deelnemers/voorstellen/{part}"),
    *("/uitnodiging/{word}", "/account", "/account/koppelen", "/account/herstelcodes"),
    *("/account/tweede-stap/uitzetten", "/inloggen/tweede-stap", "/inloggen/tweede-stap/instellen", "/gemeente"),
    *("/inloggen/organisatie/terug", "/inloggen/organisatie/verder", "/inloggen/organisatie/{person}"),
    *("/beheer/organisaties", "/beheer/organisaties/nieuw", "/beheer/mensen/{person}/tweede-stap"),
)
WORDS = (
    *("", " ", "0", "4", "5", "-1", "1e9", "٣", "²", "9" * 60, "unknown", "not_applicable", "withdrawn", "none", "yes"),
    *("geld", "algemeen", "eigen_1", "A.BE", "K1", "iba", "1", "beleid", "adviseur", "document", "sure", "all"),
    *("geld:beleid", "algemeen:", "geld:", ":", "instead", "beside", "declined", "send", "preview", "31-2-2027"),
    *(
        "2027-01-15",
        "9999-12-31",
        "0-0-0000",
        "Jan <jan@gemeente.nl>; beleid",
        'Jan;"jan@gemeente.nl',
        "a@b.nl\n" * 300,
    ),
    *("<script>alert(1)</script>", '"><b>', "{{ 7*7 }}", "${7*7}", "' OR 1=1 --", "=1+1", "$x^{a$", "../../etc", "%00"),
    *(
        "\0",
        "\x0b",
        "\ufeff",
        "\uffff",
        "\u202eom",
        "👩🏽‍🏫",
        "cafe\u0301",
        "\u2028",
        "\r\nX: 1",
        "&#0;",
        "]]>",
        "\x85",
    ),
    *("a" * 81, "é" * 5001, "x" * 300_000, "woord " * 900, "GM0363", "GM0363;Amsterdam\n", "Code;Naam\n1;\x22", "1,\n"),
    *(
        "jan@gemeente.nl",
        "jan@" + "x" * 300 + ".nl",
        "j\u00e4n@m\u00fcnchen.example",
        "https://[::1",
        "https://a b",
        "HTTP://X",
    ),
)
NAMES = (
    *("value", "reason", "seen", "evidence_kind", "evidence_note", "evidence_link", "confidence", "next", "held_form"),
    *("dissent", "text", "audience", "domains", "title", "round", "questionnaire", "municipality", "name_geld"),
    *("name_eigen_1", "ambition", "ambition_seen", "K1-value", "K1-seen", "A.BE-value", "A.BE-reason", "A.BE-seen"),
    *("email", "code", "verder", "name", "function", "role", "file", "confirmed", "withdraw", "csrf_token", "soort"),
    *("versie", "zoek", "domein", "gemeente", "level", "parts", "people", "line", "action", "deadline", "vraag"),
    *("reminder_days", "decision", "answer", "tell", "personal_line", "everything", "again", "goes_well", "opnieuw"),
    *("current", "state", "kind", "place", "client_id", "client_secret", "check", "aan", "vorm"),
)


@pytest.fixture
def hubs(session, people):
    """Inventories in every state, with answers."""
    made = []
    for state in ("open", "in_review", "agreed"):
        agreed = {"agreed_at": now()} if state == "agreed" else {}
        assessment = make_assessment(session, people, state=state, **agreed)
        part = make_participation(session, assessment, people.participant, everything=True)
        make_answers(session, part, {f"geld/{id_}": 2 for id_ in ("A.BE", "A.BL", "K1", "K2")})
        make_agreed(session, assessment, people.coordinator, {"geld/A.BE": 3})
        made.append((f"/inventarisaties/{assessment.id}", str(part.id)))
    return made


def random_form(chance):
    names = chance.sample(NAMES, chance.randint(0, 12))
    return {name: [chance.choice(WORDS) for _ in range(chance.choice((1, 1, 1, 2)))] for name in names}


def request_of(chance, hubs, person):
    """(path, options) of a request that somebody could make."""
    hub, part = chance.choice(hubs)
    path = chance.choice(PAGES).format(hub=hub, part=chance.choice((part, person)), person=person, word="{word}")
    while "{word}" in path:
        path = path.replace("{word}", chance.choice(WORDS).strip("./\r\n")[:200] or "x", 1)
    if chance.random() < 0.35:
        return path, {"query_string": random_form(chance)}
    if chance.random() < 0.75:
        return path, {"method": "POST", "data": random_form(chance)}
    # Not too large: the test client puts a large one in a file that it does not close.
    parts = {name: [value[:6000] for value in values] for name, values in random_form(chance).items()}
    return path, {"method": "POST", "data": parts, "content_type": "multipart/form-data"}


def check(response, path, seconds):
    assert seconds < SLOW, (path, seconds)
    assert response.status_code in REFUSED | {200, 302, 303}, (path, response.status_code)
    if response.mimetype == "text/html" and response.status_code not in (302, 303):
        Page(response, path)
    response.close()


def test_nothing_that_people_send_is_an_error_of_ours(session, people, client_as, hubs):
    chance = random.Random(20261124)
    person = people.reader.id
    clients = [client_as(getattr(people, who, None)) for who in WHO]
    for number in range(REQUESTS):
        client = chance.choice(clients)
        path, options = request_of(chance, hubs, person)
        if "data" in options and chance.random() < 0.9:
            options["data"]["csrf_token"] = client.token
        began = time.thread_time()
        response = client.ask(path, **options)
        check(response, f"{number} {options.get('method', 'GET')} {path[:100]}", time.thread_time() - began)
        if response.status_code in (302, 303) and "inloggen" in response.headers["Location"]:
            client.take_token()

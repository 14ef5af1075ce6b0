"""How the numbers of a report came about: of a frozen one from what was frozen, for readers without single answers."""

from itertools import product

import pytest
from sqlalchemy import select, update

from app.models import Assessment, Participation, Report
from tests.factories import make_agreed, make_answers, make_assessment, make_participation

ITEMS = ("A.BE", "A.BL", "A.UI", "D1.UI", "M.BE", "M.BL", "M.UI", "C.BE", "C.UI", "S.BE", "S.BL", "S.UI", "D2.UI")
DOMAINS = ("geld", "inclusie")


@pytest.fixture
def assessment(session, people):
    """A review with answers of two people, chances, general questions and an agreed score."""
    made = make_assessment(session, people, DOMAINS, state="in_review")
    joint = session.scalars(select(Participation)).one()
    values = {f"{domain}/{item}": 2 for domain in DOMAINS for item in ITEMS}
    values |= {f"{domain}/K{n}": 3 for domain in DOMAINS for n in (1, 2, 3, 4)}
    make_answers(session, joint, values | {"inclusie/A.BE": 4, "algemeen/G01": 3, "algemeen/G02": 1, "algemeen/G03": 2})
    other = make_participation(session, made, people.participant, level="uitvoering", function="functie van Ivo Vuller")
    make_answers(
        session, other, {"geld/A.BE": 0, "geld/S.BE": 4, "geld/C.BL": "unknown"}, reason="Reden van de invuller"
    )
    words = {"reason": "Het plan is er.", "dissent": "De adviseur blijft bij 1.", "present": "wethouder en adviseur"}
    make_agreed(session, made, people.adviser, {"geld/S.BE": 3}, **words)
    return made


@pytest.fixture
def explanation(assessment):
    """Where it is."""
    return f"/inventarisaties/{assessment.id}/rapport/uitleg"


@pytest.fixture
def agree(people, client_as, assessment):
    """Approve and agree."""

    def agreed():
        client_as(people.adviser).post(f"/inventarisaties/{assessment.id}/akkoord")
        client_as(people.coordinator).post(f"/inventarisaties/{assessment.id}/vaststellen")

    return agreed


DOMAIN = (
    "Het totaal is 50,0: het gemiddelde van betrokkenheid (41,7), middelen (50,0) en ondersteuning (58,3).",
    "Bij 50,0 hoort het woord ‘In opbouw’.",
    "5 van de 6 vragen hebben een score. Nog niet bekend: 1 vraag.",
    "ligt middelen tussen 41,7 en 58,3.",
    "Afgesproken: 3 × 25 = 75,0. Door functie van Ad Viseur, op ",
    "Erbij: wethouder en adviseur",
    "Reden: Het plan is er.",
    "Ziet het anders: De adviseur blijft bij 1.",
    "Het gemiddelde van de 2 antwoorden is 1,0.",
    "Geldzaken staat op plaats 1, samen met Inclusie.",
    "Regel S21",
)
SINGLE = (
    "Gemiddelde van 2 antwoorden: 2 (functie van Cora Dinator, beleid) en 0 (functie van Ivo Vuller, uitvoering).",
    "De antwoorden liggen 1,0 en 1,0 van het gemiddelde af. Gemiddeld verschil: 1,0 stap. Dat heet ‘verschil’.",
    "Telt niet mee: ‘2’ (functie van Cora Dinator, beleid) en ‘4’ (functie van Ivo Vuller, uitvoering), want er is een "
    "afgesproken score.",
)
NUMBERS = (
    "2 antwoorden, gemiddeld 1,0. Het gemiddelde × 25 = 25,0.",
    "Gemiddeld verschil: 1,0 stap.",
    "2 antwoorden tellen niet mee, want er is een afgesproken score.",
    "1 antwoord telt niet mee: daar staat ‘weet ik niet’ of ‘niet van toepassing’.",
)


def assert_reads(page, *words):
    for each in words:
        assert each in page.text, (each, page.text)


def test_a_preview_is_explained_to_who_leads_the_review(people, client_as, explanation):
    for person in (people.coordinator, people.adviser):
        page = client_as(person).get(f"{explanation}/geld")
        assert_reads(page, *DOMAIN, *SINGLE)
        assert "Geldzaken, armoede en schulden, voorlopig" in page.title
    client_as(people.reader).get(f"{explanation}/geld", status=404)


def test_a_reader_sees_numbers_and_never_who_answered_what(people, client_as, explanation, agree):
    agree()
    page = client_as(people.reader).get(f"{explanation}/geld")
    assert_reads(page, *DOMAIN, *NUMBERS)
    assert "versie 1" in page.title
    for words in ("Ivo Vuller", "Cora Dinator", "functie van Cora", "Reden van de invuller", "liggen 1,0 en 1,0"):
        assert words not in page.html, words
    assert_reads(client_as(people.coordinator).get(f"{explanation}/geld"), *DOMAIN, *SINGLE)


def test_a_frozen_report_is_explained_from_what_was_frozen(session, people, client_as, assessment, explanation, agree):
    agree()
    before = {
        who: client_as(getattr(people, who)).get(f"{explanation}/geld?versie=1").text for who in ("reader", "adviser")
    }
    client_as(people.coordinator).post(f"/inventarisaties/{assessment.id}/heropenen", {"reason": "Nieuw plan."})
    part = session.scalars(select(Participation).where(Participation.role == "participant")).one()
    make_answers(session, part, {"geld/A.BE": 4}, seen=1)
    make_agreed(session, assessment, people.coordinator, {"geld/S.BE": 0}, seen=1, reason="Bij nader inzien.")
    for who, text in before.items():
        assert client_as(getattr(people, who)).get(f"{explanation}/geld?versie=1").text == text
    assert client_as(people.reader).get(f"{explanation}/geld").text == before["reader"]
    now = client_as(people.adviser).get(f"{explanation}/geld")
    assert_reads(now, "voorlopig", "Afgesproken: 0 × 25 = 0,0.", "Reden: Bij nader inzien.")
    agree()
    assert "Reden: Bij nader inzien." in client_as(people.reader).get(f"{explanation}/geld").text
    assert client_as(people.reader).get(f"{explanation}/geld?versie=1").text == before["reader"]


def test_the_whole_municipality(people, client_as, explanation, agree):
    agree()
    page = client_as(people.reader).get(explanation)
    assert_reads(
        page,
        "Geen van de 2 domeinen met een totaal heeft 62,5 punten of meer.",
        "De totalen van laag naar hoog: Geldzaken (50,0) en Inclusie (55,6).",
        "Het gemiddelde van de middelste twee is 52,8.",
        "Inclusie: 66,7 (bestuur) min 50,0 (beleid) is 16,7.",
        "Geldzaken: plaats 1, niet zeker (plaats 1 tot 2).",
        "Plan en regie is 50,0: het gemiddelde van",
        "1 antwoord: 3 × 25 = 75,0.",
        "Netwerk heeft nog geen score",
    )
    assert f"{explanation}/geld?versie=1&soort=beleid" in page.links


def test_every_edition_leads_to_it(people, client_as, assessment, explanation, agree):
    agree()
    for kind, sections in {"beleid": 5, "wethouder": 3, "adviseur": 8}.items():
        page = client_as(people.adviser).get(f"/inventarisaties/{assessment.id}/rapport?soort={kind}")
        links = [link for link in page.links if link.startswith(explanation)]
        assert f"{explanation}/inclusie?versie=1&soort={kind}" in links
        assert len(links) >= sections, (kind, links)
        for link in set(links):
            client_as(people.adviser).get(link)
    reader = client_as(people.reader).get(f"/inventarisaties/{assessment.id}/rapport?soort=beleid")
    assert f"{explanation}/geld?versie=1&soort=beleid" in reader.links


def test_what_is_not_there(people, client_as, explanation, agree):
    agree()
    for address in ("/wonen", "/algemeen", "/geld?versie=2", "?versie=0", "?soort=raad"):
        client_as(people.coordinator).get(f"{explanation}{address}", status=404)


def test_who_may_read(people, client_as, explanation, agree):
    agree()
    expected = {"participant": 403, "reader": 200, "administrator": 404, "other": 404}
    for who, status in expected.items():
        for address in (explanation, f"{explanation}/geld"):
            client_as(getattr(people, who)).get(address, status=status)
    client_as(people.reader).get(f"{explanation}/geld?soort=adviseur", status=403)


def test_who_leads_sees_no_explanation_until_the_review(session, people, client_as, explanation):
    session.execute(update(Assessment).values(state="open"))
    session.commit()
    for address, who in product((explanation, f"{explanation}/geld"), (people.coordinator, people.adviser)):
        page = client_as(who).get(address, status=409)
        assert "de bespreking start" in page.text and "Ivo Vuller" not in page.html


def test_other_rules_are_said(session, people, client_as, explanation, agree, assessment):
    agree()
    report = session.scalars(select(Report)).one()
    kept = {name: getattr(report, name) for name in ("assessment_id", "municipality_id", "interchange", "agreed_at")}
    session.add(Report(**kept, number=2, rules=0, agreed_by=report.agreed_by))
    session.commit()
    assert "Er zijn nieuwe rekenregels" in client_as(people.reader).get(f"{explanation}/geld").text
    assert "Er zijn nieuwe rekenregels" not in client_as(people.reader).get(f"{explanation}/geld?versie=1").text

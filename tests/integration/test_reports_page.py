"""The report as a page: a preview for who leads the review, and the frozen one for readers too."""

import re

import pytest
from sqlalchemy import delete, select, update

from app.models import AgreedScore, Assessment, Municipality, Participation, User
from app.texts.reports import EDITIONS
from tests.factories import make_agreed, make_answers, make_assessment, make_participation

ITEMS = ("A.BE", "A.BL", "A.UI", "D1.UI", "M.BE", "M.BL", "M.UI", "C.BE", "C.UI", "S.BE", "S.BL", "S.UI", "D2.UI")


@pytest.fixture
def assessment(session, people):
    """A review with answers of two people, chances and agreed scores."""
    made = make_assessment(session, people, state="in_review", title="Eerste meting 2026")
    joint = session.scalars(select(Participation)).one()
    values = {f"{domain}/{item}": 2 for domain in ("geld", "inclusie") for item in ITEMS}
    values |= {f"{domain}/K{n}": 3 for domain in ("geld", "inclusie") for n in (1, 2, 3, 4)}
    make_answers(session, joint, values, reason="Reden van de coördinator")
    other = make_participation(session, made, people.participant, level="uitvoering")
    make_answers(session, other, {"geld/A.BE": 0}, reason="Reden van de invuller")
    make_agreed(session, made, people.adviser, {"geld/A.BL": 4})
    return made


@pytest.fixture
def report(assessment):
    """Where the report is."""
    return f"/inventarisaties/{assessment.id}/rapport"


@pytest.fixture
def agree(people, client_as, assessment):
    """Approve and agree."""

    def agreed():
        client_as(people.adviser).post(f"/inventarisaties/{assessment.id}/akkoord")
        client_as(people.coordinator).post(f"/inventarisaties/{assessment.id}/vaststellen")

    return agreed


@pytest.mark.parametrize("who", ["coordinator", "adviser"])
@pytest.mark.parametrize("kind", ["beleid", "wethouder", "adviseur"])
def test_a_preview_is_marked_as_that(people, client_as, report, who, kind):
    page = client_as(getattr(people, who)).get(f"{report}?soort={kind}")
    assert page.title.startswith(f"{EDITIONS[kind]}: Eerste meting 2026, Voorbeeldstad (voorlopig)")
    assert "Voorlopig: deze inventarisatie is nog niet vastgesteld." in page.text
    assert "Er is nog geen vastgestelde versie." in page.text
    assert f"{report}.pdf?soort={kind}" in page.links


def test_the_page_is_complete(people, client_as, report):
    page = client_as(people.coordinator).get(report)
    for words in ("In 3 zinnen", "Geldzaken", "In opbouw", "Verantwoording", "Bijlage", "Rekenregels"):
        assert words in page.text, words
    assert f"{report}/uitleg/geld?soort=beleid" in page.links
    assert f"{report}/bijlage?soort=beleid#antwoorden-geld" in page.links
    # Two domains with a total and nine cells each, and below it the same domains, to open.
    assert len([cell for cell in page.all("td") if "heat-" in cell.get("class", "")]) == 2 * 10
    opened = [each.get("id", "") for each in page.all("div")]
    assert [each for each in opened if each.startswith("domein-")] == ["domein-geld", "domein-inclusie"]


def test_a_chance_has_the_line_that_it_has_where_domains_are_chosen(people, client_as, assessment, report, agree):
    """How far one answer would move it, as it was when it was agreed."""
    coordinator = client_as(people.coordinator)

    def lines():
        page = coordinator.get(f"{report}?soort=beleid")
        drawn = [each for each in page.all("line") if each.get("class") == "span"]
        assert ("De streep: zo schuift de kans" in page.text) == bool(drawn)
        return len(drawn), set(re.findall(r"kans (\d+) van 100, tussen (\d+) en (\d+)\.", page.text))

    count, said = lines()
    agree()
    chosen = coordinator.get(f"/inventarisaties/{assessment.id}/prioriteren").text
    assert lines() == (count, said) == (2, set(re.findall(r"kans (\d+) \((\d+) tot (\d+)\)", chosen)))


def test_a_domain_opens_with_what_is_to_win(session, people, client_as, assessment, report):
    make_agreed(session, assessment, people.adviser, {"inclusie/M.BE": 0})
    page = client_as(people.coordinator).get(report)
    inclusie = next(each for each in page.all("div") if each.get("id") == "domein-inclusie")
    text = " ".join("".join(inclusie.itertext()).split())
    assert text.index("Hier is het meest te winnen") < text.index("Geld – bestuur") < text.index("1 stap verder")
    assert text.index("1 stap verder") < text.index("van de 100 punten") < text.index("Scores van Inclusie")


def test_only_what_is_unknown_is_told_of_what_is_known(session, people, client_as, assessment, report):
    make_agreed(session, assessment, people.adviser, {"geld/C.BL": 2, "inclusie/C.BL": 2})
    coordinator = client_as(people.coordinator)
    page = coordinator.get(report)
    assert "Bandbreedte" not in page.text and "alles bekend" not in page.text and "14 van 14" not in page.text
    assert "‘?’" not in page.text and "‘1 van 2’" not in page.text
    session.execute(delete(AgreedScore).where(AgreedScore.item == "geld/C.BL"))
    session.commit()
    page = coordinator.get(report)
    assert page.text.count("Bandbreedte") > 0 and "alles bekend" not in page.text
    assert "‘1 van 2’: van 1 van de 2 vragen is het antwoord bekend." in page.text
    assert "Tijd en kennis (beleid). Met alle antwoorden ligt de score tussen" in page.text
    assert "Vraag: beleidsmedewerkers van het domein Geldzaken" in page.text


@pytest.mark.parametrize("kind", ["", "?soort=beleid", "?soort=adviseur", "?soort=wethouder", "?versie=1"])
def test_the_annex_has_every_answer_of_the_full_edition_only(people, client_as, report, agree, kind):
    agree()
    for who in (people.adviser, people.reader):
        asked = client_as(who)
        if kind == "?soort=adviseur":
            # Every answer of everybody stands in the adviser's workbook.
            asked.get(f"{report}/bijlage{kind}", status=403 if who is people.reader else 404)
        elif kind == "?soort=wethouder":
            asked.get(f"{report}/bijlage{kind}", status=404)
        else:
            page = asked.get(f"{report}/bijlage{kind}")
            assert "Hoeveel aandacht" in page.text
            assert "Reden van de invuller" not in page.text


def test_the_adviser_reads_an_agenda_and_only_rows_that_say_something(people, client_as, report):
    page = client_as(people.adviser).get(f"{report}?soort=adviseur")
    assert "Voorstel voor het volgende gesprek" in page.text and "Verdeling" not in page.text
    assert not [link for link in page.links if "/bijlage" in link]
    cells = ["".join(cell.itertext()) for table in page.all("table") for cell in table.iter("td")]
    assert cells and "geen" not in cells


def test_single_answers_are_for_who_leads_the_review(people, client_as, report, agree):
    agree()
    assert "Reden van de invuller" in client_as(people.coordinator).get(f"{report}?soort=adviseur").text
    reader = client_as(people.reader)
    for kind in ("beleid", "wethouder"):
        page = reader.get(f"{report}?soort={kind}")
        assert "Reden van de invuller" not in page.text
        assert not [link for link in page.links if "soort=adviseur" in link or link.endswith(".json")]
    reader.get(f"{report}?soort=adviseur", status=403)


def test_who_only_reads_begins_with_the_page_for_the_alderman(people, client_as, report, agree):
    agree()
    reader = client_as(people.reader)
    assert reader.get(report).text == reader.get(f"{report}?soort=wethouder").text
    coordinator = client_as(people.coordinator)
    assert coordinator.get(report).text == coordinator.get(f"{report}?soort=beleid").text != reader.get(report).text


def test_names_are_in_no_edition(session, people, client_as, report, agree):
    session.execute(update(User).values(function="regisseur"))
    session.execute(update(Participation).where(Participation.role == "participant").values(function="taalcoach"))
    session.commit()
    agree()
    for kind in ("beleid", "wethouder", "adviseur"):
        text = client_as(people.adviser).get(f"{report}?soort={kind}").text
        if kind == "beleid":
            text += client_as(people.adviser).get(f"{report}/bijlage?soort={kind}").text
        for person in (people.coordinator, people.participant):
            assert person.name not in text
        functions = {function for function in ("regisseur, beleid", "taalcoach, uitvoering") if function in text}
        assert len(functions) == (2 if kind == "adviseur" else 0)


def test_what_was_agreed_stays_as_it_was(session, people, client_as, report, agree):
    agree()
    before = client_as(people.reader).get(report).text
    session.execute(update(Municipality).values(name="Herindeling"))
    session.execute(update(User).values(function="iets anders"))
    session.commit()
    page = client_as(people.reader).get(report)
    assert page.text == before
    assert "Voorlopig" not in page.text and "Versie 1, vastgesteld op" in page.text


def test_all_versions_stay_readable(people, client_as, report, agree, assessment):
    agree()
    coordinator, hub = client_as(people.coordinator), f"/inventarisaties/{assessment.id}"
    coordinator.post(f"{hub}/heropenen", {"reason": "Nieuw plan."})
    page = coordinator.get(report)
    assert "Voorlopig" in page.text and f"{report}?soort=beleid&versie=1" in page.links
    assert "Voorlopig" not in coordinator.get(f"{report}?versie=1").text
    assert "Voorlopig" not in client_as(people.reader).get(report).text
    coordinator.post(f"{hub}/bespreken/geld/A.BE", {"value": "4", "reason": "Het plan is er.", "seen": "0"})
    agree()
    page = client_as(people.reader).get(f"{report}?soort=beleid")
    annex = client_as(people.reader).get(f"{report}/bijlage?soort=beleid")
    assert "Versie 2, vastgesteld op" in page.text and "Het plan is er." in annex.text
    assert "Het plan is er." not in client_as(people.reader).get(f"{report}/bijlage?soort=beleid&versie=1").text


def test_what_is_not_there(people, client_as, report, agree):
    agree()
    coordinator = client_as(people.coordinator)
    for query in ["soort=raad", "versie=2", "versie=x", "versie=", "soort=beleid&versie=0"]:
        coordinator.get(f"{report}?{query}", status=404)


def test_who_may_read(people, client_as, report, agree):
    expected = {"participant": (403, 403), "reader": (404, 200), "administrator": (404, 404), "other": (404, 404)}
    clients = {who: client_as(getattr(people, who)) for who in expected}
    for who, (before, _) in expected.items():
        clients[who].get(report, status=before)
    agree()
    for who, (_, after) in expected.items():
        clients[who].get(report, status=after)


def test_texts_of_people_are_only_text(session, people, client_as, assessment, report):
    hostile = "<script>alert(1)</script> [[x]] {{ 7*7 }} <b>"
    make_agreed(session, assessment, people.adviser, {"geld/S.BE": 1})
    client_as(people.adviser).post(
        f"/inventarisaties/{assessment.id}/bespreken/geld/S.BE", {"value": "2", "reason": hostile, "seen": "1"}
    )
    assert hostile in client_as(people.coordinator).get(f"{report}/bijlage").text


@pytest.mark.parametrize("form", ["", ".pdf", ".json", "?soort=adviseur", "/bijlage"])
def test_who_leads_sees_no_report_until_the_review(session, people, client_as, assessment, report, form):
    session.execute(update(Assessment).values(state="open"))
    session.commit()
    for who in (people.coordinator, people.adviser):
        page = client_as(who).get(report + form, status=409)
        assert "Als de coördinator de bespreking start" in page.text
        assert "Reden van de invuller" not in page.html


def test_a_coordinator_who_answers_alone_can_look_ahead(session, people, client_as, assessment, report):
    session.execute(update(Participation).values(role="coordinator"))
    session.execute(update(Assessment).values(state="open"))
    session.commit()
    assert "oorlopig" in client_as(people.coordinator).get(report).text


def test_dissent_stays_beside_the_agreed_score(people, client_as, assessment, report, agree):
    typed = {"value": "3", "seen": "0", "reason": "Na overleg.", "dissent": "De adviseur blijft bij 1."}
    client_as(people.adviser).post(f"/inventarisaties/{assessment.id}/bespreken/geld/A.BE", typed)
    agree()
    assert "De adviseur blijft bij 1." in client_as(people.coordinator).get(f"{report}/bijlage").text
